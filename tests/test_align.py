"""Which claims are worth comparing."""

from __future__ import annotations

import numpy as np
import pytest
from builders import claim, slot

from verify import align
from verify.records import Claim, Pair, Quantity, Span, Thing

EAST, NORTH = (1.0, 0.0), (0.0, 1.0)
DEAD = Quantity(3, 3, False, "", "person", frozenset({"kill"}))


def vectors(*rows: tuple[float, float]) -> align.Vectors:
    return np.array(rows, dtype=np.float32).reshape(-1, 2)


def pairs(
    claims: list[Claim], whole: list[tuple[float, float]], *contexts: list[tuple[float, float]]
) -> list[Pair]:
    inner = [vectors(*rows) for rows in contexts] or [vectors() for _ in claims]
    return list(align.pairs(claims, vectors(*whole), inner))


def test_claims_near_by_meaning_are_a_pair() -> None:
    (found,) = pairs([claim("a"), claim("b"), claim("c")], [EAST, EAST, NORTH])

    assert (found.left.article, found.right.article, found.similarity) == ("a", "b", 1.0)


def test_claims_that_ask_the_same_are_a_pair_however_far() -> None:
    dead = [
        claim("a", "Three died.", slot("quantity", DEAD)),
        claim("b", "Three died.", slot("quantity", DEAD)),
    ]

    (found,) = pairs(dead, [EAST, NORTH], [EAST], [EAST])

    assert found.similarity == 0.0
    assert found.contexts == ((1.0,),)


def test_contexts_of_two_kinds_are_not_compared() -> None:
    thing = Thing("rocket", (), frozenset())
    claims = [
        claim("a", "Three died.", slot("quantity", DEAD)),
        claim("b", "A rocket.", slot("object", thing)),
    ]

    assert pairs(claims, [EAST, NORTH], [EAST], [EAST]) == []


def test_the_clauses_of_one_sentence_are_no_pair() -> None:
    one = claim("a", sentence=Span(0, 60))
    other = claim("a", start=20, sentence=Span(0, 60))

    assert pairs([one, other], [EAST, EAST]) == []


def test_each_pair_comes_once_and_in_order() -> None:
    found = pairs([claim(name) for name in "abcd"], [EAST] * 4)

    assert [f.left.article + f.right.article for f in found] == ["ab", "ac", "ad", "bc", "bd", "cd"]


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    claims = [claim(name, words=frozenset({"say"})) for name in "abcd"]
    claims += [claim(name, words=frozenset({"varn"})) for name in "ef"]

    found = {f.left.article + f.right.article: f.shared for f in pairs(claims, [EAST] * 6)}

    assert found["ef"] > found["ab"] > found["ae"] == 0


def test_no_claims_make_no_pairs() -> None:
    assert list(align.pairs([], np.zeros((0, 2), np.float32), [])) == []


@pytest.mark.parametrize(("other", "asked"), [(EAST, [[True], [True]]), (NORTH, [[False], [False]])])
def test_only_a_claim_near_enough_can_answer(other: tuple[float, float], asked: list[list[bool]]) -> None:
    claims = [claim(name, "Three died.", slot("quantity", DEAD)) for name in "ab"]

    assert align.answerable(claims, vectors(EAST, other)) == asked


def test_a_kind_of_slot_of_a_new_plug_in_can_be_asked_about() -> None:
    red, blue = (Thing(name, ("colour",), frozenset()) for name in ("red", "blue"))
    claims = [claim("a", "A red van.", slot("colour", red)), claim("b", "A blue van.", slot("colour", blue))]

    assert align.answerable(claims, vectors(EAST, EAST)) == [[True], [True]]

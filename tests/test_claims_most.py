"""How much of one article is compared; what is beyond is told."""

from __future__ import annotations

import pytest

from verify import claims, parse
from verify.claims import _most
from verify.records import Article, Claim, Length, NotCompared, Paragraph, Slot, Span

LENGTH = Length(1.0, 1.0, 1.0, False, "", frozenset())


def article(text: str) -> Article:
    return Article("a.txt", text, paragraphs=(Paragraph(0, len(text), "body"),))


def claim(text: str, start: int, slots: int, context: str = "what") -> Claim:
    """A claim whose n-th slot is its n-th character."""
    places = (start + n for n in range(slots))
    found = tuple(Slot("duration", at, at + 1, text[at], LENGTH, context) for at in places)
    end = start + max(slots, 1)
    return Claim(f"c{start}", "a.txt", start, end, text[start:end], "body", Span(start, end), slots=found)


def beyond(made: list[Claim], text: str) -> tuple[list[Claim], list[NotCompared]]:
    kept, left = claims.within([article(text)], made)
    assert all(text[n.start : n.end] == n.text for n in left)
    return kept, left


def test_what_an_article_has_as_a_rule_is_compared_whole() -> None:
    text = "x" * 400
    made = [claim(text, 40 * n, _most.MOST_SLOTS) for n in range(10)]

    assert beyond(made, text) == (made, [])


def test_values_beyond_the_most_of_a_claim_are_told() -> None:
    text = "x" * _most.MOST_SLOTS + "yz"

    (kept,), (left,) = beyond([claim(text, 0, _most.MOST_SLOTS + 2)], text)

    assert len(kept.slots) == _most.MOST_SLOTS
    assert left.text == "yz"
    assert "more values than are compared" in left.reason


@pytest.mark.parametrize(
    ("context", "most"), [("what", _most.ALL_SLOTS), ("w " * 1000, _most.CONTEXTS // 1000)]
)
def test_values_beyond_the_most_of_an_article_are_told(context: str, most: int) -> None:
    text = "x" * 2000
    made = [claim(text, 40 * n, 40, context) for n in range(50)]

    kept, left = beyond(made, text)

    assert sum(len(c.slots) for c in kept) == most
    assert [n.text for n in left] == [text[most:]]
    assert len(kept) == len(made)


def test_no_values_are_looked_for_after_those_that_are_compared() -> None:
    text = " ".join(f"{n} of us left." for n in range(100))
    looked = list[str]()

    def find(clause: parse.Clause) -> list[Slot]:
        looked.append(clause.text)
        return [Slot("duration", 0, 1, "0", LENGTH, "w " * (_most.CONTEXTS // 10))]

    made = claims.extract(article(text), [find], lambda _, p: p.start)

    assert len(looked) == 11
    assert len(made) == 100


def test_claims_beyond_the_most_of_an_article_are_told_once() -> None:
    text = "x" * (_most.MOST_CLAIMS + 5)

    kept, (left,) = beyond([claim(text, n, 0) for n in range(_most.MOST_CLAIMS + 1)], text)

    assert len(kept) == _most.MOST_CLAIMS
    assert left.text == "x" * 5
    assert "goes on after 700 claims" in left.reason


@pytest.mark.parametrize("text", ["Two died. " * 500, "A short paragraph of one sentence", ""])
def test_a_paragraph_of_sentences_is_one_piece(text: str) -> None:
    assert list(parse.pieces(text, 0, len(text))) == [(0, len(text))]


@pytest.mark.parametrize("text", ["word " * 2000, ", " * 2000, "x" * 2000 + " " + "y" * 2000, "12 34 " * 900])
def test_a_paragraph_without_ends_of_sentences_is_cut_between_words(text: str) -> None:
    found = list(parse.pieces(text, 3, len(text)))

    assert "".join(text[a:b] for a, b in found) == text[3:]
    assert len(found) > 1
    assert all(text[a - 1] == " " for a, _ in found[1:])
    assert all(len(text[a:b].split()) <= parse.MOST_WORDS for a, b in found)

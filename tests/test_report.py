"""Facts and disputes read from the graph."""

from __future__ import annotations

import math
from dataclasses import replace

from builders import article, claim, finding

from verify import graph, report
from verify.origins import Voices
from verify.records import Attribution, Claim, Dispute, Fact, Finding, Quantity, Slot

SEVEN = claim("a", "Seven miners were killed at Orvel.")
NINE = claim("b", "The dead at Orvel were nine.")
DOZEN = claim("c", "A dozen died at Orvel.")
ALSO_SEVEN = claim("d", "Orvel mourns its dead, seven in all.")
AGAINST = [
    finding("conflict", SEVEN, NINE, "Seven", "nine"),
    finding("conflict", SEVEN, DOZEN, "Seven", "A dozen"),
    finding("conflict", NINE, DOZEN, "nine", "A dozen"),
]
AGREED = finding("agree", SEVEN, ALSO_SEVEN, "Seven", "seven")


def disputes(claims: list[Claim], found: list[Finding], *same: frozenset[str]) -> tuple[Dispute, ...]:
    return report.disputes(graph.build(claims, found), voices(claims, same))


def facts(claims: list[Claim], found: list[Finding], *same: frozenset[str]) -> tuple[Fact, ...]:
    story_of = dict.fromkeys((c.article for c in claims), 0)
    return report.facts(graph.build(claims, found), voices(claims, same), story_of)


def quantity(path: str, text: str, words: str, lo: float, hi: float) -> Claim:
    at = text.index(words)
    value = Quantity(lo, hi, about=False, unit="", of="person", acts=frozenset({"kill"}))
    return claim(path, text, Slot("quantity", at, at + len(words), words, value, ""))


def voices(claims: list[Claim], same: tuple[frozenset[str], ...]) -> Voices:
    return Voices([article(path) for path in sorted({c.article for c in claims})], same=same)


class TestDisputes:
    def test_three_sources_with_three_values_are_one_dispute_of_three_positions(self) -> None:
        (dispute,) = disputes([SEVEN, NINE, DOZEN], AGAINST)

        assert {p.value for p in dispute.positions} == {"Seven", "nine", "A dozen"}
        assert dispute.scope == "between"

    def test_sources_that_agree_share_a_position_and_it_comes_first(self) -> None:
        (dispute,) = disputes([SEVEN, NINE, DOZEN, ALSO_SEVEN], [*AGAINST, AGREED])

        first = dispute.positions[0]
        assert (first.value.lower(), first.origins, len(first.mentions)) == ("seven", 2, 2)

    def test_copies_count_as_one_origin(self) -> None:
        same = frozenset({"a", "d"})

        (dispute,) = disputes([SEVEN, NINE, DOZEN, ALSO_SEVEN], [*AGAINST, AGREED], same)

        assert {p.origins for p in dispute.positions} == {1}

    def test_a_value_is_quoted_where_it_stands(self) -> None:
        (dispute,) = disputes([SEVEN, NINE], AGAINST[:1])
        texts = {c.article: c for c in (SEVEN, NINE)}

        for position in dispute.positions:
            for mention in position.mentions:
                assert mention.value is not None
                said = texts[mention.article]
                assert (
                    said.text[mention.value.start - said.start : mention.value.end - said.start]
                    == position.value
                )

    def test_the_reason_is_of_answers_that_exclude_each_other(self) -> None:
        loose = finding("conflict", SEVEN, DOZEN, "Seven", "A dozen", score=0.9, differs=True)
        strict = replace(finding("conflict", SEVEN, NINE, "Seven", "nine"), reason="Seven are not nine.")

        (dispute,) = disputes([SEVEN, NINE, DOZEN], [loose, strict])

        assert dispute.reason == "Seven are not nine."
        assert not dispute.compatible

    def test_a_bound_that_the_other_figure_meets_is_of_different_precision(self) -> None:
        least = quantity("a", "At least 10 miners were killed at Orvel.", "At least 10", 10, math.inf)
        exact = quantity("b", "The dead at Orvel were 20.", "20", 20, 20)
        also = quantity("c", "Ten died at Orvel.", "Ten", 10, 10)
        loose = finding("conflict", least, exact, "At least 10", "20", differs=True)
        same = finding("agree", least, also, "At least 10", "Ten")

        (alone,) = disputes([least, exact], [loose])
        (beside,) = disputes([least, exact, also], [loose, same])

        assert alone.compatible
        assert not beside.compatible  # ten are not twenty

    def test_an_answer_of_those_who_give_another_too_is_of_another_thing(self) -> None:
        part = claim("a", "In Lower Orvel four were killed.", start=90)
        conflict = finding("conflict", part, NINE, "four", "nine")

        (dispute,) = disputes([SEVEN, part, NINE], [AGAINST[0], conflict])

        assert {p.value for p in dispute.positions} == {"Seven", "nine"}

    def test_an_answer_of_one_who_is_cited_stands_beside_that_of_the_article(self) -> None:
        who = Attribution(108, 117, "the mayor", "the mayor")
        cited = claim("a", "Four were killed, the mayor said.", start=90, attribution=who)
        conflict = finding("conflict", cited, NINE, "Four", "nine")

        (dispute,) = disputes([SEVEN, cited, NINE], [AGAINST[0], conflict])

        assert {p.value for p in dispute.positions} == {"Seven", "nine", "Four"}

    def test_two_questions_are_two_disputes(self) -> None:
        injured = finding("conflict", SEVEN, NINE, "miners", "dead", key="quantity/injure")

        assert len(disputes([SEVEN, NINE], [AGAINST[0], injured])) == 2

    def test_the_id_stays_when_an_article_is_added(self) -> None:
        (before,) = disputes([SEVEN, NINE], AGAINST[:1])
        (after,) = disputes([SEVEN, NINE, DOZEN], AGAINST)

        assert after.id == before.id

    def test_the_order_of_the_findings_changes_nothing(self) -> None:
        claims, found = [SEVEN, NINE, DOZEN, ALSO_SEVEN], [*AGAINST, AGREED]

        assert disputes(claims, found) == disputes(claims[::-1], found[::-1])

    def test_a_difference_between_events_is_no_conflict_of_one(self) -> None:
        (apparent,) = disputes([SEVEN, NINE], [finding("different event", SEVEN, NINE, "Seven", "nine")])

        assert not apparent.same_event

    def test_a_faint_difference_between_events_is_not_worth_a_line(self) -> None:
        faint = finding("different event", SEVEN, NINE, "Seven", "nine", score=0.5)

        assert disputes([SEVEN, NINE], [faint]) == ()

    def test_a_figure_that_grew_is_marked(self) -> None:
        (grown,) = disputes([SEVEN, NINE], [finding("updated", SEVEN, NINE, "Seven", "nine")])

        assert grown.updated

    def test_conflicts_of_one_event_come_first(self) -> None:
        apart = finding("different event", DOZEN, ALSO_SEVEN, "A dozen", "seven", score=0.99)

        found = disputes([SEVEN, NINE, DOZEN, ALSO_SEVEN], [apart, AGAINST[0]])

        assert [d.same_event for d in found] == [True, False]

    def test_no_findings_make_no_disputes(self) -> None:
        assert disputes([SEVEN, NINE], []) == ()


class TestFacts:
    def test_values_in_conflict_are_no_one_fact_though_a_third_fits_both(self) -> None:
        low, about, high = (
            claim(p, t) for p, t in zip("abc", ("It was 5.9.", "It was about 6.", "It was 6.1."), strict=True)
        )
        found = [
            finding("agree", low, about, "5.9", "about 6"),
            finding("agree", about, high, "about 6", "6.1"),
            finding("conflict", low, high, "5.9", "6.1"),
        ]

        told = [{m.article for m in fact.mentions} for fact in facts([low, about, high], found)]

        assert not any({"a", "c"} <= articles for articles in told)

    def test_claims_that_mean_the_same_are_one_fact(self) -> None:
        (fact,) = facts([SEVEN, ALSO_SEVEN], [finding("agree", SEVEN, ALSO_SEVEN, kind="paraphrase")])

        assert fact.status == "corroborated"
        assert [m.article for m in fact.mentions] == ["a", "d"]

    def test_a_claim_that_none_repeats_is_a_single_fact(self) -> None:
        fact, _ = facts([SEVEN, NINE], [])

        assert (fact.status, fact.text) == ("single", SEVEN.text)

    def test_a_claim_can_support_several_facts(self) -> None:
        at_orvel = finding("agree", SEVEN, DOZEN, "Orvel", "Orvel", kind="place", key="place/orvel")

        found = facts([SEVEN, ALSO_SEVEN, DOZEN], [AGREED, at_orvel])

        assert [{m.article for m in f.mentions} for f in found] == [{"a", "c"}, {"a", "d"}]

    def test_a_fact_that_another_holds_whole_is_left_out(self) -> None:
        alike = [
            finding("agree", *two, kind="paraphrase")
            for two in ((SEVEN, NINE), (NINE, ALSO_SEVEN), (SEVEN, ALSO_SEVEN))
        ]

        (fact,) = facts([SEVEN, NINE, ALSO_SEVEN], [*alike, AGREED])

        assert len(fact.mentions) == 3

    def test_several_articles_of_one_origin_carry_a_fact(self) -> None:
        (fact,) = facts([SEVEN, ALSO_SEVEN], [AGREED], frozenset({"a", "d"}))

        assert fact.status == "carried"

    def test_ids_stay_when_an_article_is_added(self) -> None:
        before = {f.id for f in facts([SEVEN, ALSO_SEVEN], [AGREED])}
        after = {f.id for f in facts([SEVEN, ALSO_SEVEN, NINE], [AGREED])}

        assert before <= after

    def test_the_most_widely_stated_come_first(self) -> None:
        found = facts([NINE, SEVEN, ALSO_SEVEN], [AGREED])

        assert [f.status for f in found] == ["corroborated", "single"]

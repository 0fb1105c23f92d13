"""From the five sample articles to a report: what must be shown, word for word."""

from __future__ import annotations

from pathlib import Path

import pytest

from verify import pipeline, plugins, render
from verify.records import Dispute, Mention, Report, VerifyError

pytestmark = pytest.mark.model

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


@pytest.fixture(scope="module")
def report(seeds_report: Report) -> Report:
    """The report on the sample articles."""
    return seeds_report


# What two of the sample articles say of one thing, and the question's kind.
SHOWN = {
    "mortar rounds or missiles on the zone": (
        "object",
        "Two mortar rounds hit the Iraqi capital's Green Zone Saturday",
        "Two missiles hit the Green Zone in the Iraqi capital of Baghdad on Saturday",
    ),
    "two rounds or one inside the zone": (
        "quantity",
        "Two mortar rounds hit the Iraqi capital's Green Zone Saturday",
        "one projectile hit inside the zone",
    ),
    "thousands or tens of thousands of mourners": (
        "quantity",
        "Thousands of people marched in Baghdad on Saturday to mourn Soleimani",
        "Tens of thousands of Iraqis mourned a top Iranian commander",
    ),
    "5,200 troops across the country or in Baghdad": (
        "place",
        "the 5,200 American troops stationed across the country",
        "the roughly 5,200 American troops deployed in Baghdad",
    ),
}


@pytest.mark.parametrize(("kind", "left", "right"), SHOWN.values(), ids=SHOWN)
def test_a_dispute_between_the_articles_is_shown(report: Report, kind: str, left: str, right: str) -> None:
    of_kind = [d for d in report.disputes if d.kind == kind and d.same_event and not d.updated]

    assert any(_set_against(d, left, right) for d in of_kind)


def test_every_quote_is_the_articles_own(report: Report) -> None:
    texts = {path.name: path.read_bytes().decode() for path in SEEDS.glob("*.txt")}

    for mention in _mentions(report):
        assert texts[mention.article][mention.start : mention.end] == mention.text
        if mention.value:
            assert mention.start <= mention.value.start < mention.value.end <= mention.end


def test_a_quote_has_the_text_around_it(report: Report) -> None:
    texts = {path.name: path.read_bytes().decode() for path in SEEDS.glob("*.txt")}

    for mention in _mentions(report):
        text = texts[mention.article]
        assert text[: mention.start].endswith(mention.before)
        assert text[mention.end :].startswith(mention.after)
    quoted = [m for m in _mentions(report) if m.text.startswith("Sirens rang out at the US compound")]
    assert any("landed close to the enclave." in m.before and "Muhandis" in m.after for m in quoted)


def test_ids_name_one_thing_each(report: Report) -> None:
    ids = [d.id for d in report.disputes] + [f.id for f in report.facts]

    assert len(set(ids)) == len(ids)


def test_every_article_is_listed_with_its_claims(report: Report) -> None:
    assert [s.path for s in report.sources] == sorted(path.name for path in SEEDS.glob("*.txt"))
    assert all(s.claims for s in report.sources)


def test_a_fact_counts_as_corroborated_by_two_origins_or_more(report: Report) -> None:
    for fact in report.facts:
        assert (fact.status == "corroborated") == (len(fact.origins) > 1)


def test_a_wire_story_in_four_articles_is_carried_and_not_corroborated(report: Report) -> None:
    (balad,) = [f for f in report.facts if f.text.startswith("A pair of Katyusha rockets")]

    assert (balad.status, len(balad.origins), len({m.article for m in balad.mentions})) == ("carried", 1, 4)
    assert "text in common" in balad.origins[0].why
    assert "AFP" in balad.origins[0].why


def test_two_agencies_corroborate(report: Report) -> None:
    killed = [f for f in report.facts if "Muhandis" in f.text and "killed in the attack" in f.text]

    assert [(f.status, len(f.origins)) for f in killed] == [("corroborated", 2)]


def test_the_positions_of_a_dispute_say_whose_they_are(report: Report) -> None:
    for position in (p for d in report.disputes for p in d.positions):
        assert len(position.voices) == position.origins
        assert {path for o in position.voices for path in o.articles} == {
            m.article for m in position.mentions
        }


def test_the_same_articles_make_the_same_report_without_a_network(report: Report) -> None:
    again = pipeline.run([SEEDS])

    for name in plugins.names(render):
        renderer = plugins.load(render, name)
        assert renderer.render(again) == renderer.render(report)


def test_two_texts_are_compared_without_a_folder() -> None:
    found = pipeline.compare("Three miners died in the Orvel pit.", "Nine miners died in the Orvel pit.")

    assert [(f.stance, f.left_value, f.right_value) for f in found] == [("conflict", "Three", "Nine")]


def test_a_folder_without_articles_is_an_error_with_advice(tmp_path: Path) -> None:
    with pytest.raises(VerifyError) as raised:
        pipeline.run([tmp_path])

    assert raised.value.advice


def _set_against(dispute: Dispute, left: str, right: str) -> bool:
    """Whether one position of the dispute quotes one, and another the other."""
    sides = [
        {n for n, p in enumerate(dispute.positions) for m in p.mentions if quote in m.text}
        for quote in (left, right)
    ]
    return any(a != b for a in sides[0] for b in sides[1])


def _mentions(report: Report) -> list[Mention]:
    of_facts = [m for f in report.facts for m in f.mentions]
    return of_facts + [m for d in report.disputes for p in d.positions for m in p.mentions]

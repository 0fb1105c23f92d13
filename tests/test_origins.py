"""Which articles speak with one voice: by text, credit, newsroom, speaker, and by a person's word."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from builders import article, claim

from verify import origins, provenance, roles, sources
from verify.origins import Voices
from verify.records import Article, Attribution, Claim, Detail, Paragraph

HERE = Path(__file__).resolve().parent
STORIES = yaml.safe_load((HERE / "reuse.yaml").read_text(encoding="utf-8"))
TOLD = ("base", "copy", "light", "rewrite", "independent", "quote")
SEEDS = [roles.assign(a) for a in sources.read([HERE.parent / "seeds"]).articles]

Labelled = tuple[str, Article, Article]


def told(story: dict[str, Any], how: str) -> Article:
    lines = [story["base"][part - 1] if isinstance(part, int) else part for part in story[how]]
    return article(f"{story['name']}-{how}", *lines)


def pairs() -> list[Labelled]:
    """Pairs of articles with what the second is to the first."""
    found: list[Labelled] = []
    for story in STORIES:
        text = {how: told(story, how) for how in TOLD}
        found += [(how, text["base"], text[how]) for how in TOLD[1:]]
        found += [
            ("light", text["copy"], text["light"]),
            ("rewrite", text["light"], text["rewrite"]),
            ("independent", text["independent"], text["quote"]),
        ]
    found += [("unrelated", told(a, "base"), told(b, "base")) for a, b in pairwise([*STORIES, STORIES[0]])]
    kinds = {(0, 1): "copy", (0, 2): "rewrite", (1, 2): "rewrite"}  # the others share almost no text
    return found + [
        (kinds.get((i, j), "independent"), SEEDS[i], SEEDS[j]) for i in range(5) for j in range(i + 1, 5)
    ]


def merged(left: Article, right: Article) -> bool:
    """Whether shared text alone makes the two one origin."""
    plain = [replace(a, outlet=Detail(), agency=Detail(), byline=Detail("Ada Lorne")) for a in (left, right)]
    return len(Voices(plain, origins.shares(plain)).articles()) == 1


class TestReuse:
    def test_copies_and_rewrites_are_found_and_no_independent_article_is_taken_for_one(self) -> None:
        """Bars: .95 of copies and light edits, .8 of rewrites, nothing else."""
        labelled = pairs()
        of = Counter(kind for kind, _, _ in labelled)
        found = Counter(kind for kind, left, right in labelled if merged(left, right))

        assert len(labelled) >= 60
        assert found["copy"] + found["light"] >= 0.95 * (of["copy"] + of["light"])
        assert found["rewrite"] >= 0.8 * of["rewrite"]
        assert found["independent"] == found["quote"] == found["unrelated"] == 0

    def test_sharing_is_told_from_both_sides(self) -> None:
        story = STORIES[0]
        whole, part = told(story, "copy"), article("part", *story["base"][:2])

        (share,) = origins.shares([whole, part])

        assert share.of_right == 1.0
        assert share.of_left < 0.6

    def test_the_order_of_the_articles_changes_nothing(self) -> None:
        there = origins.shares(SEEDS)
        back = origins.shares(SEEDS[::-1])

        assert {frozenset((s.left, s.right)): s.contained for s in there} == {
            frozenset((s.left, s.right)): s.contained for s in back
        }

    def test_articles_without_words_share_nothing(self) -> None:
        assert origins.shares([]) == ()
        assert origins.shares([article("a", "..."), article("b", "...")]) == ()

    def test_a_post_that_both_show_makes_no_copy(self) -> None:
        post = "We will never let them close the old harbour and we will say so every day until they listen"
        shown = f"{post} — Ilse Varga (@ilsevarga) May 3, 2021"
        left = article("a", "The mayor replied within minutes to critics of her plan.", shown)
        right = article("b", "A storm broke loose on Monday among dockers.", shown)

        assert origins.shares([left, right]) == ()


class TestDates:
    def test_an_article_without_a_date_takes_that_of_its_copy_as_inferred(self) -> None:
        story = STORIES[1]
        dated, undated = told(story, "base"), replace(told(story, "light"), published=Detail())

        _, filled = origins.dated([dated, undated], origins.shares([dated, undated]))

        assert filled.published == Detail(dated.published.value, "inferred")

    def test_a_copy_of_another_month_is_the_furniture_of_a_site(self) -> None:
        story = STORIES[1]
        later = replace(told(story, "copy"), published=Detail(date(2021, 9, 1), "stated"))
        both = [told(story, "base"), later]

        assert len(Voices(both, origins.shares(both)).articles()) == 2

    def test_a_stranger_lends_no_date(self) -> None:
        dated, undated = told(STORIES[1], "base"), replace(told(STORIES[2], "base"), published=Detail())

        _, filled = origins.dated([dated, undated], origins.shares([dated, undated]))

        assert filled.published.value is None


QUAKE = "A strong quake shook Ellu on Tuesday."
SHOOK = "The ground moved in Ellu at dusk, and houses fell."


def by(path: str, text: str, speaker: str = "", **more: Any) -> Claim:
    attribution = Attribution(0, 1, speaker, speaker.lower()) if speaker else None
    return claim(path, text, attribution=attribution, **more)


def among(*claims: Claim, **known: Any) -> list[tuple[tuple[str, ...], str, int]]:
    """The origins of claims in articles of their own, with further articles' details by path."""
    details = known.pop("details", {})
    made = [
        replace(article(c.article, c.text), **{k: Detail(v, "stated") for k, v in details[c.article].items()})
        if c.article in details
        else article(c.article, c.text)
        for c in claims
    ]
    found = Voices(made, origins.shares(made), **known).among(claims)
    return [(o.articles, o.why, o.wordings) for o in found]


class TestCounting:
    def test_articles_with_nothing_in_common_count_each(self) -> None:
        found = among(by("a", QUAKE), by("b", SHOOK))

        assert [why for _, why, _ in found] == ["counts on its own"] * 2

    def test_one_agency_is_one_origin(self) -> None:
        found = among(
            by("a", QUAKE), by("b", SHOOK), details={"a": {"agency": "AFP"}, "b": {"agency": "AFP"}}
        )

        assert found == [(("a", "b"), "credit: AFP", 1)]

    def test_two_agencies_are_two_origins_even_through_an_outlet_that_prints_both(self) -> None:
        first, second = STORIES[0]["base"], STORIES[5]["base"]
        both = [
            replace(article("afp", *first), agency=Detail("AFP", "stated")),
            replace(article("reuters", *second), agency=Detail("Reuters", "stated")),
            article("mix", *first, *second),
        ]

        found = Voices(both, origins.shares(both)).articles()

        assert sorted(len(o.articles) for o in found) == [1, 2]

    def test_what_was_told_to_an_agency_is_the_agencys(self) -> None:
        found = among(
            by("a", "The dam holds, an engineer told Reuters."),
            by("b", "Water stands high but the wall is sound."),
            details={"b": {"agency": "Reuters"}},
        )

        assert [why for _, why, _ in found] == ["credit: Reuters"]

    def test_one_newsroom_is_one_origin(self) -> None:
        details = {"a": {"outlet": "BBC News"}, "b": {"outlet": "www.bbc.co.uk"}}

        assert among(by("a", QUAKE), by("b", SHOOK), details=details) == [(("a", "b"), "one newsroom", 1)]

    def test_a_sentence_in_common_is_one_origin_of_it(self) -> None:
        copied = "Rescuers with dogs were still searching the ruins of the market hall at nightfall"

        found = among(by("a", f"{copied}."), by("b", f"{copied}, three days after the blast."))

        assert [why for _, why, _ in found] == ["sentence in common: 100% of the shorter one"]

    def test_two_outlets_that_quote_one_official_are_two_origins_of_the_quote_and_one_of_the_information(
        self,
    ) -> None:
        found = among(
            by("a", QUAKE, "Henri Sembiring, a local health official"),
            by("b", SHOOK, "health official Henri Sembiring"),
        )

        assert [(articles, wordings) for articles, _, wordings in found] == [(("a", "b"), 2)]
        assert found[0][1].startswith("all have it from one speaker")

    @pytest.mark.parametrize(
        ("left", "right"),
        [
            ("officials", "officials"),
            ("an Iraqi officer", "an Iraqi officer"),
            ("the Iraqi military", "the US military"),
            ("witnesses", "residents"),
            ("Rui Lanz", "Ada Lorne"),
            ("police", ""),
        ],
    )
    def test_who_cannot_be_known_again_is_no_one_speaker(self, left: str, right: str) -> None:
        assert len(among(by("a", QUAKE, left), by("b", SHOOK, right))) == 2

    def test_who_has_a_speaker_more_is_one_origin_with_those_who_have_the_others_only(self) -> None:
        claims = [
            by("a", QUAKE, "the army"),
            by("b", SHOOK, "the army"),
            by("b", QUAKE, "Ada Lorne", start=200),
        ]
        other = by("c", "Roofs came down.", "Ada Lorne and officials")

        found = Voices([article(path) for path in "abc"]).among([*claims, other])

        assert [o.articles for o in found] == [("a", "b"), ("c",)]

    @pytest.mark.parametrize(
        ("left", "right"),
        [
            ("the Iraqi military", "The Iraqi military"),
            ("police", "the police"),
            ("Mr Dostal", "police inspector Rami Dostal"),
            ("U.S. Geological Survey", "the U.S. Geological Survey"),
            ("the health ministry", "the ministry"),
        ],
    )
    def test_one_speaker_is_known_in_other_words(self, left: str, right: str) -> None:
        assert len(among(by("a", QUAKE, left), by("b", SHOOK, right))) == 1

    def test_a_persons_word_goes_over_everything(self) -> None:
        story = STORIES[0]
        copies = [told(story, "base"), told(story, "copy")]
        paths = frozenset(a.path for a in copies)

        apart = Voices(copies, origins.shares(copies), independent=[paths]).articles()
        (together,) = Voices([article("a", QUAKE), article("b", SHOOK)], same=[frozenset("ab")]).articles()

        assert [o.why for o in apart] == ["counts on its own; stated as independent in sources.toml"] * 2
        assert together.why == "stated as one source in sources.toml"


class TestCredits:
    @staticmethod
    def credited(*lines: tuple[str, str], **details: Any) -> str:
        text, paragraphs = "", []
        for role, said in lines:
            paragraphs.append(Paragraph(len(text), len(text) + len(said), role))  # type: ignore[arg-type]
            text += said + "\n"
        other = replace(article("afp", QUAKE), agency=Detail("AFP", "stated"))
        mine = provenance.fill(Article("a", text, paragraphs=tuple(paragraphs), **details))
        merged_with = [o for o in Voices([mine, other]).articles() if len(o.articles) > 1]
        return merged_with[0].why if merged_with else ""

    def test_two_traces_of_an_agency_make_the_story_its_own(self) -> None:
        assert self.credited(
            ("body", "Mortar rounds fell, sources told AFP."), ("caption", "The zone. PHOTO | AFP")
        )

    def test_one_sentence_told_to_an_agency_does_not(self) -> None:
        assert not self.credited(("body", "Mortar rounds fell, sources told AFP."), ("body", SHOOK))

    def test_a_signed_story_is_its_reporters(self) -> None:
        lines = [("body", "It fell, sources told AFP."), ("body", "It burns, one told AFP.")]

        assert self.credited(*lines)
        assert not self.credited(*lines, byline=Detail("Ada Lorne", "stated"))

    def test_what_an_agency_contributed_is_a_part(self) -> None:
        assert not self.credited(
            ("body", "It fell, sources told AFP."),
            ("body", "It burns, one told AFP."),
            ("boilerplate", "AFP contributed to this report."),
        )


def test_the_seeds_have_two_origins_and_the_third_its_date() -> None:
    """The first four are AFP's, by text or by credit; the last is AP's."""
    filled = [provenance.fill(a) for a in SEEDS]
    shares = origins.shares(filled)

    third = origins.dated(filled, shares)[2]
    found = Voices(filled, shares).articles()

    assert third.published == Detail(date(2020, 1, 4), "inferred")
    assert [[path[:3] for path in o.articles] for o in found] == [["000", "001", "002", "003"], ["004"]]

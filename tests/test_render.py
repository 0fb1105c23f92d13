"""Renderers show the whole report."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from bridge_report import ARTICLES, REPORT
from hostile import HOSTILE, READER, everywhere, flat
from hypothesis import given
from hypothesis import strategies as st

from verify import render
from verify.plugins import load, names
from verify.records import Detail, Fact, Mention, Method, Origin, Report, Share

GOLDEN = Path(__file__).parent / "golden" / "report.md"
EMPTY = Report("", Method("0.1.0", "", "", ()), (), (), (), (), ())
MARKDOWN = load(render, "md")
JSON = load(render, "json")


@pytest.mark.parametrize("name", names(render))
class TestEveryRenderer:
    def test_states_the_suffix_of_its_files_which_no_other_has(self, name: str) -> None:
        suffixes = [load(render, other).SUFFIX for other in names(render)]

        assert suffixes.count(load(render, name).SUFFIX) == 1
        assert all(suffix.startswith(".") for suffix in suffixes)

    @pytest.mark.parametrize("report", [EMPTY, REPORT], ids=["empty", "full"])
    def test_ends_in_one_newline_and_writes_the_same_twice(self, name: str, report: Report) -> None:
        renderer = load(render, name)

        text = renderer.render(report)

        assert text == renderer.render(report)
        assert text.rstrip("\n") + "\n" == text

    @pytest.mark.parametrize("payload", HOSTILE)
    def test_writes_utf8_without_control_characters(self, name: str, payload: str) -> None:
        text = load(render, name).render(everywhere(payload))

        assert text.encode()
        ours = re.compile(r"<script.*?</script>|^\ufeff|\r(?=\n)", re.DOTALL)  # programs, marks of a csv file
        shown = ours.sub("", text)
        kinds = {unicodedata.category(char) for char in shown if char != "\n" and not char.isprintable()}
        assert kinds <= {"Zs", "Co"}  # spaces, and characters of somebody's own


def test_a_page_looks_as_the_golden_one() -> None:
    """A page that changes on purpose: read it, then write `md.render(REPORT)` to the golden file."""
    assert MARKDOWN.render(REPORT) == GOLDEN.read_text(encoding="utf-8")


def test_sections_stand_in_the_order_of_interest() -> None:
    assert headings(MARKDOWN.render(REPORT), "h2") == [
        "What was read",
        "Disputed",
        "Figures that changed",
        "Apparent conflicts: different events",
        "Corroborated",
        "Widely carried, one origin",
        "Omissions",
        "Single source",
        "Not compared",
        "Skipped files",
        "Method",
    ]


def test_an_empty_page_says_that_nothing_was_found() -> None:
    text = MARKDOWN.render(EMPTY)

    assert headings(text, "h2") == ["What was read", "Disputed", "Corroborated", "Method"]
    assert text.count("Nothing found.") == 2
    assert "0 articles, 0 claims: [0 disputed](#disputed), [0 corroborated](#corroborated)." in text


def test_links_lead_to_headings_of_the_page() -> None:
    text = MARKDOWN.render(REPORT)

    anchors = {
        heading.lower().translate({ord(" "): "-", ord(":"): None, ord(","): None})
        for heading in headings(text, "h2")
    }

    assert {str(token.attrs["href"])[1:] for token in flat(text) if token.type == "link_open"} <= anchors


def test_figures_that_changed_stand_in_order_of_time() -> None:
    text = MARKDOWN.render(REPORT)

    assert text.index("**three**: 2031-05-14") < text.index("**five**: 2031-05-17")


def test_a_quote_that_several_articles_print_stands_once_with_all_of_them() -> None:
    mentions = tuple(Mention(f"{name}.txt", 0, 10, "Two  died.", "body", "police") for name in "cab")
    text = MARKDOWN.render(one_fact(*mentions))

    assert text.count("Two died.") == 1
    assert "— `c.txt`, `a.txt`, `b.txt`, citing “police”" in text


def test_four_quotes_stand_for_all_and_the_files_of_the_others_are_named() -> None:
    mentions = tuple(Mention(f"{i}.txt", 0, 10, f"Quote {i}.", "body") for i in range(7))
    text = MARKDOWN.render(one_fact(*mentions))

    assert [f"Quote {i}." in text for i in range(7)] == [True] * 4 + [False] * 3
    assert "> and 3 more in `4.txt`, `5.txt`, `6.txt`" in text


def test_two_articles_of_one_outlet_are_told_apart_by_their_files() -> None:
    text = MARKDOWN.render(REPORT)

    assert "North Shore Courier (`courier.txt`)" in text
    assert "— Ellery Gazette, headline" in text


def test_an_origin_of_the_information_tells_how_many_the_words_have() -> None:
    assert "2 origins of the words, one of the information" in MARKDOWN.render(REPORT)


def test_an_omission_names_who_reports_and_who_does_not() -> None:
    (row,) = [r for r in MARKDOWN.render(REPORT).splitlines() if r.startswith("| A barge struck")]

    assert row.endswith("| 1 article | omits | 1 article |")


def test_many_origins_make_a_list_instead_of_a_table() -> None:
    origins = tuple(Origin((f"{n}.txt",), "counts on its own") for n in range(30))
    fact = replace(REPORT.facts[1], omitted_by=origins)

    text = MARKDOWN.render(replace(REPORT, facts=(fact,), origins=(*REPORT.origins, *origins)))

    assert "): A, C; left out by D, E, F, G," in text
    assert "Z, AA, AB" in text


def test_many_articles_list_the_closest_pairs_instead_of_a_table() -> None:
    shares = tuple(Share(f"{n}.txt", f"{n + 1}.txt", 0.5, n / 100, 40) for n in range(60))
    sources = tuple(replace(REPORT.sources[0], path=f"{n}.txt", outlet=Detail()) for n in range(61))

    text = MARKDOWN.render(replace(REPORT, sources=sources, shares=shares))

    assert "- `59.txt` (50% of it), `60.txt` (59% of it)" in text
    assert "- and 30 more" in text


def test_json_holds_all_of_the_contract() -> None:
    document = json.loads(JSON.render(REPORT))

    assert document["schema"] == "verify-report/1"
    assert set(document) >= {"method", "articles", "facts", "disputes", "skipped"}
    assert document["method"]["thresholds"] == {"context_cosine": 0.55, "window_days": 2}
    assert document["articles"][2]["published"] == "2031-05-14"
    assert document["articles"][2]["published_is"] == "inferred"
    assert [dispute["id"] for dispute in document["disputes"]] == ["d-51c0", "d-77be", "d-0a11", "d-c3d9"]
    assert document["disputes"][0]["score"] == 0.91
    assert document["skipped"] == [{"path": "scan.pdf", "reason": "verify does not read .pdf files."}]


def test_json_mentions_point_at_their_words_in_the_article() -> None:
    document = json.loads(JSON.render(REPORT))
    positions = [position for dispute in document["disputes"] for position in dispute["positions"]]

    for mention in (m for part in positions + document["facts"] for m in part["mentions"]):
        assert ARTICLES[mention["article"]][mention["start"] : mention["end"]] == mention["text"]
    tanker = positions[0]["mentions"][0]
    assert ARTICLES[tanker["article"]][tanker["value_start"] : tanker["value_end"]] == "tanker truck"


@given(st.text())
def test_json_gives_back_any_text(text: str) -> None:
    document = json.loads(JSON.render(everywhere(text)))

    assert document["disputes"][0]["positions"][0]["mentions"][0]["text"] == text + " three"
    assert document["articles"][0]["path"] == text


@pytest.mark.parametrize("score", [float("nan"), float("inf")])
def test_json_writes_null_for_what_is_no_number(score: float) -> None:
    report = replace(REPORT, disputes=(replace(REPORT.disputes[0], score=score),))

    assert json.loads(JSON.render(report))["disputes"][0]["score"] is None


def one_fact(*mentions: Mention) -> Report:
    return replace(EMPTY, facts=(Fact("f-1", "corroborated", mentions[0].text, (), mentions),))


def headings(text: str, tag: str) -> list[str]:
    tokens = READER.parse(text)
    return [
        after.content
        for token, after in pairwise(tokens)
        if token.type == "heading_open" and token.tag == tag
    ]

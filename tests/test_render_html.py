"""The web page: complete without a script, asks for nothing, and takes no text for markup."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace

import pytest
from bridge_report import REPORT
from hostile import HOSTILE, everywhere
from lxml import etree
from lxml import html as parser

from verify.records import Decision, Detail, Mention, Report, Share, Span
from verify.render import html
from verify.render._escape import clean


def page(report: Report) -> etree._Element:
    return parser.document_fromstring(html.render(report))


def skeleton(report: Report) -> list[tuple[str, tuple[str, ...]]]:
    """The elements and the names of their attributes, in order."""
    return [(str(element.tag), tuple(element.keys())) for element in page(report).iter()]


def texts(report: Report, path: str) -> list[str]:
    """The text of the elements that an XPath finds, on one line each."""
    return [" ".join(found.xpath("string(.)").split()) for found in page(report).xpath(path)]


def test_sections_stand_in_the_order_of_interest() -> None:
    assert [re.sub(r" \d+$", "", text) for text in texts(REPORT, "//main//h2")] == [
        "At a glance",
        "Disputed",
        "Figures that changed",
        "Apparent conflicts: different events",
        "Who agrees and who conflicts",
        "Corroborated",
        "Widely carried, one origin",
        "Omissions",
        "Single source",
        "Sources",
        "Not compared",
        "Skipped files",
        "Method",
    ]


def test_the_words_that_differ_are_marked_in_their_sentence() -> None:
    marks = texts(REPORT, "//*[@id='d-51c0']//blockquote//mark")

    assert marks == ["tanker truck", "barge", "barge"]
    assert texts(REPORT, "//*[@id='d-51c0']//blockquote")[0] == "A tanker truck struck the middle pier"


def test_a_quote_opens_to_the_sentences_around_it() -> None:
    mention = Mention("a.txt", 10, 20, "Two  died.", "body", before="It fell.\n", after=" Three did not.")
    dispute = REPORT.disputes[0]
    positions = (replace(dispute.positions[0], mentions=(mention,)), dispute.positions[1])

    shown = texts(
        replace(REPORT, disputes=(replace(dispute, positions=positions),)), "//*[@class='context']/p"
    )

    assert shown == ["It fell. Two died. Three did not."]


def test_figures_that_changed_stand_in_order_of_time_and_in_the_timeline() -> None:
    assert texts(REPORT, "//*[@id='d-0a11']//h4") == ["three", "five"]
    assert texts(REPORT, "//*[@class='value']") == ["three", "five"]


def test_a_decision_of_a_review_is_shown_with_who_made_it() -> None:
    decided = replace(REPORT, decisions=(Decision("d-51c0", "confirmed", "Asked both.", "A. Lorne"),))

    assert texts(decided, "//*[@class='decision']") == ["Confirmed in review by A. Lorne: Asked both."]
    assert texts(REPORT, "//*[@class='decision']") == []


def test_the_graph_has_one_node_for_the_copies_of_one_origin() -> None:
    data = page(REPORT).get_element_by_id("graph-data")
    graph = json.loads(data.text)

    assert [2, 4] in [node["n"] for node in graph["nodes"]]
    assert {stance for _, _, stance in graph["edges"]} == {"agree", "conflict", "updated", "different event"}
    assert all(page(REPORT).get_element_by_id(node["a"]) is not None for node in graph["nodes"])


def test_links_lead_to_places_of_the_page() -> None:
    tree = page(REPORT)
    places = {element.get("id") for element in tree.iter() if element.get("id")}

    assert {str(link.get("href"))[1:] for link in tree.xpath("//a[starts-with(@href, '#')]")} <= places
    assert len(places) == len([1 for element in tree.iter() if element.get("id")])


def test_only_web_addresses_become_links() -> None:
    sources = [replace(REPORT.sources[0], url=url) for url in ("https://a.example/1", "javascript:alert(1)")]

    (link,) = page(replace(REPORT, sources=tuple(sources))).xpath("//tbody//a[@rel]")

    assert link.get("href") == "https://a.example/1"


def test_the_policy_allows_its_own_style_and_scripts_alone() -> None:
    tree = page(REPORT)
    policy = tree.xpath("string(//meta[@http-equiv]/@content)")
    running = tree.xpath("//script[not(@type)]")

    for element in [*running, *tree.xpath("//style"), tree.get_element_by_id("cytoscape")]:
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert not tree.xpath(
        "//@style | //@*[starts-with(name(), 'on')] | //@src | //base | //iframe | //object"
    )
    assert tree.xpath("//link/@href") == ["data:,"]


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_text_leaves_the_structure_of_a_page_alone(payload: str) -> None:
    assert skeleton(everywhere(payload)) == skeleton(everywhere("harmless"))


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_text_shows_as_it_is(payload: str) -> None:
    quotes = texts(everywhere(payload), "//h3/ancestor::article[.//h4]//blockquote")

    assert set(quotes) == {" ".join(clean(payload + " three").split())}


@pytest.mark.parametrize("payload", HOSTILE)
def test_a_hostile_address_leads_nowhere_but_to_the_web(payload: str) -> None:
    tree = page(replace(REPORT, sources=(replace(REPORT.sources[0], url=payload),)))

    assert all(str(link).startswith(("#", "http://", "https://")) for link in tree.xpath("//a/@href"))
    assert json.loads(tree.get_element_by_id("graph-data").text)["nodes"]


def test_a_line_of_a_megabyte_is_cut_around_its_answer() -> None:
    text = "word " * 200_000 + "three" + " word" * 10
    mention = Mention("a.txt", 0, len(text), text, "body", value=Span(1_000_000, 1_000_005))
    position = replace(REPORT.disputes[0].positions[0], mentions=(mention,))
    dispute = replace(REPORT.disputes[0], positions=(position,))

    written = html.render(replace(REPORT, disputes=(dispute,), facts=()))

    assert len(written) < 700_000
    assert "<mark>three</mark>" in written


def test_many_articles_list_their_closest_pairs_and_count_the_rest() -> None:
    sources = tuple(replace(REPORT.sources[0], path=f"{n}.txt", outlet=Detail()) for n in range(301))
    shares = tuple(Share(f"{n}.txt", f"{n + 1}.txt", 0.5, 0.1, 40) for n in range(300))

    tree = page(replace(REPORT, sources=sources, shares=shares))

    assert tree.xpath("count(//*[starts-with(@aria-label, 'Text in common')]//tbody/tr)") == 200
    assert "and 100 more" in tree.text_content()


def test_an_empty_report_says_that_nothing_was_found() -> None:
    empty = Report("", REPORT.method, (), (), (), (), ())

    assert texts(empty, "//main//h2") == ["Disputed 0", "Corroborated 0", "Sources 0", "Method"]
    assert html.render(empty).count("Nothing found.") == 2

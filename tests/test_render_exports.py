"""What other programs read: csv, graphml, drafts of ClaimReview."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import networkx as nx
import pytest
from bridge_report import REPORT
from hostile import HOSTILE, everywhere
from hypothesis import given
from hypothesis import strategies as st

from verify import render
from verify.plugins import load
from verify.records import Decision, Report
from verify.render._escape import clean

CSV, GRAPHML, CLAIMREVIEW = (load(render, name) for name in ("csv", "graphml", "claimreview"))


def rows(report: Report) -> list[dict[str, str]]:
    text = CSV.render(report)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def graph(report: Report) -> nx.MultiGraph[str]:
    return nx.parse_graphml(GRAPHML.render(report), force_multigraph=True)


class TestCsv:
    def test_has_a_row_for_each_mention_of_each_dispute_and_fact(self) -> None:
        told = [m for d in REPORT.disputes for p in d.positions for m in p.mentions]
        told += [m for fact in REPORT.facts for m in fact.mentions]

        table = rows(REPORT)

        assert [(r["article"], int(r["start"]), int(r["end"])) for r in table] == [
            (m.article, m.start, m.end) for m in told
        ]
        assert (table[0]["position"], table[0]["answer"]) == ("a tanker truck", "tanker truck")
        assert {row["status"] for row in table} == {
            "conflict", "updated", "different event", "corroborated", "carried", "single",
        }  # fmt: skip

    def test_its_lines_end_as_the_rfc_has_it(self) -> None:
        text = CSV.render(REPORT)

        assert text.count("\r\n") == text.count("\n") == len(rows(REPORT)) + 1

    @pytest.mark.parametrize("payload", HOSTILE)
    def test_no_cell_starts_a_formula(self, payload: str) -> None:
        for row in rows(everywhere(payload)):
            for cell in row.values():
                assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))

    @given(st.text())
    def test_any_text_stays_in_its_cell(self, text: str) -> None:
        quote = rows(everywhere(text))[0]["quote"]

        assert quote.removeprefix("'") == clean(text + " three").removeprefix("'")

    def test_a_line_of_a_megabyte_fits_into_a_cell(self) -> None:
        assert all(len(cell) < 32_767 for row in rows(everywhere("word " * 200_000)) for cell in row.values())


class TestGraphml:
    def test_reads_back_with_a_node_for_each_claim_and_its_stances(self) -> None:
        read = graph(REPORT)

        claims = {(node["article"], node["start"], node["end"]) for _, node in read.nodes(data=True)}
        assert len(claims) == len(read)
        assert {edge["stance"] for _, _, edge in read.edges(data=True)} == {
            "agree", "conflict", "updated", "different event",
        }  # fmt: skip
        assert {edge["of"] for _, _, edge in read.edges(data=True)} >= {"d-51c0", "f-1d20"}

    def test_claims_of_one_origin_on_one_thing_have_one_voice(self) -> None:
        voices = {node["voice"] for _, node in graph(REPORT).nodes(data=True) if "barge" in node["text"]}

        assert len(voices) == 1

    def test_claims_that_conflict_are_two_voices(self) -> None:
        read = graph(REPORT)

        for left, right, edge in read.edges(data=True):
            if edge["stance"] == "conflict":
                assert read.nodes[left]["voice"] != read.nodes[right]["voice"]

    @pytest.mark.parametrize("payload", HOSTILE)
    def test_hostile_text_stays_text(self, payload: str) -> None:
        (text,) = {node["text"] for _, node in graph(everywhere(payload)).nodes(data=True)}

        assert text == clean(payload + " three")


class TestClaimReview:
    def test_without_a_review_there_is_nothing_to_publish(self) -> None:
        assert json.loads(CLAIMREVIEW.render(REPORT)) == {"@context": "https://schema.org", "@graph": []}

    def test_a_confirmed_dispute_gives_a_draft_for_each_position_and_no_rating(self) -> None:
        decisions = (
            Decision("d-51c0", "confirmed", "", "A. Lorne"),
            Decision("d-77be", "dismissed", reason="other"),
        )

        drafts = json.loads(CLAIMREVIEW.render(replace(REPORT, decisions=decisions)))["@graph"]

        assert [draft["identifier"] for draft in drafts] == ["d-51c0", "d-51c0"]
        assert drafts[0]["claimReviewed"] == "A tanker truck struck the middle pier"
        assert drafts[0]["itemReviewed"]["author"] == [{"@type": "Thing", "name": "witnesses"}]
        assert drafts[0]["author"] == {"@type": "Person", "name": "A. Lorne"}
        assert drafts[0]["reviewBody"] == REPORT.disputes[0].reason
        assert "reviewRating" not in drafts[0]

    def test_a_confirmed_fact_names_the_articles_that_have_it(self) -> None:
        decided = replace(REPORT, decisions=(Decision("f-1d20", "confirmed", "Seen on site."),))

        (draft,) = json.loads(CLAIMREVIEW.render(decided))["@graph"]

        appearance = draft["itemReviewed"]["appearance"]
        assert [article["identifier"] for article in appearance] == [
            "gazette.txt",
            "courier.txt",
            "radio.html",
        ]
        assert appearance[0]["publisher"] == {"@type": "Organization", "name": "Ellery Gazette"}
        assert draft["reviewBody"] == "Seen on site."

    @pytest.mark.parametrize("payload", HOSTILE)
    def test_hostile_text_stays_text(self, payload: str) -> None:
        decided = (
            Decision("d-1", "confirmed", payload + " note", payload + " who"),
            Decision("f-1", "confirmed"),
        )

        drafts = json.loads(CLAIMREVIEW.render(replace(everywhere(payload), decisions=decided)))["@graph"]
        harmless = json.loads(CLAIMREVIEW.render(replace(everywhere("harmless"), decisions=decided)))[
            "@graph"
        ]

        assert shape(drafts, clean(payload)) == shape(harmless, "harmless")
        assert drafts[0]["claimReviewed"] == clean(payload + " three")


def shape(value: object, own: str) -> object:
    """The keys and lists of a document, and which types it names; a text that shows nothing has no key."""
    if isinstance(value, dict):
        optional = {"url", "name", "author", "identifier", "headline", "publisher"} if not own else set()
        return {k: v if k == "@type" else shape(v, own) for k, v in value.items() if k not in optional}
    return [shape(item, own) for item in value] if isinstance(value, list) else ""

"""Decisions in whole runs: they come back in the next report, whatever articles are added."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import flood
import pytest
from click.testing import Result
from typer.testing import CliRunner

from verify import cli, decisions, pipeline
from verify.decisions import Entry
from verify.records import Dispute, Report
from verify.render import html, md
from verify.render import json as json_report

pytestmark = pytest.mark.model

Command = Callable[..., Result]


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    folder = flood.written(tmp_path_factory.mktemp("three") / "flood")
    return folder, pipeline.run([folder])


@pytest.fixture(scope="module")
def four(three: tuple[Path, Report], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    folder = flood.written(tmp_path_factory.mktemp("four") / "flood")
    flood.add_later(folder)
    return folder, pipeline.run([folder])


def asked(report: Report, words: str) -> Dispute:
    (found,) = (d for d in report.disputes if words in d.question)
    return found


def decided(report: Report, words: str, verdict: str, **more: str) -> Entry:
    dispute = asked(report, words)
    places = tuple(decisions.place(p.mentions[0]) for p in dispute.positions)
    return decisions.entry("ada", verdict, dispute.id, places=places, question=dispute.question, **more)  # type: ignore[arg-type]


def test_decisions_stay_with_their_disputes_when_an_article_changes_the_ids(
    three: tuple[Path, Report], four: tuple[Path, Report]
) -> None:
    told = (
        decided(three[1], "killed", "confirmed", note="Asked."),
        decided(three[1], "helicopters", "dismissed", reason="other"),
    )
    assert not {e.of for e in told} & {d.id for d in four[1].disputes}

    report = pipeline.run([four[0]], decided=told)

    assert {(d.of, d.verdict) for d in report.decisions} == {
        (asked(report, "killed").id, "confirmed"),
        (asked(report, "helicopters").id, "dismissed"),
    }
    page = md.render(report)
    assert "**Confirmed in review by ada: Asked.**" in page
    last = page[page.index("## Dismissed in review") :]
    assert "helicopters" in last
    assert "Dismissed in review (other) by ada" in last
    assert page.index("## Disputed") < page.index("Confirmed in review") < page.index("## Corroborated")
    assert "Confirmed in review by ada: Asked." in html.render(report)
    assert json_report.read(json_report.render(report), "x").decisions == report.decisions


def test_without_decisions_nothing_of_them_is_printed(three: tuple[Path, Report]) -> None:
    assert "review" not in md.render(three[1]).lower()


def test_sources_that_a_review_calls_one_voice_count_once_and_the_report_says_so(
    three: tuple[Path, Report],
) -> None:
    pair = ("m_gazette.txt", "o_radio.txt")
    before = asked(three[1], "killed")
    assert {p.value: p.origins for p in before.positions} == {"Seven": 2, "Nine": 1}

    report = pipeline.run([three[0]], decided=[decisions.entry("ada", "same", articles=pair)])

    assert [p.origins for p in asked(report, "killed").positions] == [1, 1]
    assert "stated as one source in a review" in md.render(report)


def test_merged_positions_are_counted_anew(three: tuple[Path, Report]) -> None:
    dispute = asked(three[1], "helicopters")
    places = tuple(decisions.place(p.mentions[0]) for p in dispute.positions[:2])

    report = pipeline.run([three[0]], decided=[decisions.entry("ada", "merged", dispute.id, places=places)])

    assert [p.origins for p in asked(report, "helicopters").positions] == [2, 1]


def test_a_report_is_read_back_as_it_was(three: tuple[Path, Report]) -> None:
    text = json_report.render(three[1])

    assert json_report.render(json_report.read(text, "x")) == text


class TestCommands:
    @pytest.fixture
    def run(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
        monkeypatch.chdir(tmp_path)
        flood.written(tmp_path / "flood")
        return lambda *args: CliRunner().invoke(cli.app, [*args, "--quiet", "--nli", "none"])

    def test_report_takes_over_the_file_beside_it_and_names_what_it_cannot(
        self, run: Command, three: tuple[Path, Report]
    ) -> None:
        file = Path("reports/flood.decisions.jsonl")
        decisions.append(file, decided(three[1], "killed", "confirmed"))
        decisions.append(file, decisions.entry("ada", "confirmed", "d-gone"))
        with file.open("a", encoding="utf-8") as torn:
            torn.write('{"record"')

        result = run("report", "flood")

        assert result.exit_code == 0
        assert "line 3 is left out" in result.stderr
        assert "1 decision is about a dispute that this report has not" in result.stderr
        assert "Confirmed in review by ada" in Path("reports/flood.md").read_text("utf-8")

    def test_among_many_stories_a_decision_beside_one_report_comes_back_in_it(
        self, run: Command, three: tuple[Path, Report]
    ) -> None:
        for name, text in flood.ELSEWHERE.items():
            Path("flood", name).write_text(text, "utf-8")
        decisions.append(Path("reports/flood/dam.decisions.jsonl"), decided(three[1], "killed", "confirmed"))

        told = run("report", "flood")
        shown = run("explain", asked(three[1], "killed").id, "flood")

        pages = [page.read_text("utf-8") for page in Path("reports/flood").glob("*.md")]
        assert (told.exit_code, told.stderr, shown.exit_code) == (0, "", 0)
        assert sorted("Confirmed in review by ada" in page for page in pages) == [False, True]

    def test_explain_prints_every_step(self, run: Command, three: tuple[Path, Report]) -> None:
        dispute = asked(three[1], "killed")

        shown = run("explain", dispute.id, "flood").stdout

        assert dispute.reason in shown
        for mention in (m for p in dispute.positions for m in p.mentions):
            assert f"{mention.article} {mention.start}-{mention.end}: {mention.text}" in shown
        for step in (
            "slot quantity",
            "context: how many miners",
            "conflict:",
            "rule quantity",
            "cosine",
            "gate:",
        ):
            assert step in shown
        assert "counts on its own" in shown

    def test_explain_takes_a_report_whose_articles_lie_beside_it_and_a_fact(self, run: Command) -> None:
        run("report", "flood", "-o", "reports/flood.json")
        report = json_report.read(Path("reports/flood.json").read_text("utf-8"), "x")

        shown = run("explain", report.facts[0].id, "reports/flood.json")

        assert shown.exit_code == 0
        assert report.facts[0].text in shown.stdout

    def test_explain_offers_ids_that_come_near(self, run: Command, three: tuple[Path, Report]) -> None:
        known = asked(three[1], "killed").id

        result = run("explain", known[:-1] + "z", "flood")

        assert (result.exit_code, result.stdout) == (2, "")
        assert re.search(rf"There is no .*Near it: {known} \(How many", result.stderr)

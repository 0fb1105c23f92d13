"""An archive: stories are found first, each has a report of its own, and one story reports as before."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from verify import archive, pipeline
from verify.cli import app, output, stories
from verify.records import Report, VerifyError
from verify.render import json as json_form
from verify.render import md

ROOT = Path(__file__).resolve().parent.parent

DAM = [
    "Dam breaks above Lowford, five dead\n\nFive people were killed when the Lowford dam broke on "
    "Thursday, the governor said. The water flooded the lower town.",
    "Flood after dam failure in Lowford kills seven\n\nSeven people were killed when the Lowford dam broke "
    "on Thursday, the fire service said. Hundreds left the lower town.",
]
BANK = [
    "Bank robbers flee with gold in Marstadt\n\nThree masked robbers fled with gold bars from a bank in "
    "Marstadt on Monday, police said. Nobody was hurt.",
    "Gold stolen from Marstadt bank\n\nFour masked robbers stole gold bars from a bank in Marstadt on "
    "Monday, a witness said. Nobody was hurt.",
]
GOAL = "Rovers win the cup\n\nRovers beat United by two goals to one in the cup final, with a late header."

pytestmark = pytest.mark.model

Told = tuple[archive.Archive, list[Report]]


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records of two stories and of an article that has nothing to do with either."""
    path = tmp_path_factory.mktemp("mixed") / "news.jsonl"
    records = [
        *({"text": text, "published": "2021-05-14"} for text in DAM),
        *({"text": text, "published": "2023-02-07"} for text in BANK),
        {"text": GOAL, "published": "2022-08-01"},
    ]
    path.write_text("\n".join(map(json.dumps, records)))
    return path


@pytest.fixture(scope="module")
def using() -> Iterator[pipeline.Tools]:
    """The models, loaded once."""
    with archive.opened(archive.Recipe()) as opened:
        yield opened


@pytest.fixture(scope="module")
def told(mixed: Path, using: pipeline.Tools) -> Told:
    """The mixed file as it was read, and the reports on it."""
    found = archive.read([mixed], using)
    return found, list(archive.reports(found, using))


def verify(*arguments: object) -> str:
    result = CliRunner().invoke(app, [*map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_one_story_is_told_as_a_plain_run_tells_it_to_the_byte(using: pipeline.Tools) -> None:
    found = archive.read([ROOT / "seeds"], using)

    (made,) = archive.reports(found, using)

    assert md.render(made).encode("utf-8") == (ROOT / "reports" / "seeds.md").read_bytes()
    assert archive.joined(found, [made], made.method) is made


def test_a_mixed_file_has_a_report_for_each_story_and_reads_no_article_that_is_alone(told: Told) -> None:
    found, made = told

    assert [[s.path for s in report.sources] for report in made] == [
        ["news.jsonl#1", "news.jsonl#2"],
        ["news.jsonl#3", "news.jsonl#4"],
    ]
    assert [source.path for source in found.alone] == ["news.jsonl#5"]
    assert found.alone[0].claims == 0
    assert all(report.disputes for report in made)


def test_a_story_is_told_the_same_alone(mixed: Path, told: Told, tmp_path: Path) -> None:
    lines = mixed.read_text().split("\n")
    (tmp_path / "news.jsonl").write_text("\n".join(lines[:2]))
    among, _ = told[1]

    alone = pipeline.run([tmp_path / "news.jsonl"])

    assert (among.facts, among.disputes, among.sources) == (alone.facts, alone.disputes, alone.sources)


def test_the_json_report_is_one_document_with_its_stories(told: Told) -> None:
    found, made = told

    document = json.loads(json_form.render(archive.joined(found, made, made[0].method)))

    assert document["schema"] == json_form.SCHEMA
    assert [story["articles"] for story in document["stories"]] == [
        ["news.jsonl#1", "news.jsonl#2"],
        ["news.jsonl#3", "news.jsonl#4"],
    ]
    assert document["alone"] == ["news.jsonl#5"]
    assert [article["path"] for article in document["articles"]] == [f"news.jsonl#{n}" for n in range(1, 6)]
    assert {d["same_event"] for d in document["disputes"]} == {True}


def test_the_page_is_an_index_and_each_report_can_be_opened_alone(mixed: Path, tmp_path: Path) -> None:
    page = tmp_path / "out" / "news.md"

    verify("report", mixed, "-o", page)

    first, second = sorted((tmp_path / "out" / "news").iterdir())
    index = page.read_text()
    assert f"](news/{first.name})" in index
    assert f"](news/{second.name})" in index
    assert "1 article in no story with another." in index
    assert "`news.jsonl#5`" in index
    assert first.name.startswith("2021-05-14-dam-breaks-above-lowford")
    assert first.read_text().startswith("# Report: Dam breaks above Lowford, five dead\n")


@pytest.mark.parametrize(
    ("out", "folder"), [("news.md", "news"), ("in.md", "in-stories"), ("x", "x-stories")]
)
def test_reports_on_stories_never_stand_among_the_articles(tmp_path: Path, out: str, folder: str) -> None:
    (tmp_path / "in").mkdir()

    target = output.target([tmp_path / "in"], str(tmp_path / out), None)

    assert target.folder == tmp_path / folder


def test_on_stdout_the_reports_follow_the_index(told: Told, capfdbinary: Any) -> None:
    found, made = told

    stories.publish(output.target([], "-", "md"), found, iter(made), made[0].method)

    titles = [line for line in capfdbinary.readouterr().out.decode().splitlines() if line.startswith("# ")]
    assert titles == ["# Report: news", *(f"# Report: {report.title}" for report in made)]


def test_stories_are_listed_with_their_articles(mixed: Path) -> None:
    printed = verify("stories", mixed)

    assert "2021-05-14  2 articles  Dam breaks above Lowford, five dead" in printed
    assert "1 article alone\n  news.jsonl#5  2022-08-01  Rovers win the cup" in printed


def test_one_story_is_reported_by_its_id_or_an_article(told: Told, using: pipeline.Tools) -> None:
    found, (_, second) = told

    assert archive.report_on(found, "news.jsonl#4", using) == second
    assert archive.report_on(found, second.stories[0].id, using) == second
    with pytest.raises(VerifyError, match="shares a story with no other"):
        archive.report_on(found, "news.jsonl#5", using)
    with pytest.raises(VerifyError, match="No story or article is called s-1"):
        archive.report_on(found, "s-1", using)


def test_two_workers_write_what_one_process_writes(mixed: Path, told: Told, tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason='needs the extra "cluster"')
    made = [md.render(report) for report in told[1]]

    subprocess.run(
        [sys.executable, "-m", "verify", "report", mixed, "--engine", "dask", "-o", tmp_path / "news.md"],
        check=True,
        cwd=ROOT,
    )

    assert [path.read_text() for path in sorted((tmp_path / "news").iterdir())] == made

"""The command line: options, where the report goes, exit codes, what is printed where.

The pipeline is a stand-in here; `test_report.py` and the like run the real one.
"""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import unicodedata
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from click.testing import Result
from hostile import HOSTILE
from rich.console import Console
from typer.testing import CliRunner

import verify
from verify import cli, plugins, render
from verify.cli import output, terminal
from verify.progress import Progress
from verify.records import (
    Claim,
    Detail,
    Dispute,
    Finding,
    Method,
    Pair,
    Position,
    Report,
    Skipped,
    Source,
    Span,
    VerifyError,
)

EVIL = "\x1b[31mred\x1b[0m \x1b]0;title\x07[bold]two[/bold]\u202e\n\rrockets"
EVIL_PLAIN = "red [bold]two[/bold] rockets"


def a_report(*, disputes: tuple[Dispute, ...] = (), skipped: tuple[Skipped, ...] = ()) -> Report:
    source = Source("a.txt", Detail(), Detail(), Detail(), Detail(), Detail(), claims=7)
    return Report("articles", Method("0.1", "m", "", ()), (source,), (), disputes, (), skipped)


def a_dispute(question: str = "How many rockets?", *values: str) -> Dispute:
    positions = tuple(Position(value, 1, ()) for value in values)
    return Dispute("d-1", "quantity", "between", True, False, question, "They differ.", 0.9, positions)


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A pipeline that answers at once; a test replaces what it answers."""
    stub = ModuleType("verify.pipeline")
    stub.compare = lambda left, right, *, model, judge: ()  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "verify.pipeline", stub)
    monkeypatch.setattr(verify, "pipeline", stub, raising=False)
    return stub


@pytest.fixture
def archive(monkeypatch: pytest.MonkeyPatch) -> Any:
    """An archive of one story that answers at once; a test replaces what it answers."""
    stub: Any = ModuleType("verify.archive")
    stub.Recipe = lambda model, judge, store, decided: None
    stub.opened = lambda recipe, warn: nullcontext()
    stub.read = lambda paths, using, *, progress: SimpleNamespace(alone=())
    stub.reports = lambda found, using, *, engine, recipe, progress: iter([a_report()])
    stub.method = lambda using: a_report().method
    stub.joined = lambda found, made, method: made[0]
    monkeypatch.setitem(sys.modules, "verify.archive", stub)
    monkeypatch.setattr(verify, "archive", stub, raising=False)
    return stub


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one article; the test runs beside it."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("Two rockets hit the base.", "utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def run() -> Callable[..., Result]:
    return lambda *args: CliRunner().invoke(cli.app, [str(arg) for arg in args])


@pytest.mark.usefixtures("archive", "articles")
class TestWhereTheReportGoes:
    def test_by_default_into_reports_under_the_name_of_the_folder(self, run: Callable[..., Result]) -> None:
        result = run("report", "articles/")

        assert result.exit_code == 0
        assert Path("reports/articles.md").read_text("utf-8").startswith("# ")

    def test_a_file_gives_its_name_without_the_ending(self, run: Callable[..., Result]) -> None:
        run("report", "articles/a.txt")

        assert Path("reports/a.md").is_file()

    def test_the_folder_that_one_stands_in_has_a_name_too(
        self, run: Callable[..., Result], articles: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(articles)

        run("report", ".")

        assert Path("reports/articles.md").is_file()

    def test_into_a_file_of_any_name_and_depth(self, run: Callable[..., Result]) -> None:
        run("report", "articles", "-o", "new/deep/report")

        assert Path("new/deep/report").read_text("utf-8").startswith("# ")

    def test_a_dash_prints_it_and_writes_nothing(self, run: Callable[..., Result], tmp_path: Path) -> None:
        result = run("report", "articles", "-o", "-")

        assert result.stdout.startswith("# ")
        assert not (tmp_path / "reports").exists()

    def test_the_ending_of_the_file_chooses_the_format(self, run: Callable[..., Result]) -> None:
        run("report", "articles", "-o", "out.JSON")

        assert json.loads(Path("out.JSON").read_text("utf-8"))["schema"] == "verify-report/1"

    def test_the_option_beats_the_ending(self, run: Callable[..., Result]) -> None:
        run("report", "articles", "-o", "out.json", "--format", "md")

        assert Path("out.json").read_text("utf-8").startswith("# ")

    @pytest.mark.parametrize("form", plugins.names(render))
    def test_every_renderer_can_be_chosen_and_names_the_file(
        self, run: Callable[..., Result], form: str
    ) -> None:
        result = run("report", "articles", "--format", form)

        assert result.exit_code == 0
        assert Path("reports/articles").with_suffix(plugins.load(render, form).SUFFIX).is_file()

    def test_a_link_keeps_pointing_where_it_did(self, run: Callable[..., Result], tmp_path: Path) -> None:
        (tmp_path / "link.md").symlink_to(tmp_path / "real.md")

        run("report", "articles", "-o", "link.md")

        assert (tmp_path / "link.md").is_symlink()
        assert (tmp_path / "real.md").read_text("utf-8").startswith("# ")

    @pytest.mark.skipif(not Path("/dev/null").exists(), reason="no /dev/null here")
    def test_a_device_is_written_to_not_replaced(self, run: Callable[..., Result]) -> None:
        assert run("report", "articles", "-o", "/dev/null").exit_code == 0
        assert not Path("/dev/null").is_file()

    def test_piped_it_says_nothing_but_the_report(self, run: Callable[..., Result]) -> None:
        result = run("report", "articles")

        assert (result.stdout, result.stderr) == ("", "")


@pytest.mark.usefixtures("archive", "articles")
class TestOpening:
    @pytest.fixture
    def opened(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """What a browser that starts was asked to open."""
        asked: list[str] = []
        monkeypatch.setattr(webbrowser, "open", lambda url: asked.append(url) or True)
        return asked

    @pytest.mark.parametrize(
        ("args", "name"),
        [
            ([], "reports/articles.html"),
            (["--format", "md"], "reports/articles.md"),
            (["-o", "a.html"], "a.html"),
        ],
    )
    def test_the_written_file_opens_a_page_unless_another_form_is_named(
        self, run: Callable[..., Result], opened: list[str], args: list[str], name: str
    ) -> None:
        result = run("report", "articles", "--open", *args)

        assert result.exit_code == 0
        assert opened == [Path(name).resolve().as_uri()]
        assert Path(name).is_file()

    def test_without_a_browser_it_names_the_file(
        self, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(webbrowser, "open", lambda url: False)

        result = run("report", "articles", "--open")

        assert (result.exit_code, result.stdout) == (0, "")
        assert "open reports/articles.html by hand" in result.stderr

    def test_what_is_printed_cannot_be_opened(self, run: Callable[..., Result], opened: list[str]) -> None:
        result = run("report", "articles", "--open", "-o", "-")

        assert (result.exit_code, result.stdout, opened) == (2, "", [])
        assert "--open has no file to open." in result.stderr


@pytest.mark.usefixtures("articles")
class TestErrors:
    @pytest.mark.parametrize(
        ("args", "words"),
        [
            (["report"], "PATH"),
            (["report", "articles", "--format", "docx"], "docx is none of: "),
            (["report", "articles", "--colour"], "--colour"),
            (["compare", "one sentence"], "SENTENCE_B"),
            (["reprot"], "reprot"),
            (["report", "articles", "-o", "articles"], "articles is a folder."),
            (["report", "articles", "-o", "articles/out.md"], "would stand among the articles"),
            (["report", "articles/a.txt", "-o", "articles/a.txt"], "would stand among the articles"),
        ],
    )
    def test_bad_usage_is_2_with_a_word_on_stderr_and_an_empty_stdout(
        self, run: Callable[..., Result], archive: Any, args: list[str], words: str
    ) -> None:
        result = run(*args)

        assert (result.exit_code, result.stdout) == (2, "")
        assert words in result.stderr

    @pytest.mark.parametrize("code", [2, 3])
    def test_an_error_is_one_line_with_the_way_out_and_its_exit_code(
        self, run: Callable[..., Result], archive: Any, code: int
    ) -> None:
        def fail(paths: Sequence[Path], using: object, *, progress: Progress) -> object:
            raise VerifyError("articles holds no article.", "Name another folder.", code)

        archive.read = fail

        result = run("report", "articles", "-o", "-")

        assert (result.exit_code, result.stdout) == (code, "")
        assert result.stderr == "verify: articles holds no article. Name another folder.\n"

    def test_a_file_that_cannot_be_written_is_named(self, run: Callable[..., Result], archive: Any) -> None:
        result = run("report", "articles", "-o", "articles/a.txt/out.md")

        assert result.exit_code == 2
        assert re.fullmatch(
            r"verify: articles/a.txt/out.md cannot be written: .*\. Name another file with -o\.\n",
            result.stderr,
        )

    def test_a_bug_keeps_its_traceback(self, run: Callable[..., Result], archive: Any) -> None:
        archive.read = lambda paths, using, *, progress: 1 // 0

        assert isinstance(run("report", "articles").exception, ZeroDivisionError)

    def test_skipped_files_are_named_on_stderr_even_when_quiet(
        self, run: Callable[..., Result], archive: Any
    ) -> None:
        skipped = (Skipped("a\x1b[31m.txt", "It is empty."), Skipped("b.pdf", "It is binary."))
        archive.reports = lambda found, using, *, engine, recipe, progress: iter([a_report(skipped=skipped)])

        result = run("report", "articles", "--quiet")

        assert result.exit_code == 0
        assert result.stderr == "verify: skipped a.txt: It is empty.\nverify: skipped b.pdf: It is binary.\n"

    @pytest.mark.parametrize("before", [None, "the report of yesterday"])
    def test_an_interrupted_write_leaves_what_was_there(
        self,
        run: Callable[..., Result],
        archive: Any,
        monkeypatch: pytest.MonkeyPatch,
        before: str | None,
    ) -> None:
        reports = Path("reports")
        reports.mkdir()
        if before:
            (reports / "articles.md").write_text(before, "utf-8")

        def interrupted(draft: Path, content: bytes) -> int:
            with draft.open("wb") as file:
                file.write(content[:5])
            raise KeyboardInterrupt

        monkeypatch.setattr(Path, "write_bytes", interrupted)

        result = run("report", "articles")

        assert (result.exit_code, result.stdout) == (130, "")
        assert result.stderr == "verify: Interrupted; nothing is left half-written.\n"
        assert [(path.name, path.read_text("utf-8")) for path in reports.iterdir()] == (
            [("articles.md", before)] if before else []
        )

    @pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
    def test_a_killed_write_leaves_what_was_there(self, tmp_path: Path) -> None:
        code = (
            "import os, signal; from pathlib import Path; from types import SimpleNamespace\n"
            "from verify.cli.output import Target\n"
            "def killed(draft, content):\n"
            "    with draft.open('wb') as file: file.write(content[:5])\n"
            "    os.kill(os.getpid(), signal.SIGKILL)\n"
            "Path.write_bytes = killed\n"
            "Target(Path('out.md'), SimpleNamespace(render=lambda report: 'that of today')).write(None)"
        )
        (tmp_path / "out.md").write_text("the report of yesterday", "utf-8")

        run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False)

        assert run.returncode == -signal.SIGKILL
        assert (tmp_path / "out.md").read_text("utf-8") == "the report of yesterday"


class TestCompare:
    def test_silence_is_said(self, run: Callable[..., Result], pipeline: ModuleType) -> None:
        result = run("compare", "A.", "B.")

        assert (result.exit_code, result.stdout) == (
            0,
            "silent: no comparator has anything to say about this pair.\n",
        )

    def test_each_finding_is_printed_with_its_reason(
        self, run: Callable[..., Result], pipeline: ModuleType
    ) -> None:
        claim = Claim("c", "a", 0, 1, "x", "body", Span(0, 1))
        finding = Finding(
            Pair(claim, claim, 0.8), "conflict", "quantity", "quantity", "A says two, B five.", "How many?",
            "k", Span(0, 1), Span(0, 1), "two", EVIL, 0.913,
        )  # fmt: skip
        pipeline.compare = lambda left, right, *, model, judge: (finding, finding)  # type: ignore[attr-defined]

        result = run("compare", "A.", "B.")

        one = f"conflict (quantity, 0.91)\n  A says two, B five.\n  How many? A: two; B: {EVIL_PLAIN}\n"
        assert result.stdout == f"{one}\n{one}"


class TestReview:
    """What goes wrong before there is a page; `test_review.py` has the page."""

    @pytest.mark.parametrize(
        ("args", "says"),
        [
            (("none.json",), r"none\.json cannot be read: .*\. Name a report or a folder\."),
            (("articles/a.txt",), r"articles/a\.txt is no report of verify\. Make one: .*"),
            (
                ("articles", "--reviewer", "\n"),
                r"Nobody signs the decisions\. Name yourself: --reviewer NAME\.",
            ),
        ],
    )
    def test_an_error_is_one_line_with_the_way_out(
        self, run: Callable[..., Result], articles: Path, args: tuple[str, ...], says: str
    ) -> None:
        result = run("review", *args)

        assert (result.exit_code, result.stdout) == (2, "")
        assert re.fullmatch(f"verify: {says}\n", result.stderr)

    def test_a_plain_installation_names_the_extra(
        self, run: Callable[..., Result], articles: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in [name for name in sys.modules if name.startswith(("verify.review", "uvicorn"))]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.delattr(verify, "review", raising=False)
        monkeypatch.setitem(sys.modules, "uvicorn", None)

        result = run("review", "articles")

        assert result.exit_code == 2
        assert "needs uvicorn, which is not installed. Install the extra: pip install" in result.stderr


def shown(report: Report, written: str | None = None) -> list[str]:
    """The lines of the summary as a terminal of 80 columns has them, without empty ones."""
    console = Console(width=80, file=io.StringIO())
    console.print(terminal.summary(report, written))
    lines = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
    return [" ".join(line.split()) for line in lines if line.strip()]


class TestSummary:
    def test_it_has_the_first_five_disputes_with_the_origins_of_each_answer(self) -> None:
        disputes = tuple(a_dispute(f"Question {number}?", "two", "five") for number in range(1, 8))

        lines = shown(a_report(disputes=disputes), "reports/x.md")

        assert lines[:2] == ["1 article, 7 claims", "Disputed Answers Origins"]
        assert lines[3:5] == ["Question 1? two 1", "five 1"]
        assert "Question 5? two 1" in lines
        assert lines[-3:] == ["and 2 more", "7 disputed, 0 corroborated", "Report: reports/x.md"]

    def test_without_disputes_it_has_no_table(self) -> None:
        skipped = (Skipped("b.pdf", "It is binary."),)

        lines = shown(a_report(skipped=skipped))

        assert lines == ["1 article, 7 claims", "0 disputed, 0 corroborated, 1 skipped"]

    def test_words_of_articles_cannot_steer_the_terminal(self) -> None:
        text = " ".join(shown(a_report(disputes=(a_dispute(EVIL, EVIL, "five"),))))

        assert text.count(EVIL_PLAIN) == 2
        assert "\x1b" not in text

    @pytest.mark.parametrize("payload", HOSTILE)
    def test_no_payload_reaches_the_terminal(self, payload: str, capsys: pytest.CaptureFixture[str]) -> None:
        lines = shown(a_report(disputes=(a_dispute(payload, payload, "five"),)), payload)
        terminal.complain(payload)
        (line,) = capsys.readouterr().err.removesuffix("\n").split("\n")

        text = "".join([*lines, line])
        assert {unicodedata.category(c) for c in text} & {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"} == set()
        assert line.startswith("verify: ")

    @pytest.mark.parametrize(
        ("watched", "quiet", "seen"), [(True, False, True), (True, True, False), (False, False, False)]
    )
    def test_only_a_person_who_wants_it_sees_it(
        self,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
        watched: bool,
        quiet: bool,
        seen: bool,
    ) -> None:
        monkeypatch.setattr(terminal, "_watched", lambda: watched)

        terminal.summarise(a_report(), "x.md", quiet)
        with terminal.progress(quiet) as progress, progress.stage("embedding", 2) as advance:
            advance(2)

        out, err = capsys.readouterr()
        assert out == ""
        assert ("1 article" in err) is seen


def test_help_is_quick_because_it_imports_nothing_heavy() -> None:
    code = (
        "import sys; from typer.testing import CliRunner; from verify.cli import app\n"
        "assert CliRunner().invoke(app, ['report', '--help']).exit_code == 0\n"
        "print(*({'torch', 'spacy', 'transformers', 'numpy', 'networkx', 'trafilatura', 'rich.progress'} "
        "& set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == ""


def test_the_version_is_that_of_the_package(run: Callable[..., Result]) -> None:
    assert run("--version").stdout == f"verify {verify.__version__}\n"


def test_python_m_verify_is_the_same_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "verify", "--version"], capture_output=True, text=True, check=True
    )

    assert done.stdout == f"verify {verify.__version__}\n"


def test_formats_are_completed_from_the_folder_of_renderers() -> None:
    asked = {"_VERIFY_COMPLETE": "complete_bash", "COMP_WORDS": "verify report --format ", "COMP_CWORD": "3"}
    done = subprocess.run(
        [sys.executable, "-c", "from verify.cli import app; app(prog_name='verify')"],
        env=os.environ | asked,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.split() == list(plugins.names(render))


@pytest.mark.parametrize("path", [Path("/"), Path("//")])
def test_even_the_root_folder_gives_a_name(path: Path) -> None:
    assert output.target([path], None, None).name == str(Path("reports/report.md"))

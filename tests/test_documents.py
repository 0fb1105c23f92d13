"""Documents of the world outside: their text comes in, what is broken or hostile is told."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import documents
import pytest
from documents import STORY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verify import plugins, sources
from verify.records import Article, Detail, Skipped, VerifyError
from verify.sources import Limits, Reading, _limits, read

KINDS = documents.all_kinds()


def reading(folder: Path, files: dict[str, bytes], limits: Limits = Limits()) -> Reading:  # noqa: B008
    for name, content in {"z.txt": b"A bridge fell in the storm.", **files}.items():
        (folder / name).write_bytes(content)
    return read([folder], limits=limits)


def told(folder: Path, name: str, content: bytes, limits: Limits = Limits()) -> dict[str, str]:  # noqa: B008
    """What is said of a bad file; the good one beside it is read all the same."""
    found = reading(folder, {name: content}, limits)
    assert [a.path for a in found.articles][-1] == "z.txt"
    return {s.path: s.reason for s in found.skipped}


def test_a_pdf_gives_the_text_of_its_pages_and_names_those_without(tmp_path: Path) -> None:
    found = reading(tmp_path, {"a.pdf": documents.pdf("Two rockets hit the base.", "", "Nobody was hurt.")})

    assert found.articles[0].text == "Two rockets hit the base.\nNobody was hurt."
    assert found.skipped == (Skipped("a.pdf#page 2", "a page without a text layer (a picture?)."),)


def test_a_pdf_of_pictures_is_skipped(tmp_path: Path) -> None:
    assert "no text layer" in told(tmp_path, "a.pdf", documents.pdf("", ""))["a.pdf"]


def test_a_word_document_gives_a_line_a_paragraph(tmp_path: Path) -> None:
    gone = "<w:del><w:r><w:delText>no</w:delText></w:r></w:del>"
    run = f"<w:p><w:r><w:t>A</w:t><w:tab/><w:t>b</w:t></w:r>{gone}</w:p>"
    found = reading(tmp_path, {"a.docx": documents.docx("Rockets hit base", STORY, inner=run)})

    assert found.articles[0].text == f"A\tb\nRockets hit base\n{STORY}"


def test_a_mail_gives_its_text_its_subject_and_its_day(tmp_path: Path) -> None:
    article = reading(tmp_path, {"a.eml": documents.mail("Rockets hit base", STORY)}).articles[0]

    assert " ".join(article.text.split()) == f"Rockets hit base {STORY}"
    assert article.headline == Detail("Rockets hit base", "stated")
    assert article.published == Detail(date(2020, 1, 4), "stated")


def test_a_mail_that_is_a_page_gives_the_text_of_the_page(tmp_path: Path) -> None:
    html = documents.page(STORY).decode()

    article = reading(tmp_path, {"a.eml": documents.mail("Rockets hit base", "", html=html)}).articles[0]

    assert STORY in article.text
    assert "<p>" not in article.text


def test_a_feed_gives_its_whole_entries_and_names_its_teasers(tmp_path: Path) -> None:
    markup = f"<p>{STORY}</p><p>A second paragraph.</p>"
    feed = documents.rss(("Rockets hit base", markup), ("Storm", "A storm came."))

    found = reading(tmp_path, {"a.xml": feed})

    article = found.articles[0]
    assert article.path == "a.xml#1"
    assert article.text == f"Rockets hit base\n\n{STORY}\nA second paragraph."
    assert (article.outlet.value, article.published.value) == ("Daily News", date(2020, 1, 4))
    assert article.url == "https://daily.example/1"
    assert [s.path for s in found.skipped] == ["a.xml#2"]


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_a_web_archive_gives_its_pages_with_their_addresses(tmp_path: Path, encoding: str) -> None:
    pages = (documents.page(STORY), b"<html></html>", documents.page(f"{STORY} More."))

    found = reading(tmp_path, {"a.warc.gz": documents.warc(*pages, encoding=encoding)})

    assert [(a.path, a.url) for a in found.articles[:-1]] == [
        ("a.warc.gz#1", "https://daily.example/1"),
        ("a.warc.gz#3", "https://daily.example/3"),
    ]
    assert [s.path for s in found.skipped] == ["a.warc.gz#2"]


def test_an_archive_gives_its_members_and_writes_none_of_them(tmp_path: Path) -> None:
    members = {"../../out.txt": "One.", "/root.txt": "Two.", "sub/b.txt": "Three.", "c.zip": "Four."}
    found = reading(tmp_path, {"a.zip": documents.zipped(members)})

    assert [a.path for a in found.articles] == ["a.zip/out.txt", "a.zip/root.txt", "a.zip/sub/b.txt", "z.txt"]
    assert [s.path for s in found.skipped] == ["a.zip/c.zip"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "z.txt"]


def test_sources_toml_speaks_of_members_of_archives(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(
        '["a.zip"]\noutlet = "Daily News"\n["a.zip/b.txt"]\nagency = "AFP"\n'
    )
    found = reading(tmp_path, {"a.zip": documents.zipped({"a.txt": "One.", "b.txt": "Two."})})

    assert [(a.outlet.value, a.agency.value) for a in found.articles[:2]] == [
        ("Daily News", None),
        ("Daily News", "AFP"),
    ]


BOMB = b"<w:t>" + b" " * 3_000_000 + b"</w:t>"
LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]><rss version="2.0">&b;</rss>'
)
OUTSIDE = (
    b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel>&a;</channel></rss>'
)
SMALL = Limits(bytes=1_000_000, seconds=20)

BAD: dict[str, tuple[bytes, str]] = {
    "cut.pdf": (documents.pdf(STORY)[:300], "a PDF, broken"),
    "cut.docx": (documents.docx(STORY)[:100], "a Word document, broken"),
    "other.docx": (documents.zipped({"a.txt": "a"}), "a Word document, broken"),
    "bomb.docx": (documents.zipped({"word/document.xml": BOMB}), "more than the 1 MB"),
    "entities.docx": (documents.zipped({"word/document.xml": LAUGHS}), "broken (DTDForbidden)"),
    "lzma.docx": (documents.zipped({"word/document.xml": BOMB}, zipfile.ZIP_LZMA), "a way that is not read"),
    "empty.eml": (b"Subject: x\n\n", "an e-mail without text"),
    "laughs.xml": (LAUGHS, "declares entities"),
    "outside.xml": (OUTSIDE, "declares entities"),
    "wide.xml": (OUTSIDE.decode().encode("utf-16"), "declares entities"),
    "page.xml": (b"<notes><a/></notes>", "no feed"),
    "cut.zip": (documents.zipped({"a.txt": STORY})[:60], "an archive, broken"),
    "cut.warc.gz": (documents.warc(documents.page(STORY))[:100], "it holds no article"),
    "noise.warc": (b"no archive\r\n" * 20, "a web archive, broken"),
    "deep.html": (b"<div>" * 150_000 + b"text", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_document_is_skipped_with_its_reason(tmp_path: Path, name: str) -> None:
    content, reason = BAD[name]

    assert reason in told(tmp_path, name, content, SMALL)[name]


@pytest.mark.parametrize("name", ["a.zip", "a.warc.gz"])
def test_what_unpacks_to_too_much_is_skipped_and_the_next_is_read(tmp_path: Path, name: str) -> None:
    big, small = b"<p>" + b"a " * 1_000_000, documents.page(STORY)
    content = (
        documents.warc(big, small)
        if name == "a.warc.gz"
        else documents.zipped({"1.html": big, "2.html": small})
    )

    found = reading(tmp_path, {name: content}, SMALL)

    assert [a.text.count(STORY) for a in found.articles] == [1, 0]
    assert "more than the 1 MB" in found.skipped[0].reason


def test_an_archive_that_unpacks_to_too_much_in_all_is_left(tmp_path: Path) -> None:
    members = {f"{n:02}.txt": "Two rockets hit. " * 5_900 * 10 for n in range(40)}

    assert "unpacks to too much" in told(tmp_path, "a.zip", documents.zipped(members), SMALL)["a.zip"]


TABLE = "".join(f"Officials in Aleppo said {n} people died.\n" for n in range(1_500))
TEXTS: dict[str, tuple[str, str]] = {
    "a book": ("Two rockets hit the base on Saturday. " * 170_000, "of text, more than the 80,000"),
    "numbers": ("1, 2; 3. " * 8_000, "words and marks, more than the 16,000"),
    "lines": ("Two died\n" * 3_500, "3,500 lines, more than the 3,000"),
    "a sentence": ("and the army said that " * 1_000, "without the end of a sentence"),
    "a row of letters": ("x " * 9_000, "without the end of a sentence"),
    "a table": (TABLE, "1,500 sentences differ"),
    "German": ("Zwei Raketen trafen am Samstag den Stützpunkt, sagte das Heer. " * 9, "not in English"),
}


@pytest.mark.parametrize("what", TEXTS)
def test_a_text_that_is_no_story_to_compare_is_skipped(tmp_path: Path, what: str) -> None:
    text, reason = TEXTS[what]

    assert reason in told(tmp_path, "a.txt", text.encode())["a.txt"]


def test_another_language_is_read_where_a_model_is_named_for_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXTS["German"][0], "utf-8")

    assert len(read([tmp_path], english=False).articles) == 1


def test_a_short_text_in_another_language_is_never_skipped(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Zwei Raketen trafen am Samstag den Stützpunkt.", "utf-8")

    assert len(read([tmp_path]).articles) == 1


@pytest.fixture
def odd_reader(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """Makes the reader of web pages run this code first, in its own process."""

    def make(code: str) -> None:
        (tmp_path / "odd").mkdir()
        (tmp_path / "odd" / "sitecustomize.py").write_text(
            f"import verify.sources.html as h\n{code}\n", "utf-8"
        )
        monkeypatch.setenv("PYTHONPATH", f"{tmp_path / 'odd'}{os.pathsep}{Path(sources.__file__).parents[2]}")

    return make


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("h.read = lambda *a: __import__('time').sleep(60)", "nothing could be read of it in 3 seconds"),
        ("h.read = lambda *a: __import__('os')._exit(1)", "its reader crashed"),
        ("h.read = lambda *a: [bytearray(1 << 34)]", "too much memory"),
        ("h.read = lambda *a: 1 / 0", "its reader failed (ZeroDivisionError)"),
    ],
)
def test_a_reader_that_hangs_crashes_or_swells_loses_one_file(
    tmp_path: Path, odd_reader: Callable[[str], None], code: str, reason: str
) -> None:
    odd_reader(code)
    (tmp_path / "in").mkdir()
    files = {"a.html": documents.page(STORY), "b.eml": documents.mail("Rockets hit base", STORY)}

    found = reading(tmp_path / "in", files, Limits(seconds=3))

    assert [a.path for a in found.articles] == ["b.eml", "z.txt"]
    assert reason in found.skipped[0].reason


def test_an_answer_that_is_no_answer_is_not_held(tmp_path: Path, odd_reader: Callable[[str], None]) -> None:
    odd_reader(
        "import verify.sources._apart as a\n"
        "a.dumps = lambda answer, whole=a.dumps: whole(answer) if 'done' in answer else b'x' * 9_000_000"
    )
    (tmp_path / "in").mkdir()

    found = reading(tmp_path / "in", {"a.html": documents.page(STORY)})

    assert [a.path for a in found.articles] == ["z.txt"]
    assert found.skipped[0].reason.startswith("its reader crashed")


ENDLESS = {
    "headline.json": json.dumps({"text": STORY, "headline": "Rockets " * 30_000}),
    "byline.json": json.dumps({"text": STORY, "byline": "by Jane " * 3_000}),
    "url.json": json.dumps({"text": STORY, "url": "https://daily.example/" + "a" * 20_000}),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_an_article_with_an_endless_detail_is_skipped(tmp_path: Path, name: str) -> None:
    reason = told(tmp_path, name, ENDLESS[name].encode())[name]

    assert "characters" in reason
    assert len(reason) < 200


def test_an_endless_name_is_cut(tmp_path: Path) -> None:
    mail = documents.mail("Rockets hit base", STORY).replace(
        b"Content-Type: text/plain",
        b"Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nContent-Type: text/plain",
        1,
    )
    attached = (
        b"\r\n--B\r\nContent-Type: a/b\r\nContent-Disposition: attachment; filename=%s\r\n\r\nx\r\n--B--"
    )

    found = reading(tmp_path, {"a.eml": mail + attached % (b"n" * 9_000)})

    assert all(len(item.path) < 1_100 for item in found.skipped)


LINES = "<html><body>" + "<br>" * 2_000_000 + "</body></html>"
MANY = "<html><body>" + "<p>Two rockets hit the base, the army said.</p>" * 60_000 + "</body></html>"


@pytest.mark.parametrize("page", [LINES, MANY], ids=["lines", "paragraphs"])
def test_a_page_that_runs_out_of_memory_is_named_for_that_and_keeps_its_siblings(
    tmp_path: Path, page: str
) -> None:
    members = {"1.html": documents.page(STORY), "2.html": page, "3.html": documents.page(f"{STORY} More.")}
    found = reading(
        tmp_path, {"a.zip": documents.zipped(members), "b.html": page.encode()}, Limits(9_000_000)
    )

    assert [a.path for a in found.articles] == ["a.zip/1.html", "a.zip/3.html", "z.txt"]
    assert [s.path for s in found.skipped] == ["a.zip/2.html", "b.html"]
    assert all("too much memory" in s.reason for s in found.skipped)


def test_a_feed_a_mail_an_archive_and_records_that_run_out_of_memory_are_named_for_that(
    tmp_path: Path,
) -> None:
    entry = f"<item><description>{'&lt;br&gt;' * 850_000}</description></item>"
    files = {
        "a.rss": f"<rss version='2.0'><channel>{entry}</channel></rss>".encode(),
        "b.eml": documents.mail("Rockets hit base", "", html=MANY),
        "c.warc.gz": documents.warc(MANY.encode(), documents.page(STORY)),
        "d.json": b"[" + b"{}," * 2_000_000 + b"{}]",
    }

    found = reading(tmp_path, files, Limits(9_000_000, seconds=120))

    assert [a.path for a in found.articles] == ["c.warc.gz#2", "z.txt"]
    assert [s.path for s in found.skipped] == ["a.rss", "b.eml", "c.warc.gz#1", "d.json"]
    assert all("too much memory" in s.reason for s in found.skipped)


def test_a_document_that_stays_in_memory_takes_none_from_the_next(
    tmp_path: Path, odd_reader: Callable[[str], None]
) -> None:
    odd_reader(
        "h.kept, whole = [], h.page\nh.page = lambda *a: [h.kept.append(bytearray(40_000_000)), whole(*a)][1]"
    )
    (tmp_path / "in").mkdir()
    files = {f"{n}.html": documents.page(f"{n} {STORY}") for n in range(3)}

    found = reading(tmp_path / "in", files, SMALL)

    assert [a.path for a in found.articles] == ["0.html", "1.html", "2.html", "z.txt"]


def test_a_text_that_has_to_be_too_long_is_not_decoded(tmp_path: Path) -> None:
    assert "3.0 MB of text" in told(tmp_path, "a.txt", "…".encode() * 1_000_000)["a.txt"]
    assert "a binary file" in told(tmp_path, "a.txt", b"\0" * 3_000_000)["a.txt"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux measures and holds it")
def test_memory_is_held_to_twice_the_limit_above_what_libraries_take(tmp_path: Path) -> None:
    code = (
        "from verify.sources import _memory, html, Limits\n"
        "above = Limits(50_000_000).memory\n"
        "_memory.hold(above)\n_memory.load(html.LIBRARIES)\n"
        "held = bytearray(above - 2_000_000)\n"
        "try:\n    bytearray(4_000_000)\n"
        "except MemoryError:\n    print(above)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "100000000\n"


def test_every_format_that_is_read_apart_has_a_document_in_these_tests() -> None:
    kinds = {name.partition(".")[2] for name in KINDS} | {"parquet"}  # in test_streams.py
    modules = [plugins.load(sources, name) for name in plugins.names(sources)]

    apart = [module for module in modules if getattr(module, "APART", True)]
    assert all({suffix[1:] for suffix in module.SUFFIXES} & kinds for module in apart)


def items(name: str, content: bytes, folder: Path) -> list[Article | Skipped]:
    """What the reader makes of a file, in this process."""
    module = sources._reading.reader(Path(name))
    (folder / name).write_bytes(content)
    if hasattr(module, "stream"):
        return list(module.stream(folder / name, name))
    return list(module.read(folder / name, name, content))


@pytest.mark.parametrize("name", KINDS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_document_is_read_or_told(tmp_path: Path, name: str, data: st.DataObject) -> None:
    content = bytearray(KINDS[name])
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(content[: data.draw(st.integers(1, len(content)))])

    found: list[Article | Skipped] = []
    with suppress(VerifyError):
        found = items(name, cut, tmp_path)

    assert all(item.path.startswith(name) for item in found)


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"]), min_size=1
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=WORDS)
def test_a_word_document_and_a_mail_keep_every_character(tmp_path: Path, words: str) -> None:
    text = f"Start {words} end."

    word = items("a.docx", documents.docx(text), tmp_path)[0]
    mail = items("a.eml", documents.mail("", text), tmp_path)[0]

    assert isinstance(word, Article)
    assert isinstance(mail, Article)
    assert word.text == text
    assert mail.text == f"{text}\n"


def test_the_end_of_a_sentence_is_seen_in_linear_time() -> None:
    for text in ("." * 200_000, "!” " * 60_000, "\n" * 200_000, ". " * 100_000, "'" * 200_000):
        assert _limits.fitting(Article("a", text))


def test_no_more_is_held_than_the_limit() -> None:
    with _limits.within(Limits(bytes=1_000)), pytest.raises(VerifyError, match="more than the 0 MB"):
        _limits.unpacked(io.BytesIO(b"a" * 2_000))

"""What fuzzing found, told so that one sees what was wrong."""

from __future__ import annotations

from pathlib import Path

import documents
import pytest

from verify import sources
from verify.records import Article, VerifyError
from verify.store import _codecs, _makers

LONG = "1" * 5_000  # digits: more than Python reads


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_a_number_too_long_to_be_read_costs_its_file_only(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(f'{{"text": "A dam broke.", "n": {LONG}}}', "utf-8")
    (tmp_path / "z.txt").write_text("A dam broke.", "utf-8")

    found = sources.read([tmp_path])

    assert [article.path for article in found.articles] == ["z.txt"]
    assert "a number too long to be read" in found.skipped[0].reason


@pytest.mark.parametrize("stated", [f"a = {LONG}", "a = " + "[" * 5_000, "a = " + "{a = " * 5_000])
def test_statements_that_python_cannot_hold_are_told(tmp_path: Path, stated: str) -> None:
    (tmp_path / "a.txt").write_text("A dam broke.", "utf-8")
    (tmp_path / "sources.toml").write_text(stated, "utf-8")

    with pytest.raises(VerifyError, match="holds what no statement needs"):
        sources.read([tmp_path])


def test_a_statement_about_a_name_too_long_for_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A dam broke.", "utf-8")
    (tmp_path / "sources.toml").write_text(f'["{"a" * 300}"]\noutlet = "Orvel Post"', "utf-8")

    with pytest.raises(VerifyError, match="is no file of this folder"):
        sources.read([tmp_path])


def test_a_row_of_lists_in_lists_is_no_row() -> None:
    maker = _codecs.Checked(_codecs.ClaimsCodec(), _makers.Maker("claims", "a", "", "b"))
    article = Article("", "A dam broke.")
    key = maker.key(article)
    packed = _codecs.zlib.compress(b"[" * 100_000)

    assert maker.unpack(key, _codecs._sum(key, packed) + packed, article) is None


def test_an_entry_without_a_text_loses_no_other_of_its_feed(tmp_path: Path) -> None:
    whole = documents.rss(("Dam breaks", documents.STORY))
    empty = b"<item><description xmlns:x='http://www.w3.org/1999/xhtml'/><title/><author/></item></channel>"
    (tmp_path / "a.rss").write_bytes(whole.replace(b"</channel>", empty))

    found = sources.read([tmp_path])

    assert [article.path for article in found.articles] == ["a.rss#1"]
    assert [skipped.path for skipped in found.skipped] == ["a.rss#2"]

"""What fuzzing found, told so that one sees what was wrong."""

from __future__ import annotations

from pathlib import Path

import documents
import fuzz_seeds
import hostile
import pytest
import targets

from verify import sources
from verify.records import Article, VerifyError
from verify.render import json
from verify.store import _codecs, _makers

UNKNOWN = b'{"id": "", "article": "", "start": 0, "end": 1, "text": "", "role": "no role of a claim"}'
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


@pytest.mark.parametrize("rows", [b"[" * 100_000, b"[[], [%s]]" % UNKNOWN])
def test_a_row_that_is_no_claims_is_none(rows: bytes) -> None:
    maker = _codecs.Checked(_codecs.ClaimsCodec(), _makers.Maker("claims", "a", "", "b"))
    article = Article("", "A dam broke.")
    key = maker.key(article)
    packed = _codecs.zlib.compress(rows)

    assert maker.unpack(key, _codecs._sum(key, packed) + packed, article) is None


def test_an_entry_without_a_text_loses_no_other_of_its_feed(tmp_path: Path) -> None:
    whole = documents.rss(("Dam breaks", documents.STORY))
    empty = b"<item><description xmlns:x='http://www.w3.org/1999/xhtml'/><title/><author/></item></channel>"
    (tmp_path / "a.rss").write_bytes(whole.replace(b"</channel>", empty))

    found = sources.read([tmp_path])

    assert [article.path for article in found.articles] == ["a.rss#1"]
    assert [skipped.path for skipped in found.skipped] == ["a.rss#2"]


def test_a_report_with_a_word_of_no_list_is_no_report() -> None:
    text = json.render(hostile.everywhere("a")).replace('"certainty": "asserted"', '"certainty": "maybe"')

    with pytest.raises(VerifyError, match=r"a\.json is no report of verify"):
        json.read(text, "a.json")


def test_a_damaged_table_is_told_as_one(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1" + fuzz_seeds.columns()[-1][6:])
    (tmp_path / "z.txt").write_text("A dam broke.", "utf-8")

    (skipped,) = sources.read([tmp_path]).skipped

    assert skipped.reason.startswith("a broken Parquet file (")


@pytest.mark.model
@pytest.mark.parametrize(
    "sentence", ["He " + "ran, " * 700 + "and fell.", "It hit the mill at " + "end of " * 550 + "Lublin."]
)
def test_a_long_row_of_words_is_read_without_end_of_the_stack(sentence: str) -> None:
    article = targets.roles.assign(Article("a.txt", sentence))

    found = targets.made_of(article)

    targets.exact(article, found)

"""Streams: files of many records are read one by one, packed or in columns."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from verify import sources
from verify.records import Article, Detail, Skipped, VerifyError
from verify.sources import lines

RECORDS = [
    {"headline": "Dam breaks", "outlet": "Daily News", "published": "2021-05-13", "text": "The dam broke."},
    {"text": "Two rockets hit the base."},
]


def packed(path: Path, *records: object) -> Path:
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, records)).encode()))
    return path


def test_packed_records_read_as_plain_ones(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    packed(tmp_path / "a" / "x.jsonl.gz", *RECORDS)
    (tmp_path / "b" / "x.jsonl").write_text("\n".join(map(json.dumps, RECORDS)))

    one, other = (sources.read([tmp_path / folder]).articles for folder in "ab")

    assert [a.path for a in one] == ["x.jsonl.gz#1", "x.jsonl.gz#2"]
    assert [(a.text, a.outlet, a.published) for a in one] == [(a.text, a.outlet, a.published) for a in other]


def test_a_record_is_read_only_when_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    whole = lines.article
    monkeypatch.setattr(lines, "article", lambda name, record: read.append(name) or whole(name, record))
    packed(tmp_path / "x.jsonl.gz", *RECORDS)

    items = sources.stream([tmp_path]).items
    next(items)

    assert read == ["x.jsonl.gz#1"]


def test_a_stream_may_be_larger_than_a_file_that_is_read_whole(tmp_path: Path) -> None:
    packed(tmp_path / "x.jsonl.gz", *RECORDS)

    assert len(sources.read([tmp_path], limits=sources.Limits(10)).articles) == 2


def test_a_broken_archive_keeps_what_comes_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = packed(tmp_path / "x.jsonl.gz", *({"text": f"{n} bridges fell. {'x' * n}"} for n in range(2000)))
    path.write_bytes(path.read_bytes()[:-40])

    reading = sources.read([path])

    assert len(reading.articles) > 100
    assert "broken gzip" in reading.skipped[-1].reason


def test_what_is_no_archive_is_skipped_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl.gz").write_bytes(b"no gzip at all")

    with pytest.raises(VerifyError, match="broken gzip"):
        sources.read([tmp_path])


def test_a_line_without_end_is_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MAX_LINE", 60)
    packed(tmp_path / "x.jsonl.gz", RECORDS[1], {"text": "x" * 100}, RECORDS[1])

    items = list(sources.stream([tmp_path]).items)

    assert isinstance(items[0], Article)
    assert isinstance(items[1], Skipped)
    assert len(items) == 2


def test_columns_read_as_records(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow", reason='needs the extra "archive"')
    parquet = pytest.importorskip("pyarrow.parquet")
    day = date(2021, 5, 13)
    table = arrow.table({"text": ["The dam broke.", None], "published": [day, day], "other": [1, 2]})
    parquet.write_table(table, tmp_path / "x.parquet")

    reading = sources.read([tmp_path])

    (article,) = reading.articles
    assert (article.path, article.text) == ("x.parquet#1", "The dam broke.")
    assert article.published == Detail(day, "stated")
    assert [item.path for item in reading.skipped] == ["x.parquet#2"]


@pytest.mark.parametrize("columns", [{"title": ["a"]}, None])
def test_a_table_without_texts_and_a_broken_one_are_skipped(tmp_path: Path, columns: object) -> None:
    arrow = pytest.importorskip("pyarrow", reason='needs the extra "archive"')
    parquet = pytest.importorskip("pyarrow.parquet")
    if columns:
        parquet.write_table(arrow.table(columns), tmp_path / "x.parquet")
    else:
        (tmp_path / "x.parquet").write_bytes(b"PAR1 and nothing else")

    with pytest.raises(VerifyError, match=r'no column "text"|broken Parquet'):
        sources.read([tmp_path])


def test_without_pyarrow_the_way_out_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    (tmp_path / "x.parquet").write_bytes(b"PAR1")

    with pytest.raises(VerifyError, match=r"pip install \"verify\[archive\]\""):
        sources.read([tmp_path])

"""Streams: files of many records are read one by one, packed or in columns."""

from __future__ import annotations

import gzip
import json
import os
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from verify import sources
from verify.records import Article, Detail, VerifyError
from verify.sources import _apart, _reading

RECORDS = [
    {"headline": "Dam breaks", "outlet": "Daily News", "published": "2021-05-13", "text": "The dam broke."},
    {"text": "Two rockets hit the base."},
]

STORM = f"bridges fell {'in the long and heavy storm ' * 9}at night. " * 120


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


@pytest.fixture
def odd_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """Has the process that reads run this code first."""

    def make(code: str) -> None:
        (tmp_path / "odd").mkdir()
        (tmp_path / "odd" / "sitecustomize.py").write_text(code, "utf-8")
        monkeypatch.setenv("PYTHONPATH", f"{tmp_path / 'odd'}{os.pathsep}{Path(sources.__file__).parents[2]}")

    return make


def test_a_record_is_read_little_before_it_is_asked_for(
    tmp_path: Path, odd_process: Callable[[str], None]
) -> None:
    odd_process(
        "import verify.sources.lines as l\nwhole, seen = l.article, []\n"
        "def counted(name, record):\n"
        f"    seen.append(name)\n    open({str(tmp_path / 'seen')!r}, 'w').write(str(len(seen)))\n"
        "    return whole(name, record)\n"
        "l.article = counted\n"
    )
    path = packed(tmp_path / "x.jsonl.gz", *({"text": f"{n} {STORM}"} for n in range(90)))

    items = sources.stream([path]).items
    first = next(items)
    time.sleep(1)  # what is not held back is read by then
    read = int((tmp_path / "seen").read_text())

    assert first.path == "x.jsonl.gz#1"
    assert read < 30
    assert len([*items]) == 89


def test_what_a_caller_does_between_two_records_is_not_the_time_of_the_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hour, late = 3600.0, [0.0]
    monkeypatch.setattr(_apart, "time", SimpleNamespace(monotonic=lambda: time.monotonic() + late[0]))
    records = ({"text": f"{n} {STORM}"} if n % 40 == 0 else {"a": n} for n in range(200))
    path = packed(tmp_path / "x.jsonl.gz", *records)

    read = 0
    for item in sources.stream([path]).items:
        late[0] += hour
        read += isinstance(item, Article)

    assert read == 5


def test_a_stream_may_be_larger_than_a_file_that_is_read_whole(tmp_path: Path) -> None:
    packed(tmp_path / "x.jsonl.gz", *RECORDS, *({"text": f"{n} bridges fell."} for n in range(20)))

    assert len(sources.read([tmp_path], limits=sources.Limits(110)).articles) == 22


def test_a_file_that_unpacks_to_too_much_in_all_is_left(tmp_path: Path) -> None:
    path = packed(tmp_path / "x.jsonl.gz", *([{"text": "Two bridges fell."}] * 40_000))

    reading = sources.read([path], limits=sources.Limits(1_000))

    assert "unpacks to too much" in {item.path: item.reason for item in reading.skipped}["x.jsonl.gz"]


def test_what_is_skipped_is_named_as_far_as_anybody_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_reading, "MAX_TOLD", 3)
    packed(tmp_path / "x.jsonl.gz", RECORDS[0], *({"a": n} for n in range(9)), RECORDS[1], {"a": 9})

    reading = sources.read([tmp_path])

    assert [item.path for item in reading.articles] == ["x.jsonl.gz#1", "x.jsonl.gz#11"]
    assert [item.path for item in reading.skipped] == ["x.jsonl.gz", *(f"x.jsonl.gz#{n}" for n in (2, 3, 4))]
    assert "more of its parts are skipped than the 3" in reading.skipped[0].reason


def test_a_file_of_which_hardly_a_part_is_read_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_reading, "MAX_TOLD", 3)
    monkeypatch.setattr(_reading, "HOPELESS", 2)
    packed(tmp_path / "x.jsonl.gz", *[RECORDS[0]] * 9, RECORDS[1])
    (tmp_path / "y.txt").write_text("Three bridges fell.")

    reading = sources.read([tmp_path])

    assert [item.path for item in reading.articles] == ["x.jsonl.gz#1", "y.txt"]
    assert len(reading.skipped) == 4
    assert "what comes after is lost" in reading.skipped[0].reason


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


@pytest.mark.parametrize("length", [200, 1_000_000])
def test_a_line_without_end_is_not_held_and_loses_no_other(tmp_path: Path, length: int) -> None:
    packed(tmp_path / "x.jsonl.gz", RECORDS[1], {"text": "x" * length}, {"text": "Three bridges fell."})

    reading = sources.read([tmp_path], limits=sources.Limits(100))

    assert [item.path for item in reading.articles] == ["x.jsonl.gz#1", "x.jsonl.gz#3"]
    assert "more than the 0 MB" in reading.skipped[0].reason


def test_a_line_that_takes_too_much_memory_loses_no_other(tmp_path: Path) -> None:
    deep = '{"text": "a", "more": [' + "{}," * 3_000_000 + "{}]}"
    good = json.dumps(RECORDS[1])
    (tmp_path / "x.jsonl").write_text(f"{deep}\n{good}\n")

    reading = sources.read([tmp_path], limits=sources.Limits(10_000_000))

    assert [item.path for item in reading.articles] == ["x.jsonl#2"]
    assert "too much memory" in reading.skipped[0].reason


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


def test_without_pyarrow_the_way_out_is_told(tmp_path: Path, odd_process: Callable[[str], None]) -> None:
    odd_process("import sys; sys.modules['pyarrow'] = None")
    (tmp_path / "x.parquet").write_bytes(b"PAR1")

    with pytest.raises(VerifyError, match=r"pip install \"verify\[archive\]\""):
        sources.read([tmp_path / "x.parquet"])


def test_rows_that_take_too_much_memory_are_told_and_those_before_are_kept(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow", reason='needs the extra "archive"')
    parquet = pytest.importorskip("pyarrow.parquet")
    texts = [*(f"{n} bridges fell." for n in range(300)), "x" * 200_000_000]
    parquet.write_table(arrow.table({"text": texts}), tmp_path / "x.parquet", row_group_size=256)

    reading = sources.read([tmp_path], limits=sources.Limits(10_000_000))

    assert len(reading.articles) == 256
    assert "too much memory" in reading.skipped[-1].reason

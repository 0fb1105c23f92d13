"""The file of decisions: nothing is lost, whoever writes and whatever is killed; and what it means."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from bridge_report import REPORT
from hypothesis import given
from hypothesis import strategies as st

from verify import decisions
from verify.decisions import Entry, Place
from verify.records import Dispute, Mention, Origin, Position, Span, VerifyError

WRITES = 500  # by each of two processes


def made(verdict: Any = "confirmed", of: str = "d-1", **more: Any) -> Entry:
    return decisions.entry(more.pop("reviewer", "ada"), verdict, of, **more)


def dispute(*answers: str, identity: str = "d-1") -> Dispute:
    """Each answer a position of its own, of one mention or of several ("five five")."""
    positions, start = [], 0
    for answer in answers:
        words = answer.split()
        mentions = []
        for word in words:
            text = f"It was {word}."
            value = Span(start + 7, start + 7 + len(word))
            mentions.append(Mention(f"{start}.txt", start, start + len(text), text, "body", value=value))
            start += 100
        voices = tuple(Origin((m.article,), "counts on its own") for m in mentions)
        positions.append(Position(words[0], len(voices), tuple(mentions), voices))
    return Dispute(identity, "quantity", "between", True, False, "How many?", "!", 0.9, tuple(positions))


def seen(told: Dispute) -> tuple[Place, ...]:
    return tuple(decisions.place(p.mentions[0]) for p in told.positions)


def write_many(path: Path, reviewer: str) -> None:
    for number in range(WRITES):
        decisions.append(path, made(of=f"d-{number}", reviewer=reviewer))


class TestFile:
    def test_what_is_added_comes_back_in_order(self, tmp_path: Path) -> None:
        path = tmp_path / "new" / "x.decisions.jsonl"
        told = [
            made(note="“no” \ud800\u2028", places=(Place("a.txt", 1, 4),)),
            made("dismissed", reason="synonym"),
        ]

        for entry in told:
            decisions.append(path, entry)

        assert decisions.read(path) == decisions.Log(tuple(told))

    def test_stands_beside_the_report_in_each_of_its_forms(self) -> None:
        names = {decisions.beside(Path("r") / name) for name in ("x.json", "x.md", "x.html")}

        assert names == {Path("r/x.decisions.jsonl")}

    def test_two_processes_at_once_lose_nothing(self, tmp_path: Path) -> None:
        path = tmp_path / "x.jsonl"
        fork = multiprocessing.get_context("spawn")
        both = [fork.Process(target=write_many, args=(path, name)) for name in ("ada", "bo")]

        for process in both:
            process.start()
        for process in both:
            process.join()

        log = decisions.read(path)
        assert log.problems == ()
        for name in ("ada", "bo"):
            assert [e.of for e in log.entries if e.reviewer == name] == [f"d-{n}" for n in range(WRITES)]

    @pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
    def test_a_writer_that_is_killed_leaves_a_file_that_can_be_read_and_written(self, tmp_path: Path) -> None:
        path = tmp_path / "x.jsonl"
        code = (
            "import itertools, sys, pathlib; from verify import decisions\n"
            "for n in itertools.count():\n"
            "    decisions.append(pathlib.Path(sys.argv[1]), decisions.entry('bo', 'confirmed', f'd-{n}'))\n"
            "    print(n, flush=True)\n"
        )
        chance, told = random.Random(5), 0
        for _ in range(3):
            with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE) as writer:
                assert writer.stdout
                writer.stdout.readline()
                time.sleep(chance.random() / 20)
                os.kill(writer.pid, signal.SIGKILL)
                told += 1 + len(writer.stdout.readlines())

        mine = made(of="d-mine")
        decisions.append(path, mine)

        log = decisions.read(path)
        assert log.entries[-1] == mine
        assert len(log.entries) - 1 >= told  # one may be on the disk that was not told yet
        assert len(log.problems) <= 3

    @given(st.integers(min_value=1))
    def test_a_torn_last_line_costs_nothing_but_itself(self, tmp_path_factory: Any, cut: int) -> None:
        path = tmp_path_factory.mktemp("torn") / "x.jsonl"
        first, second, third = made(), made(of="d-2"), made(of="d-3")
        decisions.append(path, first)
        whole = path.stat().st_size
        decisions.append(path, second)
        os.truncate(path, whole + 1 + cut % (path.stat().st_size - whole - 2))

        assert decisions.read(path).entries == (first,)
        assert "line 2 is left out" in decisions.read(path).problems[0]

        decisions.append(path, third)

        assert decisions.read(path).entries == (first, third)
        assert len(decisions.read(path).problems) == 1

    @pytest.mark.parametrize(
        ("change", "why"),
        [
            ({"verdict": "perhaps"}, "perhaps"),
            ({"verdict": 3}, "3"),
            ({"of": 7}, "expected str"),
            ({"of": ""}, "needs an id"),
            ({"verdict": "dismissed"}, "needs a reason"),
            ({"verdict": "dismissed", "reason": "bored"}, "bored"),
            ({"verdict": "merged"}, "needs places"),
            ({"verdict": "same", "articles": ["a.txt"]}, "needs two articles"),
            ({"places": [{"article": "a", "start": "1", "end": 2}]}, "expected int"),
            ({"places": [{"article": "a", "start": True, "end": 2}]}, "expected int"),
            ({"time": "yesterday"}, "yesterday"),
            ({"time": "2031-05-14T10:00:00"}, "names no zone"),
            ({"reviewer": None}, "expected str"),
        ],
    )
    def test_a_line_that_means_nothing_is_left_out_and_named(
        self, tmp_path: Path, change: dict[str, object], why: str
    ) -> None:
        path = tmp_path / "x.jsonl"
        decisions.append(path, made())
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(made()) | change) + "\n")
        decisions.append(path, made(of="d-3"))

        log = decisions.read(path)

        assert [e.of for e in log.entries] == ["d-1", "d-3"]
        assert "x.jsonl line 2 is left out" in log.problems[0]
        assert why in log.problems[0]

    @pytest.mark.parametrize("line", [b"[]", b"3", b"null", b"\xff\xfe", b"{", b"[" * 100_000, b'{"a": NaN}'])
    def test_a_line_that_is_no_record_is_left_out_and_named(self, tmp_path: Path, line: bytes) -> None:
        path = tmp_path / "x.jsonl"
        path.write_bytes(line + b"\n\n")
        decisions.append(path, made())

        log = decisions.read(path)

        assert (len(log.entries), len(log.problems)) == (1, 1)

    def test_fields_of_later_versions_do_no_harm(self, tmp_path: Path) -> None:
        path = tmp_path / "x.jsonl"
        path.write_text(json.dumps(asdict(made()) | {"mood": "good"}), "utf-8")

        assert len(decisions.read(path).entries) == 1

    def test_a_file_that_cannot_be_written_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(VerifyError, match="cannot be"):
            decisions.append(tmp_path, made())
        with pytest.raises(VerifyError, match="cannot be read"):
            decisions.read(tmp_path)


class TestMeaning:
    def test_an_undo_takes_back_what_it_names_and_nothing_of_others(self) -> None:
        mine, other = made(), made("dismissed", reason="other", reviewer="bo")
        undone = made("undone", mine.record)

        assert decisions.standing([mine, other, undone]) == (other,)
        assert decisions.last_by([mine, other], "ada") == mine
        assert decisions.last_by([mine, other, undone], "ada") is None

    def test_the_last_verdict_counts_and_a_note_leaves_it(self) -> None:
        told = [made("needs a call"), made(note="Called."), made("noted", note="Again.", reviewer="bo")]

        (decision,) = decisions.verdicts(told)

        assert (decision.verdict, decision.note, decision.by) == ("confirmed", "Again.", "ada, bo")

    def test_sources_are_paired_and_the_last_word_counts(self) -> None:
        told = [made("same", "", articles=("a", "b", "c")), made("independent", "", articles=("c", "a"))]

        assert decisions.voices(told) == {
            frozenset("ab"): True,
            frozenset("bc"): True,
            frozenset("ac"): False,
        }

    def test_an_id_that_has_changed_is_found_by_the_answers_that_were_seen(self) -> None:
        before, after = dispute("five", "seven"), dispute("five", "seven", "nine", identity="d-2")
        others = dispute("a", "b", identity="d-0")
        others = replace(others, positions=(others.positions[0], dispute("x", "y", "z").positions[2]))

        (entry,) = decisions.attached([made(places=seen(before))], [others, after])

        assert entry.of == "d-2"

    @pytest.mark.parametrize("verdict", ["merged", "split"])
    def test_positions_that_were_changed_are_found_again_without_a_verdict(self, verdict: str) -> None:
        before, after = dispute("five", "seven"), dispute("five", "seven", "nine", identity="d-2")
        places = seen(before) if verdict == "merged" else seen(before)[:1]

        (entry,) = decisions.attached([made(verdict, places=places, question=before.question)], [after])

        assert entry.of == "d-2"

    def test_one_answer_in_common_is_another_question(self) -> None:
        before = dispute("five", "seven")
        after = replace(
            before, id="d-2", positions=(before.positions[0], dispute("x", "y", "z").positions[2])
        )

        (entry,) = decisions.attached([made(places=seen(before))], [after])

        assert entry.of == "d-1"

    def test_what_was_dismissed_is_open_again_once_there_is_another_answer(self) -> None:
        entry = made("dismissed", reason="synonym", places=seen(dispute("five", "5")))

        more = dispute("five", "5", "cinq")
        joined = decisions.regrouped(more, [made("merged", places=(seen(more)[0], seen(more)[2]))])

        assert [d.verdict for d in decisions.verdicts([entry], [more])] == ["reopened"]
        assert [d.verdict for d in decisions.verdicts([entry], [joined])] == ["dismissed"]

    def test_merged_positions_are_one_with_the_mentions_and_voices_of_both(self) -> None:
        told = dispute("five", "5", "nine")
        entry = made("merged", places=seen(told)[:2])

        after = decisions.regrouped(told, [entry])

        assert [(p.value, p.origins, len(p.mentions)) for p in after.positions] == [
            ("five", 2, 2),
            ("nine", 1, 1),
        ]
        assert decisions.regrouped(after, [entry]) == after

    def test_a_quote_that_is_split_off_is_a_position_with_its_own_words(self) -> None:
        told = dispute("five 5", "nine")
        entry = made("split", places=(decisions.place(told.positions[0].mentions[1]),))

        after = decisions.regrouped(told, [entry])

        assert [(p.value, p.origins) for p in after.positions] == [("five", 1), ("5", 1), ("nine", 1)]
        assert decisions.regrouped(after, [entry]) == after

    def test_two_positions_always_remain(self) -> None:
        told = dispute("five", "5")

        assert decisions.regrouped(told, [made("merged", places=seen(told))]) == told

    def test_on_a_real_report_nothing_changes_without_entries(self) -> None:
        assert all(decisions.regrouped(d, []) == d for d in REPORT.disputes)

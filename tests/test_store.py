"""The store: what it keeps comes back the same, and whatever happens to its file a run goes on."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import builders
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verify import __version__, embed, store
from verify.records import Article, Claim, Judgement, VerifyError
from verify.store import _makers, _tables
from verify.store._codecs import Checked, ClaimsCodec, JudgementCodec, VectorCodec
from verify.store._database import Database
from verify.store._makers import Maker

MAKER = Maker("vectors", "model", "", "code")
ROWS = [(bytes([i]) * 16, bytes([i]) * 700) for i in range(200)]
KEYS = [key for key, _ in ROWS]
ARTICLES = [builders.article(f"{n}.txt", f"{n} rockets hit the base.") for n in range(100)]

st.register_type_strategy(float, st.floats(allow_nan=False))


class Extracting:
    """Makes one claim of an article, and counts the articles."""

    count = 0

    def __call__(self, article: Article) -> tuple[Claim, ...]:
        self.count += 1
        return (builders.claim(article.path, article.text),)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a store may be made."""
    return tmp_path / "articles" / ".verify" / "store.sqlite"


@pytest.fixture
def filled(file: Path) -> Path:
    """A store with two hundred rows."""
    assert put(file) == []
    return file


def put(file: Path, rows: Sequence[tuple[bytes, bytes]] = ROWS, maker: Maker = MAKER) -> list[str]:
    """Keep rows, in a run of their own; its warnings."""
    warned: list[str] = []
    database = Database(file, warned.append)
    database.put(maker, rows)
    database.close()
    return warned


def get(file: Path, maker: Maker = MAKER) -> tuple[dict[bytes, bytes], list[str]]:
    """The rows that a run finds, and its warnings."""
    warned: list[str] = []
    database = Database(file, warned.append)
    found = database.get(maker, KEYS)
    database.close()
    return found, warned


def claims(file: Path | None, articles: Sequence[Article] = ARTICLES) -> tuple[list[Claim], int, list[str]]:
    """The claims of a run, of how many articles it had to make them, and its warnings."""
    warned: list[str] = []
    extract = Extracting()
    with store.opened(file, warned.append) as kept:
        return kept.claims(articles, extract), extract.count, warned


class TestRows:
    @settings(max_examples=50, deadline=None)
    @given(drawn=st.lists(st.from_type(Claim), max_size=2))
    def test_claims_of_one_article_come_back_as_they_were(self, drawn: list[Claim]) -> None:
        cast = drawn[0].anchors.cast if drawn else frozenset()
        things = drawn[0].anchors.things if drawn else frozenset()
        anchors = (replace(c.anchors, cast=cast, things=things) for c in drawn)
        said = ARTICLES[0].text
        made = tuple(
            replace(c, start=0, end=len(said), text=said, anchors=a)
            for c, a in zip(drawn, anchors, strict=True)
        )
        codec = ClaimsCodec()

        assert codec.unpack(codec.pack(made), ARTICLES[0]) == made

    def test_a_claim_quotes_its_article_whatever_its_row_says(self) -> None:
        other = builders.claim("a", "No rocket hit the base.")

        (back,) = ClaimsCodec().unpack(ClaimsCodec().pack((other,)), ARTICLES[0])

        assert back.text == ARTICLES[0].text[: other.end]

    def test_vectors_come_back_to_the_bit(self) -> None:
        rows = embed._rounded(np.random.default_rng(1).standard_normal((50, 384)).astype(np.float32))
        codec = VectorCodec()

        back = [codec.unpack(codec.pack(row), "text") for row in rows]

        assert np.array(back).tobytes() == (rows + np.float32(0)).tobytes()  # -0 is 0

    def test_judgements_come_back_to_the_bit(self) -> None:
        codec = JudgementCodec()

        assert codec.unpack(codec.pack(Judgement(0.1, 0.7, 0.2)), ("a", "b")) == Judgement(0.1, 0.7, 0.2)

    def test_of_another_key_or_damaged_are_no_value(self) -> None:
        checked = Checked(ClaimsCodec(), MAKER)
        key, other = checked.key(ARTICLES[0]), checked.key(ARTICLES[1])
        whole = checked.pack(key, (builders.claim("a"),))

        assert checked.unpack(key, whole, ARTICLES[0])
        assert checked.unpack(other, whole, ARTICLES[1]) is None
        for place in range(len(whole)):
            broken = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
            assert checked.unpack(key, broken, ARTICLES[0]) is None
            assert checked.unpack(key, whole[:place], ARTICLES[0]) is None

    def test_of_another_shape_are_no_value(self) -> None:
        key = Checked(VectorCodec(), MAKER).key("text")
        packed = Checked(VectorCodec(), MAKER).pack(key, np.ones(3, np.float32))

        assert Checked(ClaimsCodec(), MAKER).unpack(key, packed, ARTICLES[0]) is None
        assert Checked(JudgementCodec(), MAKER).unpack(key, packed, ("a", "b")) is None


class TestClaims:
    def test_are_made_once(self, file: Path) -> None:
        first, made, _ = claims(file)

        assert made == len(ARTICLES)
        assert claims(file) == (first, 0, [])

    def test_of_an_added_article_are_all_that_is_made(self, file: Path) -> None:
        claims(file, ARTICLES[1:])

        assert claims(file)[1] == 1

    def test_are_the_same_in_a_store_filled_in_any_order(self, file: Path) -> None:
        for article in random.Random(1).sample(ARTICLES, len(ARTICLES)):
            claims(file, [article])

        assert claims(file) == (claims(None)[0], 0, [])

    def test_follow_an_article_to_another_path(self, file: Path) -> None:
        claims(file)

        found, made, _ = claims(file, [replace(ARTICLES[0], path="moved.txt")])

        assert made == 0
        assert found == claims(None, [replace(ARTICLES[0], path="moved.txt")])[0]

    def test_are_made_anew_where_anything_else_differs(self, file: Path) -> None:
        claims(file)

        assert claims(file, [replace(ARTICLES[0], text="No rocket hit the base.")])[1] == 1
        assert claims(file, [replace(ARTICLES[0], published=ARTICLES[0].headline)])[1] == 1  # type: ignore[arg-type]
        assert claims(file, [replace(ARTICLES[0], paragraphs=())])[1] == 1

    def test_that_are_damaged_are_made_again(self, file: Path) -> None:
        first, _, _ = claims(file)
        with sqlite3.connect(file) as db:
            db.execute("UPDATE rows SET value = zeroblob(40) WHERE rowid % 2")

        assert claims(file) == (first, len(ARTICLES) // 2, [])
        assert claims(file) == (first, 0, [])

    def test_without_a_store_leave_nothing_behind(self, tmp_path: Path) -> None:
        claims(None)

        assert list(tmp_path.iterdir()) == []


class TestMakers:
    def test_do_not_see_the_rows_of_others(self, filled: Path) -> None:
        for other in (
            replace(MAKER, kind="judgements"),
            replace(MAKER, name="other"),
            replace(MAKER, model="other"),
            replace(MAKER, code="other"),
        ):
            assert get(filled, other) == ({}, [])

    def test_that_were_dropped_do_not_lend_their_number_to_others(self, filled: Path) -> None:
        running = Database(filled, pytest.fail)
        running.put(MAKER, ROWS[:1])
        store.clear(filled)
        other = replace(MAKER, code="other")
        put(filled, ROWS[1:2], other)

        running.put(MAKER, ROWS[2:])
        running.close()

        assert get(filled, other) == (dict(ROWS[1:2]), [])

    def test_that_were_not_used_for_long_lose_their_rows(self, filled: Path) -> None:
        latest = [replace(MAKER, code=str(n)) for n in range(_tables.MAKERS_KEPT)]
        for maker in latest:
            put(filled, ROWS[:1], maker)

        assert get(filled)[0] == {}
        assert [rows.rows for rows in store.survey(filled).held] == [0, 1, 1]  # the oldest made room for it

    def test_of_claims_are_known_by_every_module_that_makes_them(self) -> None:
        code = (
            "import sys, verify.claims, verify.provenance, verify.slots\n"
            "from verify import plugins\n"
            "[plugins.load(verify.slots, name) for name in plugins.names(verify.slots)]\n"
            "print(*(name for name in sys.modules if name.startswith('verify.')))"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

        modules = {name.split(".")[1] for name in done.stdout.split()}

        assert modules - {"plugins"} <= {part.removesuffix(".py") for part in _makers.PARTS["claims"]}

    def test_differ_where_the_weights_in_a_folder_do(self, tmp_path: Path) -> None:
        weights = tmp_path / "model.safetensors"
        weights.write_bytes(b"1")
        before = _makers.of("vectors", embed.find(str(tmp_path)))
        weights.write_bytes(b"12")

        assert _makers.of("vectors", embed.find(str(tmp_path))) != before

    def test_differ_by_precision(self, monkeypatch: pytest.MonkeyPatch) -> None:
        before = _makers.of("vectors", embed.find())
        monkeypatch.setenv("VERIFY_PRECISION", "bfloat16")

        assert _makers.of("vectors", embed.find()) != before


class TestFile:
    def test_keeps_rows_from_run_to_run(self, filled: Path) -> None:
        assert get(filled) == (dict(ROWS), [])

    def test_stays_out_of_git(self, filled: Path) -> None:
        assert (filled.parent / ".gitignore").read_text("utf-8") == "*\n"

    @pytest.mark.parametrize("content", [b"", b"no database at all" * 1000])
    def test_that_is_no_database_is_replaced(self, file: Path, content: bytes) -> None:
        file.parent.mkdir(parents=True)
        file.write_bytes(content)

        warned = put(file)

        assert get(file) == (dict(ROWS), [])
        assert [w.count("moved to store.sqlite.broken") for w in warned] == [1] * bool(content)
        assert not content or file.with_name("store.sqlite.broken").read_bytes() == content

    @pytest.mark.parametrize("seed", [284, 385, 436, *range(17)])
    def test_that_is_damaged_anywhere_costs_a_warning_at_most(self, file: Path, seed: int) -> None:
        first, _, _ = claims(file)
        chance = random.Random(seed)
        content = bytearray(file.read_bytes())
        for _ in range(50):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        file.write_bytes(content)

        for _ in range(2):
            found, _, warned = claims(file)

            assert found == first
            assert len(warned) <= 1

    def test_that_is_cut_short_is_replaced(self, filled: Path) -> None:
        filled.write_bytes(filled.read_bytes()[:20_000])

        _, warned = get(filled)
        more = put(filled)

        assert len(warned + more) == 1
        assert get(filled) == (dict(ROWS), [])

    def test_of_another_version_is_put_aside(self, filled: Path) -> None:
        with sqlite3.connect(filled) as db:
            db.execute(f"PRAGMA user_version = {_tables.VERSION + 1}")

        found, warned = get(filled)

        assert found == {}
        assert [w.count("another version of verify: moved to store.sqlite.old") for w in warned] == [1]
        assert put(filled) == []
        assert get(filled) == (dict(ROWS), [])

    def test_of_another_program_is_left_alone(self, file: Path) -> None:
        file.parent.mkdir(parents=True)
        with sqlite3.connect(file) as db:
            db.execute("CREATE TABLE notes (text)")
        before = file.read_bytes()

        warned = put(file)

        assert [w.count("another program") for w in warned] == [1]
        assert file.read_bytes() == before
        assert not list(file.parent.glob(f"{file.name}?*"))

    def test_in_a_place_that_cannot_be_written_costs_one_warning(self, tmp_path: Path) -> None:
        (tmp_path / "articles").write_text("a file, no folder", "utf-8")

        _, made, warned = claims(tmp_path / "articles" / ".verify" / "store.sqlite")

        assert made == len(ARTICLES)
        assert [w.count("cannot be written") for w in warned] == [1]

    def test_on_a_full_disk_is_read_but_not_written(
        self, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first, _, _ = claims(file)
        connect = _tables.connect

        def full(path: Path, warn: _tables.Warn) -> sqlite3.Connection:
            db = connect(path, warn)
            db.execute("PRAGMA max_page_count = 1")
            return db

        monkeypatch.setattr(_tables, "connect", full)
        more = [replace(a, text=f"{a.text} {'So it was said.' * 1000}{a.path}") for a in ARTICLES]

        found, made, warned = claims(file, [*more, *ARTICLES])

        assert (found[len(more) :], made) == (first, len(more))
        assert [w.count("disk is full") for w in warned] == [1]

    def test_is_shared_by_two_runs_at_once(self, file: Path) -> None:
        code = (
            "import sys; from pathlib import Path; from test_store import *\n"
            "for n in range(0, 200, 5): assert put(Path(sys.argv[1]), ROWS[n : n + 5]) == []"
        )
        runs = [
            subprocess.Popen(
                [sys.executable, "-c", code, str(file)], cwd=Path(__file__).parent, stderr=subprocess.PIPE
            )
            for _ in range(3)
        ]

        assert [(run.communicate()[1], run.returncode) for run in runs] == [(b"", 0)] * 3
        assert get(file) == (dict(ROWS), [])

    def test_survives_runs_that_are_killed(self, file: Path) -> None:
        code = (
            "import sys; from pathlib import Path; from test_store import *\n"
            "while True:\n"
            "    for n in range(0, 200, 5): put(Path(sys.argv[1]), ROWS[n : n + 5]); print(n, flush=True)"
        )
        for lines in (1, 2, 7, 20, 60):
            run = subprocess.Popen(
                [sys.executable, "-c", code, str(file)], cwd=Path(__file__).parent, stdout=subprocess.PIPE
            )
            assert run.stdout
            for _ in range(lines):
                run.stdout.readline()
            run.kill()
            run.communicate()

            found, warned = get(file)

            assert warned == []
            assert len(found) >= 5 * min(lines, 40)
            assert found.items() <= dict(ROWS).items()


class TestSurvey:
    def test_counts_rows_by_what_made_them(self, file: Path) -> None:
        claims(file)
        put(file, ROWS, replace(MAKER, code="older"))

        found = store.survey(file)

        assert [(h.kind, h.name, h.rows, h.stale) for h in found.held] == [
            ("claims", f"verify {__version__}", 100, False),
            ("vectors", "model", 200, True),
        ]
        assert found.size > 100_000

    def test_clearing_drops_everything_and_shrinks_the_file(self, filled: Path) -> None:
        before = store.survey(filled).size

        assert store.clear(filled) == len(ROWS)
        assert store.survey(filled).held == ()
        assert store.survey(filled).size < before / 2

    def test_clearing_can_keep_what_is_of_use(self, file: Path) -> None:
        claims(file)
        put(file)

        assert store.clear(file, stale=True) == len(ROWS)
        assert claims(file)[1] == 0

    @pytest.mark.parametrize("work", [store.survey, store.clear])
    def test_a_file_that_is_no_store_is_an_error(self, work: Any, tmp_path: Path) -> None:
        (tmp_path / "notes.db").write_bytes(b"shopping" * 1000)

        for name in ("notes.db", "missing.db"):
            with pytest.raises(VerifyError, match=name):
                work(tmp_path / name)

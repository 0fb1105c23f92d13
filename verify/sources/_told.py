"""Whatever a library raises on a damaged or hostile file ends as one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from verify.records import VerifyError


@contextmanager
def broken(what: str, advice: str) -> Iterator[None]:
    """Raises VerifyError for anything that goes wrong inside; `what` is named as broken."""
    try:
        yield
    except VerifyError:
        raise
    except Exception as error:  # a damaged file raises whatever the reader of its format raises
        raise VerifyError(f"{what}, broken ({type(error).__name__}).", advice) from error

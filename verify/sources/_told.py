"""Whatever a library raises on a damaged or hostile file ends as one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from verify.records import VerifyError
from verify.sources import _memory


@contextmanager
def broken(what: str, advice: str) -> Iterator[None]:
    """Raises VerifyError for anything that goes wrong inside; `what` is named as broken, or as too much."""
    try:
        yield
    except VerifyError:
        raise
    except Exception as error:  # a damaged file raises whatever the reader of its format raises
        if _memory.ran_out(error):
            raise _memory.too_much(error) from None
        raise VerifyError(f"{what}, broken ({type(error).__name__}).", advice) from error

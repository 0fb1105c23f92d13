"""From errors to one line on stderr and an exit code."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from verify.cli import terminal
from verify.records import VerifyError

INTERRUPTED = 130  # what a shell expects after Ctrl-C: 128 + SIGINT


@contextmanager
def explained() -> Iterator[None]:
    """Turn what the user can mend into one line on stderr and an exit code; bugs pass through."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # a page it cannot read is reported by us
    try:
        yield
    except VerifyError as error:
        terminal.complain(str(error))
        raise typer.Exit(error.exit_code) from None
    except KeyboardInterrupt:
        terminal.complain("Interrupted; nothing is left half-written.")
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:  # the reader of our output has gone, as in "| head"
        sys.stderr.close()  # else Python complains once more on exit
        raise typer.Exit from None

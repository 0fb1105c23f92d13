"""What people made of a report: a file beside it, a record on each line, only ever added to.

docs/decisions-format.md describes the file. `read` and `append` are all that touches the disk; the rest
turns the entries that stand into what a report takes over.
"""

from verify.decisions._applied import (
    attached,
    last_by,
    place,
    regrouped,
    standing,
    verdicts,
    voices,
)
from verify.decisions._entry import ACTS, REASONS, Act, Entry, Place, entry
from verify.decisions._file import SUFFIX, Log, append, beside, read

__all__ = [
    "ACTS",
    "REASONS",
    "SUFFIX",
    "Act",
    "Entry",
    "Log",
    "Place",
    "append",
    "attached",
    "beside",
    "entry",
    "last_by",
    "place",
    "read",
    "regrouped",
    "standing",
    "verdicts",
    "voices",
]

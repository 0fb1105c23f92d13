"""One record of a file: an object with a text and, if known, where it comes from."""

from __future__ import annotations

import json
import re

from verify.records import Article, Skipped, VerifyError
from verify.sources._article import build

FIELDS = ("headline", "outlet", "agency", "byline", "published", "url", "text")
SHAPE = 'A record is an object with "text" and, if known, ' + ", ".join(f'"{f}"' for f in FIELDS[:-1]) + "."

_HALF = re.compile("[\ud800-\udfff]")


def loaded(text: str) -> object:
    """What a piece of JSON holds; raises VerifyError where it is broken or nested too deep."""
    try:
        found: object = json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise VerifyError(f"broken JSON ({error.msg}, {place}).", "Mend it, or take it out.") from error
    except RecursionError as error:
        raise VerifyError("JSON nested too deep to be a record.", SHAPE) from error
    except ValueError as error:  # Python reads no whole number of more than 4,300 digits
        raise VerifyError("JSON with a number too long to be read.", SHAPE) from error
    return found


def article(name: str, record: object) -> Article | Skipped:
    """The article of a record; other fields than FIELDS are ignored, and those that are no text."""
    if not isinstance(record, dict):
        return Skipped(name, f"not a record. {SHAPE}")
    fields = {key: value for key in FIELDS if isinstance(value := record.get(key), str)}
    if any(_HALF.search(value) for value in fields.values()):
        return Skipped(name, "half a character (a lone surrogate) in a field. Write the record anew.")
    text = fields.pop("text", "")
    return build(name, text, fields) if text.strip() else Skipped(name, f"a record without text. {SHAPE}")

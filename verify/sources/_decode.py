"""Bytes to text: UTF-8, what the file declares, or the one encoding that fits well."""

from __future__ import annotations

import codecs

from verify.records import VerifyError

MAX_CONTROLS = 0.02  # share of control characters above which a file is no text; news texts have 0
MAX_CHAOS = 0.02  # charset-normalizer's mess; in six trials right guesses have 0, a mixed file .03
MIN_COHERENCE = 0.55  # its fit of letters to a language; right guesses .61 to .73, a mixed file .52
RARE = 0.05  # share of non-ASCII characters in English text: at most .04 in 10,000 news texts

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # a NUL in every other byte, and no binary
_MARKS = "‘’‚“”„–—…•€£§©®°«»´·½¼¾\xa0"
_PIECES = ("â€", "Ã©", "Ã¨", "Ã¼", "Â\xa0")  # UTF-8 read as Windows-1252
_ADVICE = "Save it as UTF-8 text."


def decode(content: bytes, declared: str | None = None) -> str:
    """The text of a file, without a byte order mark and with every other character as it is.

    `declared` is tried where the bytes are no UTF-8. Raises VerifyError for a binary file and for
    an encoding that cannot be told with confidence.
    """
    if content.startswith(_WIDE):
        return _wide(content)
    refuse_binary(content)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _declared(content, declared) or _western(content) or _detected(content, error.start)


def refuse_binary(content: bytes) -> None:
    """Raises VerifyError for bytes that are no text in any encoding."""
    if content.startswith(_WIDE):
        return
    controls = len(content) - len(content.translate(None, _CONTROLS))
    if b"\0" in content or controls > MAX_CONTROLS * len(content):
        raise VerifyError("a binary file, not text.", "Convert it to text first, or take it out.")


def _wide(content: bytes) -> str:
    try:
        return content.decode("utf-16")
    except UnicodeDecodeError as error:
        raise VerifyError(f"broken UTF-16 (byte {error.start}).", _ADVICE) from error


def _declared(content: bytes, declared: str | None) -> str | None:
    try:
        return content.decode(declared) if declared else None
    except (LookupError, UnicodeDecodeError):  # a page may declare nonsense
        return None


def _western(content: bytes) -> str | None:
    """Windows-1252 (Latin-1 with curly quotes) where that makes every byte a letter or a mark.

    charset-normalizer names a sister code page for English with few accents ("cp1250"), so a
    text that is ASCII but for rare letters and quotation marks is not left to it.
    """
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return None
    special = [c for c in text if c > "\x7f"]
    plain = all(c.isalpha() or c in _MARKS for c in special) and len(special) <= RARE * len(text)
    return text if plain and not any(piece in text for piece in _PIECES) else None


def _detected(content: bytes, bad_byte: int) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(content).best()
    if best is None or best.chaos > MAX_CHAOS or best.coherence < MIN_COHERENCE:
        raise VerifyError(f"not UTF-8 (byte {bad_byte}), and no other encoding fits well.", _ADVICE)
    return str(best)

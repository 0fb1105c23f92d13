"""E-mail (.eml): the text of a message, else its page; subject and day come from the header."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from email import policy
from email.message import EmailMessage
from email.parser import Parser
from email.utils import parsedate_to_datetime
from pathlib import Path

from verify.records import Article, Skipped, VerifyError
from verify.sources import html
from verify.sources._article import build
from verify.sources._decode import decode
from verify.sources._told import broken

SUFFIXES = (".eml",)
LIBRARIES = html.LIBRARIES

_ADVICE = "Save it again, or its text as .txt."


def read(path: Path, name: str, content: bytes) -> Iterable[Article | Skipped]:
    """One article, and a Skipped for each attached document (`name/attachment.pdf`).

    Raises VerifyError for a message without text.
    """
    with broken("an e-mail", _ADVICE):
        message = _parsed(content)
        text = next((text for text in _texts(message) if any(c.isalpha() for c in text)), "")
        fields = {"headline": _plain(message["subject"]), "published": _day(_plain(message["date"]))}
        attached = sorted({_plain(part.get_filename()) for part in message.iter_attachments()} - {""})
    if not text:
        raise VerifyError("an e-mail without text.", _ADVICE)
    yield build(name, text, fields)
    for file in attached:
        yield Skipped(f"{name}/{file}", "an attachment, which is not read. Save it as a file of its own.")


def _parsed(content: bytes) -> EmailMessage:
    """The message; `message_from_bytes` would hold it six times over to do the same."""
    file = io.TextIOWrapper(io.BytesIO(content), "ascii", "surrogateescape", newline="")
    return Parser(policy=policy.default).parse(file)


def _texts(message: EmailMessage) -> Iterator[str]:
    """The text of the message, then that of its page."""
    for kind in ("plain", "html"):
        part = message.get_body((kind,))
        if part is not None:
            payload = part.get_payload(decode=True)
            text = decode(payload if isinstance(payload, bytes) else b"", part.get_content_charset())
            yield text if kind == "plain" else html.extracted(text)[0]


def _plain(header: object) -> str:
    """A header on one line; half characters come from bytes that no header may have."""
    text = str(header or "").encode("utf-8", "replace").decode("utf-8")
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _day(sent: str) -> str:
    try:
        return parsedate_to_datetime(sent).date().isoformat()
    except ValueError:
        return ""

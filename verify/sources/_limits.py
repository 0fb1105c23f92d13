"""How much one document may be, and how long reading it may take; what is beyond is skipped."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import IO

from verify import parse
from verify.records import Article, Skipped, VerifyError

MAX_BYTES = 50_000_000  # a document, once unpacked; the longest of 10,000 news articles has 0.08 MB
MEMORY = 2  # times the bytes of a document, to read it
MIN_MEMORY = 64_000_000  # bytes, however small documents have to be: a tree of a page takes 20 times its size
MAX_DETAIL = 10_000  # characters of a headline, byline, outlet, agency or address
MAX_NAME = 1_000  # characters of the name of a part, and of what is said of it
MAX_CHARACTERS = 80_000  # about 13,000 words; the longest of 10,000 news articles has 76,553
MAX_WORDS = 16_000  # and marks; as above, 15,805
MAX_LINES = 3_000  # that are not blank; as above, 358
MAX_UNBROKEN = 4_000  # characters without the end of a sentence or line
MAX_ALIKE = 200  # sentences that differ in numbers and names only: a table, no story
SECONDS = 20.0  # to wait for the next article of a file; a page of a megabyte takes 1
CHUNK = 65_536  # bytes

_ENDS = re.compile(r"[.!?…。][ ]?[\"'”’)\]]*\s|[\r\n\v\f\x85\u2028\u2029]")
_BREAKS = ".!?…。\r\n\v\f\x85\u2028\u2029"  # no sentence ends without one
_LOWER = re.compile(r"(?<!\S)[a-z]+(?!\S)")
_DETAILS = ("headline", "outlet", "agency", "byline", "address")
SPLIT = "Split it into smaller documents."


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: `bytes` once unpacked; `seconds` until it, or its next article, is read.

    With `english` an article in another language is left out.
    """

    bytes: int = MAX_BYTES
    seconds: float = SECONDS
    english: bool = True

    @property
    def memory(self) -> int:
        """Bytes that reading a document may take, above what its reader takes with none."""
        return max(MEMORY * self.bytes, MIN_MEMORY)


_current: ContextVar[Limits] = ContextVar("limits", default=Limits())  # noqa: B039 - frozen


def current() -> Limits:
    """The limits in force."""
    return _current.get()


@contextmanager
def within(limits: Limits) -> Iterator[None]:
    """Read within these limits."""
    before = _current.set(limits)
    try:
        yield
    finally:
        _current.reset(before)


def unpacked(stream: IO[bytes]) -> bytes:
    """All bytes of a stream that may unpack to anything.

    Raises VerifyError where they are more than the limit; no more than that is ever held.
    """
    limit = current().bytes
    content = io.BytesIO()  # gives its bytes without a second copy
    while piece := stream.read(min(CHUNK, limit + 1 - content.tell())):
        content.write(piece)
        if content.tell() > limit:
            raise too_big()
    return content.getvalue()


def too_big(size: int | None = None) -> VerifyError:
    """What is said of a document of `size` bytes, or of one that was not read to its end."""
    limit = f"more than the {current().bytes / 1e6:.0f} MB that are read"
    message = limit if size is None else f"{size / 1e6:.0f} MB, {limit}"
    return VerifyError(f"{message}.", "Split it into smaller files, or raise --max-bytes.")


def fitting(article: Article) -> Article | Skipped:
    """The article, or why it is no text that can be compared; neither is large."""
    wrong = _endless(article) or _no_story(article.text)
    return Skipped(article.path, wrong) if wrong else article


def _no_story(text: str) -> str:
    """Why a text cannot be compared; nothing where it can."""
    if not text.strip():
        return "it holds no text."
    if len(text) <= MAX_UNBROKEN and sum(map(text.count, _BREAKS)) < MAX_ALIKE:
        return ""  # most news: too short for what follows, which takes longer to find out
    if long := _too_long(text):
        return long
    sentences = _ENDS.split(text)
    longest = max(map(len, sentences))
    if longest > MAX_UNBROKEN:
        return f"no running text: {longest:,} characters without the end of a sentence."
    alike = _alike(sentences)
    return f"no story: {alike:,} sentences differ in numbers and names only." if alike > MAX_ALIKE else ""


def _too_long(text: str) -> str:
    """Of what the text has more than is read."""
    if len(text) > MAX_CHARACTERS:
        return f"{len(text):,} characters of text, more than the {MAX_CHARACTERS:,} that are read. {SPLIT}"
    words = parse.size(text)
    if words > MAX_WORDS:
        return f"{words:,} words and marks, more than the {MAX_WORDS:,} that are read. {SPLIT}"
    lines = sum(not line.isspace() for line in text.splitlines() if line)
    return (
        f"no running text: {lines:,} lines, more than the {MAX_LINES:,} that are read."
        if lines > MAX_LINES
        else ""
    )


def _endless(article: Article) -> str:
    """What is too long of what an article says of itself."""
    details = (article.headline, article.outlet, article.agency, article.byline)
    said = zip(_DETAILS, (*(detail.value for detail in details), article.url), strict=True)
    long = ((what, len(value)) for what, value in said if value and len(value) > MAX_DETAIL)
    return next((f"its {what} has {length:,} characters. Shorten it." for what, length in long), "")


def short(text: str) -> str:
    """A name or a reason, cut where somebody made it endless."""
    return text if len(text) <= MAX_NAME else f"{text[:MAX_NAME]}…"


def _alike(sentences: Sequence[str]) -> int:
    """How many sentences have the same words in small letters; lines of a word or two are no sentences."""
    if len(sentences) <= MAX_ALIKE:
        return 0
    frames = Counter(" ".join(_LOWER.findall(sentence)) for sentence in sentences)
    return max((count for frame, count in frames.items() if " " in frame), default=0)

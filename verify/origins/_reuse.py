"""Which texts share their words: containment of word n-grams, exact for all articles at once.

Containment is the share of the smaller side's n-grams that the other side has too; the Jaccard
index would hide a brief inside a long report. Quoted speech is left out: two reporters in one
room write down the same words. So are posts quoted in full, page furniture and captions, which
come with the picture. An inverted index (n-gram by article) gives the numbers for all pairs that
share anything; docs/decisions/0010 sets it beside MinHash.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy import sparse

from verify.records import Article, Share

WORDS = 4  # in an n-gram; see docs/benchmarks.md, Origins, for all numbers here
COPY_SHARE = 0.2  # of the n-grams of the shorter article: from here on one carries the other
COPY_COUNT = 12  # n-grams that two articles must share besides: a name and a formula have fewer
CLAIM_SHARE = 0.35  # of the n-grams of the shorter claim
CLAIM_COUNT = 6  # nine words in a row
FLOOR_SHARE = 0.02  # below it, and below COPY_COUNT, what two articles share is chance
SPREAD = 50  # articles; an n-gram in more of them is a formula or the furniture of a site
OWN_ROLES = frozenset({"headline", "subhead", "body"})

_WORD = re.compile(r"[^\W_]+(?:[.,](?=\d)\d+)*")
_MARKS = re.compile(r"['’`\u0300-\u036f]")  # apostrophes, and accents after NFKD
_QUOTED = re.compile(r"[“\"„«][^“”\"„»«]*(?:[”\"»“]|$)")
_POST = re.compile(r"\(@\w+\)")  # "Name (@handle) May 3, 2021": the paragraph is a post, quoted in full
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2**64 over the golden ratio: spreads word numbers over 64 bits

Numbers = npt.NDArray[np.uint64]


def shares(articles: Sequence[Article]) -> tuple[Share, ...]:
    """What every two articles have in common, where it is more than chance; in their order."""
    numbers: dict[str, int] = {}
    grams = [_grams(_told(article), numbers) for article in articles]
    common = _common(grams)
    sizes = np.array([max(1, len(g)) for g in grams])
    ratios = common.data / np.minimum(sizes[common.row], sizes[common.col])
    kept = np.flatnonzero((common.data >= COPY_COUNT) & (ratios >= FLOOR_SHARE))
    found = []
    for i, j, count in zip(common.row[kept], common.col[kept], common.data[kept].tolist(), strict=True):
        own = (count / int(sizes[i]), count / int(sizes[j]))
        found.append(Share(articles[i].path, articles[j].path, *own, count))
    return tuple(sorted(found, key=lambda s: (s.left, s.right)))


def copied(share: Share) -> bool:
    """Whether one of the two articles carries so much of the other that they are one voice."""
    return share.contained >= COPY_SHARE


def claim_share(left: str, right: str) -> float:
    """The share of the shorter claim's n-grams that both have; 0 where it is too little to tell."""
    a, b = _claim_grams(left), _claim_grams(right)
    count, ratio = len(a & b), len(a & b) / max(1, min(len(a), len(b)))
    return ratio if count >= CLAIM_COUNT and ratio >= CLAIM_SHARE else 0.0


def words(text: str) -> list[str]:
    """The words in plain lower case: copies differ in quotes, accents, dashes and thousands marks."""
    plain = unicodedata.normalize("NFKD", text).lower()
    return [w.replace(",", "") for w in _WORD.findall(_MARKS.sub("", plain))]


@lru_cache(maxsize=20_000)
def _claim_grams(text: str) -> frozenset[tuple[str, ...]]:
    runs = [words(part) for part in _unquoted(text)]
    return frozenset(tuple(run[k : k + WORDS]) for run in runs for k in range(len(run) - WORDS + 1))


def _told(article: Article) -> list[str]:
    """What the article tells in its own words, in stretches."""
    told = (article.text[p.start : p.end] for p in article.paragraphs if p.role in OWN_ROLES)
    return [part for text in told for part in _unquoted(text)]


def _unquoted(paragraph: str) -> list[str]:
    """The parts of a paragraph between its quotations; a quotation left open runs to the end."""
    return [] if _POST.search(paragraph) else _QUOTED.split(paragraph)


def _grams(parts: Iterable[str], numbers: dict[str, int]) -> Numbers:
    """The n-grams of all parts as sorted numbers, each once; `numbers` has one for every word."""
    ids = [i for part in parts for i in (*(numbers.setdefault(w, len(numbers) + 1) for w in words(part)), 0)]
    row = np.array(ids, np.uint64)
    size = max(0, len(row) - WORDS + 1)
    mixed, whole = np.zeros(size, np.uint64), np.ones(size, bool)
    for k in range(WORDS):
        mixed = (mixed ^ row[k : k + size]) * _MIX
        mixed ^= mixed >> np.uint64(29)
        whole &= row[k : k + size] != 0  # no n-gram runs over the end of a part
    return np.unique(mixed[whole])


def _common(grams: Sequence[Numbers]) -> sparse.coo_array:
    """How many n-grams each two articles have in common: the upper half of a sparse matrix."""
    _, column, spread = np.unique(
        np.concatenate([np.zeros(0, np.uint64), *grams]), return_inverse=True, return_counts=True
    )
    row = np.repeat(np.arange(len(grams)), [len(g) for g in grams])
    telling = (spread[column] > 1) & (spread[column] <= SPREAD)
    row, column = row[telling], column[telling]
    held = sparse.csr_array(
        (np.ones(len(row), np.int32), (row, column)), shape=(len(grams), max(1, len(spread)))
    )
    return sparse.coo_array(sparse.triu(held @ held.T, k=1))

"""The expensive functions, each asked only for what the store does not have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar, cast

import numpy as np

from verify import claims, embed, nli
from verify.embed import Embedder, Vectors
from verify.nli import Judge, Two
from verify.progress import Advance, ignore
from verify.records import Article, Claim, Judgement
from verify.store import _makers
from verify.store._codecs import Checked, Claims, ClaimsCodec, Codec, JudgementCodec, Vector, VectorCodec
from verify.store._database import Database
from verify.store._makers import Maker
from verify.store._tables import Warn

# What is made and kept at a time: what a killed run loses at most.
ARTICLES, TEXTS, PAIRS = 32, 4096, 1024

K = TypeVar("K")
V = TypeVar("V")


class _Kept(Generic[K, V]):
    """The values of one maker."""

    def __init__(self, database: Database, maker: Maker, codec: Codec[K, V], size: int) -> None:
        self._database, self._maker, self._size = database, maker, size
        self._codec = Checked(codec, maker)

    def values(
        self, items: Sequence[K], make: Callable[[Sequence[K]], Sequence[V]], advance: Advance
    ) -> Iterator[V]:
        """The value of each item in order, made where none is kept; equal items share one.

        `make` tells of its own progress; `advance` is told of what was found.
        """
        for start in range(0, len(items), self._size):
            chunk = items[start : start + self._size]
            keys = [self._codec.key(item) for item in chunk]
            asked = dict(zip(keys, chunk, strict=True))
            rows = self._database.get(self._maker, keys)
            read = ((key, self._codec.unpack(key, row, asked[key])) for key, row in rows.items())
            known = {key: value for key, value in read if value is not None}
            missing = {key: item for key, item in asked.items() if key not in known}
            advance(len(chunk) - len(missing))
            if missing:
                made = dict(zip(missing, make(list(missing.values())), strict=True))
                self._database.put(self._maker, ((k, self._codec.pack(k, v)) for k, v in made.items()))
                known |= made
            yield from (known[key] for key in keys)


class Store:
    """What claims, vectors and judgements are asked of: what is kept is read, the rest made and kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claims(
        self, articles: Sequence[Article], extract: Callable[[Article], Claims], advance: Advance = ignore
    ) -> list[Claim]:
        """The claims of all articles in order; `extract` makes those of one, from all but its path."""
        kept = _Kept(self._database, _makers.of_claims(), ClaimsCodec(), ARTICLES)

        def make(missing: Sequence[Article]) -> list[Claims]:
            made = []
            for article in missing:
                made.append(extract(replace(article, path="")))
                advance(1)
            return made

        found = zip(articles, kept.values(articles, make, advance), strict=True)
        return [claims.placed(c, article.path) for article, made in found for c in made]

    def embedder(self, name: str | None) -> Embedder:
        """As `embed.load`, but the model is loaded at the first text without a vector."""
        return _Embedder(name, self._database)

    def judge(self, name: str | None) -> Judge | None:
        """As `nli.load`, but the model is loaded at the first pair without a judgement."""
        return None if name == nli.NONE else _Judge(name, self._database)


@contextmanager
def opened(path: Path | None, warn: Warn) -> Iterator[Store]:
    """The store in the file `path`, made when it is first used; None keeps nothing.

    `warn` is told in a sentence where the file cannot be used.
    """
    database = Database(path, warn)
    try:
        yield Store(database)
    finally:
        database.close()


def nothing() -> Store:
    """A store that holds nothing and keeps nothing."""
    return Store(Database(None, lambda _: None))


class _Embedder:
    def __init__(self, name: str | None, database: Database) -> None:
        model = embed.find(name)
        self.name = model.name
        self._wanted = name
        self._kept = _Kept(database, _makers.of("vectors", model), VectorCodec(), TEXTS)

    @cached_property
    def _loaded(self) -> Embedder:
        return embed.load(self._wanted)

    def encode(self, texts: Sequence[str], *, advance: Advance = ignore) -> Vectors:
        distinct = sorted(set(texts))

        def make(missing: Sequence[str]) -> list[Vector]:
            return list(self._loaded.encode(missing, advance=advance))

        if not texts:
            return np.zeros((0, 0), np.float32)
        rows = np.array(list(self._kept.values(distinct, make, advance)), np.float32)
        place = {text: i for i, text in enumerate(distinct)}
        advance(len(texts) - len(distinct))
        return rows[[place[text] for text in texts]]


class _Judge:
    def __init__(self, name: str | None, database: Database) -> None:
        model = nli.find(name)
        self.name = model.name
        self._wanted = name
        self._kept = _Kept(database, _makers.of("judgements", model), JudgementCodec(), PAIRS)

    @cached_property
    def _loaded(self) -> Judge:
        return cast("Judge", nli.load(self._wanted))

    def judge(self, pairs: Sequence[Two], *, advance: Advance = ignore) -> list[Judgement]:
        distinct = sorted(set(pairs))

        def make(missing: Sequence[Two]) -> list[Judgement]:
            return self._loaded.judge(missing, advance=advance)

        judged = dict(zip(distinct, self._kept.values(distinct, make, advance), strict=True))
        advance(len(pairs) - len(distinct))
        return [judged[two] for two in pairs]

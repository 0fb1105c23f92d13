"""Keys and values of rows: records as checked bytes, read back with their types or not at all."""

from __future__ import annotations

import hashlib
import json
import struct
import sys
import zlib
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from verify import embed
from verify.nli import Two
from verify.records import Article, Claim, Judgement, Value
from verify.store._makers import Maker

if TYPE_CHECKING:
    from cattrs.preconf.json import JsonConverter

Claims = tuple[Claim, ...]
Vector = NDArray[np.float32]

K_contra = TypeVar("K_contra", contravariant=True)
V = TypeVar("V")

_SCALE = np.float32(10**embed.DECIMALS)
_JUDGEMENT = struct.Struct("<3d")
KEY_BYTES = 16
_SUM = struct.Struct("<I")
_FAST = 1  # zlib's level: a sixth of the JSON's size; the slowest level saves a tenth more


class Codec(Protocol[K_contra, V]):
    """How one kind of row is written: `unpack(pack(value), item) == value`."""

    def told(self, item: K_contra) -> str:
        """All of the item that the value depends on."""
        ...

    def pack(self, value: V) -> bytes:
        """The value as bytes."""
        ...

    def unpack(self, packed: bytes, item: K_contra) -> V:
        """The value of `item`; any of `DAMAGE` where these are not the bytes of one."""
        ...


DAMAGE = (AttributeError, KeyError, RecursionError, TypeError, ValueError, struct.error, zlib.error)


class Checked(Generic[K_contra, V]):
    """A codec with the keys of one maker, and a checksum of key and bytes before the bytes.

    A damaged file may answer with another key's row: its checksum then does not fit.
    """

    def __init__(self, codec: Codec[K_contra, V], maker: Maker) -> None:
        self._codec = codec
        self._seal = hashlib.blake2b(repr(maker).encode("utf-8"), digest_size=KEY_BYTES).digest()

    def key(self, item: K_contra) -> bytes:
        """A digest of the maker and of all of the item that the value depends on."""
        told = self._codec.told(item).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(told, digest_size=KEY_BYTES, key=self._seal).digest()

    def pack(self, key: bytes, value: V) -> bytes:
        """The value as bytes, with the checksum."""
        packed = self._codec.pack(value)
        return _sum(key, packed) + packed

    def unpack(self, key: bytes, checked: bytes, item: K_contra) -> V | None:
        """The value of `item`; None where the bytes are damaged or of another key."""
        try:
            packed = checked[_SUM.size :]
            fits = _sum(key, packed) == checked[: _SUM.size]
            return self._codec.unpack(packed, item) if fits else None
        except DAMAGE:
            return None


class ClaimsCodec:
    """The claims of an article, whatever its path: they are those of the path "".

    Their words are not stored but taken from the article, so a quote is its exact slice, come what may.
    """

    def told(self, article: Article) -> str:
        """All of the article but its path."""
        told: str = _converter().dumps(replace(article, path=""), sort_keys=True)
        return told

    def pack(self, claims: Claims) -> bytes:
        """JSON, compressed; the cast and the things, which all claims of an article share, once."""
        none: frozenset[str] = frozenset()
        bare = [replace(c, text="", anchors=replace(c.anchors, cast=none, things=none)) for c in claims]
        shared = [sorted(claims[0].anchors.cast), sorted(claims[0].anchors.things)] if claims else [[], []]
        rows = _converter().unstructure(bare, list[Claim])
        return zlib.compress(json.dumps([*shared, rows]).encode("ascii"), _FAST)

    def unpack(self, packed: bytes, article: Article) -> Claims:
        """The claims, all with one and the same cast and things."""
        from cattrs.errors import CattrsError

        names, kinds, rows = json.loads(zlib.decompress(packed))
        cast, things = _words(names, None), _words(kinds, None)
        try:
            bare = _converter().structure(rows, list[Claim])
        except CattrsError as error:
            raise ValueError("no claims") from error
        return tuple(
            replace(
                c, text=article.text[c.start : c.end], anchors=replace(c.anchors, cast=cast, things=things)
            )
            for c in bare
        )


class VectorCodec:
    """A rounded vector as whole numbers of its last decimal, which loses nothing."""

    def told(self, text: str) -> str:
        """The text."""
        return text

    def pack(self, vector: Vector) -> bytes:
        """Two bytes for each coordinate."""
        packed: bytes = np.rint(vector * _SCALE).astype("<i2").tobytes()
        return packed

    def unpack(self, packed: bytes, text: str) -> Vector:
        """The vector as the model gave it."""
        vector: Vector = np.frombuffer(packed, "<i2").astype(np.float32) / _SCALE
        return vector


class JudgementCodec:
    """A judgement as three floats."""

    def told(self, two: Two) -> str:
        """Premise and hypothesis."""
        return json.dumps(two)

    def pack(self, judgement: Judgement) -> bytes:
        """In the order of the record."""
        return _JUDGEMENT.pack(judgement.contradiction, judgement.entailment, judgement.neutral)

    def unpack(self, packed: bytes, two: Two) -> Judgement:
        """The judgement."""
        return Judgement(*_JUDGEMENT.unpack(packed))


@cache
def _converter() -> JsonConverter:
    """Records to JSON and back; a slot's value carries the name of its class."""
    from cattrs.preconf.json import make_converter
    from cattrs.strategies import configure_tagged_union

    converter = make_converter(detailed_validation=False, omit_if_default=True)
    converter.register_structure_hook_func(lambda sort: sort == frozenset[str], _words)
    converter.register_structure_hook(float, _number)
    configure_tagged_union(Value, converter)
    return converter


def _words(found: list[str], _: object) -> frozenset[str]:
    """The same few thousand words in all articles: one object each saves a gigabyte on 10,000."""
    return frozenset(map(sys.intern, found))


def _number(found: float, _: object) -> float:
    """As it was: a whole number that stands for a float stays whole, and is printed so."""
    if not isinstance(found, int | float):
        raise TypeError(f"{found!r} is no number.")
    return found


def _sum(key: bytes, packed: bytes) -> bytes:
    return _SUM.pack(zlib.crc32(packed, zlib.crc32(key)))

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

if TYPE_CHECKING:
    from cattrs.preconf.json import JsonConverter

Claims = tuple[Claim, ...]
Vector = NDArray[np.float32]

K_contra = TypeVar("K_contra", contravariant=True)
V = TypeVar("V")

_SCALE = np.float32(10**embed.DECIMALS)
_JUDGEMENT = struct.Struct("<3d")
_SUM = struct.Struct("<I")
_FAST = 1  # zlib's level: a sixth of the JSON's size; the slowest level saves a tenth more


class Codec(Protocol[K_contra, V]):
    """How one kind of row is written: `unpack(pack(value), item) == value`."""

    def key(self, item: K_contra) -> bytes:
        """A digest of all that the value depends on."""
        ...

    def pack(self, value: V) -> bytes:
        """The value as bytes."""
        ...

    def unpack(self, packed: bytes, item: K_contra) -> V:
        """The value of `item`; any of `DAMAGE` where these are not the bytes of one."""
        ...


DAMAGE = (AttributeError, KeyError, TypeError, ValueError, struct.error, zlib.error)


class Checked(Generic[K_contra, V]):
    """A codec with a checksum before its bytes."""

    def __init__(self, codec: Codec[K_contra, V]) -> None:
        self.key = codec.key
        self._codec = codec

    def pack(self, value: V) -> bytes:
        """The value as bytes, with their checksum."""
        packed = self._codec.pack(value)
        return _SUM.pack(zlib.crc32(packed)) + packed

    def unpack(self, checked: bytes, item: K_contra) -> V | None:
        """The value of `item`; None where the bytes are damaged."""
        try:
            packed = checked[_SUM.size :]
            if _SUM.pack(zlib.crc32(packed)) != checked[: _SUM.size]:
                return None
            return self._codec.unpack(packed, item)
        except DAMAGE:
            return None


class ClaimsCodec:
    """The claims of an article, whatever its path: they are those of the path "".

    Their words are not stored but taken from the article, so a quote is its exact slice, come what may.
    """

    def key(self, article: Article) -> bytes:
        """All of the article but its path."""
        return _digest(_converter().dumps(replace(article, path=""), sort_keys=True))

    def pack(self, claims: Claims) -> bytes:
        """JSON, compressed; the cast, which all claims of an article share, once."""
        bare = [replace(c, text="", anchors=replace(c.anchors, cast=frozenset())) for c in claims]
        cast = sorted(claims[0].anchors.cast) if claims else []
        rows = _converter().unstructure(bare, list[Claim])
        return zlib.compress(json.dumps([cast, rows]).encode("ascii"), _FAST)

    def unpack(self, packed: bytes, article: Article) -> Claims:
        """The claims, all with one and the same cast."""
        names, rows = json.loads(zlib.decompress(packed))
        cast = _words(names, None)
        bare = _converter().structure(rows, list[Claim])
        return tuple(
            replace(c, text=article.text[c.start : c.end], anchors=replace(c.anchors, cast=cast))
            for c in bare
        )


class VectorCodec:
    """A rounded vector as whole numbers of its last decimal, which loses nothing."""

    def key(self, text: str) -> bytes:
        """The text."""
        return _digest(text)

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

    def key(self, two: Two) -> bytes:
        """Premise and hypothesis."""
        return _digest(json.dumps(two))

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


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()

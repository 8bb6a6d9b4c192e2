"""An ordered, persistent set of keys: who waits longest is its first key, and a change copies one chunk."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from typing import Generic, TypeVar, cast

K = TypeVar("K", bound=tuple[object, ...])

CHUNK = 128
"""Keys in a chunk at most: a change copies this many, and a chunk's worth of references to chunks."""


class Index(Generic[K]):
    """Sorted keys, none twice. Changes return a new index; equal when the keys are equal, however chunked."""

    __slots__ = ("_chunks", "_length")

    def __init__(self, chunks: tuple[tuple[K, ...], ...] = (), length: int = 0) -> None:
        self._chunks = chunks
        self._length = length

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[K]:
        for chunk in self._chunks:
            yield from chunk

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Index):
            return NotImplemented
        return tuple(self) == tuple(cast("Index[tuple[object, ...]]", other))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Index({list(self)!r})"

    def __contains__(self, key: K) -> bool:
        at = self._chunk_of(key)
        if at == len(self._chunks):
            return False
        chunk = self._chunks[at]
        place = bisect_left(chunk, key)
        return place < len(chunk) and chunk[place] == key

    def first(self) -> K | None:
        """The least key, None when there is none."""
        return self._chunks[0][0] if self._chunks else None

    def add(self, key: K) -> Index[K]:
        """With ``key``; the same index when it was there."""
        if key in self:
            return self
        if not self._chunks:
            return Index(((key,),), 1)
        at = min(self._chunk_of(key), len(self._chunks) - 1)
        chunk = list(self._chunks[at])
        insort(chunk, key)
        half = len(chunk) // 2
        new = (tuple(chunk),) if len(chunk) <= CHUNK else (tuple(chunk[:half]), tuple(chunk[half:]))
        return Index((*self._chunks[:at], *new, *self._chunks[at + 1 :]), self._length + 1)

    def remove(self, key: K) -> Index[K]:
        """Without ``key``; the same index when it was not there."""
        if key not in self:
            return self
        at = self._chunk_of(key)
        chunk = self._chunks[at]
        place = bisect_left(chunk, key)
        left = chunk[:place] + chunk[place + 1 :]
        new = (left,) if left else ()
        return Index((*self._chunks[:at], *new, *self._chunks[at + 1 :]), self._length - 1)

    def _chunk_of(self, key: K) -> int:
        """The first chunk whose last key is not below ``key``; the number of chunks when there is none."""
        low, high = 0, len(self._chunks)
        while low < high:
            middle = (low + high) // 2
            if self._chunks[middle][-1] < key:
                low = middle + 1
            else:
                high = middle
        return low

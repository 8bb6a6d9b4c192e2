"""An ordered, persistent set of keys: who waits longest is its first key, and a change copies one chunk."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Generic, TypeVar, cast

K = TypeVar("K", bound=tuple[object, ...])

CHUNK = 128
"""Keys in a chunk at most: a change copies this many, and a chunk's worth of references to chunks."""

FEW = CHUNK // 4
"""Neighbours that both have fewer keys become one: else removals would leave ever more chunks of one key."""


class Index(Generic[K]):
    """Sorted keys, none twice. Changes return a new index; equal when the keys are equal, however chunked."""

    __slots__ = ("_chunks", "_lasts", "_length")

    def __init__(self, chunks: tuple[tuple[K, ...], ...] = (), lasts: tuple[K, ...] = (), length: int = 0) -> None:
        self._chunks = chunks
        self._lasts = lasts  # the last key of each chunk: where a key belongs is found by bisecting these
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
        at = bisect_left(self._lasts, key)
        return at < len(self._chunks) and _holds(self._chunks[at], bisect_left(self._chunks[at], key), key)

    def first(self) -> K | None:
        """The least key, None when there is none."""
        return self._chunks[0][0] if self._chunks else None

    def rank(self, key: K) -> int:
        """How many keys come before this one, which need not be there. Counts the chunks before it."""
        at = bisect_left(self._lasts, key)
        before = sum(len(chunk) for chunk in self._chunks[:at])
        return before + (bisect_left(self._chunks[at], key) if at < len(self._chunks) else 0)

    def add(self, key: K) -> Index[K]:
        """With ``key``; the same index when it was there."""
        at = bisect_left(self._lasts, key)
        if at == len(self._chunks):
            return self._appended(key)
        chunk = self._chunks[at]
        place = bisect_left(chunk, key)
        if _holds(chunk, place, key):
            return self
        chunk = (*chunk[:place], key, *chunk[place:])
        half = len(chunk) // 2
        new = (chunk,) if len(chunk) <= CHUNK else (chunk[:half], chunk[half:])
        return self._with(at, at + 1, new, self._length + 1)

    def _appended(self, key: K) -> Index[K]:
        """With ``key`` behind all others. Times come in order, so a full chunk stays full and a new one is begun."""
        at = len(self._chunks) - 1
        if at < 0 or len(self._chunks[at]) == CHUNK:
            return self._with(at + 1, at + 1, ((key,),), self._length + 1)
        return self._with(at, at + 1, ((*self._chunks[at], key),), self._length + 1)

    def remove(self, key: K) -> Index[K]:
        """Without ``key``; the same index when it was not there."""
        at = bisect_left(self._lasts, key)
        if at == len(self._chunks):
            return self
        chunk, start, end = self._chunks[at], at, at + 1
        place = bisect_left(chunk, key)
        if not _holds(chunk, place, key):
            return self
        left = chunk[:place] + chunk[place + 1 :]
        if len(left) < FEW:
            if start > 0 and len(self._chunks[start - 1]) < FEW:
                start, left = start - 1, self._chunks[start - 1] + left
            if end < len(self._chunks) and len(self._chunks[end]) < FEW:
                end, left = end + 1, left + self._chunks[end]
        return self._with(start, end, (left,) if left else (), self._length - 1)

    def _with(self, start: int, end: int, new: tuple[tuple[K, ...], ...], length: int) -> Index[K]:
        """With ``new`` chunks in the place of those from ``start`` to ``end``."""
        chunks, lasts = self._chunks, self._lasts
        ends = (new[0][-1],) if len(new) == 1 else tuple(chunk[-1] for chunk in new)  # nearly always one
        return Index(chunks[:start] + new + chunks[end:], lasts[:start] + ends + lasts[end:], length)


def _holds(chunk: tuple[K, ...], place: int, key: K) -> bool:
    return place < len(chunk) and chunk[place] == key

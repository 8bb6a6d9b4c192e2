from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.domain.index import CHUNK, Index

KEYS = st.tuples(st.integers(0, 400), st.integers(0, 3))


@given(st.lists(st.tuples(st.booleans(), KEYS), max_size=600))
def test_index_is_a_sorted_set(changes: list[tuple[bool, tuple[int, int]]]) -> None:
    index: Index[tuple[int, int]] = Index()
    model: set[tuple[int, int]] = set()
    for add, key in changes:
        index = index.add(key) if add else index.remove(key)
        (model.add if add else model.discard)(key)
    assert list(index) == sorted(model)
    assert len(index) == len(model)
    assert index.first() == (min(model) if model else None)
    assert all(key in index for key in model)
    assert (-1, 0) not in index


def test_chunks_stay_small_and_equality_ignores_them() -> None:
    up: Index[tuple[int]] = Index()
    down: Index[tuple[int]] = Index()
    for i in range(5 * CHUNK):
        up = up.add((i,))
        down = down.add((5 * CHUNK - 1 - i,))
    assert up == down
    assert hash(up) == hash(down)
    assert up != up.remove((7,))
    assert all(len(chunk) <= CHUNK for chunk in up._chunks)


def test_removals_leave_no_crowd_of_small_chunks() -> None:
    """A centre lives for years: what is left of old chunks is joined."""
    index: Index[tuple[int]] = Index()
    for i in range(64 * CHUNK):
        index = index.add((i,))
    for i in range(64 * CHUNK):
        index = index.remove((i,)) if i % CHUNK else index
    assert len(index) == 64
    assert len(index._chunks) < 8


def test_a_change_leaves_the_old_index_as_it_was() -> None:
    old: Index[tuple[int]] = Index().add((1,))
    old.add((2,))
    old.remove((1,))
    assert list(old) == [(1,)]


def test_a_rank_is_how_many_keys_come_before() -> None:
    keys = [(n * 2,) for n in range(1_000)]
    index: Index[tuple[int]] = Index()
    for key in keys:
        index = index.add(key)
    assert [index.rank(key) for key in keys] == list(range(1_000))
    assert [index.rank((n,)) for n in (-1, 1, 999, 5_000)] == [0, 1, 500, 1_000]
    assert Index().rank((1,)) == 0

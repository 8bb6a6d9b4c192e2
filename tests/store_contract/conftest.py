"""The database server that the tests of the store share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import IN_CI
from tests.fakes.postgres import Cluster, binaries, cluster


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A PostgreSQL, started by the first test that wants it; without its programs that is skipped, in CI it fails."""
    folder = binaries()
    if folder is None:
        reason = "PostgreSQL is not installed; `python3 dev.py test` names its package"
        if IN_CI:
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    with cluster(folder) as made:
        yield made

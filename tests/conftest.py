"""What every test shares: free ports, a data directory, outside tools, and the rule that no warning goes unnoticed."""

from __future__ import annotations

import gc
import logging
import os
import re
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

hypothesis.settings.register_profile("house", deadline=None, max_examples=40)  # no test asks how long it takes
hypothesis.settings.register_profile("long", deadline=None, max_examples=400)

IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}


def pytest_configure(config: pytest.Config) -> None:
    """Where the long tests are asked too, hypothesis looks further."""
    chosen = str(config.getoption("markexpr"))
    hypothesis.settings.load_profile("long" if "long" in chosen.replace("not long", "") else "house")


def pytest_collection_finish() -> None:
    """All modules are read: what they made is not searched for garbage in every test again."""
    gc.collect()
    gc.freeze()


class WarningKeeper(logging.Handler):
    """Keeps the records of WARNING and above that reach it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def unexpected(self, patterns: list[str]) -> list[str]:
        """What was logged and matches none of the patterns, one line each."""
        lines = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in self.records]
        return [line for line in lines if not any(re.search(pattern, line) for pattern in patterns)]


@pytest.fixture(autouse=True)
def no_unexpected_warning(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in which `agent_desktop` logs a warning that no `expects_log(pattern)` announces."""
    patterns = [str(mark.args[0]) for mark in request.node.iter_markers("expects_log")]
    keeper = WarningKeeper()
    logger = logging.getLogger("agent_desktop")
    logger.addHandler(keeper)
    yield
    logger.removeHandler(keeper)
    unexpected = keeper.unexpected(patterns)
    if unexpected:
        pytest.fail("logged, and no expects_log announces it:\n" + "\n".join(unexpected), pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """In CI a skip is a failure, unless its reason says that the test belongs to another platform ("only on …")."""
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = str(call.excinfo.value) if call.excinfo else ""
        if not reason.startswith("only on "):
            report.outcome = "failed"
            report.longrepr = f"skipped in CI, where nothing may be missing: {reason}"
    return report


@pytest.fixture
def free_port() -> int:
    """A port of 127.0.0.1 that neither TCP nor UDP uses at this moment; prefer binding port 0 where you can."""
    while True:
        with (
            socket.socket(socket.AF_INET, socket.SOCK_STREAM) as stream,
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagram,
        ):
            stream.bind(("127.0.0.1", 0))
            port: int = stream.getsockname()[1]
            try:
                datagram.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """An empty directory for a server's DATA."""
    path = tmp_path / "data"
    path.mkdir()
    return path


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """`tool("sipp")` gives the program's path; without the program the test is skipped, in CI it fails."""

    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            reason = f"{name} is not installed; `python3 dev.py test` names its package"
            if IN_CI:
                pytest.fail(reason, pytrace=False)
            pytest.skip(reason)
        return path

    return find

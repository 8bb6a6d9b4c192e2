"""The certificate that the server shows now: taken from its files again when they change, without a restart."""

from __future__ import annotations

import asyncio
import datetime
import logging
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from agent_desktop.server.failures import CannotStart
from agent_desktop.server.sip.certificate import OWN_NAME, RENEW_DAYS, Described, describe, make_own
from agent_desktop.server.sip.tls import server_context

LOOK_S = 30.0
"""How often the files are looked at."""
_WARN_S = 86_400.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Files:
    """A certificate chain and its key, PEM; one file may have both. ``hosts`` not empty: it is our own to make."""

    certificate: Path
    key: Path
    hosts: tuple[str, ...] = ()

    @classmethod
    def own(cls, data: Path, hosts: Sequence[str]) -> Files:
        """The one that is made in the data directory, for these names and addresses."""
        file = data / OWN_NAME
        return cls(file, file, tuple(hosts))


def utc_now() -> datetime.datetime:
    """The wall clock."""
    return datetime.datetime.now(datetime.UTC)


class Identity:
    """``context`` is for connections that come from now on; ``shown`` is what its certificate says."""

    def __init__(self, files: Files, now: Callable[[], datetime.datetime] = utc_now) -> None:
        """Raises ``CannotStart`` when the files cannot be used."""
        self._files = files
        self._now = now
        self._timer: asyncio.TimerHandle | None = None
        self._warned = 0.0
        try:
            self._renew_own()
            self._seen = self._stamp()
            self.context, self.shown = self._load()
        except (OSError, ValueError) as problem:
            raise CannotStart(
                f"{files.certificate}: this certificate or its key cannot be used ({_why(problem)})."
            ) from problem

    def watch(self) -> None:
        """Look at the files from now on; for the event loop."""
        self._timer = asyncio.get_running_loop().call_later(LOOK_S, self._look)

    def close(self) -> None:
        """Look no more."""
        if self._timer is not None:
            self._timer.cancel()

    def look(self) -> bool:
        """Take the files in if they have changed, and an own certificate that ends soon anew; True: that was done.

        A pair that cannot be used is told in the log, and the former goes on being shown.
        """
        try:
            self._renew_own()
            stamp = self._stamp()
            if stamp == self._seen:
                return False
            self._seen = stamp  # whatever it is worth: told once
            self.context, self.shown = self._load()
        except (OSError, ValueError) as problem:
            _log.warning("%s cannot be used, the former certificate stays: %s", self._files.certificate, _why(problem))
            return False
        _log.info("TLS shows a new certificate, SHA-256 %s", self.shown.fingerprint)
        return True

    # --- inside ----------------------------------------------------------------------------------

    def _look(self) -> None:
        self.look()
        loop = asyncio.get_running_loop()
        if not self.shown.lasts(self._now(), RENEW_DAYS) and loop.time() - self._warned >= _WARN_S:
            self._warned = loop.time()
            _log.warning("the certificate in %s ends on %s", self._files.certificate, self.shown.until.date())
        self.watch()

    def _renew_own(self) -> None:
        """Make our own when there is none, it ends soon, or we have moved to another address."""
        if not self._files.hosts:
            return
        if self._files.certificate.exists():
            shown = describe(self._files.certificate.read_bytes())
            if shown.lasts(self._now(), RENEW_DAYS) and set(self._files.hosts) <= set(shown.hosts):
                return
        make_own(self._files.certificate, self._files.hosts, self._now())

    def _stamp(self) -> tuple[tuple[int, int], ...]:
        states = [file.stat() for file in (self._files.certificate, self._files.key)]
        return tuple((state.st_mtime_ns, state.st_size) for state in states)

    def _load(self) -> tuple[ssl.SSLContext, Described]:
        shown = describe(self._files.certificate.read_bytes())
        return server_context(self._files.certificate, self._files.key), shown


def _why(problem: Exception) -> str:
    return getattr(problem, "strerror", None) or getattr(problem, "reason", None) or str(problem)

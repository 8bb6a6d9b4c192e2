"""Asks once a day whether there is a newer version, where the administrator wants that. Nothing is installed by it."""

from __future__ import annotations

import json
import logging
import threading
import time
import urllib.request
from collections.abc import Callable
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from agent_desktop.client.update import MOST_BYTES, Wrong, is_newer, judge

log = logging.getLogger(__name__)

EVERY_S = 24 * 3_600.0
FIRST_S = 30.0
"""A start has other things to do."""
PATIENCE_S = 20.0

Fetch = Callable[[str], bytes]


class OnlyHttps(urllib.request.HTTPRedirectHandler):
    """A redirection to an address that is not encrypted is not followed."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        """See ``HTTPRedirectHandler``; raises OSError."""
        _must_be_https(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _must_be_https(url: str) -> None:
    if urlsplit(url).scheme != "https":
        raise OSError(f"{url} is not https")


def fetch(url: str) -> bytes:
    """What is at an https address, and no more of it than a manifest can be. Raises OSError and ``HTTPException``."""
    _must_be_https(url)
    with urllib.request.build_opener(OnlyHttps).open(url, timeout=PATIENCE_S) as answer:
        return answer.read(MOST_BYTES + 1)


class UpdateWatch:
    """One thread that tells a newer version once, until ``close``.

    ``memory`` is the file in which the latest serial is kept; None: nowhere. ``clock`` gives ms UTC.
    """

    def __init__(
        self,
        url: str,
        key: str,
        own: str,
        tell: Callable[[str], None],
        memory: Path | None,
        *,
        fetch: Fetch = fetch,
        clock: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
        first_s: float = FIRST_S,
        every_s: float = EVERY_S,
    ) -> None:
        self._url, self._key, self._own, self._tell = url, key, own, tell
        self._memory, self._fetch, self._clock = memory, fetch, clock
        self._first_s, self._every_s = first_s, every_s
        self._serial = _recall(memory)
        self._told = ""
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="updates", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Ask no more; a question that is under way is left alone."""
        self._closing.set()

    def _run(self) -> None:
        wait_s = self._first_s
        while not self._closing.wait(wait_s):
            wait_s = self._every_s
            self.look()

    def look(self) -> Wrong | None:
        """Ask now, and tell what is new; returns why the answer is not believed. For the watch's thread."""
        try:
            file = self._fetch(self._url)
        except (OSError, HTTPException) as problem:
            log.info("The address of updates cannot be read: %s", problem)
            return None
        manifest = judge(file, self._key, self._clock(), self._serial)
        if isinstance(manifest, Wrong):
            log.warning("What %s says of updates is not believed: %s", self._url, manifest)
            return manifest
        if manifest.serial > self._serial:
            self._serial = manifest.serial
            _keep(self._memory, manifest.serial)
        if is_newer(manifest.version, self._own) and manifest.version != self._told and not self._closing.is_set():
            self._told = manifest.version
            self._tell(manifest.version)
        return None


def _recall(file: Path | None) -> int:
    """The serial in the file; 0 when there is none, or another program wrote it."""
    try:
        return int(json.loads(file.read_text(encoding="utf-8"))["serial"]) if file is not None else 0
    except FileNotFoundError:
        return 0
    except (OSError, ValueError, KeyError, TypeError) as problem:
        log.info("%s is not understood: %s", file, problem)
        return 0


def _keep(file: Path | None, serial: int) -> None:
    if file is None:
        return
    draft = file.with_suffix(".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps({"serial": serial}), encoding="utf-8")
        draft.replace(file)
    except OSError as problem:
        log.info("%s cannot be written: %s", file, problem)

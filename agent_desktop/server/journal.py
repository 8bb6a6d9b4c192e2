"""The structured log: one JSON object a line, so that what happened to a case or a leg can be searched for.

Keys: ``at`` (ms UTC by the wall clock), ``level``, ``logger``, ``message``, and where they are known ``case``, ``leg``,
``agent`` and ``error`` (a traceback). Secrets are never given to a log in the first place; see docs/administrators.md.
"""

from __future__ import annotations

import json
import logging
import logging.handlers
import os
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from agent_desktop.server.failures import CannotStart

FIELDS = ("case", "leg", "agent")
"""What a record may be about."""

LARGEST = 10 * 1024 * 1024
"""Bytes of the file before it is set aside; what is personal in it is gone after ``KEPT`` of these."""

KEPT = 5


class About(logging.LoggerAdapter[logging.Logger]):
    """A logger whose records say what they are about. Made by ``about``."""

    def process(self, msg: Any, kwargs: MutableMapping[str, Any]) -> tuple[Any, MutableMapping[str, Any]]:
        """Put the fields into the record."""
        kwargs["extra"] = {**(self.extra or {}), **(kwargs.get("extra") or {})}
        return msg, kwargs


def about(log: logging.Logger, *, case: int | None = None, leg: str | None = None, agent: str | None = None) -> About:
    """``log``, with what is known of ``FIELDS`` in every record."""
    known = {"case": case, "leg": leg, "agent": agent}
    return About(log, {name: value for name, value in known.items() if value is not None})


class JsonLines(logging.Formatter):
    """A record as one line of JSON, UTF-8."""

    def format(self, record: logging.LogRecord) -> str:
        """See the module for the keys."""
        line: dict[str, Any] = {
            "at": round(record.created * 1000),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: value for name in FIELDS if (value := getattr(record, name, None)) is not None}
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class _OwnersFile(logging.handlers.RotatingFileHandler):
    """Rotated by size; only the owner may read it."""

    def _open(self) -> Any:
        os.close(os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
        return super()._open()


@contextmanager
def journal(file: Path, *, largest: int = LARGEST) -> Iterator[None]:
    """Everything from INFO on goes into ``file`` too, as long as the context lasts.

    What other handlers show stays as it is. Raises ``CannotStart`` when the file cannot be written.
    """
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = _OwnersFile(file, maxBytes=largest, backupCount=KEPT, encoding="utf-8")
    except OSError as error:
        raise CannotStart(f"--log-file {file}: the file cannot be written ({error.strerror}).") from error
    handler.setFormatter(JsonLines())
    root, before = logging.getLogger(), logging.getLogger().level
    levels = {other: other.level for other in root.handlers}
    for other, level in levels.items():
        other.setLevel(max(level, before))  # they showed what the root let through
    root.setLevel(min(before, logging.INFO) or logging.INFO)
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
        handler.close()
        root.setLevel(before)
        for other, level in levels.items():
            other.setLevel(level)

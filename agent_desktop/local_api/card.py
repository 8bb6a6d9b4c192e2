"""The file by which other programs of this user find the local API: address and token, for nobody else's eyes."""

from __future__ import annotations

import json
import logging
import os
import secrets
from pathlib import Path

log = logging.getLogger(__name__)

TOKEN_BYTES = 32


def write(file: Path | None, url: str) -> str:
    """Write address and token; returns the token, which stays the same from one start to the next. Raises OSError.

    None: a new token, written nowhere.
    """
    token = _token(file) or secrets.token_urlsafe(TOKEN_BYTES)
    if file is None:
        return token
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(".new")
    draft.unlink(missing_ok=True)
    # made anew each time, so that nobody else can read it, whatever became of the rights of the old one
    with open(draft, "x", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)) as stream:
        json.dump({"url": url, "token": token}, stream)
    draft.replace(file)
    return token


def _token(file: Path | None) -> str:
    """The token in the file; empty when there is none that will do."""
    try:
        token = json.loads(file.read_text(encoding="utf-8"))["token"] if file is not None else ""
    except FileNotFoundError:
        return ""
    except (OSError, ValueError, KeyError, TypeError) as problem:
        log.info("%s is made anew: %s", file, problem)
        return ""
    return token if isinstance(token, str) and len(token) >= TOKEN_BYTES else ""

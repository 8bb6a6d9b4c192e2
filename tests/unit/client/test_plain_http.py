"""The clients of a session: certificates are read when there is a use for them."""

from __future__ import annotations

import ssl
import threading

import pytest

from agent_desktop.client.plain_http import http_client


def read_certificates(url: str, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether a client for ``url`` reads a certificate store."""
    read = threading.Event()
    load = ssl.SSLContext.load_verify_locations
    monkeypatch.setattr(
        ssl.SSLContext, "load_verify_locations", lambda *args, **named: (read.set(), load(*args, **named))[1]
    )
    http_client(url, 1.0).close()
    return read.is_set()


@pytest.mark.parametrize(("url", "wanted"), [("http://127.0.0.1:9", False), ("https://127.0.0.1:9", True)])
def test_certificates_are_read_for_https_only(url: str, wanted: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_certificates(url, monkeypatch) is wanted

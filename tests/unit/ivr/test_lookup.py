"""Look-ups at a real little web service: what becomes a value, and everything a service may do wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from agent_desktop.domain.messages import Cri
from agent_desktop.server.ivr.lookup import BODY_LIMIT, LookUpFailed, filled, look_up

Serve = Callable[[bytes, asyncio.StreamWriter], Awaitable[None]]


def asked(
    serve: Serve, path: str = "/customer", results: tuple[str, ...] = ("Tier",), timeout_s: float = 5.0
) -> tuple[tuple[Cri, ...], list[bytes]]:
    """What a look-up at a service that answers so gives, and the requests that came there."""
    requests: list[bytes] = []

    async def run() -> tuple[Cri, ...]:
        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            requests.append(await reader.readuntil(b"\r\n\r\n"))
            try:
                await serve(requests[-1], writer)
            finally:
                writer.close()

        async with await asyncio.start_server(handle, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            return await look_up(f"http://127.0.0.1:{port}{path}", results, timeout_s)

    return asyncio.run(run()), requests


def says(body: bytes, status: str = "200 OK", *headers: str) -> Serve:
    async def serve(request: bytes, writer: asyncio.StreamWriter) -> None:
        del request
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
        writer.write("\r\n".join(lines).encode() + body)
        await writer.drain()

    return serve


def test_what_was_asked_for_becomes_values() -> None:  # F074
    body = b'{"Tier": "gold", "Open": 3, "Vip": true, "Other": "x", "List": [1], "None": null}'
    values, requests = asked(says(body), "/c/1?q=2", ("Tier", "Open", "Vip", "List", "None", "Absent"))
    assert values == (Cri(name="Tier", value="gold"), Cri(name="Open", value="3"), Cri(name="Vip", value="true"))
    assert requests[0].startswith(b"GET /c/1?q=2 HTTP/1.1\r\n")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (says(b"{}", "500 Oops"), "answered 500"),
        (says(b"no json"), "did not answer with JSON"),
        (says(b"[1]"), "object of JSON"),
        (says(b" " * (BODY_LIMIT + 1)), "too long"),
        (says(b"", "302 Found", "Location: http://127.0.0.2/elsewhere"), "another host"),
        (says(b"", "302 Found", "Location: /again"), "sends us round"),
        (says(b"", "302 Found"), "answered 302"),
    ],
)
def test_what_is_no_use_fails_in_words(answer: Serve, why: str) -> None:
    with pytest.raises(LookUpFailed, match=why):
        asked(answer)


def test_a_host_may_send_us_to_another_of_its_addresses() -> None:
    async def serve(request: bytes, writer: asyncio.StreamWriter) -> None:
        there = request.startswith(b"GET /there")
        await (says(b'{"Tier": "gold"}') if there else says(b"", "307 There", "Location: /there?a=1"))(request, writer)

    values, requests = asked(serve)
    assert values == (Cri(name="Tier", value="gold"),)
    assert len(requests) == 2


def test_a_service_that_does_not_answer_is_not_waited_for() -> None:
    async def silent(request: bytes, writer: asyncio.StreamWriter) -> None:
        del request, writer
        await asyncio.Event().wait()

    with pytest.raises(LookUpFailed, match="did not answer in time"):
        asked(silent, timeout_s=0.05)


def test_a_connection_that_breaks_fails_in_words() -> None:
    async def cut(request: bytes, writer: asyncio.StreamWriter) -> None:
        del request
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
        await writer.drain()

    with pytest.raises(LookUpFailed, match=r"127\.0\.0\.1"):
        asked(cut)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://192.0.2.1/x", "has to be asked by https"),
        ("ftp://127.0.0.1/x", "none of http"),
        ("nonsense", "none of"),
    ],
)
def test_an_address_that_may_not_be_asked_is_not(url: str, why: str) -> None:
    with pytest.raises(LookUpFailed, match=why):
        asyncio.run(look_up(url, ("Tier",), 5.0))


def test_a_failure_never_says_what_was_asked() -> None:
    with pytest.raises(LookUpFailed) as told:
        asked(says(b"", "404 None"), "/pin/1234?secret=5678")
    assert "1234" not in str(told.value)
    assert "5678" not in str(told.value)


def test_values_are_percent_encoded() -> None:
    assert filled("https://x.y/{A}?n={B}&c={C}", {"A": "å/../b", "B": "+46 7&x=1"}) == (
        "https://x.y/%C3%A5%2F..%2Fb?n=%2B46%207%26x%3D1&c="
    )

"""Server-sent events, however the network cuts them."""

from __future__ import annotations

import pytest

from agent_desktop.client.sse import Parser, Sent

TEXT = b'id: 7\r\ndata: {"a":1}\r\n\r\n: a comment\n\nid:8\nevent: alive\ndata: {}\n\ndata: one\ndata: two\n\n'
EVENTS = [
    Sent(id="7", data='{"a":1}'),
    Sent(id="8", event="alive", data="{}"),
    Sent(id=None, data="one\ntwo"),
]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_events_come_out_whole_however_they_are_cut(size: int) -> None:
    parser = Parser()
    events = [sent for at in range(0, len(TEXT), size) for sent in parser.feed(TEXT[at : at + size])]
    assert events == EVENTS


def test_an_event_without_its_empty_line_is_none_yet() -> None:
    parser = Parser()
    assert parser.feed(b"id: 1\ndata: x\n") == []
    assert parser.feed(b"\n") == [Sent(id="1", data="x")]


def test_a_character_cut_in_two_is_whole_again() -> None:
    parser = Parser()
    text = "data: Öster\n\n".encode()
    assert parser.feed(text[:7]) == []
    assert parser.feed(text[7:]) == [Sent(id=None, data="Öster")]

"""What the client holds is what the core says that this viewer may see."""

from __future__ import annotations

import msgspec
import pytest

from agent_desktop.client.projection import Projection, advance, begin, reach, read_frame, read_snapshot
from agent_desktop.domain import views
from agent_desktop.domain.messages import AgentStatus, Presence, PresenceChanged
from agent_desktop.protocol.wire import VERSION, Frame, Snapshot, encode
from tests.fakes.centre import Centre

EVENT = PresenceChanged(presence=Presence(agent="bertil", status=AgentStatus.READY, since=5))


def test_snapshot_and_frames_give_the_viewers_rows() -> None:
    centre = Centre()
    centre.ready("bertil")
    projection = begin(
        Snapshot(
            n=len(centre.history),
            at=centre.now,
            agent="bertil",
            events=views.rows(centre.state, "bertil"),
            version=VERSION,
        ),
        0,
    )
    begun = len(centre.history)
    caller = centre.call("1000")
    centre.pick_up("bertil")
    centre.end(caller)
    for n, (before, event) in enumerate(centre.history[begun:], begun + 1):
        events = views.visible(before, event, "bertil")
        if events:
            after = advance(
                projection, read_frame(encode(Frame(n=n, at=1, events=events)).decode()) or Frame(n=0, at=0, events=())
            )
            assert after is not None
            projection = after
    assert views.rows(projection.state, "bertil") == views.rows(centre.state, "bertil")


def test_a_frame_that_is_known_changes_nothing() -> None:
    projection = Projection(n=5)
    assert advance(projection, Frame(n=5, at=1, events=(EVENT,))) is None
    assert advance(projection, Frame(n=4, at=1, events=(EVENT,))) is None
    assert advance(projection, Frame(n=6, at=1, events=(EVENT,))) is not None


def test_a_keep_alive_never_goes_back() -> None:
    assert reach(Projection(n=5), 9).n == 9
    assert reach(Projection(n=5), 3).n == 5


def test_the_clocks_difference_comes_from_the_snapshot() -> None:
    assert begin(Snapshot(n=1, at=10_000, agent="a", events=(), version=VERSION), 4_000).offset_ms == 6_000


def test_a_frame_with_an_unknown_kind_is_none_and_rubbish_is_an_error() -> None:
    assert read_frame(encode(Frame(n=1, at=1, events=(EVENT,))).decode()) == Frame(n=1, at=1, events=(EVENT,))
    assert read_frame('{"n":1,"at":1,"events":[{"type":"New","x":1}]}') is None
    assert (
        read_frame('{"n":1,"at":1,"events":[{"type":"PresenceChanged","presence":{"agent":"a","status":"new"}}]}')
        is None
    )
    for rubbish in ("{", "[]", '{"at":1}'):
        with pytest.raises(msgspec.DecodeError):
            read_frame(rubbish)


def test_a_field_that_a_newer_server_adds_is_ignored() -> None:
    text = encode(Frame(n=1, at=1, events=(EVENT,))).decode().replace('"agent"', '"mood":"good","agent"')
    assert read_frame(text) == Frame(n=1, at=1, events=(EVENT,))


def test_a_snapshot_keeps_what_it_knows() -> None:
    snapshot, understood = read_snapshot(encode(Snapshot(n=1, at=2, agent="a", events=(EVENT,), version=VERSION)))
    assert understood
    assert snapshot == Snapshot(n=1, at=2, agent="a", events=(EVENT,), version=VERSION)

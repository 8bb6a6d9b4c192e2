"""The ring of the last events: places in it, who sees which frame, and how slow is too slow."""

from __future__ import annotations

import msgspec
import pytest

from agent_desktop.domain.messages import Agent, AgentDefined, Noticed
from agent_desktop.domain.views import Plan
from agent_desktop.protocol.wire import Frame
from agent_desktop.server.http.hub import SESSION_OVER, TAKE_EVENTS, TOO_SLOW, Hub, Place
from agent_desktop.server.published import Published


def noticed(code: str) -> Noticed:
    return Noticed(agent="x", code=code)


PRIVATE = Plan(public=(noticed("public"),), supervisors=(noticed("supervisors"),), own={"anna": (noticed("own"),)})


def publish(hub: Hub, *plans: Plan) -> None:
    hub.publish([Published(n=hub.n + 1 + i, at=5, plan=plan) for i, plan in enumerate(plans)])


def rights(viewer: str, supervisor: bool) -> Plan:
    event = AgentDefined(agent=Agent(id=viewer, name="B", supervisor=supervisor))
    return Plan(public=(event,), own={viewer: (event,)})


def opened(hub: Hub, viewer: str, supervisor: bool = False, after: int | None = 0) -> Place:
    place = hub.open(f"session of {viewer}", viewer, supervisor, after)
    assert place is not None
    return place


def frames(data: bytes) -> list[Frame]:
    return [
        msgspec.json.decode(text.split(b"data: ")[1], type=Frame) for text in data.removesuffix(b"\n\n").split(b"\n\n")
    ]


def codes(data: bytes) -> list[str]:
    return [event.code for frame in frames(data) for event in frame.events if isinstance(event, Noticed)]


def test_a_frame_has_its_number_time_and_events() -> None:
    hub = Hub()
    publish(hub, Plan(public=(noticed("a"), noticed("b"))))
    data = hub.take(opened(hub, "anna"))
    assert data.startswith(b"id: 1\ndata: {")
    assert data.endswith(b"}\n\n")
    assert frames(data) == [Frame(n=1, at=5, events=(noticed("a"), noticed("b")))]


def test_each_audience_gets_its_frame_encoded_once() -> None:
    hub = Hub()
    publish(hub, PRIVATE)
    assert codes(hub.take(opened(hub, "anna"))) == ["own"]
    assert codes(hub.take(opened(hub, "bertil"))) == ["public"]
    assert codes(hub.take(opened(hub, "claire", supervisor=True))) == ["supervisors"]
    assert hub._slots[0].frame("bertil", False) is hub._slots[0].frame("dora", False)


def test_what_a_viewer_does_not_see_moves_the_place_without_a_frame() -> None:
    hub = Hub()
    place = opened(hub, "anna")
    publish(hub, Plan(), Plan(own={"bertil": (noticed("b"),)}), Plan(own={"anna": (noticed("a"),)}))
    assert [frame.n for frame in frames(hub.take(place))] == [3]
    assert hub.take(place) == b""
    assert place.after == 3


def test_a_place_reads_on_from_its_number() -> None:
    hub = Hub()
    publish(hub, *[Plan(public=(noticed(str(n)),)) for n in range(1, 6)])
    assert codes(hub.take(opened(hub, "anna", after=3))) == ["4", "5"]
    assert hub.take(opened(hub, "anna", after=None)) == b""


def test_a_long_backlog_is_taken_in_pieces_and_whole() -> None:
    hub = Hub()
    publish(hub, *[Plan(public=(noticed("x" * 100),)) for _ in range(3_000)])
    place, got = opened(hub, "anna"), []
    while place.after < hub.n:
        piece = hub.take(place)
        assert len(piece) < 70_000
        got += [frame.n for frame in frames(piece)]
    assert got == list(range(1, 3_001))


def test_a_long_stretch_of_invisible_events_is_taken_in_pieces() -> None:
    hub = Hub()
    publish(hub, *[Plan()] * (TAKE_EVENTS + 1))
    place = opened(hub, "anna")
    assert hub.take(place) == b""
    assert place.after == TAKE_EVENTS


@pytest.mark.parametrize(("after", "open_"), [(4, False), (5, True), (15, True), (16, False)])
def test_only_numbers_in_the_ring_can_be_resumed(after: int, open_: bool) -> None:
    hub = Hub(kept=10)
    publish(hub, *[Plan(public=(noticed("a"),))] * 15)
    place = hub.open("s", "anna", False, after)
    assert (place is not None) is open_
    if place is not None:
        data = hub.take(place)
        assert [frame.n for frame in frames(data)] == list(range(after + 1, 16)) if data else after == 15


def test_the_first_event_may_have_any_number_as_after_a_restart() -> None:
    hub = Hub()
    hub.publish([Published(n=1_000_000, at=5, plan=PRIVATE)])
    assert hub.open("s", "anna", False, 999_998) is None
    assert [frame.n for frame in frames(hub.take(opened(hub, "anna", after=999_999)))] == [1_000_000]


def test_a_gap_in_what_is_published_is_a_bug() -> None:
    hub = Hub()
    hub.publish([Published(n=7, at=1, plan=Plan())])
    with pytest.raises(ValueError, match="9 was published after 7"):
        hub.publish([Published(n=9, at=1, plan=Plan())])


def test_who_is_unmade_a_supervisor_still_gets_what_was_theirs_before() -> None:
    """A stream resumed across the change: earlier events as a supervisor, later ones as a colleague."""
    hub = Hub()
    publish(hub, PRIVATE, rights("bertil", True), PRIVATE, rights("bertil", False), PRIVATE)
    assert codes(hub.take(opened(hub, "bertil", supervisor=False))) == ["public", "supervisors", "public"]


def test_what_is_known_of_a_viewers_rights_counts_when_the_ring_tells_nothing() -> None:
    hub = Hub()
    publish(hub, PRIVATE, rights("dora", True))
    assert codes(hub.take(opened(hub, "bertil", supervisor=True))) == ["supervisors"]


def test_a_place_that_had_caught_up_and_falls_behind_is_too_slow() -> None:
    hub = Hub(lag=3)
    slow, quick = opened(hub, "anna"), opened(hub, "bertil")
    hub.take(slow)
    for _ in range(5):
        publish(hub, PRIVATE)
        hub.take(quick)
    assert (slow.problem, quick.problem) == (TOO_SLOW, None)
    assert slow.over.is_set()


def test_a_place_that_is_catching_up_may_be_far_behind_but_not_out_of_the_ring() -> None:
    hub = Hub(kept=10, lag=3)
    publish(hub, *[PRIVATE] * 10)
    place = opened(hub, "anna")
    publish(hub)
    assert place.problem is None
    publish(hub, PRIVATE)
    assert place.problem == TOO_SLOW


def test_the_end_of_a_session_ends_its_streams_and_no_other() -> None:
    hub = Hub()
    one, two, other = opened(hub, "anna"), opened(hub, "anna"), opened(hub, "bertil")
    hub.end_session("session of anna")
    assert [place.problem for place in (one, two, other)] == [SESSION_OVER, SESSION_OVER, None]


def test_a_place_keeps_its_first_reason() -> None:
    hub = Hub()
    place = opened(hub, "anna")
    place.end(TOO_SLOW)
    hub.end_session("session of anna")
    assert place.problem == TOO_SLOW


def test_when_the_server_stops_streams_end_without_a_word() -> None:
    hub = Hub()
    place = opened(hub, "anna")
    hub.leave_all()
    assert place.over.is_set()
    assert place.problem is None
    hub.close(place)
    assert hub.places == 0

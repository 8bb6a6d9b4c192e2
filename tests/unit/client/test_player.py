"""Listening at the desk: what is listed, fetched, played, paused and removed again (F037, F042)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from agent_desktop.client.desk import Desk
from agent_desktop.client.listened import PlayerState
from agent_desktop.client.reactions import Kind
from agent_desktop.client.view import Link, View
from agent_desktop.domain.messages import CaseChanged, CaseKind
from agent_desktop.phone.port import Failed, Incoming, Played, PlaySound, StopSound
from agent_desktop.protocol.wire import RECORDINGS, RecordingList, RecordingNote, encode
from tests.fakes.bertil import BertilsDesk
from tests.fakes.phone import FakePhone
from tests.fakes.server import PASSWORD
from tests.fakes.watch import Watch

MESSAGE = f"{RECORDINGS}/9"
CALL = f"{RECORDINGS}/7"
NOTES = (
    RecordingNote(recording=7, kind="call", case=3, queue="service", agent="bertil", begun=5_000, ms=60_000),
    RecordingNote(recording=9, kind="message", case=4, queue="gone", begun=9_000, ms=8_000, number="+461", name="Eva"),
)


class Room(BertilsDesk):
    """Logged in, with two things to listen to."""

    def __init__(self, folder: Path) -> None:
        super().__init__(heard=folder)
        self.folder = folder
        self.server.files = {
            RECORDINGS: encode(RecordingList(recordings=NOTES)),
            MESSAGE: b"RIFF of the message",
            CALL: b"fLaC of the call",
        }
        self.log_in()

    def until(self, state: PlayerState) -> View:
        return self.watch.until(lambda view: view.player.state is state)

    def playing(self, path: str = MESSAGE) -> PlaySound:
        self.desk.play(path)
        self.until(PlayerState.PLAYING)
        return self.phone.told(PlaySound)[-1]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path / "heard")
    yield room
    room.close()


def test_the_list_is_fetched_when_somebody_looks_and_when_it_changes(room: Room) -> None:  # F037
    assert room.server.fetched == [], "500 desks that nobody looks at ask for nothing"
    room.desk.look_for_recordings(on=True)
    message, call = room.watch.until(lambda view: len(view.recordings) == 2).recordings
    assert (message.path, message.message, message.new, message.queue) == (MESSAGE, True, True, "gone")
    assert (message.name, message.number, message.ms) == ("Eva", "+461", 8_000)
    assert (call.path, call.message, call.new, call.queue) == (CALL, False, False, "Customer service")
    room.server.files[RECORDINGS] = encode(RecordingList(recordings=NOTES[:1]))
    room.centre.call("1000")
    case = next(iter(room.centre.state.cases.values()))
    room.centre.history.append((room.centre.state, CaseChanged(case=case)))
    room.server.deliver()
    assert room.server.fetched == [RECORDINGS], "a call changes nothing about it"
    written = CaseChanged(case=replace(case, kind=CaseKind.VOICE_MESSAGE))
    room.centre.history.append((room.centre.state, written))
    room.server.deliver()
    room.watch.until(lambda view: len(view.recordings) == 1)
    room.desk.look_for_recordings(on=False)
    room.centre.history.append((room.centre.state, written))
    room.server.deliver()
    room.watch.settled()
    assert room.server.fetched == [RECORDINGS] * 2


def test_a_message_is_fetched_played_and_removed_at_its_end(room: Room) -> None:  # F037
    order = room.playing()
    assert (order.where, order.from_ms, order.loop) == ("speaker", 0, False)
    assert Path(order.file).read_bytes() == b"RIFF of the message"
    assert Path(order.file).suffix == ".wav"
    room.phone.say(Played(file="somebody-else.wav", where="speaker"))
    room.watch.settled()
    assert room.desk.view.player.state is PlayerState.PLAYING
    room.phone.say(Played(file=order.file, where="speaker"))
    assert room.until(PlayerState.IDLE).player.path == ""
    assert list(room.folder.iterdir()) == []


def test_it_is_paused_and_goes_on_where_it_was(room: Room) -> None:
    room.playing(CALL)
    room.centre.now += 2_500
    room.desk.pause()
    view = room.until(PlayerState.PAUSED)
    assert view.player.from_ms == view.player.position_ms(room.centre.now + 9_000) == 2_500
    assert [order.where for order in room.phone.told(StopSound)] == ["speaker"]
    room.desk.play(CALL, 2_500)
    view = room.until(PlayerState.PLAYING)
    assert view.player.position_ms(room.centre.now + 1_000) == 3_500
    order = room.phone.told(PlaySound)[-1]
    assert (Path(order.file).suffix, order.from_ms) == (".flac", 2_500)
    assert room.server.fetched == [CALL], "what is here is not fetched again"


def test_another_one_takes_its_place(room: Room) -> None:
    first = room.playing(MESSAGE)
    room.desk.play(CALL)
    room.watch.until(lambda view: view.player.path == CALL and view.player.state is PlayerState.PLAYING)
    assert len(room.phone.told(StopSound)) == 1
    assert not Path(first.file).exists()
    assert len(list(room.folder.iterdir())) == 1


def test_a_call_that_rings_is_heard(room: Room) -> None:
    room.playing()
    room.phone.say(Incoming(leg="o1", join=True))
    room.watch.settled()
    assert room.desk.view.player.state is PlayerState.PLAYING, "a phone that joins by itself does not ring"
    room.phone.say(Incoming(leg="o2"))
    room.until(PlayerState.PAUSED)


def test_what_the_agent_may_not_hear_is_told(room: Room) -> None:
    room.desk.play(f"{RECORDINGS}/8")
    notice = room.watch.noticed("not_found").notice
    assert notice is not None
    assert notice.kind is Kind.PROBLEM
    assert room.desk.view.player.state is PlayerState.IDLE


def test_a_sound_that_cannot_be_played_is_over(room: Room) -> None:
    room.playing()
    room.phone.say(Failed(order="PlaySound", problem="No speaker"))
    room.until(PlayerState.IDLE)
    assert list(room.folder.iterdir()) == []


def test_a_disk_that_is_full_is_told(room: Room) -> None:
    room.folder.write_text("not a folder", encoding="utf-8")
    room.desk.play(MESSAGE)
    notice = room.watch.noticed("phone_failed").notice
    assert notice is not None
    assert str(room.folder) in dict(notice.params)["problem"]
    assert room.desk.view.player.state is PlayerState.IDLE


def test_nothing_is_left_when_the_session_ends_or_the_program_was_killed(room: Room) -> None:
    order = room.playing()
    room.desk.act("log_out")
    room.watch.until(lambda view: view.link is Link.OFFLINE)
    assert len(room.phone.told(StopSound)) == 1
    assert not Path(order.file).exists()
    (room.folder / "3.wav").write_bytes(b"left by a program that was killed")
    Desk(FakePhone(), connect=room.server.connect, heard=room.folder).close()
    assert list(room.folder.iterdir()) == []


def test_a_desk_without_a_folder_takes_its_own_away_with_it(room: Room) -> None:
    phone = FakePhone()
    desk = Desk(phone, connect=room.server.connect, clock=lambda: room.centre.now)
    watch = Watch(desk)
    assert watch.log_in("bertil", PASSWORD) is None
    watch.until(lambda view: view.link is Link.ONLINE)
    desk.play(MESSAGE)
    watch.until(lambda view: view.player.state is PlayerState.PLAYING)
    folder = Path(phone.told(PlaySound)[0].file).parent
    assert folder.is_dir()
    desk.close(log_out=False)
    assert not folder.exists()

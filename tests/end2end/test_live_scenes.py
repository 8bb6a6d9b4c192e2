"""Who hears whom, in the sound that real endpoints receive: the whole server, softphones, baresip and sipp.

One call goes through all that an agent can do with it. Everybody speaks a tone of their own all the time, waiting music
is a tone too, and after each click it is looked at which tones arrive where.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from agent_desktop.client.action import Choice
from agent_desktop.domain.messages import (
    AgentStatus,
    Held,
    Listen,
    ListenMode,
    RecordClip,
    RecordingState,
    StopListening,
)
from agent_desktop.phone import port
from agent_desktop.server.media.g711 import decode, encode
from tests.fakes import memory, wire
from tests.fakes.ears import SPOKEN_DBFS, appears, holds, loudest
from tests.fakes.live_centre import TONES, LiveCentre
from tests.fakes.rtp_peer import dbfs, level_at


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory, tool: Callable[[str], str]) -> Iterator[LiveCentre]:
    with ExitStack() as stack:
        made = LiveCentre(tmp_path_factory.mktemp("centre"), stack, tool)
        made.open()
        yield made


def test_who_hears_whom_in_all_that_may_become_of_a_call(centre: LiveCentre) -> None:  # F020 F023 F026 F031 F032 F034
    caller = centre.baresip_calls("4000")
    centre.look.hears(customer={"music"})  # the menu's words
    caller.press("5")
    centre.agents["bertil"].answer()
    two_talk(centre)
    leg = one_is_asked(centre)
    five_confer(centre)
    a_supervisor_listens(centre)
    they_leave(centre, leg)
    caller.stop()


def two_talk(centre: LiveCentre) -> None:
    bertil, hears = centre.agents["bertil"], centre.look.hears
    hears(customer={"bertil"}, bertil={"customer"}, anna=(), oksana=())
    bertil.click("hold", lambda view: view.talk.held is Held.HOLD)
    hears(customer={"music"}, bertil=())
    bertil.click("hold", lambda view: view.talk.held is None)
    hears(customer={"bertil"}, bertil={"customer"})
    bertil.click("park", lambda view: view.talk.held is Held.PARK)
    hears(customer={"music"}, bertil=())
    bertil.click("park", lambda view: view.talk.held is None)
    hears(customer={"bertil"}, bertil={"customer"})


def one_is_asked(centre: LiveCentre) -> str:
    bertil, hears = centre.agents["bertil"], centre.look.hears
    bertil.click("call", lambda view: view.talk.asked, Choice(agent="anna"))
    hears(customer={"music"}, bertil={"music"}, anna=())
    leg = centre.desk_phone_answers()
    bertil.until(lambda view: view.talk.asked and view.talk.asked.answered)
    hears(customer={"music"}, bertil={"anna"}, anna={"bertil"})
    bertil.click("toggle", lambda view: view.talk.asked and view.talk.asked.held)
    hears(customer={"bertil"}, bertil={"customer"}, anna={"music"})
    bertil.click("confer", lambda view: view.talk.joined)
    hears(customer={"bertil", "anna"}, bertil={"customer", "anna"}, anna={"customer", "bertil"})
    return leg


def five_confer(centre: LiveCentre) -> None:
    bertil, hears = centre.agents["bertil"], centre.look.hears
    bertil.click("call", lambda view: view.talk.asked, Choice(queue="support"))
    bertil.until(lambda view: view.talk.asked and view.talk.asked.answered)  # Marek's telephone answers by itself
    hears(customer={"anna"}, anna={"customer"}, bertil={"marek"}, marek={"bertil"})
    bertil.click("confer", lambda view: len(view.talk.joined) == 2)
    bertil.click("call", lambda view: view.talk.asked, Choice(agent="oksana"))
    hears(bertil={"music"}, oksana=())
    centre.agents["oksana"].answer()
    hears(customer={"anna", "marek"}, bertil={"oksana"}, oksana={"bertil"})
    bertil.click("confer", lambda view: len(view.talk.joined) == 3)
    everybody = {"customer", "bertil", "anna", "marek", "oksana"}
    hears(**{name: everybody - {name} for name in everybody})


def a_supervisor_listens(centre: LiveCentre) -> None:
    everybody = {"customer", "bertil", "anna", "marek", "oksana"}
    heard_by = {ListenMode.LISTEN: (), ListenMode.WHISPER: ("bertil",), ListenMode.BARGE: tuple(everybody)}
    vera = centre.agents["vera"]
    for mode, ears in heard_by.items():
        vera.ask(Listen(agent="bertil", mode=mode), lambda view: "test" not in view.pending)
        wanted = {name: everybody - {name} | ({"vera"} if name in ears else set()) for name in everybody}
        centre.look.hears(**wanted, vera=everybody)
    vera.ask(StopListening(), lambda view: "test" not in view.pending)


def they_leave(centre: LiveCentre, annas: str) -> None:
    bertil, hears = centre.agents["bertil"], centre.look.hears
    four = {"customer", "bertil", "marek", "oksana"}
    centre.desk_phone.order(port.HangUp(leg=annas))
    centre.agents["anna"].until(lambda view: view.status is not AgentStatus.IN_CALL)
    hears(**{name: four - {name} for name in four}, anna=())
    oksana = centre.agents["oksana"]
    oksana.click("hang_up", lambda view: view.status is not AgentStatus.IN_CALL)
    assert oksana.desk.view.phone.active_leg, "her leg stays between calls"
    three = four - {"oksana"}
    hears(**{name: three - {name} for name in three}, oksana=())
    bertil.click("end_inquiry", lambda view: not view.talk.joined)
    hears(customer={"bertil"}, bertil={"customer"}, anna=(), oksana=())


# --- on the wire -------------------------------------------------------------------------------------


def test_what_a_telephone_over_tls_says_is_no_speech_on_the_wire(
    centre: LiveCentre, tool: Callable[[str], str]
) -> None:
    anna, vera = centre.agents["anna"], centre.agents["vera"]
    calls = [centre.sipp_calls("3001", "first"), centre.sipp_calls("3002", "second")]
    leg = centre.desk_phone_answers()  # baresip answers by itself
    centre.look.hears(first={"anna"}, anna={"first"}, second={"vera"}, vera={"second"})
    clear, dark = spoken_on_the_wire(wire.catch(tool("tshark"), wire.ports_of(centre.worker), 500))
    assert clear == {"first", "anna", "second", "vera", "oksana"}, "where the telephone is a plain one"
    assert dark == 4, "to and from our softphone and baresip"
    centre.desk_phone.order(port.HangUp(leg=leg))
    centre.second_telephone.hang_up()
    assert [call.ended() for call in calls] == [0, 0]
    for agent in (anna, vera):
        agent.until(lambda view: view.status is AgentStatus.READY)


def spoken_on_the_wire(flows: dict[wire.Flow, NDArray[np.int16]]) -> tuple[set[str], int]:
    """Whose tones are in the clear, and how many flows are as loud as noise is, without a tone."""
    clear: set[str] = set()
    dark = 0
    for samples in flows.values():
        assert len(samples) > 8000 // 2
        found = {name for name, hertz in TONES.items() if level_at(samples, 8000, hertz) > SPOKEN_DBFS - 6}
        clear |= found
        dark += not found and dbfs(samples) > SPOKEN_DBFS + 6
    return clear, dark


# --- recordings --------------------------------------------------------------------------------------


def test_what_is_said_in_a_pause_or_declined_is_in_no_file(centre: LiveCentre) -> None:  # F038 F039 F040 F041
    bertil, folder = centre.agents["bertil"], centre.data / "recordings"
    call = centre.sipp_calls("1000", "first")
    bertil.answer()
    centre.look.hears(first={"bertil"}, bertil={"first"})
    bertil.click("record", lambda view: view.talk.recording is RecordingState.ON)
    part = recorded(folder, 0.4)
    bertil.click("record", lambda view: view.talk.recording is RecordingState.PAUSED)
    centre.look.hears(bertil={"first"})
    says(centre, "secret")
    assert loudest(part, TONES["secret"]) < UNHEARD_DBFS
    says(centre, "first")
    before = duration(part)
    bertil.click("record", lambda view: view.talk.recording is RecordingState.ON)
    recorded(folder, before + 0.4)
    assert memory.count(centre.worker, spoken("secret")) <= A_FEW, "what may be left in buffers of the network"
    assert memory.count(centre.worker, spoken("first")) > 0, "it would be found"
    bertil.click("save_recording", lambda view: view.talk.recording is None)
    (kept,) = folder.glob("*.wav")
    assert loudest(kept, TONES["secret"]) < UNHEARD_DBFS
    assert loudest(kept, TONES["first"], channel=0) == pytest.approx(SPOKEN_DBFS, abs=2)
    assert loudest(kept, TONES["bertil"], channel=1) == pytest.approx(SPOKEN_DBFS, abs=2)
    files = set(folder.iterdir())
    bertil.click("record", lambda view: view.talk.recording is RecordingState.ON)
    says(centre, "secret")
    part = recorded(folder, 0.4)
    holds(lambda: loudest(part, TONES["secret"]) > SPOKEN_DBFS - 2, "the tone would be found")
    bertil.click("decline_recording", lambda view: view.talk.recording is None)
    assert not bertil.desk.view.talk.may_record
    assert set(folder.iterdir()) == files
    bertil.click("hang_up", lambda view: view.status is AgentStatus.READY)
    assert call.ended() == 0


def test_a_clip_recorded_on_a_telephone_is_heard_by_the_customer_and_ends_the_call(centre: LiveCentre) -> None:  # F072
    vera, bertil = centre.agents["vera"], centre.agents["bertil"]
    vera.ask(RecordClip(name="Opening hours", public=True), lambda view: view.status is AgentStatus.IN_CALL)
    recorded(centre.data / "recordings", 6.0)
    centre.second_telephone.hang_up()
    vera.until(lambda view: view.status is AgentStatus.READY and view.clips[0].take)
    call = centre.sipp_calls("1000", "second")
    bertil.answer()
    centre.look.hears(second={"bertil"}, bertil={"second"})
    bertil.click(
        "play_clip_and_hang_up", lambda view: view.case and view.case.playing, Choice(clip=bertil.desk.view.clips[0].id)
    )
    centre.look.hears(second={"vera"}, bertil={"vera"})
    bertil.until(lambda view: view.status is AgentStatus.READY)
    assert call.ended() == 0


A_FEW = 3
UNHEARD_DBFS = -60.0


def recorded(folder: Path, seconds: float) -> Path:
    """The file that is being written, when it is so long."""
    part = appears(folder, "*.part")
    holds(lambda: duration(part) >= seconds, "recorded")
    return part


def duration(file: Path) -> float:
    """Seconds of a sound file."""
    return soundfile.info(file).duration


def says(centre: LiveCentre, name: str) -> None:
    """The customer's tone is this one from now on; until the agent hears it."""
    centre.talkers["first"].hertz = TONES[name]
    centre.look.hears(bertil={name})


def spoken(name: str) -> tuple[bytes, ...]:
    """A piece of what the customer's packets have in them while saying this, and of the samples that come of it."""
    tone = 32768 * 10 ** (SPOKEN_DBFS / 20) * np.sqrt(2) * np.sin(2 * np.pi * TONES[name] * np.arange(160) / 8000)
    coded = encode("PCMA", np.round(tone).astype(np.int16))
    return coded, decode("PCMA", coded).astype("<i2").tobytes()

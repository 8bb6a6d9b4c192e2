"""The story of a case as `agent-desktop admin explain` tells it, from events that the core really made."""

from __future__ import annotations

from collections.abc import Iterator

from agent_desktop.domain.messages import (
    AdapterStarted,
    Campaign,
    Connect,
    Define,
    Dial,
    DialLeg,
    EffectDone,
    EffectFailed,
    EndWrapUp,
    FileServed,
    LegAnswered,
    LegEnd,
    LegSilent,
    Listen,
    ListenMode,
    MoveToCampaign,
    OrderRecording,
    Play,
    RecordCall,
    RecordingBroken,
    ReportQuality,
    SaveRecording,
    Speech,
    StopListening,
    WriteNote,
)
from agent_desktop.server.admin_story import story
from agent_desktop.server.store.port import Logged
from tests.fakes.centre import AGENTS, LUNCH, QUEUES, REASONS, Centre


class Recorded(Centre):
    """A centre that keeps its log."""

    def log(self) -> Iterator[Logged]:
        for n, ((_, event), at) in enumerate(zip(self.history, self.times, strict=True), start=1):
            yield Logged(n, at, event)

    def told(self, case: int) -> list[str]:
        return story(self.log(), case)


def test_an_ordinary_call_from_arrival_to_end() -> None:  # F117 F130
    centre = Recorded()
    centre.ready("anna")
    centre.log_in("vera")
    assert centre.ask("anna", LUNCH) is None
    centre.wait(500)
    caller = centre.call("1000")
    case = centre.case().id
    centre.wait(2_999)
    centre.ready("bertil")
    leg = centre.pick_up("bertil")
    centre.media_done()
    centre.wait(30_000)
    assert centre.ask("bertil", WriteNote(case=case, text="the bill", device="pc", number=1)) is None
    centre.end(caller)
    centre.wait(1_000)
    assert centre.ask("bertil", EndWrapUp()) is None
    bertil = "Bertil Ek (bertil)"
    assert centre.told(case) == [
        f"Case {case}, Customer service, 1970-01-01 00:16:40.501 UTC",
        "     0.000 s  a caller dials Customer service",
        "     0.000 s  the caller is +46701234567 (Carl)",
        f"     0.000 s  order {case + 1}: AcceptLeg i1",
        "     0.000 s  is answered by the switch, and waits",
        f"     0.000 s  order {case + 2}: Play music/waiting to i1",
        f"     3.000 s  is held for {bertil}",
        f"     3.000 s  is offered to {bertil} on leg {leg} for 20 s",
        "     3.000 s    why: longest_ready, the caller waited 3 s, the agent was ready for 0 s; "
        "passed over: 1 busy - Anna Berg (anna) (busy, Busy_Lunch)",
        f"     3.000 s  order {leg[1:]}: RingLeg {leg}",
        f"     3.001 s  leg {leg} ({bertil}) rings",
        f"     3.001 s  the offer to {bertil} ends: answered",
        f"     3.001 s  is answered by {bertil}: they talk",
        f"     3.001 s  order {case + 4}: Connect i1 with {leg}",
        f"    33.001 s  {bertil} writes a note (8 characters)",
        "    33.001 s  leg i1 (the caller) ends: hung_up",
        f"    33.001 s  the talk is over (handled); {bertil} wraps up",
        f"    33.001 s  order {case + 5}: HangUpLeg {leg}",
        f"    33.001 s  leg {leg} ({bertil}) ends, as it was told to",
        "    34.001 s  ends, outcome handled",
    ]


def test_what_went_wrong_is_told() -> None:
    centre = Recorded()
    centre.ready("bertil")
    centre.call("1000")
    case = centre.case().id
    centre.wait(20_000)
    centre.ready("anna")
    leg = centre.pick_up("anna")
    (connect,) = [one for one in centre.state.effects.values() if isinstance(one, Connect)]
    centre.give(EffectFailed(effect=connect.id, why="no such leg"))
    centre.give(EffectFailed(effect=connect.id, why="again"))
    centre.give(LegSilent(leg=leg))
    (music,) = [one for one in centre.state.effects.values() if isinstance(one, Play)]
    centre.give(EffectFailed(effect=music.id, why="the media worker is gone"))
    told = "\n".join(centre.told(case))
    for part in (
        "the offer to Bertil Ek (bertil) ends: missed",
        "waits again, at its place by age",
        "Bertil Ek (bertil) is told: You did not answer a call",
        "(Connect) failed: no such leg",
        "Anna Berg (anna) is told: There is no sound in this call",
        "Anna Berg (anna) cannot be heard: the caller hears music",
        "(Play) failed: the media worker is gone",
    ):
        assert part in told


def test_a_restart_of_the_switch_is_told_with_its_outcome() -> None:
    centre = Recorded()
    centre.ready("bertil")
    centre.call("1000")
    case = centre.case().id
    centre.pick_up("bertil")
    centre.give(AdapterStarted())
    told = "\n".join(centre.told(case))
    assert f"leg i1 (the caller) ends: {LegEnd.LOST.value}" in told
    assert "the talk is over (switch_restart)" in told
    assert "the window of Bertil Ek (bertil) is gone" in told


def test_nothing_of_another_case_is_told() -> None:
    centre = Recorded()
    centre.ready("bertil")
    centre.call("1000", caller="030-first")
    first = centre.case().id
    centre.pick_up("bertil")
    centre.call("1000", caller="030-second", name="")
    (second,) = set(centre.state.cases) - {first}
    told = "\n".join(centre.told(second))
    assert "the caller is 030-second\n" in told
    assert "030-first" not in told
    assert "bertil" not in told


def test_a_case_that_never_was_has_no_story() -> None:
    centre = Recorded()
    centre.call("1000")
    assert centre.told(4711) == []


def test_who_listened_when_and_how() -> None:
    centre = Recorded()
    centre.ready("bertil", "vera")
    centre.call()
    centre.pick_up("bertil")
    assert centre.ask("vera", Listen(agent="bertil")) is None
    ear = centre.pick_up_listener("vera")
    assert centre.ask("vera", Listen(agent="bertil", mode=ListenMode.BARGE)) is None
    assert centre.ask("vera", StopListening()) is None
    lines = [line.partition(" s  ")[2] for line in centre.told(centre.case().id)]
    mine = [line for line in lines if "listen" in line and not line.startswith("leg")]
    assert mine == [
        "Vera Lund (vera) listens: the call of Bertil Ek (bertil), who is told",
        "Bertil Ek (bertil) is told: A supervisor listens to this call.",
        "Vera Lund (vera) listens, and is heard by everyone: the call of Bertil Ek (bertil)",
        "Vera Lund (vera) listens no more: hung_up",
        "Bertil Ek (bertil) is told: Nobody listens to this call any more.",
    ]
    assert any(line.endswith(f"{ear} hears them, heard by nobody") for line in lines)


def test_what_became_of_a_recording_and_who_heard_it() -> None:  # F038
    centre = Recorded()
    centre.ready("bertil")
    centre.call()
    centre.pick_up("bertil")
    case = centre.case().id
    assert centre.ask("bertil", RecordCall()) is None
    recording = centre.state.recordings[case].id
    centre.give(RecordingBroken(recording=recording, case=case))
    assert centre.ask("bertil", SaveRecording()) is None
    for effect in list(centre.state.effects.values()):
        if isinstance(effect, OrderRecording):
            centre.give(EffectDone(effect=effect.id))
    centre.give(FileServed(recording=recording, case=case, agent="vera"))
    lines = [line.partition(" s  ")[2] for line in centre.told(case)]
    assert [line for line in lines if line.startswith("recording") or "recording" in line.split(" is told")[-1]] == [
        f"recording {recording}: on",
        f"recording {recording}: on, incomplete",
        "Bertil Ek (bertil) is told: A part of the recording is missing: it could not be written. "
        "Tell your administrator.",
        f"recording {recording}: saving, incomplete",
        f"recording {recording} is kept",
        f"Vera Lund (vera) is given recording {recording} to listen to",
    ]


def test_a_case_that_moves_to_another_campaign() -> None:  # F099
    campaign = Campaign(id="spring", name="Spring offer", queue="support")
    centre = Recorded(Define(queues=QUEUES, agents=AGENTS, reasons=REASONS, campaigns=(campaign,)))
    centre.ready("anna")
    assert centre.ask("anna", Dial(number="+46707654321")) is None
    case = centre.case().id
    centre.give(LegAnswered(leg=centre.presence("anna").leg or ""))
    centre.give(LegAnswered(leg=centre.ordered(DialLeg)[-1].leg))
    assert centre.ask("anna", MoveToCampaign(case=case, campaign="spring")) is None
    said = [line.split("  ")[-1] for line in centre.told(case)]
    assert said[-2:] == ["moves to campaign spring", "moves to Technical support"]


def test_how_the_call_sounded_is_told() -> None:  # F127
    centre = Recorded()
    centre.ready("anna")
    centre.call("1000")
    case = centre.case().id
    centre.pick_up("anna")
    heard = Speech(packets=2000, lost=5, jitter_ms=4.4, mos=4.37)
    spoken = Speech(packets=2000, lost=200, jitter_ms=21.0, mos=3.05)
    report = ReportQuality(
        case=case, codec="PCMA", heard=heard, spoken=spoken, round_trip_ms=48.2, advice=("advice_wifi", "gone")
    )
    assert centre.ask("anna", report) is None
    assert centre.ask("anna", ReportQuality(case=case, codec="PCMA", heard=heard, spoken=heard)) is None
    told = [line.partition(" s  ")[2] for line in centre.told(case)]
    first, second = [line for line in told if line.startswith("the line of")]
    assert first == (
        "the line of Anna Berg (anna) (PCMA, round trip 48 ms): heard MOS 4.37 (0.2 % lost, jitter 4 ms); "
        "was heard MOS 3.05 (10.0 % lost, jitter 21 ms)"
    )
    assert "round trip" not in second
    assert told[told.index(first) + 1].startswith("  advised: Your Wi-Fi is weak")
    assert told[told.index(first) + 2] == "  advised: gone"

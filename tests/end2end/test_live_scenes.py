"""Who hears whom, in the sound that real endpoints receive: the whole server, softphones, baresip and sipp.

One call goes through all that an agent can do with it. Everybody speaks a tone of their own all the time, waiting music
is a tone too, and after each click it is looked at which tones arrive where.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from agent_desktop.client.action import Choice
from agent_desktop.domain.messages import AgentStatus, Held, Listen, ListenMode, StopListening
from tests.fakes import live_parties
from tests.fakes.ears import SPOKEN_DBFS, FileEar, Look, TalkerEar, appears, tone_wav
from tests.fakes.live_parties import DeskAgent
from tests.fakes.phone_rig import RigPhone
from tests.fakes.program import server
from tests.fakes.talker import Talker

TONES = {
    "customer": 400.0,
    "bertil": 650.0,
    "anna": 930.0,
    "marek": 1240.0,
    "oksana": 1570.0,
    "vera": 1930.0,
    "music": 2350.0,
}
"""None is a sum or a multiple of others."""

CENTRE = """
[[queues]]
id = "service"
name = "Customer service"
number = "1000"
offer_seconds = 60
tell_listened = false

[[queues]]
id = "support"
name = "Technical support"
number = "2000"
offer_seconds = 60

[[trunks]]
id = "provider"
server = "127.0.0.1:PORT"

[[agents]]
user = "bertil"
name = "Bertil"
password = "secret-bertil"
queues = ["service"]

[[agents]]
user = "anna"
name = "Anna"
password = "secret-anna"
queues = []

# A telephone at home, dialled for every call (F032).
[[agents]]
user = "marek"
name = "Marek"
password = "secret-marek"
queues = ["support"]
phone_number = "+46701112233"

# A leg that stays between calls (F031).
[[agents]]
user = "oksana"
name = "Oksana"
password = "secret-oksana"
queues = []
nailed_up = true

[[agents]]
user = "vera"
name = "Vera"
password = "secret-vera"
queues = []
supervisor = true
"""
SOFTPHONES = ("bertil", "anna", "oksana", "vera")


class Centre:
    """A server, five agents, and a customer who can call: everybody with a voice and an ear."""

    def __init__(self, folder: Path, stack: ExitStack, tool: Callable[[str], str]) -> None:
        self.folder = folder
        self.stack = stack
        self.tool = tool
        self.look = Look()
        self.look.tones = TONES
        phones = {user: RigPhone() for user in SOFTPHONES}
        data = folder / "data"
        tone_wav(data / "prompts" / "music" / "waiting.wav", TONES["music"])
        at = live_parties.free_sip_port()
        self._telephone(at)
        running = server(data, centre=CENTRE.replace("PORT", str(at)))
        stack.callback(running.close)
        self.sip = running.said[0]["sip"].removeprefix("sip:")
        http = running.said[0]["http"]
        self.agents = {user: DeskAgent(http, user, phones.get(user)) for user in (*SOFTPHONES, "marek")}
        for agent in self.agents.values():
            stack.callback(agent.close)
        for user in SOFTPHONES:
            says, hears = tone_wav(folder / f"says-{user}.wav", TONES[user]), folder / f"hears-{user}.wav"
            self.agents[user].use(says, hears)
            self.look.ears[user] = FileEar(hears)

    def _telephone(self, at: int) -> None:
        """The one at Marek's home, reached by the trunk."""
        talker = Talker(TONES["marek"], dbfs=SPOKEN_DBFS)
        self.stack.callback(talker.close)
        self.look.ears["marek"] = TalkerEar(talker)
        called = live_parties.sipp(
            self.tool("sipp"), self.folder / "home", live_parties.IS_CALLED, [talker.port], "-p", str(at)
        )
        self.stack.callback(called.stop)

    def customer_calls(self) -> live_parties.Child:
        """baresip dials the queue."""
        home = self.folder / "baresip"
        source = tone_wav(self.folder / "asks.wav", TONES["customer"], 8000, seconds=90)  # baresip hangs up at its end
        child = live_parties.baresip_call(self.tool("baresip"), home, f"sip:1000@{self.sip}", source)
        self.stack.callback(child.stop)
        self.look.ears["customer"] = FileEar(appears(home, "dump-*-dec.wav"))
        return child

    def everyone_is_there(self) -> None:
        oksana = self.agents["oksana"]
        oksana.until(lambda view: view.phone.ringing_leg)
        oksana.click("answer", lambda view: view.phone.active_leg)
        for agent in self.agents.values():
            agent.ready()


@pytest.fixture
def centre(tmp_path: Path, tool: Callable[[str], str]) -> Iterator[Centre]:
    with ExitStack() as stack:
        made = Centre(tmp_path, stack, tool)
        made.everyone_is_there()
        yield made


def test_who_hears_whom_in_all_that_may_become_of_a_call(centre: Centre) -> None:  # F020 F023 F026 F031 F032 F034
    caller = centre.customer_calls()
    centre.look.hears(customer={"music"})
    centre.agents["bertil"].answer()
    two_talk(centre)
    one_is_asked(centre)
    five_confer(centre)
    a_supervisor_listens(centre)
    they_leave(centre)
    caller.stop()


def two_talk(centre: Centre) -> None:
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


def one_is_asked(centre: Centre) -> None:
    bertil, anna, hears = centre.agents["bertil"], centre.agents["anna"], centre.look.hears
    bertil.click("call", lambda view: view.talk.asked, Choice(agent="anna"))
    hears(customer={"music"}, bertil={"music"}, anna=())
    anna.answer()
    hears(customer={"music"}, bertil={"anna"}, anna={"bertil"})
    bertil.click("toggle", lambda view: view.talk.asked and view.talk.asked.held)
    hears(customer={"bertil"}, bertil={"customer"}, anna={"music"})
    bertil.click("confer", lambda view: view.talk.joined)
    hears(customer={"bertil", "anna"}, bertil={"customer", "anna"}, anna={"customer", "bertil"})


def five_confer(centre: Centre) -> None:
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
    hears(**{name: everybody - {name} for name in everybody}, vera=())


def a_supervisor_listens(centre: Centre) -> None:
    everybody = {"customer", "bertil", "anna", "marek", "oksana"}
    heard_by = {ListenMode.LISTEN: (), ListenMode.WHISPER: ("bertil",), ListenMode.BARGE: tuple(everybody)}
    vera = centre.agents["vera"]
    for mode, ears in heard_by.items():
        vera.ask(Listen(agent="bertil", mode=mode), lambda view: view.phone.active_leg)
        wanted = {name: everybody - {name} | ({"vera"} if name in ears else set()) for name in everybody}
        centre.look.hears(**wanted, vera=everybody)
    vera.ask(StopListening(), lambda view: not view.phone.active_leg)


def they_leave(centre: Centre) -> None:
    bertil, hears = centre.agents["bertil"], centre.look.hears
    four = {"customer", "bertil", "marek", "oksana"}
    centre.agents["anna"].click("hang_up", lambda view: view.status is not AgentStatus.IN_CALL)
    hears(**{name: four - {name} for name in four}, anna=(), vera=())
    oksana = centre.agents["oksana"]
    oksana.click("hang_up", lambda view: view.status is not AgentStatus.IN_CALL)
    assert oksana.desk.view.phone.active_leg, "her leg stays between calls"
    three = four - {"oksana"}
    hears(**{name: three - {name} for name in three}, oksana=())
    bertil.click("end_inquiry", lambda view: not view.talk.joined)
    hears(customer={"bertil"}, bertil={"customer"}, anna=(), oksana=(), vera=())

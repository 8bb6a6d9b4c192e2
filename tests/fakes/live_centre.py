"""A whole centre that can be heard: a server of its own, agents at their desks, and telephones of other makes.

Everybody speaks a tone of their own all the time, and waiting music is a tone too, so that who hears whom is seen in
the sound that each endpoint receives.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from agent_desktop.phone import port
from agent_desktop.server.media import runfile
from agent_desktop.server.secret_file import SecretFile
from agent_desktop.server.sip.certificate import OWN_NAME
from agent_desktop.server.sip.switch import REALM
from tests.fakes import live_parties
from tests.fakes.baresip import Baresip
from tests.fakes.ears import SPOKEN_DBFS, FileEar, LastFileEar, Look, TalkerEar, tone_wav
from tests.fakes.live_parties import DeskAgent
from tests.fakes.phone_rig import RigPhone
from tests.fakes.program import server
from tests.fakes.talker import Talker

TONES = {
    "customer": 400.0,
    "bertil": 650.0,
    "anna": 950.0,
    "marek": 1250.0,
    "oksana": 1550.0,
    "vera": 1850.0,
    "music": 2350.0,
    "first": 2750.0,
    "second": 3050.0,
    "secret": 3300.0,
}
"""None is a multiple of another; all have whole periods in a packet."""

CENTRE = """
[[queues]]
id = "service"
name = "Customer service"
number = "1000"
offer_seconds = 60
wrap_up_seconds = 0
tell_listened = false

[[queues]]
id = "support"
name = "Technical support"
number = "2000"
offer_seconds = 60
wrap_up_seconds = 0

[[queues]]
id = "menu"
name = "Menu"
number = "4000"
flow = "menu"

[[flows]]
id = "menu"
start = "menu"
nodes = [
    { type = "MenuNode", id = "menu", prompts = ["music/waiting"], choices = [
        { value = "5", next = "talk" },
    ], otherwise = "menu" },
    { type = "TransferNode", id = "talk", queue = "service" },
]

[[queues]]
id = "of_anna"
name = "Anna's"
number = "3001"
offer_seconds = 60
wrap_up_seconds = 0

[[queues]]
id = "of_vera"
name = "Vera's"
number = "3002"
offer_seconds = 60
wrap_up_seconds = 0

[[trunks]]
id = "provider"
server = "127.0.0.1:PORT"

[[devices]]
id = "softphone-tls"

[[devices]]
id = "baresip-tls"

[[agents]]
user = "bertil"
name = "Bertil"
password = "secret-bertil"
queues = ["service"]

# Telephones that encrypt, at the desk instead of the softphone: our own softphone's engine, and baresip.
[[agents]]
user = "anna"
name = "Anna"
password = "secret-anna"
queues = ["of_anna"]
device = "softphone-tls"

[[agents]]
user = "vera"
name = "Vera"
password = "secret-vera"
queues = ["of_vera"]
supervisor = true
device = "baresip-tls"

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
"""
SOFTPHONES = ("bertil", "oksana")
OTHERS = ("anna", "vera", "marek")
DEVICE_PASSWORD = "secret"


class LiveCentre:
    """Made at once; ``open`` waits until everybody is at work. ``stack`` closes it."""

    def __init__(self, folder: Path, stack: ExitStack, tool: Callable[[str], str]) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.stack = stack
        self.tool = tool
        self.look = Look(TONES)
        self.talkers: dict[str, Talker] = {}
        phones = {user: RigPhone() for user in (*SOFTPHONES, "anna")}
        stack.callback(lambda: live_parties.all_at_once([phone.close for phone in phones.values()]))
        tone_wav(self.data / "prompts" / "music" / "waiting.wav", TONES["music"])
        for device in ("softphone-tls", "baresip-tls"):
            SecretFile(self.data).keep_device(device, REALM, DEVICE_PASSWORD)
        at = live_parties.free_port()
        self._called(at)
        self.server = server(self.data, centre=CENTRE.replace("PORT", str(at)))
        stack.callback(self.server.close)
        self.sip: str = self.server.said[0]["sip"].removeprefix("sip:")
        self.sip_tls: str = self.server.said[0]["sip_tls"]
        self.http: str = self.server.said[0]["http"]
        self.agents: dict[str, DeskAgent] = {}
        stack.callback(lambda: live_parties.all_at_once([agent.close for agent in self.agents.values()]))
        for user in (*SOFTPHONES, *OTHERS):
            self.agents[user] = DeskAgent(user, phones[user] if user in SOFTPHONES else None)
            self.agents[user].log_in(self.http)
        self.desk_phone = phones["anna"]
        self._rung = 0
        self._softphone_over_tls(self.desk_phone)
        self.second_telephone = self._baresip_over_tls()
        for user in SOFTPHONES:
            self.agents[user].use(*self._sound(user))
            self.look.ears[user] = FileEar(self._sound(user)[1])

    def _sound(self, name: str) -> tuple[Path, Path]:
        """What a softphone says, over and over, and where it writes what it hears."""
        return tone_wav(self.folder / f"says-{name}.wav", TONES[name]), self.folder / f"hears-{name}.wav"

    def _called(self, at: int) -> None:
        """The telephone at Marek's home, reached by the trunk."""
        talker = self.talker("marek")
        self.sipp("home", live_parties.IS_CALLED, [talker], "-p", str(at))

    @property
    def worker(self) -> int:
        """The process that carries the speech."""
        (path,) = (self.data / "run").glob("media-*.json")
        return runfile.read(path).pid

    def open(self) -> None:
        """Everybody is ready for calls."""
        oksana = self.agents["oksana"]
        oksana.until(lambda view: view.phone.ringing_leg)
        oksana.click("answer", lambda view: view.phone.active_leg)
        for agent in self.agents.values():
            agent.ready()

    def desk_phone_answers(self) -> str:
        """Anna's telephone rings and is picked up; its leg."""
        leg = self.desk_phone.wait(port.Incoming, since=self._rung).leg
        self._rung = self.desk_phone.mark()
        self.desk_phone.order(port.Answer(leg=leg))
        return leg

    # --- who calls -------------------------------------------------------------------------------

    def talker(self, name: str) -> Talker:
        """Speaks and hears for a party whose SIP somebody else does."""
        talker = Talker(TONES[name], dbfs=SPOKEN_DBFS)
        self.stack.callback(talker.close)
        self.talkers[name] = talker
        self.look.ears[name] = TalkerEar(talker)
        return talker

    def sipp(self, folder: str, steps: str, talkers: list[Talker], *more: str) -> live_parties.Child:
        """A call for each talker."""
        ports = [talker.port for talker in talkers]
        child = live_parties.sipp(self.tool("sipp"), self.folder / folder, steps, ports, *more)
        self.stack.callback(child.stop)
        return child

    def sipp_calls(self, number: str, *names: str) -> live_parties.Child:
        """These dial a number and stay until they are hung up."""
        talkers = [self.talker(name) for name in names]
        return self.sipp(f"calls-{number}-{len(self.talkers)}", live_parties.CALLS, talkers, self.sip, "-s", number)

    def baresip_calls(self, number: str) -> Baresip:
        """The customer dials by baresip."""
        source = tone_wav(self.folder / "asks.wav", TONES["customer"], 8000, seconds=90)
        account = "<sip:+46709990002@127.0.0.1>;regint=0"
        phone = Baresip(
            self.tool("baresip"), self.folder / "baresip", source, account, dials=f"sip:{number}@{self.sip}"
        )
        self.stack.callback(phone.stop)
        self.look.ears["customer"] = phone.ear()
        return phone

    # --- telephones that encrypt -----------------------------------------------------------------

    def _softphone_over_tls(self, phone: RigPhone) -> None:
        """Anna's: it takes the server by the certificate that the server made itself."""
        says, hears = self._sound("anna")
        phone.order(port.UseSound(device=f"file:{says},{hears}"))
        pem = (self.data / OWN_NAME).read_text()
        register = port.Register(server=self.sip_tls, user="softphone-tls", password=DEVICE_PASSWORD, certificate=pem)
        registered = phone.ask(register, port.Registration)
        assert registered.registered, registered
        self.look.ears["anna"] = FileEar(hears)

    def _baresip_over_tls(self) -> Baresip:
        """Vera's: it answers at once, and takes no call that is not encrypted."""
        home = self.folder / "baresip-tls"
        source = tone_wav(self.folder / "says-vera.wav", TONES["vera"], 8000, seconds=90)
        at = self.sip_tls.removeprefix("sip:")
        account = f"<sip:baresip-tls@{at}>;auth_pass={DEVICE_PASSWORD};regint=60;answermode=auto;mediaenc=srtp"
        phone = Baresip(self.tool("baresip"), home, source, account, trusts=self.data / OWN_NAME)
        self.stack.callback(phone.stop)
        self.look.ears["vera"] = LastFileEar(home)
        return phone

"""A contact centre without an outside, for tests that read like a script: say what happens, see what is ordered."""

from __future__ import annotations

from typing import TypeVar

from agent_desktop.domain import views
from agent_desktop.domain.evolve import EMPTY, evolve
from agent_desktop.domain.messages import (
    SYSTEM,
    AcceptLeg,
    Agent,
    AgentStatus,
    AnyCommand,
    AnyEffect,
    AnyEvent,
    AnyInput,
    Asked,
    CallArrived,
    Case,
    CaseKind,
    CaseSource,
    Connect,
    Define,
    DigitPressed,
    Effect,
    EffectDone,
    HangUpLeg,
    ItemArrived,
    LegAnswered,
    LegEnd,
    LegEnded,
    LegRinging,
    LogIn,
    Mix,
    Noticed,
    Offer,
    Play,
    PlayFinished,
    Presence,
    Queue,
    QueueKind,
    Reason,
    ReasonGroup,
    Refusal,
    RejectLeg,
    RingLeg,
    SetStatus,
    SpeakNumber,
    Tick,
)
from agent_desktop.domain.state import State, next_deadline
from agent_desktop.domain.step import step
from agent_desktop.domain.tones import TONE_MS

E = TypeVar("E", bound=Effect)

QUEUES = (
    Queue(id="service", name="Customer service", number="1000", wrap_up_ms=8_000, offer_ms=20_000),
    Queue(id="support", name="Technical support", number="2000", wrap_up_ms=None, offer_ms=15_000),
    Queue(id="filing", name="Filing", kind=QueueKind.ADMINISTRATIVE),
    Queue(id="errands", name="Errands", kind=QueueKind.ADMINISTRATIVE_READY),
)
AGENTS = (
    Agent(id="anna", name="Anna Berg", queues=("service", "support", "filing", "errands")),
    Agent(id="bertil", name="Bertil Ek", queues=("service", "filing", "errands")),
    Agent(id="oksana", name="Oksana Koval", queues=("support",)),
    Agent(id="vera", name="Vera Lund", supervisor=True),
)
REASONS = (
    Reason(id="Busy_Lunch"),
    Reason(id="Busy_Coffee"),
    Reason(id="Mail", group=ReasonGroup.WORK),
    Reason(id="Phone", group=ReasonGroup.WORK, phone=True),
)

READY = SetStatus(status=AgentStatus.READY)
LUNCH = SetStatus(status=AgentStatus.BUSY, reason="Busy_Lunch")


class Centre:
    """Holds the state, a clock that moves only when told, and all that came out so far."""

    def __init__(self, define: Define | None = None) -> None:
        self.state: State = EMPTY
        self.now = 1_000_000
        self.events: list[AnyEvent] = []
        self.times: list[int] = []  # of each event
        self.effects: list[AnyEffect] = []
        self.history: list[tuple[State, AnyEvent]] = []
        self._callers = 0
        self._items = 0
        self._digits = 0
        given = define or Define(queues=QUEUES, agents=AGENTS, reasons=REASONS)
        assert self.give(Asked(by=SYSTEM, command=given)) is None

    def give(self, given: AnyInput) -> Refusal | None:
        """One input; the events are folded as the server does, and must lead to the state that the step says."""
        outcome = step(self.state, given, self.now)
        if isinstance(outcome, Refusal):
            return outcome
        for event in outcome.events:
            self.history.append((self.state, event))
            self.state = evolve(self.state, event)
        assert self.state == outcome.state
        assert len(outcome.states) == len(outcome.events)
        assert not outcome.states or outcome.states[-1] is outcome.state
        self.events.extend(outcome.events)
        self.times.extend(self.now for _ in outcome.events)
        self.effects.extend(outcome.effects)
        return None

    def ask(self, by: str, command: AnyCommand) -> Refusal | None:
        return self.give(Asked(by=by, command=command))

    def log_in(self, *agents: str) -> None:
        for agent in agents:
            assert self.ask(agent, LogIn()) is None

    def ready(self, *agents: str) -> None:
        """Log in and be ready, a millisecond apart, so that the order is the order named."""
        for agent in agents:
            self.log_in(agent)
            assert self.ask(agent, READY) is None
            self.now += 1

    def call(self, number: str = "1000", caller: str = "+46701234567", name: str = "Carl") -> str:
        """A caller dials; our 200 is acknowledged at once; returns the caller's leg."""
        self._callers += 1
        leg = f"i{self._callers}"
        self.give(CallArrived(leg=leg, number=number, caller=caller, caller_name=name))
        if any(isinstance(effect, AcceptLeg) and effect.leg == leg for effect in self.effects):
            self.give(LegAnswered(leg=leg))
        self.now += 1
        return leg

    def write(self, queue: str, contact: str = "c-1", mentions: int | None = None, agent: str | None = None) -> int:
        """A customer begins something in writing; returns the case it is in."""
        self._items += 1
        kinds = {QueueKind.CHAT: CaseKind.CHAT, QueueKind.EMAIL: CaseKind.EMAIL, QueueKind.BACK_OFFICE: CaseKind.TASK}
        sources = {CaseKind.CHAT: CaseSource.CHAT, CaseKind.EMAIL: CaseSource.EMAIL, CaseKind.TASK: CaseSource.WEB_FORM}
        kind, reference = kinds[self.state.queues[queue].kind], f"r{self._items}"
        self.give(
            ItemArrived(
                reference=reference,
                queue=queue,
                kind=kind,
                source=sources[kind],
                contact=contact,
                address=f"{contact}@example.org",
                mentions=mentions,
                agent=agent,
            )
        )
        self.now += 1
        return self.state.items[reference].case

    def reference(self, case: int) -> str:
        """What the channel calls the item that a case began with."""
        return next(item.reference for item in self.state.items.values() if item.case == case)

    def pick_up(self, agent: str) -> str:
        """The agent's phone rings and is answered; returns the agent's leg."""
        leg = self.offer(agent).leg
        assert leg is not None
        self.give(LegRinging(leg=leg))
        self.give(LegAnswered(leg=leg))
        return leg

    def pick_up_listener(self, listener: str) -> str:
        """The phone of somebody who wants to listen answers by itself; returns its leg."""
        leg = self.state.listening[listener].leg
        self.give(LegAnswered(leg=leg))
        return leg

    def pick_up_again(self, agent: str) -> str:
        """The agent's phone, rung back into the talk, answers; returns its leg."""
        leg = self.presence(agent).leg
        assert leg is not None
        self.give(LegRinging(leg=leg))
        self.give(LegAnswered(leg=leg))
        return leg

    def end(self, leg: str, cause: LegEnd = LegEnd.HUNG_UP) -> None:
        """A leg ends, and so do the legs that are ordered to end because of it."""
        self.give(LegEnded(leg=leg, cause=cause))
        self.hung_up()

    def hung_up(self) -> None:
        """The legs that are ordered to end do so."""
        for effect in list(self.state.effects.values()):
            if isinstance(effect, HangUpLeg):
                self.give(LegEnded(leg=effect.leg, cause=LegEnd.HUNG_UP))

    def media_done(self) -> None:
        """Everything that was to be connected and played is."""
        for effect in list(self.state.effects.values()):
            if isinstance(effect, Connect | Mix | Play) and not (isinstance(effect, Play) and effect.report_end):
                self.give(EffectDone(effect=effect.id))

    def prompts_end(self) -> None:
        """Every prompt that is played now is heard to its end."""
        for effect in list(self.state.effects.values()):
            if isinstance(effect, SpeakNumber) or (isinstance(effect, Play) and effect.report_end):
                self.give(PlayFinished(effect=effect.id))

    def press(self, leg: str, digits: str) -> None:
        """A caller presses keys, one after the other."""
        for digit in digits:
            self._digits += 1
            self.give(DigitPressed(leg=leg, digit=digit, number=self._digits))
            self.now += 1

    def wait(self, ms: int) -> None:
        """Time passes; every deadline on the way is kept by a Tick at its time."""
        end = self.now + ms
        while (due := next_deadline(self.state)) is not None and due <= end:
            self.now = max(self.now, due)
            self.give(Tick())
        self.now = end

    def unreached(self, leg: str, cause: LegEnd) -> None:
        """A number that was dialled is not reached, and the agent hears the tone of that to its end."""
        self.end(leg, cause)
        if any(case.tone for case in self.state.cases.values()):
            self.wait(TONE_MS)
        self.hung_up()

    def presence(self, agent: str) -> Presence:
        return self.state.presences[agent]

    def status(self, agent: str) -> AgentStatus:
        return self.state.presences[agent].status

    def offer(self, agent: str) -> Offer:
        """The one offer to the agent."""
        (offer,) = [offer for offer in self.state.offers.values() if offer.agent == agent]
        return offer

    def case(self) -> Case:
        """The one case there is."""
        (case,) = self.state.cases.values()
        return case

    def told(self, agent: str) -> list[str]:
        """The codes of all that the agent was told so far."""
        return [event.code for event in self.events if isinstance(event, Noticed) and event.agent == agent]

    def ordered(self, kind: type[E]) -> list[E]:
        """All orders of a kind so far."""
        return [effect for effect in self.effects if isinstance(effect, kind)]

    def ordered_rejects(self) -> list[RejectLeg]:
        """The calls refused so far."""
        return [effect for effect in self.effects if isinstance(effect, RejectLeg)]

    def rung(self) -> list[str]:
        """The agents whose phones were rung, in order."""
        return [effect.agent for effect in self.effects if isinstance(effect, RingLeg)]

    def view(self, viewer: str) -> State:
        """What the viewer's client holds when it folded everything it was sent since the beginning."""
        held = EMPTY
        for before, event in self.history:
            for shown in views.visible(before, event, viewer):
                held = evolve(held, shown)
        return held


def code(centre: Centre, by: str, command: AnyCommand) -> str | None:
    """The code of the refusal; None when the command was carried out."""
    refusal = centre.ask(by, command)
    return refusal.code if refusal is not None else None


def in_wrap_up(agent: str = "bertil", number: str = "1000") -> Centre:
    """The agent wraps up a call of the queue with this number."""
    centre = Centre()
    centre.ready(agent)
    caller = centre.call(number)
    centre.pick_up(agent)
    centre.end(caller)
    assert centre.status(agent) is AgentStatus.WRAP_UP
    return centre

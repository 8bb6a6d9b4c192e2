"""What a random walk may give to the core: one table, input by input.

A new command or fact needs a row in ``INPUTS`` (or a line in a generator that is there), else the walk fails and names
it. A generator is a function of the state and of a ``Chance``; it returns an input, or a number of milliseconds that
pass, or None when there is nothing to be done now. Three things make failures shrink well and come again:

- what is drawn is drawn from the ``Chance``, never from ``random``;
- the dullest option stands first: hypothesis shrinks towards it;
- a choice among rows is one among *sorted* rows (``sorted(state.legs)``): a Map has another order in every process.

Nonsense is welcome: a command must be refused or done, an impossible fact must be ignored. A new effect is answered in
``fact_for``. What must hold afterwards stands in ``holds.py`` (of a state) and ``witness.py`` (of the events).
"""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain.messages import (
    SYSTEM,
    AcceptLeg,
    AdapterStarted,
    Agent,
    AgentStatus,
    Announce,
    AnswerCall,
    AnswerTransfer,
    AnyCommand,
    AnyEffect,
    AnyInput,
    Asked,
    CallArrived,
    Capacity,
    CaptureClip,
    CaseState,
    CentreRules,
    CherryPick,
    ChooseQueues,
    ClientCame,
    ClientGone,
    Confer,
    Connect,
    Cri,
    CriDefinition,
    Define,
    Dial,
    DialLeg,
    EffectDone,
    EffectFailed,
    EndClip,
    EndInquiry,
    EndWrapUp,
    ExtendWrapUp,
    ForgetClip,
    HangUpCall,
    HangUpLeg,
    Hold,
    Inquire,
    LegAnswered,
    LegEarlyMedia,
    LegEnd,
    LegEnded,
    LegHeard,
    LegRinging,
    LegSilent,
    LegTransferAsked,
    LogIn,
    LogOut,
    LookUp,
    MakeWrapUp,
    Mix,
    Opening,
    OrderRecording,
    Overflow,
    Park,
    PhoneReady,
    Play,
    RecordMessage,
    RecordRule,
    RejectLeg,
    ReportQuality,
    Retrieve,
    Right,
    RingLeg,
    SetAlarm,
    SetCri,
    SetStatus,
    Skill,
    SpeakNumber,
    Speech,
    StopWrapUpTimer,
    Tick,
    Toggle,
    Transfer,
    WriteNote,
    ZoneOffset,
)
from agent_desktop.domain.network import Device
from agent_desktop.domain.routing import DISCIPLINES
from agent_desktop.domain.state import State
from tests.fakes.centre import AGENTS, LUNCH, QUEUES, READY, REASONS
from tests.walks import calling_part, clips_part, ivr_part, listening_part, recorded_part, written_part
from tests.walks.chance import Chance, Generator, Joins

RECORDED = {"support": RecordRule.ALWAYS, "service": RecordRule.ON_DEMAND}
WALKED = tuple(
    replace(
        ivr_part.with_keys(queue),
        attempts=calling_part.RULE,
        retention_ms=20_000,
        record=RECORDED.get(queue.id, RecordRule.NEVER),
        tell_listened=queue.id != "support",
        listen_private=queue.id == "support",
    )
    for queue in (*QUEUES, ivr_part.FRONT)
)
CRIS = (CriDefinition(name="Matter", queues=("service", "support"), editable=True),)
PICKERS = ("anna", "vera")
STAFF = tuple(
    replace(
        agent,
        queues=(*agent.queues, *written_part.IDS),
        rights=(Right.CHERRY_PICK,) if agent.id in PICKERS else (),
        nailed_up=agent.id == "bertil",
    )
    for agent in AGENTS
)
CENTRE = Define(
    queues=(*WALKED, *written_part.QUEUES),
    agents=STAFF,
    reasons=REASONS,
    cris=CRIS,
    campaigns=calling_part.CAMPAIGNS,
    flows=ivr_part.FLOWS,
    devices=(Device(id="desk-1"), Device(id="desk-2")),
    centre=CentreRules(cherry_pick=True),
)
"""The centre in which it all happens."""

AGENT_IDS = tuple(agent.id for agent in AGENTS)
QUEUE_IDS = tuple(queue.id for queue in CENTRE.queues)
NUMBERS = ("1000", "1000", "2000", "3000", "4711")

# --- people ----------------------------------------------------------------------------------------

BACK_SOON = replace(LUNCH, back_at=1_000_000 + 60_000)
"""Within the walk, and soon past: then it is refused (F017)."""
BACK_LATE = replace(LUNCH, back_at=1_000_000 + 86_400_000)

COMMANDS: tuple[AnyCommand, ...] = (
    LogIn(),
    LogIn(nailed_up=True),
    LogIn(device="desk-1"),
    LogIn(device="desk-9"),
    Dial(number="112"),
    READY,
    READY,
    READY,
    LUNCH,
    BACK_SOON,
    BACK_LATE,
    LogOut(),
    SetStatus(status=AgentStatus.READY, reason="Mail"),
    SetStatus(status=AgentStatus.READY, reason="Phone"),
    SetStatus(status=AgentStatus.LOGGED_OUT),
    SetStatus(status=AgentStatus.ADMINISTRATIVE, queue="errands"),
    SetStatus(status=AgentStatus.ADMINISTRATIVE, queue="filing"),
    MakeWrapUp(queue="errands"),
    MakeWrapUp(queue="filing"),
    ChooseQueues(queues=("service",)),
    ChooseQueues(queues=("service", "errands", "filing")),
    ChooseQueues(queues=(), agent="anna"),
    EndWrapUp(),
    EndWrapUp(agent="bertil"),
    ExtendWrapUp(),
    StopWrapUpTimer(),
    Dial(number="+4680"),
    Dial(number="+4680"),
    Dial(agent="anna"),
)


ASKING: tuple[AnyCommand, ...] = (Toggle(), EndInquiry(), Confer(), Transfer(), Inquire(agent="anna"))
"""What can be done while somebody is asked."""

IN_CALL: tuple[AnyCommand, ...] = (
    Hold(),
    HangUpCall(),
    Park(),
    Retrieve(),
    Inquire(agent="anna"),
    Inquire(agent="bertil"),
    Inquire(queue="service"),
    Inquire(queue="support"),
    Inquire(number="+4681"),
    Transfer(number="+4682"),
    Toggle(),
    EndInquiry(),
    Confer(),
    Confer(),
    Transfer(),
    Transfer(),
    Transfer(agent="anna"),
    Transfer(agent="bertil"),
    Transfer(queue="support"),
)


def person(state: State, chance: Chance) -> AnyInput:
    """Somebody clicks."""
    del state
    return Asked(by=chance.pick(AGENT_IDS), command=chance.pick(COMMANDS))


def answers(state: State, chance: Chance) -> AnyInput:
    """Somebody whose leg stays between calls clicks to answer, or another one."""
    offered = sorted(
        row.agent for row in state.presences.values() if row.nailed_up and row.status is AgentStatus.OFFERED
    )
    command = HangUpCall() if chance.once_in(8) else AnswerCall()
    return Asked(by=chance.pick((*offered, *offered, *AGENT_IDS)), command=command)


def talker(state: State, chance: Chance) -> AnyInput:
    """Somebody does with a call what can be done with it; mostly an agent who has one."""
    talking = sorted(row.agent for row in state.presences.values() if row.status is AgentStatus.IN_CALL)
    by = chance.pick(talking or AGENT_IDS)
    asks = state.presences[by].case in state.inquiries and chance.once_in(2)
    return Asked(by=by, command=chance.pick(ASKING if asks else IN_CALL))


def returns(state: State, chance: Chance) -> AnyInput:
    """Somebody who is not ready, or whose window is gone, is there again."""
    for agent in AGENT_IDS:
        presence = state.presences[agent]
        if presence.away:
            return ClientCame(agent=agent)
        if presence.status is AgentStatus.LOGGED_OUT:
            return Asked(by=agent, command=LogIn())
        if presence.status is AgentStatus.BUSY:
            return Asked(by=agent, command=READY)
    return Asked(by=chance.pick(AGENT_IDS), command=READY)


def picker(state: State, chance: Chance) -> AnyInput:
    """Somebody takes a call that waits, or another case."""
    waiting = sorted(case.id for case in state.cases.values() if case.state in (CaseState.WAITING, CaseState.IN_IVR))
    case = chance.pick((*waiting, *waiting, *waiting, *sorted(state.cases), 1))
    return Asked(by=chance.pick(("anna", *AGENT_IDS)), command=CherryPick(case=case))


def value_set(state: State, chance: Chance) -> AnyInput:
    """The agent of a case, or somebody else, sets a CRI."""
    case = chance.pick((*sorted(state.cases), 1))
    row = state.cases.get(case)
    by = row.agent if row is not None and row.agent is not None else chance.pick(AGENT_IDS)
    return Asked(by=by, command=SetCri(case=case, name="Matter", value=chance.pick(("paid", "unpaid", ""))))


def alarm(state: State, chance: Chance) -> AnyInput:
    """Somebody wants to be told of a queue, or not any more."""
    if state.alarms and chance.once_in(3):
        by = chance.pick(sorted(state.alarms))
        return Asked(by=by, command=SetAlarm(queue=chance.pick(sorted(state.alarms[by])), waiting=None))
    queue, by = chance.pick(("service", "support", "nowhere")), chance.pick(AGENT_IDS)
    limits: tuple[dict[str, int], ...] = ({}, {"waiting": 1}, {"waiting": 2, "longest_ms": 5_000}, {"longest_ms": 0})
    limits += ({"ready": 1}, {"ready": 2, "level": 80})
    return Asked(by=by, command=SetAlarm(queue=queue, **chance.pick(limits)))


def note(state: State, chance: Chance) -> AnyInput:
    """Somebody writes a note, perhaps about a case that never was, perhaps sent twice."""
    case, number = chance.number(1, state.next_id), chance.number(1, state.next_id)
    command = WriteNote(case=case, text="n", device=chance.pick(("pc", "laptop")), number=number)
    return Asked(by=chance.pick(AGENT_IDS), command=command)


def quality(state: State, chance: Chance) -> AnyInput:
    """A softphone says how a call sounded, perhaps of a case that never was."""
    way = Speech(packets=chance.number(0, 9), lost=0, jitter_ms=1.5, mos=4.3)
    command = ReportQuality(case=chance.number(1, state.next_id), codec="PCMA", heard=way, spoken=way)
    return Asked(by=chance.pick(AGENT_IDS), command=command)


def phone(state: State, chance: Chance) -> AnyInput:
    """A phone says what legs it has, as it is or as if it were started anew."""
    agent = chance.pick(AGENT_IDS)
    legs = tuple(sorted(leg.id for leg in state.legs.values() if leg.agent == agent))
    return Asked(by=agent, command=PhoneReady(legs=chance.pick((legs, ()))))


# --- the administrator -----------------------------------------------------------------------------

SKILLS = ((), (Skill(name="polish", level=2),), (Skill(name="polish", level=5), Skill(name="law", level=1)))


def agent_redefined(state: State, chance: Chance) -> AnyInput:
    """An agent has other queues, skills and rights from now on."""
    del state
    agent = chance.pick(AGENTS)
    changed = Agent(
        id=agent.id,
        name=agent.name,
        queues=chance.some(QUEUE_IDS),
        supervisor=chance.once_in(3),
        skills=chance.pick(SKILLS),
        capacity=Capacity(chats=chance.number(1, 2)),
        rights=chance.pick(((), (Right.CHERRY_PICK,))),
        auto_answer=chance.once_in(3),
        phone_number=chance.pick(("", "", "+4670")),
        nailed_up=chance.once_in(2),
        device=chance.pick(("", "", "desk-2")),
    )
    return Asked(by=SYSTEM, command=Define(agents=(changed,)))


def queue_redefined(state: State, chance: Chance) -> AnyInput:
    """A queue has other rules from now on."""
    del state
    queue = chance.pick(CENTRE.queues)
    changed = replace(
        queue,
        wrap_up_ms=chance.pick((queue.wrap_up_ms, 8_000, None)),
        priority=chance.number(0, 2),
        discipline=chance.pick(sorted(DISCIPLINES)),
        skills=chance.pick(SKILLS),
        overflow=chance.pick((None, Overflow(after_ms=10_000, queue=chance.pick(QUEUE_IDS)))),
        max_waiting=chance.pick((None, None, 2)),
        hours=chance.pick(((), (), (Opening(day=3, begin=0, end=30),))),
    )
    return Asked(by=SYSTEM, command=Define(queues=(changed,)))


def centre_redefined(state: State, chance: Chance) -> AnyInput:
    """The centre has other rules from now on."""
    del state
    return Asked(by=SYSTEM, command=Define(centre=CentreRules(cherry_pick=chance.once_in(2))))


def zone(state: State, chance: Chance) -> AnyInput:
    """Summer time begins, or the server moves."""
    del state
    return ZoneOffset(minutes=chance.pick((0, 60, 120, -300)))


# --- callers, adapters, time -------------------------------------------------------------------------


def caller(state: State, chance: Chance) -> AnyInput:
    """Somebody dials a queue, or a number that is none."""
    number, cris = chance.pick(NUMBERS), chance.pick(((), (Cri(name="Contract", value="A-17"),)))
    leg, number_of_caller = f"i{state.next_id}", f"+{state.next_id}"
    return CallArrived(leg=leg, number=number, caller=number_of_caller, caller_name="C", cris=cris)


def answer(state: State, chance: Chance) -> AnyInput | None:
    """An adapter answers an open order; on a calm day mostly the oldest one."""
    orders = sorted(order for order, row in state.effects.items() if not (chance.calm and isinstance(row, Announce)))
    in_turn = chance.calm and not chance.once_in(3)
    return fact_for(state.effects[chance.pick(orders[:1] if in_turn else orders)], chance) if orders else None


def fact_for(effect: AnyEffect, chance: Chance) -> AnyInput:
    """What an adapter may say of this order."""
    if isinstance(effect, AcceptLeg | RingLeg | DialLeg):
        if chance.calm and not chance.once_in(8):
            return LegAnswered(leg=effect.leg)
        ends = (LegEnd.REJECTED, LegEnd.UNREACHABLE, LegEnd.NO_ANSWER, LegEnd.FAILED)
        if chance.once_in(5):
            return LegEnded(leg=effect.leg, cause=chance.pick(ends))
        fail = EffectFailed(effect=effect.id, why="chance")
        answered = LegAnswered(leg=effect.leg)
        return chance.pick((answered, answered, answered, LegRinging(leg=effect.leg), fail))
    if isinstance(effect, HangUpLeg):
        return LegEnded(leg=effect.leg, cause=LegEnd.HUNG_UP)
    if isinstance(effect, LookUp | RecordMessage | SpeakNumber) or (isinstance(effect, Play) and effect.report_end):
        return ivr_part.fact_for(effect, chance)
    of_clips = CaptureClip | EndClip | ForgetClip
    assert isinstance(effect, AnswerTransfer | Connect | Mix | Play | RejectLeg | OrderRecording | Announce | of_clips)
    return EffectFailed(effect=effect.id, why="chance") if chance.once_in(10) else EffectDone(effect=effect.id)


def hangs_up(state: State, chance: Chance) -> AnyInput | None:
    """A leg ends by itself."""
    legs = sorted(state.legs)
    cause = LegEnd.LOST if chance.once_in(8) else LegEnd.HUNG_UP
    return LegEnded(leg=chance.pick(legs), cause=cause) if legs else None


def nonsense(state: State, chance: Chance) -> AnyInput:
    """A fact that can be true only by luck."""
    leg = chance.pick((*sorted(state.legs), "o0", "i0"))
    return chance.pick(
        (
            LegRinging(leg=leg),
            LegEarlyMedia(leg=leg),
            LegAnswered(leg=leg),
            EffectDone(effect=0),
            EffectFailed(effect=0, why="x"),
            LegEnded(leg="i0", cause=LegEnd.HUNG_UP),
            Tick(),
        )
    )


def phone_transfers(state: State, chance: Chance) -> AnyInput:
    """An agent's phone, or what takes itself for one, gives its call away."""
    legs = (*sorted(state.legs), "o0")
    if chance.once_in(2):
        return LegTransferAsked(leg=chance.pick(legs), replaces=chance.pick(legs))
    return LegTransferAsked(leg=chance.pick(legs), number=chance.pick((*NUMBERS, *AGENT_IDS, "+4681234")))


def silence(state: State, chance: Chance) -> AnyInput:
    """A phone is not heard any more, or heard again."""
    leg = chance.pick((*sorted(state.legs), "o0"))
    return chance.pick((LegSilent(leg=leg), LegHeard(leg=leg)))


def client(state: State, chance: Chance) -> AnyInput:
    """A window is there, or gone."""
    del state
    agent = chance.pick(AGENT_IDS)
    return chance.pick((ClientCame(agent=agent), ClientGone(agent=agent)))


def client_joins(state: State, chance: Chance) -> Joins:
    """A window is opened, and begins with a snapshot."""
    del state
    return Joins(chance.pick(AGENT_IDS))


def restart(state: State, chance: Chance) -> AnyInput:
    """The SIP adapter starts anew with some of its legs, and one that nobody knows."""
    return AdapterStarted(legs=(*chance.some(sorted(state.legs)), "i-stranger"))


def time_passes(state: State, chance: Chance) -> int:
    """With a Tick at every deadline on the way."""
    del state
    return chance.pick((1, 10, 500, 500, 500, 5_000, 25_000) if chance.calm else (1, 10, 500, 5_000, 25_000))


INPUTS: dict[Generator, tuple[int, int]] = {
    person: (6, 3),
    talker: (2, 6),
    answers: (1, 2),
    recorded_part.recorder: (2, 2),
    clips_part.clipper: (2, 3),
    recorded_part.recorder_fails: (1, 1),
    listening_part.listener: (1, 3),
    alarm: (1, 1),
    returns: (1, 4),
    caller: (3, 3),
    answer: (9, 14),
    hangs_up: (2, 1),
    time_passes: (3, 3),
    calling_part.order_callback: (1, 2),
    calling_part.dial: (1, 3),
    calling_part.report: (1, 3),
    calling_part.campaigner: (2, 3),
    calling_part.list_arrives: (1, 2),
    calling_part.goes_on: (3, 4),
    calling_part.erase: (1, 1),
    written_part.customer: (3, 3),
    written_part.takes: (2, 3),
    written_part.writer: (3, 4),
    written_part.finisher: (1, 3),
    written_part.colleague: (3, 4),
    ivr_part.presses: (3, 3),
    ivr_part.goes_on: (3, 4),
    ivr_part.flow_redefined: (1, 0),
    value_set: (1, 1),
    picker: (2, 2),
    centre_redefined: (1, 0),
    note: (1, 1),
    quality: (1, 0),
    phone: (1, 1),
    client: (1, 0),
    client_joins: (1, 1),
    phone_transfers: (1, 2),
    silence: (1, 0),
    nonsense: (1, 1),
    restart: (1, 0),
    agent_redefined: (1, 0),
    queue_redefined: (1, 0),
    zone: (1, 0),
}
"""What happens, and how often in proportion: on a wild day, and on a calm one."""

PARTS = tuple(sorted({generator.__module__ for generator in INPUTS} - {__name__}))

PART_WEIGHT = 3
"""How much more often than else the inputs of one part happen on a day that is about it."""


def customs(calm: bool, never: list[Generator], about: str | None) -> list[Generator]:
    """What happens on a day, each as often as its weight says: what is never done is left out. A day that is about one
    part has nothing of the others: so it goes deeper."""
    found: list[Generator] = []
    for generator, often in INPUTS.items():
        own = generator.__module__ == about
        if generator not in never and (about is None or own or generator.__module__ == __name__):
            found.extend([generator] * often[calm] * (PART_WEIGHT if own else 1))
    return found or list(INPUTS)

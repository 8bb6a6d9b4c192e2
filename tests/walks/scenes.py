"""Where a random day may begin: with calls at hand, a campaign under way, customers who wrote. What seldom comes up by
chance alone comes up in days that begin near to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from agent_desktop.domain.messages import (
    SYSTEM,
    AcceptLeg,
    AgentStatus,
    Announce,
    AnswerCall,
    AnyEffect,
    AnyInput,
    Asked,
    CallArrived,
    CaseState,
    ConfirmDial,
    DialLeg,
    DigitPressed,
    EffectDone,
    HangUpLeg,
    ImportContacts,
    ItemArrived,
    JoinCampaign,
    LegAnswered,
    LegEnd,
    LegEnded,
    Listen,
    ListenMode,
    LockToMe,
    LogIn,
    LookUp,
    LookUpDone,
    NewContact,
    Play,
    PlayFinished,
    RecordCall,
    RecordMessage,
    RingLeg,
    TakeCase,
)
from agent_desktop.domain.state import State
from tests.fakes.centre import READY
from tests.walks import calling_part, ivr_part, listening_part, recorded_part, written_part
from tests.walks.chance import Chance

Now = Callable[[], State]
Scene = Callable[[Now, Chance], Iterator[AnyInput]]
"""Gives inputs one by one; each is given to the core before the next is asked for."""

TALKERS = ("anna", "bertil", "oksana")


def well(effect: AnyEffect) -> AnyInput | None:
    """How an order is answered when all goes well; None: it goes on."""
    if isinstance(effect, AcceptLeg | RingLeg | DialLeg):
        return LegAnswered(leg=effect.leg)
    if isinstance(effect, HangUpLeg):
        return LegEnded(leg=effect.leg, cause=LegEnd.HUNG_UP)
    if isinstance(effect, LookUp):
        return LookUpDone(effect=effect.id, values=())
    goes_on = isinstance(effect, Announce | RecordMessage) or (isinstance(effect, Play) and effect.report_end)
    return None if goes_on else EffectDone(effect=effect.id)


def answered(now: Now) -> Iterator[AnyInput]:
    """Every order is carried out, the oldest first; whoever answers by a click does."""
    while True:
        orders = (well(effect) for _, effect in sorted(now().effects.items()))
        fact = next((fact for fact in orders if fact is not None), None)
        clicks = sorted(
            row.agent for row in now().presences.values() if row.nailed_up and row.status is AgentStatus.OFFERED
        )
        if fact is None and not clicks:
            return
        yield Asked(by=clicks[0], command=AnswerCall()) if fact is None else fact


def at_work(now: Now, chance: Chance) -> Iterator[AnyInput]:
    """Everybody who takes calls is ready."""
    del chance
    for agent in TALKERS:
        yield Asked(by=agent, command=LogIn())
        yield Asked(by=agent, command=READY)
    yield from answered(now)


def talks(now: Now, chance: Chance) -> Iterator[AnyInput]:
    """Two or three agents talk, one of them is recorded on demand."""
    yield from at_work(now, chance)
    for place, number in enumerate(chance.pick((("1000", "2000"), ("1000", "1000", "2000")))):
        yield CallArrived(leg=f"s{place}", number=number, caller=f"+99{place}", caller_name="C")
        yield from answered(now)


def recorded(now: Now, chance: Chance) -> Iterator[AnyInput]:
    """Calls that may be recorded on demand are."""
    yield from talks(now, chance)
    for agent in TALKERS:
        yield Asked(by=agent, command=RecordCall())
    yield from answered(now)


def listened(now: Now, chance: Chance) -> Iterator[AnyInput]:
    """A supervisor listens to one who talks."""
    yield from talks(now, chance)
    yield Asked(by=listening_part.SUPERVISOR, command=LogIn())
    talker = chance.pick(TALKERS)
    yield Asked(by=listening_part.SUPERVISOR, command=Listen(agent=talker, mode=chance.pick(tuple(ListenMode))))
    yield from answered(now)


def in_the_menu(now: Now, chance: Chance) -> Iterator[AnyInput]:
    """A caller has heard the menu, and perhaps chosen."""
    yield CallArrived(leg="s0", number="3000", caller="+990", caller_name="C")
    yield from answered(now)
    for digit in chance.pick(("", "2", "3", "1", "5")):
        yield DigitPressed(leg="s0", digit=digit, number=1)
        prompts = sorted(order for order, row in now().effects.items() if isinstance(row, Play) and row.report_end)
        yield from (PlayFinished(effect=order) for order in prompts)


def waits(now: Now, chance: Chance) -> Iterator[AnyInput]:
    """Callers wait, and nobody is ready."""
    for place, number in enumerate(("1000", "1000", "2000")):
        yield CallArrived(leg=f"s{place}", number=number, caller=f"+99{place}", caller_name="C")
        yield from answered(now)
    yield Asked(by=chance.pick(TALKERS), command=LogIn())


def in_a_campaign(now: Now, chance: Chance) -> Iterator[AnyInput]:
    """Agents of a campaign talk to its contacts."""
    campaign = chance.pick(("spring", "fast"))
    people = tuple(NewContact(number=f"+{n}", reference=str(n)) for n in range(3))
    yield Asked(by=SYSTEM, command=ImportContacts(campaign=campaign, contacts=people))
    yield from at_work(now, chance)
    for agent in TALKERS:
        yield Asked(by=agent, command=JoinCampaign(campaign=campaign))
    yield from (Asked(by=row.agent, command=ConfirmDial(case=case)) for case, row in sorted(now().offers.items()))
    yield from answered(now)


def written_to(now: Now, chance: Chance) -> Iterator[AnyInput]:
    """Agents have what customers wrote at hand, one of them under a lock."""
    yield from at_work(now, chance)
    for place, queue in enumerate(("chat", "mail", "orders", "mail")):
        kind, contact = written_part.KINDS[queue], f"c{place % 3 + 1}"
        yield ItemArrived(
            reference=f"s{place}",
            queue=queue,
            kind=kind,
            source=written_part.SOURCES[kind],
            contact=contact,
            address=f"{contact}@example.org",
        )
    yield from (Asked(by=row.agent, command=TakeCase(case=case)) for case, row in sorted(now().offers.items()))
    handled = sorted((case.agent or "", case.id) for case in now().cases.values() if case.state is CaseState.HANDLING)
    if handled:
        agent, case = chance.pick(handled)
        yield Asked(by=agent, command=LockToMe(case=case))


SCENES: dict[str, tuple[Scene, ...]] = {
    calling_part.__name__: (in_a_campaign, in_a_campaign, talks),
    ivr_part.__name__: (in_the_menu, waits),
    listening_part.__name__: (listened,),
    recorded_part.__name__: (recorded,),
    written_part.__name__: (written_to,),
}
"""How a day about a part may begin."""

ANY: tuple[Scene, ...] = (talks, waits, *(scene for scenes in SCENES.values() for scene in scenes))


def scene(about: str | None, chance: Chance) -> Scene | None:
    """How a day begins; None: with nobody calling."""
    return chance.pick((None, *SCENES.get(about or "", ANY)))

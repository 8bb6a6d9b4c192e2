"""Random days in a small centre: the visibility law after every event, and what must hold after every step."""

from __future__ import annotations

import random
from collections import defaultdict

import pytest
from msgspec.structs import replace

from agent_desktop.domain import routing, snapshot, views
from agent_desktop.domain.desk import DIGITAL
from agent_desktop.domain.distribution import is_dialled
from agent_desktop.domain.evolve import EMPTY, evolve, fold
from agent_desktop.domain.index import Index
from agent_desktop.domain.messages import (
    SYSTEM,
    AcceptLeg,
    AdapterStarted,
    Agent,
    AgentStatus,
    AnyFact,
    AttemptRule,
    CallArrived,
    Case,
    CaseKind,
    CaseState,
    ChooseQueues,
    ClientCame,
    ClientGone,
    Confer,
    Connect,
    Cri,
    CriDefinition,
    Define,
    DialLeg,
    EffectDone,
    EffectFailed,
    EndInquiry,
    EndWrapUp,
    ExtendWrapUp,
    HangUpLeg,
    Held,
    Hold,
    Inquire,
    LegAnswered,
    LegEnd,
    LegEnded,
    LegHeard,
    LegRinging,
    LegSilent,
    LegState,
    LogIn,
    LogOut,
    MakeWrapUp,
    Mix,
    Park,
    PhoneReady,
    Play,
    RejectLeg,
    Retrieve,
    RingLeg,
    SetCri,
    SetStatus,
    StopWrapUpTimer,
    Toggle,
    Transfer,
    WriteNote,
)
from agent_desktop.domain.state import State
from tests.fakes.centre import AGENTS, LUNCH, QUEUES, READY, REASONS, Centre
from tests.walks import written_part

COMMANDS = (
    LogIn(),
    LogIn(),
    LogOut(),
    READY,
    READY,
    READY,
    LUNCH,
    SetStatus(status=AgentStatus.READY, reason="Mail"),
    SetStatus(status=AgentStatus.LOGGED_OUT),
    SetStatus(status=AgentStatus.ADMINISTRATIVE, queue="errands"),
    SetStatus(status=AgentStatus.ADMINISTRATIVE, queue="filing"),
    MakeWrapUp(queue="errands"),
    MakeWrapUp(queue="filing"),
    ChooseQueues(queues=("service",)),
    ChooseQueues(queues=("service", "errands", "filing")),
    EndWrapUp(agent="bertil"),
    StopWrapUpTimer(),
    ExtendWrapUp(),
    EndWrapUp(),
)
IN_CALL = (
    Hold(),
    Park(),
    Retrieve(),
    Inquire(agent="anna"),
    Inquire(agent="bertil"),
    Inquire(queue="service"),
    Inquire(queue="support"),
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
CRIS = (CriDefinition(name="Matter", queues=("service", "support"), editable=True),)
RULE = AttemptRule(most=2, ring_ms=9_000, busy_ms=4_000, no_answer_ms=6_000, unreachable_ms=8_000, rejected_ms=1_000)
WALKED = tuple(replace(queue, attempts=RULE, retention_ms=20_000) for queue in QUEUES)
NUMBERS = ("1000", "1000", "2000", "4711")


DEFINITION = Define(
    queues=(*WALKED, *written_part.QUEUES),
    agents=tuple(replace(agent, queues=(*agent.queues, *written_part.IDS)) for agent in AGENTS),
    reasons=REASONS,
    cris=CRIS,
)


class Walk:
    """A centre that people and adapters push around, sometimes against all sense.

    On every other seed the day is calm: phones are answered, and legs, windows and the switch seldom fail, so that
    talks last and go on to what can be done in them.
    """

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.calm = seed % 2 == 1
        self.centre = Centre(DEFINITION)
        self.callers = 0
        self.viewers = [agent.id for agent in AGENTS]
        self.held: dict[str, State] = dict.fromkeys(self.viewers, EMPTY)
        self.checked = 0

    def run(self, steps: int) -> None:
        for _ in range(steps):
            self.chance.choice(
                (self.person, self.person, self.caller, self.answer, self.answer, self.answer, self.time)
            )()
            if self.chance.random() < (0.01 if self.calm else 0.05):
                self.chance.choice((self.nonsense, self.restart, self.redefine))()
            if self.chance.random() < (0.05 if self.calm else 0.2):
                self.chance.choice((self.trouble, self.client, self.phone, self.note, self.set_cri))()
            if self.chance.random() < 0.4:
                written_part.happen(self.centre, self.chance, self.viewers)
            self.check()

    def person(self) -> None:
        talking = [row.agent for row in self.centre.state.presences.values() if row.status is AgentStatus.IN_CALL]
        if self.calm and talking and self.chance.random() < 0.7:
            self.centre.ask(self.chance.choice(talking), self.chance.choice(IN_CALL))
            return
        self.centre.ask(self.chance.choice(self.viewers), self.chance.choice((*COMMANDS, *IN_CALL)))

    def caller(self) -> None:
        self.callers += 1
        number, cris = self.chance.choice(NUMBERS), self.chance.choice(((), (Cri(name="Contract", value="A-17"),)))
        leg, caller = f"i{self.callers}", f"+{self.callers}"
        self.centre.give(CallArrived(leg=leg, number=number, caller=caller, caller_name="C", cris=cris))

    def answer(self) -> None:
        """An open order is answered, or a leg ends by itself."""
        effects, legs = list(self.centre.state.effects.values()), list(self.centre.state.legs)
        if effects and self.chance.random() < (0.98 if self.calm else 0.8):
            self.centre.give(self.fact_for(self.chance.choice(effects)))
        elif self.calm and self.chance.random() < 0.8:
            self.client_back()
        elif legs:
            self.centre.give(LegEnded(leg=self.chance.choice(legs), cause=LegEnd.HUNG_UP))

    def fact_for(self, effect: object) -> AnyFact:
        if isinstance(effect, AcceptLeg | RingLeg | DialLeg):
            if self.calm and self.chance.random() < 0.9:
                return LegAnswered(leg=effect.leg)
            ends = [LegEnd.REJECTED, LegEnd.UNREACHABLE, LegEnd.NO_ANSWER, LegEnd.FAILED]
            return self.chance.choice(
                [
                    LegAnswered(leg=effect.leg),
                    LegAnswered(leg=effect.leg),
                    LegRinging(leg=effect.leg),
                    LegEnded(leg=effect.leg, cause=self.chance.choice(ends)),
                    EffectFailed(effect=effect.id, why="chance"),
                ]
            )
        if isinstance(effect, HangUpLeg):
            return LegEnded(leg=effect.leg, cause=LegEnd.HUNG_UP)
        assert isinstance(effect, Connect | Mix | Play | RejectLeg)
        done = EffectDone(effect=effect.id)
        return done if self.chance.random() < 0.9 else EffectFailed(effect=effect.id, why="chance")

    def time(self) -> None:
        for effect in list(self.centre.state.effects.values()) if self.calm else ():
            if effect.id in self.centre.state.effects:
                self.centre.give(self.fact_for(effect))
        self.centre.wait(self.chance.choice((1, 10, 500, 5_000, 25_000)))

    def nonsense(self) -> None:
        leg = self.chance.choice([*self.centre.state.legs, "o0", "i0"])
        kind = self.chance.choice((LegRinging, LegAnswered))
        self.centre.give(kind(leg=leg))

    def restart(self) -> None:
        legs = [leg for leg in self.centre.state.legs if self.chance.random() < 0.7]
        self.centre.give(AdapterStarted(legs=(*legs, "i-stranger")))

    def trouble(self) -> None:
        leg = self.chance.choice([*self.centre.state.legs, "o0"])
        self.centre.give(self.chance.choice((LegSilent, LegHeard))(leg=leg))

    def client(self) -> None:
        self.centre.give(self.chance.choice((ClientCame, ClientGone))(agent=self.chance.choice(self.viewers)))

    def client_back(self) -> None:
        agent = self.chance.choice(self.viewers)
        self.centre.give(ClientCame(agent=agent))
        self.centre.ask(agent, READY)

    def phone(self) -> None:
        """A phone says what legs it has, as it is or as if it were started anew."""
        agent = self.chance.choice(self.viewers)
        legs = tuple(leg.id for leg in self.centre.state.legs.values() if leg.agent == agent)
        self.centre.ask(agent, PhoneReady(legs=self.chance.choice(((), legs))))

    def note(self) -> None:
        agent = self.chance.choice(self.viewers)
        case = self.chance.randint(1, self.centre.state.next_id)
        note = WriteNote(case=case, text="n", device="d", number=self.chance.randint(1, self.centre.state.next_id))
        self.centre.ask(agent, note)

    def set_cri(self) -> None:
        """The agent of a case, or somebody else, sets a value."""
        case = self.chance.choice([*self.centre.state.cases, 1])
        row = self.centre.state.cases.get(case)
        by = row.agent if row is not None and row.agent is not None else self.chance.choice(self.viewers)
        self.centre.ask(by, SetCri(case=case, name="Matter", value=self.chance.choice(("", "paid", "unpaid"))))

    def redefine(self) -> None:
        agent = self.chance.choice(AGENTS)
        every = ("service", "support", "filing", "errands", *written_part.IDS)
        queues = tuple(queue for queue in every if self.chance.random() < 0.6)
        changed = Agent(id=agent.id, name=agent.name, queues=queues, supervisor=self.chance.random() < 0.5)
        self.centre.ask(SYSTEM, Define(agents=(changed,)))

    # --- what must hold ---

    def check(self) -> None:
        self.law()
        state = self.centre.state
        indexes_hold(state)
        nobody_is_stuck(state)
        written_part.holds(state)
        assert fold(EMPTY, snapshot.rows(state)) == state
        for viewer in self.viewers:
            indexes_hold(self.held[viewer])

    def law(self) -> None:
        """``rows(evolve(s, e), v) == rows(fold(view(s, v), visible(s, e, v)), v)``, for every event and viewer."""
        for before, event in self.centre.history[self.checked :]:
            after = evolve(before, event)
            for viewer in self.viewers:
                shown = views.visible(before, event, viewer)
                self.held[viewer] = fold(self.held[viewer], shown)
                assert views.rows(self.held[viewer], viewer) == views.rows(after, viewer), (viewer, event, shown)
                assert not self.held[viewer].legs
                assert not self.held[viewer].effects
                assert_only_what_may_be_seen(self.held[viewer], after, viewer)
            cris_are_kept(before, after)
        self.checked = len(self.centre.history)


def assert_only_what_may_be_seen(held: State, state: State, viewer: str) -> None:
    """The same rule as in views.py, written the other way round: from the rows a client really holds."""
    supervisor = state.agents[viewer].supervisor if viewer in state.agents else False
    for case in held.details:
        row = state.cases[case]
        assert supervisor or viewer in (row.agent, row.owner, row.kept_for)
    for offer in held.offers.values():
        assert supervisor or offer.agent == viewer


def cris_are_kept(before: State, after: State) -> None:
    """A case that has a value of a name has one of it until it ends (F004)."""
    for case, details in after.details.items():
        old = before.details.get(case)
        if old is not None and old is not details:
            assert {cri.name for cri in old.cris} <= {cri.name for cri in details.cris}


def indexes_hold(state: State) -> None:
    """The ordered look-ups say what a scan of all rows says."""
    waiting: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    kept: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    staff: dict[tuple[str, AgentStatus], list[tuple[int, str]]] = defaultdict(list)
    open_: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for case in state.cases.values():
        if case.state is CaseState.WAITING:
            group, by = (waiting, case.queue) if case.kept_for is None else (kept, case.kept_for)
            group[by].append((-case.priority, case.created, case.id))
    for presence in state.presences.values():
        agent = state.agents.get(presence.agent)
        for queue in agent.queues if agent is not None else ():
            if queue in presence.left:
                continue
            staff[queue, presence.status].append((presence.since, presence.agent))
            if agent is not None and routing.may_take(state.queues[queue], agent, presence):
                open_[queue].append(routing.open_key(state.queues[queue], agent, presence))
    for held, scanned in (
        (state.waiting, waiting),
        (state.kept, kept),
        (state.staff, staff),
        (state.open, open_),
    ):
        assert {key: list(index) for key, index in held.items()} == {key: sorted(rows) for key, rows in scanned.items()}
    inquiries: dict[int, list[int]] = defaultdict(list)
    for case in state.cases.values():
        if case.inquiry_of is not None:
            inquiries[case.inquiry_of].append(case.id)
    assert {case: list(ids) for case, ids in state.inquiries.items()} == inquiries
    for ids in inquiries.values():
        assert sum(not state.cases[case].joined for case in ids) <= 1
    assert state.due == all_that_is_due(state)


def all_that_is_due(state: State) -> Index[tuple[int, str, int | str]]:
    """Every deadline that stands in a row."""
    due: Index[tuple[int, str, int | str]] = Index()
    for offer in state.offers.values():
        due = due.add((offer.until, "offer", offer.case))
    for presence in state.presences.values():
        deadlines = {"wrap_up": presence.wrap_until, "apart": presence.apart_until, "leave": presence.leave_at}
        for kind, at in deadlines.items():
            if at is not None:
                due = due.add((at, kind, presence.agent))
    for case in state.cases.values():
        scheduled = case.due_at if case.state is CaseState.SCHEDULED else None
        deadlines = {
            "overflow": case.overflow_at,
            "kept": case.kept_until,
            "due": scheduled,
            "dial": case.dial_until,
            "remind": case.remind_at,
            "resume": case.resume_at,
        }
        for kind, at in deadlines.items():
            if at is not None:
                due = due.add((at, kind, case.id))
    for item in state.items.values():
        due = due.add((item.until, "item", item.reference))
    for lock in state.locks.values():
        due = due.add((lock.until, "lock", lock.case))
    for dialer in state.dialers.values():
        if dialer.wake_at is not None:
            due = due.add((dialer.wake_at, "dialer", dialer.campaign))
    for effect in state.effects.values():
        due = due.add((effect.until, "effect", effect.id))
    return due


def nobody_is_stuck(state: State) -> None:
    """Every reservation has a lease, every case a leg or an agent, and no ready agent misses a waiting caller."""
    for presence in state.presences.values():
        if presence.status is AgentStatus.OFFERED:
            assert presence.case in state.offers
            assert state.offers[presence.case].agent == presence.agent
            assert state.offers[presence.case].leg == presence.leg
        if presence.apart_until is not None:
            assert presence.status is AgentStatus.IN_CALL
        if presence.reason == "client_lost":
            assert presence.away
            assert presence.before is not None
        if presence.takes and presence.away:
            assert presence.leave_at is not None
        assert presence.takes == routing.takes(state, presence)
        if presence.status in (AgentStatus.OFFERED, AgentStatus.IN_CALL, AgentStatus.WRAP_UP):
            assert presence.case is not None
            assert state.cases[presence.case].agent == presence.agent
        elif presence.status is AgentStatus.ADMINISTRATIVE and presence.case is not None:
            assert state.cases[presence.case].kind is CaseKind.WRAP_UP
        else:
            assert presence.case is None
    made = {case.id for case in state.cases.values() if case.kind is CaseKind.WRAP_UP}
    held = [
        case
        for presence in state.presences.values()
        for case in (presence.case, presence.before.case if presence.before is not None else None)
        if case in made
    ]
    assert sorted(held) == sorted(made), "a case made with the pen is one agent's, at hand or laid aside"
    for case in state.cases.values():
        if case.kind not in DIGITAL:
            legs_hold(state, case)
        assert (case.state is CaseState.OFFERED) == (case.id in state.offers)
        assert case.id in state.details
        assert case.held is None or case.state is CaseState.TALKING
        assert (case.held is None) == (case.held_since is None)
        assert (case.remind_at is None) == (case.held is None or case.inquiry_of is not None)
    for leg in state.legs.values():
        if leg.state is not LegState.ANSWERED:
            assert state.leg_effects.get(leg.id), "a leg on the move without an order can hang for ever"
    for queue in state.waiting:
        assert queue not in state.open, "a case waits while an agent may take it"


def legs_hold(state: State, case: Case) -> None:
    """A case has its customer's leg, unless it is an inquiry, and the leg of the agent who is offered it or talks."""
    living = [
        state.legs[leg] for leg in state.case_legs.get(case.id, ()) if state.legs[leg].state is not LegState.ENDING
    ]
    customers = [leg for leg in living if leg.agent is None]
    agents = [leg.id for leg in living if leg.agent is not None]
    if is_dialled(case) and (not customers or case.state is CaseState.DIALLING):
        return a_call_to_make_goes_its_way(state, case, len(living), len(customers))
    live = case.state in (CaseState.ARRIVING, CaseState.WAITING, CaseState.OFFERED, CaseState.TALKING)
    assert len(customers) == (live and case.inquiry_of is None), case
    if case.state in (CaseState.OFFERED, CaseState.TALKING):
        presence = state.presences[case.agent or ""]
        assert agents == ([] if presence.leg is None else [presence.leg])
        assert presence.leg is not None or presence.apart_until is not None
    else:
        assert agents == []
    if case.inquiry_of is not None:
        asked_for = state.cases[case.inquiry_of]
        assert (asked_for.state, asked_for.inquiry_of) == (CaseState.TALKING, None)
        members = [row for row in state.inquiries[asked_for.id] if state.cases[row].joined]
        if not members:
            assert asked_for.held is Held.PARK or case.held is not None, "one of the two hears music"
        if case.joined:
            assert (case.state, case.held) == (CaseState.TALKING, None)
        assert case.returns_to in (None, asked_for.agent)
    assert not case.joined or case.inquiry_of is not None
    assert case.returns_to is None or case.state is CaseState.OFFERED
    return None


def a_call_to_make_goes_its_way(state: State, case: Case, living: int, customers: int) -> None:
    """F068: whatever happens to it, a deadline or an agent moves it on, and the rule's attempts are never exceeded."""
    assert case.attempts <= routing.attempt_rule(state, case).most
    assert case.id in state.details
    assert (case.state is CaseState.DIALLING) == (case.dial_until is not None)
    assert (case.state is CaseState.OFFERED) == (case.id in state.offers)
    if case.state is CaseState.SCHEDULED:
        assert (case.due_at is None) == (case.contact is not None)
        assert living == 0
    elif case.state is CaseState.DIALLING and case.agent is None:
        assert (living, customers) == (1, 1)
    elif case.state is CaseState.DIALLING:
        assert state.presences[case.agent or ""].status is AgentStatus.IN_CALL
        assert state.presences[case.agent or ""].case == case.id
        assert (living, customers) in ((1, 0), (2, 1))
    elif case.state in (CaseState.OFFERED, CaseState.WAITING) and not customers:
        assert living == 0
    if case.state is CaseState.WAITING and case.kept_for is not None:
        assert case.kept_until is not None


@pytest.mark.parametrize("seed", range(12))
def test_random_days(seed: int) -> None:
    Walk(seed).run(250)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1000, 1060))
def test_many_random_days(seed: int) -> None:
    Walk(seed).run(600)


def test_replaying_the_log_is_recovery() -> None:  # F130
    walk = Walk(99)
    walk.run(300)
    assert fold(EMPTY, tuple(walk.centre.events)) == walk.centre.state


def test_the_client_that_began_later_holds_the_same() -> None:
    """A snapshot taken in the middle and the events after it, against the events from the beginning."""
    walk = Walk(7)
    walk.run(120)
    at = len(walk.centre.history)
    held = {viewer: views.view(walk.centre.state, viewer) for viewer in walk.viewers}
    walk.run(120)
    for viewer in walk.viewers:
        late = held[viewer]
        for before, event in walk.centre.history[at:]:
            late = fold(late, views.visible(before, event, viewer))
        assert views.rows(late, viewer) == views.rows(walk.held[viewer], viewer)

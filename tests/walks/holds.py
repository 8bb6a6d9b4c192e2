"""What must hold in every state of a walk, by scanning all rows: nothing here uses the look-ups it judges."""

from __future__ import annotations

from collections import Counter, defaultdict

from agent_desktop.domain import routing
from agent_desktop.domain.alarms import Seen, is_reached, seen
from agent_desktop.domain.desk import DIGITAL
from agent_desktop.domain.distribution import is_dialled, is_own_call
from agent_desktop.domain.index import Index
from agent_desktop.domain.messages import (
    Agent,
    AgentStatus,
    AlarmLimit,
    Case,
    CaseKind,
    CaseState,
    Channel,
    Held,
    LegState,
    Presence,
    Queue,
    QueueKind,
    Right,
)
from agent_desktop.domain.state import State
from tests.walks.written_part import written_due


def assert_only_what_may_be_seen(held: State, state: State, viewer: str) -> None:
    """The same rule as in views.py, written the other way round: from the rows a client really holds."""
    supervisor = state.agents[viewer].supervisor if viewer in state.agents else False
    for case in held.details:
        row = state.cases[case]
        assert supervisor or viewer in (row.agent, row.owner, row.kept_for) or _may_pick(state, row, viewer)
    for agent in held.agents.values():
        assert supervisor or viewer == agent.id or not agent.phone_number
    for offer in held.offers.values():
        assert supervisor or offer.agent == viewer
    assert supervisor or set(held.help) <= {viewer}
    for row in held.listening.values():
        assert row.told if viewer == row.agent else supervisor or viewer == row.listener


def _may_pick(state: State, case: Case, viewer: str) -> bool:
    """F056, in words: a call that waits or is in the IVR, of a queue in which the agent is competent, by right."""
    agent, queue = state.agents[viewer], state.queues[case.queue]
    waits = case.kind is CaseKind.INBOUND_CALL and case.state in (CaseState.WAITING, CaseState.IN_IVR)
    nobodys = case.kept_for is None and case.inquiry_of is None
    competent = case.queue in agent.queues and _can(agent, queue)
    return waits and nobodys and competent and state.centre.cherry_pick and Right.CHERRY_PICK in agent.rights


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
    assert dict(state.inquiries.items()) == {case: tuple(sorted(ids)) for case, ids in inquiries.items()}
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
            "announce": case.announce_at if case.state is CaseState.WAITING else None,
        }
        for kind, at in deadlines.items():
            if at is not None:
                due = due.add((at, kind, case.id))
    for key in written_due(state):
        due = due.add(key)
    for position in state.positions.values():
        if position.until is not None:
            due = due.add((position.until, "ivr", position.case))
    for own in state.alarms.values():
        for alarm in own.values():
            if alarm.look_at is not None:
                due = due.add((alarm.look_at, "alarm", f"{alarm.agent} {alarm.queue}"))
    for dialer in state.dialers.values():
        if dialer.wake_at is not None:
            due = due.add((dialer.wake_at, "dialer", dialer.campaign))
    for effect in state.effects.values():
        due = due.add((effect.until, "effect", effect.id))
    return due


def alarms_ring(state: State, now: int) -> None:
    """F065: an alarm is raised exactly while its queue, counted anew, is over a limit of it."""
    watchers: dict[str, list[str]] = defaultdict(list)
    for agent, own in sorted(state.alarms.items()):
        for queue, alarm in own.items():
            watchers[queue].append(agent)
            places = sorted(
                (-case.priority, case.created, case.id)
                for case in state.cases.values()
                if (case.state, case.queue, case.kept_for) == (CaseState.WAITING, queue, None)
            )
            staff = [
                presence.status
                for presence in state.presences.values()
                if presence.status is not AgentStatus.LOGGED_OUT
                and queue in routing.queues_of(state.agents[presence.agent], presence)
            ]
            queue_now = Seen(
                length=len(places),
                waited=now - places[0][1] if places else 0,
                ready=staff.count(AgentStatus.READY),
                present=len(staff),
                level=seen(state, queue, now).level,
            )
            assert alarm.reached == tuple(limit for limit in AlarmLimit if is_reached(alarm, limit, queue_now))
            assert alarm.raised == bool(alarm.reached)
    assert dict(state.watchers.items()) == {queue: tuple(agents) for queue, agents in watchers.items()}


def nobody_is_stuck(state: State) -> None:
    """Every reservation has a lease, every case a leg or an agent, and no ready agent misses a waiting caller."""
    for presence in state.presences.values():
        if presence.status is AgentStatus.OFFERED:
            assert presence.case is not None
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
        assert case.held is None or case.state in (CaseState.TALKING, CaseState.EXTERNAL)
        assert (case.held is None) == (case.held_since is None)
        assert (case.remind_at is None) == (case.held is None or case.inquiry_of is not None)
    lines = {presence.line: presence.agent for presence in state.presences.values() if presence.line is not None}
    for leg, agent in lines.items():
        assert state.legs[leg].agent == agent
        assert state.presences[agent].nailed_up
        assert state.legs[leg].case in (0, state.presences[agent].case) or state.legs[leg].listens
    for leg in state.legs.values():
        assert leg.case != 0 or leg.id in lines or leg.state is LegState.ENDING, "a leg without a case stays for nobody"
        if leg.state is not LegState.ANSWERED:
            assert state.leg_effects.get(leg.id), "a leg on the move without an order can hang for ever"
    for queue in state.waiting:
        assert queue not in state.open, "a case waits while an agent may take it"


def legs_hold(state: State, case: Case) -> None:
    """A case has its customer's leg, unless it is an inquiry, and the leg of the agent who is offered it or talks."""
    living = [
        row
        for row in (state.legs[leg] for leg in state.case_legs.get(case.id, ()))
        if row.state is not LegState.ENDING and not row.listens
    ]
    customers = [leg for leg in living if leg.agent is None and not leg.guest]
    guests = [leg for leg in living if leg.guest]
    dialled_outside = case.state is CaseState.DIALLING and case.kind is CaseKind.INBOUND_CALL
    assert len(guests) == (case.state is CaseState.EXTERNAL or (dialled_outside and case.tone is None))
    assert case.tone is None or case.state is CaseState.DIALLING
    agents = [leg.id for leg in living if leg.agent is not None]
    if is_dialled(case) and (not customers or case.state is CaseState.DIALLING):
        return a_call_to_make_goes_its_way(state, case, len(living), len(customers))
    if is_own_call(case) and (not customers or case.state is CaseState.DIALLING):
        return a_call_out_goes_its_way(state, case, agents)
    over = (CaseState.WRAP_UP, CaseState.ENDED, CaseState.SCHEDULED, CaseState.HANDLING)
    assert len(customers) == (case.state not in over and case.inquiry_of is None), case
    if case.state in (CaseState.OFFERED, CaseState.TALKING):
        presence = state.presences[case.agent or ""]
        assert agents == ([] if presence.leg is None else [presence.leg])
        by_command = case.state is CaseState.OFFERED and presence.nailed_up
        assert presence.leg is not None or presence.apart_until is not None or by_command
    else:
        assert agents == []
    if case.inquiry_of is not None:
        asked_for = state.cases[case.inquiry_of]
        assert (asked_for.state, asked_for.inquiry_of) == (CaseState.TALKING, None)
        members = [row for row in state.inquiries[asked_for.id] if state.cases[row].joined]
        if not members and any(
            leg.case == asked_for.id and leg.agent is None and leg.state is not LegState.ENDING
            for leg in state.legs.values()
        ):
            assert asked_for.held is Held.PARK or case.held is not None, "one of the two hears music"
        if case.joined:
            assert case.state in (CaseState.TALKING, CaseState.EXTERNAL)
            assert case.held is None
        assert case.returns_to in (None, asked_for.agent)
    assert not case.joined or case.inquiry_of is not None
    assert case.returns_to is None or case.state in (CaseState.OFFERED, CaseState.DIALLING)
    assert (case.state is CaseState.DIALLING) == (case.dial_until is not None)
    return None


def a_call_out_goes_its_way(state: State, case: Case, agents: list[str]) -> None:
    """The agent's phone is rung before the number is dialled; a call to a colleague is an inquiry without customer."""
    if case.state is CaseState.DIALLING:
        assert case.dial_until is not None
        assert agents == [state.presences[case.agent or ""].leg]
    elif case.state is CaseState.TALKING:
        asked = [state.cases[row] for row in state.inquiries.get(case.id, ())]
        assert [row.joined for row in asked] == ([False] if case.clip is None else [])
        assert case.held is None
    else:
        assert case.state is CaseState.WRAP_UP
        assert agents == []


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


def one_call_each(state: State) -> None:
    """A call has one agent, and an agent one call."""
    calls = {case.id for case in state.cases.values() if routing.CASE_CHANNELS.get(case.kind) is Channel.VOICE}
    at_hand = Counter(presence.case for presence in state.presences.values() if presence.case in calls)
    assert all(count == 1 for count in at_hand.values()), "two agents have one call"
    had = {CaseState.OFFERED, CaseState.DIALLING, CaseState.TALKING, CaseState.WRAP_UP}
    with_agent = [case for case in state.cases.values() if case.id in calls and case.state in had and case.agent]
    assert {case.id for case in with_agent} == set(at_hand)
    assert len({case.agent for case in with_agent}) == len(with_agent), "an agent has two calls"
    heard = Counter(leg.agent for leg in state.legs.values() if leg.agent and leg.state is LegState.ANSWERED)
    assert all(count == 1 for count in heard.values()), "an agent is connected twice"


def nobody_waits_in_vain(state: State) -> None:
    """No agent is open to a case that waits."""
    for case in state.cases.values():
        if case.state is CaseState.WAITING:
            able = [presence.agent for presence in state.presences.values() if _could_take(state, presence, case)]
            assert not able, f"{able} could take case {case.id}"


def _could_take(state: State, presence: Presence, case: Case) -> bool:
    """The rule in words: a case that is kept is for its agent alone; any other for the queue's agents who are logged in
    on it and can what it needs; and the agent must be open to its channel."""
    agent, queue = state.agents[presence.agent], state.queues[case.queue]
    if case.kept_for is not None:
        return case.kept_for == agent.id and _is_open(state, presence, agent, case)
    on_it = case.queue in agent.queues and case.queue not in presence.left and not queue.pull
    return on_it and _can(agent, queue) and _is_open(state, presence, agent, case)


def _can(agent: Agent, queue: Queue) -> bool:
    return all(
        any(mine.name == needed.name and mine.level >= needed.level for mine in agent.skills) for needed in queue.skills
    )


def _is_open(state: State, presence: Presence, agent: Agent, case: Case) -> bool:
    """A call wants an agent with nothing else at hand, in a mode with the phone; the others want room; who listens to
    a call wants nothing."""
    if agent.id in state.listening:
        return False
    if presence.status is AgentStatus.ADMINISTRATIVE and presence.queue is not None:
        phone = ready = state.queues[presence.queue].kind is QueueKind.ADMINISTRATIVE_READY
    else:
        ready = presence.status is AgentStatus.READY
        phone = ready and (presence.reason is None or state.reasons[presence.reason].phone)
    chats = [case for case in presence.desk if state.cases[case].kind is CaseKind.CHAT]
    if case.kind is CaseKind.CHAT:
        return ready and len(chats) < agent.capacity.chats
    if case.kind in (CaseKind.EMAIL, CaseKind.TASK):
        return ready and len(presence.desk) - len(chats) < agent.capacity.mails
    return phone and not presence.desk

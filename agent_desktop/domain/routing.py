"""Who gets which case: who may take what, the disciplines, and the reasons that every offer carries (F117)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice

from agent_desktop.domain.messages import (
    Agent,
    AgentStatus,
    AttemptRule,
    Campaign,
    Case,
    CaseKind,
    CentreRules,
    Channel,
    Opening,
    PassedCount,
    PassedOver,
    Presence,
    Queue,
    QueueKind,
    Right,
    Why,
)
from agent_desktop.domain.numbers import is_number
from agent_desktop.domain.state import OpenKey, State, WaitingKey

NAMED = 5
"""At most so many passed-over colleagues are named; all are counted."""

CHANNELS: dict[QueueKind, Channel] = {
    QueueKind.TELEPHONY: Channel.VOICE,
    QueueKind.CHAT: Channel.CHAT,
    QueueKind.EMAIL: Channel.MAIL,
    QueueKind.BACK_OFFICE: Channel.MAIL,
}
"""What the cases of a queue take up of an agent; the other kinds have no cases to be offered."""

CASE_CHANNELS: dict[CaseKind, Channel] = {
    CaseKind.INBOUND_CALL: Channel.VOICE,
    CaseKind.OUTBOUND_CALL: Channel.VOICE,
    CaseKind.CALLBACK: Channel.VOICE,
    CaseKind.CHAT: Channel.CHAT,
    CaseKind.EMAIL: Channel.MAIL,
    CaseKind.TASK: Channel.MAIL,
    CaseKind.VOICE_MESSAGE: Channel.VOICE,  # who listens to a caller does nothing else
}
"""What a case takes up of an agent; wrap-up made with the pen is a status of its own."""

# --- disciplines: the least rank is first, then who has been ready longest ------------------------


def _longest_ready(queue: Queue, agent: Agent, presence: Presence) -> int:
    """The case that waits longest gets the agent who has been ready longest."""
    del queue, agent, presence
    return 0


def _best_skilled(queue: Queue, agent: Agent, presence: Presence) -> int:
    """The agent who is best at what the queue needs."""
    del presence
    needed = {skill.name for skill in queue.skills}
    return -sum(skill.level for skill in agent.skills if skill.name in needed)


def _least_loaded(queue: Queue, agent: Agent, presence: Presence) -> int:
    """The agent with the fewest digital cases open."""
    del queue, agent
    return len(presence.desk)


DISCIPLINES: dict[str, Callable[[Queue, Agent, Presence], int]] = {
    "longest_ready": _longest_ready,
    "best_skilled": _best_skilled,
    "least_loaded": _least_loaded,
}


# --- who may take what -----------------------------------------------------------------------------


def queues_of(agent: Agent, presence: Presence) -> Iterator[str]:
    """The agent's queues but those logged out of by hand (F136)."""
    return (queue for queue in agent.queues if queue not in presence.left)


def takes(state: State, presence: Presence) -> tuple[Channel, ...]:
    """What an agent in this status, with these cases, may be offered now."""
    agent = state.agents.get(presence.agent)
    if agent is None or presence.agent in state.listening:
        return ()
    if presence.status is AgentStatus.READY:
        mode = state.reasons.get(presence.reason) if presence.reason is not None else None
        calls = mode is None or mode.phone
    elif presence.status is AgentStatus.ADMINISTRATIVE and presence.queue is not None:
        if state.queues[presence.queue].kind is not QueueKind.ADMINISTRATIVE_READY:
            return ()
        calls = True
    else:
        return ()
    free = room(state, agent, presence)
    return tuple(channel for channel in free if calls or channel is not Channel.VOICE)


def room(state: State, agent: Agent, presence: Presence) -> tuple[Channel, ...]:
    """What an agent without a call has room for beside the digital cases at hand, whatever the status (F135)."""
    chats = sum(state.cases[case].kind is CaseKind.CHAT for case in presence.desk)
    free = {
        Channel.VOICE: not presence.desk,
        Channel.CHAT: chats < agent.capacity.chats,
        Channel.MAIL: len(presence.desk) - chats < agent.capacity.mails,
    }
    return tuple(channel for channel, is_free in free.items() if is_free)


def may_take(queue: Queue, agent: Agent, presence: Presence) -> bool:
    """Whether the queue's next case may be offered to this agent of the queue."""
    return not queue.pull and CHANNELS.get(queue.kind) in presence.takes and is_skilled(agent, queue)


def may_pick(centre: CentreRules, queue: Queue, agent: Agent) -> bool:
    """Whether the agent may take waiting calls of this queue by themselves (F056)."""
    allowed = centre.cherry_pick and (agent.supervisor or Right.CHERRY_PICK in agent.rights)
    competent = queue.id in agent.queues and is_skilled(agent, queue)
    return allowed and competent and CHANNELS.get(queue.kind) is Channel.VOICE


def is_skilled(agent: Agent, queue: Queue) -> bool:
    """Whether the agent can what the queue's cases need."""
    can = {skill.name: skill.level for skill in agent.skills}
    return all(can.get(skill.name, 0) >= skill.level for skill in queue.skills)


def open_key(queue: Queue, agent: Agent, presence: Presence) -> OpenKey:
    """The agent's place among those who may be offered the queue's next case."""
    return DISCIPLINES[queue.discipline](queue, agent, presence), presence.since, presence.agent


def waiting_key(case: Case) -> WaitingKey:
    """The case's place among those that wait."""
    return -case.priority, case.created, case.id


# --- the choice ------------------------------------------------------------------------------------


def agent_for(state: State, case: Case) -> Presence | None:
    """The agent who is offered this waiting case; None when nobody may be."""
    if case.kept_for is not None:
        presence = state.presences.get(case.kept_for)
        return presence if presence is not None and CASE_CHANNELS.get(case.kind) in presence.takes else None
    index = state.open.get(case.queue)
    key = index.first() if index is not None else None
    return state.presences[key[2]] if key is not None else None


def case_for(state: State, by: str) -> Case | None:
    """The case that is offered to this agent: first what is kept for them, then by priority and wait."""
    agent, presence = state.agents[by], state.presences[by]
    kept = (key for key in state.kept.get(by, ()) if CASE_CHANNELS[state.cases[key[2]].kind] in presence.takes)
    first = next(kept, None)
    if first is None:
        heads = [
            key
            for queue in queues_of(agent, presence)
            if (index := state.waiting.get(queue)) is not None
            and (key := index.first()) is not None
            and may_take(state.queues[queue], agent, presence)
        ]
        first = min(heads, default=None)
    return state.cases[first[2]] if first is not None else None


def anybody_logged_in(state: State, queue: str) -> bool:
    """Whether an agent of the queue is present in any status."""
    return any((queue, status) in state.staff for status in AgentStatus if status is not AgentStatus.LOGGED_OUT)


def is_shut(state: State, queue: Queue, now: int) -> bool:
    """Whether the queue takes no new case: it is closed, or full."""
    full = queue.max_waiting is not None and len(state.waiting.get(queue.id, ())) >= queue.max_waiting
    return full or not is_open(state, queue, now)


def is_open(state: State, queue: Queue, now: int) -> bool:
    """Whether the queue's opening hours say so (local time: UTC and the centre's offset)."""
    return opening(state, queue.hours, now) == now


def opening(state: State, hours: tuple[Opening, ...], at: int) -> int:
    """The first moment from ``at`` on (ms UTC) in these opening hours; ``at`` itself when there are none."""
    minutes = at // 60_000 + state.zone_minutes
    day, minute = (minutes // 1440 + 3) % 7, minutes % 1440  # 1970 began on a Thursday
    if not hours or any(span.day == day and span.begin <= minute < span.end for span in hours):
        return at
    waits = [((span.day - day) * 1440 + span.begin - minute) % WEEK for span in hours if span.begin < span.end]
    return (at // 60_000 + min(waits)) * 60_000 if waits else at


WEEK = 7 * 1440
"""Minutes in a week."""


# --- calls to customers ----------------------------------------------------------------------------


def attempt_rule(state: State, case: Case) -> AttemptRule:
    """How often and when the customer of this case is called."""
    return (campaign_of(state, case) or state.queues[case.queue]).attempts


def caller_number(state: State, case: Case) -> str:
    """The number that who is called is shown: a CRI of the case, the campaign's, the queue's own, what it is dialled by
    (F033)."""
    campaign, queue = campaign_of(state, case), state.queues[case.queue]
    details = state.details.get(case.id) if queue.caller_number_cri else None
    for cri in details.cris if details is not None else ():
        if cri.name == queue.caller_number_cri and is_number(cri.value):
            return cri.value
    return (campaign.caller_number if campaign is not None else "") or queue.caller_number or queue.number


def campaign_of(state: State, case: Case) -> Campaign | None:
    """The campaign whose rules hold for the case."""
    return state.campaigns.get(case.campaign or "")


def label(state: State, case: Case) -> str:
    """What an offer of the case is called: by its campaign, else by its queue (F035)."""
    return (campaign_of(state, case) or state.queues[case.queue]).name


def wrap_up_ms(state: State, case: Case) -> int | None:
    """How long the wrap-up is (F011, F015); None = until the agent chooses."""
    return (campaign_of(state, case) or state.queues[case.queue]).wrap_up_ms


# --- why -------------------------------------------------------------------------------------------


def why(state: State, case: Case, chosen: Presence, now: int) -> Why:
    """Why ``chosen`` gets the case: its colleagues of the queue are counted by index, five of them named."""
    named: list[PassedOver] = []
    counts: Counter[AgentStatus] = Counter()
    member = case.queue in queues_of(state.agents[chosen.agent], chosen)
    for status in AgentStatus:
        index = state.staff.get((case.queue, status))
        if index is None:
            continue
        counts[status] = len(index) - (member and status is chosen.status)
        others = (key[1] for key in index if key[1] != chosen.agent)
        for agent in islice(others, NAMED - len(named) if status is not AgentStatus.LOGGED_OUT else 0):
            named.append(PassedOver(agent=agent, status=status, reason=state.presences[agent].reason))
    return Why(
        rule=KEPT if case.kept_for is not None else state.queues[case.queue].discipline,
        score=now - case.created,
        ready_ms=now - chosen.since,
        passed_over=tuple(named),
        passed_counts=tuple(PassedCount(status=status, count=count) for status, count in counts.items() if count),
    )


CAMPAIGN = "campaign"
"""The rule of an offer that a campaign makes."""

KEPT = "kept"
"""The rule of a case that is kept for one agent."""

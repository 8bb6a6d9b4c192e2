"""What rows about written matters, open cards and wishes for help do to the state; a part of ``domain/evolve.py``."""

from __future__ import annotations

from immutables import Map
from msgspec.structs import replace

from agent_desktop.domain.lookups import rescheduled, without
from agent_desktop.domain.messages import (
    CaseDetails,
    HelpAsked,
    HelpEnded,
    HelpWanted,
    ItemForgotten,
    ItemKept,
    LockEnded,
    LockKept,
    MessageSent,
    QualityReported,
    RecordingHeard,
)
from agent_desktop.domain.state import State

Contacts = Map[str, tuple[int, ...]]


def with_details(state: State, row: CaseDetails) -> State:
    """What is personal about a case; its customer's open cases are found again by the contact."""
    old, contacts = state.details.get(row.case), state.contacts
    if old is None or old.contact != row.contact:
        contacts = _linked(_unlinked(contacts, old), row)
    return replace(state, details=state.details.set(row.case, row), contacts=contacts)


def without_details(state: State, case: int) -> State:
    """The case is over, or concealed."""
    old = state.details.get(case)
    if old is None:
        return state
    return replace(state, details=state.details.delete(case), contacts=_unlinked(state.contacts, old))


def _linked(contacts: Contacts, row: CaseDetails) -> Contacts:
    if not row.contact:
        return contacts
    return contacts.set(row.contact, tuple(sorted((*contacts.get(row.contact, ()), row.case))))


def _unlinked(contacts: Contacts, row: CaseDetails | None) -> Contacts:
    if row is None or not row.contact:
        return contacts
    left = tuple(case for case in contacts.get(row.contact, ()) if case != row.case)
    return contacts.set(row.contact, left) if left else without(contacts, row.contact)


def item_kept(state: State, event: ItemKept) -> State:
    """A channel's reference, with the time when it is forgotten."""
    item, old = event.item, state.items.get(event.item.reference)
    due = rescheduled(state.due, "item", item.reference, old.until if old else None, item.until)
    return replace(state, items=state.items.set(item.reference, item), due=due)


def item_forgotten(state: State, event: ItemForgotten) -> State:
    """No such reference any more."""
    old = state.items.get(event.reference)
    if old is None:
        return state
    due = rescheduled(state.due, "item", old.reference, old.until, None)
    return replace(state, items=state.items.delete(event.reference), due=due)


def lock_kept(state: State, event: LockKept) -> State:
    """An ended case whose customer's next words are for one agent."""
    lock, old = event.lock, state.locks.get(event.lock.case)
    due = rescheduled(state.due, "lock", lock.case, old.until if old else None, lock.until)
    return replace(state, locks=state.locks.set(lock.case, lock), due=due)


def lock_ended(state: State, event: LockEnded) -> State:
    """No such lock any more."""
    old = state.locks.get(event.case)
    if old is None:
        return state
    due = rescheduled(state.due, "lock", old.case, old.until, None)
    return replace(state, locks=state.locks.delete(event.case), due=due)


def help_asked(state: State, event: HelpAsked) -> State:
    """An agent asks for help."""
    return with_help(state, event.help)


def with_help(state: State, row: HelpWanted) -> State:
    """As ``help_asked``, for the row alone."""
    old = state.help.get(row.agent)
    due = rescheduled(state.due, "help", row.agent, old.until if old else None, row.until)
    return replace(state, help=state.help.set(row.agent, row), due=due)


def help_ended(state: State, event: HelpEnded) -> State:
    """The agent asks no more."""
    return without_help(state, event.agent)


def without_help(state: State, agent: str) -> State:
    """As ``help_ended``, for the agent alone."""
    old = state.help.get(agent)
    if old is None:
        return state
    due = rescheduled(state.due, "help", agent, old.until, None)
    return replace(state, help=state.help.delete(agent), due=due)


def reads_changed(state: State, agent: str, old: tuple[int, ...], new: tuple[int, ...]) -> State:
    """The cards that an agent has open are others now."""
    readers = state.readers
    for case in set(old) - set(new):
        left = tuple(other for other in readers.get(case, ()) if other != agent)
        readers = readers.set(case, left) if left else without(readers, case)
    for case in set(new) - set(old):
        readers = readers.set(case, tuple(sorted((*readers.get(case, ()), agent))))
    return replace(state, readers=readers)


def log_alone(state: State, event: RecordingHeard | QualityReported) -> State:
    """It stays in the log alone."""
    del event
    return state


def message_sent(state: State, event: MessageSent) -> State:
    """Nothing is kept of a message but that its id is given."""
    return replace(state, next_id=max(state.next_id, event.message.id + 1))

"""Erases what is personal about a contact, beside a server that may be running (GDPR art. 17)."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from agent_desktop.domain.messages import CaseChanged, ContactsImported, DetailsChanged
from agent_desktop.domain.personal import ERASED
from agent_desktop.server.failures import CannotDo
from agent_desktop.server.store.opening import Beside
from agent_desktop.server.store.port import LogStore

Forget = Callable[[tuple[int, ...]], str]
"""Tells a server that runs of erased cases; gives a sentence when it could not, "" when it did or none runs."""

DeleteOf = Callable[[Collection[int]], list[int]]
"""Deletes the recordings of cases, and says which."""

NUMBER, CASE = "number:", "case:"


def erase(store: Beside, contact: str, by: str, recordings: DeleteOf, forget: Forget) -> Iterator[str]:
    """Erase every case of the contact: who has this number, or whose case has this number. Yields what was done.

    A server that runs is told, also of what was erased before: it may not have been. Blocks for as long as the log is
    read. Raises ``CannotDo`` when there is no such contact, or two.
    """
    cases = cases_of(store.log, contact)
    gone = store.keys.erase(cases, time.time_ns() // 1_000_000, f"admin: {by}")
    deleted = recordings(cases)
    if deleted:
        yield f"{len(deleted)} recording{'s' if len(deleted) > 1 else ''} of calls and messages deleted."
    if not gone:
        yield f"{_cases(cases)}: nothing personal is left."
    else:
        yield f"{_cases(gone)}: number, name, CRIs and notes are erased for ever."
        yield "Back-ups that were made before have them still."
    problem = forget(cases)
    if problem:
        yield f"The server that runs knows them until it is started again: {problem}"


def cases_of(log: LogStore, contact: str) -> tuple[int, ...]:
    """The cases of a contact, which is named by a number, or by a case: then all that have its number.

    ``number:`` and ``case:`` before it say which of the two is meant.
    """
    numbers, known = _numbers(log)
    said = contact.removeprefix(NUMBER).removeprefix(CASE)
    by_number = {case for case, found in numbers.items() if said in found}
    by_case = {int(said)} & known if said.isascii() and said.isdigit() and len(said) < 19 else set()
    if contact.startswith(NUMBER):
        by_case = set()
    elif contact.startswith(CASE):
        by_number = set()
    if by_number and by_case:
        raise CannotDo(f"{said} is a contact's number and a case's: say {NUMBER}{said} or {CASE}{said}.")
    for case in by_case:
        shared = numbers.get(case, set())
        by_case = by_case | {other for other, found in numbers.items() if found & shared}
    if not by_number | by_case:
        raise CannotDo(f"The log has no case and no number {said} that is not erased.")
    return tuple(sorted(by_number | by_case))


def _numbers(log: LogStore) -> tuple[dict[int, set[str]], set[int]]:
    """The numbers of each case, and of each contact of a campaign, that are not erased; and every case."""
    numbers: dict[int, set[str]] = {}
    known: set[int] = set()
    for one in log.replay():
        if isinstance(one.event, CaseChanged):
            known.add(one.event.case.id)
        elif isinstance(one.event, DetailsChanged) and one.event.details.number not in ("", ERASED):
            numbers.setdefault(one.event.details.case, set()).add(one.event.details.number)
        elif isinstance(one.event, ContactsImported):
            for row in one.event.details:
                numbers.setdefault(row.contact, set()).add(row.number)
    return numbers, known


def left_in(files: Iterable[Path], contact: str) -> Iterator[str]:
    """Which records of SIP messages name the contact's number still: they are files beside the log."""
    said = contact.removeprefix(NUMBER)
    if said.startswith(CASE):
        return
    for file in files:
        if said in file.read_text(encoding="utf-8", errors="replace"):
            yield f"{file} has SIP messages with that number: delete it, or wait until newer ones take its place."


def listing(store: Beside) -> Iterator[str]:
    """Every erasure: when, which case, by whom."""
    for one in store.keys.erasures():
        yield f"{datetime.fromtimestamp(one.at / 1000, UTC):%Y-%m-%d %H:%M:%S} UTC  case {one.case}  {one.by}"


def _cases(cases: tuple[int, ...]) -> str:
    return f"{'Case' if len(cases) == 1 else 'Cases'} {', '.join(map(str, cases))}"

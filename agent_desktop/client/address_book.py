"""The address book in memory: people with their numbers, and whose number one is (F054)."""

from __future__ import annotations

from collections.abc import Iterable

from agent_desktop.client.phone_numbers import tidy_number
from agent_desktop.client.value import Value
from agent_desktop.domain import numbers


class Person(Value, frozen=True, kw_only=True):
    """Somebody, or a company, with the numbers as they are dialled."""

    name: str
    numbers: tuple[str, ...]
    company: str = ""


class Mistake(Value, frozen=True, kw_only=True):
    """A line of a file that was left out; ``code`` is one of ``protocol/codes.py``. Line 0: the whole file."""

    file: str
    line: int
    code: str
    text: str = ""  # what stands there


class AddressBook:
    """People by name, and a look-up by number. Two books are the same only if they are one: it is compared often."""

    def __init__(self, people: Iterable[Person] = (), mistakes: Iterable[Mistake] = ()) -> None:
        self.people = tuple(sorted(people, key=lambda person: (person.name.casefold(), person.company, person.numbers)))
        self.mistakes = tuple(mistakes)
        self._by_key: dict[str, list[tuple[str, Person]]] = {}
        for person in self.people:
            for number in person.numbers:
                self._by_key.setdefault(numbers.key(number), []).append((number, person))

    def name_of(self, number: str) -> str:
        """Whose number this is; empty when nobody's, or when it may be several people's."""
        tidy = tidy_number(number)
        if not tidy:
            return ""
        candidates = self._by_key.get(numbers.key(tidy), [])
        exact = {person.name for known, person in candidates if known == tidy}
        names = exact or {person.name for known, person in candidates if numbers.same(known, tidy)}
        return names.pop() if len(names) == 1 else ""


EMPTY_BOOK = AddressBook()

"""An error report helps and betrays nobody: no secret, nothing of a customer is in it, whatever was logged (F066)."""

from __future__ import annotations

import json
import logging
import re
import types
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any, Union, get_args, get_origin
from urllib.parse import quote

import msgspec
import pytest

from agent_desktop.client.address_book import AddressBook, Person
from agent_desktop.client.listened import Heardable
from agent_desktop.client.logbook import LINES, Logbook, PhoneTrace
from agent_desktop.client.report import Evidence, build, save
from agent_desktop.client.scrub import GONE, Scrubber
from agent_desktop.client.story import ContactHistory, EarlierMatter, EarlierNote
from agent_desktop.client.view import View
from agent_desktop.client.witness import Witness
from agent_desktop.domain.messages import CaseKind, CaseOutcome, Row
from agent_desktop.domain.personal import PERSONAL, walk_of
from agent_desktop.phone.port import Ended, Failed, Incoming, LineQuality, Registration
from agent_desktop.settings import chosen
from agent_desktop.settings.chosen import Preferences
from tests.guards.test_core_tables import rows

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
SECRETS = ("hunter2-horse", "tok_9f8e7d6c5b4a", "sip-pass word/é")


def filled(kind: type[Any], marks: Iterator[str], seen: list[str]) -> Any:
    """A value of a row's kind, with a mark in every personal text."""
    fields: dict[str, Any] = {}
    walk = walk_of(kind)
    for field in msgspec.structs.fields(kind):
        if field.name in PERSONAL.get(kind, ()):
            fields[field.name] = next(marks)
            seen.append(fields[field.name])
        elif field.required or (walk is not None and field.name in (*walk.rows, *walk.tuples)):
            fields[field.name] = _some(field.type, marks, seen)
    return kind(**fields)


def _some(given: Any, marks: Iterator[str], seen: list[str]) -> Any:
    if get_origin(given) in (Union, types.UnionType):
        return _some(get_args(given)[0], marks, seen)
    if get_origin(given) is tuple:
        inner = get_args(given)[0]
        return (_some(inner, marks, seen),) if isinstance(inner, type) and issubclass(inner, Row) else ()
    if issubclass(given, Row):
        return filled(given, marks, seen)
    if issubclass(given, Enum):
        return next(iter(given))
    return given(1) if issubclass(given, int | float) else "x"


def written(text: str) -> list[str]:
    """How a text may stand in a log."""
    return [text, json.dumps(text)[1:-1], repr(text)[1:-1], quote(text), text.upper()]


@pytest.fixture
def customers() -> tuple[Witness, list[str]]:
    """A window that saw every personal field of every row, and these texts."""
    names = ("Zoë Ångström{}", "+4670123{:04}", "två rader\nmed “citat” {}", "a&b <c> {}", "zoe{}@example.org", "Łód{}")
    marks = (names[at % len(names)].format(at) for at in range(1_000))
    witness, seen = Witness(), list[str]()
    kinds = [kind for kind in rows(Row) if walk_of(kind) is not None]
    assert set(PERSONAL) < set(kinds), "rows that only hold such rows are among them"
    for kind in sorted(kinds, key=lambda kind: kind.__name__):
        witness.see([filled(kind, marks, seen)])
    assert len(seen) > 80
    for secret in SECRETS:
        witness.see_text(secret)
    return witness, seen


def sip(number: str) -> str:
    return (
        f'INVITE sip:{number}@10.0.0.1 SIP/2.0\r\nFrom: "Unseen Person" <sip:{number}@a.example>;tag=1\r\n'
        f'Authorization: Digest username="anna", response="0123456789abcdef"\r\n'
        f"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9\r\n"
    )


def test_a_session_with_customers_and_secrets_in_every_field_leaves_none_in_the_report(
    customers: tuple[Witness, list[str]], tmp_path: Path
) -> None:
    witness, personal = customers
    book = AddressBook([Person(name="Berit Bok", numbers=("+468555000",))])
    view = View(book=book)
    logbook, trace = Logbook(), PhoneTrace()
    evidence = Evidence(log=logbook, phone=trace, crashes=tmp_path / "crashes", known=lambda: witness.texts(view))
    everything = [form for text in (*personal, *SECRETS, "Berit Bok") for form in written(text)]
    for text in everything:
        logbook.handle(logging.LogRecord("agent_desktop.x", logging.INFO, "", 0, "got “%s”, done", (text,), None))
        trace.heard(Incoming(leg="o1", caller=text, caller_name=text))
        trace.heard(Failed(order="Answer", problem=f"no {text}"))
    try:
        raise ValueError(personal[0])
    except ValueError as error:
        caught = (type(error), error, error.__traceback__)
        logbook.handle(logging.LogRecord("x", logging.ERROR, "", 0, "failed", (), caught))
    logbook.handle(logging.LogRecord("phone", logging.INFO, "", 0, sip("+33612345678"), (), None))
    logbook.handle(logging.LogRecord("phone", logging.INFO, "", 0, "caller:0855501990. busy-0855501990", (), None))
    (tmp_path / "crashes").mkdir()
    (tmp_path / "crashes" / "softphone-1.txt").write_text(
        "\n".join(everything) + sip("0701 23 45 67"), encoding="utf-8"
    )
    user = tmp_path / "ect.ini"
    user.write_text(f"[server]\nurl = https://u:{SECRETS[0]}@desk.example\n[login]\nuser = anna\n", encoding="utf-8")
    files = build(evidence, chosen.load(None, user, NOW), "\n".join(everything), "6.11", NOW)
    path = save(tmp_path / "reports", files, NOW)
    with zipfile.ZipFile(path) as archive:
        report = "\n".join(archive.read(name).decode() for name in archive.namelist())
        assert set(archive.namelist()) == {"about.txt", "settings.txt", "log.txt", "calls.txt", "softphone-1.txt"}
    folded = report.casefold()
    wrong = [text for text in everything if text.casefold() in folded]
    # what no row ever told is known by its looks
    wrong += [
        text
        for text in ("612345678", "0701 23", "Unseen Person", "0123456789abcdef", "WVNfX19", "5550199")
        if text in report
    ]
    assert wrong == []
    assert report.count(GONE) > 300
    assert "login.user = anna" in report
    assert "desk.example" in report


def test_what_helps_to_find_a_fault_stays(tmp_path: Path) -> None:
    logbook, trace = Logbook(), PhoneTrace()
    logbook.handle(
        logging.LogRecord("agent_desktop.app", logging.WARNING, "", 0, "10.0.0.1:5060 took 12345 ms", (), None)
    )
    trace.heard(Registration(registered=False, status=503, reason="Service Unavailable"))
    trace.heard(Ended(leg="o4711", status=486))
    evidence = Evidence(log=logbook, phone=trace)
    files = {file.name: file.text or "" for file in build(evidence, Preferences(), "It broke.", "6.11", NOW)}
    assert "10.0.0.1:5060 took 12345 ms" in files["log.txt"]
    assert '"status":503' in files["calls.txt"]
    assert "o4711" in files["calls.txt"]
    assert "Qt: 6.11" in files["about.txt"]
    assert "It broke." in files["about.txt"]
    assert "window.theme = system    # nobody\n" in files["settings.txt"]
    assert LineQuality.__name__ not in files["calls.txt"]


def test_earlier_cases_and_recordings_are_a_customers_too() -> None:
    note = EarlierNote(author="Anna Berg", at=1, text="Wants the bill of her sister")
    matter = EarlierMatter(
        case=1,
        kind=CaseKind.INBOUND_CALL,
        at=1,
        queue="Support",
        agent="Anna Berg",
        outcome=CaseOutcome.HANDLED,
        concluded=("Divorce",),
        notes=(note,),
    )
    row = Heardable(
        path="/1", message=True, case=1, queue="Support", begun=1, ms=1, new=True, number="+4670999", name="Zoë Ek"
    )
    view = View(history=ContactHistory(known=True, matters=(matter,)), recordings=(row,))
    texts = Witness().texts(view)
    assert texts == {"Wants the bill of her sister", "Divorce", "+4670999", "Zoë Ek"}


def test_short_texts_are_taken_out_as_words_only() -> None:
    scrub = Scrubber({"7", "An"})
    assert scrub("An answer: 7, not 17") == f"{GONE} answer: {GONE}, not 17"
    assert scrub("") == ""
    assert Scrubber(())("all is well") == "all is well"


@pytest.mark.parametrize("number", ["+46 70 123 45 67", "070-123 45 67", "(08) 555 000", "0046701234567", "555/123456"])
def test_telephone_numbers_are_known_by_their_looks(number: str) -> None:
    assert not re.search(r"\d", Scrubber(())(f"call {number} now"))


def test_the_latest_is_kept() -> None:
    logbook = Logbook()
    for n in range(LINES + 5):
        logbook.handle(logging.LogRecord("x", logging.INFO, "", 0, "line %d", (n,), None))
    assert [line.text for line in logbook.lines()[:1]] == ["line 5"]


def test_a_place_that_cannot_be_reached_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("", encoding="utf-8")
    with pytest.raises(OSError, match="plain"):
        save(tmp_path / "plain" / "reports", build(Evidence(), Preferences(), "", "6", NOW), NOW)


def test_two_reports_of_one_second_are_both_kept(tmp_path: Path) -> None:
    paths = {
        save(tmp_path, build(Evidence(), Preferences(), words, "6", NOW), NOW) for words in ("one", "two", "three")
    }
    assert set(tmp_path.iterdir()) == paths
    kept: set[str] = set()
    for path in paths:
        with zipfile.ZipFile(path) as archive:
            kept.add(archive.read("about.txt").decode().splitlines()[-1])
    assert kept == {"one", "two", "three"}

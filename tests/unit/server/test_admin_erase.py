"""Erasing a contact: whose cases they are, what is said, and what stays to be done by hand."""

from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path

import pytest

from agent_desktop.__main__ import main
from agent_desktop.domain.messages import (
    Asked,
    CallArrived,
    Case,
    CaseChanged,
    CaseDetails,
    CaseKind,
    CaseState,
    DetailsChanged,
    Erased,
    Note,
    NoteWritten,
)
from agent_desktop.domain.personal import ERASED
from agent_desktop.server.admin_erase import cases_of
from agent_desktop.server.admin_link import AdminLink
from agent_desktop.server.archive import Archive, Kind
from agent_desktop.server.archive import Note as Recording
from agent_desktop.server.failures import CannotDo, StoreFailed
from agent_desktop.server.store.memory import MemoryStore
from agent_desktop.server.store.port import Entry, LogStore, Store
from agent_desktop.server.store.sqlite import SqliteStore

CALLERS = {1: "+46701", 2: "+46702", 3: "+46701", 4: "", 5: "3"}
"""Case → number; the fifth is an internal one, and looks like a case."""


def fill(store: Store) -> None:
    for number, caller in CALLERS.items():
        case = Case(
            id=number, queue="q", kind=CaseKind.INBOUND_CALL, state=CaseState.WAITING, created=number, since=number
        )
        details = CaseDetails(case=number, number=caller, name="N")
        note = Note(case=number, agent="anna", text="said this", at=number, device="pc", number=number)
        store.log.append(
            [
                Entry(
                    at=number,
                    input=CallArrived(leg=f"i{number}", number="1000", caller=caller),
                    events=(CaseChanged(case=case), DetailsChanged(details=details), NoteWritten(note=note)),
                )
            ]
        )


@pytest.fixture
def log() -> LogStore:
    store = MemoryStore()
    fill(store)
    return store.log


@pytest.mark.parametrize(
    ("contact", "cases"),
    [
        ("+46701", (1, 3)),
        ("+46702", (2,)),
        ("1", (1, 3)),
        ("4", (4,)),
        ("case:3", (1, 3)),
        ("number:3", (5,)),
        ("case:5", (5,)),
    ],
)
def test_a_contact_is_all_cases_of_a_number(log: LogStore, contact: str, cases: tuple[int, ...]) -> None:
    assert cases_of(log, contact) == cases


@pytest.mark.parametrize(
    ("contact", "sentence"),
    [
        ("3", "3 is a contact's number and a case's: say number:3 or case:3"),
        ("+46709", r"no case and no number \+46709"),
        ("99", "no case and no number 99"),
        ("number:1", "no case and no number 1"),
        ("case:+46701", r"no case and no number \+46701"),
        ("", "no case and no number"),
    ],
)
def test_what_cannot_be_meant_is_said(log: LogStore, contact: str, sentence: str) -> None:
    with pytest.raises(CannotDo, match=sentence):
        cases_of(log, contact)


@pytest.mark.parametrize("trouble", [None, "the disk is full"])
@pytest.mark.expects_log("an administrator's command failed")
def test_a_server_that_runs_is_told(
    data_dir: Path, capsys: pytest.CaptureFixture[str], trouble: str | None
) -> None:  # F019
    asked: list[Asked | Erased] = []

    async def submit(given: Asked | Erased) -> int:
        asked.append(given)
        if trouble is not None:
            raise StoreFailed(trouble)
        return 7

    async def look() -> None:
        raise AssertionError("nothing lies in the inbox")

    async def erased() -> int:
        link = AdminLink(data_dir, look, submit)
        await link.open()
        try:
            return await asyncio.to_thread(main, ["admin", "erase", "+46701", "--data", str(data_dir)])
        finally:
            await link.close()

    with closing(SqliteStore(data_dir)) as store:
        fill(store)
    assert asyncio.run(erased()) == 0
    assert asked == [Erased(cases=(1, 3))]
    last = capsys.readouterr().out.splitlines()[-1]
    if trouble is None:
        assert last == "Back-ups that were made before have them still."
    else:
        assert last.startswith("The server that runs knows them until it is started again: ")
        assert last.endswith(trouble)


def test_a_contact_is_erased_while_the_server_runs(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """F-number of the law: GDPR art. 17."""

    def admin(*words: str) -> tuple[int, str, str]:
        code = main(["admin", *words, "--data", str(data_dir)])
        return (code, *capsys.readouterr())

    with closing(SqliteStore(data_dir)) as store:
        fill(store)
        archive = Archive(data_dir / "recordings", b"k" * 32)
        for case in (2, 3):
            archive.keep_note(Recording(recording=case, kind=Kind.CALL, case=case, queue="q", begun=case))
            (archive.folder / f"{case}.wav").write_bytes(b"RIFF")
        code, said, _ = admin("erase", "+46701")
        assert code == 0
        assert [note.case for note in archive.notes()] == [2]
        assert said.splitlines() == [
            "1 recording of calls and messages deleted.",
            "Cases 1, 3: number, name, CRIs and notes are erased for ever.",
            "Back-ups that were made before have them still.",
        ]
        details = {one.event.details.case: one.event.details for one in store.log.replay() if is_details(one.event)}
        assert {case for case, row in details.items() if row.number == row.name == ERASED} == {1, 3}
        assert details[2] == CaseDetails(case=2, number="+46702", name="N")
    code, said, _ = admin("erasures")
    assert [line.split("  ")[1] for line in said.splitlines()] == ["case 1", "case 3"]
    assert "admin: " in said
    assert "46701" not in said
    assert "46701" not in admin("export")[1]
    assert admin("erase", "1")[1] == "Case 1: nothing personal is left.\n"
    assert admin("erase", "+46701") == (2, "", "The log has no case and no number +46701 that is not erased.\n")


def is_details(event: object) -> bool:
    return isinstance(event, DetailsChanged)


def test_records_of_sip_that_name_the_number_are_told(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(SqliteStore(data_dir)) as store:
        fill(store)
    (data_dir / "log").mkdir()
    (data_dir / "log" / "sip-trace.jsonl").write_text('{"text":"From: <sip:+46709@x>"}', encoding="utf-8")
    (data_dir / "log" / "sip-trace.jsonl.1").write_text('{"text":"From: <sip:+46702@x>"}', encoding="utf-8")
    assert main(["admin", "erase", "+46702", "--data", str(data_dir)]) == 0
    assert capsys.readouterr().out.splitlines()[2:] == [
        f"{data_dir / 'log' / 'sip-trace.jsonl.1'} has SIP messages with that number: delete it, or wait until newer "
        "ones take its place."
    ]

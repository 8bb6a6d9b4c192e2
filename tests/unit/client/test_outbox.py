"""The outbox on a real disk: what was put is there after any end, once; two windows do not harm each other (F118)."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import msgspec
import pytest

from agent_desktop.client.outbox import LINES, Kept, Outbox, Rejected, file_name

SERVER, USER = "http://127.0.0.1:8080", "bertil"


class Clock:
    def __init__(self) -> None:
        self.now = 1_000

    def __call__(self) -> int:
        self.now += 1
        return self.now


CLOCK = Clock()


def outbox(folder: Path, server: str = SERVER, user: str = USER) -> Outbox:
    return Outbox(folder, server, user, CLOCK)


def texts(box: Outbox) -> list[tuple[int, str]]:
    return [(kept.case, kept.text) for kept in box.waiting]


def the_file(folder: Path, window: int = 0) -> Path:
    return folder / f"{file_name(SERVER, USER)}-{window}.jsonl"


def copied(folder: Path, to: Path) -> Path:
    """What a program that is killed at this moment leaves: the files as they are, and nobody who owns them."""
    to.mkdir()
    for file in folder.glob("*.jsonl"):
        (to / file.name).write_bytes(file.read_bytes())
    return to


def test_what_was_put_is_on_the_disk_at_once_and_in_order(tmp_path: Path) -> None:
    box = outbox(tmp_path / "box")
    kept = [box.put(case, f"text {case}") for case in (5, 3, 9)]
    after = outbox(copied(tmp_path / "box", tmp_path / "copy"))
    assert list(after.waiting) == kept
    assert [one.number for one in kept] == [1, 2, 3]
    after.close()
    box.close()


def test_what_was_taken_does_not_come_back_and_its_text_is_not_kept(tmp_path: Path) -> None:
    box = outbox(tmp_path)
    first, second = box.put(1, "secret one"), box.put(2, "secret two")
    box.taken(first)
    assert texts(box) == [(2, "secret two")]
    box.taken(second)
    box.taken(second)
    assert b"secret" not in the_file(tmp_path).read_bytes()
    box.close()
    again = outbox(tmp_path)
    assert again.waiting == ()
    again.close()


def test_numbers_rise_over_every_restart_and_the_device_stays(tmp_path: Path) -> None:
    box = outbox(tmp_path)
    first = box.put(1, "one")
    box.taken(first)
    box.close()
    box = outbox(tmp_path)
    second = box.put(1, "two")
    box.close()
    box = outbox(tmp_path)
    third = box.put(2, "three")
    box.close()
    assert len({kept.device for kept in (first, second, third)}) == 1
    assert [kept.number for kept in (first, second, third)] == [1, 2, 3]


def test_a_later_text_on_a_case_takes_the_place_of_one_that_waits(tmp_path: Path) -> None:
    box = outbox(tmp_path / "box")
    under_way = box.put(1, "a")
    box.put(2, "other")
    box.put(1, "a b")
    assert texts(box) == [(2, "other"), (1, "a b")]
    box.taken(under_way)  # its answer comes late
    assert texts(box) == [(2, "other"), (1, "a b")]
    after = outbox(copied(tmp_path / "box", tmp_path / "copy"))
    assert after.waiting == box.waiting
    after.close()
    box.close()


@pytest.mark.parametrize("cut", [1, 10, 60])
def test_a_file_that_ends_in_the_middle_of_a_line_is_read_without_it(
    tmp_path: Path, cut: int, caplog: pytest.LogCaptureFixture
) -> None:
    box = outbox(tmp_path / "box")
    box.put(1, "one")
    box.put(2, "two")
    box.close()
    path = the_file(tmp_path / "box")
    path.write_bytes(path.read_bytes()[:-cut])
    with caplog.at_level("CRITICAL", logger="agent_desktop.client.outbox"):
        after = outbox(tmp_path / "box")
    assert texts(after)[:1] == [(1, "one")]
    later = after.put(3, "three")  # not on the end of the half line
    after.close()
    again = outbox(tmp_path / "box")
    assert again.waiting[-1] == later
    again.close()


@pytest.mark.expects_log("cannot be read and is left out")
def test_a_broken_line_costs_no_other(tmp_path: Path) -> None:
    box = outbox(tmp_path)
    box.put(1, "one")
    box.put(2, "two")
    box.close()
    path = the_file(tmp_path)
    head, one, two = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"\xff\x00rubbish\n" + one + b'{"type":"kept"}\n' + two)
    after = outbox(tmp_path)  # its head is lost too: a new device, so that no number is used twice
    assert texts(after) == [(1, "one"), (2, "two")]
    assert msgspec.json.decode(head)["id"] == after.waiting[0].device != after.put(3, "three").device
    after.close()


def test_two_windows_of_one_user_have_a_file_each(tmp_path: Path) -> None:
    first, second = outbox(tmp_path), outbox(tmp_path)
    one, two = first.put(1, "from the first"), second.put(2, "from the second")
    assert one.device != two.device
    assert texts(first) == [(1, "from the first")]
    assert texts(second) == [(2, "from the second")]
    first.close()
    second.close()


def test_what_another_window_left_is_taken_over_with_its_numbers(tmp_path: Path) -> None:
    first, second = outbox(tmp_path), outbox(tmp_path)
    first.put(1, "older")
    left = [second.put(1, "newer"), second.put(2, "two"), second.put(3, "three")]
    first.close()
    second.close()
    third = outbox(tmp_path)
    assert list(third.waiting) == left
    assert not the_file(tmp_path, 1).exists()
    third.close()
    again = outbox(tmp_path)
    assert list(again.waiting) == left
    again.close()


def test_a_window_that_is_open_keeps_its_texts(tmp_path: Path) -> None:
    first = outbox(tmp_path)
    first.put(1, "mine")
    second = outbox(tmp_path)
    assert second.waiting == ()
    first.put(1, "mine still")
    assert texts(first) == [(1, "mine still")]
    first.close()
    second.close()


def test_users_and_servers_do_not_share(tmp_path: Path) -> None:
    boxes = [outbox(tmp_path), outbox(tmp_path, user="marek"), outbox(tmp_path, server="http://other:1")]
    boxes[0].put(1, "for one server from one user")
    for box in boxes:
        box.close()
    for server, user in ((SERVER, "marek"), ("http://other:1", USER)):
        again = outbox(tmp_path, server, user)
        assert again.waiting == ()
        again.close()


def test_an_odd_user_name_is_a_file_name() -> None:
    name = file_name(SERVER, "../Åsa <x>:|?*" + "long" * 50)
    assert len(name) < 60
    assert name.replace("_", "").replace("-", "").isalnum()
    assert name.isascii()


def test_what_the_server_will_never_take_is_put_aside(tmp_path: Path) -> None:
    box = outbox(tmp_path)
    kept = box.put(7, 'å\nquote " and \u2028')
    file = box.reject(kept, "unknown_case")
    assert box.waiting == ()
    assert file is not None
    (line,) = file.read_bytes().splitlines()
    assert msgspec.json.decode(line, type=Rejected) == Rejected(case=7, text=kept.text, at=kept.at, code="unknown_case")
    box.close()


def test_the_file_does_not_grow_with_what_is_typed(tmp_path: Path) -> None:
    box = outbox(tmp_path)
    box.put(1, "waits")
    for n in range(4 * LINES):
        box.put(2, f"text {n}")
    assert len(the_file(tmp_path).read_bytes().splitlines()) <= LINES + 5
    box.close()
    again = outbox(tmp_path)
    assert texts(again) == [(1, "waits"), (2, f"text {4 * LINES - 1}")]
    again.close()


def test_a_lone_half_of_a_surrogate_pair_is_written_too(tmp_path: Path) -> None:
    box = outbox(tmp_path)
    assert box.put(1, "half \ud83d of a face").text == "half ? of a face"
    box.close()


@pytest.mark.skipif(os.name == "nt", reason="only on POSIX: Windows gives the folder's permissions")
def test_only_the_user_reads_it(tmp_path: Path) -> None:
    box = outbox(tmp_path / "box")
    box.put(1, "personal")
    for path in (tmp_path / "box", *(tmp_path / "box").iterdir()):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
    box.close()


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError):
        outbox(tmp_path / "file")


def test_without_a_folder_it_is_the_same_in_memory() -> None:
    box = Outbox(None, SERVER, USER, CLOCK)
    kept = box.put(1, "one")
    assert isinstance(kept, Kept)
    assert texts(box) == [(1, "one")]
    assert box.reject(kept, "unknown_case") is None
    assert box.waiting == ()
    box.close()

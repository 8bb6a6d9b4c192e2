"""Report descriptors of headsets are read as the HID specification says, and bad ones are refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from agent_desktop.phone.headset.descriptor import BadDescriptor, Flow, parse
from agent_desktop.phone.headset.layout import Key, Layout, Light, layout_of
from tests.fakes.headset import EPOS, JABRA, MALFORMED, POLY, h

ROOT = Path(__file__).resolve().parents[3]
PHONE = "05 0B 09 05 A1 01 15 00 25 01 75 01 "


def layout(descriptor: bytes) -> Layout:
    return layout_of(parse(descriptor))


def places(descriptor: bytes) -> dict[str, tuple[int, int]]:
    """Key or light → report and bit."""
    found = layout(descriptor)
    keys = {Key(field.usages[0]).name: (field.report, field.bit) for field in found.keys}
    lights = {f"{field.usages[0]:06x}": (field.report, field.bit) for field in found.lights}
    return keys | lights


def test_the_three_makers_have_everything_elsewhere() -> None:  # F124
    assert places(JABRA) == {
        "HOOK": (2, 0),
        "MUTE": (2, 2),
        "FLASH": (2, 3),
        "080017": (2, 0),
        "080009": (2, 1),
        "080018": (2, 2),
        "080020": (2, 3),
    }
    assert places(POLY) == {
        "MUTE": (8, 0),
        "HOOK": (8, 1),
        "080009": (9, 0),
        "080017": (23, 0),
        "080018": (24, 0),
        "080020": (32, 0),
    }
    assert places(EPOS) == {
        "HOOK": (2, 2),
        "FLASH": (2, 3),
        "MUTE": (2, 5),
        "DROP": (2, 6),
        "0b009e": (3, 0),
        "080017": (3, 1),
        "080018": (3, 3),
        "080009": (3, 4),
        "080020": (3, 6),
    }


def test_reports_have_their_full_length() -> None:
    lengths = parse(JABRA).lengths
    assert (lengths[Flow.INPUT, 2], lengths[Flow.OUTPUT, 2]) == (2, 2)
    assert layout(JABRA).written([Light.RING, Light.HOLD]) == (b"\x02\x0c\x00",)
    assert layout(POLY).written([Light.RING]) == (b"\x09\x00", b"\x17\x00", b"\x18\x01", b"\x20\x00")
    assert layout(EPOS).written([Light.RING, Light.OFF_HOOK]) == (b"\x03\x0b",)
    assert layout(JABRA).written([]) == (b"\x02\x00\x00",)


def test_which_controls_stay_where_they_are() -> None:
    assert layout(JABRA).stays(Key.HOOK)
    assert not layout(JABRA).stays(Key.MUTE)
    springs = layout(h(PHONE + "95 01 09 20 81 06 09 2F 81 22 95 06 81 03 C0"))
    assert not springs.stays(Key.HOOK)
    assert springs.stays(Key.MUTE)
    assert layout(h(PHONE + "95 01 09 20 81 02 95 07 81 03 C0")).stays(Key.HOOK)  # claims to spring back


def test_a_report_is_read_by_its_id() -> None:
    found = layout(EPOS)
    assert found.read(b"\x02\x24") == {Key.HOOK: True, Key.FLASH: False, Key.MUTE: True, Key.DROP: False}
    assert found.read(b"\x01\x03") == {}  # volume
    assert found.read(b"\x02") == {}
    assert found.read(b"") == {}


def test_a_device_without_ids_and_with_an_array() -> None:
    array = h("05 0B 09 01 A1 01 15 01 25 03 75 08 95 02 09 20 09 2F 09 26 81 00 05 08 09 17 75 08 95 01 91 02 C0")
    found = layout(array)
    assert found.is_headset
    assert found.read(b"\x03\x01") == {Key.HOOK: True, Key.MUTE: False, Key.DROP: True}
    assert found.read(b"\x00\x09") == dict.fromkeys((Key.HOOK, Key.MUTE, Key.DROP), False)
    assert not found.stays(Key.HOOK)
    assert found.written([Light.OFF_HOOK]) == (b"\x00\x01",)


def test_a_range_of_usages_has_a_bit_each_and_the_last_stands_for_the_rest() -> None:
    found = parse(h(PHONE + "19 20 29 22 95 05 81 02 95 03 81 03 C0"))
    assert [(field.usages[0] & 0xFF, field.bit) for field in found.fields] == [
        *((0x20, 0), (0x21, 1), (0x22, 2)),
        *((0x22, 3), (0x22, 4)),
    ]


def test_what_was_put_away_is_taken_back() -> None:
    found = parse(h(PHONE + "85 03 95 01 A4 85 07 75 08 09 2F 81 06 B4 09 20 81 22 C0"))
    assert [(field.report, field.size) for field in found.fields] == [(7, 8), (3, 1)]


def test_a_long_item_is_left_out() -> None:
    assert places(h("FE 02 F0 AA BB") + JABRA) == places(JABRA)


@pytest.mark.parametrize(
    ("descriptor", "why"),
    [
        (MALFORMED, "not closed"),
        (JABRA[:-2], "cut"),
        (h("C0"), "not begun"),
        (h("B4"), "put away"),
        (h("85 00"), "no report 0"),
        (h("75 FF 95 01 09 20 81 02"), "of 255 bits"),
        (h("75 01 97 FF FF FF FF 09 20 81 02"), "places"),
        (h("FE 09"), "cut"),
        (bytes(5000), "5000 bytes"),
    ],
)
def test_a_descriptor_that_nobody_can_mean_is_refused(descriptor: bytes, why: str) -> None:
    with pytest.raises(BadDescriptor, match=why):
        parse(descriptor)


def test_any_bytes_are_read_or_refused() -> None:
    for start in range(256):
        noise = bytes((start * 31 + place * 7 + place * place) % 256 for place in range(300))
        for descriptor in (noise, JABRA[: start % len(JABRA)], JABRA[:start] + noise):
            try:
                found = layout_of(parse(descriptor))
            except BadDescriptor:
                continue
            found.read(noise[:9])
            found.written(Light)


def test_what_has_no_hook_switch_is_no_headset() -> None:
    assert not layout(h(PHONE + "95 01 09 2F 81 06 95 07 81 03 C0")).is_headset
    assert layout(POLY).is_headset


def test_the_rule_for_udev_gives_headsets_to_their_user_and_no_keyboards() -> None:
    rule = (ROOT / "resources" / "linux" / "70-agent-desktop-headset.rules").read_text(encoding="utf-8")
    match = re.search(r"grep -qaP '([^']+)'", rule)
    assert match is not None
    opens = re.compile(match[1].encode())
    keyboard = h("05 01 09 06 A1 01 05 07 19 E0 29 E7 15 00 25 01 75 01 95 08 81 02 C0")
    assert [bool(opens.search(one)) for one in (JABRA, POLY, EPOS, keyboard)] == [True, True, True, False]

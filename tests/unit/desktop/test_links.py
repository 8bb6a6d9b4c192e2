"""Numbers out of links, and nothing else out of them (F129)."""

from __future__ import annotations

import pytest

from agent_desktop.desktop.links import is_link, number_of


@pytest.mark.parametrize(
    ("link", "number"),
    [
        ("tel:+46-70-123-45-67", "+46701234567"),
        ("TEL:070%2D123%2045%2067", "0701234567"),
        ("tel:%2B46701234567;phone-context=example.com;ext=12", "+46701234567"),
        ("tel:(0)8.500", "08500"),
        ("callto:+46701234567", "+46701234567"),
        ("callto://+46701234567/", "+46701234567"),
        ("sip:+46701234567@desk.example;user=phone?subject=x", "+46701234567"),
        ("sips:%2B46701234567@desk.example", "+46701234567"),
        ("tel:*21*%23", "*21*#"),
        (" tel:112\n", "112"),
        ("tel:", None),
        ("sip:anna@desk.example", None),
        ("tel:+46701234567%0D%0AINVITE", None),
        ("tel:++46", None),
        ("tel:٠٧٠", None),
        (f"tel:{'1' * 33}", None),
        ("http://desk.example/+4670", None),
        ("--password=x", None),
    ],
)
def test_a_link_names_a_number_or_none(link: str, number: str | None) -> None:
    assert number_of(link) == number


def test_what_is_meant_as_a_link() -> None:
    assert [is_link(text) for text in ("tel:x", "Sip:a", "server", "--tel:1", "demo")] == [
        True,
        True,
        False,
        False,
        False,
    ]

"""Numbers cross a trunk both ways: its form outside, E.164 with a plus inside."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.domain.network import NumberFormat, NumberPlan
from agent_desktop.server.sip.numbers import canonical, clean, incoming, outgoing

SWEDEN = {"country": "46", "national_prefix": "0", "international_prefix": "00"}


def plan(number_format: NumberFormat = NumberFormat.PLUS, **more: str | int) -> NumberPlan:
    return NumberPlan(format=number_format, **{**SWEDEN, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number_format", "home", "abroad"),
    [
        (NumberFormat.PLUS, "+468123456", "+33123456789"),
        (NumberFormat.DIGITS, "468123456", "33123456789"),
        (NumberFormat.INTERNATIONAL, "00468123456", "0033123456789"),
        (NumberFormat.NATIONAL, "08123456", "0033123456789"),
    ],
)
def test_every_form_both_ways(number_format: NumberFormat, home: str, abroad: str) -> None:
    rules = plan(number_format)
    assert (outgoing(rules, "+468123456"), outgoing(rules, "+33123456789")) == (home, abroad)
    assert (incoming(rules, home), incoming(rules, abroad)) == ("+468123456", "+33123456789")
    for dialled in ("08-12 34 56", "0046 8 123456", "(08) 123456"):  # as agents and address books write it
        assert outgoing(rules, dialled) == home


@pytest.mark.parametrize("number", ["112", "1000", "*21#", "anonymous", "", "anna.b"])
@pytest.mark.parametrize("number_format", NumberFormat)
def test_what_no_rule_knows_goes_through(number_format: NumberFormat, number: str) -> None:
    assert outgoing(plan(number_format), number) == number
    assert incoming(plan(number_format), number) == number


def test_as_it_is_changes_nothing_but_separators() -> None:
    rules = plan(NumberFormat.AS_IT_IS)
    assert (outgoing(rules, "08-123456"), incoming(rules, "08123456")) == ("08123456", "08123456")


def test_without_a_country_national_numbers_stay() -> None:
    rules = NumberPlan(format=NumberFormat.PLUS)
    assert (outgoing(rules, "08123456"), outgoing(rules, "00331234567")) == ("08123456", "+331234567")


def test_cut_and_completed_last_out_and_first_in() -> None:
    rules = plan(NumberFormat.NATIONAL, prepend_out="0", strip_in=1)  # an exchange with 0 for an outside line
    assert outgoing(rules, "+468123456") == "008123456"
    assert incoming(rules, "008123456") == "+468123456"
    rules = plan(NumberFormat.PLUS, strip_out=1, prepend_in="+")
    assert outgoing(rules, "+468123456") == "468123456"
    assert incoming(rules, "468123456") == "+468123456"


# --- laws --------------------------------------------------------------------------------------------

FORMS = st.sampled_from(NumberFormat)
PLANS = st.builds(
    NumberPlan,
    format=FORMS,
    country=st.sampled_from(["", "1", "46", "380"]),
    national_prefix=st.sampled_from(["", "0", "8"]),
    international_prefix=st.sampled_from(["00", "011", "810"]),
    strip_out=st.integers(0, 3),
    prepend_out=st.sampled_from(["", "0", "+", "9"]),
    strip_in=st.integers(0, 3),
    prepend_in=st.sampled_from(["", "0", "+", "9"]),
)


@given(PLANS, st.text(string.digits + "+ -*#abc", max_size=20))
def test_the_house_form_is_the_house_form(rules: NumberPlan, number: str) -> None:
    once = canonical(rules, number)
    if once.startswith("+"):
        assert canonical(rules, once) == once
    assert clean(clean(number)) == clean(number)


@given(FORMS, st.sampled_from(["1", "46", "380"]), st.from_regex(r"[1-9][0-9]{6,11}", fullmatch=True))
def test_what_goes_out_comes_back_the_same(form: NumberFormat, country: str, rest: str) -> None:
    rules = NumberPlan(format=form, country=country)
    number = f"+{country}{rest}"
    assert incoming(rules, outgoing(rules, number)) == number


@given(PLANS, st.text(string.digits + "+ -*#abc", max_size=20))
def test_nothing_is_dialled_that_was_not_asked_for(rules: NumberPlan, number: str) -> None:
    """But for prefixes and separators the digits stay, in their order."""
    rules = NumberPlan(format=rules.format, country=rules.country)
    out = outgoing(rules, number)
    digits = [char for char in number if char.isdigit()]
    assert "".join(digits).lstrip("0")[-6:] in out or not clean(number).lstrip("+").isdecimal()

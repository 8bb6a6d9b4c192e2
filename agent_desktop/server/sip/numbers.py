"""Telephone numbers between the house and a trunk: E.164 with a plus inside, whatever the far end writes outside.

Pure text. A number that no rule knows (a short number, a name) goes through as it is: nothing may be lost on the way.
"""

from __future__ import annotations

import re

from agent_desktop.domain.network import NumberFormat, NumberPlan

SHORTEST = 7
"""Digits without any prefix are a whole number only from so many on; what is shorter is the far end's own."""
_SEPARATORS = re.compile(r"[ ()./-]")
_NUMBER = re.compile(r"\+?[0-9*#]+", re.ASCII)
_E164 = re.compile(r"\+[0-9]{1,15}", re.ASCII)


def clean(text: str) -> str:
    """A number without what people and devices write between its digits (RFC 3966 §5.1.1); other texts unchanged."""
    bare = _SEPARATORS.sub("", text)
    return bare if _NUMBER.fullmatch(bare) else text


def canonical(plan: NumberPlan, number: str) -> str:
    """The house's form of a number in any form the plan knows."""
    number = clean(number)
    if number.startswith("+") or not number.isdecimal() or not number.isascii():
        return number
    abroad, home = plan.international_prefix, plan.national_prefix
    if abroad and number.startswith(abroad) and len(number) > len(abroad):
        return f"+{number.removeprefix(abroad)}"
    if plan.format is NumberFormat.DIGITS and len(number) >= SHORTEST and not (home and number.startswith(home)):
        return f"+{number}"
    if plan.country and home and number.startswith(home) and len(number) > len(home):
        return f"+{plan.country}{number.removeprefix(home)}"
    return number


def incoming(plan: NumberPlan, number: str) -> str:
    """A number as the trunk says it, in the house's form; what is not a number stays as it is."""
    number = clean(number)
    if not _NUMBER.fullmatch(number):
        return number
    number = f"{plan.prepend_in}{number[plan.strip_in :]}"
    return number if plan.format is NumberFormat.AS_IT_IS else canonical(plan, number)


def outgoing(plan: NumberPlan, number: str) -> str:
    """A number of the house as the trunk wants it."""
    return f"{plan.prepend_out}{written(plan, number)[plan.strip_out :]}"


def written(plan: NumberPlan, number: str) -> str:
    """As ``outgoing``, before anything is cut off or put before it."""
    number = clean(number) if plan.format is NumberFormat.AS_IT_IS else canonical(plan, number)
    if not _E164.fullmatch(number):
        return number
    digits = number.removeprefix("+")
    match plan.format:
        case NumberFormat.DIGITS:
            return digits
        case NumberFormat.INTERNATIONAL:
            return f"{plan.international_prefix}{digits}"
        case NumberFormat.NATIONAL if plan.country and digits.startswith(plan.country):
            return f"{plan.national_prefix}{digits.removeprefix(plan.country)}"
        case NumberFormat.NATIONAL:
            return f"{plan.international_prefix}{digits}"
    return number

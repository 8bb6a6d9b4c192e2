"""Dates of the Gregorian calendar by arithmetic: ``datetime`` has a clock, and the domain has none."""

from __future__ import annotations

import re

DAYS_IN_400_YEARS = 146_097
FROM_MARCH_0000_TO_1970 = 719_468
"""Years are counted from 1 March, so that the day that comes every four years is a year's last."""


def is_date(text: str) -> bool:
    """Whether this is a day that exists, as ISO 8601 writes it: 2026-11-22."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is None:
        return False
    year, month, day = (int(part) for part in text.split("-"))
    if not 1 <= month <= 12:
        return False
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 1 <= day <= (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def local_time(ms: int, zone_minutes: int) -> str:
    """A moment (ms UTC) as clocks in the zone show it: 2026-11-22 05:15:00."""
    days, second = divmod(ms // 1000 + zone_minutes * 60, 86_400)
    return f"{_date(days)} {second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"


def _date(days: int) -> str:
    """The date this many days after 1 January 1970."""
    era, day = divmod(days + FROM_MARCH_0000_TO_1970, DAYS_IN_400_YEARS)
    year = (day - day // 1460 + day // 36_524 - day // 146_096) // 365
    day -= 365 * year + year // 4 - year // 100
    month = (5 * day + 2) // 153  # months from March have 31, 30, 31, 30, 31 days, over and over
    day -= (153 * month + 2) // 5
    year += era * 400 + (month >= 10)
    return f"{year:04}-{(month + 2) % 12 + 1:02}-{day + 1:02}"

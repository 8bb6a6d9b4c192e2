"""Today's service level and the agents it takes, as columns of the queue information, with their definition (F134)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from agent_desktop.client.service_today import ServiceToday
from agent_desktop.client.view import QueueInfo
from agent_desktop.domain.messages import AlarmLimit
from agent_desktop.domain.staffing import TARGET
from agent_desktop.ui.columns import NUMBER, Column

translate = QCoreApplication.translate


def present_column() -> Column[QueueInfo]:
    """How many agents are logged in, and after a slash how many it takes."""
    return Column(
        lambda: translate("service", "Agents logged in"),
        _present,
        "99 / 99",
        NUMBER,
        id="agents",
        means=_formula,
        told=_needed_told,
    )


def level_column(tint: Callable[[QueueInfo], str | None]) -> Column[QueueInfo]:
    """How many callers were answered in time today; ``tint`` as a column's."""
    return Column(
        lambda: translate("service", "Service level"),
        _level,
        "100 %",
        NUMBER,
        id=AlarmLimit.LEVEL,
        means=_definition,
        tint=tint,
        told=_level_told,
    )


def _level(row: QueueInfo, now: int) -> str:
    percent = row.service.percent(now) if row.service is not None else None
    return "–" if percent is None else f"{percent} %"


def _level_told(row: QueueInfo, now: int) -> str:
    percent = row.service.percent(now) if row.service is not None else None
    if row.service is None or percent is None:
        return "–"
    told = translate("service", "{percent} % within {seconds} s today: {part} of {whole}.").format(
        percent=percent, seconds=_seconds(row.service), part=row.service.in_time, whole=row.service.counted
    )
    return f"{told} {_definition()}"


def _definition() -> str:
    return translate(
        "service",
        "Of today's callers who were answered or waited longer than the target, how many were answered within it. "
        "Who hung up sooner does not count.",
    )


def _present(row: QueueInfo, now: int) -> str:
    if not row.id:  # my cases
        return "–"
    agents = row.service.agents(now) if row.service is not None else None
    return str(row.logged_in) if agents is None else f"{row.logged_in} / {agents}"


def _needed_told(row: QueueInfo, now: int) -> str:
    agents = row.service.agents(now) if row.service is not None else None
    if row.service is None or agents is None:
        return _present(row, now)
    told = translate(
        "service",
        "Callers an hour: {calls}. Agents who would answer {percent} % of them within {seconds} s: {agents}. "
        "Logged in: {present}.",
    )
    return told.format(
        calls=row.service.per_hour,
        percent=round(100 * TARGET),
        seconds=_seconds(row.service),
        agents=agents,
        present=row.logged_in,
    )


def _formula() -> str:
    return translate(
        "service",
        "After the slash: how many agents would answer {percent} % in time now, by Erlang's formulas, with the "
        "callers of the last hour.",
    ).format(percent=round(100 * TARGET))


def _seconds(service: ServiceToday) -> str:
    return f"{service.within_ms / 1000:g}"

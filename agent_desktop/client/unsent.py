"""Figures of calls on their way to the server: kept while it is out of reach, sent when the link is back (F127)."""

from __future__ import annotations

import logging
from collections.abc import Callable

from agent_desktop.client.port import ServerPort
from agent_desktop.domain.messages import Refusal, ReportQuality
from agent_desktop.protocol.wire import Accepted, Problem

log = logging.getLogger(__name__)


class UnsentReports:
    """What the server has not taken yet. ``post`` brings its answers into the owner's thread."""

    def __init__(self, post: Callable[[Callable[[], None]], None]) -> None:
        self._post = post
        self._reports: list[ReportQuality] = []

    def add(self, report: ReportQuality) -> None:
        """One more, for the next ``send``."""
        self._reports.append(report)

    def forget(self) -> None:
        """The session they belong to is over."""
        self._reports.clear()

    def send(self, server: ServerPort | None) -> None:
        """Send them all; what does not arrive is kept for the next time, as all are without a server in reach."""
        if server is None:
            return
        reports, self._reports = self._reports, []
        for report in reports:
            server.command(report, lambda answer, sent=report: self._post(lambda: self._answered(sent, answer)))

    def _answered(self, report: ReportQuality, answer: Accepted | Refusal | Problem) -> None:
        if isinstance(answer, Problem):
            self._reports.append(report)
        elif isinstance(answer, Refusal):
            log.info("How case %d sounded is not kept: %s", report.case, answer.code)

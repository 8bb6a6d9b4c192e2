"""Why this agent got this call, in words: the rule, the score, and who was passed over (F117)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agent_desktop.client.view import View
from agent_desktop.domain.messages import AgentStatus, Offer, Why
from agent_desktop.ui.spans import span
from agent_desktop.ui.words import status_and_reason, status_count

translate = QCoreApplication.translate

SHOWN = 3
"""So many of the statuses for which colleagues were passed over stand on the line; all names are in the tooltip."""


def why_sentence(why: Why) -> str:
    """Rule, score and counts on one line."""
    counts = [row for row in why.passed_counts if row.count and row.status is not AgentStatus.LOGGED_OUT]
    counts.sort(key=lambda row: -row.count)
    passed = [status_count(row.status, row.count) for row in counts[:SHOWN]] + ["…"] * (len(counts) > SHOWN)
    parts = [_rule(why)]
    if passed:
        parts.append(translate("why", "passed over: {colleagues}").format(colleagues=", ".join(passed)))
    return "; ".join(parts)


def passed_over(offer: Offer, view: View) -> str:
    """The passed-over colleagues by name, one a line; empty when nobody was."""
    names = {row.agent.id: row.agent.name for row in view.colleagues}
    return "\n".join(
        f"{names.get(row.agent, row.agent)}: {status_and_reason(row.status, row.reason)}"
        for row in offer.why.passed_over
    )


def _rule(why: Why) -> str:
    ready = span(why.ready_ms)
    if why.rule == "longest_ready":
        text = translate("why", "Why you: longest waiting caller ({waited}), ready longest ({ready})")
        return text.format(waited=span(why.score), ready=ready)
    if why.rule == "asked":
        return translate("why", "Why you: a colleague wants to speak to you, or gives you this call")
    if why.rule == "returned":
        return translate("why", "Why you: the call that you transferred was not answered")
    if why.rule == "cherry_pick":
        return translate("why", "Why you: you took this call yourself")
    text = translate("why", "Why you: rule {rule}, score {score}, you had been ready for {ready}")
    return text.format(rule=why.rule, score=why.score, ready=ready)

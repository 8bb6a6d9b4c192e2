"""How calls sounded: what the agents' softphones measured stays on record, in the log alone (F127)."""

from __future__ import annotations

from agent_desktop.domain.messages import CallQuality, QualityReported, Refusal, ReportQuality
from agent_desktop.domain.turn import Turn


def report_quality(turn: Turn, by: str, command: ReportQuality) -> Refusal | None:
    """It is known when the talk is over, and so often when the case is: that need not be there any more."""
    if by not in turn.state.agents:
        return Refusal(code="unknown_agent")
    if not 0 < command.case < turn.state.next_id:
        return Refusal(code="unknown_case")
    quality = CallQuality(
        case=command.case,
        agent=by,
        at=turn.now,
        codec=command.codec,
        heard=command.heard,
        spoken=command.spoken,
        round_trip_ms=command.round_trip_ms,
        advice=command.advice,
    )
    turn.emit(QualityReported(quality=quality))
    return None

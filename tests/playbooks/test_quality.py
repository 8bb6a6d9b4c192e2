"""How calls sounded stays on record, for the agent and supervisors, and changes nothing else (F127)."""

from __future__ import annotations

from agent_desktop.domain.messages import CallQuality, QualityReported, ReportQuality, Speech
from tests.fakes.centre import Centre

GOOD = Speech(packets=1500, lost=3, jitter_ms=2.5, mos=4.4)
POOR = Speech(packets=1500, lost=150, jitter_ms=30.0, mos=3.1)


def test_what_a_softphone_measured_is_kept_when_the_case_is_long_over() -> None:
    centre = Centre()
    centre.ready("anna")
    caller = centre.call("1000")
    case = centre.case().id
    centre.pick_up("anna")
    centre.end(caller)
    centre.wait(3_600_000)
    before = centre.state
    report = ReportQuality(
        case=case, codec="G722", heard=GOOD, spoken=POOR, round_trip_ms=31.5, advice=("advice_wifi",)
    )
    assert centre.ask("anna", report) is None
    assert centre.state == before
    kept = [event for _, event in centre.history if isinstance(event, QualityReported)]
    assert kept == [
        QualityReported(
            quality=CallQuality(
                case=case,
                agent="anna",
                at=centre.now,
                codec="G722",
                heard=GOOD,
                spoken=POOR,
                round_trip_ms=31.5,
                advice=("advice_wifi",),
            )
        )
    ]


def test_nobody_reports_of_what_never_was() -> None:
    centre = Centre()
    for by, case, code in (("anna", 0, "unknown_case"), ("anna", 10_000, "unknown_case"), ("x", 1, "unknown_agent")):
        refusal = centre.ask(by, ReportQuality(case=case, codec="PCMA", heard=GOOD, spoken=POOR))
        assert refusal is not None
        assert refusal.code == code

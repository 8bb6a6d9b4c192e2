"""Earlier cases over HTTP: for whom they are, and for whom there is nothing at the address (F081, F109)."""

from __future__ import annotations

import asyncio
from pathlib import Path

import msgspec

from agent_desktop.protocol.wire import HISTORY, CaseHistory
from tests.fakes.http_house import Caller, KeptBooks, house, problem
from tests.wire.test_sessions_wire import let_a_call_be_offered


def test_earlier_cases_are_for_the_agent_who_is_offered_the_case_and_for_supervisors(tmp_path: Path) -> None:
    async def play() -> None:
        async with (
            house(books=lambda state, store: KeptBooks(tmp_path, state, store)) as made,
            Caller(made.url) as anna,
            Caller(made.url) as bertil,
            Caller(made.url) as claire,
        ):
            for caller, user in ((anna, "anna"), (bertil, "bertil"), (claire, "claire")):
                assert (await caller.log_in(user)).status_code == 200
            await let_a_call_be_offered(made, "anna")
            (case,) = made.engine.state.cases
            for caller in (anna, claire):
                answer = await caller.http.get(f"{HISTORY}/{case}", headers=caller.bearer)
                assert answer.status_code == 200
                assert msgspec.json.decode(answer.content, type=CaseHistory) == CaseHistory(case=case)
            for caller, path in ((bertil, case), (anna, case + 1), (anna, "x"), (anna, "9" * 30)):
                answer = await caller.http.get(f"{HISTORY}/{path}", headers=caller.bearer)
                assert (answer.status_code, problem(answer)["code"]) == (404, "not_found"), path
            assert (await anna.http.get(f"{HISTORY}/{case}")).status_code == 401
            assert (await anna.http.post(f"{HISTORY}/{case}", headers=anna.bearer)).status_code == 405

    asyncio.run(play())

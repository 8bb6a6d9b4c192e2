"""Our SIP alone: a switch whose core accepts every call at once and whose media costs nothing; prints its port."""

from __future__ import annotations

import asyncio
from itertools import count

from agent_desktop.domain.messages import AcceptLeg, AnyFact, CallArrived
from agent_desktop.platforms import HERE
from agent_desktop.server.sip.switch import SipSwitch
from tests.fakes.sip_media import SipAccounts, SipMedia


class Media(SipMedia):
    """Remembers nothing: what is measured is not the test's memory."""

    async def _pass(self, method: str, *args: object) -> None:
        del method, args


async def main() -> None:
    ids = count(1)

    def decide(fact: AnyFact) -> None:
        if isinstance(fact, CallArrived):
            switch.handle(AcceptLeg(id=next(ids), until=0, leg=fact.leg))

    switch = SipSwitch(decide, Media(), SipAccounts())
    _, port = await switch.start("127.0.0.1", 0)
    print(port, flush=True)
    await asyncio.Event().wait()


with asyncio.Runner(loop_factory=HERE.new_event_loop) as runner:
    runner.run(main())

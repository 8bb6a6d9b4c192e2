"""sippy as a UAS that answers every call at once: ``python sippy_uas.py PORT``; runs in an environment of its own."""

from __future__ import annotations

import sys
from typing import Any

from sippy.CCEvents import CCEventConnect, CCEventTry  # pyright: ignore[reportMissingImports]
from sippy.Core.EventDispatcher import ED2  # pyright: ignore[reportMissingImports]
from sippy.MsgBody import MsgBody  # pyright: ignore[reportMissingImports]
from sippy.SipConf import SipConf  # pyright: ignore[reportMissingImports]
from sippy.SipTransactionManager import SipTransactionManager  # pyright: ignore[reportMissingImports]
from sippy.UA import UA  # pyright: ignore[reportMissingImports]
from sippy.Udp_server import Udp_server_opts  # pyright: ignore[reportMissingImports]

SDP = (
    "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 8\r\n"
    "a=rtpmap:8 PCMA/8000\r\n"
)


class Quiet:
    """Writes no log: that is not what is measured."""

    def write(self, *words: Any, **more: Any) -> None:
        pass


def main() -> None:
    port = int(sys.argv[1])
    SipConf.my_address, SipConf.my_port = "127.0.0.1", port
    config: dict[str, Any] = {
        "_sip_address": "127.0.0.1",
        "_sip_port": port,
        "_sip_logger": Quiet(),
        "nh_addr": ("127.0.0.1", 5060),
    }

    def happened(event: Any, agent: Any) -> None:
        if isinstance(event, CCEventTry):
            agent.recvEvent(CCEventConnect((200, "OK", MsgBody(SDP))))

    def asked(request: Any, transaction: Any) -> Any:
        if request.getHFBody("to").getTag() is not None:
            return (request.genResponse(481, "Gone"), None, None)
        if request.getMethod() != "INVITE":
            return (request.genResponse(200, "OK"), None, None)
        return UA(config, event_cb=happened).recvRequest(request, transaction)

    Udp_server_opts.nworkers = 1  # of three senders one sometimes says 200 before another has said 100
    config["_sip_tm"] = SipTransactionManager(config, asked)
    print("up", flush=True)
    ED2.loop()


main()

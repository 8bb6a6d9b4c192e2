"""A pjsua2 phone in a process of its own: ``python sip_pjsua_peer.py host:port user password udp|tcp|tls [PEM]``.

Says what happens as lines on stdout (``registered 200``, ``incoming <caller> <X-AD-Leg>``, ``confirmed``,
``disconnected 200``, ``written 202``) and takes lines on stdin: ``call <uri>``, ``text <uri> <words>``, ``answer``,
``decline``, ``bye``, ``hold``, ``resume``, ``quit``.
One thread owns pjsip (threadCnt 0); stdin is read by another, which only fills a queue.
"""

from __future__ import annotations

import gc
import queue
import sys
import threading

import pjsua2 as pj


def say(*words: object) -> None:
    print(*words, flush=True)  # noqa: T201 - the test reads it


class Phone(pj.Account):
    def __init__(self) -> None:
        super().__init__()
        self.call: PhoneCall | None = None
        self.buddy: pj.Buddy | None = None

    def write(self, uri: str, words: str) -> None:
        config = pj.BuddyConfig()
        config.uri = uri
        self.buddy = pj.Buddy()
        self.buddy.create(self, config)
        text = pj.SendInstantMessageParam()
        text.content = words
        self.buddy.sendInstantMessage(text)

    def onRegState(self, prm):  # noqa: N802
        say("registered", prm.code)

    def onInstantMessageStatus(self, prm):  # noqa: N802
        say("written", prm.code)

    def onIncomingCall(self, prm):  # noqa: N802
        message = prm.rdata.wholeMsg
        leg = next((line.partition(":")[2].strip() for line in message.splitlines() if line.startswith("X-AD-Leg")), "")
        self.call = PhoneCall(self, prm.callId)
        say("incoming", leg, self.call.getInfo().remoteUri.replace(" ", "_"))
        ringing = pj.CallOpParam()
        ringing.statusCode = 180
        self.call.answer(ringing)


class PhoneCall(pj.Call):
    def onCallState(self, prm):  # noqa: N802
        info = self.getInfo()
        if info.state == pj.PJSIP_INV_STATE_CONFIRMED:
            say("confirmed")
        elif info.state == pj.PJSIP_INV_STATE_DISCONNECTED:
            say("disconnected", info.lastStatusCode)

    def onCallMediaState(self, prm):  # noqa: N802
        info = self.getInfo()
        states = {pj.PJSUA_CALL_MEDIA_ACTIVE: "active", pj.PJSUA_CALL_MEDIA_LOCAL_HOLD: "held"}
        say("media", *(states.get(media.status, media.status) for media in info.media))


def main() -> None:
    server, user, password, transport_name = sys.argv[1:5]
    orders: queue.Queue[str] = queue.Queue()

    def read() -> None:
        for line in sys.stdin:
            orders.put(line.strip())
        orders.put("quit")

    threading.Thread(target=read, daemon=True).start()
    endpoint = pj.Endpoint()
    endpoint.libCreate()
    config = pj.EpConfig()
    config.uaConfig.threadCnt = 0
    config.uaConfig.mainThreadOnly = True
    config.logConfig.level = config.logConfig.consoleLevel = 0
    endpoint.libInit(config)
    transport = pj.TransportConfig()
    transport.boundAddress = "127.0.0.1"
    transport.port = 0
    kind = {"udp": pj.PJSIP_TRANSPORT_UDP, "tcp": pj.PJSIP_TRANSPORT_TCP, "tls": pj.PJSIP_TRANSPORT_TLS}[transport_name]
    if transport_name == "tls":
        transport.tlsConfig.verifyServer = True
        transport.tlsConfig.CaListFile = sys.argv[5]
    endpoint.transportCreate(kind, transport)
    endpoint.libStart()
    endpoint.audDevManager().setNullDev()
    account = pj.AccountConfig()
    account.idUri = f"sip:{user}@{server}"
    account.regConfig.registrarUri = f"sip:{server};transport={transport_name}"
    account.sipConfig.authCreds.append(pj.AuthCredInfo("digest", "*", user, 0, password))
    phone = Phone()
    phone.create(account)
    while carry_out(orders, phone):
        endpoint.libHandleEvents(20)
    endpoint.hangupAllCalls()
    for _ in range(25):
        endpoint.libHandleEvents(20)
    phone.call = phone.buddy = None
    gc.collect()
    phone.shutdown()
    del phone
    endpoint.libDestroy()


def carry_out(orders: queue.Queue[str], phone: Phone) -> bool:
    """Carry one waiting order out; False: quit."""
    try:
        order = orders.get_nowait()
    except queue.Empty:
        return True
    if order == "quit":
        return False
    prm = pj.CallOpParam(True)
    if order.startswith("call "):
        phone.call = PhoneCall(phone)
        phone.call.makeCall(order.partition(" ")[2], prm)
        return True
    if order.startswith("text "):
        phone.write(*order.split(" ", 2)[1:])
        return True
    assert phone.call is not None
    match order:
        case "answer":
            prm.statusCode = 200
            phone.call.answer(prm)
        case "decline":
            prm.statusCode = 603
            phone.call.hangup(prm)
        case "bye":
            phone.call.hangup(prm)
        case "hold":
            phone.call.setHold(prm)
        case "resume":
            prm.opt.flag = pj.PJSUA_CALL_UNHOLD
            phone.call.reinvite(prm)
    return True


if __name__ == "__main__":
    main()

"""A phone gives its call away: REFER, and the NOTIFY that tells it what became of that (RFC 3515, RFC 3891, RFC 4488).

As a back-to-back user agent we are every phone's other party, so nobody else is asked to do anything: what a phone
wants becomes a fact, and the core's answer the body of the last NOTIFY.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote

import sipmessage

from agent_desktop.server.sip.compose import PHRASES
from agent_desktop.server.sip.dialog import DialogId
from agent_desktop.server.sip.message import Request, plain
from agent_desktop.server.sip.party import InDialog, Once, Party
from agent_desktop.server.sip.text import address_uri, parameters

ANSWER_MS = 15_000
"""A phone that the core has not answered by now is told that it is not done."""
DONE, DECLINED = 200, 603
_SIPFRAG = "message/sipfrag;version=2.0"


@dataclass(frozen=True, slots=True)
class Target:
    """Where the call shall go: to who is dialled by ``number``, or into the call of the leg ``replaces``."""

    number: str = ""
    replaces: str = ""


def replaced(value: str) -> DialogId | None:
    """The dialog that a Replaces value names, as we know it: its to-tag is ours (RFC 3891 §3); None: unreadable."""
    given = dict(parameters(value))
    call_id = value.partition(";")[0].strip()
    ours, theirs = given.get("to-tag"), given.get("from-tag")
    return (call_id, ours, theirs) if call_id and ours and theirs else None


def target(request: Request, dialogs: Mapping[DialogId, InDialog]) -> Target | int:
    """What a REFER wants, or the status that refuses it."""
    values = request.items("Refer-To")
    if len(values) != 1:
        return 400
    text, _, headers = address_uri(values[0]).partition("?")
    scheme, colon, _ = text.partition(":")
    if colon and scheme.lower() not in ("sip", "sips", "tel"):
        return 416
    try:
        uri = sipmessage.URI.parse(text)
    except ValueError:
        return 400
    wanted = {name.lower(): value for name, value in parse_qsl(headers)}
    if "replaces" in wanted:
        named = replaced(wanted["replaces"])
        if named is None:
            return 400
        found = dialogs.get(named)
        return 481 if found is None or not found.id else Target(replaces=found.id)
    number = plain(uri.user if uri.scheme != "tel" else unquote(text.partition(":")[2].partition(";")[0]))
    return Target(number=number) if number else 484


class Referral:
    """One accepted REFER: its phone hears how it stands, until it is done or declined.

    ``over`` is called then. A phone that wants to hear nothing (``Refer-Sub: false``) is told nothing.
    """

    def __init__(self, leg: Party, request: Request, over: Callable[[], None]) -> None:
        self._leg = leg
        self._id = request.cseq
        self._over = over
        self._is_quiet = request.text("Refer-Sub").strip().lower() == "false"
        self._limit = leg.desk.endpoint.after(ANSWER_MS, lambda: self.answered(DECLINED))

    @property
    def headers(self) -> list[tuple[str, str]]:
        """What the 202 says."""
        return [("Refer-Sub", "false")] if self._is_quiet else []

    def begin(self) -> None:
        """The first NOTIFY, which every subscription begins with (RFC 6665 §4.2.1.2)."""
        self._notify(100, "active;expires=60")

    def answered(self, status: int) -> None:
        """The last NOTIFY; the call that is given away ends by a BYE of its own."""
        self.stop()
        self._notify(status, "terminated;reason=noresource")
        self._over()

    def stop(self) -> None:
        """The call is over, and whatever it wanted with it."""
        self._limit.cancel()

    def _notify(self, status: int, state: str) -> None:
        leg = self._leg
        if self._is_quiet or leg.dialog is None or leg.is_over:
            return
        flow = leg.desk.endpoint.way(leg.dialog.ways())
        headers = [
            leg.desk.contact(flow),
            leg.desk.user_agent_header,
            ("Event", f"refer;id={self._id}"),
            ("Subscription-State", state),
            ("Content-Type", _SIPFRAG),
        ]
        body = f"SIP/2.0 {status} {PHRASES[status]}\r\n".encode()
        notify = leg.dialog.request("NOTIFY", leg.desk.endpoint.via(flow), headers, body)
        leg.keep(lambda: None)
        leg.desk.endpoint.request(notify, flow, Once())

"""The lamp of a desk phone: who may watch how many voice messages wait, and when they are told (RFC 3842, RFC 6665).

A phone subscribes with its agent's credentials and hears the count at once, whenever it changes, and when the
subscription is renewed. Subscriptions live in memory: after a restart phones subscribe again when theirs ends.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable

from agent_desktop.server.sip.compose import respond_to
from agent_desktop.server.sip.dialog import Dialog
from agent_desktop.server.sip.exchange import retry_after
from agent_desktop.server.sip.message import Request, Response, user_of
from agent_desktop.server.sip.party import Desk, Headers, Proof
from agent_desktop.server.sip.transaction import Key
from agent_desktop.server.sip.transport import Flow, uri_host

PACKAGE = "message-summary"
ALLOW_EVENTS = ("Allow-Events", PACKAGE)
LEAST_S, DEFAULT_S, LONGEST_S = 60, 3_600, 3_600
MOST = 5
"""Subscriptions of one agent; a phone that starts anew without end must not add up."""
SETTLE_MS = 1_000
"""Changes within this are told together."""
_SUMMARY = "application/simple-message-summary"
GONE = (404, 405, 408, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604)
"""After these a subscription is no more (RFC 6665 §4.1.3, RFC 5057)."""


class Watch:
    """One subscription, with its dialog."""

    id = ""  # belongs to no leg

    def __init__(self, watching: Watching, user: str, dialog: Dialog, event: str) -> None:
        self.user = user
        self.dialog = dialog
        self.told: int | None = None
        self.event = event
        self._watching = watching
        self._until: asyncio.TimerHandle | None = None
        self._ends_at = 0.0

    def in_dialog(self, key: Key, request: Request, flow: Flow) -> None:
        """Renewed or ended by its phone; nothing else may be asked here."""
        if not self.dialog.is_in_order(request):
            self._watching.respond(key, request, 500, self.dialog.local_tag, [retry_after()])
        elif request.method != "SUBSCRIBE":
            self._watching.respond(key, request, 405, self.dialog.local_tag, [("Allow", "SUBSCRIBE")])
        else:
            self._watching.renewed(self, key, request, flow)

    def last(self, seconds: int, over: Callable[[], None]) -> None:
        """Live so long from now."""
        self.stop()
        loop = asyncio.get_running_loop()
        self._ends_at = loop.time() + seconds
        self._until = loop.call_later(seconds, over)

    def stop(self) -> None:
        """No time runs any more."""
        if self._until is not None:
            self._until.cancel()

    @property
    def left_s(self) -> int:
        """Seconds it has left."""
        return max(0, round(self._ends_at - asyncio.get_running_loop().time()))


class _Told:
    """Waits for what the phone says to a NOTIFY."""

    def __init__(self, gone: Callable[[], None]) -> None:
        self._gone = gone

    def answered(self, response: Response, flow: Flow) -> None:
        """A phone that does not know the subscription has none."""
        if response.code in GONE:
            self._gone()

    def unanswered(self, *, timeout: bool) -> None:
        """It is not there any more."""
        self._gone()


class Watching:
    """All subscriptions of a switch. ``count`` says how many messages wait for an agent."""

    def __init__(self, desk: Desk, proof: Proof, count: Callable[[str], int]) -> None:
        self._desk = desk
        self._proof = proof
        self._count = count
        self._watches: dict[str, list[Watch]] = {}  # by user, oldest first
        self._due: asyncio.TimerHandle | None = None

    def subscribe(self, key: Key, request: Request, flow: Flow) -> None:
        """A new subscription, or with Expires: 0 a single look."""
        tag = secrets.token_hex(8)
        event = request.text("Event")
        if event.partition(";")[0].strip().lower() != PACKAGE:
            self.respond(key, request, 489, tag, [ALLOW_EVENTS])
            return
        seconds = _seconds(request)
        if seconds is None or not request.contact or request.contact == "*":
            self.respond(key, request, 400, tag)
        elif 0 < seconds < LEAST_S:
            self.respond(key, request, 423, tag, [("Min-Expires", str(LEAST_S))])
        elif user := self._proof(key, request, flow):
            if user != user_of(request.text("To")):
                self.respond(key, request, 403, tag)
                return
            dialog = Dialog.answering(request, tag, flow)
            dialog.pinned = True
            watch = Watch(self, user, dialog, event)
            self._desk.dialogs[dialog.id] = watch
            mine = self._watches.setdefault(user, [])
            mine.append(watch)
            if len(mine) > MOST:
                self._end(mine[0], "rejected")
            self._granted(watch, key, request, seconds)

    def renewed(self, watch: Watch, key: Key, request: Request, flow: Flow) -> None:
        """A SUBSCRIBE within the dialog: renewed, or with Expires: 0 ended."""
        seconds = _seconds(request)
        if seconds is None:
            self.respond(key, request, 400, watch.dialog.local_tag)
        elif 0 < seconds < LEAST_S:
            self.respond(key, request, 423, watch.dialog.local_tag, [("Min-Expires", str(LEAST_S))])
        elif self._proof(key, request, flow) == watch.user:
            watch.dialog.refresh(request)
            watch.dialog.flow = flow
            self._granted(watch, key, request, seconds)

    def _granted(self, watch: Watch, key: Key, request: Request, seconds: int) -> None:
        seconds = min(seconds, LONGEST_S)
        headers = [("Expires", str(seconds)), self._desk.contact(watch.dialog.flow), ALLOW_EVENTS]
        self.respond(key, request, 200, watch.dialog.local_tag, headers)
        if seconds == 0:
            self._end(watch, "timeout")
        else:
            watch.last(seconds, lambda: self._end(watch, "timeout"))
            self._notify(watch, f"active;expires={seconds}")

    def changed(self) -> None:
        """Counts may be others now: who watches one that is hears it, soon."""
        if self._watches and self._due is None:
            self._due = self._desk.endpoint.after(SETTLE_MS, self._tell)

    def forget(self, user: str) -> None:
        """The agent's session is over, and with it who watches in its name."""
        for watch in list(self._watches.get(user, ())):
            self._end(watch, "deactivated")

    def close(self) -> None:
        """The switch stops; phones subscribe again when theirs ends."""
        if self._due is not None:
            self._due.cancel()
        for watch in [watch for mine in self._watches.values() for watch in mine]:
            self._drop(watch)

    def respond(self, key: Key, request: Request, code: int, tag: str, headers: Headers | None = None) -> None:
        """Answer a SUBSCRIBE."""
        extra = [self._desk.server_header, *(headers or [])]
        self._desk.endpoint.respond(key, respond_to(request, code, to_tag=tag, headers=extra))

    # --- inside ----------------------------------------------------------------------------------

    def _tell(self) -> None:
        self._due = None
        for user, mine in list(self._watches.items()):
            count = self._count(user)
            for watch in list(mine):
                if watch.told != count:
                    self._notify(watch, f"active;expires={watch.left_s}")

    def _end(self, watch: Watch, reason: str) -> None:
        self._drop(watch)
        self._notify(watch, f"terminated;reason={reason}")

    def _drop(self, watch: Watch) -> None:
        watch.stop()
        self._desk.dialogs.pop(watch.dialog.id, None)
        mine = self._watches.get(watch.user, [])
        if watch in mine:
            mine.remove(watch)
        if not mine:
            self._watches.pop(watch.user, None)

    def _notify(self, watch: Watch, state: str) -> None:
        dialog, endpoint = watch.dialog, self._desk.endpoint
        watch.told = self._count(watch.user)
        flow = endpoint.way(dialog.ways())
        host, port = endpoint.local(flow)
        body = (
            f"Messages-Waiting: {'yes' if watch.told else 'no'}\r\n"
            f"Message-Account: sip:{watch.user}@{uri_host(host)}:{port}\r\n"
            f"Voice-Message: {watch.told}/0 (0/0)\r\n"
        )
        headers = [
            self._desk.contact(flow),
            self._desk.user_agent_header,
            ("Event", watch.event),
            ("Subscription-State", state),
            ("Content-Type", _SUMMARY),
        ]
        notify = dialog.request("NOTIFY", endpoint.via(flow), headers, body.encode())
        endpoint.request(notify, flow, _Told(lambda: self._drop(watch)))


def _seconds(request: Request) -> int | None:
    text = request.text("Expires").strip()
    if not text:
        return DEFAULT_S
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 10 else None

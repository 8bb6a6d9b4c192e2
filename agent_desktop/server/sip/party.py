"""What the parts of a leg see of it, and what legs share: so that dialogs, offers and timers know no leg's kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from agent_desktop.domain.messages import LegEnd
from agent_desktop.domain.network import Encryption
from agent_desktop.server.sip.compose import send_again
from agent_desktop.server.sip.dialog import Dialog, DialogId, Keeper, NoKeeper
from agent_desktop.server.sip.endpoint import Endpoint, Requester
from agent_desktop.server.sip.media_line import Address, MediaLine
from agent_desktop.server.sip.message import Request, Response
from agent_desktop.server.sip.offer import Agreed, Stream
from agent_desktop.server.sip.ports import DigitSink, FactSink, MediaLegs
from agent_desktop.server.sip.sdes import Secrecy
from agent_desktop.server.sip.session_timer import Terms
from agent_desktop.server.sip.transaction import Key
from agent_desktop.server.sip.transport import Flow, uri_host

Headers = list[tuple[str, str]]

Proof = Callable[[Key, Request, Flow], str]
"""The user a request proves to be from; empty: it has been, or will be, refused."""


class InDialog(Protocol):
    """Who serves the requests of a dialog."""

    @property
    def id(self) -> str:
        """The leg it belongs to; empty: none."""
        ...

    def in_dialog(self, key: Key, request: Request, flow: Flow) -> None:
        """Serve a request that names the dialog (RFC 3261 §12.2.2)."""
        ...


def _unread(author: str, request: Request, answer: Callable[[int, Headers], object]) -> None:
    del author, request
    answer(404, [])


@dataclass(slots=True)
class Desk:
    """What legs share: the socket, the media engine, where facts go, who has which dialog, and who writes them down."""

    endpoint: Endpoint
    media: MediaLegs
    say: FactSink
    server_name: str
    ended: Callable[[Any], None]  # takes the leg
    acknowledged: Callable[[Key], None]  # the INVITE of this transaction has all it needs
    dialogs: dict[DialogId, InDialog] = field(default_factory=dict)
    keeper: Keeper = field(default_factory=NoKeeper)
    pressed: DigitSink = lambda leg, digit: None
    credentials: Callable[[str, Request, Response], tuple[str, str] | None] = lambda trunk, request, response: None
    inband: Callable[[str], bool] = lambda trunk: False  # whether a trunk sends digits as tones
    encryption: Encryption = Encryption.PREFER  # of speech with phones
    wrote: Callable[[str, Request, Callable[[int, Headers], object]], None] = _unread  # see ``Writing.in_call``
    reach: Callable[[str, Flow, Callable[[Flow], None]], None] = lambda user, flow, then: then(flow)  # see ``Awaited``

    def secrecy(self, flow: Flow, wish: Encryption | None = None) -> Secrecy:
        """Whether speech with who is at the end of ``flow`` may and must be encrypted; ``wish`` None: as of phones."""
        return Secrecy.of(self.encryption if wish is None else wish, keys_are_safe=flow.is_secure)

    def contact(self, flow: Flow) -> tuple[str, str]:
        """Our Contact for a peer, by the address it can reach."""
        host, port = self.endpoint.local(flow)
        transport = f";transport={flow.transport.lower()}" if flow.is_reliable else ""
        return ("Contact", f"<sip:{uri_host(host)}:{port}{transport}>")

    @property
    def server_header(self) -> tuple[str, str]:
        """What our responses say who they are from."""
        return ("Server", self.server_name)

    @property
    def user_agent_header(self) -> tuple[str, str]:
        """What our requests say who they are from."""
        return ("User-Agent", self.server_name)

    def send_bye(self, dialog: Dialog, done: Callable[[], None]) -> None:
        """End a dialog; ``done`` is called at the final response, or when none comes."""

        def send() -> None:
            flow = self.endpoint.way(dialog.ways())
            request = dialog.request("BYE", self.endpoint.via(flow), [self.user_agent_header])
            self.request(dialog, request, flow, Once(done))

        self.when_there(dialog, send)

    def when_there(self, dialog: Dialog, then: Callable[[], None]) -> None:
        """Call ``then`` when a request within the dialog can be sent: to a phone whose connection is over, once it has
        registered again (F120)."""

        def reached(flow: Flow) -> None:
            dialog.flow = flow
            then()

        self.reach(dialog.phone, dialog.flow, reached)

    def request(self, dialog: Dialog, request: Request, flow: Flow, requester: Requester) -> None:
        """Send a request within a dialog; a trunk that asks who we are gets it once more with credentials (§22.2).

        ``requester`` hears of the answers; their CSeq says which of the two they are for.
        """
        if dialog.trunk:
            requester = _Proving(self, dialog, request, flow, requester)
        self.endpoint.request(request, flow, requester)


class _Proving:
    """Stands before a requester and answers a challenge."""

    def __init__(self, desk: Desk, dialog: Dialog, request: Request, flow: Flow, requester: Requester) -> None:
        self._desk = desk
        self._dialog = dialog
        self._request = request
        self._flow = flow
        self._requester = requester

    def answered(self, response: Response, flow: Flow) -> None:
        """A challenge is answered, all else handed on."""
        header = self._desk.credentials(self._dialog.trunk, self._request, response)
        if response.cseq != self._request.cseq or header is None:
            self._requester.answered(response, flow)
            return
        self._dialog.local_cseq += 1
        via = self._desk.endpoint.via(self._flow)
        self._request = send_again(self._request, via, header, cseq=self._dialog.local_cseq)
        self._desk.endpoint.request(self._request, self._flow, self)

    def unanswered(self, *, timeout: bool) -> None:
        """The peer is gone."""
        self._requester.unanswered(timeout=timeout)


class Once:
    """Waits for the end of a request, whatever the answer."""

    def __init__(self, done: Callable[[], None] = lambda: None) -> None:
        self._done = done

    def answered(self, response: Response, flow: Flow) -> None:
        """Any final response will do: of a BYE even 481 ends the dialog."""
        if response.code >= 200:
            self._done()

    def unanswered(self, *, timeout: bool) -> None:
        """The peer is gone."""
        self._done()


class Party(Protocol):
    """A leg with a dialog."""

    desk: Desk
    dialog: Dialog | None
    stream: Stream
    media: MediaLine
    is_over: bool

    @property
    def id(self) -> str:
        """The leg."""
        ...

    @property
    def agreed(self) -> Agreed | None:
        """What was agreed on last."""
        ...

    def keep(self, then: Callable[[], object]) -> None:
        """Have the dialog written down as it is now, if it is confirmed; ``then`` is called when that is durable."""
        ...

    def respond(
        self, key: Key, request: Request, code: int, headers: Headers | None = None, body: bytes = b""
    ) -> Response:
        """Answer within this leg."""
        ...

    def opened(self, address: Address, flow: Flow) -> None:
        """Remember our RTP address as the peer at the end of ``flow`` reaches it."""
        ...

    def point_media(self, agreed: Agreed, done: Callable[[bool], None]) -> None:
        """Let the media engine send where the peer wants it."""
        ...

    def timed(self, terms: Terms) -> None:
        """Run the session timer by these terms, from now."""
        ...

    def bye(self, cause: LegEnd) -> None:
        """Leave the dialog."""
        ...

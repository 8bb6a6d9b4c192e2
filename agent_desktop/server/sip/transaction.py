"""Transactions without I/O: messages, timers and the user's wishes go in, actions come out (RFC 3261 §17)."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import count

from agent_desktop.server.sip import tables
from agent_desktop.server.sip.compose import ack_failure
from agent_desktop.server.sip.message import MAGIC_COOKIE, Request, Response
from agent_desktop.server.sip.tables import Do, On, Running, State, Table, Timer
from agent_desktop.server.sip.transport import Flow

Key = tuple[str, ...]
"""Names a transaction: client ``("c", branch, method)``, server ``("s", branch, sent-by, method, …)``."""


@dataclass(frozen=True, slots=True)
class Send:
    """Put these bytes on the wire; when that fails, tell ``TransactionLayer.unsendable`` the key."""

    data: bytes
    flow: Flow
    key: Key


@dataclass(frozen=True, slots=True)
class Arrived:
    """A request for the user: a new one, or an ACK of a 2xx (``key`` then answers nothing)."""

    key: Key
    request: Request
    flow: Flow


@dataclass(frozen=True, slots=True)
class Answered:
    """A response to a request of ours; several may come, and several 2xx to an INVITE."""

    key: Key
    response: Response
    flow: Flow


@dataclass(frozen=True, slots=True)
class Failed:
    """Nothing more will come: no response (client) or no ACK (server) in time, or the transport refused."""

    key: Key
    timeout: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """The transaction is over and forgotten."""

    key: Key


Action = Send | Arrived | Answered | Failed | Ended


class _Transaction:
    """One row of state: where it is, what it sends, which timers run until when. ``request`` is one of ours: of the
    peers' nothing is needed any more, and they are many for half a minute."""

    __slots__ = ("ack", "flow", "key", "last", "merge", "request", "running", "state", "table", "timers")

    def __init__(
        self, key: Key, request: Request | None, flow: Flow, table: Table, running: Running, state: State
    ) -> None:
        self.key = key
        self.request = request
        self.flow = flow
        self.table = table
        self.running = running
        self.state = state
        self.last = b""
        self.ack = b""
        self.merge: Key = ()
        self.timers: dict[Timer, tuple[int, int]] = {}  # timer -> (due, span), ms


def client_key(branch: str, method: str) -> Key:
    """What a response is matched by (§17.1.3)."""
    return ("c", branch, method)


def server_key(request: Request, method: str | None = None) -> Key:
    """What a request is matched by (§17.2.3); an ACK belongs to its INVITE.

    ``method`` looks for another method's transaction: a CANCEL for its INVITE (§9.2). Branches without the magic
    cookie are unique only together with Call-ID and CSeq.
    """
    method = method or ("INVITE" if request.method == "ACK" else request.method)
    key = ("s", request.hop.branch, request.hop.sent_by, method)
    if request.hop.branch.startswith(MAGIC_COOKIE):
        return key
    return (*key, request.call_id, str(request.cseq), request.from_tag)


class TransactionLayer:
    """All transactions of one endpoint, and their timers. Times are ms of one clock that never runs backwards."""

    def __init__(self) -> None:
        self._live: dict[Key, _Transaction] = {}
        self._merge: dict[Key, Key] = {}  # (Call-ID, From tag, CSeq, method) -> server transaction (§8.2.2.2)
        self._due: list[tuple[int, int, Key, Timer]] = []
        self._serial = count()

    def __len__(self) -> int:
        return len(self._live)

    def __contains__(self, key: Key) -> bool:
        return key in self._live

    # --- from the network ------------------------------------------------------------------------

    def receive(self, message: Request | Response, flow: Flow, now: int, reply_to: Flow | None = None) -> list[Action]:
        """Match a message to its transaction, or begin one. Stray responses are dropped (RFC 6026 §7.2).

        ``flow`` is where it came from, ``reply_to`` where responses to it go (§18.2.2), when that is elsewhere.
        """
        if isinstance(message, Response):
            found = self._live.get(client_key(message.hop.branch, message.method))
            return [] if found is None else self._run(found, _kind(message), now, message, flow)
        key = server_key(message)
        found = self._live.get(key)
        if found is not None:
            return self._run(found, On.ACK if message.method == "ACK" else On.REQUEST, now, message, flow)
        if message.method != "ACK":
            self._begin_server(key, message, reply_to or flow)
        return [Arrived(key, message, flow)]

    def is_merged(self, key: Key, request: Request) -> bool:
        """Whether the same request, outside a dialog, is already being served, having come another way (§8.2.2.2)."""
        return self._merge.get(_merge_key(request), key) != key

    # --- from the transaction user ---------------------------------------------------------------

    def request(self, request: Request, flow: Flow, now: int) -> tuple[Key, list[Action]]:
        """Send a request (not an ACK) and wait for its responses."""
        key = client_key(request.hop.branch, request.method)
        if request.method == "INVITE":
            transaction = _Transaction(
                key, request, flow, tables.INVITE_CLIENT, tables.INVITE_CLIENT_RUNNING, State.CALLING
            )
        else:
            transaction = _Transaction(key, request, flow, tables.CLIENT, tables.CLIENT_RUNNING, State.TRYING)
        transaction.last = request.encode()
        self._live[key] = transaction
        self._set_timers(transaction, now)
        return key, [Send(transaction.last, flow, key)]

    def respond(self, key: Key, response: Response, now: int) -> list[Action]:
        """Answer a request; an answer after the final one, or to a transaction that is over, goes nowhere."""
        transaction = self._live.get(key)
        if transaction is None or (transaction.state, _kind(response)) not in transaction.table:
            return []
        transaction.last = response.encode()
        return self._run(transaction, _kind(response), now, None, transaction.flow)

    def abandon(self, key: Key, now: int) -> list[Action]:
        """Forget an INVITE of ours that no final response came to (§9.1)."""
        transaction = self._live.get(key)
        return [] if transaction is None else self._run(transaction, On.ABANDON, now, None, transaction.flow)

    # --- from the transport and the clock --------------------------------------------------------

    def unsendable(self, key: Key, now: int) -> list[Action]:
        """The transport refused what the transaction sent."""
        transaction = self._live.get(key)
        return [] if transaction is None else self._run(transaction, On.UNSENDABLE, now, None, transaction.flow)

    def flow_lost(self, flow: Flow, now: int) -> list[Action]:
        """A connection is over. Requests of ours that wait on it for a first word will hear none (§18.4)."""
        waiting = [one for one in self._live.values() if one.flow == flow and one.key[0] == "c"]
        return [action for one in waiting for action in self._run(one, On.UNSENDABLE, now, None, flow)]

    def next_deadline(self) -> int | None:
        """When ``fire`` is due next, ms; None: never."""
        while self._due:
            due, _, key, timer = self._due[0]
            transaction = self._live.get(key)
            if transaction is not None and transaction.timers.get(timer, (None,))[0] == due:
                return due
            heapq.heappop(self._due)
        return None

    def fire(self, now: int) -> list[Action]:
        """Run every timer that is due."""
        actions: list[Action] = []
        while (due := self.next_deadline()) is not None and due <= now:
            _, _, key, timer = heapq.heappop(self._due)
            actions += self._run(self._live[key], timer, now, None, self._live[key].flow)
        return actions

    # --- inside ----------------------------------------------------------------------------------

    def _begin_server(self, key: Key, request: Request, flow: Flow) -> None:
        if request.method == "INVITE":
            transaction = _Transaction(
                key, None, flow, tables.INVITE_SERVER, tables.INVITE_SERVER_RUNNING, State.PROCEEDING
            )
        else:
            transaction = _Transaction(key, None, flow, tables.SERVER, tables.SERVER_RUNNING, State.TRYING)
        self._live[key] = transaction
        if request.method != "CANCEL" and not request.to_tag:
            transaction.merge = _merge_key(request)
            self._merge.setdefault(transaction.merge, key)

    def _run(
        self, transaction: _Transaction, on: On | Timer, now: int, message: Request | Response | None, flow: Flow
    ) -> list[Action]:
        """One row of the table. ``message`` is what DELIVER hands up, ``flow`` where it came from."""
        span = transaction.timers.pop(on, (0, 0))[1] if isinstance(on, Timer) else 0
        row = transaction.table.get((transaction.state, on))
        if row is None:
            return []
        transaction.state, dos = row
        actions: list[Action] = []
        for do in dos:
            if do is Do.AGAIN or do is Do.AGAIN_AT_T2:
                assert isinstance(on, Timer)
                longer = tables.T2_MS if do is Do.AGAIN_AT_T2 else min(2 * span, tables.CAP_MS[on])
                self._start(transaction, on, longer, now)
            elif (action := _act(do, transaction, message, flow)) is not None:
                actions.append(action)
        self._set_timers(transaction, now)
        if transaction.state is State.TERMINATED:
            actions.append(Ended(transaction.key))
        return actions

    def _set_timers(self, transaction: _Transaction, now: int) -> None:
        if transaction.state is State.TERMINATED:
            del self._live[transaction.key]
            if self._merge.get(transaction.merge) == transaction.key:
                del self._merge[transaction.merge]
            return
        reliable = transaction.flow.is_reliable
        wanted = transaction.running.get(transaction.state, ())
        for timer in [timer for timer in transaction.timers if timer not in wanted]:
            del transaction.timers[timer]
        for timer in wanted:
            if timer in transaction.timers or (reliable and timer in tables.UNRELIABLE_ONLY):
                continue
            at_once = reliable and timer in tables.ZERO_WHEN_RELIABLE
            self._start(transaction, timer, 0 if at_once else tables.FIRST_MS[timer], now)

    def _start(self, transaction: _Transaction, timer: Timer, span: int, now: int) -> None:
        transaction.timers[timer] = (now + span, span)
        heapq.heappush(self._due, (now + span, next(self._serial), transaction.key, timer))


def _act(do: Do, transaction: _Transaction, message: Request | Response | None, flow: Flow) -> Action | None:
    match do:
        case Do.SEND:
            # A server that has not answered yet has nothing to repeat.
            return Send(transaction.last, transaction.flow, transaction.key) if transaction.last else None
        case Do.SEND_ACK:
            assert isinstance(message, Response)
            assert transaction.request is not None
            transaction.ack = transaction.ack or ack_failure(transaction.request, message).encode()
            return Send(transaction.ack, transaction.flow, transaction.key)
        case Do.DELIVER if isinstance(message, Response):
            return Answered(transaction.key, message, flow)
        case Do.DELIVER if isinstance(message, Request):
            return Arrived(transaction.key, message, flow)
        case Do.TELL_TIMEOUT:
            return Failed(transaction.key, timeout=True)
        case Do.TELL_UNSENDABLE:
            return Failed(transaction.key, timeout=False)
    raise AssertionError(do)


def _kind(response: Response) -> On:
    if response.code < 200:
        return On.PROVISIONAL
    return On.SUCCESS if response.code < 300 else On.FAILURE


def _merge_key(request: Request) -> Key:
    return (request.call_id, request.from_tag, str(request.cseq), request.method)

"""The agent's desk without a screen: wires the session with the server, the projection and the softphone together.

Everything that happens goes through one inbox and is worked off by one thread, so nothing here needs a lock; what comes
out is a new frozen ``View``. Listeners are called in that thread.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec.structs import replace

from agent_desktop.client import headset, phone_state
from agent_desktop.client.absence import Absences
from agent_desktop.client.action import NOTHING, Action, Choice
from agent_desktop.client.actions import BY_ID
from agent_desktop.client.address_book import EMPTY_BOOK, AddressBook
from agent_desktop.client.audience import Audience
from agent_desktop.client.call_info import cri_key, written
from agent_desktop.client.connection import Connection, full_address, wall_clock_ms
from agent_desktop.client.line import CallLine, case_in_talk, unknown_medium
from agent_desktop.client.notes import Notes
from agent_desktop.client.pending import Pending
from agent_desktop.client.personal import Personal
from agent_desktop.client.phone_state import PhoneState
from agent_desktop.client.port import (
    Alive,
    FrameCame,
    Heard,
    LinkChanged,
    Outdated,
    ServerPort,
    SessionEnded,
    SnapshotTaken,
)
from agent_desktop.client.presenting import Presenting
from agent_desktop.client.projection import Projection, advance, begin, reach
from agent_desktop.client.reactions import Kind, LinkBack, LinkLost, Notice, Reaction, react
from agent_desktop.client.sound_choice import SoundOrders
from agent_desktop.client.story import Tried, tried
from agent_desktop.client.unsent import UnsentReports
from agent_desktop.client.view import KeyView, Link, View, centre
from agent_desktop.domain.messages import AnyCommand, AttemptMade, LogOut, OfferMade, Presence, Refusal, SetCri
from agent_desktop.domain.state import State
from agent_desktop.phone.port import (
    Answer,
    AnyPhoneEvent,
    Digits,
    HangUp,
    Incoming,
    Order,
    PhonePort,
    Pressed,
    Register,
    ShowCall,
    Unregister,
)
from agent_desktop.protocol.wire import VERSION, Accepted, LogInRequest, Problem, Session, SipAccount
from agent_desktop.quality.advice import Medium

log = logging.getLogger(__name__)

Connect = Callable[[str, Callable[[Heard], None]], ServerPort]
Play = Callable[[str | None], None]

LEAVE_S = 3.0
BATCH = 200
"""Happenings between two views at most: a flood of events must not keep the screen from changing."""


def silent(sound: str | None) -> None:
    """For programs without a speaker."""


class Desk(SoundOrders):
    """One agent's desk. ``phone`` stays its owner's to close.

    ``play`` is called with the name of a signal to play over and over, or of a beep, or None to stop the signal;
    ``clock`` gives ms UTC.
    ``outbox`` is the folder in which typed texts wait for the server; None: they wait in memory only. ``remembered`` is
    the folder of recent calls and favourites, kept for ``recent_days`` (0: for ever); None: in memory only.
    """

    def __init__(
        self,
        phone: PhonePort,
        *,
        connect: Connect = Connection,
        play: Play = silent,
        clock: Callable[[], int] = wall_clock_ms,
        outbox: Path | None = None,
        remembered: Path | None = None,
        recent_days: int = 0,
        medium: Callable[[], Medium] = unknown_medium,
    ) -> None:
        self._phone = phone
        self._connect = connect
        self._clock = clock
        self._inbox: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._audience = Audience(play)
        self._server: ServerPort | None = None
        self._projection = Projection()
        self._centre: tuple[State, View] = (self._projection.state, View())
        self._link = Link.OFFLINE
        self._absences = Absences()
        self._lost = False  # the link was there and is not any more
        self._outdated = False  # the agent was told to update
        self._account: SipAccount | None = None  # the phone was told to register with it
        self._register_due = False  # a server that was away may have forgotten the registration
        self._leaving = False  # logging out was asked for
        self._farewell: Callable[[], None] | None = None  # logs out, once the texts that can be sent are
        self._presenting = Presenting()
        self._notes = Notes(outbox, clock)
        self._personal = Personal(remembered, recent_days, clock)
        self._book = EMPTY_BOOK
        self._keys: dict[str, KeyView] = {}
        self._tried: Tried = {}
        self._phone_state = PhoneState()
        self._headset = ShowCall()  # what its lights were told
        self._line = CallLine(medium)
        self._reports = UnsentReports(self._post)
        self._pending = Pending()
        self._thread = threading.Thread(target=self._run, name="desk", daemon=True)
        self._thread.start()
        phone.listen(lambda event: self._post(lambda: self._phone_said(event)))

    # --- for the window and the robot; any thread ------------------------------------------------

    @property
    def view(self) -> View:
        """What is true now, as far as this desk knows."""
        return self._audience.view

    def listen(self, listener: Callable[[View], None]) -> None:
        """Call ``listener`` with every new view, in the desk's thread, and with the one that is."""
        self._post(lambda: self._audience.listen(listener))

    def on_reaction(self, listener: Callable[[Reaction], None]) -> None:
        """Call ``listener`` with notices and with what comes forward, after the view that shows why.

        The first listener hears those from before it, too.
        """
        self._post(lambda: self._audience.on_reaction(listener))

    def log_in(
        self,
        server: str,
        user: str,
        password: str,
        done: Callable[[Problem | None], None],
        *,
        device: str = "",
        nailed_up: bool = False,
    ) -> None:
        """Begin a session with ``server`` (``http://host:port``); a session that is there is left without logging out.

        ``device``: the desk phone that is rung instead of the softphone; ``nailed_up``: its leg stays between calls.

        ``done`` is called in the desk's thread: None, and the phone registers; or what was wrong.
        """
        request = LogInRequest(user=user, password=password, version=VERSION, device=device, nailed_up=nailed_up)
        self._post(lambda: self._log_in(server, request, done))

    def act(self, action: str, choice: Choice = NOTHING) -> None:
        """Do what a row of the action table says, with what it asks for. What is not enabled now is not done."""
        chosen = BY_ID[action]
        self._post(lambda: self._act(chosen, choice))

    def command(self, key: str, command: AnyCommand) -> None:
        """Ask the server for what has no row in the action table; ``key`` is pending until its events are there."""
        self._post(lambda: self._command(key, command))

    def write_note(self, case: int, text: str) -> None:
        """Keep ``text`` as the agent's note on a case (F109): on this PC's disk first, then with the server (F118).

        Whoever logged in last at this desk is its author, in reach of the server or not.
        """
        self._post(lambda: self._write_note(case, text))

    def use_book(self, book: AddressBook) -> None:
        """This is the address book from now on (F054)."""
        self._post(lambda: self._use_book(book))

    def use_keys(self, keys: Mapping[str, KeyView]) -> None:
        """These are the keys of actions from now on (F061)."""
        self._post(lambda: self._use_keys(dict(keys)))

    def favour(self, number: str, *, on: bool) -> None:
        """Make a number a favourite of whoever is logged in, or no more."""
        self._post(lambda: self._personal.favour(number, on=on))

    def dial_digits(self, digits: str) -> None:
        """Send DTMF to whoever is at the other end of the call (F029); without a call nothing happens."""
        self._post(lambda: self._dial_digits(digits))

    def close(self, *, log_out: bool = True) -> None:
        """Log out if there is a session (no longer than 3 s), then stop; returns when nothing more is called."""
        left = threading.Event()
        self._post(lambda: self._leave(log_out, left.set))
        left.wait(LEAVE_S)
        self._inbox.put(None)
        if threading.current_thread() is not self._thread:
            self._thread.join()

    # --- the desk's thread ------------------------------------------------------------------------

    def _post(self, task: Callable[[], None]) -> None:
        self._inbox.put(task)

    def _run(self) -> None:
        task = self._inbox.get()
        while task is not None:
            task()
            done = 1
            while done < BATCH and not self._inbox.empty():
                task = self._inbox.get()
                if task is None:
                    break
                task()
                done += 1
            self._publish()
            if task is not None:
                task = self._inbox.get()
        if self._server is not None:
            self._server.close()
        self._notes.close()

    def _publish(self) -> None:
        self._pending.reached(self._projection)
        self._follow_line()
        state = self._projection.state
        if self._centre[0] is not state:
            self._centre = (state, centre(state, self._projection.agent))
        base = self._centre[1]
        values = self._notes.values(base.case.id) if base.case else {}
        named = base.details is None or bool(base.details.name)
        view = replace(
            base,
            tried=self._tried.get(base.case.id, ()) if base.case else (),
            known="" if named or base.details is None else self._book.name_of(base.details.number),
            recents=self._personal.show(self._book),
            day=self._personal.day,
            book=self._book,
            keys=self._keys,
            favourites=self._personal.favourites,
            line=self._line.show(),
            advice=self._line.advice,
            phone=phone_state.show(self._phone_state, base.offer.leg if base.offer else None),
            link=self._link,
            note=self._notes.show(base.case.id, self._projection.agent, base.details) if base.case else None,
            unsent=self._notes.unsent,
            cris=written(base.cris, values),
            pending=self._pending.ids | {cri_key(name) for name in values},
            offset_ms=self._projection.offset_ms,
        )
        self._audience.publish(view)
        show = headset.shown(view)
        if show != self._headset:
            self._headset = show
            self._phone.order(show)

    def _follow_line(self) -> None:
        talks = case_in_talk(self._projection.state, self._presence) if self._phone_state.active else None
        report = self._line.follow(talks)
        if report is not None:
            self._reports.add(report)
            self._send_reports()

    def _send_reports(self) -> None:
        if self._server is not None and self._link is Link.ONLINE:
            self._reports.send(self._server)

    def _react(self, happened: object, at: int | None = None) -> None:
        """Note what the reaction table says; carried out once the view shows what happened."""
        reaction = react(self._projection.agent, happened)
        if reaction is None:
            return
        if reaction.notice is not None:
            now = self._clock() + self._projection.offset_ms
            reaction = replace(reaction, notice=replace(reaction.notice, at=now if at is None else at))
        self._audience.note(reaction)

    def _tell(self, notice: Notice | None) -> None:
        if notice is None:
            return
        now = self._clock() + self._projection.offset_ms
        self._audience.note(Reaction(notice=replace(notice, at=now)))

    # --- session ----------------------------------------------------------------------------------

    def _log_in(self, server: str, request: LogInRequest, done: Callable[[Problem | None], None]) -> None:
        self._end_session()
        self._link = Link.CONNECTING
        connection = self._connect(server, lambda heard: self._post(lambda: self._server_said(connection, heard)))
        self._server = connection

        def answered(answer: Session | Problem) -> None:
            if connection is self._server:  # else it was given up meanwhile
                self._logged_in(full_address(server), answer, done)

        connection.log_in(
            request.user,
            request.password,
            lambda answer: self._post(lambda: answered(answer)),
            device=request.device,
            nailed_up=request.nailed_up,
        )

    def _logged_in(self, url: str, answer: Session | Problem, done: Callable[[Problem | None], None]) -> None:
        if isinstance(answer, Problem):
            log.info("Log-in failed: %s %s", answer.code, answer.message)
            self._end_session()
            done(answer)
            return
        log.info("Logged in as %s", answer.agent)
        self._tell(self._notes.open(url, answer.agent))
        self._personal.open(url, answer.agent)
        self._account = answer.sip
        self._register_due = True
        self._tend_registration()
        done(None)

    def _logged_out(self, server: ServerPort, answer: Refusal | Problem | None) -> None:
        if server is not self._server:
            return
        if answer is None:
            self._end_session()
        else:
            self._leaving = False
            self._pending.drop("log_out")
            self._tell_no(answer)

    def _end_session(self) -> None:
        """Forget the server; the phone gives its account up when it has no talk any more."""
        if self._server is not None:
            self._server.close()
        self._server = None
        self._projection = Projection()
        self._link = Link.OFFLINE
        self._lost = self._outdated = self._leaving = False
        self._absences.forget()
        self._farewell = None
        self._presenting = Presenting()
        self._notes.stop()
        self._personal.close()
        self._tried = {}
        self._pending.drop_commands()
        self._reports.forget()
        self._register_due = False
        self._tend_registration()

    def _tend_registration(self) -> None:
        """Register or give the account up, when it is due and no talk is cut by it."""
        account = self._account
        if account is None or self._phone_state.legs:
            return
        if self._server is None:
            self._account = None
            self._phone.order(Unregister())
        elif self._register_due:
            self._register_due = False
            self._presenting.registering()
            self._phone.order(
                Register(
                    server=account.server,
                    user=account.user,
                    password=account.password,
                    certificate=account.certificate,
                )
            )

    def _leave(self, log_out: bool, left: Callable[[], None]) -> None:
        server = self._server
        if server is None or not log_out or self._link is Link.OFFLINE:
            left()
            return

        def answered(answer: Refusal | Problem | None) -> None:
            self._logged_out(server, answer)
            left()

        self._log_out(server, answered)

    def _log_out(self, server: ServerPort, answered: Callable[[Refusal | Problem | None], None]) -> None:
        """What was typed goes first, as long as the server takes it; the rest stays in the outbox."""
        self._leaving = True
        self._farewell = lambda: server.log_out(lambda answer: self._post(lambda: answered(answer)))
        self._send_notes()

    # --- the phone is shown to the server -------------------------------------------------------------

    def _present(self) -> None:
        """Say that the phone is there, and end what only the phone takes for a call (F121)."""
        server = self._server
        if server is None:
            return
        for leg in self._presenting.stray(self._projection, self._phone_state):
            log.info("The server knows nothing of leg %s: it is ended", leg)
            self._phone.order(HangUp(leg=leg))
        command = self._presenting.ask(self._link, self._phone_state)
        if command is not None:
            server.command(command, lambda answer: self._post(lambda: self._presented(server, answer)))

    def _presented(self, server: ServerPort, answer: Accepted | Refusal | Problem) -> None:
        if server is not self._server:
            return
        self._presenting.answered(answer)
        if isinstance(answer, Accepted):
            self._present()  # else at the next word of the server's or the phone's

    # --- what is typed --------------------------------------------------------------------------------

    def _write_note(self, case: int, text: str) -> None:
        self._tell(self._notes.write(case, text))
        self._send_notes()

    def _send_notes(self) -> None:
        """The next one, if the server is there and none is under way; then the log-out that waits for them."""
        server = self._server
        while server is not None and self._link is Link.ONLINE:
            made = self._notes.next()
            if made is None:
                break
            if isinstance(made, Notice):
                self._tell(made)
                continue
            server.command(made, lambda answer: self._post(lambda: self._note_answered(server, answer)))
            return
        if not (self._link is Link.ONLINE and self._notes.under_way):
            self._say_farewell()

    def _note_answered(self, server: ServerPort, answer: Accepted | Refusal | Problem) -> None:
        if server is not self._server:
            return
        self._tell(self._notes.answered(answer))
        if isinstance(answer, Problem):
            self._say_farewell()  # else it is sent again at the next word of the server's
        else:
            self._send_notes()

    def _say_farewell(self) -> None:
        farewell, self._farewell = self._farewell, None
        if farewell is not None:
            farewell()

    # --- what the server says ---------------------------------------------------------------------

    def _server_said(self, server: ServerPort, heard: Heard) -> None:
        if server is not self._server:
            return  # the last words of a session that is over
        if isinstance(heard, FrameCame):
            self._frame(heard)
        elif isinstance(heard, SnapshotTaken):
            self._snapshot(heard)
        elif isinstance(heard, Alive):
            self._projection = reach(self._projection, heard.n)
            self._tell_missed()
            self._send_notes()
        elif isinstance(heard, LinkChanged):
            self._link_changed(heard.link)
        elif isinstance(heard, Outdated):
            self._tell_outdated()
        else:
            self._session_ended(heard)
        self._present()

    def _frame(self, heard: FrameCame) -> None:
        after = advance(self._projection, heard.frame)
        if after is None:
            return
        before, self._projection = self._projection.state, after
        self._personal.follow(before, heard.frame.events, after.state, after.agent, heard.frame.at)
        for event in heard.frame.events:
            if isinstance(event, AttemptMade):
                self._tried = tried(self._tried, event)
            self._react(event, heard.frame.at)

    def _snapshot(self, heard: SnapshotTaken) -> None:
        """All rows anew; an offer that began unseen rings now, one that ended unseen falls silent."""
        self._projection = begin(heard.snapshot, heard.own_ms)
        self._personal.begin(self._projection.state, self._projection.agent, heard.snapshot.at)
        if not heard.understood:
            self._tell_outdated()
        mine = [offer for offer in self._projection.state.offers.values() if offer.agent == self._projection.agent]
        for offer in mine:
            self._react(OfferMade(offer=offer))
        if not mine:
            self._audience.note(Reaction(silence=True))

    def _link_changed(self, link: Link) -> None:
        if self._link is Link.ONLINE and link is not Link.ONLINE:
            self._lost = True
            self._absences.begin(self._presence, self._clock() + self._projection.offset_ms)
            self._react(LinkLost())
        elif link is Link.ONLINE and self._lost:
            self._lost = False
            self._react(LinkBack())
            self._register_due = True
            self._tend_registration()
        if link is Link.ONLINE and self._link is not Link.ONLINE:
            self._presenting.again()
        self._link = link
        self._send_notes()
        self._send_reports()

    @property
    def _presence(self) -> Presence | None:
        return self._projection.state.presences.get(self._projection.agent)

    def _tell_missed(self) -> None:
        """All events of the time without a link are here (F119)."""
        if self._link is Link.ONLINE:
            self._tell(self._absences.end(self._personal.calls, self._presence))

    def _tell_outdated(self) -> None:
        if not self._outdated:
            self._outdated = True
            self._react(Outdated())

    def _session_ended(self, heard: SessionEnded) -> None:
        log.info("The session ended: %s", heard.problem.code)
        if not self._leaving:
            self._react(heard)
        self._end_session()

    # --- what the agent does ----------------------------------------------------------------------

    def _act(self, action: Action, choice: Choice) -> None:
        self._publish()  # what was heard before the click is true for it
        if not action.enabled(self.view):
            log.debug("Action %s is not enabled now", action.id)
            return
        made = action.make(self.view, choice)
        if made is None:
            return
        if isinstance(made, Order):
            self._pending.ordered(action.id, made)
            self._phone.order(made)
        elif isinstance(made, LogOut) and self._server is not None:
            server = self._server
            self._pending.commanded(action.id, self._projection)
            self._log_out(server, lambda answer: self._logged_out(server, answer))
        else:
            self._command(action.id, made)

    def _dial_digits(self, digits: str) -> None:
        self._publish()
        leg = self.view.phone.active_leg
        if leg is not None:
            self._phone.order(Digits(leg=leg, digits=digits))

    def _use_book(self, book: AddressBook) -> None:
        self._book = book

    def _use_keys(self, keys: dict[str, KeyView]) -> None:
        self._keys = keys

    def _command(self, key: str, command: AnyCommand) -> None:
        if isinstance(command, SetCri):  # typed: it must not be lost (F118)
            self._tell(self._notes.write(command.case, command.value, command.name))
            self._send_notes()
            return
        if self._server is None or self._link is not Link.ONLINE:
            return
        ticket = self._pending.commanded(key, self._projection)
        self._server.command(command, lambda answer: self._post(lambda: self._answered(key, ticket, answer)))

    def _answered(self, action: str, ticket: int, answer: Accepted | Refusal | Problem) -> None:
        if isinstance(answer, Accepted):
            self._pending.accepted(action, ticket, answer.n)
        else:
            self._pending.drop(action, ticket)
            self._tell_no(answer)

    def _tell_no(self, answer: Refusal | Problem) -> None:
        if isinstance(answer, Refusal):
            self._tell(Notice(code=answer.code, kind=Kind.REFUSAL, params=answer.params))
        elif answer.code != "session_over":  # the event stream says so too, once
            self._tell(Notice(code=answer.code, kind=Kind.PROBLEM))

    # --- what the phone says ----------------------------------------------------------------------

    def _phone_said(self, event: AnyPhoneEvent) -> None:
        if isinstance(event, Incoming) and event.join and event.leg not in self._phone_state.legs:
            self._phone.order(Answer(leg=event.leg))  # the talk goes on: there is nothing to decide (F121)
        elif isinstance(event, Pressed):
            self._act(BY_ID[headset.ACTIONS[event.button]], NOTHING)
        self._phone_state = phone_state.after(self._phone_state, event)
        self._pending.phone_said(event)
        self._presenting.phone_said(event)
        self._line.phone_said(event)
        self._react(event)
        self._tend_registration()
        self._present()

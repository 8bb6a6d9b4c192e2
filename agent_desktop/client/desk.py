"""The agent's desk without a screen: wires the session with the server, the projection and the softphone together.

Everything that happens goes through one inbox and is worked off by one thread, so nothing here needs a lock; what comes
out is a new frozen ``View``. Listeners are called in that thread.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from agent_desktop.client import headset, phone_state
from agent_desktop.client.action import NOTHING, Action, Choice
from agent_desktop.client.actions import BY_ID
from agent_desktop.client.address_book import AddressBook
from agent_desktop.client.audience import Audience
from agent_desktop.client.connection import Connection, full_address, wall_clock_ms
from agent_desktop.client.contact_history import Histories
from agent_desktop.client.dispatch import Dispatch
from agent_desktop.client.hearing import Hearing
from agent_desktop.client.inbox import Inbox
from agent_desktop.client.line import CallLine, case_in_talk, unknown_medium
from agent_desktop.client.notes import Notes
from agent_desktop.client.pending import Pending
from agent_desktop.client.personal import Personal
from agent_desktop.client.phone_state import PhoneState
from agent_desktop.client.picture import Picture
from agent_desktop.client.player import Player
from agent_desktop.client.port import FrameCame, Heard, ServerPort, SessionEnded, SnapshotTaken
from agent_desktop.client.reactions import Notice, Reaction
from agent_desktop.client.recording_list import Listed
from agent_desktop.client.registering import Registering
from agent_desktop.client.session import DeskSession
from agent_desktop.client.sound_choice import SoundOrders
from agent_desktop.client.statistics import Asking, DayFigures
from agent_desktop.client.teller import Teller
from agent_desktop.client.trusted import TrustedServers
from agent_desktop.client.unsent import UnsentReports
from agent_desktop.client.view import KeyView, Link, View
from agent_desktop.client.witness import Witness
from agent_desktop.domain.messages import AnyCommand, LogOut, Refusal, SetCri
from agent_desktop.phone.port import (
    Answer,
    AnyPhoneEvent,
    Digits,
    Doubted,
    Incoming,
    Order,
    PhonePort,
    Pressed,
    ShowCall,
)
from agent_desktop.protocol.wire import VERSION, Accepted, LogInRequest, Problem, Session
from agent_desktop.quality.advice import Medium

log = logging.getLogger(__name__)

Connect = Callable[[str, Callable[[Heard], None]], ServerPort]
Play = Callable[[str | None], None]

LEAVE_S = 3.0


def silent(sound: str | None) -> None:
    """For programs without a speaker."""


class Desk(SoundOrders):
    """One agent's desk. ``phone`` stays its owner's to close.

    ``play`` is called with the name of a signal to play over and over, or of a beep, or None to stop the signal;
    ``clock`` gives ms UTC.
    ``outbox`` is the folder in which typed texts wait for the server; None: they wait in memory only. ``remembered`` is
    the folder of recent calls and favourites, kept for ``recent_days`` (0: for ever); None: in memory only. ``heard``
    is the folder of what is listened to, while it is; None: one for this desk alone.
    ``trusted`` is the folder in which accepted certificates of servers are kept; None: in memory only.
    """

    def __init__(
        self,
        phone: PhonePort,
        *,
        connect: Connect | None = None,
        play: Play = silent,
        clock: Callable[[], int] = wall_clock_ms,
        outbox: Path | None = None,
        remembered: Path | None = None,
        recent_days: int = 0,
        trusted: Path | None = None,
        medium: Callable[[], Medium] = unknown_medium,
        heard: Path | None = None,
    ) -> None:
        self._phone = phone
        self._trusted = TrustedServers(trusted)
        self._connect = connect or partial(Connection, trusted=self._trusted)
        self._inbox = Inbox(self._publish, self._stopped)
        self._audience = Audience(play)
        self._session = DeskSession(clock)
        self._teller = Teller(self._session, self._audience)
        self._notes = Notes(outbox, clock)
        self._dispatch = Dispatch(self._session, self._notes, self._teller, self._post)
        self._phone_state = PhoneState()
        self._registering = Registering(phone, self._session, lambda: self._phone_state, self._post, self._trusted)
        self._personal = Personal(remembered, recent_days, clock)
        self._reports = UnsentReports(self._post)
        self._listed = Listed(self._session, self._post)
        self._histories = Histories(self._session, self._post)
        self._player = Player(self._session, self._teller, phone.order, self._post, heard, self._listed.again)
        self._hearing = Hearing(
            self._session,
            self._teller,
            self._personal,
            self._registering,
            self._dispatch,
            self._reports,
            self._listed,
            self._histories,
        )
        self._headset = ShowCall()  # what its lights were told
        self._line = CallLine(medium)
        self._pending = Pending()
        self._picture = Picture(
            self._session,
            self._hearing,
            self._personal,
            self._notes,
            self._line,
            self._pending,
            self._listed,
            self._player,
            self._histories,
        )
        self._witness = Witness()
        self._asking = Asking(self._session, self._post)
        self._inbox.start()
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

    def figures(self, days: Sequence[date], done: Callable[[tuple[DayFigures, ...] | None], None]) -> None:
        """The agent's own figures of days that follow each other (F050); ``done`` hears None when there are none."""
        self._post(lambda: self._asking.ask(days, done))

    def personal_texts(self) -> frozenset[str]:
        """What is personal to customers in all that came and went, and secrets: an error report is without them."""
        return self._witness.texts(self.view)

    def tell(self, notice: Notice) -> None:
        """Say this to the agent, as something that happened now."""
        self._post(lambda: self._teller.tell(notice))

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
        self._witness.see_text(password)
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
        self._witness.see_text(text)
        self._post(lambda: self._dispatch.write(case, text))

    def use_book(self, book: AddressBook) -> None:
        """This is the address book from now on (F054)."""
        self._post(lambda: self._use_book(book))

    def use_keys(self, keys: Mapping[str, KeyView]) -> None:
        """These are the keys of actions from now on (F061)."""
        self._post(lambda: self._use_keys(dict(keys)))

    def favour(self, number: str, *, on: bool) -> None:
        """Make a number a favourite of whoever is logged in, or no more."""
        self._post(lambda: self._personal.favour(number, on=on))

    def look_for_recordings(self, *, on: bool) -> None:
        """Keep the list of what the agent may listen to up to date, or no more."""
        self._post(lambda: self._listed.look(on=on))

    def play(self, path: str, from_ms: int = 0) -> None:
        """Let the agent hear what stands at an address of the server's, from a moment of it on (F037, F072)."""
        self._post(lambda: self._player.play(path, from_ms))

    def pause(self) -> None:
        """Be silent; ``play`` goes on."""
        self._post(self._player.pause)

    def trust_certificate(self, fingerprint: str) -> None:
        """The server is who shows this certificate, of which ``view.doubt`` asks; another one is not meant."""
        self._post(lambda: self._trust(fingerprint))

    def woke_up(self) -> None:
        """This PC slept: the link is tried at once, and the phone registers anew when it is back (F122)."""
        self._post(self._woke_up)

    def dial_digits(self, digits: str) -> None:
        """Send DTMF to whoever is at the other end of the call (F029); without a call nothing happens."""
        self._post(lambda: self._dial_digits(digits))

    def close(self, *, log_out: bool = True) -> None:
        """Log out if there is a session (no longer than 3 s), then stop; returns when nothing more is called."""
        left = threading.Event()
        self._post(lambda: self._leave(log_out, left.set))
        left.wait(LEAVE_S)
        self._inbox.stop()

    # --- the desk's thread ------------------------------------------------------------------------

    def _post(self, task: Callable[[], None]) -> None:
        self._inbox.post(task)

    def _stopped(self) -> None:
        if self._session.server is not None:
            self._session.server.close()
        self._notes.close()
        self._player.close()

    def _publish(self) -> None:
        self._pending.reached(self._session.projection)
        self._follow_line()
        view = self._picture.draw(self._phone_state)
        self._audience.publish(view)
        show = headset.shown(view)
        if show != self._headset:
            self._headset = show
            self._phone.order(show)

    def _follow_line(self) -> None:
        session = self._session
        talks = case_in_talk(session.projection.state, session.presence) if self._phone_state.active else None
        report = self._line.follow(talks)
        if report is not None:
            self._reports.add(report)
            self._reports.send(session.online)

    # --- session ----------------------------------------------------------------------------------

    def _log_in(self, server: str, request: LogInRequest, done: Callable[[Problem | None], None]) -> None:
        self._end_session()
        self._session.link = Link.CONNECTING
        self._session.doubted = None
        connection = self._connect(server, lambda heard: self._post(lambda: self._server_said(connection, heard)))
        self._session.server = connection

        def answered(answer: Session | Problem) -> None:
            if connection is self._session.server:  # else it was given up meanwhile
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
        for secret in (answer.token, answer.sip.password):
            self._witness.see_text(secret)
        self._teller.tell(self._notes.open(url, answer.agent))
        self._personal.open(url, answer.agent)
        self._registering.begin(answer.sip)
        done(None)

    def _logged_out(self, server: ServerPort, answer: Refusal | Problem | None) -> None:
        if server is not self._session.server:
            return
        if answer is None:
            self._end_session()
        else:
            self._session.leaving = False
            self._pending.drop("log_out")
            self._teller.tell_no(answer)

    def _end_session(self) -> None:
        """Forget the server; the phone gives its account up when it has no talk any more."""
        self._session.end()
        self._hearing.end()
        self._dispatch.end()
        self._personal.close()
        self._pending.drop_commands()
        self._reports.forget()
        self._listed.end()
        self._histories.end()
        self._player.stop()
        self._registering.end()

    def _leave(self, log_out: bool, left: Callable[[], None]) -> None:
        session = self._session
        server = session.server
        if server is None or not log_out or session.link is Link.OFFLINE:
            left()
            return

        def answered(answer: Refusal | Problem | None) -> None:
            self._logged_out(server, answer)
            left()

        self._log_out(server, answered)

    def _log_out(self, server: ServerPort, answered: Callable[[Refusal | Problem | None], None]) -> None:
        self._session.leaving = True
        self._dispatch.then(lambda: server.log_out(lambda answer: self._post(lambda: answered(answer))))

    def _server_said(self, server: ServerPort, heard: Heard) -> None:
        if server is not self._session.server:
            return  # the last words of a session that is over
        if isinstance(heard, SessionEnded):
            log.info("The session ended: %s", heard.problem.code)
            if not self._session.leaving:
                self._teller.react(heard)
            self._end_session()
        else:
            if isinstance(heard, FrameCame | SnapshotTaken):
                self._witness.see((heard.frame if isinstance(heard, FrameCame) else heard.snapshot).events)
            self._hearing.hear(heard)
        self._registering.present()

    # --- what the agent does ----------------------------------------------------------------------

    def _act(self, action: Action, choice: Choice) -> None:
        self._publish()  # what was heard before the click is true for it
        if not action.enabled(self.view):
            log.debug("Action %s is not enabled now", action.id)
            return
        made = action.make(self.view, choice)
        if made is None:
            return
        server = self._session.server
        if isinstance(made, Order):
            self._pending.ordered(action.id, made)
            self._phone.order(made)
        elif isinstance(made, LogOut) and server is not None:
            self._pending.commanded(action.id, self._session.projection)
            self._log_out(server, lambda answer: self._logged_out(server, answer))
        else:
            self._command(action.id, made)

    def _woke_up(self) -> None:
        if self._session.server is not None:
            log.info("This PC has woken: the link is taken up anew")
            self._session.server.hurry()

    def _dial_digits(self, digits: str) -> None:
        self._publish()
        leg = self.view.phone.active_leg
        if leg is not None:
            self._phone.order(Digits(leg=leg, digits=digits))

    def _trust(self, fingerprint: str) -> None:
        session = self._session
        if session.doubted is not None and session.doubted.fingerprint == fingerprint:
            self._trusted.accept(session.doubted.server, fingerprint)
            session.doubted = None
            if session.server is not None:
                session.server.hurry()
            return
        doubted = self._phone_state.doubted
        if doubted is not None and doubted.fingerprint == fingerprint:
            self._phone_state = replace(self._phone_state, doubted=None)
            self._registering.trust(doubted)

    def _use_book(self, book: AddressBook) -> None:
        self._picture.book = book

    def _use_keys(self, keys: dict[str, KeyView]) -> None:
        self._picture.keys = keys

    def _command(self, key: str, command: AnyCommand) -> None:
        self._witness.see((command,))
        if isinstance(command, SetCri):  # typed: it must not be lost (F118)
            self._dispatch.write(command.case, command.value, command.name)
            return
        server = self._session.online
        if server is None:
            return
        ticket = self._pending.commanded(key, self._session.projection)
        server.command(command, lambda answer: self._post(lambda: self._answered(key, ticket, answer)))

    def _answered(self, action: str, ticket: int, answer: Accepted | Refusal | Problem) -> None:
        if isinstance(answer, Accepted):
            self._pending.accepted(action, ticket, answer.n)
        else:
            self._pending.drop(action, ticket)
            self._teller.tell_no(answer)

    # --- what the phone says ----------------------------------------------------------------------

    def _phone_said(self, event: AnyPhoneEvent) -> None:
        if isinstance(event, Incoming) and event.join and event.leg not in self._phone_state.legs:
            self._phone.order(Answer(leg=event.leg))  # the talk goes on: there is nothing to decide (F121)
        elif isinstance(event, Doubted):
            asked = self._registering.doubted(event)
            if asked is None:
                return
            event = asked
        elif isinstance(event, Pressed):
            self._act(BY_ID[headset.ACTIONS[event.button]], NOTHING)
        self._phone_state = phone_state.after(self._phone_state, event)
        self._pending.phone_said(event)
        self._registering.phone_said(event)
        self._line.phone_said(event)
        self._player.phone_said(event)
        self._teller.react(event)
        self._registering.tend()
        self._registering.present()

"""What the server says, folded into what the desk knows, and what follows from it at once."""

from __future__ import annotations

from agent_desktop.client import mail
from agent_desktop.client.absence import Absences
from agent_desktop.client.contact_history import Histories
from agent_desktop.client.dispatch import Dispatch
from agent_desktop.client.personal import Personal
from agent_desktop.client.port import Alive, FrameCame, Heard, LinkChanged, Outdated, ServerDoubted, SnapshotTaken
from agent_desktop.client.projection import advance, begin, reach
from agent_desktop.client.reactions import LinkBack, LinkLost
from agent_desktop.client.recording_list import Listed
from agent_desktop.client.registering import Registering
from agent_desktop.client.session import DeskSession
from agent_desktop.client.story import Tried, tried
from agent_desktop.client.teller import Teller
from agent_desktop.client.unsent import UnsentReports
from agent_desktop.client.view import Link
from agent_desktop.domain.messages import AttemptMade, MessageSent, OfferMade


class Hearing:
    """Used by the desk's thread only. The end of the session is not its business but the desk's."""

    def __init__(
        self,
        session: DeskSession,
        teller: Teller,
        personal: Personal,
        registering: Registering,
        dispatch: Dispatch,
        reports: UnsentReports,
        listed: Listed,
        histories: Histories,
    ) -> None:
        self._session = session
        self._teller = teller
        self._personal = personal
        self._registering = registering
        self._dispatch = dispatch
        self._reports = reports
        self._listed = listed
        self._histories = histories
        self._absences = Absences()
        self._lost = False  # the link was there and is not any more
        self._outdated = False  # the agent was told to update
        self._tried: Tried = {}
        self._mail: tuple[mail.Mail, ...] = ()

    @property
    def tried(self) -> Tried:
        """Who was tried for which case, as far as it was seen."""
        return self._tried

    @property
    def mail(self) -> tuple[mail.Mail, ...]:
        """The messages since the log-in, the latest last."""
        return self._mail

    def hear(self, heard: Heard) -> None:
        """Take in what the server of this session said."""
        match heard:
            case FrameCame():
                self._frame(heard)
            case SnapshotTaken():
                self._snapshot(heard)
            case Alive(n=n):
                self._session.projection = reach(self._session.projection, n)
                self._tell_missed()
                self._dispatch.send()
            case LinkChanged(link=link):
                self._link_changed(link)
            case ServerDoubted(doubted=doubted):
                self._session.doubted = doubted
            case Outdated():
                self._tell_outdated()
            case _:
                return
        self._listed.send()
        self._histories.send()

    def end(self) -> None:
        """The session is over."""
        self._lost = self._outdated = False
        self._absences.forget()
        self._tried = {}
        self._mail = ()

    def _frame(self, heard: FrameCame) -> None:
        session = self._session
        after = advance(session.projection, heard.frame)
        if after is None:
            return
        before, session.projection = session.projection.state, after
        self._personal.follow(before, heard.frame.events, after.state, after.agent, heard.frame.at)
        for event in heard.frame.events:
            if isinstance(event, AttemptMade):
                self._tried = tried(self._tried, event)
            elif isinstance(event, MessageSent):
                self._mail = mail.after(self._mail, event.message, after.state, after.agent)
            self._teller.react(event, heard.frame.at)
            self._listed.happened(event)

    def _snapshot(self, heard: SnapshotTaken) -> None:
        """All rows anew; an offer that began unseen rings now, one that ended unseen falls silent."""
        projection = self._session.projection = begin(heard.snapshot, heard.own_ms)
        self._personal.begin(projection.state, projection.agent, heard.snapshot.at)
        if not heard.understood:
            self._tell_outdated()
        mine = [offer for offer in projection.state.offers.values() if offer.agent == projection.agent]
        for offer in mine:
            self._teller.react(OfferMade(offer=offer))
        if not mine:
            self._teller.silence()

    def _link_changed(self, link: Link) -> None:
        session = self._session
        if session.link is Link.ONLINE and link is not Link.ONLINE:
            self._lost = True
            self._absences.begin(session.presence, session.now())
            self._teller.react(LinkLost())
        elif link is Link.ONLINE and self._lost:
            self._lost = False
            self._teller.react(LinkBack())
            self._registering.again()
        if link is Link.ONLINE:
            session.doubted = None  # it has proved itself, or shows what was accepted
        if link is Link.ONLINE and session.link is not Link.ONLINE:
            self._registering.online()
        session.link = link
        self._dispatch.send()
        self._reports.send(session.online)

    def _tell_missed(self) -> None:
        """All events of the time without a link are here (F119)."""
        if self._session.online is not None:
            self._teller.tell(self._absences.end(self._personal.calls, self._session.presence))

    def _tell_outdated(self) -> None:
        if not self._outdated:
            self._outdated = True
            self._teller.react(Outdated())

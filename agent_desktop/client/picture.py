"""Draws the desk's view: what the state says to the agent, with what only this PC knows beside it."""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.client import phone_state
from agent_desktop.client.address_book import EMPTY_BOOK
from agent_desktop.client.call_info import cri_key, written
from agent_desktop.client.contact_history import Histories
from agent_desktop.client.hearing import Hearing
from agent_desktop.client.line import CallLine
from agent_desktop.client.notes import Notes
from agent_desktop.client.pending import Pending
from agent_desktop.client.personal import Personal
from agent_desktop.client.phone_state import PhoneState
from agent_desktop.client.player import Player
from agent_desktop.client.recording_list import Listed
from agent_desktop.client.session import DeskSession
from agent_desktop.client.view import KeyView, View, centre
from agent_desktop.domain.state import State


class Picture:
    """Used by the desk's thread only. The part that the state gives is made anew only when the state is another one."""

    def __init__(
        self,
        session: DeskSession,
        hearing: Hearing,
        personal: Personal,
        notes: Notes,
        line: CallLine,
        pending: Pending,
        listed: Listed,
        player: Player,
        histories: Histories,
    ) -> None:
        self._session = session
        self._hearing = hearing
        self._personal = personal
        self._notes = notes
        self._line = line
        self._pending = pending
        self._listed = listed
        self._player = player
        self._histories = histories
        self._centre: tuple[State, View] = (session.projection.state, View())
        self.book = EMPTY_BOOK
        self.keys: dict[str, KeyView] = {}

    def draw(self, phone: PhoneState) -> View:
        """The view of now."""
        projection = self._session.projection
        if self._centre[0] is not projection.state:
            self._centre = (projection.state, centre(projection.state, projection.agent, self._centre[1]))
        base = self._centre[1]
        case, details = base.case, base.details
        values = self._notes.values(case.id) if case else {}
        named = details is None or bool(details.name)
        return replace(
            base,
            tried=self._hearing.tried.get(case.id, ()) if case else (),
            history=self._histories.show(projection.state),
            known="" if named or details is None else self.book.name_of(details.number),
            mail=self._hearing.mail,
            recents=self._personal.show(self.book),
            day=self._personal.day,
            book=self.book,
            keys=self.keys,
            favourites=self._personal.favourites,
            line=self._line.show(),
            advice=self._line.advice,
            phone=phone_state.show(phone, base.offer.leg if base.offer else None),
            link=self._session.link,
            doubted=self._session.doubted,
            note=self._notes.show(case.id, projection.agent, details) if case else None,
            recordings=self._listed.show(projection.state),
            player=self._player.view,
            unsent=self._notes.unsent,
            cris=written(base.cris, values),
            pending=self._pending.ids | {cri_key(name) for name in values},
            offset_ms=projection.offset_ms,
        )

"""Puts into words for the agent what happened: what the reaction table says of it, and notices of the desk's own."""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.client.audience import Audience
from agent_desktop.client.reactions import Kind, Notice, Reaction, react
from agent_desktop.client.session import DeskSession
from agent_desktop.domain.messages import Refusal
from agent_desktop.protocol.wire import Problem


class Teller:
    """Notes for the audience, which hears it once the view shows what happened."""

    def __init__(self, session: DeskSession, audience: Audience) -> None:
        self._session = session
        self._audience = audience

    def react(self, happened: object, at: int | None = None) -> None:
        """What the reaction table says of an event; ``at`` is its moment (ms UTC, server's clock), else now."""
        reaction = react(self._session.projection.agent, happened)
        if reaction is None:
            return
        if reaction.notice is not None:
            moment = self._session.now() if at is None else at
            reaction = replace(reaction, notice=replace(reaction.notice, at=moment))
        self._audience.note(reaction)

    def tell(self, notice: Notice | None) -> None:
        """A notice of now, if there is one."""
        if notice is not None:
            self._audience.note(Reaction(notice=replace(notice, at=self._session.now())))

    def tell_no(self, answer: Refusal | Problem) -> None:
        """What was asked for is refused, or could not be asked."""
        if isinstance(answer, Refusal):
            self.tell(Notice(code=answer.code, kind=Kind.REFUSAL, params=answer.params))
        elif answer.code != "session_over":  # the event stream says so too, once
            self.tell(Notice(code=answer.code, kind=Kind.PROBLEM))

    def silence(self) -> None:
        """No signal is to be played any more."""
        self._audience.note(Reaction(silence=True))

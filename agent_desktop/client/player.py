"""Plays what was recorded to the agent alone: fetched from the server, heard on the softphone (F037, F042)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from agent_desktop.client.heard_files import HeardFiles
from agent_desktop.client.listened import PlayerState, PlayerView
from agent_desktop.client.port import ServerPort
from agent_desktop.client.session import DeskSession
from agent_desktop.client.teller import Teller
from agent_desktop.phone.port import AnyOrder, AnyPhoneEvent, Died, Failed, Incoming, Played, PlaySound, StopSound
from agent_desktop.protocol.wire import Problem


class Player:
    """Used by the desk's thread only; ``post`` brings the server's answers into it.

    A call that rings pauses it: the agent must hear it.
    """

    def __init__(
        self,
        session: DeskSession,
        teller: Teller,
        order: Callable[[AnyOrder], None],
        post: Callable[[Callable[[], None]], None],
        folder: Path | None,
        given: Callable[[], None],
    ) -> None:
        """``given`` is called when the server gave something to listen to."""
        self._session, self._teller, self._order, self._post = session, teller, order, post
        self._files = HeardFiles(folder)
        self._given = given
        self._file: Path | None = None
        self.view = PlayerView()

    def play(self, path: str, from_ms: int) -> None:
        """Begin, go on or jump: what stands at ``path`` is heard from this moment of it on."""
        if self._file is not None and path == self.view.path:
            self._begin(self._file, path, from_ms)
            return
        self.stop()
        server = self._session.online
        if server is None:
            self._teller.tell_no(Problem(code="unreachable"))
            return
        self.view = PlayerView(path=path, state=PlayerState.FETCHING, from_ms=from_ms)
        server.get(path, lambda answer: self._post(lambda: self._fetched(server, path, answer)))

    def pause(self) -> None:
        """Be silent; ``play`` goes on from here."""
        if self.view.state is PlayerState.PLAYING:
            self._order(StopSound(where="speaker"))
            reached = self.view.position_ms(self._session.now())
            self.view = PlayerView(path=self.view.path, state=PlayerState.PAUSED, from_ms=reached)

    def stop(self) -> None:
        """Nothing is listened to any more, and nothing of it is left on this PC."""
        if self.view.state is PlayerState.PLAYING:
            self._order(StopSound(where="speaker"))
        self._end()

    def phone_said(self, event: AnyPhoneEvent) -> None:
        """Whatever the softphone tells."""
        match event:
            case Incoming(join=False):
                self.pause()
            case Played(file=file) if self._file is not None and file == str(self._file):
                self._end()
            case Failed(order="PlaySound") | Died() if self.view.state is PlayerState.PLAYING:
                self._end()  # the reaction table tells why
            case _:
                return

    def close(self) -> None:
        """The program ends."""
        self._files.close()

    def _fetched(self, server: ServerPort, path: str, answer: bytes | Problem) -> None:
        fetching = self.view.state is PlayerState.FETCHING and self.view.path == path
        if server is not self._session.server or not fetching:
            return  # something else is wanted by now
        if isinstance(answer, Problem):
            self._end()
            self._teller.tell_no(answer)
            return
        try:
            self._file = self._files.put(answer)
        except OSError as error:
            self._end()
            self._teller.react(Failed(order="PlaySound", problem=f"{error.filename}: {error.strerror}"))
            return
        self._begin(self._file, path, self.view.from_ms)
        self._given()

    def _begin(self, file: Path, path: str, from_ms: int) -> None:
        self._order(PlaySound(file=str(file), where="speaker", from_ms=from_ms))
        now = self._session.now()
        self.view = PlayerView(path=path, state=PlayerState.PLAYING, from_ms=from_ms, since=now)

    def _end(self) -> None:
        self._file = None
        self._files.clear()
        self.view = PlayerView()

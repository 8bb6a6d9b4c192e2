"""Who hears what a desk has to tell, and in which order: the view first, then what it is the reason for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from agent_desktop.client.reactions import Reaction
from agent_desktop.client.view import View

UNHEARD = 50
"""Reactions that wait for somebody to hear them at most, the latest ones."""


class Audience:
    """Used by the desk's thread only, except ``view``. ``play`` plays a signal over and over; None stops it.

    A beep (``joined``) it plays once, beside the other.

    A desk may be at work before there is a window: whoever comes later hears the view that is, and the first to hear
    reactions hears those from before.
    """

    def __init__(self, play: Callable[[str | None], None]) -> None:
        self.view = View()
        self._play = play
        self._playing: str | None = None
        self._told = False  # a view was told
        self._listeners: list[Callable[[View], None]] = []
        self._reactors: list[Callable[[Reaction], None]] = []
        self._noted: list[Reaction] = []
        self._unheard: deque[Reaction] = deque(maxlen=UNHEARD)

    def listen(self, listener: Callable[[View], None]) -> None:
        """Call ``listener`` with every new view, and with the one that is when it is not the first."""
        self._listeners.append(listener)
        if self._told:
            listener(self.view)

    def on_reaction(self, reactor: Callable[[Reaction], None]) -> None:
        """Call ``reactor`` with notices and with what comes forward."""
        self._reactors.append(reactor)
        while self._unheard:
            reactor(self._unheard.popleft())

    def note(self, reaction: Reaction) -> None:
        """Carry this out once the view shows what happened."""
        self._noted.append(reaction)

    def publish(self, view: View) -> None:
        """Tell the view if it is another one, then carry out what was noted."""
        if view != self.view:
            self.view = view
            self._told = True
            for listener in self._listeners:
                listener(view)
        noted, self._noted = self._noted, []
        for reaction in noted:
            self._carry_out(reaction)

    def _carry_out(self, reaction: Reaction) -> None:
        if reaction.silence and self._playing is not None:
            self._playing = None
            self._play(None)
        if reaction.sound not in (None, self._playing):  # an offer whose phone is rung anew rings on
            self._playing = reaction.sound
            self._play(reaction.sound)
        if reaction.beep is not None:
            self._play(reaction.beep)
        if reaction.notice is None and reaction.show is None:
            return
        if not self._reactors:
            self._unheard.append(reaction)
        for reactor in self._reactors:
            reactor(reaction)

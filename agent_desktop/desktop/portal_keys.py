"""Global keys on Wayland: the portal ``org.freedesktop.portal.GlobalShortcuts``, in a thread of its own.

No program can take a key there. It proposes one, and the person decides in the desktop's own dialog; what was chosen
comes back in the desktop's words.
"""

from __future__ import annotations

import logging
import secrets
from contextlib import closing
from typing import Any

from jeepney import DBusAddress, HeaderFields, Message

from agent_desktop.desktop.chord import Chord
from agent_desktop.desktop.global_keys import Judged, KeyThread, Pressed, Told, Verdict, Wanted
from agent_desktop.desktop.message_bus import MessageBus, Refused

log = logging.getLogger(__name__)

_DESKTOP = "org.freedesktop.portal.Desktop"
_PATH = "/org/freedesktop/portal/desktop"
_SHORTCUTS = DBusAddress(_PATH, bus_name=_DESKTOP, interface="org.freedesktop.portal.GlobalShortcuts")
_ANSWER_S = 120.0
"""The person is asked in between."""
_LOGO = {"meta": "LOGO", "ctrl": "CTRL", "alt": "ALT", "shift": "SHIFT"}


class PortalKeys(KeyThread):
    """``GlobalKeys`` by the session bus at ``address`` ("SESSION": the one of the environment).

    Raises as ``MessageBus`` does when there is no bus.
    """

    asks = True

    def __init__(self, pressed: Pressed, told: Told, address: str = "SESSION") -> None:
        super().__init__(pressed, told)
        self._bus = MessageBus(self._heard, address, _ANSWER_S)
        self._session = ""
        self._start()

    def _wake(self) -> None:
        self._bus.wake()

    # --- in the thread ---------------------------------------------------------------------------

    def _run(self) -> None:
        with closing(self._bus) as bus:
            for kind, interface in (("Response", "Request"), ("Activated", "GlobalShortcuts")):
                bus.follow(f"org.freedesktop.portal.{interface}", kind)
            while not self._is_closing:
                if bus.wait():
                    self._change(self._take())

    def _change(self, wanted: Wanted | None) -> None:
        if wanted is None:
            return
        self._leave()
        try:
            self._told(self._bound(wanted) if wanted else {})
        except (Refused, TimeoutError) as problem:
            log.warning("the desktop gives no global keys: %s", problem)
            self._told(dict.fromkeys(wanted, Judged(Verdict.NOT_AVAILABLE)))

    def _bound(self, wanted: Wanted) -> dict[str, Judged]:
        """Propose the keys in a session of their own: a portal takes the keys of a session once."""
        token = secrets.token_hex(8)
        created = self._ask("CreateSession", "a{sv}", ({"session_handle_token": ("s", f"agent_{token}")},))
        self._session = created["session_handle"][1]
        proposals = [
            (action, {"description": ("s", action), "preferred_trigger": ("s", trigger(chord))})
            for action, chord in wanted.items()
        ]
        bound = self._ask("BindShortcuts", "oa(sa{sv})sa{sv}", (self._session, proposals, "", {}))
        words = {action: about.get("trigger_description", ("s", ""))[1] for action, about in bound["shortcuts"][1]}
        return {
            action: Judged(Verdict.OK, words[action]) if action in words else Judged(Verdict.TAKEN) for action in wanted
        }

    def _ask(self, method: str, signature: str, body: tuple[Any, ...]) -> dict[str, Any]:
        """Call a method whose answer comes as a signal of a request object; keys are heard meanwhile.

        Raises ``Refused``, and TimeoutError.
        """
        token = f"agent_{secrets.token_hex(8)}"
        *others, options = body
        asked = (*others, {**options, "handle_token": ("s", token)})
        (handle,) = self._bus.ask(_SHORTCUTS, method, signature, *asked)
        while True:
            message = self._bus.receive()
            if message.header.fields.get(HeaderFields.path) == handle:
                code, results = message.body
                if code != 0:
                    raise Refused(f"{method} was answered by {code}")
                return results
            self._heard(message)

    def _heard(self, message: Message) -> None:
        fields = message.header.fields
        if fields.get(HeaderFields.member) == "Activated" and message.body[0] == self._session:
            self._pressed(message.body[1])

    def _leave(self) -> None:
        """End the session of before, and with it its keys."""
        if self._session:
            session = DBusAddress(self._session, bus_name=_DESKTOP, interface="org.freedesktop.portal.Session")
            self._bus.tell(session, "Close")
            self._session = ""


def trigger(chord: Chord) -> str:
    """A chord as the shortcuts specification of freedesktop.org writes it, with the key by its keysym's name."""
    held = [word for name, word in _LOGO.items() if getattr(chord, name)]
    return "+".join([*held, _KEYSYMS.get(chord.key, chord.key.lower() if len(chord.key) == 1 else chord.key)])


_KEYSYMS = {
    "Esc": "Escape",
    "Backspace": "BackSpace",
    "Space": "space",
    "Ins": "Insert",
    "Del": "Delete",
    "ScrollLock": "Scroll_Lock",
    "PgUp": "Page_Up",
    "PgDown": "Page_Down",
}
"""Where the name of the keysym differs from Qt's."""

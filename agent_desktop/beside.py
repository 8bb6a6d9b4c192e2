"""What works beside the window where the administrator wants it: local API, screen pop, and the look for updates."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from agent_desktop import __version__
from agent_desktop.client.desk import Desk
from agent_desktop.client.reactions import Notice
from agent_desktop.local_api.pop import ScreenPop
from agent_desktop.settings import ini
from agent_desktop.settings.options import (
    API_ENABLED,
    API_ORIGINS,
    API_PORT,
    POP_PAGE,
    POP_WHEN,
    UPDATES_KEY,
    UPDATES_URL,
)

log = logging.getLogger(__name__)

CARD = "local-api.json"
SERIAL = "updates.json"


class Beside:
    """At work until ``close``. ``folder`` is where it keeps what it must remember; None: nowhere.

    ``open_page`` shows a web page; it is called in the desk's thread.
    """

    def __init__(self, told: ini.Settings, desk: Desk, folder: Path | None, open_page: Callable[[str], None]) -> None:
        self._closes: list[Callable[[], None]] = []
        if told[POP_PAGE]:
            desk.listen(ScreenPop(told[POP_PAGE], told[POP_WHEN], open_page).follow)
        if told[API_ENABLED] == "yes":
            self._open_api(told, desk, folder)
        if told[UPDATES_URL] and told[UPDATES_KEY]:
            self._look_for_updates(told, desk, folder)

    def close(self) -> None:
        """Stop all of it."""
        for close in self._closes:
            close()

    def _open_api(self, told: ini.Settings, desk: Desk, folder: Path | None) -> None:
        from agent_desktop.local_api.door import Door  # loads an HTTP server, which few desks need

        try:
            door = Door(desk, told[API_PORT] or 0, told[API_ORIGINS], folder and folder / CARD)
        except OSError as problem:
            log.warning("The local API is not there: %s", problem)
            desk.tell(Notice(code="api_not_open", params=(("problem", problem.strerror or str(problem)),)))
            return
        log.info("Local API at %s", door.url)
        self._closes.append(door.close)

    def _look_for_updates(self, told: ini.Settings, desk: Desk, folder: Path | None) -> None:
        from agent_desktop.client.update_watch import UpdateWatch  # loads what speaks HTTPS

        def tell(version: str) -> None:
            desk.tell(Notice(code="version_ready", params=(("version", version),)))

        memory = folder and folder / SERIAL
        self._closes.append(UpdateWatch(told[UPDATES_URL], told[UPDATES_KEY], __version__, tell, memory).close)

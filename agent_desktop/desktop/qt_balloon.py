"""Notices of the system on Windows: what the sign in the tray says in a balloon, which has no buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QSystemTrayIcon

from agent_desktop.desktop.system_notices import OPEN, Chosen, SystemNotice


class Balloon:
    """``SystemNotices`` with one notice at a time: the latest. Where the sign is not shown, none is seen."""

    def __init__(self, sign: QSystemTrayIcon, chosen: Chosen) -> None:
        self._sign, self._chosen = sign, chosen
        self._key = ""
        sign.messageClicked.connect(lambda: self._chosen(self._key, OPEN))

    def show(self, key: str, notice: SystemNotice) -> None:
        """See ``SystemNotices``. Windows leaves it there as long as it is used to."""
        self._key = key
        self._sign.showMessage(notice.title, notice.text)

    def take_back(self, key: str) -> None:
        """See ``SystemNotices``."""
        if key == self._key:
            self._key = ""
            self._sign.showMessage("", "")  # takes back the one that is there: NOTIFYICONDATAW, szInfo

    def close(self) -> None:
        """See ``SystemNotices``."""
        self.take_back(self._key)

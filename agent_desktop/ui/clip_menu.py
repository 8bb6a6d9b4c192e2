"""The menu of audio clips: in a call they are played, without one recorded, named, put away and deleted (F072)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from agent_desktop.client.action import Choice
from agent_desktop.client.actions import BY_ID
from agent_desktop.client.clip_actions import changeable, playable
from agent_desktop.client.listened import PlayerState, clip_path
from agent_desktop.client.view import View
from agent_desktop.domain.messages import Clip
from agent_desktop.ui.desk_port import DeskPort
from agent_desktop.ui.words import action_label, translate

Act = Callable[[str, Choice], None]

PLAYS = ("play_clip", "play_clip_and_hang_up")
CHANGES = ("record_clip_again", "rename_clip", "archive_clip", "delete_clip")
MAKES = ("record_clip", "record_public_clip")


class ClipMenu(QMenu):
    """One entry a clip, with what can be done with it; objectName ``<action>_<clip>``, else the action's id."""

    def __init__(self, act: Act, desk: DeskPort, parent: QWidget) -> None:
        super().__init__(parent)
        self._act, self._desk = act, desk
        self._shown: tuple[object, ...] = ()

    def show_view(self, view: View) -> None:
        """Show what can be done now, unless a person is choosing."""
        possible = tuple(name for name in (*PLAYS, "stop_clip", *CHANGES, *MAKES) if BY_ID[name].enabled(view))
        heard = view.player.path if view.player.state is PlayerState.PLAYING else ""
        wanted = (possible, view.clips, heard, action_label(BY_ID["clips"]))
        if self.isVisible() or wanted == self._shown:
            return
        self._shown = wanted
        self.clear()
        for old in self.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
            old.setParent(None)  # clearing leaves the menus of the clips: they would pile up
            old.deleteLater()
        if "stop_clip" in possible:
            self._entry(self, "stop_clip", Choice())
        for clip in view.clips:
            self._add(view, clip, possible)
        for name in MAKES:
            if name in possible:
                entry = self.addAction(f"{action_label(BY_ID[name])}\u2026")
                entry.setObjectName(name)
                entry.triggered.connect(lambda _checked=False, chosen=name: self._ask(chosen, None, ""))

    def _add(self, view: View, clip: Clip, possible: tuple[str, ...]) -> None:
        names = [name for name in PLAYS if playable(clip) and name in possible]
        names += [name for name in CHANGES if name in possible and changeable(view, clip)]
        if not names and not clip.take:
            return
        menu = self.addMenu(self._title(clip).replace("&", "&&"))
        menu.setObjectName(f"clip_{clip.id}")
        if clip.take:
            self._listen(menu, view, clip)
        for name in names:
            if name == "rename_clip":
                entry = menu.addAction(f"{action_label(BY_ID[name])}\u2026")
                entry.setObjectName(f"{name}_{clip.id}")
                entry.triggered.connect(lambda _checked=False, of=clip: self._ask("rename_clip", of.id, of.name))
            else:
                self._entry(menu, name, Choice(clip=clip.id), clip)

    def _listen(self, menu: QMenu, view: View, clip: Clip) -> None:
        """To hear it oneself, and nobody else."""
        heard = view.player.path == clip_path(clip) and view.player.state is PlayerState.PLAYING
        entry = menu.addAction(self.tr("Stop listening") if heard else self.tr("Listen to it alone"))
        entry.setObjectName(f"listen_{clip.id}")
        entry.triggered.connect(lambda: self._desk.pause() if heard else self._desk.play(clip_path(clip)))

    def _entry(self, menu: QMenu, name: str, choice: Choice, clip: Clip | None = None) -> None:
        action = BY_ID[name]
        again = name == "archive_clip" and clip is not None and clip.archived
        entry = menu.addAction(translate("actions", action.labels[0]) if again else action_label(action))
        entry.setObjectName(name if clip is None else f"{name}_{clip.id}")
        entry.triggered.connect(lambda _checked=False: self._act(name, choice))

    def _title(self, clip: Clip) -> str:
        if clip.archived:
            return self.tr("{name} (archived)").format(name=clip.name)
        return self.tr("{name} (for everybody)").format(name=clip.name) if clip.public else clip.name

    def _ask(self, name: str, clip: int | None, text: str) -> None:
        """Ask for the name of a clip; the window goes on meanwhile."""
        asked = QInputDialog(self.parentWidget())
        asked.setObjectName("clip_name")
        asked.setWindowTitle(action_label(BY_ID[name]))
        asked.setLabelText(self.tr("Name of the clip"))
        asked.setTextValue(text)
        asked.textValueSelected.connect(lambda said: self._act(name, Choice(clip=clip, text=said.strip())))
        asked.finished.connect(asked.deleteLater)
        asked.open()

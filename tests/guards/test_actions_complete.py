"""Every action can be seen, pressed and read: it has an icon, a key of its own or none, and words in every language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from agent_desktop.client.action import Action
from agent_desktop.client.actions import ACTIONS
from agent_desktop.ui.variants import LANGUAGES, SOURCE
from tests.guards.tree import ROOT, write_tree


@dataclass(frozen=True)
class Small:
    """What the guard reads of an action."""

    id: str = "ready"
    label: str = "Ready"
    icon: str = "ready"
    key: str | None = "F5"
    labels: tuple[str, ...] = ()


def lacking(root: Path, actions: Iterable[Action | Small], languages: Iterable[str]) -> list[str]:
    """What each action lacks in this checkout."""
    actions = list(actions)
    found = []
    for name in ("id", "label", "key"):
        counted = Counter(getattr(action, name) for action in actions)
        found += [f"two actions have the {name} {value}" for value, n in counted.items() if n > 1 and value is not None]
    for action in actions:
        if not (root / "resources" / "icons" / f"{action.icon}.svg").is_file():
            found.append(f"{action.id}: there is no icon {action.icon}")
        if action.key == "":
            found.append(f"{action.id}: a key, or None for an action without one")
    for language in languages:
        known = translated(root / "resources" / "translations" / f"agent_desktop_{language}.ts")
        found += [
            f"{action.id}: {label} is not translated in {language}"
            for action in actions
            for label in (action.label, *action.labels)
            if label not in known
        ]
    return found


def translated(file: Path) -> set[str]:
    """The sources in the context "actions" whose translation is there and finished."""
    contexts = ElementTree.parse(file).getroot().iter("context")
    known: set[str] = set()
    for context in contexts:
        if context.findtext("name") == "actions":
            for message in context.iter("message"):
                translation = message.find("translation")
                if translation is not None and translation.text and translation.get("type") is None:
                    known.add(message.findtext("source", ""))
    return known


def test_every_action_is_complete() -> None:
    assert lacking(ROOT, ACTIONS, set(LANGUAGES) - {SOURCE}) == []


TS = """<TS><context><name>{context}</name><message><source>Ready</source>{translation}</message></context></TS>"""
DONE = "<translation>Ledig</translation>"


def checkout(root: Path, context: str = "actions", translation: str = DONE) -> Path:
    """A checkout with one icon and one language."""
    file = TS.format(context=context, translation=translation)
    return write_tree(root, {"resources/icons/ready.svg": "", "resources/translations/agent_desktop_sv.ts": file})


@pytest.mark.parametrize("other", [{"icon": "gone"}, {"key": ""}, {"label": "Steady"}, {"labels": ("Steady",)}])
def test_what_an_action_lacks_is_found(tmp_path: Path, other: dict[str, Any]) -> None:
    checkout(tmp_path)
    assert lacking(tmp_path, [Small()], ["sv"]) == []
    assert len(lacking(tmp_path, [Small(**other)], ["sv"])) == 1


@pytest.mark.parametrize(
    ("context", "translation"),
    [
        ("window", DONE),
        ("actions", "<translation></translation>"),
        ("actions", '<translation type="unfinished">Ledig</translation>'),
        ("actions", '<translation type="vanished">Ledig</translation>'),
    ],
)
def test_a_missing_translation_is_found(tmp_path: Path, context: str, translation: str) -> None:
    checkout(tmp_path, context, translation)
    assert lacking(tmp_path, [Small()], ["sv"]) == ["ready: Ready is not translated in sv"]


def test_a_key_for_two_actions_is_found(tmp_path: Path) -> None:
    checkout(tmp_path)
    two = [Small(id=name) for name in ("a", "b")]
    assert lacking(tmp_path, two, ["sv"]) == ["two actions have the label Ready", "two actions have the key F5"]
    without = [Small(key=None), Small(id="b", key=None)]
    assert lacking(tmp_path, without, []) == ["two actions have the label Ready"]

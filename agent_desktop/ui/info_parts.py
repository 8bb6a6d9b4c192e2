"""The one table of the information windows: tabs, windows that stand alone, menu and keys are made from it (F052)."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QWidget

from agent_desktop.client.view import View
from agent_desktop.ui.agents_table import AgentsTable
from agent_desktop.ui.book_table import BookTable
from agent_desktop.ui.call_info import CallInfo
from agent_desktop.ui.case_table import MineTable, PickTable
from agent_desktop.ui.desk_port import DeskPort
from agent_desktop.ui.messages_part import MessagesPart
from agent_desktop.ui.notices import NoticeList
from agent_desktop.ui.number_pad import NumberPad
from agent_desktop.ui.queue_table import QueueTable
from agent_desktop.ui.recent_table import RecentTable
from agent_desktop.ui.recording_table import RecordingTable
from agent_desktop.ui.remembered import Memory
from agent_desktop.ui.statistics_tab import StatisticsTab
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.words import translate

P = TypeVar("P", bound=QWidget)
News = frozenset[Hashable]
QUIET: News = frozenset()


@dataclass(frozen=True)
class Tools:
    """What an information window may need: agents are named by id, information windows too; ``dial`` takes a text."""

    theme: Theme
    desk: DeskPort
    memory: Memory
    clock: Callable[[], int]
    call: Callable[[str], None]
    write: Callable[[str], None]
    bring: Callable[[str], None]
    dial: Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class InfoPart(Generic[P]):
    """One information window.

    ``show`` draws a view at a moment (server's clock, ms), ``tick`` counts on. ``news`` is what may be new in a view:
    when something is in it that was not, the window is marked, or comes forward by itself if the person wants that
    (``pops_up`` at first). ``offered`` is whether the person has it at all. ``key`` is QKeySequence's portable text,
    ``section`` the anchor of what the manual tells of it.
    """

    id: str
    icon: str
    key: str
    title: Callable[[], str]
    make: Callable[[Tools], P]
    show: Callable[[P, View, int], None]
    tick: Callable[[P, int], None] = lambda part, now: None
    news: Callable[[P, View], News] = lambda part, view: QUIET
    offered: Callable[[View], bool] = lambda view: True
    pops_up: bool = False
    section: str = "the-tabs"


def _dials(part: Any, tools: Tools) -> Any:
    part.dial.connect(tools.dial)
    return part


def _queues(tools: Tools) -> QueueTable:
    part = QueueTable(tools.theme, tools.desk.command)
    part.my_cases.connect(lambda: tools.bring("mine"))
    return part


def _agents(tools: Tools) -> AgentsTable:
    part = AgentsTable(tools.theme)
    part.called.connect(tools.call)
    part.written.connect(tools.write)
    return part


QUEUES = InfoPart(
    id="queues",
    icon="queue",
    key="Ctrl+1",
    title=lambda: translate("tabs", "Queue information"),
    make=_queues,
    show=lambda part, view, now: part.show_view(view, now),
    news=lambda part, view: frozenset(row.id for row in view.queues if row.alarm is not None and row.alarm.raised),
    tick=lambda part, now: part.table.tick(now),
)
AGENTS = InfoPart(
    id="agents",
    icon="agents",
    key="Ctrl+2",
    title=lambda: translate("tabs", "Agents"),
    make=_agents,
    show=lambda part, view, now: part.show_view(view, now),
    tick=lambda part, now: part.tick(now),
)
HISTORY = InfoPart(
    id="history",
    icon="history",
    key="Ctrl+3",
    title=lambda: translate("tabs", "Message history"),
    make=lambda tools: NoticeList(),
    show=lambda part, view, now: part.show_view(view),
    news=lambda part, view: frozenset((part.told,)) if part.told else QUIET,
)
INFO = InfoPart(
    id="info",
    icon="info",
    key="Ctrl+4",
    title=lambda: translate("tabs", "Call information"),
    make=lambda tools: CallInfo(tools.theme, tools.memory, tools.desk.command, tools.clock),
    show=lambda part, view, now: part.show_view(view, now),
    news=lambda part, view: frozenset((view.case.id,)) if view.case is not None and part.speaks else QUIET,
    pops_up=True,
    section="call-information",
)
PAD = InfoPart(
    id="pad",
    icon="dial",
    key="Ctrl+5",
    title=lambda: translate("tabs", "Number pad"),
    make=lambda tools: NumberPad(tools.desk.dial_digits),
    show=lambda part, view, now: part.show_view(view),
)
RECENT = InfoPart(
    id="recent",
    icon="recent",
    key="Ctrl+6",
    title=lambda: translate("tabs", "Recent calls"),
    make=lambda tools: _dials(RecentTable(tools.theme), tools),
    show=lambda part, view, now: part.show_view(view, now),
)
BOOK = InfoPart(
    id="book",
    icon="book",
    key="Ctrl+7",
    title=lambda: translate("tabs", "Address book"),
    make=lambda tools: _dials(BookTable(tools.theme, lambda number, on: tools.desk.favour(number, on=on)), tools),
    show=lambda part, view, now: part.show_book(view.book, view.favourites),
)
RECORDINGS = InfoPart(
    id="recordings",
    icon="voicemail",
    key="Ctrl+8",
    title=lambda: translate("tabs", "Voice messages"),
    make=lambda tools: _dials(RecordingTable(tools.theme, tools.desk), tools),
    show=lambda part, view, now: part.show_view(view, now),
    tick=lambda part, now: part.tick(now),
)
MESSAGES = InfoPart(
    id="messages",
    icon="message",
    key="Ctrl+M",
    title=lambda: translate("tabs", "Messages"),
    make=lambda tools: MessagesPart(tools.theme, tools.desk.command),
    show=lambda part, view, now: part.show_view(view),
    news=lambda part, view: frozenset(mail.id for mail in view.mail if not mail.mine),
)
PICK = InfoPart(
    id="pick",
    icon="pick",
    key="Ctrl+P",
    title=lambda: translate("tabs", "Cherry pick"),
    make=lambda tools: PickTable(tools.desk.command),
    show=lambda part, view, now: part.show_rows(view.calls_to_pick, view, now),
    tick=lambda part, now: part.tick(now),
    news=lambda part, view: frozenset(row.case.id for row in view.calls_to_pick),
    offered=lambda view: view.may_pick,
)
MINE = InfoPart(
    id="mine",
    icon="cases",
    key="Ctrl+0",
    title=lambda: translate("tabs", "My cases"),
    make=lambda tools: MineTable(tools.desk.command),
    show=lambda part, view, now: part.show_rows(view.mine, view, now),
    tick=lambda part, now: part.tick(now),
    news=lambda part, view: frozenset((row.case.id, row.case.state) for row in view.mine),
)

STATISTICS = InfoPart(
    id="statistics",
    icon="statistics",
    key="Ctrl+9",
    title=lambda: translate("tabs", "Personal statistics"),
    make=lambda tools: StatisticsTab(tools.theme, tools.desk, tools.clock),
    show=lambda part, view, now: part.show_view(view),
    section="personal-statistics",
)

PARTS: tuple[InfoPart[Any], ...] = (
    QUEUES,
    AGENTS,
    HISTORY,
    INFO,
    PAD,
    RECENT,
    BOOK,
    RECORDINGS,
    STATISTICS,
    MESSAGES,
    PICK,
    MINE,
)

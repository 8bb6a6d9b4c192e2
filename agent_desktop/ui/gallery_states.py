"""Every state of the window, its dialogs and menus, for the gallery and the tests: a new one is a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from agent_desktop.client.reactions import Kind, Notice
from agent_desktop.client.view import View
from agent_desktop.domain.messages import AgentStatus, NextStatus
from agent_desktop.settings.options import MESSAGES_SMALL
from agent_desktop.ui import samples
from agent_desktop.ui.agents_table import AgentsTable
from agent_desktop.ui.call_info import CallInfo
from agent_desktop.ui.certificate import CERTIFICATE
from agent_desktop.ui.columns_dialog import ColumnsDialog
from agent_desktop.ui.login_page import Ring
from agent_desktop.ui.notices import Told
from agent_desktop.ui.queue_table import QueueTable
from agent_desktop.ui.remembered import Known, Remembered
from agent_desktop.ui.result_row import ResultRow
from agent_desktop.ui.settings_dialog import SettingsDialog
from agent_desktop.ui.settings_pages import PAGES
from agent_desktop.ui.still_desk import StillDesk
from agent_desktop.ui.tags_button import TagsButton
from agent_desktop.ui.tray import Tray
from agent_desktop.ui.window import Window


def the_window(window: Window) -> QWidget:
    """Nothing is done: the picture is of the window."""
    return window


@dataclass(frozen=True)
class State:
    """One picture: the view, what is done to the window then, and which of the tabs is seen.

    ``do`` returns what the picture is of: the window, or a dialog that it opened and that is closed afterwards.
    """

    view: Callable[[], View]
    do: Callable[[Window], QWidget] = the_window
    tab: int = 0


def _log_in_failed(window: Window) -> QWidget:
    window.login.fill("http://127.0.0.1:8080", "anna")
    window.login.show_ring(Ring.NONE)
    window.login.fail("bad_credentials")
    return window


def _log_in_held(window: Window) -> QWidget:
    window.login.fill("https://127.0.0.1:8443", "anna")
    window.login.hold("certificate_doubted")
    return window


def _password_kept(window: Window) -> QWidget:
    people = ("anna", "bo", "carla")
    known = tuple(Known(server="http://127.0.0.1:8080", user=user, kept=True) for user in people)
    window.login.remember(Remembered(known=known))
    window.login.fill("http://127.0.0.1:8080", "anna")
    window.login.show_ring(Ring.THERE)
    window.login.succeed()
    return window


def _tell(window: Window) -> QWidget:
    window.main.tell(Told(notice=Notice(code="offer_missed", kind=Kind.NOTICE), at=samples.NOW))
    return window


def _try_headset(window: Window) -> QWidget:
    window.try_headset()
    return window


def _typed(text: str) -> Callable[[Window], QWidget]:
    def typed(window: Window) -> QWidget:
        window.main.line.ask_for(text)
        return window

    return typed


def _open_certificate(window: Window) -> QWidget:
    return window.dialogs.open(CERTIFICATE)


def _busy_menu(window: Window) -> QWidget:
    window.main.trigger("busy")
    return window.main.busy_menu


def _settings(page: str) -> Callable[[Window], QWidget]:
    def opened(window: Window) -> QWidget:
        dialog = window.dialogs.open("settings")
        assert isinstance(dialog, SettingsDialog)
        dialog.open_page(page)
        return dialog

    return opened


def _dialog(name: str) -> Callable[[Window], QWidget]:
    return lambda window: window.dialogs.open(name)


def _figures(window: Window) -> QWidget:
    """A day and its week, as the server would count them."""
    desk = window.dialogs.context.desk
    assert isinstance(desk, StillDesk)
    today = datetime.fromtimestamp(samples.NOW / 1000).astimezone().date()
    desk.days = {today - timedelta(days=ago): row for ago, row in samples.DAYS.items()}
    return window


def _closing(window: Window) -> QWidget:
    window.main.close_bar.ask()
    return window


def _popped(menu: QMenu) -> QMenu:
    menu.popup(QPoint(40, 40))
    return menu


def _menu(action: str, menu: Callable[[Window], QMenu]) -> Callable[[Window], QWidget]:
    """What an action opens."""

    def opened(window: Window) -> QWidget:
        window.main.trigger(action)
        return menu(window)

    return opened


def _row_menu(window: Window, tab: str, kind: type[QueueTable] | type[AgentsTable]) -> QMenu:
    """The menu of the second row of a table, as by its key."""
    window.main.tabs.bring(tab)
    part = window.main.tabs.part(kind)
    view = part if isinstance(part, QueueTable) else part.view
    view.selectRow(1)
    view.customContextMenuRequested.emit(QPoint(-1, -1))
    return part.menu


def _tray(window: Window) -> Tray:
    tray = window.findChild(Tray)
    if tray is None:
        context = window.dialogs.context
        tray = Tray(window, context.theme, context.languages, context.preferences, lambda: True, context.clock)
    tray.show_view(window.main.view)
    return tray


def _tags(window: Window) -> QWidget:
    button = window.main.tabs.part(CallInfo).findChild(TagsButton)
    assert button is not None
    return _popped(button.menu())


def _when(window: Window) -> QWidget:
    return _popped(window.main.tabs.info.findChildren(ResultRow)[0].menu)


def _calendar(window: Window) -> QWidget:
    menu = window.main.tabs.info.findChildren(ResultRow)[0].menu
    menu.open_calendar()
    assert menu.calendar is not None
    return menu.calendar


def _return_time(window: Window) -> QWidget:
    returns = window.main.busy_menu.returns
    returns.actions()[4].trigger()
    assert returns.time is not None
    return returns.time


def _clip_name(window: Window) -> QWidget:
    menu = window.main.clip_menu
    next(entry for entry in menu.actions() if entry.objectName() == "record_clip").trigger()
    return window.main.findChildren(QInputDialog)[-1]


def _alarm(window: Window) -> QWidget:
    queues = window.main.tabs.queues
    return queues.ask_alarm(queues.table.rows[1])


def _columns(window: Window) -> QWidget:
    window.main.tabs.choose_columns("agents")
    return window.main.tabs.findChildren(ColumnsDialog)[-1]


def _torn_off(name: str) -> Callable[[Window], QWidget]:
    def torn_off(window: Window) -> QWidget:
        window.main.tabs.tear_off(name)
        alone = window.main.tabs.pages[name].window_
        assert alone is not None
        return alone

    return torn_off


def _letter(size: str) -> Callable[[Window], QWidget]:
    """A message's window, ``small`` as the option says."""

    def letter(window: Window) -> QWidget:
        window.letters.close()
        window.dialogs.context.preferences.change(MESSAGES_SMALL, size)
        window.letters.show_view(View())  # nobody is there, so that the next one has messages anew
        window.letters.show_view(window.main.view)
        return window.letters.shown[-1]

    return letter


STATES: dict[str, State] = {
    "login": State(View, _log_in_failed),
    "login_kept": State(View, _password_kept),
    "login_held": State(samples.doubted_log_in, _log_in_held),
    "headset": State(samples.headset_tested, _try_headset),
    "headset_missing": State(samples.no_headset, _try_headset),
    "ready": State(lambda: samples.idle(AgentStatus.READY)),
    "busy": State(lambda: samples.idle(AgentStatus.BUSY, 1_260_000, "Busy_Meeting_Coaching"), _tell, 2),
    "break": State(samples.on_break, tab=1),
    "break_over": State(samples.break_over, tab=1),
    "break_menu": State(samples.on_break, _busy_menu),
    "administrative": State(lambda: samples.idle(AgentStatus.ADMINISTRATIVE, 36_000_000)),
    "offered": State(samples.offered),
    "in_call": State(lambda: samples.in_call(then=NextStatus(status=AgentStatus.BUSY, reason="Busy_Lunch")), tab=3),
    "over_limit": State(lambda: samples.in_call(7_000_000, muted=True)),
    "held": State(samples.held),
    "asking": State(samples.asking),
    "asked": State(samples.asked, tab=4),
    "conference": State(samples.conference),
    "callback": State(samples.callback, tab=3),
    "campaign": State(samples.campaign, tab=3),
    "called_back": State(samples.called_back, tab=3),
    "crowded": State(samples.crowded),
    "right_to_left": State(samples.right_to_left),
    "listened": State(samples.listened),
    "known_customer": State(samples.known_customer, tab=3),
    "recents": State(lambda: samples.idle(AgentStatus.READY), tab=5),
    "book": State(lambda: samples.idle(AgentStatus.READY), tab=6),
    "recordings": State(samples.recordings, tab=7),
    "agents": State(samples.lively, tab=1),
    "history": State(samples.lively, tab=2),
    "messages": State(samples.lively, tab=9),
    "pick": State(samples.lively, tab=10),
    "mine": State(samples.lively, tab=11),
    "dial": State(lambda: samples.idle(AgentStatus.BUSY), _typed("070-123 45")),
    "dial_in_call": State(samples.in_call, _typed("")),
    "wrap_up": State(samples.wrap_up, tab=1),
    "wrap_up_stopped": State(lambda: samples.wrap_up(None)),
    "reconnecting": State(samples.reconnecting),
    "cut_off": State(samples.cut_off),
    "apart": State(samples.apart),
    "phone_restarting": State(samples.phone_restarting),
    "no_headset": State(samples.no_headset),
    "certificate": State(samples.doubted),
    "certificate_other": State(samples.changed_certificate),
    "certificate_asked": State(samples.doubted, _open_certificate),
    "certificate_changed": State(samples.changed_certificate, _open_certificate),
    **{f"settings_{page.id}": State(samples.in_call, _settings(page.id)) for page in PAGES},
    "report": State(samples.in_call, _dialog("report")),
    "manual": State(samples.in_call, _dialog("manual")),
    "alarms": State(samples.alarmed),
    "statistics": State(lambda: samples.idle(AgentStatus.READY), _figures, 8),
    "closing": State(samples.in_call, _closing),
    "alarm": State(samples.alarmed, _alarm),
    "columns": State(samples.lively, _columns, 1),
    "alone_agents": State(samples.lively, _torn_off("agents")),
    "alone_info": State(samples.called_back, _torn_off("info")),
    "message": State(samples.lively, _letter("no")),
    "message_small": State(samples.lively, _letter("yes")),
    "return_menu": State(samples.on_break, lambda window: _popped(window.main.busy_menu.returns)),
    "return_time": State(samples.on_break, _return_time),
    "pen_menu": State(
        lambda: samples.idle(AgentStatus.BUSY), _menu("make_wrap_up", lambda window: window.main.pen_menu)
    ),
    "campaign_menu": State(samples.campaigns, _menu("campaign", lambda window: window.main.campaign_menu)),
    "record_menu": State(samples.held, lambda window: _popped(window.main.record_menu)),
    "clip_menu": State(lambda: samples.clips(samples.in_call()), _menu("clips", lambda window: window.main.clip_menu)),
    "clip_changes": State(
        lambda: samples.clips(samples.in_call()), lambda window: _popped(window.main.clip_menu.findChildren(QMenu)[0])
    ),
    "clip_name": State(lambda: samples.clips(samples.idle(AgentStatus.READY)), _clip_name),
    "tags_menu": State(samples.in_call, _tags, 3),
    "when_menu": State(samples.called_back, _when, 3),
    "calendar": State(samples.called_back, _calendar, 3),
    "tabs_menu": State(samples.lively, lambda window: _popped(window.main.tabs.menu), 1),
    "queue_menu": State(samples.lively, lambda window: _row_menu(window, "queues", QueueTable)),
    "agents_menu": State(samples.lively, lambda window: _row_menu(window, "agents", AgentsTable), 1),
    "header_menu": State(samples.headset_tested, lambda window: _popped(window.main.header.menu)),
    "sound_menu": State(samples.headset_tested, lambda window: _popped(window.main.sound_menu)),
    "tray_menu": State(lambda: samples.idle(AgentStatus.READY), lambda window: _popped(_tray(window).menu)),
}
"""By name, which is its picture's too."""

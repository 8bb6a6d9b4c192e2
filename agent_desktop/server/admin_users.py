"""What an administrator does to users, beside a server that may be running: it notices within seconds."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from msgspec.structs import replace

from agent_desktop.domain.messages import AgentDefined
from agent_desktop.server.accounts import User
from agent_desktop.server.failures import CannotDo
from agent_desktop.server.passwords import Passwords
from agent_desktop.server.store.opening import Beside
from agent_desktop.server.store.port import LogStore

AskPassword = Callable[[str], str]
"""Gets the new password of this user from a person or a pipe; never from the command line, which others see."""


def ask_password(user: str) -> str:
    """Twice at a terminal; else the first line of stdin. Raises ``CannotDo`` with what is wrong."""
    if sys.stdin.isatty():
        password = getpass.getpass(f"New password of {user}: ")
        if password and getpass.getpass("Once more: ") != password:
            raise CannotDo("The two passwords differ: nothing was changed.")
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    if not password.strip():
        raise CannotDo("The password is empty: nothing was changed.")
    return password


def add(store: Beside, user: str, ask: AskPassword, passwords: Passwords) -> str:
    """Let an agent of the definition in, who was never a user or was disabled; returns what was done."""
    known = store.users.find(user)
    if known is not None and not known.disabled:
        raise CannotDo(f"{user} can log in already. To change the password: agent-desktop admin user passwd {user}")
    if user not in _agents(store.log):
        raise CannotDo(f"{user} is no agent: write them into the definition, and start the server with --import.")
    store.users.save([User(id=user, password_hash=passwords.hash(ask(user)))])
    return f"{user} can log in."


def change_password(store: Beside, user: str, ask: AskPassword, passwords: Passwords) -> str:
    """A new password; a session begun with the old one ends. Returns what was done."""
    known = _known(store, user)
    if known.disabled:
        raise CannotDo(f"{user} is disabled. To let them in again: agent-desktop admin user add {user}")
    store.users.save([replace(known, password_hash=passwords.hash(ask(user)))])
    ended = _end_session(store, user)
    return f"{user} has a new password{', and has to log in again' if ended else ''}."


def disable(store: Beside, user: str) -> str:
    """Let a user in no more, and end the session; returns what was done."""
    known = _known(store, user)
    store.users.save([replace(known, disabled=True)])
    ended = _end_session(store, user)
    return f"{user} cannot log in any more{'; the session ends within seconds' if ended else ''}."


def listing(store: Beside) -> Iterator[str]:
    """Every user by id, whether they may log in, and since when they are."""
    since = {session.user: session.created for session in store.sessions.all()}
    users = store.users.all()
    width = max((len(user.id) for user in users), default=0)
    for user in users:
        state = "disabled" if user.disabled else "enabled "
        session = f"  logged in since {_utc(since[user.id])}" if user.id in since else ""
        yield f"{user.id:<{width}}  {state}{session}".rstrip()


def _known(store: Beside, user: str) -> User:
    known = store.users.find(user)
    if known is None:
        raise CannotDo(f"There is no user {user}. To see who there is: agent-desktop admin user list")
    return known


def _end_session(store: Beside, user: str) -> bool:
    ids = [session.id for session in store.sessions.all() if session.user == user]
    store.sessions.end(ids)
    return bool(ids)


def _agents(log: LogStore) -> set[str]:
    return {logged.event.agent.id for logged in log.replay() if isinstance(logged.event, AgentDefined)}


def _utc(at: int) -> str:
    return f"{datetime.fromtimestamp(at / 1000, UTC):%Y-%m-%d %H:%M:%S} UTC"

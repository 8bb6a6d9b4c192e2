#!/usr/bin/env python3
"""Writes the parts of the documentation that the program's own tables say, so that they cannot differ from it.

A part stands between two lines, ``<!-- made: NAME -->`` and ``<!-- end: NAME -->``; the text around it is written by
hand. ``.venv/bin/python docs/make_docs.py`` writes all parts anew; tests/guards/test_docs_current.py finds old ones.
"""

from __future__ import annotations

import argparse
import importlib
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS.parent))  # the checkout this file stands in, wherever it was started
sys.path.insert(0, str(DOCS))

from make_manual import MANUAL, manuals  # noqa: E402
from make_protocol import PROTOCOL, rows_in  # noqa: E402
from make_walk import walk  # noqa: E402

from agent_desktop.client.action import Asks  # noqa: E402
from agent_desktop.domain.legs import TRANSITIONS  # noqa: E402
from agent_desktop.domain.messages import Effect  # noqa: E402
from agent_desktop.local_api import answers  # noqa: E402
from agent_desktop.local_api import rows as api_rows  # noqa: E402
from agent_desktop.protocol import codes  # noqa: E402
from agent_desktop.server.admin import add_arguments as add_admin  # noqa: E402
from agent_desktop.server.definition.tables import ALL_TABLES, Key, Table, default_of, is_needed, title  # noqa: E402
from agent_desktop.server.sip import negotiation  # noqa: E402
from agent_desktop.server.sip import tables as sip  # noqa: E402
from agent_desktop.ui.variants import SOURCE  # noqa: E402
from tests.wire.sip_rows import ROWS  # noqa: E402

COMMAND = ".venv/bin/python docs/make_docs.py"
PART = re.compile(r"(?P<open><!-- made: (?P<name>[a-z-]+) -->\n).*?(?P<close><!-- end: (?P=name) -->)", re.DOTALL)
MARK = re.compile(r"<!-- (?:made|end): ")
WIDTH = 110


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    head = list(head)
    lines = [head, ["---"] * len(head), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def coded(known: Mapping[str, str]) -> str:
    """Codes and their sentences."""
    return table(("Code", "Sentence in English"), ((f"`{code}`", sentence) for code, sentence in known.items()))


# --- for administrators --------------------------------------------------------------------------


def flags(module: str, command: str) -> str:
    """The flags of a program as its own ``--help`` says them, without those that every program has."""

    def form(prog: str) -> argparse.HelpFormatter:
        return argparse.HelpFormatter(prog, max_help_position=30, width=WIDTH)

    parser = argparse.ArgumentParser(f"agent-desktop {command}".rstrip(), formatter_class=form, add_help=False)
    importlib.import_module(module).add_arguments(parser)
    return f"```text\n{parser.format_help().rstrip()}\n```"


def admin_commands() -> str:
    """Every command of ``agent-desktop admin``, with what it takes and its own words."""
    parser = argparse.ArgumentParser("agent-desktop admin", add_help=False)
    add_admin(parser)
    rows = ((f"`{' '.join(form)}`", words) for form, words in _commands(parser, ()))
    return table(("Command", "What it does"), rows)


def _commands(parser: argparse.ArgumentParser, name: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:
                below = action.choices[choice.dest]
                inner = list(_commands(below, (*name, choice.dest)))
                yield from inner or [((*name, choice.dest, *_takes(below)), f"{choice.help}")]


def _takes(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        if isinstance(action, argparse._HelpAction) or action.dest in {"data", "store"}:
            continue
        flag = [action.option_strings[0]] if action.option_strings else []
        words = " ".join((*flag, str(action.metavar)) if action.nargs != 0 else flag)
        yield words if action.required else f"[{words}]"


MEANINGS: dict[str, dict[str, str]] = {
    "centre": {
        "cherry_pick": "Agents with that right may take a waiting call of their queues by themselves, also from the "
        "IVR; they see who waits.",
    },
    "queues": {
        "id": "Short name; agents and the log refer to it.",
        "name": "What agents see.",
        "number": "What callers dial: digits, `*` and `#`, perhaps after a `+`. Without it: nobody dials it.",
        "kind": "`telephony`, `email`, `chat`, `back_office`; `administrative`, `administrative_ready`, `busy`.",
        "wrap_up_seconds": "How long wrap-up lasts. Without it: until the agent chooses a status.",
        "extend_seconds": "What the clock button adds to wrap-up.",
        "offer_seconds": "How long a case is offered to an agent before it is missed.",
        "hold_alarm_seconds": 'The agent is reminded of a customer put aside, again and again. Or `"never"`.',
        "dial_from_ready": "Whether agents who are ready make calls for this queue.",
        "caller_number": "What those who are called for this queue are shown. Without it: `number`.",
        "caller_number_cri": "A CRI of the case whose value, when it is a number, is shown instead of all others.",
        "limit_seconds": "Time in the case is shown red after this. Without it: never.",
        "service_level_seconds": "The wait that counts as good service. It is kept; nothing reads it yet.",
        "priority": "From -9 to 9; a case of a higher one goes first, whatever the wait.",
        "discipline": "Who is first: `longest_ready`, `best_skilled`, `least_loaded`; among equals the longest ready.",
        "skills": "What an agent must be able to do, and how well (1–9): `{ polish = 3 }`.",
        "retention_seconds": "How long a case is kept for one agent before it is anybody's.",
        "pull": "Its cases are not offered: agents take the oldest themselves.",
        "reply_seconds": "How long after its end a locked case stays so: what its customer writes is for its agent.",
        "overflow": "Where a case goes on waiting, and after how long; a new one goes there at once when this queue is "
        'full or closed: `{ after_seconds = 60, queue = "support" }`.',
        "max_waiting": "A queue with so many waiting is full. Without it: never.",
        "hours": 'When it is open, in the server\'s local time: `["mon-fri 08:00-17:00"]`. Without it: always.',
        "record": "Whether its calls are recorded: `on_demand` by the agent, `always`, `never`.",
        "may_cancel": "Agents may end a recording and delete it.",
        "may_decline": "A customer may decline: what was recorded is deleted, and nothing more is, also with `always`.",
        "tell_listened": "An agent whose call is listened to is told so before anything is heard.",
        "listen_private": "Calls between colleagues may be listened to.",
        "listen_declined": "So may calls whose customer declined to be recorded.",
        "attempts": "How often a customer who ordered a callback is called, how long it rings, and how long to wait "
        "after each result: `{ most = 3, ring_seconds = 45, busy_seconds = 900, no_answer_seconds = 3600, "
        "unreachable_seconds = 14400, rejected_seconds = 600 }`, or some of these.",
        "flow": "The flow of the IVR that a caller goes through first. Without it: none.",
        "language": "What callers hear, unless the CRI `language` says another: `en`, `sv`, `uk`, `pl` or `fr`. In the "
        "name of a prompt `{language}` stands for it.",
        "announce_seconds": "How often a waiting caller is told the place and the expected wait. Without it: never.",
        "announcement": 'Prompts after these: `["prompts/en/press_1"]`.',
        "keys": 'Digits of a waiting caller, and the flows they lead to: `{ 1 = "callback" }`.',
    },
    "agents": {
        "user": "User name: small letters a–z, digits, dots, hyphens and underscores.",
        "name": "What colleagues see.",
        "password": "Kept as an Argon2id hash, never as it is written here. Without it: as it is known.",
        "queues": "Ids of the queues the agent takes cases of.",
        "groups": 'Names of groups by which colleagues find the agent in their lists: `["Team North"]`.',
        "auto_answer": "The phone answers what is offered by itself.",
        "phone_number": "The agent's phone is this number outside, dialled for every call. Without it: the softphone.",
        "nailed_up": "The phone is rung once, and its leg stays between calls; with a number outside as well.",
        "default_queue": "The queue of the calls the agent makes. Without it: the agent's first queue for calls.",
        "device": "The desk phone of `[[devices]]` that is rung. Without it: the softphone.",
        "supervisor": "Sees the details of every case.",
        "skills": "What the agent can do, and how well (1–9): `{ polish = 7 }`.",
        "rights": "What the agent may do beyond handling what is offered: `choose_queues`, `message`, `cherry_pick`, "
        "`listen`, and `hear_own`: the recordings of own calls.",
        "chats": "So many chats at a time.",
        "mails": "So many mails and tasks at a time.",
    },
    "reasons": {
        "id": "A mode of work or break; underscores make the levels of the menu.",
        "group": "`break`: a reason to be busy. `work`: a way to be ready.",
        "phone": "Of work: whether calls are offered meanwhile.",
    },
    "cris": {
        "name": "What it is called, and `{name}` in web addresses.",
        "queues": "Ids of the queues whose cases show it.",
        "type": "`text`, `number`, `date`, `choice`, or `tags`: any of the choices. An editable choice serves as the "
        "disposition of calls, tags as their tags.",
        "choices": "Of a choice, what it may be; of tags, which there are, without commas.",
        "editable": "The agent may change it.",
        "shown": "It is shown without being asked for by its name.",
        "url": "A web page that it pops, with `{name}` for the values of CRIs.",
    },
    "campaigns": {
        "id": "Short name; the log refers to it.",
        "name": "What agents see on its offers.",
        "queue": "A telephony queue. Its agents may log in to the campaign; callbacks that come of it wait there.",
        "mode": "`preview`: a ready agent is offered the next contact and confirms. `progressive`: the dialer calls.",
        "caller_number": "The number that customers are shown. Without it: the queue's.",
        "wrap_up_seconds": "How long wrap-up lasts. Without it: until the agent chooses a status.",
        "hours": "When contacts are called, as of a queue.",
        "attempts": "As of a queue, for its contacts.",
        "pace": "Of progressive: how many answers to expect at most, for 100 agents who are ready.",
        "abandon_percent": "Of progressive: how many of those who answer may find nobody free. At 0 each call has an "
        "agent before it is dialled.",
        "window_seconds": "Over how long answers are counted for that, and for the pace.",
        "initial": "The result that a case begins with that is moved to it: `waiting`, `no_qualifier` or another one.",
        "missed_of": "Queues whose callers become contacts when they hang up before they are answered.",
    },
    "flows": {
        "id": "Short name; queues and the log refer to it.",
        "start": "The node at which a caller begins.",
        "nodes": "[Nodes](protocol.md#nodes-of-a-flow) as inline tables: "
        '`{ type = "SayNode", id = "hello", prompts = ["prompts/en/welcome"], next = "queue" }`.',
        "revision": "Counted by the server; a file need not say it.",
    },
    "trunks": {
        "id": "Short name; the log and `admin trunks` refer to it.",
        "order": "Trunks are tried in this order, the lower first.",
        "enabled": "Whether it is used at all.",
        "server": "Where calls out and the registration go: a host, perhaps with a port. Without it: calls only come.",
        "transport": "`udp`, `tcp` or `tls`.",
        "fingerprint": "SHA-256 of the server's certificate: only this one is trusted. Without it: a certificate of a "
        "known authority for the name in `server`.",
        "domain": "What stands behind the @ of our addresses. Without it: the host of `server`.",
        "addresses": 'Networks whose calls are this trunk\'s: `["203.0.113.0/28"]`. The host of `server` is one of '
        "them by itself.",
        "user": "The user name of the account, for calls out, for registering, and of who calls in with a password.",
        "password": "Kept in `DATA/secrets.json`, which only the owner may read. Without it: as it is known.",
        "register": "Register there, so that calls find this server.",
        "expires_seconds": "How long a registration is asked for.",
        "ping_seconds": "How often OPTIONS asks whether the server is there. Without it: calls tell.",
        "caller_number": "What is shown where neither queue nor campaign says a number.",
        "identity": "The number is also said in P-Asserted-Identity (RFC 3325).",
        "hide_caller": "Who is called does not see the number (Privacy: id).",
        "trusted": "Its P-Asserted-Identity is believed: the caller's number is taken from there.",
        "encryption": "Speech as SRTP: `never`, `prefer`, `require`. Keys only go over TLS.",
        "dtmf": "How digits come: `events` (RFC 4733), `inband` (as tones in the speech).",
        "numbers": 'How its numbers are written, below: `{ country = "46", format = "plus" }`.',
    },
    "devices": {
        "id": "The user name with which the desk phone registers; `admin device add` makes its password.",
        "name": "What people call it.",
    },
    "emergency": {
        "number": "A number that is never refused and goes out by any trunk. With no table at all: 112.",
        "name": "What it is.",
    },
}


def definition_keys() -> str:
    """What a definition's tables may say. Raises ``LookupError`` for a key that has no words here."""
    rows: list[tuple[str, str, str, str]] = []
    for array, kind in ALL_TABLES.items():
        for name, key in kind.keys.items():
            words = "must be there" if is_needed(kind, name) else _default(kind, key, name)
            once = "; twice is a mistake" if key.unique else ""
            if name not in MEANINGS[array]:
                raise LookupError(f"MEANINGS of docs/make_docs.py has no words for {name} of {title(array)}")
            rows.append((f"`{title(array)}`", f"`{name}`", MEANINGS[array][name], words + once))
    return table(("Table", "Key", "What it says", "Without it"), rows)


def _default(kind: Table, key: Key, name: str) -> str:
    value = default_of(kind, name)
    if key.secret or value is None or value in ("", ()):
        return "none"
    said = key.form.write(value)
    if isinstance(said, dict):
        return "as there"
    return f"`{str(said).lower() if isinstance(said, bool) else said}`"


# --- for developers ------------------------------------------------------------------------------


def leg_diagram() -> str:
    """A leg's life, drawn from ``domain/legs.py``."""
    states = {state for state, _ in TRANSITIONS}
    reached = {after for after in TRANSITIONS.values() if after is not None}
    lines = [f"    [*] --> {state.value}" for state in sorted(states - reached)]
    for (state, given), after in TRANSITIONS.items():
        label = f"order {given.__name__}" if issubclass(given, Effect) else given.__name__
        lines.append(f"    {state.value} --> {after.value if after else '[*]'} : {label}")
    return _diagram(lines)


TRANSACTIONS = {
    "INVITE client": (sip.INVITE_CLIENT, sip.INVITE_CLIENT_RUNNING),
    "Other client": (sip.CLIENT, sip.CLIENT_RUNNING),
    "INVITE server": (sip.INVITE_SERVER, sip.INVITE_SERVER_RUNNING),
    "Other server": (sip.SERVER, sip.SERVER_RUNNING),
}


def transactions() -> str:
    """The four SIP transactions, drawn from ``server/sip/tables.py``."""
    return "\n\n".join(f"#### {name}\n\n{_transaction(*both)}" for name, both in TRANSACTIONS.items())


def _transaction(rules: sip.Table, running: sip.Running) -> str:
    first = next(iter(rules))[0]
    lines = [f"    [*] --> {first.value}"]
    for (state, given), (after, actions) in rules.items():
        cause = f"timer {given.value}" if isinstance(given, sip.Timer) else given.value
        done = f" / {', '.join(action.value for action in actions)}" if actions else ""
        target = "[*]" if after is sip.State.TERMINATED else after.value
        lines.append(f"    {state.value} --> {target} : {cause}{done}")
    timers = table(
        ("State", "Timers that run"),
        ((f"`{state.value}`", ", ".join(_timer(timer) for timer in these)) for state, these in running.items()),
    )
    return f"{_diagram(lines)}\n\n{timers}"


def _timer(timer: sip.Timer) -> str:
    first, cap = sip.FIRST_MS[timer], sip.CAP_MS.get(timer)
    return f"{timer.value} {first} ms" + (f", doubling up to {cap} ms" if cap else "")


def offers() -> str:
    """Whose offer is open, drawn from ``server/sip/negotiation.py``."""
    lines = [f"    [*] --> {_word(negotiation.Open.NOBODYS)}"]
    for (state, given), after in negotiation.TRANSITIONS.items():
        lines.append(f"    {_word(state)} --> {_word(after)} : {given.value}")
    refusals = ((f"`{_word(state)}`", str(status)) for state, status in negotiation.GLARE.items())
    return f"{_diagram(lines)}\n\n{table(('Open', 'Another offer gets'), refusals)}"


def _word(state: negotiation.Open) -> str:
    return state.name.lower()


def sip_rows() -> str:
    """What SIP must get right, with the tests that show it."""
    rows = ((row.name, row.source, ", ".join(f"`{name}`" for name in (*row.scenes, *row.wired))) for row in ROWS)
    return table(("Row", "From", "Tests in `tests/unit/sip`"), rows)


def _diagram(lines: Iterable[str]) -> str:
    return "\n".join(("```mermaid", "stateDiagram-v2", *lines, "```"))


# --- putting them in -----------------------------------------------------------------------------

# --- for whoever connects another program ----------------------------------------------------------


def api_routes() -> str:
    """What the local API is asked."""
    return table(("Request", "Gives"), ((f"`{route.method} {route.path}`", route.words) for route in answers.ROUTES))


def api_choice() -> str:
    """What an action may ask for, and the fields that answer it."""
    said = {
        Asks.REASON: "`reason`: one of the modes of break",
        Asks.QUEUE: "`queue`: the id of one of the agent's own",
        Asks.CAMPAIGN: "`campaign`: its id",
        Asks.CLIP: "`clip`: its number, and `text`: what to do with it",
        Asks.TARGET: "one of `agent`, `queue` and `number`",
    }
    return table(("Asks", "Body"), ((f"`{asks.value}`", said[asks]) for asks in Asks))


def api_problems() -> str:
    """Why the local API refuses."""
    return table(
        ("Status", "Code", "Message"),
        ((str(status), f"`{code}`", words) for code, (status, words) in answers.PROBLEMS.items()),
    )


PARTS: dict[str, Callable[[], str]] = {
    "api-routes": api_routes,
    "api-choice": api_choice,
    "api-state": lambda: rows_in(api_rows, "ApiState", "ApiCase", "ApiAction"),
    "api-problems": api_problems,
    "server-flags": lambda: flags("agent_desktop.server.app", "server"),
    "admin-commands": admin_commands,
    "window-flags": lambda: flags("agent_desktop.app", ""),
    "demo-flags": lambda: flags("agent_desktop.demo.main", "demo"),
    "robot-flags": lambda: flags("agent_desktop.demo.robot", "robot"),
    "definition-keys": definition_keys,
    "leg-diagram": leg_diagram,
    "transactions": transactions,
    "offers": offers,
    "sip-rows": sip_rows,
    "walk": walk,
    "notice-codes": lambda: coded(codes.NOTICES),
    "refusal-codes": lambda: coded(codes.REFUSALS),
    "problem-codes": lambda: coded(codes.PROBLEMS),
    "system-reasons": lambda: coded(codes.SYSTEM_REASONS),
    **PROTOCOL,
}
"""Every part by its name; each stands in one document, those of ``MANUAL`` in the manual of each language."""


def current(text: str, language: str = SOURCE) -> str:
    """A document's text with its parts as they are now, those of the manual in its language.

    Raises ``ValueError`` for a mark that is none, ``LookupError`` for a row that needs words first.
    """
    seen: set[str] = set()

    def made(part: re.Match[str]) -> str:
        name = part["name"]
        if name not in PARTS and name not in MANUAL:
            raise ValueError(f"no part is called {name}: there are {', '.join((*PARTS, *MANUAL))}")
        seen.add(name)
        new = MANUAL[name](language, text) if name in MANUAL else PARTS[name]()
        return f"{part['open']}{new}\n{part['close']}"

    text = PART.sub(made, text)
    if len(MARK.findall(text)) != 2 * len(seen):
        raise ValueError("a part has no end, no beginning, or is there twice")
    return text


def documents(folder: Path = DOCS) -> list[Path]:
    """The documents that may have parts."""
    return sorted(folder.glob("*.md"))


PICTURE = re.compile(r"!\[[^\]]*\]\((pictures/[^)\s]+)\)")
IN_WINDOW = DOCS.parent / "resources" / "manual"


def in_window(folder: Path = DOCS) -> dict[Path, Path]:
    """What goes with the program and is shown in it (F067): each copy below ``IN_WINDOW``, and what it is a copy of."""
    pages = list(manuals(folder).values())
    pictures = {name for page in pages for name in PICTURE.findall(page.read_text(encoding="utf-8"))}
    return {IN_WINDOW / name: folder / name for name in (*(page.name for page in pages), *sorted(pictures))}


def language_of(file: Path) -> str:
    """A document's language: ``agents.sv.md`` is Swedish."""
    return next((code for code, page in manuals(file.parent).items() if page == file), SOURCE)


def main() -> int:
    """Write every part anew; says which documents changed."""
    for file in documents():
        before = file.read_text(encoding="utf-8")
        after = current(before, language_of(file))
        if after != before:
            file.write_text(after, encoding="utf-8", newline="\n")
            sys.stdout.write(f"{file.relative_to(DOCS.parent)} written\n")
    for copy, original in in_window().items():
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(original.read_bytes())
    return 0


if __name__ == "__main__":
    sys.exit(main())

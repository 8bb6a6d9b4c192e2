"""An agent who only types, as a program of its own that can be killed: a real desk with its outbox, and no telephone.

Reads ``{"case": 1, "text": "…"}`` from stdin; says in JSON lines what the desk keeps and shows. The end of stdin
ends it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from agent_desktop.client.desk import Desk
from agent_desktop.client.reactions import Reaction
from agent_desktop.client.view import View
from agent_desktop.protocol.wire import Problem
from tests.fakes.phone import FakePhone


def say(event: str, **more: object) -> None:
    sys.stdout.write(json.dumps({"event": event, **more}) + "\n")
    sys.stdout.flush()


def show(view: View) -> None:
    say("view", link=view.link.value, unsent=view.unsent)


def react(reaction: Reaction) -> None:
    if reaction.notice is not None:
        say("notice", code=reaction.notice.code)


def logged_in(problem: Problem | None) -> None:
    say("logged_in" if problem is None else "problem")


def main(url: str, user: str, outbox: str) -> None:
    desk = Desk(FakePhone(), outbox=Path(outbox))
    desk.on_reaction(react)
    desk.listen(show)
    desk.log_in(url, user, f"secret-{user}", logged_in)
    for line in sys.stdin:
        typed = json.loads(line)
        desk.write_note(typed["case"], typed["text"])
        desk._post(lambda text=typed["text"]: say("kept", text=text))  # through the desk's own inbox: after the put
    desk.close(log_out=False)


if __name__ == "__main__":
    main(*sys.argv[1:])

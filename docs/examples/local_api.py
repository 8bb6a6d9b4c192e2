"""Answers every call that is offered at this desk, and prints who calls: `python local_api.py [CARD] [--once]`."""

import json
import pathlib
import sys
import urllib.request

home = pathlib.Path.home() / ".config/agent-desktop/local-api.json"  # Windows: %LOCALAPPDATA%\agent-desktop\…
arguments = [argument for argument in sys.argv[1:] if argument != "--once"]
card = json.loads(pathlib.Path(arguments[0] if arguments else home).read_text(encoding="utf-8"))


def ask(path, body=None):
    headers = {"Authorization": f"Bearer {card['token']}", "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    return urllib.request.urlopen(urllib.request.Request(card["url"] + path, data, headers))


last = None
with ask("/v1/events") as events:
    for line in events:
        if not line.startswith(b"data: "):
            continue
        state = json.loads(line[len(b"data: ") :])
        case = state["case"]
        if state["offered"] and case["id"] != last:
            last = case["id"]
            print(f"Call from {case['number']} for {case['queue_name']}")
            actions = {action["id"]: action for action in json.load(ask("/v1/actions"))}
            if actions["answer"]["enabled"]:
                ask("/v1/actions/answer", {}).close()
            if "--once" in sys.argv:
                break

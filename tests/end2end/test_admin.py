"""The administrator's commands on the data of a server that runs, and what they say to mistakes."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import msgspec
import pytest

from agent_desktop.__main__ import main
from agent_desktop.client.sse import Parser, Sent
from agent_desktop.protocol.wire import EVENTS, SESSION, SNAPSHOT, VERSION, LogInRequest, Session, Snapshot, encode
from agent_desktop.server.store.port import Logged
from agent_desktop.server.store.sqlite import SqliteStore
from tests.fakes.program import Program, server
from tests.fakes.sip_caller import SipCaller

DEADLINE_S = 15.0


class House:
    """A server that runs, and its data."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.server: Program = server(data)
        self.http = httpx.Client(base_url=self.server.said[0]["http"], timeout=DEADLINE_S, trust_env=False)
        self.sip_port = int(self.server.said[0]["sip"].rpartition(":")[2])

    def close(self) -> None:
        self.http.close()
        self.server.close()

    def admin(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """A command in a process of its own, on this data."""
        command = [sys.executable, "-m", "agent_desktop", "admin", *arguments, "--data", str(self.data)]
        return subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=60, check=False)

    def done(self, *arguments: str, stdin: str = "") -> list[str]:
        """As ``admin``, which must succeed; the lines it said."""
        done = self.admin(*arguments, stdin=stdin)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout.splitlines()

    def main(self, *arguments: str) -> tuple[int, str]:
        """A command in this process, on this data; what it came to, and what it said of trouble."""
        with contextlib.redirect_stderr(io.StringIO()) as said:
            done = main(["admin", *arguments, "--data", str(self.data)])
        return done, said.getvalue()

    def log_in(self, user: str, password: str) -> Session | None:
        answer = self.http.post(SESSION, content=encode(LogInRequest(user=user, password=password, version=VERSION)))
        assert answer.status_code in (200, 401), answer.text
        return msgspec.json.decode(answer.content, type=Session) if answer.status_code == 200 else None

    def snapshot(self, session: Session) -> Snapshot:
        answer = self.http.get(SNAPSHOT, headers=bearer(session))
        return msgspec.json.decode(answer.content, type=Snapshot)

    def last_word(self, session: Session) -> Sent:
        """Follow the events until the server ends the stream; what it said last."""
        parser, last = Parser(), None
        with self.http.stream("GET", EVENTS, headers=bearer(session)) as stream:
            for chunk in stream.iter_bytes():
                for sent in parser.feed(chunk):
                    if sent.event == "alive":
                        self.disable()
                    last = sent
        assert last is not None
        return last

    def disable(self) -> None:
        assert self.done("user", "disable", "bertil") == [
            "bertil cannot log in any more; the session ends within seconds."
        ]


def bearer(session: Session) -> dict[str, str]:
    return {"Authorization": f"Bearer {session.token}"}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    made = House(tmp_path_factory.mktemp("data"))
    yield made
    made.close()


def test_a_user_is_disabled_and_let_in_again_while_the_server_runs(house: House) -> None:
    bertil, marek = house.log_in("bertil", "secret-bertil"), house.log_in("marek", "secret-marek")
    assert bertil is not None
    assert marek is not None
    enabled = house.done("user", "list")
    assert [line.split()[:2] for line in enabled] == [["bertil", "enabled"], ["marek", "enabled"]]
    assert all("logged in since 20" in line for line in enabled)
    word = house.last_word(bertil)
    assert (word.event, json.loads(word.data)["code"]) == ("end", "session_over")
    assert house.done("user", "list")[0] == "bertil  disabled"
    assert house.log_in("bertil", "secret-bertil") is None
    assert "logged_out" in str(house.snapshot(marek).events)
    assert house.done("user", "add", "bertil", stdin="a new one\n") == ["bertil can log in."]
    assert house.log_in("bertil", "secret-bertil") is None
    assert house.log_in("bertil", "a new one") is not None


def test_a_new_password_counts_at_once_and_ends_the_session(house: House) -> None:
    assert house.log_in("marek", "secret-marek") is not None
    said = house.done("user", "passwd", "marek", stdin="Łódź\r\n")
    assert said == ["marek has a new password, and has to log in again."]
    assert house.log_in("marek", "secret-marek") is None
    assert house.log_in("marek", "Łódź") is not None
    assert house.done("user", "passwd", "marek", stdin="secret-marek") == said


def test_a_definition_is_written_changed_and_in_force_while_the_server_runs(house: House, tmp_path: Path) -> None:
    """F110: the change is an event that everybody sees, and nobody who kept the password is thrown out."""
    marek = house.log_in("marek", "secret-marek")
    assert marek is not None
    file = tmp_path / "centre.toml"
    written = "\n".join(house.done("definition"))
    file.write_text(written.replace('name = "Customer service"', 'name = "Kundtjänst"'), encoding="utf-8")
    assert house.done("import", str(file)) == ["centre.toml is in force."]
    assert "Kundtjänst" in str(house.snapshot(marek).events)
    assert list((house.data / "inbox").iterdir()) == []
    file.write_text(written + '\n[[queues]]\nid = "again"\nname = "Again"\nnumber = "1000"\n', encoding="utf-8")
    refused = house.admin("import", str(file))
    assert (refused.returncode, "number" in refused.stderr) == (2, True)
    file.write_text(written, encoding="utf-8")
    assert house.done("import", str(file)) == ["centre.toml is in force."]


def test_nobody_listens_without_the_right(house: House) -> None:
    assert house.log_in("marek", "secret-marek") is not None
    for verb in ("listen", "whisper", "barge"):
        assert house.main(verb, "bertil", "--as", "marek") == (2, "You do not have the right to do this.\n")
    assert house.main("stop-listening", "--as", "marek") == (2, "You are not listening to a call.\n")


def test_a_call_is_exported_explained_and_traced(house: House) -> None:
    caller = SipCaller(house.sip_port, "1000")
    call = caller.invite()
    assert caller.final(call) == 200
    caller.request("BYE", call, 2)
    assert caller.final(call, "BYE") == 200
    caller.close()
    logged = [msgspec.json.decode(line, type=Logged) for line in house.done("export")]
    assert [one.n for one in logged] == list(range(1, len(logged) + 1))
    half = len(logged) // 2
    assert next(json.loads(line)["n"] for line in house.done("export", "--since", str(half))) == half + 1
    told = house.done("explain", "1")
    assert told[0].startswith("Case 1, Customer service, 20")
    assert told[-1].endswith("ends, outcome abandoned")
    by_case, by_call_id = house.done("trace", "1"), house.done("trace", call[:8])
    assert by_case == by_call_id
    words = [line.split("|")[1].strip("<>- ") for line in by_case if "|" in line]
    assert [one for one in words if not one.startswith("100")] == [
        f"INVITE sip:1000@127.0.0.1:{house.sip_port} SDP",
        "200 OK (INVITE) SDP",
        f"ACK sip:1000@127.0.0.1:{house.sip_port}",
        f"BYE sip:1000@127.0.0.1:{house.sip_port}",
        "200 OK (BYE)",
    ]
    assert by_case[1].endswith(f"  UDP 127.0.0.1:{caller.port}")
    assert f"Call-ID: {call}" in house.done("trace", "1", "--full")


def test_the_structured_log_tells_what_happened_and_no_secret(house: House) -> None:
    session = house.log_in("marek", "secret-marek")
    assert session is not None
    house.log_in("bertil", "a wrong secret")
    lines = (house.data / "log" / "server.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert all({"at", "level", "logger", "message"} <= set(record) for record in records)
    assert any(record.get("agent") == "marek" and "logged in" in record["message"] for record in records)
    text = "\n".join(lines)
    for secret in ("secret", session.token, session.sip.password):
        assert secret not in text


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("user", "disable", "zoe"), "There is no user zoe."),
        (("user", "passwd", "zoe"), "There is no user zoe."),
        (("user", "add", "zoe"), "zoe is no agent"),
        (("user", "add", "marek"), "marek can log in already."),
        (("explain", "4711"), "has no case 4711."),
        (("trace", "nobody"), "No recorded SIP message belongs to nobody."),
    ],
)
def test_a_mistake_gets_one_sentence(
    house: House, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str
) -> None:
    assert main(["admin", *arguments, "--data", str(house.data)]) == 2
    told = capsys.readouterr()
    assert sentence in told.err
    assert (told.out, told.err.count("\n")) == ("", 1)


def test_an_empty_password_changes_nothing(house: House) -> None:
    done = house.admin("user", "passwd", "marek", stdin="\n")
    assert (done.returncode, done.stderr) == (2, "The password is empty: nothing was changed.\n")
    assert house.log_in("marek", "secret-marek") is not None


def test_a_directory_without_a_server_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["admin", "user", "list", "--data", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith(f"{tmp_path} is no server's data directory")
    assert list(tmp_path.iterdir()) == []


def test_without_records_there_is_nothing_to_trace(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    SqliteStore(data_dir).close()  # a server that was set up and has stopped
    assert main(["admin", "trace", "x", "--data", str(data_dir)]) == 2
    assert capsys.readouterr().err == f"No SIP messages are recorded in {data_dir / 'log'}.\n"


def test_without_a_server_a_definition_waits_for_its_start(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    SqliteStore(data_dir).close()
    file = tmp_path / "centre.toml"
    file.write_text('[[queues]]\nid = "late"\nname = "Late"\nnumber = "7000"\n', encoding="utf-8")
    assert main(["admin", "import", str(file), "--data", str(data_dir)]) == 0
    assert "No server has taken centre.toml yet" in capsys.readouterr().out
    program = server(data_dir)
    program.close()
    assert main(["admin", "definition", "--data", str(data_dir)]) == 0
    assert 'name = "Late"' in capsys.readouterr().out


def test_nobody_listens_without_a_server(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    SqliteStore(data_dir).close()
    assert main(["admin", "listen", "bertil", "--as", "vera", "--data", str(data_dir)]) == 2
    assert capsys.readouterr().err == f"No server runs on {data_dir}.\n"


def test_every_mistake_of_a_definition_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "centre.toml"
    file.write_text('[[queues]]\nid = "a b"\nname = "A"\nnumber = 7\n[[agents]]\nuser = "x"\nname = "X"\n')
    assert main(["admin", "import", "--check", str(file)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2
    assert main(["admin", "import", "--check", str(tmp_path / "gone.toml")]) == 2
    assert "gone.toml: the file cannot be read" in capsys.readouterr().err
    file.write_text('[[queues]]\nid = "a"\nname = "A"\nnumber = "7"\n')
    assert main(["admin", "import", "--check", str(file)]) == 0
    assert "no mistakes (queues: 1, agents: 0, reasons: 0)" in capsys.readouterr().out

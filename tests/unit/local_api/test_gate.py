"""Who the local API lets in: this user's programs with the token, and pages of allowed origins, by this door's name."""

from __future__ import annotations

import pytest

from agent_desktop.local_api.gate import MOST_BYTES, Asked, Gate

GATE = Gate(port=8765, token="secret-token", origins={"https://crm.example"})
GOOD = {"host": ("127.0.0.1:8765",), "authorization": ("Bearer secret-token",)}
BODY = {"content-type": ("application/json",), "content-length": ("2",)}


def asked(method: str = "GET", **headers: str | tuple[str, ...] | None) -> Asked:
    """A good request with other headers; None takes one away."""
    changed = {name.replace("_", "-"): (value,) if isinstance(value, str) else value for name, value in headers.items()}
    merged = {**GOOD, **(BODY if method == "POST" else {}), **changed}
    return Asked(method=method, path="/v1/state", headers={name: value for name, value in merged.items() if value})


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_program_with_the_token_is_let_in(host: str, method: str) -> None:
    assert GATE.refuses(asked(method, host=host)) is None
    assert GATE.allows(asked(method)) == {}


@pytest.mark.parametrize(
    "host",
    [
        None,
        "evil.example",
        "evil.example:8765",
        "127.0.0.1",
        "127.0.0.1:80",
        "127.0.0.1.evil.example:8765",
        "[::1]:8765",
    ],
)
def test_another_name_of_this_pc_is_refused(host: str | None) -> None:  # DNS rebinding
    assert GATE.refuses(asked(host=host)) == 421


def test_two_hosts_are_as_bad_as_none() -> None:
    assert GATE.refuses(asked(host=("127.0.0.1:8765", "evil.example"))) == 421


@pytest.mark.parametrize(
    "given", [None, "secret-token", "Basic secret-token", "Bearer", "Bearer wrong", "Bearer secret-tokeN", "Bearer é"]
)
def test_a_wrong_token_is_refused(given: str | None) -> None:
    assert GATE.refuses(asked(authorization=given)) == 401


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "http://crm.example",
        "https://crm.example:8443",
        "https://crm.example.evil.example",
        "null",
    ],
)
def test_a_page_from_elsewhere_is_refused_even_with_the_token(origin: str) -> None:
    assert GATE.refuses(asked(origin=origin)) == 403
    assert GATE.refuses(asked("OPTIONS", origin=origin)) == 403
    assert GATE.allows(asked(origin=origin)) == {}


def test_an_allowed_page_is_let_in_and_may_read_the_answer() -> None:
    page = asked(origin="https://crm.example")
    assert GATE.refuses(page) is None
    assert GATE.allows(page)["Access-Control-Allow-Origin"] == "https://crm.example"
    assert GATE.refuses(asked(origin="https://crm.example", authorization=None)) == 401


def test_the_browser_s_own_question_before_a_page_s_needs_no_token() -> None:
    question = asked("OPTIONS", origin="https://crm.example", authorization=None)
    assert GATE.refuses(question) is None
    assert "Authorization" in GATE.allows(question)["Access-Control-Allow-Headers"]
    assert GATE.refuses(asked("OPTIONS", authorization=None)) == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content_type": "text/plain"}, 415),
        ({"content_type": "application/x-www-form-urlencoded"}, 415),
        ({"content_type": None}, 415),
        ({"content_length": None}, 411),
        ({"content_length": "-1"}, 411),
        ({"content_length": "²"}, 411),
        ({"content_length": "2", "transfer_encoding": "chunked"}, 411),
        ({"content_length": str(MOST_BYTES + 1)}, 413),
        ({"content_length": "9" * 5000}, 413),
    ],
)
def test_a_body_must_be_json_of_a_known_and_modest_length(headers: dict[str, str | None], status: int) -> None:
    assert GATE.refuses(asked("POST", **headers)) == status


def test_json_may_name_its_alphabet_and_reach_the_limit() -> None:
    given = asked("POST", content_type="Application/JSON; charset=utf-8", content_length=str(MOST_BYTES))
    assert GATE.refuses(given) is None

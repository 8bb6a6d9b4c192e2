"""A server that cannot prove itself over TLS hears nothing, until its certificate is accepted by its fingerprint."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from agent_desktop.phone import port
from agent_desktop.phone.port import CertificateFault
from agent_desktop.server.sip.certificate import describe
from tests.fakes.certificates import self_signed
from tests.fakes.phone_registrar import PhoneRegistrar
from tests.fakes.phone_rig import RigPhone
from tests.fakes.tls_registrar import TlsRegistrar


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def phone(stack: ExitStack) -> RigPhone:
    phone = RigPhone()
    stack.callback(phone.close)
    return phone


def registrar(certificate: Path, stack: ExitStack) -> TlsRegistrar:
    registrar = PhoneRegistrar({"anna": "secret"})
    stack.callback(registrar.close)
    over_tls = TlsRegistrar(certificate, registrar)
    stack.callback(over_tls.close)
    return over_tls


def test_an_unknown_certificate_is_asked_about_accepted_and_asked_about_when_it_changes(
    phone: RigPhone, stack: ExitStack, tmp_path: Path
) -> None:
    first, second = self_signed(tmp_path / "first"), self_signed(tmp_path / "second")
    server = registrar(tmp_path / "first", stack)
    order = port.Register(server=server.uri, user="anna", password="secret")
    since = phone.mark()
    doubted = phone.ask(order, port.Doubted)
    expected = port.Doubted(server=f"127.0.0.1:{server.port}", fingerprint=first, subject="127.0.0.1")
    assert doubted == expected
    assert not phone.wait(port.Registration, since=since).registered
    assert server.heard == b"", "nothing is said to a server that has proved nothing"

    accepting = port.Register(server=server.uri, user="anna", password="secret", accepted=first)
    assert phone.ask(accepting, port.Registration, lambda e: e.registered).status == 200

    server.shows(tmp_path / "second")
    before, since = server.heard, phone.mark()
    server.hang_up()
    phone.order(accepting)  # as the phone would do by itself within a minute
    changed = phone.wait(port.Doubted, since=since)
    assert (changed.fingerprint, changed.before) == (second, first)
    assert not phone.wait(port.Registration, since=since).registered
    assert server.heard == before
    assert len([e for e in phone.events if isinstance(e, port.Doubted)]) == 2, "each certificate is told once"


def test_the_certificate_of_somebody_else_is_no_proof_though_it_is_trusted(
    phone: RigPhone, stack: ExitStack, tmp_path: Path
) -> None:
    told = self_signed(tmp_path / "other", "other.example")
    server = registrar(tmp_path / "other", stack)
    pem = describe((tmp_path / "other").read_bytes()).pem
    order = port.Register(server=server.uri, user="anna", password="secret", certificate=pem)
    doubted = phone.ask(order, port.Doubted)
    assert (doubted.fingerprint, doubted.fault) == (told, CertificateFault.OTHER_NAME)
    assert doubted.subject == "other.example"
    assert server.heard == b""


def test_the_certificate_of_the_log_in_needs_no_question(phone: RigPhone, stack: ExitStack, tmp_path: Path) -> None:
    self_signed(tmp_path / "own")
    server = registrar(tmp_path / "own", stack)
    pem = describe((tmp_path / "own").read_bytes()).pem
    order = port.Register(server=server.uri, user="anna", password="secret", certificate=pem)
    assert phone.ask(order, port.Registration, lambda e: e.registered).status == 200
    assert not [e for e in phone.events if isinstance(e, port.Doubted)]

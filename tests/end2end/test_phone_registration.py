"""A softphone and its registrar: it stays registered whatever happens to either, and says how it stands."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from agent_desktop.phone import port
from tests.fakes.phone_registrar import PhoneRegistrar
from tests.fakes.phone_rig import RigPhone

WAIT_S = 30.0


@pytest.fixture
def phone() -> Iterator[RigPhone]:
    phone = RigPhone()
    yield phone
    phone.close()


@pytest.fixture
def registrar() -> Iterator[PhoneRegistrar]:
    registrar = PhoneRegistrar({"anna": "secret", "bernd": "other"})
    yield registrar
    registrar.close()


def test_it_registers_and_gives_the_registration_up(phone: RigPhone, registrar: PhoneRegistrar) -> None:
    order = port.Register(server=registrar.uri, user="anna", password="secret")
    assert phone.ask(order, port.Registration).registered
    assert registrar.contacts["anna"].startswith(f"sip:anna@127.0.0.1:{phone.sip_port}")
    assert not phone.ask(port.Unregister(), port.Registration).registered
    assert registrar.wait_for(2)[-1].expires == 0
    assert registrar.contacts == {}


def test_closing_gives_the_registration_up(registrar: PhoneRegistrar) -> None:
    phone = RigPhone()
    phone.ask(port.Register(server=registrar.uri, user="anna", password="secret"), port.Registration)
    phone.close()
    assert registrar.contacts == {}
    assert not [e for e in phone.events if isinstance(e, port.Died)]


def test_a_wrong_password_is_told_and_a_right_one_later_works(phone: RigPhone, registrar: PhoneRegistrar) -> None:
    wrong = port.Register(server=registrar.uri, user="anna", password="wrong")
    told = phone.ask(wrong, port.Registration)
    assert (told.registered, told.status) == (False, 403)
    right = port.Register(server=registrar.uri, user="anna", password="secret")
    assert phone.ask(right, port.Registration, lambda e: e.registered)


def test_another_account_replaces_the_first(phone: RigPhone, registrar: PhoneRegistrar) -> None:
    phone.ask(port.Register(server=registrar.uri, user="anna", password="secret"), port.Registration)
    order = port.Register(server=registrar.uri, user="bernd", password="other")
    assert phone.ask(order, port.Registration).registered
    registrar.wait_for(3)
    assert list(registrar.contacts) == ["bernd"]


def test_a_new_password_of_the_same_user_keeps_the_new_registration(phone: RigPhone, registrar: PhoneRegistrar) -> None:
    """The stack gives the old registration up, which may arrive last: it must not take the new one along."""
    phone.ask(port.Register(server=registrar.uri, user="anna", password="secret"), port.Registration)
    registrar.passwords["anna"] = "renewed"
    order = port.Register(server=registrar.uri, user="anna", password="renewed")
    assert phone.ask(order, port.Registration).registered
    seen = registrar.wait_for(3)
    assert {s.expires for s in seen[1:]} == {0, 60}
    assert len({s.contact for s in seen if s.expires}) == 2
    assert registrar.contacts["anna"] == seen[-1].contact if seen[-1].expires else seen[-2].contact


def test_the_same_order_again_is_a_refresh(phone: RigPhone, registrar: PhoneRegistrar) -> None:
    order = port.Register(server=registrar.uri, user="anna", password="secret")
    phone.ask(order, port.Registration)
    assert phone.ask(order, port.Registration).registered
    first, second = registrar.wait_for(2)
    assert first == second


def test_a_registrar_that_is_away_is_told_and_found_when_it_is_back(phone: RigPhone) -> None:
    away = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    away.bind(("127.0.0.1", 0))
    where = away.getsockname()
    told = phone.ask(
        port.Register(server=f"sip:127.0.0.1:{where[1]}", user="anna", password="secret"), port.Registration
    )
    assert (told.registered, told.status) == (False, 408)
    away.close()
    registrar = PhoneRegistrar({"anna": "secret"}, port=where[1])
    assert phone.wait(port.Registration, lambda e: e.registered).status == 200
    registrar.close()


def test_a_server_that_is_no_address_is_told(phone: RigPhone) -> None:
    order = port.Register(server="nonsense", user="anna", password="x")
    assert phone.ask(order, port.Failed).order == "Register"
    assert phone.ask(port.Mute(on=True), port.Muted).on


def test_the_stun_server_that_is_chosen_is_asked(phone: RigPhone) -> None:  # F121
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        server.settimeout(WAIT_S)
        phone.order(port.UseNetwork(stun=f"127.0.0.1:{server.getsockname()[1]}"))
        asked = server.recv(2048)
    assert asked[:2] == b"\x00\x01", "a binding request (RFC 5389 section 6)"
    assert asked[4:8] == b"\x21\x12\xa4\x42"

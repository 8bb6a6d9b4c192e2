"""Registrations: who may, for how long, along which flow; and digest proofs (RFC 3261 §10, RFC 7616, RFC 8760)."""

from __future__ import annotations

import asyncio

import pytest

from agent_desktop.domain.messages import LegEnd, LegEnded
from agent_desktop.server.sip.digest import NONCE_MS, Authenticator, Given, Verdict, digest, ha1_of, read
from agent_desktop.server.sip.throttle import FORGET_MS, FREE, MAX_DELAY_MS, Throttle
from tests.fakes.sip_house import SipHouse, play
from tests.fakes.sip_peer import SipPeer

REGISTRAR = "sip:10.0.0.1"


def test_a_phone_registers_fetches_renews_and_leaves() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.peer("10.0.0.20", "anna")
        assert not house.switch.registered("anna")
        ok = await phone.register("secret", more="Expires: 300")
        assert ok["Contact"] == "<sip:anna@10.0.0.20:5060>;expires=300"
        assert house.switch.registered("anna")
        await asyncio.sleep(100)
        fetched = await phone.register("secret", contact="")
        assert fetched.all("Contact") == ["<sip:anna@10.0.0.20:5060>;expires=199"]
        assert (await phone.register("secret", more="Expires: 0")).all("Contact") == []
        assert not house.switch.registered("anna")

    play(scene)


def test_a_registration_ends_by_itself() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.peer("10.0.0.20", "anna")
        await phone.register("secret", contact="<sip:anna@10.0.0.20>;expires=60", more="Expires: 300")
        await asyncio.sleep(59)
        assert house.switch.registered("anna")
        await asyncio.sleep(2)
        assert not house.switch.registered("anna")

    play(scene)


def test_a_registration_lasts_an_hour_at_most() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.peer("10.0.0.20", "anna")
        assert ";expires=3600" in (await phone.register("secret", more="Expires: 999999"))["Contact"]

    play(scene)


def test_too_short_gets_423_with_the_least() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.peer("10.0.0.20", "anna")
        brief = await phone.register("secret", more="Expires: 5")
        assert brief.status == 423
        assert brief["Min-Expires"] == "60"
        assert (await phone.register("secret", more="Expires: soon")).status == 400

    play(scene)


def test_several_contacts_stand_beside_each_other_and_the_oldest_falls() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.peer("10.0.0.20", "anna")
        both = await phone.register("secret", contact="<sip:anna@10.0.0.20:1>, <sip:anna@10.0.0.20:2>;expires=70")
        assert len(both.all("Contact")) == 2
        one = await phone.register("secret", contact="<sip:anna@10.0.0.20:1>;expires=0")
        assert [contact.partition(">")[0] for contact in one.all("Contact")] == ["<sip:anna@10.0.0.20:2"]
        for port in range(3, 9):
            full = await phone.register("secret", contact=f"<sip:anna@10.0.0.20:{port}>")
        assert [contact.partition(">")[0][-1] for contact in full.all("Contact")] == ["4", "5", "6", "7", "8"]

    play(scene)


def test_the_same_contact_is_renewed_not_doubled() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.peer("10.0.0.20", "anna")
        await phone.register("secret", contact="<sip:anna@10.0.0.20>")
        ok = await phone.register("secret", contact='"A" <sip:anna@10.0.0.20:5060;transport=UDP>;expires=100')
        assert len(ok.all("Contact")) == 1
        assert ok["Contact"].endswith(";expires=100")

    play(scene)


def test_a_star_forgets_all_and_must_stand_alone() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.peer("10.0.0.20", "anna")
        await phone.register("secret")
        assert (await phone.register("secret", contact="*", more="Expires: 60")).status == 400
        assert (await phone.register("secret", contact="*", more="Contact: <sip:a@b>\r\nExpires: 0")).status == 400
        assert house.switch.registered("anna")
        assert (await phone.register("secret", contact="*", more="Expires: 0")).status == 200
        assert not house.switch.registered("anna")

    play(scene)


def test_a_request_that_was_overtaken_changes_nothing() -> None:
    """§10.3 step 7: same Call-ID, CSeq not higher."""

    async def scene(house: SipHouse) -> None:
        phone = await house.peer("10.0.0.20", "anna")
        phone.cseq = 100
        await phone.register("secret")
        phone.cseq = 50
        assert (await phone.register("secret", more="Expires: 0")).status == 500
        phone.cseq = 60
        assert (await phone.register("secret", contact="*", more="Expires: 0")).status == 500
        assert house.switch.registered("anna")
        phone.cseq = 10
        assert (await phone.register("secret", call_id="restarted", more="Expires: 0")).status == 200

    play(scene)


def test_a_phone_is_rung_where_it_was_seen_not_where_it_says_it_is() -> None:
    async def scene(house: SipHouse) -> None:
        victim = await house.peer("10.0.0.66")
        phone = await house.peer("10.0.0.20", "anna")
        await phone.register("secret", contact="<sip:anna@10.0.0.66:5060>")
        house.ring()
        invite = await phone.expect("INVITE")
        assert invite.start == "INVITE sip:anna@10.0.0.66:5060 SIP/2.0"
        phone.send(phone.answer(invite, 486))
        await phone.expect("ACK")
        assert victim.got == []

    play(scene)


def test_logging_out_and_a_new_password_make_registrations_void() -> None:
    async def scene(house: SipHouse) -> None:
        await house.phone()
        house.accounts.passwords["anna"] = "another"
        assert not house.switch.registered("anna")
        house.accounts.passwords["anna"] = "secret"
        assert house.switch.registered("anna")
        del house.accounts.passwords["anna"]
        house.ring()
        assert await house.fact() == LegEnded(leg="o1", cause=LegEnd.UNREACHABLE)

    play(scene)


def test_a_session_that_ended_takes_its_registrations_with_it() -> None:
    """F002: taken over elsewhere, even the phone whose password comes back is not rung before it registers anew."""

    async def scene(house: SipHouse) -> None:
        old = await house.phone()
        await house.phone("bert", "10.0.0.21", "hidden")
        house.accounts.passwords["anna"] = "another"
        new = await house.phone("anna", "10.0.0.22", "another")
        house.switch.forget("anna")
        house.accounts.passwords["anna"] = "secret"
        assert not house.switch.registered("anna")
        house.accounts.passwords["anna"] = "another"
        assert house.switch.registered("bert")
        house.ring()
        await new.expect("INVITE")
        assert await old.silence(0.1) == []
        house.switch.forget("nobody")

    play(scene)


@pytest.mark.parametrize(("user", "password"), [("anna", "wrong"), ("nobody", "secret"), ("nobody", "")])
def test_wrong_passwords_and_unknown_users_look_the_same(user: str, password: str) -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.peer("10.0.0.20", user)
        refused = await phone.register(password)
        assert refused.status == 401
        assert "stale" not in refused["WWW-Authenticate"]
        assert not house.switch.registered(user)

    play(scene)


def test_nobody_registers_for_somebody_else() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.peer("10.0.0.20", "anna")
        assert (await phone.register("secret", to="<sip:bert@10.0.0.1>")).status == 403
        assert not house.switch.registered("bert")

    play(scene)


def test_guessing_is_slowed_down_but_nobody_is_locked_out() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.peer("10.0.0.20", "anna")
        loop = asyncio.get_running_loop()
        waits = []
        for _ in range(FREE + 8):
            begun = loop.time()
            await phone.register("wrong")
            waits.append(loop.time() - begun)
        assert max(waits[:FREE]) < 0.1
        assert waits[FREE:] == sorted(waits[FREE:])
        assert waits[-1] > 5
        begun = loop.time()
        assert (await phone.register("secret")).status == 200
        other = await house.peer("10.0.0.21", "anna")
        assert (await other.register("secret")).status == 200
        assert loop.time() - begun < 0.1

    play(scene)


def test_the_throttle_forgets() -> None:
    now = 0
    throttle = Throttle(lambda: now)
    delays = [throttle.wrong("10.0.0.9", "anna") for _ in range(FREE + 20)]
    assert delays[:FREE] == [0] * FREE
    assert delays[-1] == MAX_DELAY_MS
    assert throttle.wrong("10.0.0.8", "anna") == 0, "another address is not punished"
    assert throttle.wrong("10.0.0.9", "bert") > 0, "the address is, whoever it tries"
    now = FORGET_MS + 1
    assert throttle.wrong("10.0.0.9", "anna") == 0


# --- digest --------------------------------------------------------------------------------------

EXAMPLE = Given(
    username="Mufasa",
    realm="http-auth@example.org",
    nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
    uri="/dir/index.html",
    response="",
    algorithm="MD5",
    qop="auth",
    cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
    nc="00000001",
)


@pytest.mark.parametrize(
    ("algorithm", "response"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_the_examples_of_rfc_7616(algorithm: str, response: str) -> None:
    """§3.9.1."""
    given = Given(**{name: getattr(EXAMPLE, name) for name in Given.__slots__} | {"algorithm": algorithm})
    assert digest(given, "GET", ha1_of(given.algorithm, given.username, given.realm, "Circle of Life")) == response


class Realm:
    """An authenticator on a clock of its own, and a client that answers it."""

    def __init__(self, *algorithms: str) -> None:
        self.now = 5_000
        algorithms = algorithms or ("MD5",)
        passwords = {"anna": "secret"}

        def ha1(user: str, algorithm: str) -> str | None:
            return ha1_of(algorithm, user, "house", passwords[user]) if user in passwords else None

        self.auth = Authenticator("house", ha1, lambda: self.now, algorithms)
        self.client = SipPeer(user="anna")

    def challenge(self, index: int = 0) -> str:
        return self.auth.challenges()[index][1]

    def judge(
        self, challenge: str, password: str = "secret", nc: int = 1, uri: str = REGISTRAR, without: str = ""
    ) -> Verdict:
        line = self.client.authorization(challenge, password, uri, nc).partition(": ")[2]
        if without:
            assert f" {without}=" in line
            line = line.replace(f" {without}=", " x=", 1)
        return self.auth.judge(line, "REGISTER", REGISTRAR)[0]


def test_algorithms_are_offered_in_order_and_all_work() -> None:
    realm = Realm("SHA-256", "MD5")
    names = [value for _, value in realm.auth.challenges()]
    assert ["SHA-256" in names[0], "MD5" in names[1]] == [True, True]
    assert all('qop="auth"' in name and 'realm="house"' in name for name in names)
    for index in (0, 1):
        assert realm.judge(realm.challenge(index)) is Verdict.GRANTED


def test_only_what_was_offered_is_accepted() -> None:
    offered = Realm("SHA-256").challenge()
    assert Realm().judge(offered) is Verdict.REFUSED


def test_the_house_offers_md5_alone_or_phones_on_libre_give_up() -> None:
    (challenge,) = Realm().auth.challenges()
    assert "algorithm=MD5," in challenge[1]


def test_a_nonce_is_good_for_120_s_and_then_stale() -> None:
    realm = Realm()
    challenge = realm.challenge()
    realm.now += NONCE_MS
    assert realm.judge(challenge) is Verdict.GRANTED
    realm.now += 1
    assert realm.judge(challenge, nc=2) is Verdict.STALE
    assert realm.judge(challenge, "wrong", nc=3) is Verdict.REFUSED, "stale is told only to who knows the password"
    assert "stale=true" in realm.auth.challenges(stale=True)[0][1]


def test_a_nonce_that_is_not_ours_is_stale() -> None:
    challenge = Realm().challenge()
    assert Realm().judge(challenge) is Verdict.STALE
    assert Realm().judge(challenge.replace('nonce="', 'nonce="AAAA')) is Verdict.STALE
    assert Realm().judge(challenge.replace('nonce="', 'nonce="é')) is Verdict.STALE


def test_the_count_must_rise() -> None:
    realm = Realm()
    challenge = realm.challenge()
    verdicts = [realm.judge(challenge, nc=nc) for nc in (1, 1, 3, 2, 4)]
    granted, stale = Verdict.GRANTED, Verdict.STALE
    assert verdicts == [granted, stale, granted, stale, granted]


def test_the_uri_must_be_the_requests() -> None:
    realm = Realm()
    assert realm.judge(realm.challenge(), uri="sip:10.0.0.2") is Verdict.REFUSED
    assert realm.judge(realm.challenge(), uri="nonsense") is Verdict.REFUSED


@pytest.mark.parametrize("left_out", ["username", "realm", "nonce", "uri", "response", "qop", "cnonce", "nc"])
def test_every_part_is_needed(left_out: str) -> None:
    realm = Realm()
    assert realm.judge(realm.challenge(), without=left_out) is not Verdict.GRANTED


@pytest.mark.parametrize(
    "header",
    ["", "Basic YTpi", "Digest", "Digest username", 'Digest username="a", username="b"', 'Digest a="\\', "Digest ,,,"],
)
def test_headers_that_are_no_digest(header: str) -> None:
    assert read(header) is None
    assert Realm().auth.judge(header, "REGISTER", REGISTRAR) == (Verdict.REFUSED, "")


def test_the_password_unknown_users_are_measured_by_opens_nothing() -> None:
    realm = Realm()
    realm.client.user = "nobody"
    assert realm.judge(realm.challenge(), realm.auth._dummy) is Verdict.REFUSED


def test_quoted_values_may_hold_commas_and_escapes() -> None:
    given = read(r'Digest username="a, \"b\" \\", realm="r", nonce="n", uri="sip:x;a=1,2", response="AB", qop=auth')
    assert given is not None
    assert (given.username, given.uri, given.response) == ('a, "b" \\', "sip:x;a=1,2", "ab")


def test_unknown_algorithms_are_refused() -> None:
    realm = Realm()
    line = realm.client.authorization(realm.challenge(), "secret", REGISTRAR).partition(": ")[2]
    assert realm.auth.judge(line.replace("MD5", "MD5-sess"), "REGISTER", REGISTRAR)[0] is Verdict.REFUSED

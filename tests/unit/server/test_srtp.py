"""Keys of SRTP cross the link to the media worker whole, and show themselves to nobody on the way."""

from __future__ import annotations

from agent_desktop.server.media import link, shield
from agent_desktop.server.sip import sdes
from agent_desktop.server.srtp import Crypto, SrtpKeys

KEYS = SrtpKeys(
    sent=Crypto("AES_CM_128_HMAC_SHA1_80", bytes(range(30))), received=Crypto("AES_CM_128_HMAC_SHA1_80", bytes(30))
)


def test_an_order_carries_the_keys():
    order = link.SetRemote(n=1, leg="i1", host="10.0.0.9", port=4000, codec="PCMA", payload=8, srtp=KEYS)
    assert link.decode_order(link.encode_line(order)) == order


def test_no_key_is_printed():
    order = link.SetRemote(n=1, leg="i1", host="10.0.0.9", port=4000, codec="PCMA", payload=8, srtp=KEYS)
    assert "\\x" not in repr(order)
    assert repr(KEYS.sent) == "Crypto(AES_CM_128_HMAC_SHA1_80, removed)"


def test_signalling_offers_what_the_worker_can_do() -> None:
    """The two may not import each other: each has its own table of the suites."""
    assert set(sdes.SUITES) == shield.SUITES

"""A registrar for one test: digest over UDP, in a thread of its own, remembering what it was asked."""

from __future__ import annotations

import hashlib
import re
import socket
from dataclasses import dataclass, field
from threading import Condition, Thread

_PARAM = re.compile(r'(\w+)=(?:"([^"]*)"|([^,\s]*))')


@dataclass(frozen=True)
class Register:
    """One REGISTER that carried credentials, and whether they were right."""

    user: str
    contact: str
    expires: int
    accepted: bool


@dataclass
class PhoneRegistrar:
    """Registers users by password; a user of no password here is refused with 403."""

    passwords: dict[str, str]
    realm: str = "test"
    seen: list[Register] = field(default_factory=list)
    contacts: dict[str, str] = field(default_factory=dict)
    port: int = 0  # 0: any
    host: str = "127.0.0.1"

    def __post_init__(self) -> None:
        self._changed = Condition()
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((self.host, self.port))
        self.port = self._socket.getsockname()[1]
        self.uri = f"sip:{self.host}:{self.port}"
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as waker:
            waker.sendto(b"stop", (self.host, self.port))
        self._thread.join(5)
        self._socket.close()

    def wait_for(self, count: int, seconds: float = 30) -> list[Register]:
        """The REGISTERs seen, when there are ``count`` at least."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.seen) >= count, seconds), self.seen
            return list(self.seen)

    def _serve(self) -> None:
        answers: dict[tuple[str, str], bytes] = {}
        while True:
            data, source = self._socket.recvfrom(65_536)
            if data == b"stop":
                return
            text = data.decode()
            if text.startswith("REGISTER "):
                headers = headers_of(text)
                request = headers["call-id"], headers["cseq"]
                if request not in answers:  # else it is sent again, by a phone that had no answer for half a second
                    answers[request] = self.answer(headers).encode()
                self._socket.sendto(answers[request], source)

    def answer(self, headers: dict[str, str]) -> str:
        """The response to a REGISTER with these headers."""
        user = re.findall(r"sip:([^@>]*)@", headers["to"])[0]
        given = headers.get("authorization")
        if given is None:
            challenge = f'WWW-Authenticate: Digest realm="{self.realm}", nonce="n1", algorithm=MD5, qop="auth"\r\n'
            return _response(headers, "401 Unauthorized", challenge)
        accepted = self._right(user, {k: q or v for k, q, v in _PARAM.findall(given)})
        contact = re.findall(r"<([^>]*)>", headers["contact"])[0]
        expires = int(headers.get("expires", "3600"))
        with self._changed:
            self.seen.append(Register(user, contact, expires, accepted))
            if accepted and expires:
                self.contacts[user] = contact
            elif accepted and self.contacts.get(user) == contact:
                del self.contacts[user]
            self._changed.notify_all()
        if not accepted:
            return _response(headers, "403 Forbidden", "")
        return _response(headers, "200 OK", f"Contact: <{contact}>;expires={expires}\r\n")

    def _right(self, user: str, given: dict[str, str]) -> bool:
        password = self.passwords.get(user)
        if password is None:
            return False
        ha1 = _md5(f"{user}:{self.realm}:{password}")
        ha2 = _md5(f"REGISTER:{given['uri']}")
        expected = _md5(f"{ha1}:{given['nonce']}:{given['nc']}:{given['cnonce']}:{given['qop']}:{ha2}")
        return given["response"] == expected


def headers_of(text: str) -> dict[str, str]:
    """The headers of a SIP message by their names in small letters."""
    lines = text.split("\r\n\r\n")[0].split("\r\n")[1:]
    return {name.lower().strip(): value.strip() for name, _, value in (line.partition(":") for line in lines)}


def _response(headers: dict[str, str], status: str, more: str) -> str:
    return (
        f"SIP/2.0 {status}\r\nVia: {headers['via']}\r\nFrom: {headers['from']}\r\nTo: {headers['to']};tag=r\r\n"
        f"Call-ID: {headers['call-id']}\r\nCSeq: {headers['cseq']}\r\n{more}Content-Length: 0\r\n\r\n"
    )


def _md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()

"""Where the server's SIP is reached and what it shows there: addresses, certificate, the account of the softphones."""

from __future__ import annotations

import argparse
import asyncio
import errno
import ipaddress
import logging
import socket
from collections.abc import Callable
from pathlib import Path

import msgspec

from agent_desktop.protocol.wire import SipAccount
from agent_desktop.server.failures import CannotStart
from agent_desktop.server.sip.identity import Files, Identity
from agent_desktop.server.sip.limits import Limits
from agent_desktop.server.sip.listener import Listener, Listening
from agent_desktop.server.sip.quiet import QuietLog
from agent_desktop.server.sip.tls import Tls, Trusts
from agent_desktop.server.sip.transport import Flow, Lost, Receiver, family_of, uri_host
from agent_desktop.settings.ini import Settings as Told
from agent_desktop.settings.options import (
    ROUTING_CERTIFICATE,
    ROUTING_CERTIFICATE_KEY,
    ROUTING_PHONES_WITHOUT_TLS,
    ROUTING_SIP_SECOND,
    ROUTING_SIP_TLS,
)

log = logging.getLogger(__name__)


class FrontSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What an administrator may say about it; the options of the same names have the words."""

    second: str = ""
    tls_port: int | None = None
    certificate: Path | None = None
    key: Path | None = None  # None: in the certificate's file
    phones_without_tls: bool = False


def front_settings(told: Told, tls_port: int | None) -> FrontSettings:
    """What the machine's file says, and the command line of the TLS port."""
    return FrontSettings(
        second=told[ROUTING_SIP_SECOND],
        tls_port=told[ROUTING_SIP_TLS] if tls_port is None else tls_port,
        certificate=told[ROUTING_CERTIFICATE],
        key=told[ROUTING_CERTIFICATE_KEY],
        phones_without_tls=told[ROUTING_PHONES_WITHOUT_TLS] == "yes",
    )


def port(text: str) -> int:
    """A port of a command line. Raises ``argparse.ArgumentTypeError`` with what is wrong."""
    if not text.isascii() or not text.isdigit() or int(text) > 65_535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port number")
    return int(text)


def own_files(data: Path, hosts: tuple[str, ...]) -> Files:
    """The certificate that is made for the addresses we listen on, and for this machine's name."""
    return Files.own(data, tuple(dict.fromkeys((*hosts, socket.gethostname().lower() or "localhost"))))


class Front:
    """``host`` is the first address of SIP, as ``--sip`` names it. Raises ``CannotStart``."""

    def __init__(self, settings: FrontSettings, data: Path, host: str) -> None:
        self._settings = settings
        self._hosts = (host, settings.second) if settings.second else (host,)
        self._check()
        self.is_local = all(ipaddress.ip_address(one).is_loopback for one in self._hosts)
        if settings.certificate is not None:
            files = Files(settings.certificate, settings.key or settings.certificate)
        else:
            files = own_files(data, self._hosts)
        self.identity = Identity(files)
        self.is_own = settings.certificate is None
        self.trusts = Trusts()
        self.limits: Limits | None = None
        self.is_trusted: Callable[[str], bool] = lambda host: False  # one address that calls for many
        self._listener: Listener | None = None

    async def open(self, host: str, port: int, receive: Receiver, log: QuietLog, lost: Lost) -> Listener:
        """``OpenTransport``: UDP and TCP at every address, TLS at the port that was named or the one after SIP's.

        On a loopback address, where many servers may be, any free one will do when nobody named it.
        """
        self.limits = Limits(asyncio.get_running_loop().time, lambda host: self.is_trusted(host))
        named = self._settings.tls_port
        usual = 0 if port in (0, 65_535) else port + 1
        for tls_port in (usual if named is None else named, 0):
            listening = Listening(
                second=self._settings.second,
                tls=Tls(lambda: self.identity.context, self.trusts),
                tls_port=tls_port,
                limits=self.limits,
            )
            try:
                self._listener = await listening.open(host, port, receive, log, lost)
                return self._listener
            except OSError as problem:
                if named is not None or not self.is_local or not tls_port or problem.errno != errno.EADDRINUSE:
                    raise
        raise AssertionError("the last try returns or raises")

    def may_register(self, flow: Flow) -> bool:
        """Whether a phone may register along this: beyond the machine only where nobody can listen, unless allowed."""
        return flow.is_secure or self._settings.phones_without_tls or ipaddress.ip_address(flow.host).is_loopback

    @property
    def phones_without_tls(self) -> bool:
        """Whether phones on other machines may register where others can listen."""
        return self._settings.phones_without_tls

    def account(self, user: str, password: str) -> SipAccount:
        """What the softphone of ``user`` registers with: plain on the machine itself, else over TLS."""
        assert self._listener is not None
        if self.is_local:
            return SipAccount(server=f"sip:{_at(self._listener.address)}", user=user, password=password)
        pinned = self.identity.shown.pem if self.is_own else ""
        return SipAccount(server=self._tls_uri(), user=user, password=password, certificate=pinned)

    def addresses(self) -> dict[str, str]:
        """Where phones and trunks connect, and what proves that they did."""
        assert self._listener is not None
        return {
            "sip": f"sip:{_at(self._listener.address)}",
            "sip_tls": self._tls_uri(),
            "fingerprint": self.identity.shown.fingerprint,
        }

    def _tls_uri(self) -> str:
        assert self._listener is not None
        assert self._listener.tls is not None
        return f"sip:{_at(self._listener.tls.address)};transport=tls"

    def _check(self) -> None:
        for one in self._hosts:
            if ipaddress.ip_address(one).is_unspecified:
                raise CannotStart(f"--sip {uri_host(one)}: name the one address at which phones and callers reach it.")
        if self._settings.second and family_of(self._hosts[0]) == family_of(self._settings.second):
            raise CannotStart(
                f"routing.sip_second {self._settings.second}: must be IPv6 beside an IPv4 address, or the reverse."
            )


def _at(address: tuple[str, int]) -> str:
    return f"{uri_host(address[0])}:{address[1]}"

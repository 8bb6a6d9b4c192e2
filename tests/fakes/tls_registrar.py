"""A registrar over TLS for one test, which shows whatever certificate it is told to."""

from __future__ import annotations

import contextlib
import socket
import ssl
from pathlib import Path
from threading import Thread

from agent_desktop.server.sip.tls import server_context
from tests.fakes.phone_registrar import PhoneRegistrar, headers_of


class TlsRegistrar:
    """Takes one connection after the other; ``heard`` is every byte that came after the handshake."""

    def __init__(self, certificate: Path, registrar: PhoneRegistrar) -> None:
        self._registrar = registrar
        self.shows(certificate)
        self.heard = b""
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._open: socket.socket | None = None
        self._closing = False
        self.port: int = self._listening.getsockname()[1]
        self.uri = f"sip:127.0.0.1:{self.port};transport=tls"
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()

    def shows(self, certificate: Path) -> None:
        """Show this one (with its key) from the next connection on."""
        self._context = server_context(certificate, certificate)

    def hang_up(self) -> None:
        """Break the connection that is there."""
        if self._open is not None:
            with contextlib.suppress(OSError):  # it was over already
                socket.socket.shutdown(self._open, socket.SHUT_RDWR)  # the plain one: who reads it is woken

    def close(self) -> None:
        self._closing = True
        self.hang_up()
        socket.create_connection(("127.0.0.1", self.port)).close()
        self._thread.join(10)
        self._listening.close()

    def _serve(self) -> None:
        while not self._closing:
            raw, _ = self._listening.accept()
            self._open = raw
            try:
                with self._context.wrap_socket(raw, server_side=True) as link:
                    self._open = link
                    self._talk(link)
            except OSError:
                raw.close()  # who does not like the certificate ends the connection

    def _talk(self, link: ssl.SSLSocket) -> None:
        rest = b""
        while data := link.recv(65_536):
            self.heard += data
            *whole, rest = (rest + data).split(b"\r\n\r\n")
            for message in whole:
                if message.startswith(b"REGISTER "):
                    link.sendall(self._registrar.answer(headers_of(message.decode())).encode())

"""baresip as a telephone that speaks a file and writes what it hears: dials, is registered, sends digits."""

from __future__ import annotations

import json
import socket
from pathlib import Path

from tests.fakes.ears import PATIENCE_S, FileEar, appears
from tests.fakes.live_parties import Child, free_port

MODULES = ("stun", "ice", "g711", "g722", "aufile", "aubridge", "sndfile", "srtp", "account", "menu", "ctrl_tcp")


class Baresip:
    """One of them. ``source``: a WAV at the codec's rate, at whose end it hangs up. ``account``: address, parameters.

    ``dials``: whom it calls at once. ``trusts``: a certificate (PEM) for TLS. ``host``: its address.
    """

    def __init__(
        self,
        program: str,
        home: Path,
        source: Path,
        account: str,
        *,
        dials: str = "",
        trusts: Path | None = None,
        codec: str = "PCMA",
        host: str = "127.0.0.1",
    ) -> None:
        home.mkdir()
        self._home = home
        self._control = free_port()
        modules = next(iter(Path("/usr/lib").glob("**/baresip/modules")))
        lines = [
            f"sip_listen {host}:0",
            f"module_path {modules}",
            f"audio_source aufile,{source}",
            "audio_player aubridge,nobody",
            "audio_alert aubridge,nobody",
            f"snd_path {home}",
            f"ctrl_tcp_listen 127.0.0.1:{self._control}",
            *(f"module {name}.so" for name in MODULES),
            *([] if trusts is None else [f"sip_cafile {trusts}"]),
        ]
        (home / "config").write_text("\n".join(lines) + "\n")
        (home / "accounts").write_text(f"{account};audio_codecs={codec}\n")
        (home / "contacts").touch()
        self.child = Child([program, "-f", str(home), *(["-e", f"/dial {dials}"] if dials else [])], home)

    def ear(self) -> FileEar:
        """What it hears, once its speech has begun."""
        return FileEar(appears(self._home, "dump-*-dec.wav"))

    def press(self, digit: str) -> None:
        """Send a digit into its call (RFC 4733)."""
        self._order("sndcode", digit)

    def hang_up(self) -> None:
        """End its call."""
        self._order("hangup")

    def _order(self, command: str, params: str = "") -> None:
        order = json.dumps({"command": command, "params": params})
        with socket.create_connection(("127.0.0.1", self._control), PATIENCE_S) as link:
            link.settimeout(PATIENCE_S)
            link.sendall(f"{len(order)}:{order},".encode())
            answer = link.recv(4096)
            while b'"ok":' not in answer:  # events of its calls may come before
                more = link.recv(4096)
                assert more, answer
                answer += more
            assert b'"ok":true' in answer, answer

    def stop(self) -> None:
        """Hang up and end."""
        self.child.stop()

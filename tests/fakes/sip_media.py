"""A media engine for SIP tests: real sockets it has none, it records what it is asked and can be told to fail."""

from __future__ import annotations

import asyncio

from agent_desktop.server.srtp import SrtpKeys


class SipMedia:
    """Records every order in ``orders``; ``failing`` names methods that raise; ``gates`` hold a method back."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.orders: list[tuple] = []
        self.failing: set[str] = set()
        self.gates: dict[str, asyncio.Event] = {}
        self._host = host
        self._port = 40_000

    async def open(self, leg: str, near: str = "") -> tuple[str, int]:
        del near  # one engine, one place
        await self._pass("open", leg)
        self._port += 2
        return self._host, self._port

    async def set_remote(
        self,
        leg: str,
        host: str,
        port: int,
        codec: str,
        payload: int,
        dtmf_payload: int | None,
        srtp: SrtpKeys | None = None,
        *,
        inband: bool = False,
    ) -> None:
        more: list[object] = [] if srtp is None else [srtp]
        if inband:
            more.append("inband")
        await self._pass("set_remote", leg, host, port, codec, payload, dtmf_payload, *more)

    async def close(self, leg: str) -> None:
        await self._pass("close", leg)

    async def _pass(self, method: str, *args: object) -> None:
        self.orders.append((method, *args))
        if (gate := self.gates.get(method)) is not None:
            await gate.wait()
        if method in self.failing:
            raise RuntimeError(f"{method} told to fail")


class SipAccounts:
    """Credentials in a dict."""

    def __init__(self, **passwords: str) -> None:
        self.passwords = passwords

    def password(self, user: str) -> str | None:
        return self.passwords.get(user)


class SipSecrets:
    """Passwords of trunks and HA1 of desk phones in dicts."""

    def __init__(self) -> None:
        self.trunks: dict[str, str] = {}
        self.devices: dict[str, dict[str, str]] = {}

    def trunk_password(self, trunk: str) -> str | None:
        return self.trunks.get(trunk)

    def device_ha1(self, device: str, algorithm: str) -> str | None:
        return self.devices.get(device, {}).get(algorithm)

"""What the softphone costs and how quick it is, beside baresip, linphone and Twinkle, all on virtual sound devices.

``delay``: from one telephone's mouth to the other's ear, in a call between two of a kind. ``signalling``: from an
INVITE on the wire to the ringing, and from a click to the 200. ``start``: from the command to the registration.
``cost``: processor and memory, idle and in a call with G.711, G.722 and SRTP. ``echo``: how loud a caller hears himself
when the agent has no headset, without and with echo control. Linux, with PulseAudio and baresip; the
others are measured where they are installed. They take turns, or run at once, so that a busy minute is everybody's.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import threading
import time
import wave
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from rig import phones
from rig.mouth import Rig
from rig.window import cpu_s, pss_mb, say, say_load, tree

from tests.fakes.baresip import Baresip
from tests.fakes.handsfree import HandsFree
from tests.fakes.phone_registrar import PhoneRegistrar
from tests.fakes.pulse import Pulse
from tests.fakes.sip_caller import SipCaller

T = TypeVar("T")
PEERS = ("baresip", "linphone", "twinkle")
SETTLE_S = 2.0
"""A phone whose call or start is so long ago is doing nothing any more but what is measured."""

CALLS = {"g711": ("PCMA", 8000, ""), "g722": ("G722/16000/1", 16000, ""), "srtp": ("PCMA", 8000, ";mediaenc=srtp-mand")}
"""Kind of call → the caller's codec, its rate, and what else its account says."""

_PAUSE = threading.Event()  # never set: spans that are measured


def tell(figure: str, unit: str, found: dict[str, float]) -> None:
    """Ours, a line for every peer with the ratio to it."""
    mine = found.get("ours")
    say(figure, mine, unit)
    for peer in PEERS:
        if peer in found:
            say(f"{figure}_to_{peer}", mine, unit, found[peer])


def attempted(name: str, what: str, do: Callable[[], T]) -> T | None:
    """What ``do`` gives; of a peer that fails only a line that says so, and None. Ours must not fail."""
    try:
        return do()
    except (AssertionError, OSError) as error:
        if name == "ours":
            raise
        say(f"peer_{name}_{what}", None, f"failed: {error!r}")
        return None


def medians(times: dict[str, list[float]]) -> dict[str, float]:
    """The middle one of each; nothing of who has none."""
    return {name: statistics.median(some) for name, some in times.items() if some}


# --- delay ---------------------------------------------------------------------------------------------------------


def delay(rig: Rig, folder: Path, rounds: int) -> None:
    """Mouth to ear of ours and of baresip in turn, and of the rig without telephones."""
    found: dict[str, list[float]] = {"ours": [], "baresip": []}
    own: list[float] = []
    for _ in range(rounds):
        own.append(rig.own_ms(5))
        found["ours"] += _between(phones.ours, rig, folder)
        found["baresip"] += attempted("baresip", "delay", lambda: _between(phones.baresip, rig, folder)) or []
    middle = medians(found)
    tell("mouth_to_ear", "ms", middle)
    ours, theirs = (float(np.percentile(some, 99)) if some else None for some in found.values())
    say("mouth_to_ear_p99", ours, "ms", theirs)
    say("mouth_to_ear_rig_own", statistics.median(own), "ms")
    say("mouth_to_ear_above_rig", middle["ours"] - statistics.median(own), "ms")


def _between(start: phones.StartCaller, rig: Rig, folder: Path) -> list[float]:
    """The delays from the mouth of one to the ear of another in their call."""
    with ExitStack() as stack:
        called, at = stack.enter_context(phones.registered("b", start, rig.of("b"), folder))
        caller, _ = stack.enter_context(phones.registered("a", start, rig.of("a"), folder))
        caller.dial(f"sip:b@127.0.0.1:{at}")
        called.rings()
        called.answer()
        _PAUSE.wait(SETTLE_S)
        return rig.delays_ms(10)


# --- signalling ----------------------------------------------------------------------------------------------------


def signalling(rig: Rig, folder: Path, calls: int) -> None:
    """From INVITE to 180 and from click to 200 on the wire; of ours also to the event that the window is told."""
    rings: dict[str, list[float]] = {}
    answers: dict[str, list[float]] = {}
    told: list[float] = []
    with ExitStack() as stack:
        there = _registered(rig, folder, stack)
        for _ in range(calls):
            for name, (phone, at) in tuple(there.items()):
                call = attempted(name, "signalling", partial(_one_call, name, phone, at))
                if call is None:
                    del there[name]
                    continue
                ring_ms, event_ms, answer_ms = call
                rings.setdefault(name, []).append(ring_ms)
                answers.setdefault(name, []).append(answer_ms)
                told += [] if event_ms is None else [event_ms]
    tell("invite_to_180", "ms", medians(rings))
    say("invite_to_ring_event", statistics.median(told), "ms")
    tell("click_to_200", "ms", medians(answers))


def _registered(rig: Rig, folder: Path, stack: ExitStack) -> dict[str, tuple[phones.Running, int]]:
    """Each that could be started, and the port at which it is called."""
    found: dict[str, tuple[phones.Running, int]] = {}
    for name, start in phones.installed().items():
        begun = partial(phones.registered, name, start, rig.of("b"), folder)
        phone = attempted(name, "registration", lambda begun=begun: stack.enter_context(begun()))
        if phone is not None:
            found[name] = phone
    return found


def _one_call(user: str, phone: phones.Running, at: int) -> tuple[float, float | None, float]:
    """Ms to the 180, to the event if there is one, and from the click to the 200."""
    caller = SipCaller(at, user)
    try:
        began = time.monotonic()
        call = caller.invite(formats="RTP/AVP 8 0")
        caller.until_ringing(call)
        ring_ms = 1000 * (time.monotonic() - began)
        _PAUSE.wait(0.2)  # a person takes longer to find the button
        rang_s = phone.rang_s if isinstance(phone, phones.Caller) else []
        event_ms = 1000 * (rang_s[-1] - began) if rang_s else None
        clicked = time.monotonic()
        phone.answer()
        assert caller.final(call) == 200
        answer_ms = 1000 * (time.monotonic() - clicked)
        caller.request("BYE", call, 2)
        assert caller.final(call, "BYE") == 200
        return ring_ms, event_ms, answer_ms
    finally:
        caller.close()


# --- start ---------------------------------------------------------------------------------------------------------


def start(rig: Rig, folder: Path, starts: int) -> None:
    """From the command to the REGISTER with the right password; the first start of each only warms the disk's cache."""
    times: dict[str, list[float]] = {}
    there = phones.installed()
    for turn in range(starts + 1):
        for name, begin in tuple(there.items()):
            took_ms = attempted(name, "start", partial(_one_start, name, begin, rig, folder))
            if took_ms is None:
                del there[name]
            elif turn:
                times.setdefault(name, []).append(took_ms)
    tell("start_to_registered", "ms", medians(times))


def _one_start(name: str, begin: phones.Start, rig: Rig, folder: Path) -> float:
    """Ms from the command to the registration."""
    with ExitStack() as stack:
        registrar = PhoneRegistrar({name: phones.PASSWORD})
        stack.callback(registrar.close)
        began = time.monotonic()
        begin(name, registrar, rig.of("b"), Path(tempfile.mkdtemp(dir=folder)), stack)
        registrar.wait_for(1)
        return 1000 * (time.monotonic() - began)


# --- cost ----------------------------------------------------------------------------------------------------------


def cost(rig: Rig, folder: Path, seconds: float) -> None:
    """Processor and memory of all of them at once: doing nothing, and each in a call of every kind it can have."""
    with ExitStack() as stack:
        there = _registered(rig, folder, stack)
        _measured("idle", {name: phone.pid for name, (phone, _) in there.items()}, seconds)
        for kind, (codec, rate, more) in CALLS.items():
            with ExitStack() as calls:
                in_call = {
                    name: phone.pid
                    for name, (phone, at) in there.items()
                    if _talks(name, phone, at, (codec, rate, more), folder, calls)
                }
                _measured(f"call_{kind}", in_call, seconds)


def _talks(
    user: str, phone: phones.Running, at: int, kind: tuple[str, int, str], folder: Path, stack: ExitStack
) -> bool:
    """Have baresip call that phone with this codec and encryption; whether a call came of it."""
    codec, rate, more = kind
    home = Path(tempfile.mkdtemp(dir=folder)) / "caller"
    speech = folder / f"speech-{rate}.wav"
    if not speech.exists():
        _write_speech(speech, rate)
    account = f"<sip:caller@127.0.0.1>;regint=0{more}"
    program = shutil.which("baresip")
    assert program is not None
    caller = Baresip(program, home, speech, account, dials=f"sip:{user}@127.0.0.1:{at}", codec=codec)
    stack.callback(caller.stop)
    deadline = time.monotonic() + 6
    while not list(home.glob("dump-*-dec.wav")):  # that is made when its call is up
        if time.monotonic() > deadline:
            return False
        _PAUSE.wait(0.3)
        phone.answer()
    return True


def _write_speech(path: Path, rate: int) -> None:
    """Three minutes of a tone: longer than any call here."""
    axis = np.arange(180 * rate) / rate
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((4000 * np.sin(2 * np.pi * 440 * axis)).astype("<i2").tobytes())


def _measured(name: str, pids: dict[str, int], seconds: float) -> None:
    """What each takes of a core and of the memory meanwhile."""
    _PAUSE.wait(SETTLE_S)
    before = {phone: cpu_s(tree(pid)) for phone, pid in pids.items()}
    began = time.monotonic()
    _PAUSE.wait(seconds)
    took = time.monotonic() - began
    tell(f"{name}_cpu", "% of a core", {p: 100 * (cpu_s(tree(pid)) - before[p]) / took for p, pid in pids.items()})
    tell(f"{name}_memory", "MB PSS", {p: pss_mb(tree(pid)) for p, pid in pids.items()})


# --- echo ----------------------------------------------------------------------------------------------------------


def echo(folder: Path, seconds: float) -> None:
    """How loud a caller comes back to himself from an agent's speaker through the microphone."""
    (sound := folder / "room").mkdir(mode=0o700)
    with ExitStack() as stack:
        pulse = Pulse(sound)
        stack.callback(pulse.close)
        os.environ["PULSE_SERVER"] = pulse.server
        stack.callback(os.environ.pop, "PULSE_SERVER")
        call = HandsFree(pulse, folder, stack)
        for figure, on in (("echo_without_control", False), ("echo_suppressed", True)):
            call.suppress(on)
            say(figure, call.echo_db(round(seconds)), "dB of what the caller said")


def main() -> None:
    """The parts that are asked for, all by default."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=("delay", "signalling", "start", "cost", "echo"), help="this part alone")
    parser.add_argument("--rounds", type=int, default=2, help="of the delay")
    parser.add_argument("--calls", type=int, default=15, help="of the signalling, for each phone")
    parser.add_argument("--starts", type=int, default=4, help="of each phone")
    parser.add_argument("--seconds", type=float, default=6.0, help="that each cost and each echo is measured")
    asked = parser.parse_args()
    parts: dict[str, Callable[[Rig, Path], None]] = {
        "delay": lambda rig, folder: delay(rig, folder, asked.rounds),
        "signalling": lambda rig, folder: signalling(rig, folder, asked.calls),
        "start": lambda rig, folder: start(rig, folder, asked.starts),
        "cost": lambda rig, folder: cost(rig, folder, asked.seconds),
        "echo": lambda _, folder: echo(folder, asked.seconds),
    }
    for name, (_, program, packages) in phones.PHONES.items():
        if program and name not in phones.installed():
            say(f"peer_{name}", None, f"not installed: apt-get install {packages}")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        rig = Rig(folder / "sound", stack)
        say_load()
        for name, measure in parts.items():
            if asked.only in (None, name):
                measure(rig, folder)
        say_load()


if __name__ == "__main__":
    main()

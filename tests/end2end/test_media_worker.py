"""The media worker as the server uses it: a process of its own, real RTP, and everything that may befall a process."""

from __future__ import annotations

import asyncio
import os
import socket
import struct
import subprocess
import sys
import wave
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from agent_desktop import resources
from agent_desktop.domain.messages import LegHeard, LegSilent
from agent_desktop.server.media import runfile
from agent_desktop.server.media.client import MediaWorkers, News
from agent_desktop.server.media.link import Quit
from agent_desktop.server.media.port import MediaFailed, MediaPort
from agent_desktop.server.media.worker_link import WorkerLink
from tests.fakes.rtp_peer import Address, RtpPeer, dbfs, frequency

SOUNDS = resources.path("sounds")


@asynccontextmanager
async def media(run_dir: Path, **options: Any) -> AsyncIterator[MediaWorkers]:
    workers = await MediaWorkers.start(run_dir, sounds=SOUNDS, **options)
    try:
        yield workers
    finally:
        await workers.quit()


def kill(workers: MediaWorkers, slot: int = 0) -> None:
    process = workers.slots[slot].process
    assert process is not None
    process.kill()


async def agree(workers: MediaPort, leg: str, phone: RtpPeer) -> Address:
    address = await workers.open(leg)
    await workers.set_remote(leg, *phone.address, phone.codec, phone.payload, phone.dtmf_payload)
    return address


def test_a_call_from_music_to_speech(data_dir: Path) -> None:
    async def play() -> None:
        async with media(data_dir / "run") as workers:
            with RtpPeer("PCMA") as caller, RtpPeer("PCMU") as agent:
                to_caller_leg = await agree(workers, "i1", caller)
                to_agent_leg = await agree(workers, "o1", agent)
                await workers.play("i1", ("prompts/en/welcome",), "music/waiting")
                waited = caller.hear(25)
                assert dbfs(caller.sound(waited[10:])) > -45
                await workers.connect("i1", "o1")
                caller.hear_what_came()
                caller.tone(to_caller_leg, 440)
                agent.tone(to_agent_leg, 1000)
                at_agent, at_caller = agent.hear(25), caller.hear(25)
                assert frequency(agent.sound(at_agent)) == pytest.approx(440, abs=2)
                assert frequency(caller.sound(at_caller)) == pytest.approx(1000, abs=2)
                assert at_caller[0].ssrc == waited[0].ssrc
                stats = await workers.stats()
                assert stats["packets_in"] == 50
                assert stats["legs"]["i1"]["packets_out"] >= 50
                assert stats["drops"] == {}
                await workers.close("i1")
                assert list((await workers.stats())["legs"]) == ["o1"]

    asyncio.run(play())


def test_the_waiting_music_has_its_level_and_no_hole(data_dir: Path) -> None:
    async def play() -> None:
        async with media(data_dir / "run") as workers:
            with RtpPeer() as caller:
                await agree(workers, "i1", caller)
                await workers.play("i1", (), "music/waiting")
                heard = caller.hear(150)
                assert dbfs(caller.sound(heard)) == pytest.approx(-24, abs=2)
                assert {(b.sequence - a.sequence) & 0xFFFF for a, b in pairwise(heard)} == {1}

    asyncio.run(play())


def test_what_cannot_be_done_is_media_failed_and_harms_nothing(data_dir: Path) -> None:
    async def play() -> None:
        async with media(data_dir / "run") as workers:
            await workers.open("i1")
            with pytest.raises(MediaFailed, match="no leg 'o9'"):
                await workers.connect("i1", "o9")
            with pytest.raises(MediaFailed, match="opus"):
                await workers.set_remote("i1", "127.0.0.1", 4000, "opus", 111, None)
            await workers.close("i1")
            await workers.close("i1")

    asyncio.run(play())


@pytest.mark.expects_log("not heard: sound '(prompts/en/nothing|music/none)'")
def test_a_missing_prompt_is_silence_and_no_failure(data_dir: Path) -> None:
    async def play() -> None:
        async with media(data_dir / "run") as workers:
            with RtpPeer() as caller:
                await agree(workers, "i1", caller)
                await workers.play("i1", ("prompts/en/nothing", "prompts/en/goodbye"), "music/none")
                assert dbfs(caller.sound(caller.hear(40)[10:])) > -45, "the other prompt is heard"

    asyncio.run(play())


def test_a_silent_leg_is_told_and_so_is_its_return(data_dir: Path) -> None:  # F121
    async def play() -> None:
        facts: asyncio.Queue[News] = asyncio.Queue()
        async with media(data_dir / "run") as workers:
            with RtpPeer() as caller, RtpPeer() as agent:
                to = {"i1": await agree(workers, "i1", caller), "o1": await agree(workers, "o1", agent)}
                workers.listen(facts.put_nowait)
                await workers.connect("i1", "o1")
                async with asyncio.timeout(10):
                    assert {await facts.get(), await facts.get()} == {LegSilent(leg="i1"), LegSilent(leg="o1")}
                    agent.tone(to["o1"], 440, packets=1)
                    assert await facts.get() == LegHeard(leg="o1")
                    assert await facts.get() == LegSilent(leg="o1")
                    await workers.play("i1", (), "music/waiting")
                    agent.tone(to["o1"], 440, packets=1)
                    assert await facts.get() == LegHeard(leg="o1")
                assert facts.empty()

    asyncio.run(play())


def test_many_orders_at_once_are_each_answered(data_dir: Path) -> None:
    async def play() -> None:
        async with media(data_dir / "run") as workers:
            opened = await asyncio.gather(*(workers.open(f"leg{number}") for number in range(40)))
            assert len({port for _, port in opened}) == 40
            assert {port % 2 for _, port in opened} == {0}

    asyncio.run(play())


@pytest.mark.expects_log("is gone: its calls are silent")
@pytest.mark.expects_log("has taken over")
def test_a_killed_worker_leaves_recordings_that_can_be_played(data_dir: Path) -> None:  # F041
    async def play() -> None:
        async with media(data_dir / "run", recordings=data_dir / "recordings") as workers:
            with RtpPeer("PCMA") as caller, RtpPeer("PCMU") as agent, RtpPeer() as pace:
                to = {"i1": await agree(workers, "i1", caller), "o1": await agree(workers, "o1", agent)}
                await agree(workers, "i2", pace)
                await workers.play("i2", (), "music/waiting")
                await workers.connect("i1", "o1")
                await workers.record("i1", 7, 2)
                await workers.record("o1", 8, 2)
                for _ in range(100):
                    pace.hear(1)
                    caller.tone(to["i1"], 440, packets=1)
                    agent.tone(to["o1"], 1000, packets=1)
                kept = await workers.keep_recording("o1", 8)
                assert (kept.file, kept.incomplete) == ("8.wav", "")
                assert kept.ms >= 1900
                await workers.delete_recording("o1", 8)
                assert await workers.keep_recording("i1", 7, flac=True) == await workers.recorded("i1", 7)
                await workers.record("i1", 9, 2)
                for _ in range(100):
                    pace.hear(1)
                    caller.tone(to["i1"], 440, packets=1)
                kill(workers)

    asyncio.run(play())
    assert sorted(path.suffix for path in (data_dir / "recordings").iterdir()) == [".flac", ".part"]
    (left,) = (data_dir / "recordings").glob("9.*.part")
    with wave.open(str(left)) as file:
        assert file.getnframes() > 8000, "a second of two, at least"
        sound = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)
    assert frequency(sound[:, 0]) == pytest.approx(440, abs=2)


def test_a_call_goes_on_without_the_server_and_the_next_one_takes_it_over(data_dir: Path) -> None:  # F120
    async def play() -> None:
        before = await MediaWorkers.start(data_dir, sounds=SOUNDS)
        with RtpPeer() as caller, RtpPeer() as agent, RtpPeer() as waits:
            to = {"i1": await agree(before, "i1", caller), "o1": await agree(before, "o1", agent)}
            await agree(before, "i2", waits)
            await before.play("i2", (), "music/waiting")
            await before.connect("i1", "o1")
            await before.leave()
            caller.tone(to["i1"], 440)
            assert frequency(agent.sound(agent.hear(25))) == pytest.approx(440, abs=2)
            waits.hear(5)  # the music plays on
            async with media(data_dir) as after:
                assert sorted(after.legs()) == ["i1", "i2", "o1"]
                assert after.slots[0].pid == before.slots[0].pid
                assert await after.open("i1") == to["i1"]
                await after.keep(("i1", "o1"))
                assert sorted((await after.stats())["legs"]) == ["i1", "o1"]
                agent.tone(to["o1"], 1000)
                assert frequency(caller.sound(caller.hear(25))) == pytest.approx(1000, abs=2)
        process = before.slots[0].process
        assert process is not None
        assert await asyncio.to_thread(process.wait, 10) == 0

    asyncio.run(play())


@pytest.mark.expects_log("is gone: its calls are silent")
@pytest.mark.expects_log("has taken over 23 legs")
def test_a_killed_worker_is_replaced_and_ten_calls_go_on_both_ways(data_dir: Path) -> None:  # F120
    async def play(phones: dict[str, RtpPeer], waits: RtpPeer) -> None:
        async with media(data_dir / "run") as workers:
            to = {name: await agree(workers, name, phone) for name, phone in phones.items()}
            await agree(workers, "i99", waits)
            await workers.play("i99", ("prompts/en/welcome",), "music/waiting")
            for number in range(9):
                await workers.connect(f"i{number}", f"o{number}")
            await workers.mix({"i9": ("o9", "o10"), "o9": ("i9", "o10"), "o10": ("i9", "o9"), "o11": ("i9",)})
            moved: asyncio.Queue[str] = asyncio.Queue()
            workers.follow(moved.put_nowait)
            old = workers.slots[0].pid
            kill(workers)
            async with asyncio.timeout(10):
                assert {await moved.get() for _ in range(23)} == {*phones, "i99"}
            assert workers.slots[0].pid != old
            assert {name: await workers.open(name) for name in phones} == to  # the same ports: no phone need be told
            waits.hear(5)
            for name, phone in phones.items():
                phone.tone(to[name], 440 if name.startswith("i") else 1000)
            for name, phone in phones.items():
                if name not in ("i9", "o9", "o10", "o11"):
                    hertz = 1000 if name.startswith("i") else 440
                    assert frequency(phone.sound(phone.hear(25))) == pytest.approx(hertz, abs=2)
            # In a burst the mix has it all in its buffer, and speaks it in its own time.
            assert frequency(phones["o11"].sound(phones["o11"].hear(25))) == pytest.approx(440, abs=2)
            assert dbfs(phones["i9"].sound(phones["i9"].hear(25))) > -20

    with ExitStack() as stack:
        names = [f"{side}{number}" for number in range(10) for side in "io"] + ["o10", "o11"]
        phones = {name: stack.enter_context(RtpPeer("PCMA")) for name in names}
        asyncio.run(play(phones, stack.enter_context(RtpPeer())))


@pytest.mark.expects_log("is gone: its calls are silent")
@pytest.mark.expects_log("has taken over")
def test_calls_are_spread_over_workers_and_those_of_two_workers_hear_each_other(data_dir: Path) -> None:
    async def hear_each_other(to: dict[str, Address], phones: dict[str, RtpPeer]) -> None:
        for phone in phones.values():
            phone.hear_what_came()
        for name, phone in phones.items():
            phone.tone(to[name], 400 + 300 * int(name[1:]), packets=30)
        assert frequency(phones["i1"].sound(phones["i1"].hear(25))) == pytest.approx(1000, abs=2)
        assert frequency(phones["o2"].sound(phones["o2"].hear(25))) == pytest.approx(700, abs=2)
        heard = phones["o3"].hear(25)[5:]
        assert dbfs(phones["o3"].sound(heard)) == pytest.approx(-9, abs=1.5)  # two tones of -12

    async def play(phones: dict[str, RtpPeer]) -> None:
        async with media(data_dir / "run", workers=2) as workers:
            to = {"i1": await agree(workers, "i1", phones["i1"])}
            await workers.open("o7", near="i1")
            to |= {name: await agree(workers, name, phones[name]) for name in ("o2", "o3")}
            await workers.connect("i1", "o2")
            await workers.mix({"o3": ("i1", "o2")})
            await hear_each_other(to, phones)
            for slot in (0, 1):
                moved: asyncio.Queue[str] = asyncio.Queue()
                workers.follow(moved.put_nowait)
                kill(workers, slot)
                async with asyncio.timeout(10):
                    await moved.get()
                await hear_each_other(to, phones)
            await workers.play("i1", (), "music/waiting")
            await workers.close("o2")
            await workers.close("o3")
            assert sorted((await workers.stats())["legs"]) == ["i1", "o7"]  # no shadow is left

    with ExitStack() as stack:
        asyncio.run(play({name: stack.enter_context(RtpPeer()) for name in ("i1", "o2", "o3")}))


def test_a_worker_ends_when_its_server_died_and_none_comes_back(data_dir: Path) -> None:
    async def play() -> None:
        workers = await MediaWorkers.start(data_dir / "run", sounds=SOUNDS, grace_s=0.3)
        slot = workers.slots[0]
        assert slot.process is not None
        assert slot.run_file is not None
        await workers.leave()
        assert await asyncio.to_thread(slot.process.wait, 10) == 0
        assert not slot.run_file.exists()

    asyncio.run(play())


SERVER = """
import asyncio, sys
from pathlib import Path
from agent_desktop.server.media.client import MediaWorkers, News

async def main():
    workers = await MediaWorkers.start(Path(sys.argv[1]), sounds=Path(sys.argv[2]))
    await workers.open("i1")
    await workers.set_remote("i1", "127.0.0.1", int(sys.argv[3]), "PCMA", 8, None)
    await workers.play("i1", (), "music/waiting")
    print("up", flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


def test_a_server_killed_in_mid_call_does_not_take_the_sound_with_it(data_dir: Path) -> None:
    # F120: what is said goes on while the routing server is gone.
    with RtpPeer() as caller:
        server = subprocess.Popen(
            [sys.executable, "-c", SERVER, str(data_dir), str(SOUNDS), str(caller.address[1])],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(SOUNDS.parent)},
        )
        assert server.stdout is not None
        with server.stdout:
            assert server.stdout.readline() == b"up\n"
        server.kill()
        server.wait()
        caller.hear_what_came()
        caller.hear(25)

        async def take_over() -> None:
            record = runfile.read(data_dir / "media-1.json")
            link, legs = await WorkerLink.join(record, record.epoch + 1)
            assert [state.leg for state in legs] == ["i1"]
            await link.ask(Quit(n=link.number()))
            await link.close()

        asyncio.run(take_over())


def test_nothing_secret_is_on_the_command_line_or_in_the_log(data_dir: Path) -> None:
    async def play() -> None:
        async with media(data_dir / "run") as workers:
            slot = workers.slots[0]
            assert slot.run_file is not None
            assert slot.process is not None
            token = runfile.read(slot.run_file).token
            assert token not in str(slot.process.args)
            assert token not in (data_dir / "run" / "media.log").read_text()

    asyncio.run(play())


def test_the_link_and_the_rtp_are_on_loopback_only(data_dir: Path) -> None:
    async def play() -> None:
        async with media(data_dir / "run") as workers:
            host, _ = await workers.open("i1")
            assert host == "127.0.0.1"
            (run_file,) = (data_dir / "run").glob("media-*.json")
            port = runfile.read(run_file).port
            with pytest.raises(OSError):
                socket.create_connection(("127.0.0.2", port), 2).close()

    asyncio.run(play())


def test_a_worker_that_cannot_start_says_where_to_look(data_dir: Path) -> None:
    async def play() -> None:
        with pytest.raises(MediaFailed, match=r"did not start .*media\.log"):
            await MediaWorkers.start(data_dir / "run", sounds=SOUNDS, rtp_ports=(5000, 5000))

    asyncio.run(play())
    assert "no pair of RTP ports in 5000-5000" in (data_dir / "run" / "media.log").read_text()


def test_tshark_finds_no_fault_in_our_rtp_and_rtcp(data_dir: Path, tool: Callable[[str], str]) -> None:
    async def play(caller: RtpPeer, agent: RtpPeer) -> list[bytes]:
        async with media(data_dir / "run", report_s=0.2) as workers:
            await agree(workers, "i1", caller)
            to_agent_leg = await agree(workers, "o1", agent)
            await workers.play("i1", ("prompts/en/welcome",), "music/waiting")
            caller.hear(25)
            await workers.connect("i1", "o1")
            agent.tone(to_agent_leg, 1000, packets=25)
            caller.hear(25)
            await workers.play("i1", (), "music/waiting")
            caller.hear(25)
            reports = [caller.hear_rtcp()]
            await workers.close("i1")
            while b"\x81\xcb\0\1" not in reports[-1]:  # BYE
                reports.append(caller.hear_rtcp())
            return reports

    with RtpPeer() as caller, RtpPeer() as agent:
        reports = asyncio.run(play(caller, agent))
    capture = data_dir / "call.pcap"
    write_pcap(
        capture,
        [(at, 4000, data) for at, data in caller.datagrams]
        + [(caller.datagrams[-1][0], 4001, data) for data in reports],
    )
    shark = [tool("tshark"), "-r", str(capture), "-d", "udp.port==4000,rtp", "-d", "udp.port==4001,rtcp"]

    def ask(*arguments: str) -> str:
        return subprocess.run([*shark, *arguments], check=True, capture_output=True, text=True, timeout=60).stdout

    streams = [line.split() for line in ask("-q", "-z", "rtp,streams").splitlines() if "0x" in line]
    assert len(streams) == 1, streams  # one stream across music, agent and music
    assert "g711A" in streams[0]
    assert streams[0][streams[0].index("g711A") + 1 :][:2] == [str(len(caller.datagrams)), "0"]  # packets, lost
    assert ask("-Y", "_ws.malformed or _ws.expert.severity >= 6291456") == ""
    kinds = ask("-Y", "rtcp", "-T", "fields", "-e", "rtcp.pt").split()
    assert "200,202" in kinds  # perhaps after one of a moment at which nothing was sent yet
    assert kinds[-1] == "200,202,203"


def write_pcap(path: Path, datagrams: list[tuple[float, int, bytes]]) -> None:
    """Datagrams as (seconds, UDP port, data) in a capture of raw IP packets (LINKTYPE_RAW, 101)."""
    with path.open("wb") as file:
        file.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 101))
        for at, port, data in datagrams:
            udp = struct.pack("!HHHH", port, port, 8 + len(data), 0) + data
            header = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(udp), 0, 0, 64, 17, 0, *[b"\x7f\0\0\1"] * 2)
            packet = header + udp
            file.write(struct.pack("<IIII", int(at), int(at % 1 * 1e6), len(packet), len(packet)) + packet)

"""Each order goes to its adapter, and each answer comes back as the fact that the core waits for."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from agent_desktop.domain.evolve import EMPTY
from agent_desktop.domain.flows import Secret
from agent_desktop.domain.messages import (
    Announce,
    AnyEffect,
    AnyFact,
    Connect,
    Cri,
    Ear,
    EffectDone,
    EffectFailed,
    LookUp,
    LookUpDone,
    Mix,
    Play,
    SpeakNumber,
)
from agent_desktop.server.archive import Archive
from agent_desktop.server.clips import Clips
from agent_desktop.server.dispatch import Dispatch, Files, who_hears_whom
from agent_desktop.server.recordings import Centre, Form, Recordings
from tests.fakes.recording_media import RecordingMedia


class Adapters:
    """Dispatch over a fake media engine; leg ``i1`` pressed 1, 2 and 3."""

    def __init__(self, folder: Path) -> None:
        self.facts: list[AnyFact] = []
        self.media = RecordingMedia(folder)
        centre = Centre(lambda: EMPTY, lambda: 0, self.facts.append)
        archive = Archive(folder, b"k" * 32)
        recordings = Recordings(archive, self.media, centre, Form())
        clips = Clips(folder / "prompts", archive, self.media, lambda: EMPTY)
        self.dispatch = Dispatch(
            self.media,
            lambda order: None,
            self.facts.append,
            Files(recordings, clips),
            lambda _, n: "123"[n - 1 : n],
            lambda: 0,
        )

    def order(self, effect: AnyEffect) -> list[AnyFact]:
        async def run() -> None:
            self.dispatch.handle(effect)
            while not self.facts and (self.dispatch._tasks or self.dispatch._waits):
                await asyncio.wait(self.dispatch._tasks | self.dispatch._waits)

        asyncio.run(run())
        return self.facts


@pytest.fixture
def adapters(tmp_path: Path) -> Adapters:
    return Adapters(tmp_path)


def test_place_and_wait_are_said_after_the_word_that_is_heard(adapters: Adapters) -> None:  # F073
    order = Announce(
        id=7,
        until=1,
        leg="i1",
        place=3,
        wait_ms=90_000,
        language="sv",
        once=("prompts/sv/press_1",),
        loop="music/waiting",
    )
    assert adapters.order(order) == [EffectDone(effect=7)]
    said = ("place", "number_3", "wait", "minutes_2", "press_1")
    once = tuple(f"prompts/sv/{name}" for name in said)
    assert adapters.media.orders == [("play", "i1", once, "music/waiting", None, True)]


def test_the_end_of_a_prompt_is_told_by_the_worker(adapters: Adapters) -> None:
    assert adapters.order(Play(id=7, until=1, leg="i1", once=("hello",), report_end=True)) == []
    assert adapters.media.orders == [("play", "i1", ("hello",), None, 7, False)]
    assert adapters.order(Play(id=8, until=1, leg="i1", loop="music/waiting")) == [EffectDone(effect=8)]


def test_a_number_is_spoken_digit_by_digit_and_its_end_is_told(adapters: Adapters) -> None:  # F075
    order = SpeakNumber(id=7, until=1, leg="i1", case=1, number="+46 81", language="sv", once=("prompts/sv/right",))
    assert adapters.order(order) == []
    once = tuple(f"prompts/sv/{name}" for name in ("number_4", "number_6", "number_8", "number_1", "right"))
    assert adapters.media.orders == [("play", "i1", once, None, 7, False)]


def test_what_the_media_cannot_do_fails_in_words(adapters: Adapters) -> None:
    adapters.media.failing = {"connect"}
    assert adapters.order(Connect(id=7, until=1, leg="i1", peer="o1")) == [
        EffectFailed(effect=7, why="connect told to fail")
    ]


def test_a_look_up_has_its_values_and_its_secrets(adapters: Adapters) -> None:  # F074
    asked: list[str] = []

    async def run() -> None:
        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            asked.append((await reader.readuntil(b"\r\n\r\n")).decode().split()[1])
            writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n{"Tier": "gold"}')
            await writer.drain()
            writer.close()

        async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            adapters.dispatch.handle(
                LookUp(
                    id=7,
                    until=5_000,
                    leg="i1",
                    case=1,
                    url=f"http://127.0.0.1:{port}/{{Customer}}?pin={{Pin}}",
                    cris=(Cri(name="Customer", value="a b"),),
                    secrets=(Secret(cri="Pin", digits=(3, 1)),),
                    results=("Tier",),
                )
            )
            while not adapters.facts:
                await asyncio.wait(adapters.dispatch._waits)

    asyncio.run(run())
    assert asked == ["/a%20b?pin=31"]
    assert adapters.facts == [LookUpDone(effect=7, values=(Cri(name="Tier", value="gold"),))]


def test_a_secret_that_is_known_no_more_fails_and_nobody_is_asked(adapters: Adapters) -> None:
    order = LookUp(
        id=7, until=5_000, leg="i1", case=1, url="https://192.0.2.1/{Pin}", secrets=(Secret(cri="Pin", digits=(3, 4)),)
    )
    assert adapters.order(order) == [EffectFailed(effect=7, why="what was entered in secret is known no more")]


def test_in_a_mix_an_ear_hears_the_parties_and_is_heard_by_whom_it_whispers_to() -> None:
    order = Mix(
        id=1, until=1, leg="i1", peers=("o1", "o2"), ears=(Ear(leg="o8", heard_by=("o1",)), Ear(leg="o9", heard_by=()))
    )
    assert who_hears_whom(order) == {
        "i1": ("o1", "o2"),
        "o1": ("i1", "o2", "o8"),
        "o2": ("i1", "o1"),
        "o8": ("i1", "o1", "o2"),
        "o9": ("i1", "o1", "o2"),
    }

"""Who hears whom, when more than two are in a call: one frequency per party, found or not found in what each hears."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack

import pytest

from agent_desktop.server.media.port import MediaFailed
from tests.fakes.scene import Scene


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def everyone(*names: str) -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(other for other in names if other != name) for name in names}


@pytest.mark.parametrize(
    "codecs", [("PCMA",) * 5, ("PCMA", "PCMU", "PCMA", "PCMU", "PCMU"), ("G722", "PCMA", "PCMU", "G722", "PCMA")]
)
def test_a_conference_of_five_hears_everybody_but_oneself(stack: ExitStack, codecs: tuple[str, ...]) -> None:
    scene = stack.enter_context(Scene(**dict(zip("abcde", codecs, strict=True))))
    scene.mix(everyone(*"abcde"))
    assert scene.who_hears_whom() == {"a": "bcde", "b": "acde", "c": "abde", "d": "abce", "e": "abcd"}


def test_one_leaves_and_the_others_do_not_notice(stack: ExitStack) -> None:
    scene = stack.enter_context(Scene(a="PCMA", b="PCMA", c="PCMA", d="G722"))
    scene.mix(everyone(*"abcd"))
    scene.who_hears_whom()
    scene.mix(everyone(*"abc"))
    scene.relay.close("d", scene.now)
    scene.phones.pop("d")
    heard = scene.talk()
    assert scene.found(heard) == {"a": "bc", "b": "ac", "c": "ab"}
    assert all(scene.is_unbroken(packets) for packets in heard.values())


@pytest.mark.parametrize("wide", [False, True])
def test_who_listens_is_heard_by_nobody_and_leaves_the_call_as_it_was(stack: ExitStack, *, wide: bool) -> None:
    scene = stack.enter_context(Scene(a="PCMA", b="PCMA", s="G722" if wide else "PCMU"))
    scene.mix(everyone("a", "b"))
    scene.mix({"s": ("a", "b")})
    assert scene.who_hears_whom() == {"a": "b", "b": "a", "s": "ab"}
    assert scene.leg("a").listener is None  # still forwarded, undecoded


def test_whisper_then_barge_then_listen(stack: ExitStack) -> None:
    scene = stack.enter_context(Scene(a="PCMA", b="PCMU", s="PCMA"))
    scene.mix({"a": ("b",), "b": ("a", "s"), "s": ("a", "b")})
    assert scene.who_hears_whom() == {"a": "b", "b": "as", "s": "ab"}
    scene.mix(everyone(*"abs"))
    assert scene.who_hears_whom() == {"a": "bs", "b": "as", "s": "ab"}
    scene.mix({"a": ("b",), "b": ("a",), "s": ("a", "b")})
    assert scene.who_hears_whom() == {"a": "b", "b": "a", "s": "ab"}


@pytest.mark.parametrize("pair", [("G722", "PCMA"), ("PCMU", "G722"), ("G722", "G722")])
def test_two_hear_each_other_whatever_they_speak(stack: ExitStack, pair: tuple[str, str]) -> None:
    scene = stack.enter_context(Scene(a=pair[0], b=pair[1]))
    scene.mix(everyone("a", "b"))
    assert scene.who_hears_whom() == {"a": "b", "b": "a"}


def test_nobody_hears_oneself() -> None:
    with Scene(a="PCMA", b="PCMA") as scene, pytest.raises(MediaFailed, match="to itself"):
        scene.mix({"a": ("a", "b")})


def test_rooms_do_not_hear_each_other(stack: ExitStack) -> None:
    scene = stack.enter_context(Scene(a="PCMA", b="PCMA", c="PCMA", d="PCMA", e="G722", f="PCMA", g="PCMU", h="PCMU"))
    scene.mix(everyone(*"abc"))
    scene.mix(everyone(*"def"))
    scene.mix(everyone("g", "h"))
    assert scene.who_hears_whom() == {
        "a": "bc", "b": "ac", "c": "ab", "d": "ef", "e": "df", "f": "de", "g": "h", "h": "g",
    }  # fmt: skip


def test_a_leg_that_is_not_named_hears_no_more_of_those_who_are(stack: ExitStack) -> None:
    scene = stack.enter_context(Scene(a="PCMA", b="PCMA", c="PCMA"))
    scene.mix(everyone(*"abc"))
    scene.mix(everyone("a", "b"))
    assert scene.who_hears_whom() == {"a": "b", "b": "a", "c": ""}

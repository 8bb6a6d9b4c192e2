"""A server at work for a window's tests: the real engine over HTTP, an obedient phone, and everybody outside."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Coroutine
from typing import Any

from agent_desktop.domain.messages import (
    SYSTEM,
    AcceptLeg,
    AnyFact,
    Connect,
    Define,
    DialLeg,
    EffectDone,
    EndClip,
    HangUpLeg,
    LegAnswered,
    LegEnd,
    LegEnded,
    LegRinging,
    Mix,
    OrderRecording,
    Play,
    RingLeg,
)
from agent_desktop.phone.port import (
    Answer,
    Answered,
    AnyOrder,
    Ended,
    HangUp,
    Incoming,
    Mute,
    Muted,
    Register,
    Registration,
)
from tests.fakes.http_house import House as Server
from tests.fakes.http_house import MakeBooks, MakeRecordings, NoBooks, NoRecordings, house
from tests.fakes.phone import FakePhone


class ObedientPhone(FakePhone):
    """A softphone without sound: registers, answers, mutes and hangs up when told; facts go to the switch."""

    def __init__(self, facts: queue.SimpleQueue[AnyFact]) -> None:
        super().__init__()
        self._facts = facts

    def order(self, order: AnyOrder) -> None:
        super().order(order)
        match order:
            case Register():
                self.say(Registration(registered=True, status=200, reason="OK"))
            case Answer(leg=leg):
                self.say(Answered(leg=leg))
                self._facts.put(LegAnswered(leg=leg))
            case HangUp(leg=leg):
                self.say(Ended(leg=leg))
                self._facts.put(LegEnded(leg=leg, cause=LegEnd.HUNG_UP))
            case Mute(on=on):
                self.say(Muted(on=on))
            case _:
                pass


class Switch:
    """The server in a thread of its own, and everything outside it: callers, legs, media. ``me`` sits at the phone;
    every other agent's answers by itself, and so does whoever is dialled outside."""

    def __init__(
        self,
        me: str,
        define: Define,
        recordings: MakeRecordings = lambda engine: NoRecordings(),
        books: MakeBooks = lambda state, store: NoBooks(),
    ) -> None:
        self.me, self._define, self._recordings, self._books = me, define, recordings, books
        self.facts: queue.SimpleQueue[AnyFact] = queue.SimpleQueue()
        self.phone = ObedientPhone(self.facts)
        self._taken = 0
        self._loop = asyncio.new_event_loop()
        self._ready: queue.SimpleQueue[Server] = queue.SimpleQueue()
        self._over = asyncio.Event()
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(self._serve(),))
        self._thread.start()
        self.server = self._ready.get(timeout=30)

    async def _serve(self) -> None:
        async with house(recordings=self._recordings, books=self._books) as made:
            await made.engine.adapters_started(())
            await made.ask(SYSTEM, self._define)
            self._ready.put(made)
            await self._over.wait()

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join()
        self._loop.close()

    def do(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(30)

    def give(self, fact: AnyFact) -> None:
        self.do(self.server.engine.submit(fact))

    def turn(self) -> None:
        """Carry out what the core ordered and what the phone did since the last time."""
        while not self.facts.empty():
            self.give(self.facts.get())
        while self._taken < len(self.server.effects):
            effect = self.server.effects[self._taken]
            self._taken += 1
            match effect:
                case AcceptLeg(leg=leg):
                    self.give(LegAnswered(leg=leg))
                case RingLeg(leg=leg, agent=agent, join=join) if agent == self.me:
                    self.give(LegRinging(leg=leg))
                    self.phone.say(Incoming(leg=leg, join=join))
                case RingLeg(leg=leg) | DialLeg(leg=leg):
                    self.give(LegRinging(leg=leg))
                    self.give(LegAnswered(leg=leg))
                case HangUpLeg(leg=leg):
                    self.give(LegEnded(leg=leg, cause=LegEnd.HUNG_UP))
                    self.phone.say(Ended(leg=leg))
                case Connect() | Mix() | Play() | OrderRecording():
                    self.give(EffectDone(effect=effect.id))
                case EndClip(take=take):  # the order to capture is over with it
                    self.give(EffectDone(effect=take))
                    self.give(EffectDone(effect=effect.id))
                case _:
                    pass

"""Random days in a small centre, drawn and shrunk by hypothesis: what must hold after every step, and at the end.

What may happen stands in ``inputs.py``, which also says how to add to it. After each step:

- the rows of the state are consistent, nothing is stuck, nobody waits in vain (``holds.py``);
- the events tell a possible story: outcomes, orders, what agents did when (``witness.py``);
- the law of visibility holds for every event and viewer (views.py);
- a snapshot brings back the same state (F130).

At the end of each day the log, written and read, leads to the same state; and when the outside falls silent, every
order and every reservation ends by itself.
"""

from __future__ import annotations

import faulthandler
import random
from collections.abc import Iterable
from enum import StrEnum
from itertools import count
from typing import Any, ClassVar, get_args

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, note, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from agent_desktop.domain import snapshot, views
from agent_desktop.domain.evolve import EMPTY, fold
from agent_desktop.domain.messages import (
    Announce,
    AnyCommand,
    AnyEvent,
    AnyFact,
    AnyInput,
    Asked,
    ClientCame,
    DialLeg,
    EffectIssued,
    LegState,
    LogIn,
    Mix,
)
from agent_desktop.domain.state import State
from agent_desktop.protocol.codes import REFUSALS
from tests.fakes.centre import READY, Centre
from tests.walks.calling_part import CalledOnes, campaign_indexes_hold, contacts_hold, has_an_agent
from tests.walks.chance import Chance, Generator, Joins
from tests.walks.clips_part import clips_hold
from tests.walks.holds import (
    alarms_ring,
    assert_only_what_may_be_seen,
    indexes_hold,
    nobody_is_stuck,
    nobody_waits_in_vain,
    one_call_each,
)
from tests.walks.inputs import AGENT_IDS, CENTRE, INPUTS, PARTS, customs
from tests.walks.ivr_part import ivr_holds
from tests.walks.listening_part import listening_holds, mix_holds
from tests.walks.recorded_part import recordings_end
from tests.walks.scenes import scene
from tests.walks.witness import Witness, unreached, words
from tests.walks.written_part import written_holds

SILENCE_MS = 30 * 60_000
"""So long after the last answer from outside nothing may be open any more."""


SEEN = tuple(set(State.__struct_fields__) - {"next_id", "legs", "case_legs", "effects", "leg_effects", "due"})
"""Fields of the state without those of which no viewer is shown anything."""


class Walk(RuleBasedStateMachine):
    """A centre that people and adapters push around, sometimes against all sense."""

    steps: ClassVar[int] = 0  # of all walks in this process
    taken: ClassVar[set[type[Any]]] = set()
    reached: ClassVar[set[StrEnum | type[Any]]] = set()  # what all walks came upon

    def __init__(self) -> None:
        super().__init__()
        self.centre = Centre(CENTRE)
        self.witness = Witness()
        self.called = CalledOnes()
        self.held: dict[str, State] = dict.fromkeys(AGENT_IDS, EMPTY)
        self.checked = 0
        self.unjudged: set[str] = set()  # viewers of whom something changed since their rows were compared
        self.customs: list[Generator] = []
        self.calm = False
        self.whole = True  # no check has failed: else what happens at the end would hide it

    @initialize(data=st.data())
    def opening(self, data: st.DataObject) -> None:
        """Who is there when the day begins, and what is not the custom on this day: a walk gets deeper with fewer."""
        chance = Chance(data)
        never = [generator for generator in INPUTS if chance.once_in(6)]
        self.calm = chance.once_in(2)
        about = chance.pick((None, None, *PARTS))
        self.customs = customs(self.calm, never, about)
        begins = scene(about, chance)
        for given in begins(lambda: self.centre.state, chance) if begins is not None else ():
            self.give(given)
        for agent in chance.some(AGENT_IDS):
            for given in (Asked(by=agent, command=LogIn()), ClientCame(agent=agent), Asked(by=agent, command=READY)):
                self.give(given)
        self.check()

    @rule(data=st.data())
    def something_happens(self, data: st.DataObject) -> None:
        chance = Chance(data, calm=self.calm)
        what = chance.pick(self.customs)(self.centre.state, chance)
        if isinstance(what, Joins):
            self.held[what.viewer] = views.view(self.centre.state, what.viewer)
        elif isinstance(what, int):
            self.centre.wait(what)
        elif what is not None:
            self.give(what)
        Walk.steps += 1
        self.check()

    def give(self, given: AnyInput) -> None:
        self.whole = False
        note(f"{self.centre.now}: {given}")
        Walk.taken.add(type(given.command if isinstance(given, Asked) else given))
        refusal = self.centre.give(given)
        assert refusal is None or refusal.code in REFUSALS

    # --- what must hold ---

    def check(self) -> None:
        self.whole = False
        state = self.centre.state
        self.law()
        self.witness.agrees(state, self.centre.now)
        indexes_hold(state)
        nobody_is_stuck(state)
        one_call_each(state)
        written_holds(state)
        ivr_holds(state)
        contacts_hold(state, self.called, self.centre.now)
        campaign_indexes_hold(state)
        recordings_end(state)
        clips_hold(state)
        listening_holds(state)
        alarms_ring(state, self.centre.now)
        nobody_waits_in_vain(state)
        turn = Walk.steps % (len(AGENT_IDS) + 1)  # what costs more takes turns
        if turn < len(AGENT_IDS):
            indexes_hold(self.held[AGENT_IDS[turn]])
            campaign_indexes_hold(self.held[AGENT_IDS[turn]])
        else:
            assert fold(EMPTY, snapshot.rows(state)) == state
        self.whole = True

    def law(self) -> None:
        """``rows(evolve(s, e), v) == rows(fold(view(s, v), visible(s, e, v)), v)``, for every event and viewer.

        Rows are compared after each step for all viewers, and after each event for one of them, in turn.
        """
        new = self.centre.history[self.checked :]
        afters = [*(before for before, _ in new[1:]), *(self.centre.state for _ in new[:1])]
        for place, ((before, event), after) in enumerate(zip(new, afters, strict=True)):
            self.tells(self.centre.times[self.checked + place], before, event)
            hidden = all(getattr(before, name) is getattr(after, name) for name in SEEN)
            for number, viewer in enumerate(AGENT_IDS):
                old = self.held[viewer]
                self.held[viewer] = fold(old, views.visible(before, event, viewer))
                if not hidden or self.held[viewer] is not old:  # else the law holds as it held before
                    self.unjudged.add(viewer)
                in_turn = after is self.centre.state or (self.checked + place) % len(AGENT_IDS) == number
                if viewer in self.unjudged and in_turn:
                    self.unjudged.remove(viewer)
                    held = self.held[viewer]
                    assert views.rows(held, viewer) == views.rows(after, viewer), (viewer, event)
                    assert not held.legs
                    assert not held.effects
                    assert_only_what_may_be_seen(held, after, viewer)
        self.checked = len(self.centre.history)

    def tells(self, at: int, before: State, event: AnyEvent) -> None:
        """The event is a possible part of the story."""
        self.witness.see(at, event)
        self.called.see(event)
        if isinstance(event, EffectIssued):
            if isinstance(event.effect, DialLeg) and event.effect.case:  # else an agent's own phone, to stay
                has_an_agent(before, before.cases[event.effect.case])
            if isinstance(event.effect, Mix):
                mix_holds(before, event.effect)
        Walk.reached.update(words(event))

    def teardown(self) -> None:
        """The outside falls silent, and the day is over."""
        if not self.whole:
            return
        self.centre.wait(SILENCE_MS)
        self.check()
        state = self.centre.state
        left = [order for order in state.effects.values() if not isinstance(order, Announce)]  # said again and again
        assert not left, "an order is neither answered nor timed out"
        assert not state.offers
        assert all(leg.state is LegState.ANSWERED for leg in state.legs.values())
        self.witness.adds_up(self.centre.now)
        decoder = msgspec.json.Decoder(AnyEvent)
        log = [decoder.decode(msgspec.json.encode(event)) for event in self.centre.events]
        assert fold(EMPTY, tuple(log)) == state, "replaying the log is recovery"  # F130


ROUND = settings(
    max_examples=26,
    stateful_step_count=100,
    database=None,
    print_blob=True,
    report_multiple_bugs=False,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much),
)
"""A round of days; hypothesis may keep some of them short, so rounds go on until the steps are done."""


def walk(steps: int, seeds: Iterable[int]) -> None:
    """So many steps; every kind of input must be among them, or in as many steps again."""
    done, missing = Walk.steps + steps, set[type[Any]]()
    for number in seeds:
        # A test that hangs is ended by pytest's watchdog; a round is allowed an hour, and to shrink what it finds.
        faulthandler.dump_traceback_later(3_600, exit=True)
        run_state_machine_as_test(seed(number)(Walk), settings=ROUND)
        missing = {*get_args(AnyCommand), *get_args(AnyFact)} - Walk.taken
        if Walk.steps >= (done + steps if missing else done):
            break
    assert not missing, f"tests/walks/inputs.py never gives {sorted(kind.__name__ for kind in missing)}"


def test_random_days() -> None:
    """The same days each time, so that a change is judged by itself."""
    walk(5_000, seeds=count())


@pytest.mark.long
def test_many_random_days() -> None:
    """New days each time; nothing that can come of anything is missing among them."""
    walk(200_000, seeds=count(random.SystemRandom().randrange(2**32)))
    assert unreached(Walk.reached) == []  # F068: and what else can come of anything

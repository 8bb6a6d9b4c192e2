"""A snapshot of the state: every field is saved or made again, and folding it gives the very same state."""

from __future__ import annotations

from agent_desktop.domain import snapshot
from agent_desktop.domain.evolve import EMPTY, fold
from agent_desktop.domain.messages import Restored, WriteNote
from agent_desktop.domain.state import State
from tests.fakes.centre import Centre


def unsaved(fields: tuple[str, ...]) -> list[str]:
    """Fields of the state that a snapshot forgets, and lines of its tables that no field has."""
    told = [*snapshot.SAVED, *snapshot.MADE_AGAIN]
    twice = [name for name in told if told.count(name) > 1]
    unknown = [origin for origin in snapshot.MADE_AGAIN.values() if origin not in snapshot.SAVED]
    return sorted({*set(fields) ^ set(told), *twice, *unknown})


def test_every_field_of_the_state_is_saved_or_made_again() -> None:
    assert unsaved(State.__struct_fields__) == []


def test_a_forgotten_field_is_found() -> None:
    assert unsaved((*State.__struct_fields__, "forecasts")) == ["forecasts"]
    assert unsaved(tuple(name for name in State.__struct_fields__ if name != "legs")) == ["legs"]


def test_nothing_is_saved_of_nothing_but_the_counter() -> None:
    assert snapshot.rows(EMPTY) == (Restored(next_id=1),)


def test_a_busy_centre_comes_back_as_it_was() -> None:  # F130
    centre = Centre()
    centre.ready("anna", "bertil")
    centre.call()
    centre.pick_up("anna")
    centre.call("2000")
    centre.call()
    centre.log_in("oksana")
    assert centre.ask("anna", WriteNote(case=1, text="calls back", device="pc", number=4)) is None
    assert centre.state.offers
    assert centre.state.waiting
    assert centre.state.received
    saved = snapshot.rows(centre.state)
    assert fold(EMPTY, saved) == centre.state
    assert snapshot.rows(fold(EMPTY, saved)) == saved
    centre.wait(3_600_000)
    assert fold(EMPTY, snapshot.rows(centre.state)) == centre.state


def test_ids_are_not_given_again_after_everything_ended() -> None:
    centre = Centre()
    leg = centre.call()
    centre.end(leg)
    assert not centre.state.cases
    assert fold(EMPTY, snapshot.rows(centre.state)).next_id == centre.state.next_id > 1

"""The reaction table: what rings, what is said, what stays quiet."""

from __future__ import annotations

import pytest

from agent_desktop.client.port import Alive, Outdated, SessionEnded
from agent_desktop.client.reactions import REACTIONS, Kind, LinkBack, LinkLost, Notice, Reaction, Show, react
from agent_desktop.domain.messages import (
    Noticed,
    Offer,
    OfferEnd,
    OfferEnded,
    OfferMade,
    Presence,
    PresenceChanged,
    Why,
)
from agent_desktop.phone.port import Answered, Died, Ended, Failed, Incoming, Levels, Sound
from agent_desktop.protocol.codes import NOTICES, PROBLEMS
from agent_desktop.protocol.wire import Problem

OFFER = Offer(case=1, agent="bertil", leg="o1", since=1, until=2, why=Why(rule="r", score=1, ready_ms=1))
SILENCE = Reaction(silence=True)


@pytest.mark.parametrize(
    ("happened", "reaction"),
    [
        (OfferMade(offer=OFFER), Reaction(sound="ring", show=Show.OFFER)),
        (OfferEnded(case=1, agent="bertil", how=OfferEnd.ANSWERED), SILENCE),
        (Noticed(agent="bertil", code="caller_left", case=4), Reaction(notice=Notice(code="caller_left", case=4))),
        (
            Noticed(agent="bertil", code="offer_missed"),
            Reaction(notice=Notice(code="offer_missed"), beep="offer_missed"),
        ),
        (Answered(leg="o1"), SILENCE),
        (Ended(leg="o1"), SILENCE),
        (LinkLost(), Reaction(notice=Notice(code="connection_lost"))),
        (LinkBack(), Reaction(notice=Notice(code="connection_back"))),
        (Outdated(), Reaction(notice=Notice(code="update_program"))),
        (Died(exit_code=1), Reaction(silence=True, notice=Notice(code="phone_died"))),
        (
            SessionEnded(problem=Problem(code="session_over")),
            Reaction(silence=True, notice=Notice(code="session_over", kind=Kind.PROBLEM)),
        ),
        (PresenceChanged(presence=Presence(agent="bertil")), None),  # wrap-up ends quietly
        (Levels(heard_dbfs=-1, spoken_dbfs=-1), None),
        (Alive(n=1), None),
    ],
)
def test_what_is_done(happened: object, reaction: Reaction | None) -> None:
    assert react("bertil", happened) == reaction


@pytest.mark.parametrize(
    "happened",
    [
        OfferMade(offer=OFFER),
        OfferEnded(case=1, agent="bertil", how=OfferEnd.MISSED),
        Noticed(agent="bertil", code="offer_missed"),
    ],
)
def test_a_supervisor_who_sees_it_does_not_hear_it(happened: object) -> None:
    assert react("vera", happened) is None


def test_a_call_that_answers_itself_says_so_with_a_beep() -> None:  # F030
    assert react("bertil", Incoming(leg="o1", join=True)) == Reaction(beep="joined")
    assert react("bertil", Incoming(leg="o1")) is None


def test_a_headset_that_goes_or_comes_is_told_and_one_that_was_chosen_is_not() -> None:
    assert react("bertil", Sound(device="chosen", speaker="Jabra")) is None
    came = react("bertil", Sound(device="chosen", speaker="Jabra", moved=True))
    assert came is not None
    assert came.notice == Notice(code="sound_moved", params=(("device", "Jabra"),))
    went = react("bertil", Sound(device="chosen", moved=True))
    assert went is not None
    assert went.notice == Notice(code="sound_default")


def test_every_notice_the_table_makes_has_its_sentence() -> None:
    samples = [LinkLost(), LinkBack(), Outdated(), Died(exit_code=1), Failed(order="Answer", problem="x")]
    samples += [Sound(device="chosen", moved=True), Sound(device="chosen", moved=True, speaker="Jabra {0}")]
    for sample in samples:
        reaction = REACTIONS[type(sample)]("bertil", sample)
        assert reaction is not None
        assert reaction.notice is not None
        sentence = {**NOTICES, **PROBLEMS}[reaction.notice.code]
        assert sentence.format(**dict(reaction.notice.params))

"""Whose offer waits for its answer, as a table (RFC 3264 §4, RFC 6337); the diagram in docs/ is drawn from it."""

from __future__ import annotations

from enum import StrEnum


class Open(StrEnum):
    """Whose offer has no answer yet."""

    NOBODYS = "nobody's"
    OURS = "ours"
    THEIRS = "theirs"


class Step(StrEnum):
    """What happens to an offer."""

    WE_OFFER = "we offer"
    THEY_OFFER = "they offer"
    WE_ANSWER = "we answer"
    THEY_ANSWER = "they answer"
    REFUSED = "refused"  # by whoever was to answer, or never answered


TRANSITIONS: dict[tuple[Open, Step], Open] = {
    (Open.NOBODYS, Step.WE_OFFER): Open.OURS,
    (Open.NOBODYS, Step.THEY_OFFER): Open.THEIRS,
    (Open.OURS, Step.THEY_ANSWER): Open.NOBODYS,
    (Open.OURS, Step.REFUSED): Open.NOBODYS,
    (Open.THEIRS, Step.WE_ANSWER): Open.NOBODYS,
    (Open.THEIRS, Step.REFUSED): Open.NOBODYS,
}
"""What is not here must not happen: KeyError, a bug."""

GLARE: dict[Open, int] = {Open.OURS: 491, Open.THEIRS: 500}
"""What an offer gets while another one is open (RFC 3261 §14.2, RFC 3311 §5.2); a 500 says when to try again."""

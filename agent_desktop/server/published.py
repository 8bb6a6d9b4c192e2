"""What the engine tells its listeners after a commit; stands here so that they need not import the engine."""

from __future__ import annotations

import msgspec

from agent_desktop.domain.views import Plan


class Published(msgspec.Struct, frozen=True, gc=False):
    """One committed event: its number, its time (ms UTC), and what each viewer gets to see of it.

    Every event is published, in order and without gaps in ``n``, also one that no viewer may see.
    """

    n: int
    at: int
    plan: Plan

"""Failures that travel between the rooms of the server, so that no room imports another to catch them."""

from __future__ import annotations


class StoreFailed(Exception):  # noqa: N818 (the house names failures by what happened)
    """The store could not do what it was asked, and kept nothing of it. The message is for the log."""

"""Failures that travel between the rooms of the server, so that no room imports another to catch them."""

from __future__ import annotations


class StoreFailed(Exception):
    """The store could not do what it was asked, and kept nothing of it. The message is for the log."""


class CannotDo(Exception):
    """What a person asked for on the command line cannot be done; the message is a sentence that says what to do."""


class CannotStart(CannotDo):
    """The server cannot start as it was told to; the message is one sentence for who told it, with what to do."""

"""Ends what threads tell the window before the program ends: one of them in Qt's code then would abort it.

At its end the interpreter stops every thread that comes back from C++ by ``pthread_exit``, which C++ does not let pass.
"""

from __future__ import annotations

import threading
from collections.abc import Callable


class Telling:
    """What a thread that cannot be waited for tells, as it may wait for a person or a pipe itself."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._closed = False

    def tell(self, told: Callable[[], object]) -> None:
        """Call ``told``, which returns at once; after ``close`` nothing is called."""
        with self._lock:
            if not self._closed:
                told()

    def close(self) -> None:
        """Returns when nobody is in ``told`` any more, nor will be."""
        with self._lock:
            self._closed = True

"""PySide6 loses no reference: 6.12.0 did with every signal, of True and None, and Python aborted after hundreds."""

from __future__ import annotations

import os
import subprocess
import sys

PROGRAM = """
import sys
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel

class Source(QObject):
    told = Signal(object, bool, str)

LOSS = 1_000  # one lost at every tenth signal; since Python 3.12 the three are immortal, and a few hundred mean nothing
heard = [0]

def hear(what, yes, words):  # keeps nothing: what it kept would hide what is lost
    heard[0] += what is None

app = QApplication([])
source, label, box = Source(), QLabel(), QCheckBox()
source.told.connect(hear)
before = [sys.getrefcount(one) for one in (None, True, False)]
for number in range(10_000):
    source.told.emit(None, number % 2 == 0, "words")
    label.setText(f"text {number}")
    box.setChecked(number % 2 == 0)
gained = [now - then for now, then in zip([sys.getrefcount(one) for one in (None, True, False)], before)]
app.processEvents()
print(heard[0], label.text(), min(gained) > -LOSS, flush=True)
"""


def test_ten_thousand_signals_and_texts_lose_no_reference() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "10000 text 9999 True\n"), done.stderr[-2000:]

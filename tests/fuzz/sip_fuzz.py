"""Says hostile things to a switch: ``python -m tests.fuzz.sip_fuzz RUNS [SEED]``.

With atheris it is guided by what of our code and of the parser an input reached (libFuzzer); where there is no atheris,
the same harness gets mutations by chance. Ends with 0 and a line of JSON when nothing went wrong.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from contextlib import closing
from pathlib import Path

try:
    import atheris
except ImportError:  # no wheel for this platform
    atheris = None

ROUND = 1_000
"""Inputs from one check to the next."""
MAX_LENGTH = 9_000
"""Bytes; a little more than the longest headers that are taken."""
HANG_S = 60
"""An input that takes longer hangs."""


def main(runs: int, seed: int) -> int:
    """Say ``runs`` things."""
    if atheris is None:
        return by_chance(runs, seed)
    with atheris.instrument_imports(include=["agent_desktop.server.sip", "sipmessage"]):
        from tests.fuzz.sip_harness import Harness
    from tests.fuzz.sip_seeds import SEEDS, WORDS

    harness = Harness()
    count = 0

    def one(data: bytes) -> None:
        nonlocal count
        harness.say(data)
        count += 1
        if count % ROUND == 0 or count == runs:
            harness.check()
        if count == runs:
            report(count, harness.streams, "atheris")

    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for number, text in enumerate(SEEDS):
            (corpus / f"{number:03}").write_bytes(text)
        words = Path(folder) / "words"
        words.write_text("".join('"' + "".join(rf"\x{byte:02x}" for byte in word) + '"\n' for word in WORDS))
        flags = [f"-runs={runs}", f"-seed={seed}", f"-max_len={MAX_LENGTH}", f"-dict={words}", f"-timeout={HANG_S}"]
        atheris.Setup([sys.argv[0], *flags, "-verbosity=0", f"-artifact_prefix={folder}/", str(corpus)], one)
        atheris.Fuzz()
    return 0


def by_chance(runs: int, seed: int) -> int:
    """Without guidance."""
    from tests.fuzz.sip_harness import Harness

    chance = random.Random(seed)
    with closing(Harness()) as harness:
        for count in range(1, runs + 1):
            harness.say(mutated(chance))
            if count % ROUND == 0 or count == runs:
                harness.check()
    report(runs, harness.streams, "mutations")
    return 0


def mutated(chance: random.Random) -> bytes:
    """A seed to which a few things happened, sometimes with the middle of another in it."""
    from tests.fuzz.sip_seeds import SEEDS, WORDS

    data = bytearray(chance.choice(SEEDS))
    for _ in range(chance.choice((0, 1, 1, 2, 3, 8))):
        at = chance.randrange(len(data) + 1)
        length = chance.choice((0, 0, 1, 2, 8, 60))
        new = chance.choice((b"", chance.randbytes(1), chance.choice(WORDS), bytes(data[at : at + 50]) * 2))
        if chance.random() < 0.05:
            other = chance.choice(SEEDS)
            new = other[chance.randrange(len(other)) :]
        data[at : at + length] = new
    return bytes(data[:MAX_LENGTH])


def report(runs: int, streams: int, engine: str) -> None:
    """The line of JSON; so many of the runs were ``streams``, the others datagrams."""
    print(json.dumps({"runs": runs, "streams": streams, "engine": engine}), flush=True)  # noqa: T201 - the test reads it


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 7))

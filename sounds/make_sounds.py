"""Makes every WAV file of this directory, so that each sound has a source: `python3 sounds/make_sounds.py`.

Music, signals and tones are computed; prompts (their texts stand in ``make_prompts.py``) and the voices of the demo are
spoken by espeak-ng and are left as they are when it is not installed. Nothing here is random: the same sounds come out
again, to one step of rounding. Prompts and tones are stored as A-law: that is what the line carries, in half the room.
"""

from __future__ import annotations

import argparse
import io
import shutil
import struct
import subprocess
import sys
import wave
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent))  # wherever it was started

import make_prompts

from agent_desktop.server.media import g711

Samples = NDArray[np.float64]
"""Mono, full scale is 1."""

HERE = Path(__file__).parent
LINE_HZ = 8000  # what callers hear
DESK_HZ = 16000  # what agents hear, and what the demo's people say

# --- tools ---------------------------------------------------------------------------------------


def pitch(midi: float) -> float:
    """Hz of a note by its MIDI number; A4 = 69 = 440 Hz."""
    return 440.0 * 2 ** ((midi - 69) / 12)


def level(samples: Samples, dbfs: float) -> Samples:
    """The sound at an RMS level in dBFS."""
    return samples * 10 ** (dbfs / 20) / np.sqrt(np.mean(samples**2))


def add_round(canvas: Samples, start: int, note: Samples) -> None:
    """Add a note to a loop; what rings beyond its end is heard at its beginning."""
    for first in range(0, len(note), len(canvas)):
        piece = note[first : first + len(canvas)]
        at = start % len(canvas)
        head = min(len(piece), len(canvas) - at)
        canvas[at : at + head] += piece[:head]
        canvas[: len(piece) - head] += piece[head:]


def band(samples: Samples, rate: int, low: tuple[float, float], high: tuple[float, float]) -> Samples:
    """Filter a loop: edges in Hz rise between the two figures of ``low`` and fall between those of ``high``."""
    spectrum = np.fft.rfft(samples)
    hertz = np.fft.rfftfreq(len(samples), 1 / rate)
    rise = np.clip((hertz - low[0]) / (low[1] - low[0]), 0, 1)
    fall = np.clip((high[1] - hertz) / (high[1] - high[0]), 0, 1)
    return np.fft.irfft(spectrum * np.sin(np.pi / 2 * rise) ** 2 * np.sin(np.pi / 2 * fall) ** 2, len(samples))


def to_rate(samples: Samples, rate: int, wanted: int) -> Samples:
    """Resample; what the new rate cannot carry is filtered out."""
    count = round(len(samples) * wanted / rate)
    spectrum = np.fft.rfft(samples)
    spectrum[np.fft.rfftfreq(len(samples), 1 / rate) > 0.47 * wanted] = 0
    kept = np.zeros(count // 2 + 1, dtype=np.complex128)
    size = min(len(kept), len(spectrum))
    kept[:size] = spectrum[:size]
    return np.fft.irfft(kept, count) * count / len(samples)


def wav(samples: Samples, rate: int) -> bytes:
    """The sound as a WAV file: 16-bit PCM, mono."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(np.clip(np.round(samples * 32768), -32768, 32767).astype("<i2").tobytes())
    return file.getvalue()


def a_law(samples: Samples) -> bytes:
    """The sound, at 8 kHz, as a WAV file of A-law, mono (format 6 of RFC 2361)."""
    linear = np.clip(np.round(samples * 32768), -32768, 32767).astype(np.int16)
    octets = g711.encode("PCMA", linear)
    octets += octets[-1:] * (len(octets) % 2)  # chunks are of even length
    form = struct.pack("<HHIIHHH", 6, 1, LINE_HZ, LINE_HZ, 1, 8, 0)
    chunks = [(b"fmt ", form), (b"fact", struct.pack("<I", len(octets))), (b"data", octets)]
    body = b"WAVE" + b"".join(name + struct.pack("<I", len(data)) + data for name, data in chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


# --- instruments ---------------------------------------------------------------------------------


def struck(hertz: float, seconds: float, rate: int, partials: Sequence[tuple[float, float, float]]) -> Samples:
    """A struck bar or string: partials as (multiple of the pitch, strength, decay in 1/s)."""
    t = np.arange(int(seconds * rate)) / rate
    sound = np.zeros_like(t)
    for multiple, strength, decay in partials:
        if hertz * multiple < 0.45 * rate:
            sound += strength * np.exp(-decay * t) * np.sin(2 * np.pi * hertz * multiple * t)
    onset = np.minimum(t / 0.006, 1)
    fade = np.minimum((t[-1] - t) / 0.05, 1)
    return sound * np.sin(np.pi / 2 * onset) ** 2 * fade


ELECTRIC_PIANO = ((1, 1.0, 1.7), (2, 0.30, 2.6), (3, 0.12, 3.6), (4, 0.05, 5.0), (7, 0.025, 9.0))
BASS = ((1, 0.6, 0.9), (2, 1.0, 1.1), (3, 0.55, 1.5), (4, 0.25, 2.1), (5, 0.1, 3.0))
MARIMBA = ((1, 1.0, 5.0), (2, 0.10, 8.0), (3.93, 0.16, 16.0))


def pad(hertz: float, seconds: float, rate: int) -> Samples:
    """Strings from afar: two voices a little apart, slow to come and to go."""
    t = np.arange(int((seconds + 1.2) * rate)) / rate
    sound = np.zeros_like(t)
    for detune in (0.9988, 1.0011):
        for multiple in range(1, 6):
            sound += multiple**-1.7 * np.sin(2 * np.pi * hertz * detune * multiple * t + multiple)
    swell = np.minimum(t / 0.9, 1)
    away = np.clip((seconds + 1.2 - t) / 1.2, 0, 1)
    return sound * (np.sin(np.pi / 2 * swell) * np.sin(np.pi / 2 * away)) ** 2


def flute(hertz: float, seconds: float, rate: int) -> Samples:
    """A soft wind instrument whose vibrato grows as the note is held."""
    t = np.arange(int((seconds + 0.3) * rate)) / rate
    depth = 0.0035 * np.clip((t - 0.35) / 0.8, 0, 1)
    phase = 2 * np.pi * np.cumsum(hertz * (1 + depth * np.sin(2 * np.pi * 4.8 * t))) / rate
    sound = np.sin(phase) + 0.22 * np.sin(2 * phase) + 0.07 * np.sin(3 * phase)
    breath = np.minimum(t / 0.09, 1)
    away = np.clip((seconds + 0.3 - t) / 0.35, 0, 1)
    return sound * (np.sin(np.pi / 2 * breath) * np.sin(np.pi / 2 * away)) ** 2


# --- music ---------------------------------------------------------------------------------------

BEAT = 6400  # samples at 8 kHz: 75 beats a minute
BAR = 4 * BEAT

CHORDS: dict[str, tuple[int, tuple[int, int, int, int]]] = {  # bass, and four voices within the telephone's band
    "Dmaj7": (50, (61, 66, 69, 74)),
    "Bm7": (47, (62, 66, 69, 71)),
    "Gmaj7": (43, (59, 62, 66, 71)),
    "A7sus4": (45, (62, 64, 67, 69)),
    "F#m7": (42, (61, 64, 66, 69)),
    "Em7": (40, (62, 64, 67, 71)),
    "A7": (45, (61, 64, 67, 69)),
    "A6": (45, (61, 64, 66, 69)),
    "Dmaj9": (50, (61, 64, 66, 69)),
}

# One row a bar: chords (sharing it evenly), the melody as (beat, beats, note), and whether the piano moves in quavers.
SCORE: tuple[tuple[tuple[str, ...], tuple[tuple[float, float, int], ...], bool], ...] = (
    (("Dmaj7",), ((0, 2, 78), (2, 1, 76), (3, 1, 74)), True),
    (("Bm7",), ((0, 2.5, 74), (3, 1, 69)), True),
    (("Gmaj7",), ((0, 2, 71), (2, 1, 74), (3, 1, 78)), True),
    (("A7sus4",), ((0, 3, 76),), True),
    (("Dmaj7",), ((0, 2, 78), (2, 1, 81), (3, 1, 78)), True),
    (("F#m7",), ((0, 2.5, 76), (3, 1, 73)), True),
    (("Gmaj7",), ((0, 2, 74), (2, 2, 71)), True),
    (("Em7", "A7"), ((0, 2, 71), (2, 1.5, 73)), True),
    (("Gmaj7",), ((1, 1, 71), (2, 1, 74), (3, 1, 78)), False),
    (("A6",), ((0, 3, 76),), False),
    (("F#m7",), ((1, 1, 69), (2, 1, 73), (3, 1, 76)), False),
    (("Bm7",), ((0, 3, 74),), False),
    (("Em7",), ((0, 1.5, 79), (1.5, 1.5, 78), (3, 1, 76)), True),
    (("A7sus4",), ((0, 2, 74), (2, 2, 76)), True),
    (("Dmaj9",), ((0, 3.5, 78),), True),
    (("A7sus4",), (), False),
)

QUAVERS = (0, 1, 2, 3, 2, 1, 2, 1)  # which of the four voices the piano plays
ROOM = ((1039, 0.22), (1627, 0.19), (2309, 0.15), (3119, 0.12), (4241, 0.09), (5417, 0.06), (6863, 0.04))  # echoes


def waiting() -> Samples:
    """16 bars for who waits: electric piano, strings and a flute; 51.2 s at 8 kHz, -24 dBFS RMS, without a seam."""
    music = np.zeros(len(SCORE) * BAR)
    for bar, (chords, melody, quavers) in enumerate(SCORE):
        length = BAR // len(chords)
        for part, chord in enumerate(chords):
            _accompany(music, bar * BAR + part * length, length, chord, quavers=quavers)
        for beat, beats, note in melody:
            sound = flute(pitch(note), beats * BEAT / LINE_HZ - 0.1, LINE_HZ)
            add_round(music, bar * BAR + int(beat * BEAT), 0.30 * sound)
    dry = music.copy()
    for delay, strength in ROOM:
        music += strength * np.roll(dry, delay)
    return level(band(music, LINE_HZ, (220, 320), (3200, 3500)), -24)


def _accompany(music: Samples, start: int, length: int, chord: str, *, quavers: bool) -> None:
    bass, voices = CHORDS[chord]
    seconds = length / LINE_HZ
    add_round(music, start, 0.30 * struck(pitch(bass), seconds + 0.4, LINE_HZ, BASS))
    for voice in voices:
        add_round(music, start, 0.030 * pad(pitch(voice), seconds, LINE_HZ))
    step = BEAT // 2 if quavers else BEAT
    for index in range(length // step):
        voice = voices[QUAVERS[index % len(QUAVERS)]]
        touch = (0.26, 0.15, 0.19, 0.16)[index % 4] * (1.0 if quavers else 0.85)
        add_round(music, start + index * step, touch * struck(pitch(voice), 2.4, LINE_HZ, ELECTRIC_PIANO))


# --- signals and tones ---------------------------------------------------------------------------


def signal(notes: Sequence[tuple[float, int, float]], seconds: float, dbfs: float) -> Samples:
    """Marimba notes as (second, MIDI number, strength), 16 kHz; ``dbfs`` is the peak."""
    sound = np.zeros(int(seconds * DESK_HZ))
    for at, note, strength in notes:
        struck_note = strength * struck(pitch(note), min(1.2, seconds - at), DESK_HZ, MARIMBA)
        start = int(at * DESK_HZ)
        sound[start : start + len(struck_note)] += struck_note[: len(sound) - start]
    return sound * 10 ** (dbfs / 20) / np.max(np.abs(sound))


def ring() -> Samples:
    """Two soft tones in turn for 2 s, then 2 s of silence: repeated while a call is offered."""
    notes = [(index * 0.25, 76 if index % 2 else 80, 1.0 if index < 6 else 0.6) for index in range(7)]
    return signal(notes, 4.0, -9)


def joined() -> Samples:
    """Two quick steps up, in the agent's ear: somebody is on the line."""
    return signal([(0.0, 76, 0.8), (0.12, 83, 1.0)], 0.5, -12)


def offer_missed() -> Samples:
    """Down, and away."""
    return signal([(0.0, 79, 1.0), (0.22, 76, 0.9), (0.44, 72, 0.8)], 1.4, -9)


def queue_alarm() -> Samples:
    """Twice up, calmly: come and help."""
    return signal([(0.0, 72, 0.7), (0.16, 79, 0.8), (0.5, 72, 0.7), (0.66, 79, 0.8)], 1.3, -12)


def wrap_up_ending() -> Samples:
    """Two calm taps and a step up: soon ready again."""
    return signal([(0.0, 72, 0.7), (0.3, 72, 0.8), (0.6, 79, 1.0)], 1.5, -12)


def error() -> Samples:
    """Low and twice: something is not as it should be."""
    return signal([(0.0, 57, 1.0), (0.0, 58, 0.5), (0.3, 57, 1.0), (0.3, 58, 0.5)], 1.2, -9)


def tone(hertz: int) -> Samples:
    """One second of a sine at 16 kHz, peak -12 dBFS; whole periods, so that it loops without a seam."""
    return 10 ** (-12 / 20) * np.sin(2 * np.pi * hertz * np.arange(DESK_HZ) / DESK_HZ)


# --- tones of the network (ITU-T E.180, supplement 2) -----------------------------------------------

Cadence = tuple[tuple[float, ...], tuple[float, ...]]
"""Frequencies in Hz that sound together, and seconds of sound and of silence in turn."""

NETWORK: dict[str, dict[str, Cadence]] = {
    "gb": {
        "ringing": ((400, 450), (0.4, 0.2, 0.4, 2.0)),
        "busy": ((400,), (0.375, 0.375)),
        "congestion": ((400,), (0.4, 0.35, 0.225, 0.525)),
    },
    "us": {
        "ringing": ((440, 480), (2.0, 4.0)),
        "busy": ((480, 620), (0.5, 0.5)),
        "congestion": ((480, 620), (0.25, 0.25)),
    },
    "se": {
        "ringing": ((425,), (1.0, 5.0)),
        "busy": ((425,), (0.25, 0.25)),
        "congestion": ((425,), (0.25, 0.75)),
    },
    "ua": {
        "ringing": ((425,), (1.0, 4.0)),
        "busy": ((425,), (0.35, 0.35)),
        "congestion": ((425,), (0.175, 0.175)),
    },
    "pl": {
        "ringing": ((425,), (1.0, 4.0)),
        "busy": ((425,), (0.5, 0.5)),
        "congestion": ((425,), (0.25, 0.25)),
    },
    "fr": {
        "ringing": ((440,), (1.5, 3.5)),
        "busy": ((440,), (0.5, 0.5)),
        "congestion": ((440,), (0.25, 0.25)),
    },
    "de": {
        "ringing": ((425,), (1.0, 4.0)),
        "busy": ((425,), (0.48, 0.48)),
        "congestion": ((425,), (0.24, 0.24)),
    },
}
"""Country → tone → how it sounds there."""


def network(cadence: Cadence) -> Samples:
    """One period of a tone at 8 kHz, -16 dBFS RMS while it sounds; it is repeated without a click."""
    hertz, seconds = cadence
    pieces: list[Samples] = []
    for index, length in enumerate(seconds):
        t = np.arange(round(length * LINE_HZ)) / LINE_HZ
        edge = np.minimum(np.minimum(t, length - t) / 0.005, 1)
        sound = sum((np.sin(2 * np.pi * one * t) for one in hertz), np.zeros_like(t))
        pieces.append(np.zeros_like(t) if index % 2 else level(sound, -16) * edge)
    return np.concatenate(pieces)


def beep() -> Samples:
    """Speak after this: 1 kHz for 0.4 s at 8 kHz."""
    return network(((1000,), (0.4, 0.1)))


TONES: dict[str, Callable[[], Samples]] = {
    **{f"tones/{country}/{name}": partial(network, cadence) for country, tones in NETWORK.items()
       for name, cadence in tones.items()},
    "tones/beep": beep,
}  # fmt: skip
"""Name → what makes it; 8 kHz."""

COMPUTED: dict[str, tuple[Callable[[], Samples], int]] = {
    "music/waiting": (waiting, LINE_HZ),
    "signals/ring": (ring, DESK_HZ),
    "signals/joined": (joined, DESK_HZ),
    "signals/offer_missed": (offer_missed, DESK_HZ),
    "signals/queue_alarm": (queue_alarm, DESK_HZ),
    "signals/wrap_up_ending": (wrap_up_ending, DESK_HZ),
    "signals/error": (error, DESK_HZ),
    "demo/tone_caller": (lambda: tone(440), DESK_HZ),
    "demo/tone_agent": (lambda: tone(1000), DESK_HZ),
}
"""Name → what makes it, and its sample rate in Hz."""

# --- speech --------------------------------------------------------------------------------------

SPOKEN: dict[str, tuple[str, int, int, str]] = {
    # name: espeak-ng voice, words a minute, sample rate, text
    "demo/caller_1": (
        "en-gb+f4",
        160,
        DESK_HZ,
        "Hello, my name is Emma Clarke. I ordered a coffee machine last Tuesday, and it has still not arrived. "
        "Could you please check where it is?",
    ),
    "demo/caller_2": (
        "sv+m3",
        155,
        DESK_HZ,
        "Hej, det är Johan Lindqvist. Jag har fått en faktura på tolvhundra kronor, men jag har redan betalat den. "
        "Kan ni titta på det, tack?",
    ),
    "demo/caller_3": (
        "uk+f3",
        150,
        DESK_HZ,
        "Добрий день, мене звати Олена Коваль. У мене з ранку не працює інтернет, і на роутері блимає червона "
        "лампочка. Допоможіть, будь ласка.",
    ),
    "demo/caller_4": (
        "pl+m1",
        155,
        DESK_HZ,
        "Dzień dobry, nazywam się Piotr Zieliński. Chciałbym zmienić adres dostawy mojej paczki, bo w przyszłym "
        "tygodniu przeprowadzam się do Gdańska.",
    ),
    "demo/caller_5": (
        "fr-fr+f5",
        155,
        DESK_HZ,
        "Bonjour, je suis Camille Laurent. Je voudrais résilier mon abonnement à la fin du mois, mais je ne trouve "
        "pas comment faire sur votre site.",
    ),
    "demo/caller_6": (
        "en-us+m7",
        160,
        DESK_HZ,
        "Hi, this is Daniel Reed. I cannot log in to my account any more. I have reset my password twice, and the "
        "message with the link never comes.",
    ),
    "demo/agent_1": (
        "sv+f1",
        155,
        DESK_HZ,
        "God dag, du talar med Anna. Tack för att du har väntat. Hur kan jag hjälpa dig i dag? "
        "Ett ögonblick, så ska jag titta på det.",
    ),
    "demo/agent_2": (
        "sv+m4",
        155,
        DESK_HZ,
        "Hej, det här är Bertil. Tack för ditt samtal. Jag förstår, det ska vi lösa. Kan du ge mig ditt kundnummer?",
    ),
    "demo/agent_3": (
        "uk+f2",
        150,
        DESK_HZ,
        "Добрий день, мене звати Оксана. Дякую, що зачекали. Зараз я перевірю ваше замовлення і все вам поясню.",
    ),
    "demo/agent_4": (
        "pl+m2",
        155,
        DESK_HZ,
        "Dzień dobry, mówi Marek. Dziękuję za cierpliwość. Już sprawdzam, proszę chwilę poczekać na linii.",
    ),
    "demo/agent_5": (
        "fr-fr+f2",
        155,
        DESK_HZ,
        "Bonjour, Claire à votre écoute. Merci de votre patience. Je regarde votre dossier tout de suite, "
        "restez en ligne, je vous prie.",
    ),
}

PAUSE_S = 1.2  # after a speech of the demo, which is repeated


def speak(espeak: str, voice: str, words: int, rate: int, text: str, pause_s: float) -> Samples:
    """The text as espeak-ng says it, at -20 dBFS RMS, its peaks kept below -2 dBFS."""
    command = [espeak, "-v", voice, "-s", str(words), "--stdout", text]
    said = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout
    with wave.open(io.BytesIO(said), "rb") as file:
        came = file.getframerate()
        # The length in the header of a stream is a fiction; what was written is what there is.
        data = said[said.index(b"data") + 8 :]
    samples = np.frombuffer(data[: len(data) // 2 * 2], dtype="<i2") / 32768
    loud = np.flatnonzero(np.abs(samples) > 0.005)
    samples = samples[max(0, loud[0] - came // 20) : loud[-1] + came // 10]
    samples = level(to_rate(samples, came, rate), -20)
    samples *= min(1.0, 10 ** (-2 / 20) / np.max(np.abs(samples)))
    return np.concatenate([samples, np.zeros(int(pause_s * rate))])


def main() -> None:
    """Write all that can be made here."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=HERE, help="directory to write to (default: this one)")
    into: Path = parser.parse_args().into
    made = {name: wav(make(), rate) for name, (make, rate) in COMPUTED.items()}
    made |= {name: a_law(make()) for name, make in TONES.items()}
    espeak = shutil.which("espeak-ng")
    if espeak is None:
        print("espeak-ng is not installed: the spoken sounds are left as they are")
    else:
        for name, (voice, words, rate, text) in SPOKEN.items():
            made[name] = wav(speak(espeak, voice, words, rate, text, PAUSE_S), rate)
        for name, (language, text) in make_prompts.texts().items():
            voice, words = make_prompts.VOICES[language]
            made[name] = a_law(speak(espeak, voice, words, LINE_HZ, text, 0.0))
    for name, data in made.items():
        path = into / f"{name}.wav"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    print(f"{len(made)} sounds, {sum(map(len, made.values())) / 1e6:.1f} MB, in {into}")


if __name__ == "__main__":
    main()

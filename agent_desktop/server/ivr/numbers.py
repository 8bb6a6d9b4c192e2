"""Numbers and spans of time in words, with each language's own grammar, as ``sounds/make_sounds.py`` has them spoken.

A number that stands before a noun agrees with it: a minute is of common gender in Swedish and feminine in Ukrainian,
Polish and French. Polish and Ukrainian have three forms of the noun (CLDR: one, few, many), chosen by the last digits.
"""

from __future__ import annotations

from collections.abc import Callable

LANGUAGES = ("en", "sv", "uk", "pl", "fr")
"""ISO 639-1 codes of the languages that callers are spoken to in."""

LARGEST = 99
"""No place and no span is said by a larger number."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_EN = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_EN_TENS = _words("twenty thirty forty fifty sixty seventy eighty ninety")

_SV = _words(
    "noll ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton"
)
_SV_TENS = _words("tjugo trettio fyrtio femtio sextio sjuttio åttio nittio")

_UK = _words(
    "нуль один два три чотири п'ять шість сім вісім дев'ять десять одинадцять дванадцять тринадцять чотирнадцять "
    "п'ятнадцять шістнадцять сімнадцять вісімнадцять дев'ятнадцять"
)
_UK_TENS = _words("двадцять тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто")
_UK_FEMININE = {1: "одна", 2: "дві"}

_PL = _words(
    "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście "
    "czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście"
)
_PL_TENS = _words(
    "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt"
)

_FR = _words(
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
    "dix-huit dix-neuf"
)
_FR_TENS = _words("vingt trente quarante cinquante soixante")


def _english(number: int, feminine: bool) -> str:
    del feminine
    if number < 20:
        return _EN[number]
    tens, units = divmod(number, 10)
    return _EN_TENS[tens - 2] + (f"-{_EN[units]}" if units else "")


def _swedish(number: int, common: bool) -> str:
    """Tens and units are one word: tjugoett, before a noun of common gender tjugoen."""
    tens, units = divmod(number, 10)
    small = number if number < 20 else units
    word = "en" if common and small == 1 else _SV[small]
    if number < 20:
        return word
    return _SV_TENS[tens - 2] + (word if units else "")


def _ukrainian(number: int, feminine: bool) -> str:
    """One and two agree in gender, also after tens: двадцять одна, двадцять дві."""
    tens, units = divmod(number, 10)
    small = number if number < 20 else units
    word = _UK_FEMININE.get(small, _UK[small]) if feminine else _UK[small]
    if number < 20:
        return word
    return f"{_UK_TENS[tens - 2]} {word}" if units else _UK_TENS[tens - 2]


def _polish(number: int, feminine: bool) -> str:
    """Two agrees in gender everywhere; one only by itself: jedna, but dwadzieścia jeden."""
    tens, units = divmod(number, 10)
    small = number if number < 20 else units
    word = _PL[small]
    if feminine and small == 2:
        word = "dwie"
    if number < 20:
        return "jedna" if feminine and number == 1 else word
    return f"{_PL_TENS[tens - 2]} {word}" if units else _PL_TENS[tens - 2]


def _french(number: int, feminine: bool) -> str:
    """Seventy and ninety count on from sixty and eighty; quatre-vingts loses its s before another number."""
    if number < 20:
        return "une" if feminine and number == 1 else _FR[number]
    base = 60 if 60 <= number < 80 else 80 if number >= 80 else number // 10 * 10
    rest = number - base
    if base == 80:
        return f"quatre-vingt-{_french(rest, feminine)}" if rest else "quatre-vingts"
    word = _FR_TENS[base // 10 - 2]
    if not rest:
        return word
    return f"{word} et {_french(rest, feminine)}" if rest in (1, 11) else f"{word}-{_french(rest, feminine)}"


_WORDS: dict[str, Callable[[int, bool], str]] = {
    "en": _english,
    "sv": _swedish,
    "uk": _ukrainian,
    "pl": _polish,
    "fr": _french,
}

_MINUTE: dict[str, tuple[str, ...]] = {  # by the plural rules of CLDR: one and other; one, few and many
    "en": ("minute", "minutes"),
    "sv": ("minut", "minuter"),
    "uk": ("хвилина", "хвилини", "хвилин"),
    "pl": ("minuta", "minuty", "minut"),
    "fr": ("minute", "minutes"),
}


def cardinal(language: str, number: int, *, of_minutes: bool = False) -> str:
    """A number from 0 to 99 in words: as it is counted, or as it stands before minutes. ValueError for another one."""
    if not 0 <= number <= LARGEST:
        raise ValueError(f"{number} is not said in words")
    return _WORDS[language](number, of_minutes)


def plural(language: str, number: int) -> int:
    """Which form of a noun follows the number: 0 one, 1 few or other, 2 many (CLDR, plural rules of cardinals)."""
    if language == "fr":
        return 0 if number in (0, 1) else 1
    if language not in ("uk", "pl"):
        return 0 if number == 1 else 1
    if number == 1 or (language == "uk" and number % 10 == 1 and number % 100 != 11):
        return 0
    return 1 if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else 2


def minutes(language: str, number: int) -> str:
    """So many minutes, in words: ``dwadzieścia dwie minuty``."""
    return f"{cardinal(language, number, of_minutes=True)} {_MINUTE[language][plural(language, number)]}"

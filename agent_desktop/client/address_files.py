"""Reads address books: CSV with a line of headings (RFC 4180), and vCard 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350).

What cannot be used is left out and told with its file and line; the rest of the file is used.
"""

from __future__ import annotations

import csv
import quopri
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from agent_desktop.client.address_book import AddressBook, Mistake, Person
from agent_desktop.client.phone_numbers import tidy_number

ENDINGS = frozenset({".csv", ".vcf"})
LARGEST = 50_000_000
"""A larger file, in bytes, is none of ours."""
MISTAKES = 100
"""So many are told."""

_NAME = frozenset(
    [
        "name",
        "full name",
        "display name",
        "namn",
        "fullständigt namn",
        "ім'я",
        "nazwa",
        "imię i nazwisko",
        "nom complet",
    ]
)
_FIRST = frozenset(["first name", "given name", "förnamn", "імя", "imię", "prénom"])
_LAST = frozenset(["last name", "surname", "family name", "efternamn", "прізвище", "nazwisko", "nom"])
_COMPANY = frozenset(
    ["company", "organization", "organisation", "företag", "компанія", "firma", "société", "entreprise"]
)
_NUMBER = re.compile(
    r"phone|number|mobile|cell|^tel|telefon|mobil|nummer|номер|телефон|numer|komórk|téléphone|numéro|portable"
)
_FAX = re.compile(r"fax|факс|faks|télécopie")


def read(path: Path) -> AddressBook:
    """The book in a file, or in all files of a folder that end in .csv or .vcf."""
    people: list[Person] = []
    mistakes: list[Mistake] = []
    try:
        there = files(path)
    except OSError as error:
        return AddressBook((), [_unreadable(path, error)])
    for file in there:
        try:
            found, wrong = _read_file(file)
        except OSError as error:
            found, wrong = [], [_unreadable(file, error)]
        people += found
        mistakes += wrong
    return AddressBook(people, mistakes[:MISTAKES])


def files(path: Path) -> list[Path]:
    """The files of the book, by name."""
    if not path.is_dir():
        return [path]
    return sorted(one for one in path.iterdir() if one.suffix.lower() in ENDINGS and one.is_file())


def _unreadable(file: Path, error: OSError) -> Mistake:
    return Mistake(file=str(file), line=0, code="book_unreadable", text=error.strerror or str(error))


def _read_file(file: Path) -> tuple[list[Person], list[Mistake]]:
    if file.stat().st_size > LARGEST:
        return [], [Mistake(file=str(file), line=0, code="book_too_large")]
    text = _text(file.read_bytes())
    rows = _cards(text) if file.suffix.lower() == ".vcf" else _lines(text)
    people: list[Person] = []
    mistakes: list[Mistake] = []
    for line, row in rows:
        if isinstance(row, str):
            mistakes.append(Mistake(file=str(file), line=line, code=row))
            continue
        name, company, written = row
        numbers = tuple(dict.fromkeys(tidy for number in written if (tidy := tidy_number(number))))
        mistakes += [
            Mistake(file=str(file), line=line, code="book_bad_number", text=number)
            for number in written
            if not tidy_number(number)
        ]
        if not (name or company):
            mistakes.append(Mistake(file=str(file), line=line, code="book_no_name"))
        elif numbers:
            people.append(Person(name=name or company, company=company if name else "", numbers=numbers))
        elif not written:
            mistakes.append(Mistake(file=str(file), line=line, code="book_no_number", text=name or company))
    return people, mistakes


def _text(content: bytes) -> str:
    """UTF-8, else what Windows programs write in Western Europe."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


_Row = tuple[str, str, list[str]] | str
"""Name, company and numbers as they are written; or the code of what is wrong."""


# --- CSV ---------------------------------------------------------------------------------------------


def _lines(text: str) -> Iterator[tuple[int, _Row]]:
    head = text.split("\n", 1)[0]
    separator = max(",;\t", key=head.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    try:
        headings = [cell.strip().casefold().replace("’", "'") for cell in next(reader, list[str]())]
        columns = {
            "name": _columns(headings, _NAME),
            "first": _columns(headings, _FIRST),
            "last": _columns(headings, _LAST),
            "company": _columns(headings, _COMPANY),
            "numbers": [at for at, cell in enumerate(headings) if _NUMBER.search(cell) and not _FAX.search(cell)],
        }
        if not columns["numbers"] or not any(columns[name] for name in ("name", "first", "last", "company")):
            yield 1, "book_no_headings"
            return
        for cells in reader:
            if any(cell.strip() for cell in cells):
                given = {name: [cells[at].strip() for at in ats if at < len(cells)] for name, ats in columns.items()}
                name = " ".join(given["name"]) or " ".join((*given["first"], *given["last"]))
                yield (
                    reader.line_num,
                    (name.strip(), " ".join(given["company"]), [one for one in given["numbers"] if one]),
                )
    except csv.Error:
        yield reader.line_num, "book_bad_line"


def _columns(headings: list[str], names: frozenset[str]) -> list[int]:
    return [at for at, cell in enumerate(headings) if cell in names]


# --- vCard -------------------------------------------------------------------------------------------


def _cards(text: str) -> Iterator[tuple[int, _Row]]:
    began: int | None = None
    name = structured = company = ""
    numbers: list[str] = []
    for line, content in _unfolded(text):
        head, colon, value = content.partition(":")
        if not colon:
            if content.strip():
                yield line, "book_bad_line"
            continue
        label, *params = head.split(";")
        property_ = label.rpartition(".")[2].strip().upper()
        if "QUOTED-PRINTABLE" in head.upper():
            value = quopri.decodestring(value.encode("utf-8", "replace")).decode("utf-8", "replace")
        if property_ == "BEGIN":
            if began is not None:
                yield began, "book_card_open"
            began, name, structured, company, numbers = line, "", "", "", []
        elif property_ == "FN":
            name = name or _plain(value)
        elif property_ == "N":
            family, given, *_ = (*_parts(value), "", "")
            structured = f"{given} {family}".strip()
        elif property_ == "ORG":
            company = company or _parts(value)[0]
        elif property_ == "TEL" and not any("FAX" in param.upper() for param in params):
            numbers.append(_plain(value))
        elif property_ == "END" and began is not None:
            yield began, (name or structured, company, numbers)
            began = None
    if began is not None:
        yield began, "book_card_open"


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers, those that were broken put together (RFC 6350 §3.2; 2.1 breaks with ``=``)."""
    start, whole = 0, ""
    for number, line in enumerate(text.splitlines(), 1):
        soft = "QUOTED-PRINTABLE" in whole.partition(":")[0].upper() and whole.endswith("=")
        if soft:
            whole = whole[:-1] + line
        elif start and line[:1] in (" ", "\t"):
            whole += line[1:]
        else:
            if start:
                yield start, whole
            start, whole = number, line
    if start:
        yield start, whole


def _parts(value: str) -> list[str]:
    return [_plain(part) for part in re.split(r"(?<!\\);", value)]


def _plain(value: str) -> str:
    """Without the escapes of RFC 6350 §3.4."""
    return re.sub(r"\\(.)", lambda match: " " if match[1] in "nN" else match[1], value).strip()

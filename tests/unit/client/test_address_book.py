"""The address book: what is read of CSV and vCard, what is told of their mistakes, and whose a number is (F054)."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from agent_desktop.client import address_files
from agent_desktop.client.address_book import AddressBook, Mistake, Person
from agent_desktop.client.book_watch import BookWatch

CSV = """Namn;Företag;Telefon;Mobil;Fax
Eva Lindqvist;;;070-123 45 67;
"Öberg; Håkan";Öbergs Bygg AB;08-500 123 00;0705550177;08-500 123 01
;;0701111111;;
;Kiosken;0702222222;;
Bo Utan;;;;
Per Fel;;ring Bo;;
"""
VCARD = """BEGIN:VCARD\r
VERSION:4.0\r
FN:Оксана Мельник\r
N:Мельник;Оксана;;;\r
ORG:Дніпро-Сервіс\\, Київ;Продаж\r
item1.TEL;TYPE="voice,work";VALUE=uri:tel:+380-44-123-4567\r
TEL;TYPE=fax:+380 44 123 45 68\r
NOTE:a note that is fol\r
 ded: TEL:+4611111111\r
END:VCARD\r
BEGIN:VCARD\r
VERSION:2.1\r
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=96berg;H=C3=A5=\r
kan\r
TEL;CELL:0705550177\r
END:VCARD\r
BEGIN:VCARD\r
FN:Nobody\r
TEL:call me\r
"""


def read(folder: Path, name: str, content: bytes) -> AddressBook:
    file = folder / name
    file.write_bytes(content)
    return address_files.read(file)


def told(book: AddressBook) -> list[tuple[int, str, str]]:
    return [(mistake.line, mistake.code, mistake.text) for mistake in book.mistakes]


def test_a_csv_file_with_swedish_headings(tmp_path: Path) -> None:
    book = read(tmp_path, "people.csv", CSV.encode())
    assert book.people == (
        Person(name="Eva Lindqvist", numbers=("0701234567",)),
        Person(name="Kiosken", numbers=("0702222222",)),
        Person(name="Öberg; Håkan", company="Öbergs Bygg AB", numbers=("0850012300", "0705550177")),
    )
    assert told(book) == [
        (4, "book_no_name", ""),
        (6, "book_no_number", "Bo Utan"),
        (7, "book_bad_number", "ring Bo"),
    ]
    assert {mistake.file for mistake in book.mistakes} == {str(tmp_path / "people.csv")}


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("First name,Last name,Phone\nEva,Ek,112\n".encode("utf-8-sig"), "Eva Ek"),
        ("Namn\tTelefon\nHåkan\t112\n".encode("cp1252"), "Håkan"),
        ("Imię;Nazwisko;Numer telefonu\r\nŻaneta;Łąka;112\r\n".encode(), "Żaneta Łąka"),
        ("Prénom;Nom;Téléphone portable\nZoé;Noël;112\n".encode(), "Zoé Noël"),
        ("Прізвище,Імя,Номер\nМельник,Оксана,112\n".encode(), "Оксана Мельник"),
    ],
)
def test_headings_encodings_and_separators(tmp_path: Path, content: bytes, name: str) -> None:
    book = read(tmp_path, "a.csv", content)
    assert [person.name for person in book.people] == [name]
    assert not book.mistakes


def test_vcards_of_three_versions(tmp_path: Path) -> None:
    book = read(tmp_path, "people.vcf", VCARD.encode())
    assert book.people == (
        Person(name="Håkan Öberg", numbers=("0705550177",)),
        Person(name="Оксана Мельник", company="Дніпро-Сервіс, Київ", numbers=("+380441234567",)),
    )
    assert told(book) == [(17, "book_card_open", "")]


@pytest.mark.parametrize(
    ("name", "content", "mistakes"),
    [
        ("a.csv", b"Colour,Size\nred,9\n", [(1, "book_no_headings", "")]),
        ("a.csv", b"", [(1, "book_no_headings", "")]),
        ("a.csv", b"Name,Phone\n" + b'"' + b"x" * 200_000 + b'",1\n', [(2, "book_bad_line", "")]),
        ("a.vcf", b"\x00\x01\xff nothing", [(1, "book_bad_line", "")]),
    ],
    ids=["no headings", "empty", "a field too long", "no vCard"],
)
def test_what_is_no_address_book_is_told(
    tmp_path: Path, name: str, content: bytes, mistakes: list[tuple[int, str, str]]
) -> None:
    book = read(tmp_path, name, content)
    assert told(book) == mistakes
    assert not book.people


def test_a_folder_has_all_its_files_and_a_missing_file_is_told(tmp_path: Path) -> None:
    read(tmp_path, "b.csv", b"Name,Phone\nEva,112\n")
    read(tmp_path, "a.vcf", b"BEGIN:VCARD\nFN:Bo\nTEL:113\nEND:VCARD\n")
    (tmp_path / "readme.txt").write_text("Name,Phone\nNo,114\n", encoding="utf-8")
    assert [person.name for person in address_files.read(tmp_path).people] == ["Bo", "Eva"]
    (mistake,) = address_files.read(tmp_path / "none.csv").mistakes
    assert (mistake.code, mistake.line) == ("book_unreadable", 0)


BOOK = AddressBook(
    [
        Person(name="Eva", numbers=("+46701234567",)),
        Person(name="Reception", numbers=("8090",)),
        Person(name="Oslo", numbers=("+4712345678",)),
        Person(name="Twin A", numbers=("0855512345",)),
        Person(name="Twin B", numbers=("0855512345",)),
    ]
)


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("+46701234567", "Eva"),
        ("0046701234567", "Eva"),
        ("070-123 45 67", "Eva"),
        ("+47701234567", ""),  # another country
        ("8090", "Reception"),
        ("08090", ""),
        ("18090", ""),
        ("0855512345", ""),  # may be either
        ("", ""),
        ("anonymous", ""),
    ],
)
def test_whose_number_it_is(number: str, name: str) -> None:  # F054
    assert BOOK.name_of(number) == name


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("Name,Phone\nEva,112\n", encoding="utf-8")
    books: list[AddressBook] = []
    changed = threading.Condition()

    def tell(book: AddressBook) -> None:
        with changed:
            books.append(book)
            changed.notify_all()

    watch = BookWatch(file, tell, every_s=0.01)
    with changed:
        assert changed.wait_for(lambda: len(books) == 1, 30)
        file.write_text("Name,Phone\nEva,112\nBo,bad\nCarl,113\n", encoding="utf-8")
        assert changed.wait_for(lambda: len(books[-1].people) == 2, 30)
    assert books[-1].mistakes == (Mistake(file=str(file), line=3, code="book_bad_number", text="bad"),)
    watch.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "address book"]

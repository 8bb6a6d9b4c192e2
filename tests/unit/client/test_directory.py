"""The address book from a directory: OpenLDAP with 1,200 people, TLS that cannot be trusted, and silence (F054)."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from agent_desktop.client import ldap
from agent_desktop.client.address_book import AddressBook, Mistake
from agent_desktop.client.books import Books
from agent_desktop.client.directory import Directory, directory_of
from agent_desktop.client.directory_watch import DirectoryWatch
from agent_desktop.settings import ini
from tests.fakes.slapd import ANONYMOUS, BASE, NAME, PASSWORD, PEOPLE, USER, Slapd, running

FEW = "(o=*)"


@pytest.fixture(scope="module")
def slapd(tool: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slapd]:
    with running(tmp_path_factory.mktemp("slapd"), tool("slapd")) as one:
        yield one


def directory(url: str, user: str = USER, base: str = BASE, of: str = "(objectClass=person)") -> Directory:
    attributes = ("cn", "telephoneNumber", "mobile")
    return Directory(url=url, base=base, filter=of, attributes=attributes, user=user, every_s=0.01)


def plain(slapd: Slapd) -> str:
    return f"ldap://127.0.0.1:{slapd.port}"


def book(found: AddressBook | Mistake) -> AddressBook:
    assert isinstance(found, AddressBook), found
    return found


def code(found: AddressBook | Mistake) -> str:
    assert isinstance(found, Mistake)
    return found.code


def test_all_people_come_in_pages_with_their_names_as_they_are_written(slapd: Slapd) -> None:
    found = book(ldap.read(directory(plain(slapd)), PASSWORD))
    assert len(found.people) == PEOPLE > 2 * ldap.PAGE
    assert found.name_of("070-555 01 77") == found.name_of("+46850012300") == "Håkan Öberg"
    assert found.name_of("+380441234567") == "Оксана Мельник"
    assert {person.company for person in found.people} == {"", "Öbergs Bygg AB"}
    (mistake,) = found.mistakes
    assert (mistake.code, mistake.text) == ("directory_bad_number", "Оксана Мельник: 8090 ext 1")


def test_more_than_are_taken_or_given_are_told_and_the_first_are_there(slapd: Slapd) -> None:
    taken = book(ldap.read(directory(plain(slapd)), PASSWORD, largest=700))
    given = book(ldap.read(directory(plain(slapd), user=""), ""))
    for found, count in ((taken, 700), (given, ANONYMOUS)):
        assert len(found.people) == count
        assert (found.mistakes[0].code, found.mistakes[0].text) == ("directory_too_large", str(count))


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"user": USER + "x"}, "invalidCredentials"),
        ({"base": "ou=none,dc=example,dc=com"}, "noSuchObject"),
        ({"of": "(cn=(a)"}, "invalid filter"),
    ],
)
def test_a_refusal_is_told_in_the_directorys_words(slapd: Slapd, wanted: dict[str, str], words: str) -> None:
    found = ldap.read(directory(plain(slapd), **wanted), PASSWORD)
    assert isinstance(found, Mistake)
    assert (found.code, found.text) == ("directory_refused", words)


@pytest.mark.parametrize("url", ["ldaps://127.0.0.1:{tls_port}", f"ldap://{NAME}:{{port}}"], ids=["ldaps", "StartTLS"])
def test_beyond_this_pc_only_a_certificate_that_is_trusted_will_do(
    slapd: Slapd, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = directory(url.format(port=slapd.port, tls_port=slapd.tls_port), of=FEW)
    assert code(ldap.read(place, PASSWORD)) == "directory_unsafe"
    monkeypatch.setenv("SSL_CERT_FILE", str(slapd.certificate))
    assert [person.name for person in book(ldap.read(place, PASSWORD)).people] == ["Håkan Öberg"]


def test_a_certificate_for_another_name_will_not_do(slapd: Slapd, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(slapd.certificate))
    other = directory(f"ldaps://localhost:{slapd.tls_port}")
    assert code(ldap.read(other, PASSWORD)) == "directory_unsafe"


@contextmanager
def answering(answer: Callable[[bytes], bytes]) -> Iterator[tuple[int, list[bytes]]]:
    """A server for one connection: it answers each piece it hears, and keeps it; an empty answer ends it."""
    heard: list[bytes] = []

    def serve() -> None:
        with listener.accept()[0] as peer:
            while data := peer.recv(4096):
                heard.append(data)
                if not (said := answer(data)):
                    return
                peer.sendall(said)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        yield listener.getsockname()[1], heard
        thread.join(30)
        assert not thread.is_alive()


def test_no_password_is_said_where_tls_is_refused() -> None:
    def refuse(request: bytes) -> bytes:
        return bytes.fromhex("300c0201") + request[4:5] + bytes.fromhex("78070a010204000400")  # protocolError

    with answering(refuse) as (port, heard):
        assert code(ldap.read(directory(f"ldap://{NAME}:{port}"), PASSWORD)) == "directory_unsafe"
    assert b"1.3.6.1.4.1.1466.20037" in heard[0]
    assert not any(PASSWORD.encode() in data for data in heard)


@pytest.mark.parametrize(
    "said", [b"0" * 200, b"\x30\x05\x02\x01\x01\x61\x00", b""], ids=["noise", "cut short", "nothing"]
)
def test_what_is_no_directory_is_as_good_as_none(said: bytes) -> None:
    with answering(lambda _: said) as (port, _):
        assert code(ldap.read(directory(f"ldap://127.0.0.1:{port}"), PASSWORD)) == "directory_silent"


def test_a_directory_that_takes_the_connection_and_says_nothing_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"ldap://127.0.0.1:{listener.getsockname()[1]}"
        assert code(ldap.read(directory(url), PASSWORD, limit_s=1)) == "directory_silent"


def test_an_answer_that_comes_byte_by_byte_is_given_up_too() -> None:
    def drip() -> None:
        with listener.accept()[0] as peer:
            peer.sendall(b"\x30\x84\x7f\xff\xff\xff")  # a message of 2 GB
            peer.settimeout(0.2)
            while True:
                try:
                    if not peer.recv(4096):
                        return
                except TimeoutError:
                    peer.sendall(b"0")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        dripping = threading.Thread(target=drip)
        dripping.start()
        url = f"ldap://127.0.0.1:{listener.getsockname()[1]}"
        assert code(ldap.read(directory(url), PASSWORD, limit_s=1)) == "directory_silent"
        dripping.join(30)
        assert not dripping.is_alive()


class Told:
    """Keeps the books that it is told, and waits for one."""

    def __init__(self) -> None:
        self.books: list[AddressBook] = []
        self._changed = threading.Condition()

    def __call__(self, book: AddressBook) -> None:
        with self._changed:
            self.books.append(book)
            self._changed.notify_all()

    def wait(self, fits: Callable[[AddressBook], bool]) -> AddressBook:
        with self._changed:
            assert self._changed.wait_for(lambda: bool(self.books) and fits(self.books[-1]), 30), self.books
            return self.books[-1]


def codes(book: AddressBook) -> list[str]:
    return [mistake.code for mistake in book.mistakes]


def test_silence_is_told_once_and_the_last_people_stay_until_it_answers_again(
    tool: Callable[[str], str], tmp_path: Path
) -> None:
    told, asked = Told(), threading.Semaphore(0)

    def password(url: str, user: str) -> str:
        asked.release()
        return PASSWORD

    with running(tmp_path, tool("slapd")) as one:
        watch = DirectoryWatch(directory(plain(one), of=FEW), password, told)
        whole = told.wait(lambda book: len(book.people) == 1)
        one.close()
        gone = told.wait(lambda book: codes(book) == ["directory_silent"])
        assert gone.people == whole.people
        while asked.acquire(blocking=False):
            pass
        for _ in range(3):  # asked again, and nothing new is told
            assert asked.acquire(timeout=30)
        one.start()
        back = told.wait(lambda book: book is not gone)
        watch.close()
    assert told.books == [whole, gone, back]
    assert back.mistakes == whole.mistakes


def test_without_its_password_a_directory_is_not_asked() -> None:
    told = Told()
    watch = DirectoryWatch(directory("ldap://127.0.0.1:1"), lambda url, user: None, told)
    assert codes(told.wait(lambda book: bool(book.mistakes))) == ["directory_no_password"]
    watch.close()


SETTINGS = """[addressbook]
path = {path}
ldap_url = {url}
ldap_base = {base}
ldap_filter = (objectClass=inetOrgPerson)
ldap_attributes = CN, Mobile
ldap_user = {user}
ldap_minutes = 5
"""


def test_files_and_directory_are_one_book_and_nothing_waits_for_the_directory(slapd: Slapd, tmp_path: Path) -> None:
    file, settings, told = tmp_path / "people.csv", tmp_path / "ect.ini", Told()
    file.write_text(
        "Name,Phone,Company\nKiosken,0702222222,\nHåkan Öberg,0705550177,Öbergs Bygg AB\n", encoding="utf-8"
    )
    settings.write_text(SETTINGS.format(path=file, url=plain(slapd), base=BASE, user=USER), encoding="utf-8")
    kept, unlocked = {(plain(slapd), USER): PASSWORD}, threading.Event()

    def keyring(url: str, user: str) -> str | None:
        unlocked.wait(30)  # as one that asks the person
        return kept.get((url, user))

    books = Books(ini.read(settings, None), keyring, told)
    assert [person.name for person in told.wait(lambda book: True).people] == ["Håkan Öberg", "Kiosken"]
    unlocked.set()
    whole = told.wait(lambda book: len(book.people) > 2)
    assert [person.name for person in whole.people] == ["Håkan Öberg", "Kiosken", "Оксана Мельник"]
    books.close()


@pytest.mark.parametrize(
    ("line", "host", "port", "start_tls"),
    [
        ("ldaps://ad.example.com/", "ad.example.com", 636, False),
        ("ldap://ad.example.com", "ad.example.com", 389, True),
        ("ldap://127.0.0.1:1389", "127.0.0.1", 1389, False),
        ("ldap://[::1]", "::1", 389, False),
        ("ldap://localhost", "localhost", 389, False),
        ("ldap://192.0.2.1", "192.0.2.1", 389, True),
    ],
)
def test_where_a_directory_is_and_when_it_must_start_tls(
    tmp_path: Path, line: str, host: str, port: int, start_tls: bool
) -> None:
    file = tmp_path / "ect.ini"
    file.write_text(f"[addressbook]\nldap_url = {line}\n", encoding="utf-8")
    found = directory_of(ini.read(file, None))
    assert found is not None
    assert (found.host, found.port, found.start_tls) == (host, port, start_tls)
    assert found.whole_filter == "(&(objectClass=person)(|(telephoneNumber=*)(mobile=*)))"


@pytest.mark.parametrize(
    "line",
    [
        "ldap_url = http://ad.example.com",
        "ldap_url = ldap://",
        "ldap_url = ldap://reader:secret@ad.example.com",
        "ldap_url = ldap://ad.example.com/dc=example",
        "ldap_url = ldap://ad.example.com:0",
        "ldap_filter = objectClass=person",
        "ldap_attributes = cn",
        "ldap_attributes = cn, mobile=*)(cn",
        "ldap_minutes = 0",
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, line: str) -> None:
    file = tmp_path / "ect.ini"
    file.write_text(f"[addressbook]\n{line}\n", encoding="utf-8")
    with pytest.raises(ini.SettingsError) as mistake:
        ini.read(file, None)
    assert "secret" not in str(mistake.value)

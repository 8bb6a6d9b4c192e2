"""What the machine's and the user's files say, how their mistakes are told, and how the user's is written."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.settings import ini, options
from agent_desktop.settings.ini import Settings, SettingsError
from agent_desktop.settings.kinds import TEXT
from agent_desktop.settings.options import (
    LOGIN_LANGUAGE,
    LOGIN_USER,
    OPTIONS,
    ROUTING_DATA,
    ROUTING_HTTP,
    SERVER_URL,
    SOUND_DEVICE,
    WINDOW_THEME,
    Option,
    Scope,
)


def written(folder: Path, text: str, name: str = "machine.ini") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def mistakes(folder: Path, text: str) -> list[str]:
    """What is told about a file, without its place."""
    with pytest.raises(SettingsError) as caught:
        ini.read(written(folder, text), None)
    return [line.removeprefix(f"{folder / 'machine.ini'}, ") for line in str(caught.value).splitlines()]


def test_without_files_the_defaults_hold(tmp_path: Path) -> None:
    settings = ini.read(tmp_path / "none.ini", None)
    assert {option.key: settings[option] for option in OPTIONS} == {option.key: option.default for option in OPTIONS}
    assert settings.notes == ()


def test_the_users_file_wins_over_the_machines(tmp_path: Path) -> None:
    machine = written(tmp_path, "[server]\nurl = https://desk.example\n[window]\ntheme = Dark\n")
    user = written(tmp_path, "[window]\ntheme: light\n[login]\nuser = Jürgen; # 50 %\n", "user.ini")
    settings = ini.read(machine, user)
    assert settings[SERVER_URL] == "https://desk.example"
    assert settings[WINDOW_THEME] == "light"
    assert settings[LOGIN_USER] == "Jürgen; # 50 %"
    assert settings[LOGIN_LANGUAGE] == "system"
    assert ini.read(machine, None)[WINDOW_THEME] == "dark"


def test_what_is_the_machines_is_not_heard_from_the_user(tmp_path: Path) -> None:
    user = written(tmp_path, "[routing]\nhttp = 127.0.0.1:1\n", "user.ini")
    settings = ini.read(None, user)
    assert settings[ROUTING_HTTP] == ROUTING_HTTP.default
    assert settings.notes == (f"{user}, line 2: routing.http is heard only in the file of the machine",)


LOCKS = "[window]\ntheme = dark\n[lock]\nWindow.Theme = yes\nlogin.user = no\nlogin = Yes\nrouting = yes\n"


def test_what_the_administrator_locked_the_users_file_does_not_change(tmp_path: Path) -> None:  # F064
    machine = written(tmp_path, LOCKS)
    said = "[window]\ntheme = light\n[login]\nlanguage = pink\nuser = berit\n[lock]\nwindow.theme = no\n"
    user = written(tmp_path, said, "user.ini")
    settings = ini.read(machine, user)
    assert settings.locked == {WINDOW_THEME, LOGIN_LANGUAGE}
    assert (settings[WINDOW_THEME], settings[LOGIN_LANGUAGE], settings[LOGIN_USER]) == ("dark", "system", "berit")
    assert settings.notes == (
        f"{user}, line 2: window.theme is locked by the administrator",
        f"{user}, line 4: login.language is locked by the administrator",
        f"{user}, line 7: only the administrator's file locks options",
    )
    assert [settings.is_locked(row) for row in (WINDOW_THEME, LOGIN_USER, ROUTING_HTTP)] == [True, False, True]


def test_a_lock_that_is_not_understood_is_told(tmp_path: Path) -> None:
    text = "[lock]\nwindow.theme = dark\nwindow.them = yes\n"
    assert mistakes(tmp_path, text) == ["line 2: [lock] window.theme is 'dark', but must be yes or no"]
    file = written(tmp_path, "[lock]\nwindow.them = yes\n")
    assert ini.read(file, None).notes == (
        f"{file}, line 2: there is neither an option nor a section window.them; perhaps window.theme is meant",
    )


def test_other_settings_are_under_what_the_machine_locks(tmp_path: Path) -> None:
    machine = ini.read(written(tmp_path, LOCKS), None)
    other = ini.read(written(tmp_path, "[window]\ntheme = light\n[login]\nlanguage = fr\nuser = x\n", "o.ini"), None)
    held = other.under(machine)
    assert (held[WINDOW_THEME], held[LOGIN_LANGUAGE], held[LOGIN_USER]) == ("dark", "system", "x")
    assert held.is_locked(WINDOW_THEME)


def test_an_unknown_name_is_noted_with_the_one_that_is_near(tmp_path: Path) -> None:
    file = written(tmp_path, "[sound]\ndevise = none\n\n[colours]\nnew = 1\n")
    assert ini.read(file, None).notes == (
        f"{file}, line 2: there is no option sound.devise; perhaps sound.device is meant",
        f"{file}, line 5: there is no option colours.new",
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[window]\ntheme = pink", "line 2: window.theme is 'pink', but must be one of system, light, dark"),
        ("[window]\n\n# x\nTHEME = pink", "line 4: window.theme is 'pink', but must be one of system, light, dark"),
        ("[server]\nurl = desk", "line 2: server.url is 'desk', but must be an address that begins with"),
        ("[server]\nurl = http://desk:99999", "line 2: server.url is 'http://desk:99999', but"),
        ("[routing]\nsip = localhost:1", "line 2: routing.sip is 'localhost:1', but must be HOST:PORT with an IP"),
        ("[routing]\nsip = 127.0.0.1:70000", "line 2: routing.sip is '127.0.0.1:70000', but must be HOST:PORT"),
        ("[routing]\nsip = 127.0.0.1", "line 2: routing.sip is '127.0.0.1', but must be HOST:PORT"),
        (
            "[routing]\nstore = postgresql://u:p@h/d",
            "line 2: routing.store is something else, but must be empty, or an",
        ),
        ("[routing]\nstore = postgresql://h/d?password=p", "line 2: routing.store is something else, but must be"),
        ("[routing]\nstore = centre.db", "line 2: routing.store is something else, but must be empty, or an address"),
        ("[routing]\ndata = here", "line 2: routing.data is 'here', but must be the full path of a folder"),
        ("theme = dark", "line 1: this stands before the first [section]"),
        ("[window]\ntheme = dark\ntheme = dark", "line 3: [window] theme is there twice"),
        ("[window]\n[window]", "line 2: [window] is there twice"),
        ("[window]\ntheme", "line 2: neither a [section] nor name = value"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_is_allowed(tmp_path: Path, text: str, told: str) -> None:
    (line,) = mistakes(tmp_path, text)
    assert line.startswith(told)


def test_all_mistakes_of_both_files_are_told_at_once(tmp_path: Path) -> None:
    machine = written(tmp_path, "[window]\ntheme = pink\n[server]\nurl = desk\n")
    user = written(tmp_path, "nonsense", "user.ini")
    with pytest.raises(SettingsError) as caught:
        ini.read(machine, user)
    told = str(caught.value).splitlines()
    assert [line.partition(":")[0] for line in told] == [f"{machine}, line 2", f"{machine}, line 4", f"{user}, line 1"]


def test_a_file_from_notepad_is_read_and_one_in_another_encoding_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.ini"
    file.write_bytes("\ufeff[login]\r\nuser = Åsa\r\n".encode())
    assert ini.read(file, None)[LOGIN_USER] == "Åsa"
    file.write_bytes("[login]\nuser = Åsa\n".encode("latin-1"))
    with pytest.raises(SettingsError, match="not written in UTF-8"):
        ini.read(file, None)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        ini.read(tmp_path, None)  # a folder


def test_an_old_name_is_understood_and_the_new_one_wins(tmp_path: Path) -> None:
    renamed = Option(
        section="a", name="new", kind=TEXT, default="", words="", scope=Scope.PC, user=True, renamed_from="b.old"
    )
    old = ini.read(written(tmp_path, "[b]\nold = x\n"), None, [renamed])
    assert old[renamed] == "x"
    assert old.notes == (f"{tmp_path / 'machine.ini'}, line 2: b.old is called a.new now",)
    both = ini.read(written(tmp_path, "[b]\nold = x\n[a]\nnew = y\n"), None, [renamed])
    assert both[renamed] == "y"
    assert both.notes == (f"{tmp_path / 'machine.ini'}, line 2: b.old is called a.new now, which is there too",)


PIECES = [
    "[",
    "]",
    "[a]",
    "[window]",
    "theme",
    "THEME ",
    "x",
    "=",
    ":",
    "dark",
    "pink",
    "#",
    ";",
    " ",
    "\t",
    "\n",
    "\r",
]
PIECES += ["\n", "\n", "\ufeff", "\u2028", "\x0b", "%(x)s", "$", '"']


@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
def test_whatever_stands_in_a_file_is_read_or_told_with_a_line_of_it(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ect.ini"
        file.write_text(text, encoding="utf-8", newline="")
        told = what_is_told(file)
    lines = [int(re.match(rf"{re.escape(str(file))}, line (\d+): ", line)[1]) for line in told]  # type: ignore[index]
    assert all(1 <= line <= len(re.split("\r\n|\r|\n", text)) for line in lines)


def what_is_told(file: Path) -> list[str]:
    """The mistakes, or else the notes, of a file."""
    try:
        return list(ini.read(file, None).notes)
    except SettingsError as error:
        return str(error).splitlines()


def test_what_is_written_is_read_again_and_the_rest_stays(tmp_path: Path) -> None:
    file = written(tmp_path, "[login]\nuser = anna\n[later]\nthing = 1\n", "user.ini")
    ini.write(file, {LOGIN_USER: "berit", SOUND_DEVICE: "name:Häädset 100%", SERVER_URL: "http://127.0.0.1:1"})
    settings = ini.read(None, file)
    assert settings[LOGIN_USER] == "berit"
    assert settings[SOUND_DEVICE] == "name:Häädset 100%"
    assert "[later]\nthing = 1" in file.read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["user.ini"], "no draft is left"


def test_the_first_writing_makes_the_file_and_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "new" / "ect.ini"
    ini.write(file, {WINDOW_THEME: "dark"})
    assert ini.read(None, file)[WINDOW_THEME] == "dark"


def test_a_file_that_is_not_understood_is_never_overwritten(tmp_path: Path) -> None:
    file = written(tmp_path, "nonsense", "user.ini")
    with pytest.raises(SettingsError):
        ini.write(file, {WINDOW_THEME: "dark"})
    assert file.read_text(encoding="utf-8") == "nonsense"


def test_only_the_users_options_are_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"routing\.http"):
        ini.write(tmp_path / "ect.ini", {ROUTING_HTTP: "127.0.0.1:1"})
    assert list(tmp_path.iterdir()) == []


def test_the_value_of_an_option_has_its_type() -> None:
    settings = Settings({ROUTING_DATA: Path("x")})
    folder: Path | None = settings[ROUTING_DATA]
    assert folder == Path("x")


def test_both_files_are_in_the_platforms_places() -> None:
    assert ini.machine_file().name == ini.user_file().name == "ect.ini"
    assert ini.machine_file() != ini.user_file()


def test_the_table_holds_every_option_of_its_module() -> None:
    declared = [value for value in vars(options).values() if isinstance(value, Option)]
    assert list(OPTIONS) == declared
    assert len({option.key for option in OPTIONS}) == len(OPTIONS)


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.key)
def test_a_default_is_written_and_read_as_itself(option: Option[object]) -> None:
    assert option.kind.read(option.kind.write(option.default)) == option.default

"""The tables of communique.toml: what can be written; refusals name table, line and the nearest name."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import SettingsError
from communique.settings import FILE, Settings, load_settings
from communique.settings.loading import line_of, read_text, variables

PLACE = Path(FILE)
PERSON = '[[persons]]\nname = "A"\nparty = "B"\noffice = "c"\n'


@pytest.fixture(autouse=True)
def working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in variables():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_table_is_read() -> None:
    settings = read_text(
        """
parties = ["Peru", "ECU"]
[net]
contact = "desk@example.org"
delay = "2 s"
[scope]
audit_percent = 5
[[sources]]
url = "https://news.example/feed.xml"
every = "30 min"
outlet = "Example News"
[[sources]]
path = "inbox"
columns = { text = "body" }
[aliases.parties]
"the Andean state" = "PER"
[[persons]]
name = "Ana Quispe"
party = "Peru"
office = "chief negotiator"
from = 2021-03-01
until = 2024
[[watches]]
name = "border"
issues = ["Territory", "security guarantees"]
send = ["mail", "print"]
digest = "daily at 07:00"
[mail]
host = "mail.example"
from = "a@b.example"
to = ["desk@example.org"]
""",
        PLACE,
    )
    assert settings.parties == ("Peru", "ECU")
    assert settings.net.delay == timedelta(seconds=2)
    assert [source.place for source in settings.sources] == ["https://news.example/feed.xml", "inbox"]
    assert settings.sources[1].columns == {"text": "body"}
    assert settings.sources[0].every == timedelta(minutes=30)
    assert (settings.persons[0].first, settings.persons[0].last) == (2021, 2024)
    assert settings.own_names.parties == (("the Andean state", "PER"),)
    assert settings.watches[0].issues == ("territory", "security_guarantees")
    assert settings.mail is not None
    assert settings.mail.sender == "a@b.example"


@pytest.mark.parametrize(
    ("content", "message", "hint"),
    [
        (
            '[[watches]]\nname = "a"\n\n[[watches]]\nname = "b"\nissus = 1',
            "no setting `issus` of [[watches]] no. 2",
            "`issues`",
        ),
        ('[[watches]]\nname = "a"\nissues = ["sanction"]', "is it 'sanctions'", "line 3"),
        ('[[watches]]\nkinds = ["stance"]\nname = "a"', "is it 'stances'", "line 2"),
        ("[[watches]]\nwords = []", "`name` of [[watches]] no. 1 is missing", "line 1"),
        ('[[watches]]\nname = "a"\n[[watches]]\nname = "a"', "two watches are called 'a'", "communique.toml"),
        ('[[sources]]\nname = "a"', "either a `url` or a `path`", "line 1"),
        ('[[sources]]\nurl = "feed.xml"', "no address", "line 1"),
        ('[[sources]]\nurl = "https://a.example"\nevery = "now"', "`every` of [[sources]] no. 1", "line 3"),
        ('[[sources]]\nurl = "https://a.example"\nevery = "0 s"', "between 1 s and 366 days", "line 3"),
        ('[sources]\nurl = "https://a.example"', "write a table [[sources]]", "line 1"),
        ("[net]\ndelai = 1", "no setting `delai` of [net]", "`delay`"),
        ("net = 3", "write a table [net]", "line 1"),
        ('parties = "Peru"', 'write a list: ["..."', "line 1"),
        ('[mail]\nhost = "a"\nfrm = "a@b.c"', "no setting `frm` of [mail]", "`from`"),
        ('[mail]\nhost = "a"\nfrom = "nobody"', "`from` of [mail]", "line 3"),
        (
            '[[persons]]\nname = "A"\nparty = "B"\noffice = "c"\nfrom = 2022\nuntil = 2020',
            "lies before `from`",
            "line 1",
        ),
        ('[[persons]]\nname = "A"\nparty = "B"\noffice = "c"\nfrom = "soon"', "write a date", "line 5"),
        ('[columns]\ntxt = "body"', "is it 'text'", "line 1"),
        ('[aliases]\n"Bear" = "RUS"', "no setting `Bear` of [aliases]", "parties, persons, outlets"),
    ],
)
def test_a_refusal_names_what_to_mend_and_where(content: str, message: str, hint: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_text(content, PLACE)
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_the_environment_goes_into_tables_and_lists(monkeypatch: pytest.MonkeyPatch, working_folder: Path) -> None:
    (working_folder / FILE).write_text('parties = ["Chad"]\n[net]\noffline = true\ncontact = "a"\n')
    monkeypatch.setenv("COMMUNIQUE_PARTIES", "Peru, Ecuador")
    monkeypatch.setenv("COMMUNIQUE_NET_OFFLINE", "no")
    settings = load_settings()
    assert settings.parties == ("Peru", "Ecuador")
    assert (settings.net.offline, settings.net.contact) == (False, "a")


def test_flags_go_into_tables_key_by_key(working_folder: Path) -> None:
    (working_folder / FILE).write_text('[net]\ncontact = "a"\n[columns]\ntext = "body"\n')
    settings = load_settings(net={"offline": True}, columns={"title": "head"})
    assert (settings.net.offline, settings.net.contact) == (True, "a")
    assert settings.columns == {"text": "body", "title": "head"}


def test_a_bad_variable_of_a_table_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_NET_DELAY", "soon")
    with pytest.raises(SettingsError, match="COMMUNIQUE_NET_DELAY"):
        load_settings()


def test_settings_are_frozen_and_can_be_compared() -> None:
    assert Settings().own_names == Settings().own_names
    assert hash(Settings().own_names)
    with pytest.raises(ValueError, match="frozen"):
        Settings().net.delay = timedelta(0)  # type: ignore[misc]


@given(st.text(max_size=200))
def test_any_file_gives_settings_or_a_refusal(text: str) -> None:
    try:
        read_text(text, PLACE)
    except SettingsError as error:
        if not error.hint:
            raise


@given(
    st.text(alphabet='[]."=#\n abn', max_size=80), st.tuples(st.sampled_from("abn"), st.integers(0, 3), st.just("a"))
)
def test_a_line_is_looked_for_in_any_text(text: str, where: tuple[str, int, str]) -> None:
    row = line_of(text, where)
    assert row is None or 1 <= row <= len(text.splitlines())

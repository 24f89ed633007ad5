"""Settings: file, environment, flags, each over the one before; a bad value says where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import SettingsError
from communique.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"COMMUNIQUE_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_file_and_flags_the_defaults_hold() -> None:
    settings = load_settings()
    assert (settings.record, settings.gazetteer) == (Path("communique.db"), None)
    assert settings.max_document_bytes == 50_000_000


def test_flags_win_over_the_environment_and_that_over_the_file(
    working_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (working_folder / "communique.toml").write_text('record = "file.db"\nmodel = "file_model"\nmax_document_mb = 2.5\n')
    monkeypatch.setenv("COMMUNIQUE_RECORD", "environment.db")
    monkeypatch.setenv("COMMUNIQUE_MODEL", "environment_model")
    settings = load_settings(record="flag.db", model=None)
    assert (settings.record, settings.model) == (Path("flag.db"), "environment_model")
    assert settings.max_document_bytes == 2_500_000


def test_a_settings_file_can_be_named(working_folder: Path) -> None:
    (working_folder / "mine.toml").write_bytes(b'\xef\xbb\xbfrecord = "mine.db"\n')
    assert load_settings(Path("mine.toml")).record == Path("mine.db")


@pytest.mark.parametrize(
    ("content", "message", "hint"),
    [
        ("record = ", "not TOML", "record ="),
        ('recrod = "x.db"', "no setting `recrod`", "`record`"),
        ("colour = 1", "no setting `colour`", "max_document_mb"),
        ("max_document_mb = -1", "`max_document_mb` cannot be '-1'", "communique.toml"),
        ('lock_timeout_s = "soon"', "`lock_timeout_s` cannot be 'soon'", "communique.toml"),
        ("record = 3", "`record` cannot be '3'", "communique.toml"),
        ('model = ""', "`model` cannot be ''", "communique.toml"),
        ('gazetteer = "names.toml"', "no such file: names.toml", "communique.toml"),
        ('roster = "persons.toml"', "no such file: persons.toml", "communique.toml"),
        ("[record]\nx = 1", "`record` cannot be", "communique.toml"),
    ],
)
def test_a_bad_file_is_refused_with_what_to_mend(working_folder: Path, content: str, message: str, hint: str) -> None:
    (working_folder / "communique.toml").write_text(content)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_a_file_that_is_named_and_missing_is_refused() -> None:
    with pytest.raises(SettingsError, match="no such settings file"):
        load_settings(Path("missing.toml"))


def test_a_folder_in_the_place_of_the_file_is_refused(working_folder: Path) -> None:
    (working_folder / "communique.toml").mkdir()
    with pytest.raises(SettingsError, match="cannot read"):
        load_settings()


def test_a_bad_variable_or_flag_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError, match="the flag --max-document-mb"):
        load_settings(max_document_mb="much")
    monkeypatch.setenv("COMMUNIQUE_LOCK_TIMEOUT_S", "-5")
    with pytest.raises(SettingsError, match="the variable COMMUNIQUE_LOCK_TIMEOUT_S"):
        load_settings()


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_RECORD", "")
    assert load_settings().record == Path("communique.db")

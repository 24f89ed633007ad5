"""Files and folders: everything that can be read is read in order, everything else becomes a failure with a hint."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from communique.errors import FailureKind, InputError
from communique.model.article import Failure, RawDocument
from communique.sources import Limits, open_sources


def write(folder: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def origins(*inputs: Path | str) -> list[str]:
    return [Path(item.origin).name for item in open_sources([str(place) for place in inputs])]


def failures(*inputs: Path | str) -> list[Failure]:
    return [item for item in open_sources([str(place) for place in inputs]) if isinstance(item, Failure)]


def test_a_folder_is_read_by_name_with_the_folders_below_it(tmp_path: Path) -> None:
    write(tmp_path, b_txt="x", a_md="x", deep__c_html="x", deep__deeper__d_txt="x", z_txt="x")
    assert origins(tmp_path) == ["a.md", "b.txt", "c.html", "d.txt", "z.txt"]
    assert [item.media for item in open_sources([str(tmp_path)]) if isinstance(item, RawDocument)] == [
        "markdown",
        "text",
        "html",
        "text",
        "text",
    ]


def test_hidden_files_and_the_parts_of_saved_pages_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, a_txt="x", talks_html="<p>x</p>")
    write(tmp_path / ".git", config_txt="x")
    (tmp_path / ".b.txt").write_text("x")
    (tmp_path / "talks_files").mkdir()
    (tmp_path / "talks_files" / "style.css").write_text("x")
    assert origins(tmp_path) == ["a.txt", "talks.html"]


def test_a_file_of_another_kind_in_a_folder_is_a_failure_that_says_what_to_do(tmp_path: Path) -> None:
    write(tmp_path, report_doc=b"\xd0\xcf", table_xyz="x", rows_xls="x")
    found = failures(tmp_path)
    assert [failure.kind for failure in found] == [FailureKind.UNSUPPORTED] * 3
    assert ".docx" in found[0].hint
    assert "CSV" in found[1].hint
    assert ".xyz" in found[2].reason


def test_a_file_that_is_named_itself_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    write(tmp_path, a_log='\n{"text": "Talks ended."}\n', b_dat="  <!DOCTYPE html><p>x</p>", c_xyz="Talks ended.")
    found = list(open_sources([str(tmp_path / name) for name in ("a.log", "b.dat", "c.xyz")]))
    assert [item.media for item in found if isinstance(item, RawDocument)] == ["text", "html", "text"]
    assert found[0].origin.endswith("a.log:2")


def test_a_file_without_suffix_is_told_by_its_first_bytes(tmp_path: Path) -> None:
    (tmp_path / "articles").write_text('{"text": "Talks ended."}\n{"text": "No date was set."}\n')
    assert origins(tmp_path) == ["articles:1", "articles:2"]


def test_an_input_that_does_not_exist_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    write(tmp_path, articles_jsonl="{}")
    with pytest.raises(InputError, match="no such file") as caught:
        open_sources([str(tmp_path), str(tmp_path / "articels.jsonl")])
    assert "articles.jsonl" in caught.value.hint


@pytest.mark.parametrize("place", ["", "no\0such", "x" * 5000])
def test_an_impossible_name_is_refused_with_a_hint(place: str) -> None:
    with pytest.raises(InputError) as caught:
        open_sources([place])
    assert caught.value.hint


def test_no_input_at_all_is_refused_with_a_hint() -> None:
    with pytest.raises(InputError, match="no input") as caught:
        open_sources([])
    assert "`-`" in caught.value.hint


def test_a_folder_of_nothing_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / ".hidden").write_text("x")
    (failure,) = failures(tmp_path)
    assert failure.kind is FailureKind.EMPTY
    assert failure.hint


def test_links_that_lead_back_are_followed_once(tmp_path: Path) -> None:
    write(tmp_path, a_txt="x", below__b_txt="x")
    (tmp_path / "below" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    items = list(open_sources([str(tmp_path)]))
    assert [Path(item.origin).name for item in items] == ["a.txt", "b.txt", "self"]
    assert isinstance(items[2], Failure)


def test_a_link_that_leads_nowhere_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing.txt")
    (failure,) = failures(tmp_path)
    assert failure.kind is FailureKind.UNREADABLE
    assert "leads nowhere" in failure.reason


def test_a_pipe_in_a_folder_does_not_stop_the_run(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    write(tmp_path, z_txt="x")
    items = list(open_sources([str(tmp_path)]))
    assert isinstance(items[0], Failure)
    assert isinstance(items[1], RawDocument)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_a_failure_and_the_rest_is_read(tmp_path: Path) -> None:
    write(tmp_path, a_txt="x", b_txt="x", c_jsonl='{"text": "x"}')
    for name in ("a.txt", "c.jsonl"):
        (tmp_path / name).chmod(0)
    items = list(open_sources([str(tmp_path)]))
    assert [isinstance(item, Failure) for item in items] == [True, False, True]
    assert isinstance(items[0], Failure)
    assert items[0].kind is FailureKind.UNREADABLE


def test_a_file_that_vanishes_or_fails_meanwhile_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, a_txt="x", b_jsonl="{}", c_txt="x", d_xyz="x")
    real = Path.open

    def refuse(path: Path, *args: object, **options: object) -> object:
        if path.name[0] in "abd":
            raise PermissionError(13, "Permission denied")
        return real(path, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    items = list(open_sources([str(tmp_path / name) for name in ("a.txt", "b.jsonl", "c.txt", "d.xyz")]))
    assert [isinstance(item, Failure) for item in items] == [True, True, False, True]
    assert all(item.kind is FailureKind.UNREADABLE and item.hint for item in items if isinstance(item, Failure))


def test_a_folder_whose_files_may_not_be_looked_at_is_listed_as_failures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, a_txt="x", b_txt="x")
    real = Path.is_dir

    def refuse(path: Path) -> bool:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "is_dir", refuse)
    items = list(open_sources([str(tmp_path)]))
    assert [isinstance(item, Failure) for item in items] == [True, False]


def test_a_document_over_the_limit_is_a_failure_that_names_the_setting(tmp_path: Path) -> None:
    write(tmp_path, a_txt="x" * 2001, b_txt="x" * 2000)
    items = list(open_sources([str(tmp_path)], Limits(document_bytes=2000)))
    assert isinstance(items[0], Failure)
    assert items[0].kind is FailureKind.TOO_LARGE
    assert "max_document_mb" in items[0].hint
    assert isinstance(items[1], RawDocument)


def test_names_that_are_not_valid_text_can_be_printed(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/talks\xff.txt"
    Path(os.fsdecode(name)).write_text("x")
    (item,) = open_sources([str(tmp_path)])
    assert item.origin.encode("utf-8").endswith(b"talks\\xff.txt")
    assert isinstance(item, RawDocument)


def test_folders_nested_a_hundred_deep_are_read(tmp_path: Path) -> None:
    path = tmp_path
    for _ in range(100):
        path = path / "d"
    path.mkdir(parents=True)
    (path / "a.txt").write_text("x")
    assert origins(tmp_path) == ["a.txt"]
    shutil.rmtree(tmp_path / "d")

"""Finished parts hold letters: nobody else can read them, none is there by half, and none is left behind."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.printing import store as store_module
from app.printing.store import Store, StoreError, own_folder, part_name, remove_all
from tests.printing.runs import a_part, a_print


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "run.pdf").opened() as store:
        yield store


def files() -> list[str]:
    return sorted(path.name for path in own_folder().rglob("*") if path.is_file())


def folder_of_the_run() -> Path:
    [folder] = own_folder().iterdir()
    return folder


def others_can_read() -> str:
    return f"«{own_folder()}» is there already, and others can read it. Remove it, or set TMPDIR to another folder."


def test_a_part_comes_back_as_it_was_kept(store: Store) -> None:
    printed = a_print(b"%PDF\n\n\0{}\n", pages=(1, 2, 1), problems=((), (), ()), missing=("\U0001f600", "\n"))

    store.keep("a", printed)

    assert store.has("a")
    assert store.printed("a") == printed
    assert not store.has("b")


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_nobody_else_can_enter_the_folders(umask: int, tmp_path: Path) -> None:
    before = os.umask(umask)
    try:
        with Store(tmp_path / "run.pdf").opened() as store:
            store.keep("a", a_print())
            folders = own_folder(), folder_of_the_run()
            modes = [stat.S_IMODE(folder.stat().st_mode) for folder in folders]
    finally:
        os.umask(before)

    assert modes == [0o700, 0o700]


@pytest.mark.parametrize("mode", [0o755, 0o770, 0o701, 0o710])
def test_a_folder_that_others_can_enter_is_refused(mode: int, tmp_path: Path) -> None:
    own_folder().mkdir()
    own_folder().chmod(mode)

    with pytest.raises(StoreError) as told, Store(tmp_path / "run.pdf").opened():
        pass

    assert str(told.value) == others_can_read()
    assert list(own_folder().iterdir()) == []


@pytest.mark.parametrize("kind", ["a link to a folder", "a link to nothing", "a file"])
def test_what_lies_in_the_folders_place_is_refused(kind: str, tmp_path: Path) -> None:
    """Else whoever may write to /tmp could lead letters into a folder of their own."""
    elsewhere = tmp_path / "elsewhere"
    if kind == "a file":
        own_folder().touch(mode=0o600)
    else:
        own_folder().symlink_to(elsewhere)
    if kind == "a link to a folder":
        elsewhere.mkdir(mode=0o700)

    with pytest.raises(StoreError) as told, Store(tmp_path / "run.pdf").opened():
        pass

    assert str(told.value) == others_can_read()
    assert not elsewhere.exists() or list(elsewhere.iterdir()) == []


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_folder().mkdir(mode=0o700)
    folder, uid = own_folder(), os.getuid()
    monkeypatch.setattr(store_module, "own_folder", lambda: folder)
    monkeypatch.setattr(os, "getuid", lambda: uid + 1)

    with pytest.raises(StoreError), Store(tmp_path / "run.pdf").opened():
        pass


def test_the_second_of_two_runs_to_one_output_is_told(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError) as told, Store(tmp_path / "sub" / ".." / "run.pdf").opened():
        pass

    assert str(told.value) == "The same run is at work already. Wait for it, or stop it."
    assert files() == ["lock"], "the first goes on"


def test_runs_to_other_outputs_go_on_beside_each_other(store: Store, tmp_path: Path) -> None:
    with Store(tmp_path / "other.pdf").opened() as other:
        other.keep("a", a_print())

        assert not store.has("a")


def test_what_an_earlier_run_has_finished_is_there(tmp_path: Path) -> None:
    with Store(tmp_path / "run.pdf").opened() as store:
        store.keep("a", a_print(b"%PDF a"))

    with Store(tmp_path / "run.pdf").opened() as store:
        assert store.printed("a").pdf == b"%PDF a"


def test_half_a_part_is_thrown_away(tmp_path: Path) -> None:
    with Store(tmp_path / "run.pdf").opened() as store:
        store.keep("a", a_print())
        (folder_of_the_run() / "b.new").write_bytes(b'{"pages": [1')

    with Store(tmp_path / "run.pdf").opened() as store:
        assert not store.has("b")
        assert files() == ["a.part", "lock"]


def test_a_full_disk_leaves_nothing_by_half(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def write_some(path: Path, data: bytes) -> int:
        with path.open("wb") as target:
            target.write(data[:5])
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", write_some)

    with pytest.raises(OSError, match="No space left"):
        store.keep("a", a_print())

    assert not store.has("a")
    assert files() == ["lock"]


def test_a_part_that_is_there_already_outlives_a_failure(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.keep("a", a_print(b"%PDF first"))

    def fail(path: Path, target: Path) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        with pytest.raises(OSError, match="Input/output"):
            store.keep("a", a_print(b"%PDF second"))

    assert store.printed("a").pdf == b"%PDF first"
    assert files() == ["a.part", "lock"]


def test_a_run_that_has_finished_nothing_leaves_no_folder(tmp_path: Path) -> None:
    with Store(tmp_path / "run.pdf").opened():
        pass

    assert not own_folder().exists()


def test_remove_takes_what_one_run_has_left(store: Store, tmp_path: Path) -> None:
    with Store(tmp_path / "other.pdf").opened() as other:
        other.keep("a", a_print())
    store.keep("b", a_print())

    assert store.is_there
    store.remove()

    assert not store.is_there
    assert files() == ["a.part", "lock"], "those of the other run"
    Store(tmp_path / "other.pdf").remove()
    assert not own_folder().exists()


def test_remove_where_nothing_is_left_does_nothing(tmp_path: Path) -> None:
    Store(tmp_path / "run.pdf").remove()
    remove_all()

    assert not own_folder().exists()


def test_remove_all_takes_what_all_runs_have_left(tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        with Store(tmp_path / name).opened() as store:
            store.keep("a", a_print())

    remove_all()

    assert not own_folder().exists()


def test_remove_all_follows_no_link(tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "thesis").touch()
    own_folder().symlink_to(tmp_path / "precious")

    remove_all()

    assert (tmp_path / "precious" / "thesis").exists()


def test_a_parts_name_says_what_it_holds() -> None:
    name = part_name(a_part("anna"))

    assert part_name(a_part("anna")) == name
    assert part_name(a_part("annA")) != name
    assert "anna" not in name


def test_a_part_of_another_edition_has_another_name(monkeypatch: pytest.MonkeyPatch) -> None:
    name = part_name(a_part("anna"))

    monkeypatch.setattr(store_module, "edition", lambda: "older")

    assert part_name(a_part("anna")) != name


def test_of_a_damaged_part_nothing_is_quoted(store: Store) -> None:
    store.keep("a", a_print())
    (folder_of_the_run() / "a.part").write_bytes(b'{"missing": ["Sheila"')

    with pytest.raises(ValueError, match="Printed") as told:
        store.printed("a")

    assert "Sheila" not in str(told.value)

"""What columns are is kept in a small file beside the table, in words that an organiser can mend."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.column_file import column_file_path, read_column_file, write_column_file
from app.domain.text import clean

TARGETS = ("name", "address", "leave-out")


def problems_of(path: Path) -> list[str]:
    problems = read_column_file(path, TARGETS)
    assert isinstance(problems, tuple)
    return [str(problem) for problem in problems]


def test_the_file_is_kept_beside_the_table(tmp_path: Path) -> None:
    path = column_file_path(tmp_path / "members.2026.xlsx")

    assert path == tmp_path / "members.2026.columns.yaml"
    assert write_column_file(path, "members.2026.xlsx", {"Vorname": "name", "Lei: nr": "address"}, TARGETS) is None
    assert path.read_text(encoding="utf-8") == (
        '# What the columns of members.2026.xlsx are: name, address, leave-out.\nVorname: name\n"Lei: nr": address\n'
    )


def test_where_there_is_no_file_nothing_is_chosen(tmp_path: Path) -> None:
    assert read_column_file(tmp_path / "x.columns.yaml", TARGETS) == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Vorname: name\nStrasse: adress\n",
            "x.columns.yaml:2: «adress» is nothing that a column can be. Did you mean address? [unknown-target]",
        ),
        (
            "Vorname: [name]\n",
            "x.columns.yaml:1: This is nothing that a column can be. Write one of: name, address, leave-out. [unknown-target]",
        ),
        (
            "Vorname: name\nVorname: name\n",
            "x.columns.yaml:2: This is not YAML: «Vorname» stands twice in the same place. "
            "Take one out, or join what they say. [yaml-syntax]",
        ),
    ],
)
def test_faults_in_it_are_told_with_their_line(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "x.columns.yaml"
    path.write_text(text, encoding="utf-8")

    assert problems_of(path) == [told]


def test_a_folder_that_takes_no_file_is_told(tmp_path: Path) -> None:
    assert str(write_column_file(tmp_path / "nowhere" / "x.yaml", "x.csv", {}, TARGETS)) == (
        "x.yaml: The answers cannot be kept: no such file or directory. "
        "Check the folder's permissions and the space on the disk. [unwritable]"
    )


headers = st.text(max_size=40).map(lambda text: " ".join(clean(text).text.split())).filter(bool)


@given(st.dictionaries(headers, st.sampled_from(TARGETS), min_size=1, max_size=5))
def test_any_headers_are_read_back_as_they_were_written(chosen: dict[str, str]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.columns.yaml"
        write_column_file(path, "x.csv", chosen, TARGETS)

        assert read_column_file(path, TARGETS) == chosen

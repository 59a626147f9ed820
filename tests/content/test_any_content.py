"""Whatever stands in organisers' files, reading them gives what is sound and a Problem for all else."""

from __future__ import annotations

import io
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.checking import check
from app.content import Library, load_library
from app.domain.problem import Problem
from tests.builders import CASE_YAML, EN_MD, FILES, write_content
from tests.conftest import TODAY

CASE, WORDS = "letter_templates/the-ship/case.yaml", "letter_templates/the-ship/en.md"
LETTER = (
    "\n{{ facts }}\n\n{% if grounds %}The law: {{ grounds }}.{% else %}x{% endif %}\n\n{{ asks }}\n\n- a\n- b\n\n> q\n\n"
    "{{ points }}\n\n{{ own_words }}\n"
)
WHOLE = {**FILES, WORDS: EN_MD + LETTER}
# What breaks YAML, Markdown and templates, or means something else in them than it seems.
PIECES = (
    *(
        "",
        "\n",
        "---\n",
        "- ",
        ": ",
        "#",
        "'",
        '"',
        "[",
        "]",
        "{",
        "}",
        "&a ",
        "*a ",
        "<<: *a\n",
        "!!python/name:os ",
        "!x ",
    ),
    *("|\n", ">-\n", "? ", "%YAML 1.1\n", "null", "~", "yes", "0o7", "1e999", ".inf", "2020-02-30", "9" * 5_000, "\t"),
    *(
        "\x00",
        "\x1b",
        "\ufeff",
        "\u2028",
        "\u202e",
        "\ue000",
        "\U000f0001",
        "\ud7ff",
        "é",
        "شيرين",
        "😀",
        "e" + "\u0301" * 40,
    ),
    *("{{", "}}", "{%", "%}", "{#", "#}", "{{ facts }}", "{{ supporter.name }}", "{% if points %}", "{% endif %}"),
    *("{% autoescape true %}x{% endautoescape %}", "{%- raw -%}", "*", "**", "> ", "# ", "<b>", "![x](y)", "    ", "`"),
    *("a: " * 200, "[" * 500, "- " * 500, "x" * 30_000, "../../etc/passwd", "withheld", "name"),
)
changes = st.lists(
    st.tuples(st.sampled_from(sorted(WHOLE)), st.integers(0, 10_000), st.integers(0, 12), st.sampled_from(PIECES)),
    min_size=1,
    max_size=4,
)


def changed(edits: list[tuple[str, int, int, str]]) -> dict[str, str]:
    """The sound files, with a piece put in or in place of some characters."""
    files = dict(WHOLE)
    for name, place, length, piece in edits:
        text = files[name]
        start = place % (len(text) + 1)
        files[name] = text[:start] + piece + text[start + length :]
    return files


def read(files: dict[str, str], folder: Path) -> Library:
    library = load_library(write_content(folder, **files))
    for problem in library.problems:
        assert isinstance(problem, Problem)
        assert problem.where
        assert problem.code
        assert str(problem)
    assert library.problems or "the-ship" in library.cases
    return library


@settings(max_examples=40)
@given(changes)
def test_files_with_anything_in_them_are_read_or_explained(edits: list[tuple[str, int, int, str]]) -> None:
    with TemporaryDirectory() as folder:
        read(changed(edits), Path(folder))


@settings(max_examples=20)
@given(changes)
def test_the_check_tells_of_them_too(edits: list[tuple[str, int, int, str]]) -> None:
    with TemporaryDirectory() as folder:
        report = check(write_content(Path(folder), **changed(edits)), TODAY, executor=None)

    assert all(problem.code and str(problem) for problem in report.problems)


@pytest.mark.slow
@settings(max_examples=1_000)
@given(changes)
def test_a_thousand_faulty_folders_are_read_or_explained(edits: list[tuple[str, int, int, str]]) -> None:
    with TemporaryDirectory() as folder:
        read(changed(edits), Path(folder))


@settings(max_examples=30)
@given(st.sampled_from(sorted(WHOLE)), st.binary(max_size=300))
def test_files_of_any_bytes_are_explained(name: str, data: bytes) -> None:
    with TemporaryDirectory() as folder:
        root = write_content(Path(folder), **WHOLE)
        (root / name).write_bytes(data)

        assert all(str(problem) for problem in load_library(root).problems)


PHOTOGRAPHED = {
    **WHOLE,
    CASE: CASE_YAML + "photographs:\n  - {file: quay.jpg, licence: CC BY 4.0, credit: A. Painter, source: a page}\n",
    WORDS: EN_MD.replace("reviewed:", "photographs:\n  quay: A ship at the quay.\nreviewed:") + LETTER,
}


def a_picture(kind: str) -> bytes:
    store = io.BytesIO()
    Image.new("RGB", (64, 48), "navy").save(store, kind)
    return store.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "EPS"])
def test_a_damaged_photograph_is_read_or_explained(kind: str, tmp_path: Path) -> None:
    random, whole = Random(kind), a_picture(kind)  # noqa: S311  the same damage each time
    for number in range(30):
        folder = tmp_path / str(number)
        root = write_content(folder, **PHOTOGRAPHED)
        (root / "letter_templates/the-ship/quay.jpg").write_bytes(damaged(whole, random))

        assert all(str(problem) for problem in load_library(root).problems)


def test_a_whole_photograph_is_no_fault(tmp_path: Path) -> None:
    root = write_content(tmp_path, **PHOTOGRAPHED)
    (root / "letter_templates/the-ship/quay.jpg").write_bytes(a_picture("JPEG"))

    assert load_library(root).problems == ()


def damaged(data: bytes, random: Random) -> bytes:
    found = bytearray(data)
    for _ in range(random.randint(1, 6)):
        place = random.randrange(len(found))
        found[place : place + random.randint(0, 4)] = random.randbytes(random.randint(0, 4))
    return bytes(found[: random.choice((len(found), len(found), random.randrange(len(found) + 1)))])

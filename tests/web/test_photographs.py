"""Photographs on a case's page: sized, bare of what a camera writes, and refused with an exact message."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from PIL import Image

from app import create_app
from app.config import Settings
from app.content import load_library
from tests.builders import CASE_YAML, EN_MD, write_content
from tests.conftest import TODAY
from tests.web.test_pages import words_of

CASE, EN = "letter_templates/the-ship/case.yaml", "letter_templates/the-ship/en.md"
NAMED = """\
photographs:
  - file: harbour.jpg
    licence: CC BY 4.0
    credit: A. Painter
    source: a page
"""
SEEN = EN_MD.replace("reviewed:", "photographs:\n  harbour: A ship at the quay.\nreviewed:")


def a_picture(width: int = 1200, height: int = 600) -> bytes:
    store, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "A Camera"
    Image.new("RGB", (width, height), "teal").save(store, "JPEG", exif=exif)
    return store.getvalue()


def with_picture(folder: Path, picture: bytes | None, case: str = CASE_YAML + NAMED, words: str = SEEN) -> Path:
    root = write_content(folder, **{CASE: case, EN: words})
    if picture is not None:
        (root / "letter_templates/the-ship/harbour.jpg").write_bytes(picture)
    return root


def client_of(root: Path) -> FlaskClient:
    return create_app(Settings(content=root, today=lambda: TODAY)).test_client()


@pytest.mark.parametrize(("width", "size"), [(480, (480, 240)), (960, (960, 480))])
def test_a_photograph_is_served_in_two_sizes_without_what_the_camera_wrote(
    width: int, size: tuple[int, int], tmp_path: Path
) -> None:
    answer = client_of(with_picture(tmp_path, a_picture())).get(f"/cases/the-ship/photo/harbour-{width}.jpg")

    served = Image.open(io.BytesIO(answer.data))
    assert (answer.mimetype, served.format, served.size) == ("image/jpeg", "JPEG", size)
    assert (dict(served.getexif()), b"Camera" in answer.data) == ({}, False)


def test_a_small_photograph_is_not_blown_up(tmp_path: Path) -> None:
    answer = client_of(with_picture(tmp_path, a_picture(300, 200))).get("/cases/the-ship/photo/harbour-960.jpg")

    assert Image.open(io.BytesIO(answer.data)).size == (300, 200)


@pytest.mark.parametrize("name", ["harbour-481.jpg", "quay-480.jpg"])
def test_other_photographs_and_sizes_are_not_there(name: str, tmp_path: Path) -> None:
    assert client_of(with_picture(tmp_path, a_picture())).get(f"/cases/the-ship/photo/{name}").status_code == 404


def test_the_case_shows_its_photograph_with_words_credit_and_licence(tmp_path: Path) -> None:
    page = client_of(with_picture(tmp_path, a_picture())).get("/cases/the-ship").text

    assert 'src="/cases/the-ship/photo/harbour-480.jpg"' in page
    assert 'srcset="/cases/the-ship/photo/harbour-480.jpg 480w, /cases/the-ship/photo/harbour-960.jpg 960w"' in page
    assert 'width="480" height="240" loading="lazy" alt="A ship at the quay."' in page
    assert "Photograph: A. Painter (CC BY 4.0). Source: a page" in words_of(page)


@pytest.mark.parametrize(
    ("picture", "case", "words", "told"),
    [
        pytest.param(
            None,
            CASE_YAML + NAMED,
            SEEN,
            f"{CASE}:14: «harbour.jpg» is not in the case's folder. Put the picture beside case.yaml. [photograph-missing]",
            id="missing",
        ),
        pytest.param(
            b"GIF89a",
            CASE_YAML + NAMED,
            SEEN,
            f"{CASE}:14: «harbour.jpg» cannot be read as a JPEG, PNG or WebP picture. Save it again as a JPEG. "
            "[photograph-unreadable]",
            id="no-picture",
        ),
        pytest.param(
            a_picture(8000, 6000),
            CASE_YAML + NAMED,
            SEEN,
            f"{CASE}:14: «harbour.jpg» has more than 40 million pixels (8000 × 6000). Save it smaller. "
            "[photograph-too-large]",
            id="too-many-pixels",
        ),
        pytest.param(
            bytes(10_000_001),
            CASE_YAML + NAMED,
            SEEN,
            f"{CASE}:14: «harbour.jpg» has more than 10 MB. Save it smaller. [photograph-too-large]",
            id="too-many-bytes",
        ),
        pytest.param(
            a_picture(),
            CASE_YAML + NAMED.replace("    licence: CC BY 4.0\n", ""),
            SEEN,
            f"{CASE}:14: «licence» is missing. Add a line «licence: …». [missing-key]",
            id="no-licence",
        ),
        pytest.param(
            a_picture(),
            CASE_YAML + NAMED,
            EN_MD,
            f"{EN}:2: «harbour» has no words under «photographs». Add a line «  harbour: …» there. [no-words]",
            id="no-words",
        ),
        pytest.param(
            a_picture(),
            CASE_YAML + NAMED.replace("harbour.jpg", "../harbour.jpg"),
            SEEN,
            f"{CASE}:14: «photographs → 1 → file» must be the name of a picture in small letters, figures and hyphens, "
            "such as camp.jpg. [wrong-value]",
            id="outside-the-folder",
        ),
    ],
)
def test_a_faulty_photograph_is_told(picture: bytes | None, case: str, words: str, told: str, tmp_path: Path) -> None:
    library = load_library(with_picture(tmp_path, picture, case, words))

    assert [str(problem) for problem in library.problems] == [told]

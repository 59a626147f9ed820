"""A case as far as it can be read, for whoever is writing it."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.content import Manuscript, case_names, load_library, read_manuscript, read_shared
from tests.builders import CASE_YAML, EN_MD, KIND_MD, LAW_YAML, RECIPIENTS_YAML, write_content

CASE = "letter_templates/the-ship/case.yaml"
EN = "letter_templates/the-ship/en.md"
KIND = "letter_templates/_kinds/let-go/en.md"
OTHER_KIND = "letter_templates/_kinds/let-sink/en.md"
LAW = "letter_templates/_law.yaml"
RECIPIENTS = "recipients.yaml"
FAULTY = KIND_MD.replace("{{ people }}", "{{ peopel }}")
UNKNOWN = "«{{ peopel }}» is not a placeholder. Did you mean people? [unknown-placeholder]"


def read(folder: Path, name: str = "the-ship") -> Manuscript:
    return read_manuscript(folder, name, read_shared(folder))


def told(manuscript: Manuscript) -> list[str]:
    return [str(problem) for problem in manuscript.problems]


def test_a_sound_manuscript_is_the_librarys_case(tmp_path: Path) -> None:
    folder = write_content(tmp_path)

    manuscript = read(folder)

    assert manuscript.problems == ()
    assert manuscript.case == load_library(folder).cases["the-ship"]


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        pytest.param(EN, EN_MD + FAULTY.split("---\n")[2], f"{EN}:13: {UNKNOWN}", id="own-letter"),
        pytest.param(KIND, FAULTY, f"{KIND}:5: {UNKNOWN}", id="letter-of-its-kind"),
    ],
)
def test_a_faulty_letter_is_handed_out_with_its_problem_and_kept_from_the_library(
    tmp_path: Path, name: str, text: str, problem: str
) -> None:
    folder = write_content(tmp_path, **{name: text})

    manuscript = read(folder)

    assert told(manuscript) == [problem]
    assert manuscript.case is not None
    assert "{{ peopel }}" in manuscript.case.words["en"].letters["harbour-master"].text
    assert load_library(folder).cases == {}


def test_facts_that_cannot_be_read_leave_no_case_but_all_problems(tmp_path: Path) -> None:
    manuscript = read(write_content(tmp_path, **{CASE: "\t", EN: EN_MD.replace("title:", "titel")}))

    assert manuscript.case is None
    assert [problem.place for problem in manuscript.problems] == [f"{CASE}:1", f"{EN}:3"]


def test_a_language_that_cannot_be_read_leaves_the_others(tmp_path: Path) -> None:
    french = RECIPIENTS_YAML.replace("[en]", "[en, fr]").replace("Master}", "Master, fr: Capitaine}")

    manuscript = read(write_content(tmp_path, **{RECIPIENTS: french, EN.replace("en.md", "fr.md"): "---\n: :\n---\n"}))

    assert manuscript.case is not None
    assert list(manuscript.case.words) == ["en"]


@pytest.mark.parametrize(
    ("changes", "places"),
    [
        pytest.param({RECIPIENTS: RECIPIENTS_YAML.replace("agency", "harbour")}, [f"{RECIPIENTS}:4"], id="its-office"),
        pytest.param({RECIPIENTS: RECIPIENTS_YAML + "mayor:\n  titel: x\n"}, [], id="another-office"),
        pytest.param({LAW: LAW_YAML.replace("true", "maybe")}, [f"{LAW}:5"], id="its-ground"),
        pytest.param({LAW: LAW_YAML + "air-law: x\n"}, [], id="another-ground"),
        pytest.param({OTHER_KIND: FAULTY}, [], id="another-kind"),
        pytest.param({KIND.replace("en.md", "fr.md"): FAULTY}, [], id="another-language-of-its-kind"),
        pytest.param({RECIPIENTS: "\t"}, [f"{CASE}:9", f"{RECIPIENTS}:1"], id="no-offices-at-all"),
    ],
)
def test_of_the_shared_files_only_what_the_case_leans_on_is_told(
    tmp_path: Path, changes: dict[str, str], places: list[str]
) -> None:
    manuscript = read(write_content(tmp_path, **changes))

    assert sorted({problem.place for problem in manuscript.problems}) == places


def test_another_cases_problems_are_not_told(tmp_path: Path) -> None:
    folder = write_content(tmp_path, **{"letter_templates/wreck/case.yaml": "\t"})

    assert told(read(folder)) == []


def test_a_case_that_is_not_there_is_named_with_its_nearest(tmp_path: Path) -> None:
    manuscript = read(write_content(tmp_path), "the-shop")

    assert told(manuscript) == ["letter_templates/the-shop: There is no such case. Did you mean the-ship? [no-case]"]


def test_cases_are_known_by_their_folders_however_faulty(tmp_path: Path) -> None:
    folder = write_content(tmp_path, **{"letter_templates/wreck/case.yaml": "\t"})
    (folder / "letter_templates/.git").mkdir()

    assert case_names(folder) == ("the-ship", "wreck")


def test_copies_go_to_the_offices_that_are_sound(tmp_path: Path) -> None:
    copies = CASE_YAML.replace("[release]", "[release]\n    copies: [harbour-master, mayor]")

    manuscript = read(write_content(tmp_path, **{CASE: copies}))

    assert manuscript.case is not None
    assert [office.id for office in manuscript.copied(manuscript.case, manuscript.offices["harbour-master"])] == [
        "harbour-master"
    ]

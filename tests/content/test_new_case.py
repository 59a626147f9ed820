"""New cases: what is written reads back as it was meant, and takes nothing else's place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content import YamlText, load_library
from app.content.answers import ANOTHER, Answers, answers_file, read_answers
from app.content.new_case import NewCases
from app.content.writing import folded, listed, text
from app.content.yaml_text import read_yaml
from app.domain.text import clean
from tests.builders import write_content
from tests.conftest import TODAY

ANSWERS = Answers.model_validate(
    {
        "language": "en",
        "title": "Let the crew go",
        "slug": "let-the-crew-go",
        "subject": "The crew: held since 2 January",
        "summary": "The crew is held. " * 20,
        "where": "BE",
        "people": (
            {"id": "crew", "shown": "withheld", "words": "the crew"},
            {"id": "a", "shown": "name", "name": "A: B"},
        ),
        "kind": "let-go",
        "recipients": ({"to": "harbour-master", "asks": ("release",)},),
        "asks": {"release": "let them go"},
        "facts": ({"id": "held", "says": "They are held.", "on": "2020-01", "source": "a page", "read": "2020-02-01"},),
        "grounds": ("sea-law",),
        "points": ({"id": "winter", "says": "Winter is near."},),
        "opened": "2020-01-01",
        "status": "open",
    }
)


def in_one_line(typed: str) -> str:
    return " ".join(clean(typed).text.split("\n")).strip()


texts = st.one_of(
    st.text(min_size=1, max_size=250),
    st.text("ab :#-'\"{}[]>|\\%@`!&*?,.~0\u00a0\u3000é", min_size=1, max_size=250),
    st.sampled_from(["yes", "No", "null", "~", "2013-09-01", "12", "1e3", "---", "- a", "a: b", "a #b", "<<", "="]),
).map(in_one_line)


@given(texts.filter(bool))
def test_a_text_reads_back_as_it_was_written(said: str) -> None:
    said = " ".join(part for part in said.split(" ") if part)
    for document in (
        f"key: {text(said)}\n",
        f"key: {folded(said, 2)}\nother: x\n",
        f"list:\n  - key: {folded(said, 6)}\n    other: x\n",
        f"key: {listed([said])}\n",
    ):
        read = read_yaml(document, "x.yaml")
        assert isinstance(read, YamlText), read
        entry = read.data["list"][0] if "list" in read.data else read.data
        assert entry["key"] in {said, (said,)}, document


def test_the_written_case_says_what_was_answered(tmp_path: Path) -> None:
    folder = write_content(tmp_path)

    NewCases(folder, TODAY).make(ANSWERS)
    library = load_library(folder)
    case = library.cases["let-the-crew-go"]

    assert library.problems == ()
    assert (case.status, str(case.opened), case.kind, case.countries.where) == ("open", "2020-01-01", "let-go", "BE")
    assert [(one.id, one.shown, one.name) for one in case.people] == [("crew", "withheld", None), ("a", "name", "A: B")]
    assert [(one.to, one.asks) for one in case.recipients] == [("harbour-master", ("release",))]
    assert [(one.id, str(one.on), one.source, str(one.read)) for one in case.facts] == [
        ("held", "2020-01", "a page", "2020-02-01")
    ]
    assert [ground.id for ground in case.grounds] == ["sea-law"]
    words = case.words["en"]
    assert (words.title, words.subject) == (ANSWERS.title, ANSWERS.subject)
    assert words.summary == ANSWERS.summary.strip()
    assert dict(words.points) == {"winter": "Winter is near."}


def test_the_written_files_name_their_schemas(tmp_path: Path) -> None:
    made = NewCases(write_content(tmp_path), TODAY).make(ANSWERS)

    assert isinstance(made, Path)
    case, words = (made / "case.yaml").read_text(encoding="utf-8"), (made / "en.md").read_text(encoding="utf-8")
    assert case.startswith("# yaml-language-server: $schema=../../docs/schema/case.json\n")
    assert words.startswith("---\n# yaml-language-server: $schema=../../docs/schema/words.json\n")
    assert words.endswith("\n---\n")


def test_however_few_the_answers_they_are_read_as_a_case_without_a_fault(tmp_path: Path) -> None:
    desk = NewCases(write_content(tmp_path), TODAY)
    flat = ANSWERS.as_flat()

    for count in range(len(flat) + 1):
        some = Answers.from_flat(dict(list(flat.items())[:count]))
        assert desk.reading_of(some)[0].problems == ()


def test_a_case_that_fails_the_check_is_not_put_in_place(tmp_path: Path) -> None:
    folder = write_content(tmp_path)

    made = NewCases(folder, TODAY).make(ANSWERS.model_copy(update={"kind": "unknown"}))

    assert isinstance(made, tuple)
    assert str(made[0]).startswith(
        "letter_templates/let-the-crew-go/case.yaml:4: There is no kind of letter «unknown»."
    )
    assert sorted(path.name for path in (folder / "letter_templates").iterdir()) == ["_kinds", "_law.yaml", "the-ship"]


@pytest.mark.parametrize("occupied", ["case", "empty folder", "file", "broken link"])
def test_nothing_that_is_there_is_overwritten(occupied: str, tmp_path: Path) -> None:
    folder = write_content(tmp_path)
    place = folder / "letter_templates/let-the-crew-go"
    if occupied == "file":
        place.write_text("mine", encoding="utf-8")
    elif occupied == "broken link":
        place.symlink_to("nowhere")
    else:
        place.mkdir()
    if occupied == "case":
        (place / "case.yaml").write_text("mine", encoding="utf-8")

    made = NewCases(folder, TODAY).make(ANSWERS)

    assert isinstance(made, tuple)
    assert [str(problem) for problem in made] == [
        "letter_templates/let-the-crew-go: There is already a case «let-the-crew-go»; nothing was changed in it. "
        "Choose another name. [twice]"
    ]
    assert place.is_symlink() or place.is_file() or [path.read_text() for path in place.iterdir()] in ([], ["mine"])
    assert not list((folder / "letter_templates").glob(".new-*"))


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    folder = write_content(tmp_path)
    desk = NewCases(folder, TODAY)
    desk.folder = folder / "gone"

    made = desk.make(ANSWERS)

    assert isinstance(made, tuple)
    assert made[0].message == "The case cannot be written: no such file or directory."


def test_a_case_that_leans_on_a_faulty_file_is_told_so(tmp_path: Path) -> None:
    kind = "---\nname: Let go\nreviewed: true\n---\n{{ nonsense }}\n"
    folder = write_content(tmp_path, **{"letter_templates/_kinds/let-go/en.md": kind})

    made = NewCases(folder, TODAY).make(ANSWERS)

    assert isinstance(made, tuple)
    assert [problem.code for problem in made] == ["leans-on-faults"]


def test_answers_keep_their_places_through_a_file(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(answers_file(ANSWERS.model_copy(update={"stopped_at": ("facts", "1", "id")})), encoding="utf-8")

    read = read_answers(path)

    assert isinstance(read, Answers)
    flat, until = read.up_to_the_rest()
    assert until == ("facts", 1, "id")
    assert flat == {**ANSWERS.as_flat(), ("facts", 1, ANOTHER): "yes", ("summary",): ANSWERS.summary.strip()}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("titel: x\n", "answers.yaml:1: «titel» is not a key here. Did you mean title? [unknown-key]"),
        (
            "people: crew\n",
            "answers.yaml:1: «people» must be a list, each entry on a line that begins with «- ». [wrong-value]",
        ),
        (
            "title: [x]\n",
            "answers.yaml:1: «title» must be text; put it in quotation marks if it looks like a number or a date. [wrong-value]",
        ),
        ("# nothing yet\n", "answers.yaml:1: There is nothing here. Write the keys. [empty]"),
    ],
    ids=["unknown-key", "no-list", "no-text", "empty"],
)
def test_a_file_of_answers_that_is_out_of_form_is_told_with_its_line(content: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(content, encoding="utf-8")

    read = read_answers(path)

    assert isinstance(read, tuple)
    assert [str(problem) for problem in read] == [told]


def test_numbers_and_dates_in_a_file_of_answers_are_as_typed(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text("opened: 2020-01-01\nfacts: [{id: held, on: 2013}]\nfeared:\n", encoding="utf-8")

    read = read_answers(path)

    assert isinstance(read, Answers)
    assert (read.opened, read.facts[0].on, read.feared) == ("2020-01-01", "2013", "")

"""`letters new-language`: a file in which each text waits for its translation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import letters
from app.content import load_library
from tests.builders import CASE_YAML, EN_MD, KIND_MD, RECIPIENTS_YAML, write_content

EN = "letter_templates/the-ship/en.md"
CASE = "letter_templates/the-ship/case.yaml"
LONG = "The ship is held in the harbour, " + "far from home, " * 8 + "and nobody says why."
MAYOR = """\
mayor:
  title: {en: Mayor, fr: Bourgmestre}
  country: BE
  level: minister
  languages: [fr, en]
  open_to: supporters
  salutation: {en: Dear Mayor, fr: Monsieur le Bourgmestre}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case with everything, written to two offices of which one reads French."""
    case = CASE_YAML.replace("facts:", "  - to: mayor\n    asks: [hear]\nfacts:").replace("open\n", "closed\n", 1)
    case += "updates:\n  - {id: moved, on: 2020-02-01, source: a page}\n"
    case += "closed: 2021-01-01\noutcome: {on: 2021-01-01, source: a page}\n"
    words = EN_MD.replace("The ship is held.", LONG).replace(
        "reviewed", "points: {winter: Winter is near.}\nupdates: {moved: It was moved.}\noutcome: It is free.\nreviewed"
    )
    words = words.replace("release: let the ship go", "release: let the ship go\n  hear: hear the crew")
    return write_content(
        tmp_path,
        **{
            "recipients.yaml": RECIPIENTS_YAML + MAYOR,
            CASE: case,
            EN: words,
            "letter_templates/_kinds/let-go/fr.md": KIND_MD,
            "letter_templates/_law.yaml": (
                "sea-law: {names: {en: the law of the sea, fr: le droit de la mer, ar: قانون البحار}, says: Ships may sail.,"
                " source: a page, confirmed: true}\n"
            ),
        },
    )


@pytest.fixture
def new_language(runner: CliRunner, folder: Path) -> Callable[..., Result]:
    def run(*words: str) -> Result:
        return runner.invoke(letters, ["--content", str(folder), "new-language", *words], catch_exceptions=False)

    return run


def told(folder: Path) -> list[str]:
    return [str(problem) for problem in load_library(folder).problems]


def test_every_key_is_there_with_the_source_beside_it(new_language: Callable[..., Result], folder: Path) -> None:
    new_language("the-ship", "fr")

    assert (
        (folder / "letter_templates/the-ship/fr.md").read_text(encoding="utf-8")
        == """\
---
# yaml-language-server: $schema=../../docs/schema/words.json
# French (français): write each text after its colon, on one line however long it is.
# What stands after # is the English; it is not printed, and can be deleted or left.
# A text that holds a colon or begins with a sign goes between "straight quotation marks".
# docs/translating.md says which form the texts under people: and asks: need in each language.
title:  # Let the ship go
subject:  # The crew of the ship
summary:  # A ship is held.
people:
  crew:  # the crew
facts:
  # The ship is held in the harbour, far from home, far from home, far from home, far from home, far from
  # home, far from home, far from home, far from home, and nobody says why.
  held:
asks:
  hear:  # hear the crew
points:
  winter:  # Winter is near.
updates:
  moved:  # It was moved.
outcome:  # It is free.
reviewed: false  # true once a native speaker has read it
---
"""
    )


def test_the_check_names_each_text_to_fill_in_with_its_line(new_language: Callable[..., Result], folder: Path) -> None:
    assert told(folder) == []

    result = new_language("the-ship", "fr")

    place = "letter_templates/the-ship/fr.md"
    lines = [(7, "title"), (8, "subject"), (9, "summary"), (11, "people → crew"), (15, "facts → held")]
    lines += [(17, "asks → hear"), (19, "points → winter"), (21, "updates → moved"), (22, "outcome")]
    assert told(folder) == [
        f"{place}:{line}: «{key}» must be text; it is empty. Write it after the colon. [wrong-value]"
        for line, key in lines
    ]
    assert result.stdout.splitlines()[:2] == [
        "Written: letter_templates/the-ship/fr.md, with the English beside each place for the French.",
        "`letters check` names each of the 9 things to fill in, with its line.",
    ]


def test_a_translation_filled_in_beside_its_source_passes_the_check(
    new_language: Callable[..., Result], folder: Path
) -> None:
    new_language("the-ship", "fr")
    path = folder / "letter_templates/the-ship/fr.md"
    text = path.read_text(encoding="utf-8")

    path.write_text(
        text.replace(":  #", ": en français  #").replace("held:\n", "held: en français\n"), encoding="utf-8"
    )

    words = load_library(folder).cases["the-ship"].words["fr"]
    assert told(folder) == []
    assert (words.title, dict(words.asks), words.reviewed) == ("en français", {"hear": "en français"}, False)


def test_whoever_runs_the_site_is_told_that_the_case_is_left_out_meanwhile(new_language: Callable[..., Result]) -> None:
    result = new_language("the-ship", "fr")

    assert (
        "Until then the site leaves out the whole case. To show it meanwhile, call the file _fr.md and give it its name "
        "back when it is finished.\n"
    ) in result.stdout


def test_the_way_to_show_the_case_meanwhile_works(new_language: Callable[..., Result], folder: Path) -> None:
    new_language("the-ship", "fr")

    (folder / "letter_templates/the-ship/fr.md").rename(folder / "letter_templates/the-ship/_fr.md")

    assert list(load_library(folder).cases) == ["the-ship"]


def test_a_language_that_no_office_reads_needs_no_asks(new_language: Callable[..., Result], folder: Path) -> None:
    result = new_language("the-ship", "arabic")

    assert "No office of this case reads Arabic, so that no letter will be in it yet.\n" in result.stdout
    assert "\nasks: {}\n" in (folder / "letter_templates/the-ship/ar.md").read_text(encoding="utf-8")


def test_several_languages_can_be_begun_before_the_first_is_finished(
    new_language: Callable[..., Result], folder: Path
) -> None:
    assert new_language("the-ship", "ar").exit_code == 0
    assert new_language("the-ship", "FR").exit_code == 0
    assert "title:  # Let the ship go\n" in (folder / "letter_templates/the-ship/fr.md").read_text(encoding="utf-8")


def test_a_case_without_english_is_translated_from_its_first_language(
    new_language: Callable[..., Result], folder: Path
) -> None:
    path = folder / EN
    path.rename(path.with_name("fr.md"))

    new_language("the-ship", "en")

    assert "# What stands after # is the French;" in path.read_text(encoding="utf-8")
    assert "  release:  # let the ship go\n" in path.read_text(encoding="utf-8")


def test_a_letter_of_the_cases_own_stands_at_the_end_of_the_front_matter(
    new_language: Callable[..., Result], folder: Path
) -> None:
    letter = "I write about {{ people }}.\n\n{% if grounds %}\nI recall {{ grounds }}.\n{% endif %}\n\n{{ asks }}\n\n{{ own_words }}\n"
    path = folder / EN
    path.write_text(path.read_text(encoding="utf-8") + letter, encoding="utf-8")

    new_language("the-ship", "fr")

    written = (folder / "letter_templates/the-ship/fr.md").read_text(encoding="utf-8")
    assert written.endswith("""\
reviewed: false  # true once a native speaker has read it
# This case has a letter of its own. Write the French one below the last line «---», paragraph by
# paragraph, with each {{ placeholder }} and {% tag %} as it stands here:
#   I write about {{ people }}.
#
#   {% if grounds %}
#   I recall {{ grounds }}.
#   {% endif %}
#
#   {{ asks }}
#
#   {{ own_words }}
---
""")
    assert {problem.code for problem in load_library(folder).problems} == {"wrong-value"}


def test_a_letter_that_is_missing_too_is_counted(new_language: Callable[..., Result], folder: Path) -> None:
    (folder / "letter_templates/_kinds/let-go/fr.md").unlink()

    new_language("the-ship", "fr")
    path = folder / "letter_templates/the-ship/fr.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace(":  #", ": x  #").replace("held:\n", "held: x\n"), encoding="utf-8"
    )

    assert told(folder) == [
        "letter_templates/the-ship/fr.md:25: There is no letter to «mayor» in this language. Write it below the front "
        "matter, or add this language to the case's kind. [no-letter]"
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["the-shp", "fr"], "There is no case «the-shp». Did you mean the-ship?"),
        (["../the-ship", "fr"], "There is no case «../the-ship». Did you mean the-ship?"),
        (["_kinds", "fr"], "There is no case «_kinds». There is: the-ship."),
        (["the-ship", "fren"], "«fren» is not a language of letters. Did you mean fr?"),
        (
            ["the-ship", "x" * 10_000],
            f"«{'x' * 60}» is not a language of letters. There is: ar, de, en, fa, fr, ja, nl, sv, tr.",
        ),
        (
            ["the-ship", "en"],
            "letter_templates/the-ship/en.md: This file is there already; nothing was changed in it. [twice]",
        ),
    ],
    ids=["unknown-case", "path", "kinds", "unknown-language", "long", "there-already"],
)
def test_what_cannot_be_begun_is_told(
    words: list[str], message: str, new_language: Callable[..., Result], folder: Path
) -> None:
    before = (folder / EN).read_text(encoding="utf-8")

    result = new_language(*words)

    assert (result.exit_code, result.stderr, result.stdout) == (1, f"{message}\n", "")
    assert (folder / EN).read_text(encoding="utf-8") == before


def test_a_broken_link_in_the_files_place_is_not_followed(new_language: Callable[..., Result], folder: Path) -> None:
    (folder / "letter_templates/the-ship/fr.md").symlink_to(folder / "elsewhere.md")

    result = new_language("the-ship", "fr")

    assert result.exit_code == 1
    assert not (folder / "elsewhere.md").exists()


def test_a_case_whose_facts_cannot_be_read_is_told_first(new_language: Callable[..., Result], folder: Path) -> None:
    (folder / CASE).write_text("status: perhaps\n", encoding="utf-8")

    result = new_language("the-ship", "fr")

    assert result.exit_code == 1
    assert result.stderr.startswith(
        "«the-ship» cannot be translated before its problems are mended:\nletter_templates/the-ship/case.yaml:1: "
    )
    assert not (folder / "letter_templates/the-ship/fr.md").exists()


def test_a_folder_that_cannot_be_written_is_told(
    new_language: Callable[..., Result], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really_open = Path.open

    def full(path: Path, mode: str = "r", **how: str) -> object:
        if mode == "x":
            raise OSError(28, "No space left on device")
        return really_open(path, mode, **how)

    monkeypatch.setattr(Path, "open", full)

    result = new_language("the-ship", "fr")

    assert result.stderr == (
        "letter_templates/the-ship/fr.md: The file cannot be written: no space left on device. [unwritable]\n"
    )

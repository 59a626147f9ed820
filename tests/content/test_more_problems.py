"""Broken files of a case, each with the exact message: names, letters, kinds, and what is no file at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.content import load_library
from tests.builders import CASE_YAML, EN_MD, KIND_MD, LAW_YAML, RECIPIENTS_YAML, write_content

CASE = "letter_templates/the-ship/case.yaml"
EN = "letter_templates/the-ship/en.md"
KIND = "letter_templates/_kinds/let-go/en.md"
INITIALS = CASE_YAML.replace("{id: crew, shown: withheld}", "{id: crew, shown: initials, name: Ann Lee}")
REVEALED = (
    "The full name of a person who is not shown by name stands here. "
    "Take it out: write the initials, or words such as «a woman from Tehran». [name-revealed]"
)
LETTER = EN_MD + "{{ facts }}\n\nI ask:\n\n{{ asks }}\n\n{{ own_words }}\n"

BROKEN = [
    pytest.param({CASE: INITIALS, EN: EN_MD.replace("The ship is", "Ann Lee is")}, [f"{EN}:8: {REVEALED}"], id="name"),
    pytest.param(
        {CASE: INITIALS, EN: EN_MD.replace("A ship is", "LEE, ánn is")}, [f"{EN}:4: {REVEALED}"], id="last-first"
    ),
    pytest.param(
        {CASE: INITIALS.replace("a page", "Ann  Lee’s page")}, [f"{CASE}:12: {REVEALED}"], id="name-in-a-source"
    ),
    pytest.param(
        {CASE: INITIALS, EN: LETTER.replace("I ask:", "Ann Lee asks:")},
        [f"{EN}:2: {REVEALED}"],
        id="name-in-the-letter",
    ),
    pytest.param(
        {EN: LETTER.replace("{{ own_words }}", "{% if points %}\n\n{{ own_words }}\n\n{% endif %}")},
        [
            f"{EN}:13: {{{{ own_words }}}} stands within a condition, so that it could be left out. "
            "Write it outside every {% if %}; an empty one leaves nothing behind. [not-conditional]"
        ],
        id="own-words-in-a-condition",
    ),
    pytest.param(
        {EN: LETTER.replace("I ask:", "{% for a in asks %}{% for b in asks %}x{% endfor %}{% endfor %}")},
        [
            f"{EN}:15: A letter's template cannot hold a loop ({{% for … %}}). "
            "Only placeholders and {% if … %} … {% else %} … {% endif %} are known here. [not-for-letters]"
        ],
        id="loop-in-a-loop",
    ),
    pytest.param(
        {EN: LETTER.replace("I ask:", "{% include 'en.md' %}")},
        [
            f"{EN}:15: A letter's template cannot hold another file ({{% include … %}}). "
            "Only placeholders and {% if … %} … {% else %} … {% endif %} are known here. [not-for-letters]"
        ],
        id="include-of-itself",
    ),
    pytest.param(
        {EN: LETTER.replace("I ask:", "{{ asks")},
        [
            f"{EN}:17: The placeholders here cannot be read: expected token 'end of print statement', got '{{'. "
            "Write a placeholder as {{ asks }} and a condition as {% if points %} … {% endif %}. [template-syntax]"
        ],
        id="placeholder-not-closed",
    ),
    pytest.param(
        {EN: LETTER.replace("{{ asks }}", "please")},
        [f"{EN}:13: The letter asks for nothing. Write {{{{ asks }}}} in a paragraph of its own. [no-asks]"],
        id="no-asks",
    ),
    pytest.param(
        {EN: LETTER + "x" * 20_001},
        [
            f"{EN}:13: The letter must have 20,000 characters or fewer; it has 20,050. "
            "A letter that is read has one page. [too-long]"
        ],
        id="endless-letter",
    ),
    pytest.param(
        {CASE: CASE_YAML.replace("status: open", "<<: {status: opne}")},
        [f"{CASE}:1: «status» must be one of: 'draft', 'open', 'closed'. [wrong-value]"],
        id="merged-keys",
    ),
    pytest.param(
        {CASE: CASE_YAML.replace("kind: let-go", "kind: let-goo")},
        [f"{CASE}:3: There is no kind of letter «let-goo». Did you mean let-go? [unknown-kind]"],
        id="unknown-kind",
    ),
    pytest.param(
        {CASE: CASE_YAML.replace("kind: let-go\n", "")},
        [
            f"{EN}:13: There is no letter to «harbour-master» in this language. "
            "Write it below the front matter, or add this language to the case's kind. [no-letter]"
        ],
        id="no-letter",
    ),
    pytest.param(
        {"recipients.yaml": RECIPIENTS_YAML.replace("supporters", "representatives\n  why_closed: It is a court.")},
        [
            f"{CASE}:9: Supporters cannot write to «harbour-master». "
            "Choose another office. It is a court. [not-open-to-supporters]"
        ],
        id="office-closed-to-supporters",
    ),
    pytest.param(
        {
            "recipients.yaml": RECIPIENTS_YAML.replace("{en: Harbour Master}", "{fr: Capitaine}")
            .replace("{en: Dear Harbour Master}", "{fr: Capitaine}")
            .replace("[en]", "[fr]")
        },
        [
            f"{CASE}:9: No letter can be written to «harbour-master»: it reads fr. "
            "Add a file in one of these languages; there is en. [no-common-language]"
        ],
        id="no-common-language",
    ),
    pytest.param(
        {CASE: CASE_YAML.replace("source: a page", "source: ''")},
        [f"{CASE}:12: «facts → 1 → source» must be text; it is empty. [wrong-value]"],
        id="fact-without-a-source",
    ),
    pytest.param(
        {"letter_templates/_law.yaml": LAW_YAML.replace("  source: a page\n", "")},
        ["letter_templates/_law.yaml:1: «source» is missing. Add a line «source: …». [missing-key]"],
        id="ground-without-a-source",
    ),
    pytest.param(
        {KIND: KIND_MD.replace("name: Let go", "nme: Let go")},
        [
            f"{KIND}:2: «name» is missing. Add a line «name: …». [missing-key]",
            f"{KIND}:2: «nme» is not a key here. Did you mean name? [unknown-key]",
        ],
        id="kind-with-a-faulty-head",
    ),
    pytest.param(
        {EN: EN_MD.replace("summary: A ship is held.", "summary: " + "A ship. " * 500)},
        [f"{EN}:4: «summary» must be text of at most 3,000 characters. [wrong-value]"],
        id="endless-summary",
    ),
]


@pytest.mark.parametrize(("changes", "messages"), BROKEN)
def test_each_fault_is_told_with_place_fact_and_remedy(
    changes: dict[str, str], messages: list[str], tmp_path: Path
) -> None:
    library = load_library(write_content(tmp_path, **changes))

    assert [str(problem) for problem in library.problems] == messages
    assert "the-ship" not in library.cases


def test_a_case_without_words_is_told(tmp_path: Path) -> None:
    folder = write_content(tmp_path)
    (folder / EN).unlink()

    assert [str(problem) for problem in load_library(folder).problems] == [
        "letter_templates/the-ship: The case has no words. Add a file such as en.md beside case.yaml. [no-language]"
    ]


def test_links_out_of_the_folder_are_told_and_not_followed(tmp_path: Path) -> None:
    folder = write_content(tmp_path / "content")
    elsewhere = write_content(tmp_path / "elsewhere")
    (folder / EN).unlink()
    (folder / EN).symlink_to(elsewhere / EN)
    (folder / "letter_templates/the-boat").symlink_to(elsewhere / "letter_templates/the-ship")

    assert [str(problem) for problem in load_library(folder).problems] == [
        "letter_templates/the-boat: This is a link to another place. Put the file or the folder itself here. [link]",
        f"{EN}: This is a link to another place. Put the file or the folder itself here. [link]",
    ]


def test_text_that_is_not_utf_8_and_what_is_no_file_are_told(tmp_path: Path) -> None:
    folder = write_content(tmp_path)
    (folder / EN).write_bytes("---\ntitle: Überfahrt\n---\n".encode("latin-1"))
    (folder / CASE).unlink()
    (folder / CASE).mkdir()

    assert [str(problem) for problem in load_library(folder).problems] == [
        f"{CASE}: This is not a file. Put a text file here. [unreadable]",
        f"{EN}: The file is not UTF-8 text (byte 11). Save it again with the encoding UTF-8. [not-utf-8]",
    ]

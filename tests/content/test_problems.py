"""Organisers' files that are broken in one way each, and what is told about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.content import load_library
from tests.builders import CASE_YAML, EN_MD, KIND_MD, LAW_YAML, RECIPIENTS_YAML, write_content

CASE = "letter_templates/the-ship/case.yaml"
EN = "letter_templates/the-ship/en.md"
KIND = "letter_templates/_kinds/let-go/en.md"
LAW = "letter_templates/_law.yaml"
RECIPIENTS = "recipients.yaml"


def told(folder: Path) -> list[str]:
    return [str(problem) for problem in load_library(folder).problems]


def test_a_sound_folder_has_no_problems(tmp_path: Path) -> None:
    library = load_library(write_content(tmp_path))

    assert library.problems == ()
    assert list(library.cases) == ["the-ship"]
    assert library.cases["the-ship"].words["en"].letters["harbour-master"].text == KIND_MD.split("---\n")[2].strip("\n")


FAULTS = [
    pytest.param(
        CASE,
        CASE_YAML.replace("status:", "\tstatus:"),
        f"{CASE}:1: This is not YAML: it is indented with a tab. Indent with spaces. [yaml-syntax]",
        id="tab",
    ),
    pytest.param(
        CASE,
        CASE_YAML + "status: open\n",
        f"{CASE}:13: This is not YAML: «status» stands twice in the same place. "
        "Take one out, or join what they say. [yaml-syntax]",
        id="key-twice",
    ),
    pytest.param(
        CASE,
        "- a\n- b\n",
        f"{CASE}:1: This is not YAML: it must be a list of keys with values, such as «status: open». Check the "
        "indentation, the colons and the quotation marks here and one line above. [yaml-syntax]",
        id="no-mapping",
    ),
    pytest.param(CASE, "# nothing yet\n", f"{CASE}:1: There is nothing here. Write the keys. [empty]", id="empty"),
    pytest.param(
        CASE,
        "a: &a [x, x]\nb: [*a, *a]\n" + CASE_YAML,
        f"{CASE}:2: This is not YAML: *a repeats another place; write it out. "
        "Check the indentation, the colons and the quotation marks here and one line above. [yaml-syntax]",
        id="alias",
    ),
    pytest.param(
        CASE,
        "a: " + "[" * 200,
        f"{CASE}:1: This is not YAML: it is nested too deeply. "
        "Check the indentation, the colons and the quotation marks here and one line above. [yaml-syntax]",
        id="nested",
    ),
    pytest.param(
        CASE,
        CASE_YAML + "x: " + "y" * 1_000_001,
        f"{CASE}: The file has more than 1,000,000 bytes. Keep pictures and documents out of it. [too-large]",
        id="huge",
    ),
    pytest.param(
        CASE,
        CASE_YAML.replace("a page", "a \u202epage"),
        f"{CASE}:12: The line holds an invisible character (U+202E) that cannot be printed. "
        "Delete the words around it and type them again. [invisible-character]",
        id="invisible-character",
    ),
    pytest.param(
        CASE,
        CASE_YAML + "2013: x\nslug: other\n",
        f"{CASE}:13: «2013» is not a key here. There is: closed, countries, facts, grounds, kind, opened, organisers, "
        "outcome, people, photographs, recipients, send_by, status, updates. [unknown-key]\n"
        f"{CASE}:14: «slug» is not a key here. There is: closed, countries, facts, grounds, kind, opened, organisers, "
        "outcome, people, photographs, recipients, send_by, status, updates. [unknown-key]",
        id="number-and-reserved-word-as-keys",
    ),
    pytest.param(
        CASE,
        CASE_YAML.replace("2020-01-01", "2020-02-30"),
        f"{CASE}:2: «opened» must be a date such as 2013-09-20. [wrong-value]",
        id="day-that-does-not-exist",
    ),
    pytest.param(
        CASE,
        CASE_YAML.replace("[sea-law]", "sea-law"),
        f"{CASE}:7: «grounds» must be a list, each entry on a line that begins with «- ». [wrong-value]",
        id="grounds-no-list",
    ),
    pytest.param(
        LAW,
        "sea-law:\n",
        f"{LAW}:1: «sea-law» must be keys with values, one a line. [wrong-value]",
        id="half-finished-ground",
    ),
    pytest.param(
        EN,
        EN_MD.replace("title: Let the ship go", "title: ''"),
        f"{EN}:2: «title» must be text; it is empty. [wrong-value]",
        id="empty-title",
    ),
    pytest.param(
        CASE,
        CASE_YAML.replace("opened:", "openned:"),
        f"{CASE}:1: «opened» is missing. Add a line «opened: …». [missing-key]\n"
        f"{CASE}:2: «openned» is not a key here. Did you mean opened? [unknown-key]",
        id="misspelt-key",
    ),
    pytest.param(
        CASE,
        CASE_YAML.replace("asks: [release]", "asks: [release]\n    ask: [x]"),
        f"{CASE}:11: «ask» is not a key here. Did you mean asks? [unknown-key]",
        id="misspelt-key-within",
    ),
    pytest.param(
        CASE,
        CASE_YAML.replace("status: open", "status: opne"),
        f"{CASE}:1: «status» must be one of: 'draft', 'open', 'closed'. [wrong-value]",
        id="wrong-choice",
    ),
    pytest.param(
        CASE,
        CASE_YAML.replace("2020-01-01", "first of May"),
        f"{CASE}:2: «opened» must be a date such as 2013-09-20. [wrong-value]",
        id="no-date",
    ),
    pytest.param(
        CASE,
        CASE_YAML.replace("{where: BE}", "{where: Belgium}"),
        f"{CASE}:4: «countries → where» must be a country's two-letter ISO code in capitals, such as BE. [wrong-value]",
        id="no-country",
    ),
    pytest.param(
        CASE,
        CASE_YAML.replace("asks: [release]", "asks: release"),
        f"{CASE}:10: «recipients → 1 → asks» must be a list, each entry on a line that begins with «- ». [wrong-value]",
        id="no-list",
    ),
    pytest.param(
        CASE,
        CASE_YAML.replace("asks: [release]", "asks: []"),
        f"{CASE}:10: «recipients → 1 → asks» must be a list of at least 1. [wrong-value]",
        id="empty-list",
    ),
    pytest.param(
        CASE,
        CASE_YAML.replace("kind: let-go", "kind: 7"),
        f"{CASE}:3: «kind» must be text; put it in quotation marks if it looks like a number or a date. [wrong-value]",
        id="no-text",
    ),
    pytest.param(
        CASE,
        CASE_YAML.replace("to: harbour-master", "to: harbor-master"),
        f"{CASE}:9: There is no office «harbor-master». Did you mean harbour-master? [unknown-office]",
        id="unknown-office",
    ),
    pytest.param(
        CASE,
        CASE_YAML.replace("[sea-law]", "[see-law]"),
        f"{CASE}:7: There is no ground «see-law». Did you mean sea-law? [unknown-ground]",
        id="unknown-ground",
    ),
    pytest.param(
        CASE,
        CASE_YAML.replace("shown: withheld", "shown: withheld, name: Ann Lee"),
        f"{CASE}:6: A withheld person's name must not be in the file. Delete the name, or write «shown: name» or "
        "«shown: initials». [withheld-name]",
        id="withheld-name-on-file",
    ),
    pytest.param(
        CASE,
        CASE_YAML.replace("shown: withheld", "shown: name"),
        f"{CASE}:6: «name» is missing for «crew». Add it, or write «shown: withheld». [missing-key]",
        id="name-missing",
    ),
    pytest.param(
        CASE,
        CASE_YAML.replace("status: open", "status: closed"),
        f"{CASE}:1: A closed case needs «closed». Add a line «closed: …». [missing-key]\n"
        f"{CASE}:1: A closed case needs «outcome». Add a line «outcome: …». [missing-key]\n"
        f"{EN}:2: A closed case says what came of it. Add a line «outcome: …». [no-words]",
        id="closed-without-outcome",
    ),
    pytest.param(
        CASE,
        CASE_YAML + "organisers: {name: Friends of the Crew}\n",
        f"{CASE}:13: «organisers» must be a name with either «email» or «web». [wrong-value]",
        id="organisers-without-address",
    ),
    pytest.param(
        CASE,
        CASE_YAML + "organisers: {name: Friends of the Crew, email: crew}\n",
        f"{CASE}:13: «organisers → email» must be an e-mail address such as name@example.org. [wrong-value]",
        id="organisers-with-half-an-address",
    ),
    pytest.param(
        CASE,
        CASE_YAML + "closed: 2021-01-01\n",
        f"{CASE}:13: The case has a day of closing and is «open». Write «status: closed», or take the line out. [wrong-value]",
        id="closed-yet-open",
    ),
    pytest.param(
        CASE,
        CASE_YAML + "send_by: 2019-01-01\n",
        f"{CASE}:13: «send_by» (2019-01-01) is before «opened» (2020-01-01). Mend one of them. [wrong-order]",
        id="dates-in-the-wrong-order",
    ),
    pytest.param(
        CASE,
        CASE_YAML + "  - {id: held, source: another page}\n",
        f"{CASE}:13: «held» stands here twice. Take one out. [twice]",
        id="id-twice",
    ),
    pytest.param(
        EN,
        "title: x\n",
        f"{EN}:1: The file does not begin with front matter. Begin with a line «---», then the keys, then another "
        "line «---», then the letter. [no-front-matter]",
        id="no-front-matter",
    ),
    pytest.param(
        EN,
        EN_MD.replace("title: Let", 'title: "Let'),
        f"{EN}:2: This is not YAML: a quotation mark is opened here and not closed. Close it, or take it out. [yaml-syntax]",
        id="front-matter-unclosed-quote",
    ),
    pytest.param(
        EN,
        EN_MD.replace("  release: let the ship go\n", "  relaese: let the ship go\n"),
        f"{EN}:9: «release» has no words under «asks». Add a line «  release: …» there. [no-words]\n"
        f"{EN}:10: case.yaml has no «relaese» under «asks». Did you mean release? [words-without-fact]",
        id="ask-misspelt",
    ),
    pytest.param(
        EN,
        EN_MD.replace("reviewed:", "why:\n  harbor-master: She opens the harbour.\nreviewed:"),
        f"{EN}:12: case.yaml does not write to «harbor-master». Did you mean harbour-master? [unknown-office]",
        id="reason-for-nobody",
    ),
    pytest.param(
        EN,
        EN_MD.replace("held: The ship is held.", "held: ''"),
        f"{EN}:8: «facts → held» must be text; it is empty. [wrong-value]",
        id="empty-words",
    ),
    pytest.param(
        EN,
        EN_MD.replace("people:\n  crew: the crew\n", ""),
        f"{EN}:2: «crew» has no words under «people». Add a line «  crew: …» there. [no-words]",
        id="withheld-without-words",
    ),
    pytest.param(
        EN,
        EN_MD + "Dear {{ recipent }},\n\n{{ asks }}\n\n<b>{{ own_words }}</b>\n",
        f"{EN}:13: «{{{{ recipent }}}}» is not a placeholder. Did you mean recipient? [unknown-placeholder]\n"
        f"{EN}:17: A letter cannot hold HTML. Use paragraphs, lists, *emphasis*, **strong words**, > quotations and "
        "line breaks. [not-for-paper]\n"
        f"{EN}:17: {{{{ facts }}}}, {{{{ asks }}}}, {{{{ points }}}} and {{{{ own_words }}}} are whole paragraphs. "
        "Give each a paragraph of its own, with an empty line before and after it. [placeholder-alone]",
        id="own-letter-with-three-faults",
    ),
    pytest.param(
        "letter_templates/the-ship/xx.md",
        EN_MD,
        "letter_templates/the-ship/xx.md: «xx» is not a language of letters. There is: ar, de, en, fa, fr, ja, nl, sv, tr. [unknown-language]",
        id="unknown-language",
    ),
    pytest.param(
        "letter_templates/the-ship/fr.md",
        EN_MD,
        "letter_templates/the-ship/fr.md:2: The legal ground «sea-law» has no name in this language. "
        "Add «fr: …» to its names in _law.yaml. [no-words]",
        id="ground-without-a-name-in-the-language",
    ),
    pytest.param(
        KIND,
        KIND_MD.replace("{{ own_words }}", "{{ own_word }}"),
        f"{KIND}:5: The letter has no places for the supporter's own words. Write {{{{ own_words }}}} exactly once, "
        "in a paragraph of its own. [own-words-once]\n"
        f"{KIND}:13: «{{{{ own_word }}}}» is not a placeholder. Did you mean own_words? [unknown-placeholder]",
        id="kind-misspelt-placeholder",
    ),
    pytest.param(
        KIND,
        KIND_MD.replace("name:", "nam:"),
        f"{KIND}:2: «nam» is not a key here. Did you mean name? [unknown-key]\n"
        f"{KIND}:2: «name» is missing. Add a line «name: …». [missing-key]",
        id="kind-misspelt-key",
    ),
    pytest.param(
        LAW,
        LAW_YAML.replace("confirmed: true", "confirmed: probably"),
        f"{LAW}:5: «sea-law → confirmed» must be true or false. [wrong-value]",
        id="law-wrong-value",
    ),
]


@pytest.mark.parametrize(("name", "text", "messages"), FAULTS)
def test_each_fault_is_told_with_place_fact_and_remedy(tmp_path: Path, name: str, text: str, messages: str) -> None:
    folder = write_content(tmp_path, **{name: text})

    assert sorted(told(folder)) == sorted(messages.split("\n"))


OFFICE_FAULTS = [
    pytest.param(
        ("{en: Dear Harbour Master}", "{en: {neutral: 'Dear {name}'}}"),
        f"{RECIPIENTS}:7: «harbour-master → salutation → en → neutral» must be a form without {{name}}: "
        "it serves an office without a holder too. [wrong-value]",
        id="name-in-a-neutral-form",
    ),
    pytest.param(
        ("  contacts:", "  holders:\n    - {name: Ann, until: soon, source: a page}\n  contacts:"),
        f"{RECIPIENTS}:9: «harbour-master → holders → 1 → until» must be a date such as 2013, 2013-09 or 2013-09-20, "
        "or 'unknown'. [wrong-value]",
        id="until",
    ),
    pytest.param(
        ("harbour-master:", "mayor:\nharbour-master:"),
        f"{RECIPIENTS}:1: «mayor» must be keys with values, one a line. [wrong-value]",
        id="half-finished",
    ),
    pytest.param(
        ("    post:", "    pots:"),
        f"{RECIPIENTS}:9: «pots» is not a key here. Did you mean post? [unknown-key]",
        id="misspelt-contact",
    ),
    pytest.param(
        ("level: agency", "level: agncy"),
        f"{RECIPIENTS}:4: «harbour-master → level» must be one of: 'un-principal', 'un-expert', 'european-principal', 'head-of-state', "
        "'head-of-government', 'minister', 'ambassador', 'agency', 'parliament', 'court', 'prosecutor'. [wrong-value]",
        id="level",
    ),
    pytest.param(
        ("lines: [1 Quay Street, 2000 Antwerpen]", "lines: [a, b, c, d, e, f, g]"),
        f"{RECIPIENTS}:10: «harbour-master → contacts → post → lines» must be a list of at most 6. [wrong-value]",
        id="seven-lines",
    ),
    pytest.param(
        ("  contacts:", "  contacts:\n    fax: {number: 0032 3, source: a page, status: live}"),
        f"{RECIPIENTS}:9: «harbour-master → contacts → fax → number» must be a fax number with + and the country's "
        "code, without spaces, such as +41229179006. [wrong-value]",
        id="fax",
    ),
    pytest.param(
        ("  contacts:", "  contacts:\n    email: {address: nobody, source: a page, status: live}"),
        f"{RECIPIENTS}:9: «nobody» is not an e-mail address. Write it like name@example.org. [no-email]",
        id="email",
    ),
    pytest.param(
        ("open_to: supporters", "open_to: representatives"),
        f"{RECIPIENTS}:6: Supporters may not write to this office, and nothing says why. "
        "Add «why_closed: …», one sentence that they will read. [no-reason]",
        id="closed-without-reason",
    ),
    pytest.param(
        ("{en: Dear Harbour Master}", "{nl: Geachte havenmeester}"),
        f"{RECIPIENTS}:7: No letter can be written: no language has a title and a salutation. "
        "Give both in one of the office's languages: en. [no-salutation]",
        id="no-salutation",
    ),
    pytest.param(
        ("  contacts:", "  holders:\n    - {name: Ann, from: '2020-13', source: a page}\n  contacts:"),
        f"{RECIPIENTS}:9: «harbour-master → holders → 1 → from» must be a date such as 2013, 2013-09 or 2013-09-20. "
        "[wrong-value]",
        id="term",
    ),
]


@pytest.mark.parametrize(("change", "message"), OFFICE_FAULTS)
def test_each_fault_of_an_office_is_told_with_its_line(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    folder = write_content(tmp_path, **{RECIPIENTS: RECIPIENTS_YAML.replace(*change)})

    assert told(folder) == [message]


def test_a_case_cannot_write_to_an_office_closed_to_supporters(tmp_path: Path) -> None:
    closed = RECIPIENTS_YAML.replace(
        "open_to: supporters", "open_to: representatives\n  why_closed: It is for captains."
    )

    assert told(write_content(tmp_path, **{RECIPIENTS: closed})) == [
        f"{CASE}:9: Supporters cannot write to «harbour-master». Choose another office. It is for captains. "
        "[not-open-to-supporters]"
    ]


def test_a_case_needs_a_language_its_offices_read(tmp_path: Path) -> None:
    dutch = (
        RECIPIENTS_YAML.replace("[en]", "[nl]")
        .replace("{en: Harbour", "{nl: Harbour")
        .replace("{en: Dear", "{nl: Dear")
    )

    assert told(write_content(tmp_path, **{RECIPIENTS: dutch})) == [
        f"{CASE}:9: No letter can be written to «harbour-master»: it reads nl. "
        "Add a file in one of these languages; there is en. [no-common-language]"
    ]


def test_a_case_without_words_says_so(tmp_path: Path) -> None:
    folder = write_content(tmp_path)
    (folder / EN).unlink()

    assert told(folder) == [
        "letter_templates/the-ship: The case has no words. Add a file such as en.md beside case.yaml. [no-language]"
    ]


def test_unreadable_files_are_problems_too(tmp_path: Path) -> None:
    folder = write_content(tmp_path)
    (folder / CASE).unlink()
    (folder / LAW).write_bytes("été".encode("latin-1"))

    assert told(folder) == [
        f"{LAW}: The file is not UTF-8 text (byte 0). Save it again with the encoding UTF-8. [not-utf-8]",
        f"{CASE}: The file cannot be read: no such file or directory. Check its name and its permissions. [unreadable]",
    ]


def test_an_unknown_kind_is_named(tmp_path: Path) -> None:
    messages = told(write_content(tmp_path, **{CASE: CASE_YAML.replace("let-go", "let-them-go")}))

    assert f"{CASE}:3: There is no kind of letter «let-them-go». Did you mean let-go? [unknown-kind]" in messages


def test_sound_cases_are_served_beside_a_broken_one(tmp_path: Path) -> None:
    folder = write_content(
        tmp_path,
        **{"letter_templates/broken/case.yaml": "status: [", "letter_templates/broken/en.md": EN_MD},
    )

    library = load_library(folder)

    assert list(library.cases) == ["the-ship"]
    assert [problem.place for problem in library.problems] == ["letter_templates/broken/case.yaml:1"]


def test_an_empty_folder_is_told_and_serves_nothing(tmp_path: Path) -> None:
    library = load_library(tmp_path)

    assert [problem.place for problem in library.problems] == ["letter_templates/_law.yaml", "recipients.yaml"]
    assert library.cases == {}


def test_a_point_has_its_words_in_every_language(tmp_path: Path) -> None:
    """A supporter ticks it once, for letters in several languages."""
    french = EN_MD.replace("reviewed:", "points:\n  froid: Il fait froid.\nreviewed:")
    english = EN_MD.replace("reviewed:", "points:\n  cold: It is cold.\nreviewed:")
    law = LAW_YAML.replace("{en: the law of the sea}", "{en: the law of the sea, fr: le droit de la mer}")
    folder = write_content(
        tmp_path,
        **{LAW: law, EN: english, "letter_templates/the-ship/fr.md": french, KIND.replace("en.md", "fr.md"): KIND_MD},
    )

    assert told(folder) == [
        f"{EN}:11: «froid» has no words under «points». Add a line «  froid: …» there. [no-words]",
        "letter_templates/the-ship/fr.md:11: «cold» has no words under «points». Add a line «  cold: …» there. [no-words]",
    ]


def test_a_faulty_kind_is_never_replaced_by_another_letter(tmp_path: Path) -> None:
    folder = write_content(
        tmp_path,
        **{
            CASE: CASE_YAML.replace("asks: [release]", "asks: [release]\n    kind: other"),
            "letter_templates/_kinds/other/en.md": KIND_MD.replace("{{ facts }}", "{{ fact }}"),
        },
    )

    library = load_library(folder)

    assert [problem.code for problem in library.problems] == ["unknown-placeholder"]
    assert library.cases == {}


def test_a_folder_of_a_case_has_a_plain_name(tmp_path: Path) -> None:
    name = "letter_templates/Le café"
    folder = write_content(tmp_path, **{f"{name}/case.yaml": CASE_YAML, f"{name}/en.md": EN_MD})

    assert told(folder) == [
        f"{name}/case.yaml:1: «slug» must be a name of small letters, figures and hyphens, such as the-ship. [wrong-value]"
    ]


def test_files_of_editors_and_systems_are_passed_over(tmp_path: Path) -> None:
    folder = write_content(
        tmp_path, **{"letter_templates/the-ship/.#en.md": "x", "letter_templates/the-ship/._en.md": "x"}
    )

    assert told(folder) == []


def test_texts_of_one_line_are_one_line_however_the_file_breaks_them(tmp_path: Path) -> None:
    folded = EN_MD.replace("crew: the crew", "crew: >\n    the\n    crew\n").replace(
        "release: let the ship go", "release: |\n    let the\n    ship go\n"
    )

    words = load_library(write_content(tmp_path, **{EN: folded})).cases["the-ship"].words["en"]

    assert words.people["crew"] == "the crew"
    assert words.asks["release"] == "let the ship go"

"""`letters new-case`: a walk through the questions, and the same case from a script."""

from __future__ import annotations

import datetime
import os
import pty
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from click import Context
from click.testing import CliRunner, Result

from app import create_app
from app.cli import letters
from app.config import Settings
from app.content import load_library
from app.content.answers import Answers
from app.content.new_case import NewCases
from app.domain.problem import Problems
from tests.builders import KIND_MD, RECIPIENTS_YAML, write_content
from tests.conftest import TODAY
from tests.outside import LETTERS

OFFICES = """\
mayor:
  title: {en: Mayor of Antwerp, fr: Bourgmestre d’Anvers}
  country: BE
  level: minister
  languages: [fr, en]
  open_to: supporters
  salutation: {en: Dear Mayor, fr: Monsieur le Bourgmestre}
  contacts: {web: {url: "https://example.org/", source: a page, checked: 2026-11, status: live}}
  holder_unknown: Nobody told us who it is.
prefect:
  title: {fr: Préfet}
  organisation: {fr: Préfecture du Nord}
  country: FR
  level: agency
  languages: [fr]
  open_to: supporters
  salutation: {fr: Monsieur le Préfet}
  contacts: {web: {url: "https://example.org/", source: a page, checked: 2026-11, status: live}}
  holder_unknown: Nobody told us who it is.
nowhere:
  title: {en: Office of Nowhere}
  level: agency
  languages: [en]
  open_to: supporters
  salutation: {en: Dear Nobody}
  holder_unknown: Nobody told us who it is.
court:
  title: {en: Court of Appeal}
  country: BE
  level: court
  languages: [en]
  open_to: representatives
  why_closed: It hears the parties only.
  contacts: {web: {url: "https://example.org/", source: a page, checked: 2026-11, status: live}}
"""
# Every question of a small case with the answer to it, in order.
WALK = (
    "en",
    "Free the crew: now",
    "",
    "The crew of the ship",
    "The crew is held. Write to those who can free it.",
    "Belgium",
    "ir",
    "crew",
    "withheld",
    "the crew of the ship",
    "no",
    "let-go",
    "harbour-master",
    "release",
    "let the crew go",
    "no",
    "no",
    "held",
    "On 2 January 2020 the police boarded the ship.",
    "2020-01-02",
    "a newspaper, 3 January 2020",
    "",
    "no",
    "1",
    "no",
    "2020-01-01",
    "",
    "open",
)
WALKED_CASE = """\
# yaml-language-server: $schema=../../docs/schema/case.json
status: open  # draft (not on the site), open or closed
opened: 2020-01-01  # letters are dated from this day
kind: let-go  # the letter in letter_templates/_kinds/
countries: {where: BE, feared: IR}
# name, initials or withheld; a withheld name must not stand here
people:
  - {id: crew, shown: withheld}
grounds: [sea-law]  # from letter_templates/_law.yaml
recipients:
  - to: harbour-master
    asks: [release]
# on: when it happened; read: when you read the source
facts:
  - id: held
    on: 2020-01-02
    source: a newspaper, 3 January 2020
    read: 2026-11-21
"""
WALKED_WORDS = """\
---
# yaml-language-server: $schema=../../docs/schema/words.json
title: "Free the crew: now"
subject: The crew of the ship
summary: The crew is held. Write to those who can free it.
people:
  crew: the crew of the ship
facts:
  held: On 2 January 2020 the police boarded the ship.
asks:
  release: let the crew go
reviewed: false  # true once a native speaker has read it
---
"""
SCRIPT = (
    "--title=Free the crew: now",
    "--subject=The crew of the ship",
    "--summary=The crew is held.",
    "--where=BE",
    "--person=crew:withheld:the crew of the ship",
    "--person=ann:initials:Ann Example",
    "--kind=let-go",
    "--to=harbour-master=release,hear",
    "--to=mayor=hear",
    "--ask=release=let the crew go",
    "--ask=hear=hear the crew",
    "--fact=held=On 2 January 2020 the police boarded the ship.",
    "--fact-on=held=2020-01-02",
    "--fact-source=held=a newspaper, 3 January 2020",
)
SLUG = "free-the-crew-now"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    kind = KIND_MD.replace("I write", "J’écris")
    return write_content(
        tmp_path,
        **{"recipients.yaml": RECIPIENTS_YAML + OFFICES, "letter_templates/_kinds/let-go/fr.md": kind},
    )


@pytest.fixture
def new_case(runner: CliRunner, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs the command in the folder, on a certain day, with lines typed one after another."""
    monkeypatch.setattr("app.cli.main.Settings.from_environment", lambda: Settings(folder, lambda: TODAY))
    # One warm renderer for all tests; a process of its own would warm one each time.
    monkeypatch.setattr("app.cli.new_case.proof.workers", ThreadPoolExecutor)

    def run(*options: str, typed: tuple[str, ...] = ()) -> Result:
        lines = "".join(f"{line}\n" for line in typed)
        return runner.invoke(letters, ["new-case", *options], input=lines, catch_exceptions=False)

    return run


def templates(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "letter_templates").iterdir())


def files_of_the_case(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in (folder / "letter_templates" / SLUG).iterdir()}


def with_line(number: int, *lines: str) -> tuple[str, ...]:
    """The walk with other lines in place of one answer."""
    return (*WALK[:number], *lines, *WALK[number + 1 :])


def test_the_answers_become_a_case_without_a_fault(new_case: Callable[..., Result], folder: Path) -> None:
    result = new_case(typed=WALK)

    library = load_library(folder)
    assert (result.exit_code, library.problems) == (0, ())
    assert files_of_the_case(folder) == {"case.yaml": WALKED_CASE, "en.md": WALKED_WORDS}


def test_it_ends_with_what_to_do_next(new_case: Callable[..., Result]) -> None:
    told = new_case(typed=with_line(27, "")).stdout

    assert "Written: letter_templates/free-the-crew-now/case.yaml and en.md. What to do next:\n" in told
    assert "    letters check letter_templates/free-the-crew-now\n" in told
    assert "    letters serve\n" in told
    assert told.endswith(
        "To show the case on the site, write «status: open» in its case.yaml, in the place of «status: draft».\n"
    )


def test_every_command_that_comes_next_exists(new_case: Callable[..., Result]) -> None:
    told = new_case(typed=WALK).stdout.rpartition("What to do next:")[2]

    named = [line.split()[1] for line in told.splitlines() if line.startswith("    letters ")]

    assert len(named) >= 3
    assert set(named) <= set(letters.list_commands(Context(letters)))


def test_another_language_is_proposed_where_an_office_reads_one(new_case: Callable[..., Result]) -> None:
    told = new_case(typed=with_line(12, "mayor")).stdout

    assert "    letters new-language free-the-crew-now fr\n" in told


def test_a_question_shows_its_example_its_choices_and_what_enter_takes(new_case: Callable[..., Result]) -> None:
    told = new_case(typed=WALK[:8]).stdout

    assert "In which language do you write?\n  1  en  English\n  2  fr  French\n  Enter for: en\n" in told
    assert "What is the title of the case?\n  For example: Release the seven taken from Camp Ashraf\n" in told
    assert "Which country do they fear, if any?\n  For example: Iran, or IR\n  Enter for none\n" in told
    assert "How are they shown?\n  1  withheld  no name, anywhere" in told


def test_a_question_mark_explains_the_question_and_asks_it_again(new_case: Callable[..., Result], folder: Path) -> None:
    result = new_case(typed=with_line(5, "?", "Belgium"))

    assert "The country's name in English, or its two-letter code.\nback: the question before." in result.stdout
    assert list(load_library(folder).cases) == [SLUG, "the-ship"]


REFUSALS = [
    pytest.param(1, "", "Type an answer; «?» explains the question.", id="nothing"),
    pytest.param(1, "   ", "Type an answer; «?» explains the question.", id="spaces"),
    pytest.param(0, "eng", "«eng» is not a language of letters. Did you mean en?", id="language"),
    pytest.param(0, "Japanese", "«ja» is not one of them. There is: en, fr.", id="language-without-letters"),
    pytest.param(1, "x" * 10_000, "The answer must be 200 characters or fewer; it has 10,000.", id="long"),
    pytest.param(
        1, "\x1b[A", "The answer holds a character that cannot be printed (U+001B). Type it again.", id="arrow"
    ),
    pytest.param(
        1, "a\x00b", "The answer holds a character that cannot be printed (U+0000). Type it again.", id="null"
    ),
    pytest.param(
        2,
        "Free the Crew",
        "«Free the Crew» is not a name of small letters, figures and hyphens. Write one such as free-the-crew.",
        id="folder",
    ),
    pytest.param(
        2,
        "../../etc",
        "«../../etc» is not a name of small letters, figures and hyphens. Write one such as etc.",
        id="path",
    ),
    pytest.param(2, "the-ship", "There is already «the-ship». Choose another name.", id="taken-folder"),
    pytest.param(5, "Belgum", "There is no country «Belgum». Did you mean Belgium?", id="country"),
    pytest.param(8, "hidden", "«hidden» is not one of them. There is: initials, name, withheld.", id="shown"),
    pytest.param(10, "perhaps", "Type yes or no.", id="yes-or-no"),
    pytest.param(11, "let-goo", "«let-goo» is not one of them. Did you mean let-go?", id="kind"),
    pytest.param(12, "harbour-mastr", "There is no office «harbour-mastr». Did you mean harbour-master?", id="office"),
    pytest.param(12, "wxyz", "There is no office «wxyz». Type a word of its title, or its country.", id="no-office"),
    pytest.param(
        12,
        "court",
        "Supporters cannot write to «court». Choose another office. It hears the parties only.",
        id="closed-office",
    ),
    pytest.param(
        12,
        "prefect",
        "«prefect» cannot be written to in English, only in French. Choose another office.",
        id="language-of-office",
    ),
    pytest.param(
        12,
        "nowhere",
        "Nothing says how a letter reaches «nowhere». Choose another office.",
        id="office-without-contact",
    ),
    pytest.param(
        18,
        "۲ ژانویه: کشتی در بندر توقیف شد",
        "This text is not in English letters: «۲ ژانویه: کشتی در بندر توقیف شد». Write it in English, or move it to the "
        "file of its own language.",
        id="script",
    ),
    pytest.param(19, "2 January", "The answer must be a date such as 2013, 2013-09 or 2013-09-20.", id="fact-date"),
    pytest.param(21, "yesterday", "The answer must be a date such as 2013-09-20.", id="read-date"),
    pytest.param(23, "sea-lw", "«sea-lw» is not one of them. Did you mean sea-law?", id="ground"),
    pytest.param(25, "2020-02-30", "The answer must be a date such as 2013-09-20.", id="opened"),
    pytest.param(
        26, "2019-12-31", "«send_by» (2019-12-31) is before «opened» (2020-01-01). Mend one of them.", id="send-by"
    ),
    pytest.param(
        27,
        "closed",
        "A new case is a draft or open; docs/writing-a-case.md says how a case is closed.",
        id="status",
    ),
]


@pytest.mark.parametrize(("number", "typed", "reason"), REFUSALS)
def test_an_answer_that_cannot_be_taken_is_asked_for_again_with_the_reason(
    number: int, typed: str, reason: str, new_case: Callable[..., Result], folder: Path
) -> None:
    result = new_case(typed=(*WALK[:number], typed, "quit"))

    assert f"\n> {typed}\n{reason}\n> quit\n" in result.stdout


def test_after_any_number_of_refusals_the_right_answer_is_taken(new_case: Callable[..., Result], folder: Path) -> None:
    new_case(typed=with_line(5, "Belgum", "", "\x07", "Belgium"))

    assert load_library(folder).cases[SLUG].countries.where == "BE"


def test_what_cannot_be_seen_is_taken_out(new_case: Callable[..., Result], folder: Path) -> None:
    new_case(typed=with_line(3, "The\u00ad crew\u200b of \u202ethe\t  ship"))

    assert load_library(folder).cases[SLUG].words["en"].subject == "The crew of the ship"


def test_text_that_looks_like_yaml_or_a_template_stays_text(new_case: Callable[..., Result], folder: Path) -> None:
    nasty = "{{ asks }} — 'x': [#1] {% if %} \"\\n\" <b> $&"

    new_case(typed=with_line(18, nasty))

    assert load_library(folder).cases[SLUG].words["en"].facts["held"] == nasty


def test_an_office_is_found_by_part_of_its_title_or_by_its_country(
    new_case: Callable[..., Result], folder: Path
) -> None:
    result = new_case(typed=with_line(12, "belgium", "2"))

    assert (
        "3 offices fit. Type a number:\n"
        "  1  harbour-master  Harbour Master, Belgium\n"
        "  2  mayor           Mayor of Antwerp, Belgium\n"
        "  3  court           Court of Appeal, Belgium (not open to supporters)\n"
    ) in result.stdout
    assert load_library(folder).cases[SLUG].addressee("mayor") is not None


def test_one_office_that_fits_is_shown_before_it_is_chosen(new_case: Callable[..., Result]) -> None:
    result = new_case(typed=with_line(12, "mayor antwerp", "1"))

    assert (
        "One office fits. Type 1 to choose it, or other words:\n  1  mayor  Mayor of Antwerp, Belgium\n"
        in result.stdout
    )


def test_an_office_is_written_to_once_and_an_ask_can_go_to_several(
    new_case: Callable[..., Result], folder: Path
) -> None:
    more = ("yes", "harbour-master", "mayor", "1", "yes", "hear", "hear the crew", "no", "no")

    result = new_case(typed=with_line(16, *more))

    assert "«harbour-master» is written to already. Choose another office." in result.stdout
    assert "Choose an earlier ask, or give a new one a short name:\n  1  release  let the crew go\n" in result.stdout
    case = load_library(folder).cases[SLUG]
    assert [(one.to, one.asks) for one in case.recipients] == [
        ("harbour-master", ("release",)),
        ("mayor", ("release", "hear")),
    ]


def test_lists_go_on_for_as_long_as_there_is_more(new_case: Callable[..., Result], folder: Path) -> None:
    more_people = ("yes", "crew", "ann", "initials", "Ann Example", "no")
    more_facts = ("yes", "", "It is cold.", "", "a page", "", "no")
    points = ("yes", "", "Winter is near.", "yes", "", "There is ice.", "no")
    walk = (*WALK[:10], *more_people, *WALK[11:22], *more_facts, WALK[23], *points, *WALK[25:])

    result = new_case(typed=walk)

    assert "There is already «crew». Choose another name." in result.stdout
    case = load_library(folder).cases[SLUG]
    assert [(one.id, one.public_name) for one in case.people] == [("crew", None), ("ann", "A. E.")]
    assert [one.id for one in case.facts] == ["held", "fact-1"]
    assert dict(case.words["en"].points) == {"point-1": "Winter is near.", "point-2": "There is ice."}


def test_back_asks_the_question_before_and_keeps_what_was_typed(new_case: Callable[..., Result], folder: Path) -> None:
    walk = (*WALK[:5], "back", "back", "The ship’s crew", "", *WALK[5:])

    result = new_case(typed=walk)

    assert (
        "What is it about, in two or three sentences?\n  Enter for: The crew is held. Write to those" in result.stdout
    )
    words = load_library(folder).cases[SLUG].words["en"]
    assert (words.subject, words.summary) == ("The ship’s crew", "The crew is held. Write to those who can free it.")


def test_back_leads_through_lists_and_can_empty_what_may_be_empty(
    new_case: Callable[..., Result], folder: Path
) -> None:
    to_the_feared = ("back",) * 6
    walk = (*WALK[:12], *to_the_feared, "none", "", "", "", "", "", *WALK[12:])

    new_case(typed=walk)

    assert load_library(folder).cases[SLUG].countries.feared is None
    assert load_library(folder).cases[SLUG].kind == "let-go"


def test_there_is_nothing_before_the_first_question(new_case: Callable[..., Result]) -> None:
    result = new_case(typed=("back", *WALK))

    assert "> back\nThis is the first question.\n> " in result.stdout
    assert result.exit_code == 0


@pytest.mark.parametrize("number", [1, 2, 7, 8, 9, 10, 11, 13, 14, 15, 16, 19, 22, 24, 27])
def test_whoever_quits_anywhere_goes_on_from_there(number: int, new_case: Callable[..., Result], folder: Path) -> None:
    stopped = new_case(typed=(*WALK[:number], "quit"))
    went_on = new_case("--resume", typed=WALK[number:])

    assert (stopped.exit_code, went_on.exit_code) == (0, 0)
    assert files_of_the_case(folder) == {"case.yaml": WALKED_CASE, "en.md": WALKED_WORDS}
    assert templates(folder) == ["_kinds", "_law.yaml", SLUG, "the-ship"]


def test_quitting_tells_where_the_answers_are_and_the_library_leaves_them_alone(
    new_case: Callable[..., Result], folder: Path
) -> None:
    result = new_case(typed=(*WALK[:5], "quit"))

    assert result.stdout.endswith(
        "\nYour answers are kept in .new-case-free-the-crew-now.yaml. Go on with:\n"
        "  letters new-case --resume free-the-crew-now\n"
    )
    assert templates(folder) == [".new-case-free-the-crew-now.yaml", "_kinds", "_law.yaml", "the-ship"]
    assert load_library(folder).problems == ()


def test_the_end_of_the_input_loses_nothing(new_case: Callable[..., Result], folder: Path) -> None:
    result = new_case(typed=WALK[:9])

    assert result.exit_code == 1
    assert "Your answers are kept in .new-case-free-the-crew-now.yaml." in result.stdout
    assert new_case("--resume", typed=WALK[9:]).exit_code == 0


def test_before_the_case_has_a_name_the_answers_are_kept_under_the_day(
    new_case: Callable[..., Result], folder: Path
) -> None:
    new_case(typed=("fr", "quit"))
    new_case(typed=("en", "quit"))

    assert templates(folder)[:2] == [".new-case-2026-11-21-2.yaml", ".new-case-2026-11-21.yaml"]


def test_whoever_typed_nothing_leaves_nothing(new_case: Callable[..., Result], folder: Path) -> None:
    result = new_case(typed=("quit",))

    assert result.stdout.endswith("\nNothing was typed, and nothing is kept.\n")
    assert templates(folder) == ["_kinds", "_law.yaml", "the-ship"]


def test_back_and_quit_together_keep_what_stands_beyond(new_case: Callable[..., Result], folder: Path) -> None:
    new_case(typed=(*WALK[:6], "back", "back", "quit"))

    went_on = new_case("--resume", typed=("", "", *WALK[6:]))

    assert "What is it about, in two or three sentences?\n  Enter for: The crew is held." in went_on.stdout
    assert load_library(folder).cases[SLUG].countries.where == "BE"


def test_a_person_taken_out_again_is_not_kept(new_case: Callable[..., Result], folder: Path) -> None:
    """Whoever goes back and ends the list must not find a name on file after all."""
    new_case(typed=(*WALK[:10], "yes", "ann", "name", "Ann Example", "back", "back", "back", "back", "no", "quit"))

    (kept,) = (folder / "letter_templates").glob(".new-case-*")
    assert "Ann Example" not in kept.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("unfinished", "name", "told"),
    [
        ((), "", ["There is no unfinished case. Begin one with `letters new-case`."]),
        (
            ("one-case", "two-cases"),
            "",
            [
                "There are 2 unfinished cases. Go on with one of them:",
                "  letters new-case --resume one-case",
                "  letters new-case --resume two-cases",
            ],
        ),
        (("one-case",), "one-cas", ["There is no unfinished case «one-cas». Did you mean one-case?"]),
    ],
    ids=["none", "several", "misspelt"],
)
def test_it_is_told_what_can_be_resumed(
    unfinished: tuple[str, ...], name: str, told: list[str], new_case: Callable[..., Result], folder: Path
) -> None:
    for one in unfinished:
        (folder / f"letter_templates/.new-case-{one}.yaml").write_text("title: x\n", encoding="utf-8")

    result = new_case("--resume", *filter(None, [name]))

    assert (result.exit_code, result.stderr.splitlines()) == (1, told)


def test_a_named_case_is_resumed_and_the_others_stay(new_case: Callable[..., Result], folder: Path) -> None:
    new_case(typed=(*WALK[:9], "quit"))
    new_case(typed=("en", "Another title", "quit"))

    result = new_case("--resume", SLUG, typed=WALK[9:])

    assert result.exit_code == 0
    assert templates(folder)[0] == ".new-case-2026-11-21.yaml"


def test_kept_answers_that_were_spoilt_by_hand_are_told(new_case: Callable[..., Result], folder: Path) -> None:
    (folder / "letter_templates/.new-case-x.yaml").write_text("titel: x\n", encoding="utf-8")

    result = new_case("--resume")

    assert result.exit_code == 2
    assert result.stderr == ".new-case-x.yaml:1: «titel» is not a key here. Did you mean title? [unknown-key]\n"


def test_a_script_makes_a_case_that_the_site_shows_at_once(new_case: Callable[..., Result], folder: Path) -> None:
    result = new_case(*SCRIPT, "--status=open", "--yes")
    page = create_app(Settings(folder, lambda: TODAY)).test_client().get(f"/cases/{SLUG}")

    assert result.exit_code == 0
    assert result.stdout.startswith("\nWritten: letter_templates/free-the-crew-now/case.yaml and en.md.")
    assert load_library(folder).problems == ()
    assert page.status_code == 200
    assert "Free the crew: now" in page.text
    assert "Ann Example" not in page.text


def test_the_case_passes_the_check_on_paper_too(
    new_case: Callable[..., Result], runner: CliRunner, folder: Path
) -> None:
    new_case(*SCRIPT, "--status=open", "--yes")

    checked = runner.invoke(letters, ["--content", str(folder), "check", f"letter_templates/{SLUG}"])

    assert checked.exit_code == 0
    assert checked.stdout.splitlines()[-1].startswith("0 errors, 1 warning, 0 hints (1 unreviewed-translation); 1 case")


def test_letters_that_cannot_be_printed_are_told_before_anything_is_written(
    new_case: Callable[..., Result], folder: Path
) -> None:
    script = [option.replace("hear the crew", "hear the crew \U0001f976") for option in SCRIPT]

    result = new_case(*script, "--yes")

    assert result.exit_code == 1
    assert result.stderr.startswith(
        "letter_templates/free-the-crew-now/en.md:12: No font has a sign for «\U0001f976» (U+1F976)"
    )
    assert templates(folder) == ["_kinds", "_law.yaml", "the-ship"]


def test_after_such_a_fault_one_goes_back_to_the_answer(new_case: Callable[..., Result], folder: Path) -> None:
    refused = new_case(typed=with_line(14, "free the crew \U0001f6a2"))
    mended = new_case("--resume", typed=("back",) * 13 + ("free the crew", *WALK[15:]))

    assert refused.exit_code == 1
    assert refused.stderr.endswith("  letters new-case --resume free-the-crew-now\n")
    assert mended.exit_code == 0
    assert load_library(folder).cases[SLUG].words["en"].asks["release"] == "free the crew"


def test_a_letter_of_two_pages_is_made_and_told(new_case: Callable[..., Result], folder: Path) -> None:
    facts = [f"--fact=f{number}={'The police boarded the ship again. ' * 25}" for number in range(4)]
    sources = [f"--fact-source=f{number}=a newspaper" for number in range(4)]

    result = new_case(*SCRIPT, *facts, *sources, "--yes")

    assert result.exit_code == 0
    assert (
        "warning: The letter to «harbour-master» takes 2 pages when a supporter writes as much as is" in result.stdout
    )


def test_a_machine_that_cannot_lay_letters_out_makes_the_case_and_says_so(
    new_case: Callable[..., Result], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(jobs: int) -> ThreadPoolExecutor:
        raise BrokenProcessPool

    monkeypatch.setattr("app.cli.new_case.proof.workers", broken)

    result = new_case(*SCRIPT, "--yes")

    assert result.exit_code == 0
    assert result.stderr.startswith("Letters were not tried on paper: this machine cannot lay them out.")


def test_a_name_that_is_not_shown_is_refused_wherever_it_stands(new_case: Callable[..., Result]) -> None:
    result = new_case(*SCRIPT, "--point=ann=I know Ann Example.", "--yes")

    assert result.exit_code == 2
    assert result.stderr.splitlines()[1].startswith(
        "--point: The full name of a person who is not shown by name stands"
    )


def test_a_script_that_does_not_say_otherwise_makes_a_draft(new_case: Callable[..., Result], folder: Path) -> None:
    new_case(*SCRIPT, "--yes")

    case = load_library(folder).cases[SLUG]
    assert (case.status, case.opened, case.facts[0].read) == ("draft", TODAY, TODAY)


def test_all_that_is_missing_is_told_at_once(new_case: Callable[..., Result], folder: Path) -> None:
    result = new_case("--yes")

    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "Nothing was written.",
        "These are missing; without --yes you are asked for them one by one:",
        "  --title TEXT            The title of the case.",
        "  --subject TEXT          The subject line of the letters.",
        "  --summary TEXT          Two or three sentences for the case's page.",
        "  --where COUNTRY         Where the people are: a name or a code.",
        "  --person ID:SHOWN:TEXT  Shown name or initials with the name, or withheld with words for who they are.",
        "  --kind KIND             A folder of letter_templates/_kinds/.",
        "  --to OFFICE=ASK,ASK     An office, and the ids of what it is asked.",
        "  --ask ID=TEXT           An ask in words; it completes “I ask you to: …”.",
        "  --fact ID=TEXT          A fact in a sentence or two.",
        "  --fact-source ID=TEXT   The source of a fact.",
    ]
    assert templates(folder) == ["_kinds", "_law.yaml", "the-ship"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--where=Belgum"], "--where: There is no country «Belgum». Did you mean Belgium?"),
        (["--opened=tomorrow"], "--opened: The answer must be a date such as 2013-09-20."),
        (["--slug=the-ship"], "--slug: There is already «the-ship». Choose another name."),
        (["--slug=a/b"], "--slug: «a/b» is not a name of small letters, figures and hyphens. Write one such as a-b."),
        (
            ["--subject=a\x1bb"],
            "--subject: The answer holds a character that cannot be printed (U+001B). Type it again.",
        ),
        (["--summary=" + "x " * 5000], "--summary: The answer must be 1,000 characters or fewer; it has 9,999."),
        (
            ["--to=court=hear"],
            "--to: Supporters cannot write to «court». Choose another office. It hears the parties only.",
        ),
        (["--to=harbour=hear"], "--to: One office fits. Type 1 to choose it, or other words:"),
        (["--to=mayor=release"], "--to mayor: It is given twice. Take one out."),
        (["--to==x"], "--to «=x»: Write it as OFFICE=ASK,ASK."),
        (["--ask=other=x"], "--ask other: Nobody is asked this. Name it in a --to, or take it out."),
        (["--ask=other"], "--ask «other»: Write it as ID=TEXT."),
        (["--fact-on=hold=2020"], "--fact-on hold: There is no fact «hold». Did you mean held?"),
        (["--ground=sea-lw"], "--ground: «sea-lw» is not one of them. Did you mean sea-law?"),
        (
            ["--person=ann:hidden:Ann"],
            "--person «ann»: Write it as ID:SHOWN:TEXT with name, initials or withheld, such as "
            "crew:withheld:the crew of the ship.",
        ),
        (["--person=crew:withheld:others"], "--person: There is already «crew». Choose another name."),
    ],
    ids=lambda value: value[0][:20] if isinstance(value, list) else "",
)
def test_a_script_is_told_which_option_is_wrong(
    options: list[str], told: str, new_case: Callable[..., Result], folder: Path
) -> None:
    result = new_case(*SCRIPT, *options, "--yes")

    assert result.exit_code == 2
    assert result.stderr.splitlines()[:2] == ["Nothing was written.", told]
    assert templates(folder) == ["_kinds", "_law.yaml", "the-ship"]


def test_options_spare_their_questions_and_a_wrong_one_is_asked_for(
    new_case: Callable[..., Result], folder: Path
) -> None:
    result = new_case(*SCRIPT, "--where=Atlantis", typed=("", "", "Belgium", "", "", "", "", "", "", ""))

    asked = [line for line in result.stdout.splitlines() if line.endswith("?") and "given" not in line]
    assert "An answer that was given beforehand cannot be taken. There is no country «Atlantis»." in result.stdout
    assert asked[:3] == [
        "In which language do you write?",
        "What shall the case's folder be called?",
        "In which country are the people?",
    ]
    assert "Who is in danger?" not in result.stdout
    assert load_library(folder).cases[SLUG].countries.where == "BE"


def test_options_out_of_form_are_told_before_any_question(new_case: Callable[..., Result]) -> None:
    result = new_case("--fact=held", typed=WALK)

    assert (result.exit_code, result.stdout, result.stderr) == (2, "", "--fact «held»: Write it as ID=TEXT.\n")


def test_a_file_can_hold_all_answers_and_options_stand_over_it(
    new_case: Callable[..., Result], folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(
        """\
title: "Free the crew: now"
subject: The crew
summary: The crew is held.
where: BE
people:
  - {id: crew, shown: withheld, words: the crew}
kind: let-go
recipients:
  - {to: harbour-master, asks: [release]}
  - {to: mayor, asks: [release]}
asks: {release: let the crew go}
facts:
  - {id: held, says: They are held., on: 2020, source: a page, read: 2020-01-04}
grounds: [sea-law]
opened: 2020-01-01
""",
        encoding="utf-8",
    )

    result = new_case("--from-file", str(path), "--subject=The ship’s crew", "--to=mayor=release", "--yes")

    assert (result.exit_code, result.stderr) == (0, "")
    case = load_library(folder).cases[SLUG]
    assert case.words["en"].subject == "The ship’s crew"
    assert [one.to for one in case.recipients] == ["mayor"]
    assert (case.opened, str(case.facts[0].on)) == (datetime.date(2020, 1, 1), "2020")


def test_a_withheld_persons_name_is_refused_from_a_file_too(new_case: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text("people: [{id: crew, shown: withheld, words: the crew, name: Ann Example}]\n", encoding="utf-8")

    result = new_case("--from-file", str(path), "--yes")

    assert "people → 1 → name: There is no place for this. Take it out." in result.stderr
    assert "Ann Example" not in result.stderr


def test_a_second_run_overwrites_nothing(new_case: Callable[..., Result], folder: Path) -> None:
    new_case(*SCRIPT, f"--slug={SLUG}", "--yes")
    first = files_of_the_case(folder)

    again = new_case(*SCRIPT, f"--slug={SLUG}", "--title=Other", "--yes")
    with_another_name = new_case(*SCRIPT, "--yes")

    assert again.stderr.splitlines()[1] == "--slug: There is already «free-the-crew-now». Choose another name."
    assert files_of_the_case(folder) == first
    assert "Written: letter_templates/free-the-crew-now-2/case.yaml" in with_another_name.stdout


def test_a_case_that_came_to_be_meanwhile_is_not_overwritten_and_the_answers_are_kept(
    new_case: Callable[..., Result], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make_after_another(desk: NewCases, answers: Answers) -> Path | Problems:
        desk.folder.joinpath(SLUG).mkdir()
        return make(desk, answers)

    make = NewCases.make
    monkeypatch.setattr(NewCases, "make", make_after_another)

    result = new_case(typed=WALK)

    assert result.exit_code == 1
    assert result.stderr.splitlines()[0].startswith(
        "letter_templates/free-the-crew-now: There is already a case «free-the-crew-now»; nothing was changed in it."
    )
    assert result.stderr.endswith("  letters new-case --resume free-the-crew-now\n")
    assert files_of_the_case(folder) == {}


def test_content_without_letters_is_told(new_case: Callable[..., Result], folder: Path) -> None:
    for path in (folder / "letter_templates/_kinds/let-go").iterdir():
        path.unlink()

    result = new_case(typed=WALK)

    assert result.exit_code == 1
    assert result.stderr == (f"«{folder}» has no kind of letter that an office reads. Run `letters check` there.\n")


def test_a_full_disk_is_told(new_case: Callable[..., Result], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)

    result = new_case(typed=WALK)

    assert result.exit_code == 1
    assert result.stderr == f"«{folder}/letter_templates» cannot be written: no space left on device.\n"


def test_a_title_in_another_script_has_a_folder_named_for_the_day(new_case: Callable[..., Result]) -> None:
    result = new_case(typed=("en", "رهایی خدمه", "quit"))

    assert "What shall the case's folder be called?\n  Enter for: case-2026-11-21\n" in result.stdout


def run_on_a_terminal(folder: Path, typed: bytes, until: bytes, last_keys: bytes) -> tuple[int, str]:
    """The command on a terminal of its own: types, waits for a question, then presses the last keys."""
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        ["setsid", "--ctty", "--wait", *LETTERS, "--content", str(folder), "new-case"],
        stdin=follower,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    os.close(follower)
    os.write(leader, typed)
    shown = b""
    assert process.stdout is not None
    while until not in shown and (more := os.read(process.stdout.fileno(), 4096)):
        shown += more
    # Python may lose a Ctrl-C that comes in the instant before it begins to wait; a person presses again.
    for _press in range(30):
        os.write(leader, last_keys)
        try:
            rest, _nothing = process.communicate(timeout=2)
            break
        except subprocess.TimeoutExpired:
            continue
    os.close(leader)
    return process.returncode, (shown + rest).decode()


@pytest.mark.parametrize(
    ("keys", "code"), [(b"\x03", 1), (b"\x04", 1), (b"quit\n", 0)], ids=["ctrl-c", "ctrl-d", "quit"]
)
def test_on_a_terminal_every_way_out_keeps_the_answers(keys: bytes, code: int, folder: Path) -> None:
    returned, shown = run_on_a_terminal(folder, b"en\nA title\n", b"folder be called?\n  Enter for: a-title\n> ", keys)

    assert "Traceback" not in shown
    assert "Your answers are kept in .new-case-" in shown
    assert returned == code


def test_bytes_that_are_no_text_are_told_without_a_traceback(runner: CliRunner, folder: Path) -> None:
    result = runner.invoke(letters, ["--content", str(folder), "new-case"], input=b"\xff\xfe\n", catch_exceptions=False)

    assert "The answer holds signs that are not UTF-8 text. Type it again.\n" in result.stdout
    assert result.exit_code == 1

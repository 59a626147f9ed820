"""Each rule tells of its breach, at its place, with its remedy; sound content breaks none."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest

from app.checking import Report, check
from app.checking.check import PATIENT, RULES
from app.domain.problem import Problem
from tests.builders import CASE_YAML, EN_MD, KIND_MD, LAW_YAML, RECIPIENTS_YAML, write_content
from tests.conftest import TODAY

CASE = "letter_templates/the-ship/case.yaml"
EN = "letter_templates/the-ship/en.md"
FR = "letter_templates/the-ship/fr.md"
AR = "letter_templates/the-ship/ar.md"
KIND = "letter_templates/_kinds/let-go/en.md"
LAW = "letter_templates/_law.yaml"
OFFICES = "recipients.yaml"

HOLDERS = RECIPIENTS_YAML.replace("  holder_unknown: Nobody told us who it is.\n", "  holders:\n")


@pytest.fixture(scope="module")
def executor() -> Iterator[Executor]:
    """One thread: the rules are the same, and no process has to start."""
    with ThreadPoolExecutor(1) as executor:
        yield executor


def told(folder: Path, executor: Executor, *under: str) -> Report:
    return check(folder, TODAY, executor, under=under)


def lines(report: Report) -> list[str]:
    return [f"{problem.severity}: {problem}" for problem in report.problems]


def holders(*terms: str) -> str:
    return HOLDERS + "".join(f"    - {{name: {term}, source: a page}}\n" for term in terms)


def in_two_languages(language: str, **changes: str) -> dict[str, str]:
    """The sound content with an office that reads another language, and the words in it."""
    both = f"{{en: Harbour Master, {language}: X}}"
    return {
        OFFICES: RECIPIENTS_YAML.replace("{en: Harbour Master}", both)
        .replace("{en: Dear Harbour Master}", both)
        .replace("[en]", f"[en, {language}]"),
        LAW: LAW_YAML.replace("{en: the law of the sea}", f"{{en: the law of the sea, {language}: X}}"),
        f"letter_templates/_kinds/let-go/{language}.md": KIND_MD,
        **changes,
    }


def test_sound_content_breaks_no_rule(tmp_path: Path, executor: Executor) -> None:
    report = told(write_content(tmp_path), executor)

    assert lines(report) == []
    assert (report.cases, report.offices, report.letters) == (1, 1, 3)


BREACHES = [
    pytest.param(
        {OFFICES: RECIPIENTS_YAML.replace("status: live", "checked: 2025-10\n      status: live")},
        [
            "warning: recipients.yaml:9: The postal address of «harbour-master» was last confirmed in 2025-10. "
            "Look it up, then mend «checked», «source» and «status». [stale-contact]"
        ],
        id="checked-a-year-ago",
    ),
    pytest.param(
        {OFFICES: RECIPIENTS_YAML.replace("status: live", "status: stale")},
        [
            "warning: recipients.yaml:9: The postal address of «harbour-master» is marked as stale (its source has no date). "
            "Look it up, then mend «checked», «source» and «status». [stale-contact]"
        ],
        id="stale",
    ),
    pytest.param(
        {OFFICES: RECIPIENTS_YAML.replace("status: live", "status: historical")},
        [
            f"error: {CASE}:9: Nothing says how a letter reaches «harbour-master». Give it an address, a fax number, "
            "an e-mail address or a web page in recipients.yaml. [no-contact]",
            "warning: recipients.yaml:9: The postal address of «harbour-master» is historical: it is never offered. "
            "Look it up, then mend «checked», «source» and «status». [stale-contact]",
        ],
        id="historical-and-nothing-else",
    ),
    pytest.param(
        {OFFICES: RECIPIENTS_YAML.replace("  holder_unknown: Nobody told us who it is.\n", "")},
        [
            "warning: recipients.yaml:1: Nobody is known to hold «harbour-master» on 2026-11-21; letters go to the office "
            "by its title. Add whoever holds it, or say why nobody can be named: «holder_unknown: …». [no-holder]"
        ],
        id="no-holder",
    ),
    pytest.param(
        {OFFICES: holders("Ann Lee, from: 2020-01-01") + "  holder_unknown: Who knows.\n"},
        [
            "warning: recipients.yaml:16: «harbour-master» says that nobody can be named, and Ann Lee can on 2026-11-21. "
            "Take out «holder_unknown», or give the term its end. [no-holder]"
        ],
        id="a-reason-nobody-needs",
    ),
    pytest.param(
        {OFFICES: holders("Ann Lee, from: 2020-01-01, until: 2021-02-01", "Bo Li, from: 2021-01-01")},
        [
            "error: recipients.yaml:16: Bo Li comes in on 2021-01-01, and Ann Lee leaves on 2021-02-01. "
            "Mend one of the days; on days that both hold, letters go to the office by its title. [terms-overlap]"
        ],
        id="overlap",
    ),
    pytest.param(
        {OFFICES: holders("Ann Lee, from: 2020-01-01, until: 2021", "Bo Li, from: 2021-01-01")},
        [],
        id="a-year-that-may-be-the-day-of-the-handover",
    ),
    pytest.param(
        {OFFICES: holders("Ann Lee, from: 2020-01-01", "Bo Li, from: 2021-01-01")},
        [
            "warning: recipients.yaml:14: Nobody is known to hold «harbour-master» on 2026-11-21; letters go to the office "
            "by its title. Add whoever holds it, or say why nobody can be named: «holder_unknown: …». [no-holder]",
            "error: recipients.yaml:16: Bo Li comes in on 2021-01-01, and nothing says that Ann Lee has left. "
            "Add «until: …» to Ann Lee, or «until: unknown». [terms-overlap]",
        ],
        id="two-in-office",
    ),
    pytest.param(
        {OFFICES: holders("Ann Lee, from: 2020-01-01, until: 2021-02-01", "Bo Li, from: 2021-03-05")},
        [
            "hint: recipients.yaml:16: Between Ann Lee (until 2021-02-01) and Bo Li (from 2021-03-05) nobody holds the "
            "office. Add whoever held it, if somebody did. [terms-gap]"
        ],
        id="gap",
    ),
    pytest.param(
        {OFFICES: holders("Ann Lee, from: 2020-01-01, until: 2021-02-01", "Bo Li, from: 2021-03-04")},
        [],
        id="a-month-between-two-governments",
    ),
    pytest.param(
        {OFFICES: holders("Ann Lee, from: 2020-01-01, until: 2019", "Bo Li, from: 2020-01-01")},
        [
            "error: recipients.yaml:15: The term of Ann Lee ends on 2019, before it begins on 2020-01-01. "
            "Mend one of the days. [terms-order]"
        ],
        id="ends-before-it-begins",
    ),
    pytest.param(
        {
            OFFICES: RECIPIENTS_YAML.replace(
                "  holder_unknown", '    fax: {number: "+329123", source: a page, status: live}\n  holder_unknown'
            ).replace("+329123", "+32912345678901")
        },
        [
            "error: recipients.yaml:14: +32912345678901 cannot be a fax number: it has too many figures or too few for its "
            "country. Compare it with its source, digit by digit. [no-fax-number]"
        ],
        id="fax-number-too-long",
    ),
    pytest.param(
        {OFFICES: RECIPIENTS_YAML.replace("2000 Antwerpen", "Antwerpen")},
        [
            "hint: recipients.yaml:10: The address of «harbour-master» seems to have no postcode, such as 4000. "
            "Add it if the source shows one. [no-postcode]"
        ],
        id="no-postcode",
    ),
    pytest.param(
        {OFFICES: RECIPIENTS_YAML.replace("2000 Antwerpen", "2000 Antwerpen, Belgique")},
        [
            "error: recipients.yaml:10: «Belgique» is the country, which letters add by themselves. "
            "Take the line out. [country-in-address]"
        ],
        id="country-in-the-address",
    ),
    pytest.param(
        {CASE: CASE_YAML.replace("kind:", "send_by: 2026-11-20\nkind:")},
        [
            f"warning: {CASE}:3: The case is open, and the day to send by, 2026-11-20, has passed. "
            "Close the case with its outcome, or give it a new day. [send-by-past]"
        ],
        id="send-by-past",
    ),
    pytest.param({CASE: CASE_YAML.replace("kind:", "send_by: 2026-11-21\nkind:")}, [], id="send-by-today"),
    pytest.param(
        {EN: EN_MD.replace("reviewed: true", "reviewed: false"), KIND: KIND_MD.replace("reviewed: true\n", "")},
        [
            f"warning: {KIND}:2: No native speaker has checked this English text. "
            "Ask one to read it, then write «reviewed: true». [unreviewed-translation]",
            f"warning: {EN}:11: No native speaker has checked this English text. "
            "Ask one to read it, then write «reviewed: true». [unreviewed-translation]",
        ],
        id="unreviewed",
    ),
    pytest.param(
        {EN: EN_MD.replace("The ship is held.", "السفينة محتجزة في الميناء.")},
        [
            f"error: {EN}:8: This text is not in English letters: «السفينة محتجزة في الميناء.». "
            "Write it in English, or move it to the file of its own language. [wrong-script]"
        ],
        id="wrong-script",
    ),
    pytest.param(
        in_two_languages(
            "fr",
            **{
                FR: EN_MD.replace("The ship is held.", "La prison.").replace(
                    "A ship is held.", "The harbour has held a ship for many weeks."
                ),
                EN: EN_MD.replace("A ship is held.", "The harbour has held a ship for many weeks."),
            },
        ),
        [
            f"warning: {FR}:4: This stands here as it stands in en.md: «The harbour has held a ship for many wee». "
            "Write it in French. [untranslated]"
        ],
        id="untranslated",
    ),
    pytest.param(
        in_two_languages(
            "fr",
            **{
                FR: EN_MD,
                EN: EN_MD.replace("reviewed:", "why:\n  harbour-master: The harbour is hers.\nreviewed:"),
            },
        ),
        [
            f"hint: {FR}:2: en.md says under «why» why «harbour-master» matters, and this file does not. "
            "Add a line «  harbour-master: …» under «why», in French. [reason-missing]"
        ],
        id="reason-missing",
    ),
    pytest.param(
        in_two_languages(
            "fr",
            **{
                FR: EN_MD.replace("The ship is held.", '"A.\\n\\nB."'),
                "letter_templates/_kinds/let-go/fr.md": KIND_MD.replace("I ask you to:\n\n", ""),
            },
        ),
        [
            "warning: letter_templates/_kinds/let-go/fr.md:2: The letter has 4 paragraphs (people, facts, asks, own_words), "
            "and in en.md 5 paragraphs (people, facts, text, asks, own_words). "
            "Give each paragraph of en.md one here, in the same order. [paragraphs-differ]",
            f"warning: {FR}:8: «held» has 2 paragraphs, and in en.md 1. "
            "Part it with empty lines at the same places. [paragraphs-differ]",
        ],
        id="paragraphs-differ",
    ),
    pytest.param(
        in_two_languages(
            "fr",
            **{
                FR: EN_MD.replace("The ship is held.", "Le navire est retenu."),
                KIND: KIND_MD + "\n- one\n- two\n",
                "letter_templates/_kinds/let-go/fr.md": KIND_MD + "\n- un\n- deux\n- trois\n",
            },
        ),
        [
            "warning: letter_templates/_kinds/let-go/fr.md:15: Piece 6 of the letter is a list of 3, and in en.md a list of 2. "
            "Give both the same paragraphs, lists and conditions: supporters read them side by side. [gloss-mismatch]"
        ],
        id="another-list",
    ),
    pytest.param(
        in_two_languages(
            "fr",
            **{
                FR: EN_MD.replace("The ship is held.", "Le navire est retenu."),
                KIND: KIND_MD + "\nFarewell.\n",
                "letter_templates/_kinds/let-go/fr.md": KIND_MD + "\n> Adieu.\n",
            },
        ),
        [
            "warning: letter_templates/_kinds/let-go/fr.md:15: Piece 6 of the letter is a quotation of 1, and in en.md "
            "a paragraph. "
            "Give both the same paragraphs, lists and conditions: supporters read them side by side. [gloss-mismatch]"
        ],
        id="another-kind-of-paragraph",
    ),
    pytest.param(
        in_two_languages(
            "fr",
            **{
                FR: EN_MD.replace("The ship is held.", "Le navire est retenu."),
                KIND: KIND_MD + "\n{% if points %}\nFarewell.\n{% endif %}\n",
                "letter_templates/_kinds/let-go/fr.md": KIND_MD + "\nAdieu.\n",
            },
        ),
        [
            "warning: letter_templates/_kinds/let-go/fr.md:5: Without {{ points }} the letter has 6 pieces, and in en.md "
            "5 pieces. "
            "Give both the same paragraphs, lists and conditions: supporters read them side by side. [gloss-mismatch]"
        ],
        id="another-condition",
    ),
    pytest.param(
        in_two_languages(
            "fr",
            **{
                FR: EN_MD.replace("The ship is held.", "Le navire est retenu."),
                KIND: KIND_MD + "\nFarewell.\n- now\n",
                "letter_templates/_kinds/let-go/fr.md": KIND_MD + "\nAdieu.\n",
            },
        ),
        [
            "warning: letter_templates/_kinds/let-go/fr.md:15: The letter has 6 pieces, and in en.md 7 pieces. "
            "Give both the same paragraphs, lists and conditions: supporters read them side by side. [gloss-mismatch]"
        ],
        id="a-list-less",
    ),
    pytest.param(
        in_two_languages(
            "fa",
            **{
                "letter_templates/the-ship/fa.md": "---\ntitle: کشتی\nsubject: کشتی\nsummary: کشتی در بندر است.\n"
                "people:\n  crew: خدمه\nfacts:\n  held: كشتی در بندر است.\nasks:\n  release: رها کنید\nreviewed: true\n---\n"
                "{{ facts }}\n\n{{ asks }}\n\n{{ own_words }}\n",
                EN: EN_MD + "{{ facts }}\n\n{{ asks }}\n\n{{ own_words }}\n",
                "letter_templates/_kinds/let-go/fa.md": KIND_MD.replace("I write about", "").replace(
                    "I ask you to:", "از"
                ),
            },
        ),
        [
            "warning: letter_templates/the-ship/fa.md:8: The text has «ك» (U+0643), which Persian does not use. "
            "Write «ک» (U+06A9); the keyboard is set to another language. [neighbours-letter]"
        ],
        id="neighbours-letter",
    ),
    pytest.param(
        {EN: EN_MD.replace("The ship is held.", "The ship is held. " * 150)},
        [
            f"warning: {EN}:7: The letter to «harbour-master» takes 2 pages when a supporter writes as much as is allowed. "
            "Shorten the facts and the asks: a letter that is read has one page. [too-long-letter]"
        ],
        id="two-pages",
    ),
    pytest.param(
        {
            EN: EN_MD.replace(
                "  held: The ship is held.", "".join(f"  held{n}: {'The ship. ' * 290}\n" for n in range(3))
            ),
            CASE: CASE_YAML.replace(
                "  - {id: held, source: a page}", "".join(f"  - {{id: held{n}, source: a page}}\n" for n in range(3))
            ),
        },
        [
            f"error: {EN}:7: The letter to «harbour-master» takes 3 pages when a supporter writes as much as is allowed. "
            "Shorten the facts and the asks: a letter that is read has one page. [too-long-letter]"
        ],
        id="three-pages",
    ),
    pytest.param(
        {EN: EN_MD.replace("The ship is held.", "The ship is held 🚢.")},
        [
            f"error: {EN}:8: No font has a sign for «🚢» (U+1F6A2), in «The ship is held 🚢.». "
            "Take it out, or write it in another way. [no-glyph]"
        ],
        id="no-glyph",
    ),
]


@pytest.mark.parametrize(("changes", "expected"), BREACHES)
def test_each_breach_is_told_with_place_fact_and_remedy(
    changes: dict[str, str], expected: list[str], tmp_path: Path, executor: Executor
) -> None:
    assert lines(told(write_content(tmp_path, **changes), executor)) == expected


def test_an_endless_letter_is_told_without_being_laid_out(tmp_path: Path, executor: Executor) -> None:
    """However long the facts are, the check takes no longer."""
    facts = "".join(f"  held{n}: {'The ship. ' * 290}\n" for n in range(40))
    held = "".join(f"  - {{id: held{n}, source: a page}}\n" for n in range(40))
    folder = write_content(
        tmp_path,
        **{
            EN: EN_MD.replace("  held: The ship is held.\n", facts),
            CASE: CASE_YAML.replace("  - {id: held, source: a page}\n", held),
        },
    )

    assert [problem.code for problem in told(folder, executor).problems] == ["too-long-letter"]


def test_only_what_is_under_the_wanted_places_is_told(tmp_path: Path, executor: Executor) -> None:
    folder = write_content(
        tmp_path,
        **{
            OFFICES: RECIPIENTS_YAML.replace("status: live", "status: stale"),
            CASE: CASE_YAML.replace("kind:", "send_by: 2020-11-20\nkind:"),
            "letter_templates/the-ship-two/case.yaml": "status: x\n",
        },
    )

    here = told(folder, executor, "letter_templates/the-ship")
    offices = told(folder, executor, OFFICES)

    assert {problem.code for problem in here.problems} == {"send-by-past"}
    assert here.letters == 3
    assert {problem.code for problem in offices.problems} == {"stale-contact"}
    assert offices.letters == 0


@pytest.mark.parametrize(
    ("code", "severity", "strict", "fails"),
    [
        ("no-contact", "error", False, True),
        ("send-by-past", "warning", False, False),
        ("send-by-past", "warning", True, True),
        ("stale-contact", "warning", True, False),
        ("unreviewed-translation", "warning", True, False),
        ("terms-gap", "hint", True, False),
    ],
)
def test_strict_fails_on_warnings_but_for_those_that_wait_for_others(
    code: str, severity: str, strict: bool, fails: bool
) -> None:
    found = Problem(code=code, where="x", message="x", severity=severity)  # type: ignore[arg-type]

    assert Report((found,), 0, 0, 0).fails(strict) is fails


def test_every_rule_has_its_own_code() -> None:
    """The function is named for the code that it tells."""
    codes = [rule.__name__.replace("_", "-") for rule in RULES]

    assert len(set(codes)) == len(codes)
    assert set(codes) >= PATIENT


def test_a_case_is_tried_on_the_last_day_it_takes_letters(tmp_path: Path, executor: Executor) -> None:
    """Then its letters tell all that is known; one that opens tomorrow is tried for tomorrow."""
    folder = write_content(
        tmp_path,
        **{CASE: CASE_YAML.replace("opened: 2020-01-01", f"opened: {TODAY + datetime.timedelta(days=1)}")},
    )

    assert told(folder, executor).letters == 3

"""Advice says how officials may read what was typed. It never blocks, and never changes a word."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content import Library, load_counsels, load_library
from app.domain.advice import READ_AT_MOST, Hint, advice
from app.domain.language import LANGUAGES
from app.domain.said import Said
from tests.conftest import PROJECT, TODAY

COUNSELS = load_counsels()
ON = datetime.date(2026, 11, 21)


def hints(own_words: str, *languages: str, field: str = "own_words") -> tuple[Hint, ...]:
    return advice({field: own_words}, COUNSELS, languages or ("en",), on=ON)


def found(own_words: str, *languages: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(hint.code, hint.words) for hint in hints(own_words, *languages)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("You idiots.", "“idiots” may be read as an insult. A courteous letter is harder to put aside."),
        (
            "We will find you.",
            "“We will find you” may be read as a threat, and then nothing else is read. Say what you ask for instead.",
        ),
        (
            "The fascists did it.",
            "Labels take sides: “fascists”. Say what was done, and to whom, so that officials of any party can act on it.",
        ),
        (
            "Release them by 3 March 2025.",
            "Before the day of this letter, 21 November 2026: “by 3 March 2025”. If you mean a deadline, give a later one.",
        ),
        (
            "Call her sister at +98 21 8877 6655.",
            "Officials may pass letters on. Leave out “+98 21 8877 6655” if that could lead somebody to a person at risk.",
        ),
        (
            "LET THEM GO NOW, I ask.",
            "Words in capitals read as shouting: “LET THEM GO NOW”. Small letters are heard better.",
        ),
        ("Let them go!!", "Exclamation marks read as shouting. A full stop is stronger."),
    ],
    ids=["insult", "threat", "label", "past-deadline", "telephone", "capitals", "exclamation-marks"],
)
def test_each_hint_says_how_it_may_be_read_and_what_to_do(text: str, message: str) -> None:
    (hint,) = hints(text)

    assert hint.message == message
    assert isinstance(hint.message, Said)
    assert hint.where == "own_words"


def test_what_was_meant_well_gets_no_hint() -> None:
    assert hints("Last winter I met two young men who slept under the arcades. One of them had been tortured.") == ()


def test_the_line_about_oneself_is_read_too() -> None:
    assert [hint.where for hint in hints("an enemy of liars", field="introduction")] == ["introduction"]


def test_several_words_stand_in_one_hint_and_the_message_shows_three() -> None:
    (hint,) = hints("Idiots, liars, cowards, morons, liars.")

    assert hint.words == ("Idiots", "liars", "cowards", "morons")
    assert hint.message.startswith("“Idiots”, “liars”, “cowards” may be read")


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "YOU’LL PAY FOR this.", "YOU’LL PAY FOR"),
        ("fr", "Vous n’êtes que des IMBÉCILES.", "IMBÉCILES"),
        ("fr", "Vous e\u0302tes des la\u0302ches.", "Vous e\u0302tes des la\u0302ches"),
        ("de", "Das werden Sie BÜSSEN.", "Das werden Sie BÜSSEN"),
        ("nl", "Wij weten waar u woont.", "Wij weten waar u woont"),
        ("sv", "Ni är mördare.", "Ni är mördare"),
        ("tr", "YALANCI!", "YALANCI"),
        ("tr", "SON UYARI", "SON UYARI"),
        ("tr", "ŞEREFSİZLER", "ŞEREFSİZLER"),
        ("tr", "pişman olacaksınız", "pişman olacaksınız"),
        ("ar", "أنتم كذابون وأغبياء.", "كذابون"),
        ("ar", "هؤلاء الحمقى", "الحمقى"),
        ("ar", "وستدفعون الثمن.", "وستدفعون الثمن"),
        ("ar", "فالكذّابون", "فالكذّابون"),
        ("fa", "بی‌شرف‌ها", "بی‌شرف"),
        ("fa", "بی شرف", "بی شرف"),
        ("fa", "پیدایتان می‌کنیم", "پیدایتان می‌کنیم"),
        ("ja", "あなたがたは卑怯者です。", "卑怯者"),
    ],
)
def test_words_are_found_however_the_language_writes_them(language: str, text: str, words: str) -> None:
    assert words in [word for hint in hints(text, language) for word in hint.words]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The assessment of scumbling"),  # scum is a whole word only
        ("en", "He was killed; she was tortured, executed, held on charges of terrorism; the murderers are free."),
        (
            "en",
            "In the street 40 people sleep; 200 men in the street; in 2009, on 18 July 2023, no. 49255/22; 1 500 000.",
        ),
        ("en", "UNHCR and the UN Human Rights Council; Amnesty International, MDE 14/023/2008."),
        ("en", "He was arrested by 3 men in March 2025, before 3 March 2025."),
        ("en", "You will pay attention to this."),
        ("fr", "Ils vivent au milieu des ordures ; on les lâche à la rue."),
        ("nl", "De slaapplaats is op straat 40 dagen gesloten."),
        ("tr", "Basınç alçaktı; vatan hainliğiyle suçlandı."),
        ("tr", "IRAK"),
        ("ar", "اليوم وغداً، ولا كلب ولا قطة."),
        ("fa", "او را به شعار «مرگ بر دیکتاتور» متهم کردند و شکنجه دادند."),
    ],
)
def test_facts_and_ordinary_words_raise_no_alarm(language: str, text: str) -> None:
    assert found(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "by 3 March 2025"),
        ("en", "by 1st of March 2025"),
        ("en", "no later than March 3, 2025"),
        ("en", "by 2025-03-03"),
        ("fr", "d’ici le 1er mars 2025"),
        ("nl", "uiterlijk op 3 maart 2025"),
        ("de", "bis zum 3. März 2025"),
        ("sv", "senast den 3 mars 2025"),
        ("tr", "3 Mart 2025’e kadar"),
        ("tr", "en geç 3 Ocak 2025"),
        ("ar", "قبل ٣ آذار/مارس ٢٠٢٥"),
        ("ar", "وبحلول 3 كانون الثاني 2025"),
        ("fa", "حداکثر تا ۳ مارس ۲۰۲۵"),
        ("ja", "2025年3月3日までに"),
    ],
)
def test_a_deadline_that_has_passed_is_told_in_the_forms_of_its_language(language: str, text: str) -> None:
    assert found(text, language) == [("past-deadline", (text,))]
    assert found(text.replace("2025", "2027").replace("٢٠٢٥", "٢٠٢٧").replace("۲۰۲۵", "۲۰۲۷"), language) == []


def test_the_day_of_the_letter_itself_has_not_passed_and_a_day_that_never_was_is_nothing() -> None:
    assert found("by 21 November 2026; by 31 February 2025; by 2025-13-41") == []


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Write to ann@example.org.", "ann@example.org"),
        ("en", "She lives at 12 Baker Street.", "12 Baker Street"),
        ("fr", "Il habite 12, rue de la Loi.", "12, rue de la Loi"),
        ("fr", "Rue Haute 35", "Rue Haute 35"),
        ("nl", "in de Kerkstraat 12", "Kerkstraat 12"),
        ("de", "Hauptstraße 12", "Hauptstraße 12"),
        ("sv", "Storgatan 5", "Storgatan 5"),
        ("tr", "Lale Sokak No: 5", "Sokak No: 5"),
        ("ar", "شارع فلسطين رقم 12", "شارع فلسطين رقم 12"),
        ("fa", "خیابان آزادی پلاک ۵", "خیابان آزادی پلاک ۵"),
        ("fa", "۰۲۱۸۸۷۷۶۶۵۵", "۰۲۱۸۸۷۷۶۶۵۵"),
        ("ja", "1丁目2", "1丁目2"),
    ],
)
def test_what_could_lead_somebody_to_a_person_is_told(language: str, text: str, words: str) -> None:
    assert found(text, language) == [("personal-details", (words,))]


def test_only_the_lists_of_the_languages_in_use_are_read() -> None:
    assert found("Klootzak.", "en") == []
    assert found("Klootzak.", "en", "nl", "xx") == [("insult", ("Klootzak",))]


def test_fields_that_hold_no_text_are_passed_over() -> None:
    assert advice({"own_words": ["You idiots."], "points": ["a"]}, COUNSELS, ("en",), on=ON) == ()


def texts_of(library: Library) -> Iterator[str]:
    """Whatever we ship for letters and pages, in all languages."""
    for case in library.cases.values():
        for words in case.words.values():
            yield from (words.title, words.subject, words.summary, words.outcome)
            for some in (words.people, words.facts, words.asks, words.points, words.updates):
                yield from some.values()
            yield from (letter.text for letter in words.letters.values())
    for kind in library.kinds.values():
        yield from (letter.text for letter in kind.letters.values())
    for office in library.offices.values():
        yield from (form.neutral for form in (*office.title.values(), *office.salutation.values()))


@pytest.mark.parametrize("text", sorted({text for text in texts_of(load_library(PROJECT)) if text}))
def test_nothing_that_we_ship_gets_a_hint_in_any_language(text: str) -> None:
    assert advice({"own_words": text}, COUNSELS, LANGUAGES, on=TODAY) == ()
    assert len(text) <= READ_AT_MOST


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_of_letters_has_its_counsel(language: str) -> None:
    counsel = COUNSELS[language]

    assert (len(counsel.who_i_am) in {4, 5}, len(counsel.threats) >= 5, counsel.reviewed) == (
        True,
        True,
        language == "en",
    )
    assert hints("\n".join(counsel.who_i_am), *LANGUAGES) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_listed_word_is_found_as_it_is_listed(language: str) -> None:
    counsel = COUNSELS[language]

    for code, entries in (("insult", counsel.insults), ("threat", counsel.threats), ("label", counsel.labels)):
        assert [entry for entry in entries if code not in dict(found(entry.rstrip("*"), language))] == []


@given(st.text())
def test_hints_never_fail_and_show_only_what_was_typed(text: str) -> None:
    for hint in hints(text, *LANGUAGES):
        assert all(word in text for word in hint.words if hint.code != "capitals")


@given(st.lists(st.sampled_from([*"“.,!\n\u200c\u0301ـ ", "by 3 March 0000", "YOU", "idiots", "كذاب", "+0", "9" * 9])))
def test_hints_never_fail_on_what_comes_close(parts: list[str]) -> None:
    text = "".join(parts)

    assert all(word in text for hint in hints(text, *LANGUAGES) for word in hint.words if hint.code != "capitals")


@pytest.mark.parametrize("piece", ["a", "0 ", "! ", "A ", "rue de la ", "by 3 ", "a@", "و", "A b.c-"])
def test_two_megabytes_are_read_in_a_moment(piece: str) -> None:
    text = piece * (2_000_000 // len(piece))
    started = time.process_time()

    hints(text, *LANGUAGES)

    assert time.process_time() - started < 5

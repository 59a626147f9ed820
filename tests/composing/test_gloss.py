"""Beside a letter in another language stands the same letter in the reader's, part by part."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest

from app.composing import Gloss, Pair, compose, gloss, languages_for
from app.content import Library, load_library
from app.domain.case import Case
from app.domain.language import LANGUAGES
from app.domain.letter import Letter, Text
from app.domain.office import Office
from app.domain.said import Reader
from app.domain.supporter import Supporter
from tests.builders import TEMPLATE, a_case, a_supporter, an_office
from tests.conftest import PROJECT, TODAY

ON = datetime.date(2020, 6, 1)
FRENCH = {
    "title": "Laissez partir le navire",
    "subject": "L’équipage du navire",
    "summary": "Un navire est retenu.",
    "people": {"crew": "l’équipage"},
    "facts": {"held": "Le navire est retenu."},
    "asks": {"release": "laisser partir le navire"},
    "points": {"winter": "L’hiver approche.", "ice": "Il y a de la glace."},
}
FRENCH_TEMPLATE = "Je suis {{ supporter.introduction }}.\n\n{{ facts }}\n\nJe vous demande de :\n\n{{ asks }}\n\n{{ points }}\n\n{{ own_words }}"


def a_bilingual_case(template: str = FRENCH_TEMPLATE, **changes: Any) -> Case:
    case = a_case()
    french = {**FRENCH, "letters": {"harbour-master": {"text": template, "reviewed": True}}, **changes}
    return Case.model_validate({**case.model_dump(), "words": {**case.model_dump()["words"], "fr": french}})


def a_bilingual_office(**changes: Any) -> Office:
    both = {"en": "Harbour Master", "fr": "Commandant du port"}
    return an_office(
        title=both,
        languages=("en", "fr"),
        salutation={"en": "Dear Harbour Master", "fr": "Monsieur le Commandant"},
        **changes,
    )


def glossed(
    case: Case | None = None,
    office: Office | None = None,
    supporter: Supporter | None = None,
    *,
    written: str = "fr",
    read: str = "en",
    **how: Any,
) -> Gloss:
    case, office, supporter = case or a_bilingual_case(), office or a_bilingual_office(), supporter or a_supporter()
    letter = compose(case, office, supporter, language=written, on=ON, **how)
    assert isinstance(letter, Letter), letter
    how = {name: how[name] for name in ("copied", "embassy") if name in how}
    made = gloss(letter, case, office, supporter, language=read, on=ON, **how)
    assert made is not None
    return made


def plain(texts: tuple[Text, ...]) -> str:
    return "\n".join("".join(run.text for run in text) for text in texts)


def shown(made: Gloss) -> list[tuple[str, str, str]]:
    return [(pair.part, plain(pair.original), plain(pair.meaning) or str(pair.note)) for pair in made.pairs]


def part(made: Gloss, name: str) -> Pair:
    return next(pair for pair in made.pairs if pair.part == name)


def test_each_part_stands_beside_its_meaning_in_reading_order() -> None:
    made = glossed(supporter=a_supporter(introduction="Ann", own_words="Bonjour.", points=["ice"]))

    assert shown(made) == [
        ("sender_address", "Sheila O’Neil\n12 Lange Munt\n9000 Gent", ""),
        ("date_line", "1er juin 2020", "1 June 2020"),
        ("inside_address", "Commandant du port\nPort of Antwerp\n1 Quay Street\n2000 Antwerpen", ""),
        ("subject_line", "Objet\u202f: L’équipage du navire", "The crew of the ship"),
        ("salutation", "Monsieur le Commandant,", "Dear Harbour Master,"),
        ("paragraph", "Je suis Ann.", "I am Ann."),
        ("paragraph", "Le navire est retenu.", "The ship is held."),
        ("paragraph", "Je vous demande de\u202f:", "I ask you to:"),
        ("list_item", "laisser partir le navire.", "let the ship go."),
        ("paragraph", "Il y a de la glace.", "There is ice."),
        ("paragraph", "Bonjour.", "Your own words are not translated."),
        (
            "complimentary_close",
            "Veuillez agréer, Monsieur le Commandant, l’expression de ma très haute considération.",
            "Yours sincerely,",
        ),
        ("signature_block", "Sheila O’Neil", ""),
    ]
    assert (made.aligned, made.language.code, made.note) == (True, "en", "")


def test_own_words_are_marked_as_typed_and_stay_as_they_are() -> None:
    made = glossed(supporter=a_supporter(own_words="یک\n\nدو"))

    assert [(plain(pair.original), pair.meaning) for pair in made.pairs if pair.typed] == [("یک", ()), ("دو", ())]


def test_an_office_that_does_not_read_the_language_gets_a_plain_explanation_of_its_greeting() -> None:
    office = an_office(salutation={"en": "Dear Harbour Master"})

    made = glossed(office=office, written="en", read="fr")

    assert part(made, "salutation").note == "A respectful salutation to Harbour Master."
    assert part(made, "complimentary_close").note == "A respectful close, as is usual in English."
    assert (part(made, "salutation").meaning, part(made, "complimentary_close").meaning) == ((), ())


def test_a_close_that_repeats_no_salutation_is_told_even_so() -> None:
    office = a_bilingual_office().model_copy(update={"salutation": {"fr": a_bilingual_office().salutation["fr"]}})

    made = glossed(office=office)

    assert plain(part(made, "complimentary_close").meaning) == "Yours sincerely,"


def test_the_explanation_is_said_in_the_readers_language() -> None:
    made = glossed(office=an_office(title={"en": "Harbour Master", "nl": "Havenmeester"}), written="en", read="fr")
    reader = Reader(
        LANGUAGES["nl"],
        lambda pattern: {"A respectful close, as is usual in {language}.": "Slot: {language}."}[pattern],
    )

    assert reader.say(part(made, "complimentary_close").note) == "Slot: Engels."


def test_a_letter_in_the_readers_own_language_needs_no_gloss() -> None:
    case, office, supporter = a_bilingual_case(), a_bilingual_office(), a_supporter()
    letter = compose(case, office, supporter, language="fr", on=ON)
    assert isinstance(letter, Letter)

    assert gloss(letter, case, office, supporter, language="fr", on=ON) is None


def test_without_words_in_the_readers_language_the_meaning_is_english_and_says_so() -> None:
    made = glossed(read="fa")

    assert made.language.code == "en"
    assert made.note == "We do not have the whole letter in Persian yet; its meaning is shown in English."


def test_a_letter_that_is_in_english_already_is_not_explained_in_a_third_language() -> None:
    case, office, supporter = a_bilingual_case(), a_bilingual_office(), a_supporter()
    letter = compose(case, office, supporter, language="en", on=ON)
    assert isinstance(letter, Letter)

    assert gloss(letter, case, office, supporter, language="fa", on=ON) is None


def test_words_that_lack_an_ask_are_not_the_whole_letter() -> None:
    """A case's words need only the asks of the offices that read the language."""
    case, office, supporter = a_bilingual_case(asks={}), an_office(), a_supporter()
    letter = compose(case, office, supporter, language="en", on=ON)
    assert isinstance(letter, Letter)

    assert gloss(letter, case, office, supporter, language="fr", on=ON) is None


def test_a_stranger_to_the_case_has_no_gloss() -> None:
    case, office, supporter = a_bilingual_case(), a_bilingual_office(), a_supporter()
    letter = compose(case, office, supporter, language="fr", on=ON)
    assert isinstance(letter, Letter)

    assert gloss(letter, case, an_office(id="somebody-else"), supporter, language="en", on=ON) is None


def test_bodies_that_do_not_line_up_stand_side_by_side_as_wholes() -> None:
    made = glossed(a_bilingual_case(FRENCH_TEMPLATE + "\n\nMerci."))

    assert made.aligned is False
    assert [pair.part for pair in made.pairs if pair.part in {"body", "paragraph", "list_item"}] == ["body"]
    assert plain(part(made, "body").original).endswith("laisser partir le navire.\nMerci.")
    assert plain(part(made, "body").meaning).endswith("let the ship go.")


def test_numbered_items_keep_their_numbers() -> None:
    case = a_bilingual_case(FRENCH_TEMPLATE + "\n\n1. un\n2. deux")
    english = case.words["en"].letters["harbour-master"].model_copy(update={"text": TEMPLATE + "\n\n1. one\n2. two"})
    words = case.words["en"].model_copy(update={"letters": {"harbour-master": english}})
    case = case.model_copy(update={"words": {**case.words, "en": words}})

    items = [(pair.number, plain(pair.meaning)) for pair in glossed(case).pairs if pair.part == "list_item"]

    assert items == [(None, "let the ship go."), (1, "one"), (2, "two")]


def test_copies_and_the_fax_line_are_told_too() -> None:
    fax = {"number": "+3234567890", "source": "a page", "status": "live"}
    office = a_bilingual_office(contacts={"fax": fax})

    made = glossed(office=office, delivery="fax", copied=(an_office(id="mayor"),))

    assert plain(part(made, "delivery_line").meaning) == "By fax: 03 456 78 90"
    assert plain(part(made, "copies").meaning) == "Copies to:\nHarbour Master, Port of Antwerp"


def shipped() -> Iterator[tuple[str, str, str]]:
    library = load_library(PROJECT)
    for slug, case in library.cases.items():
        for office in library.offices_of(case):
            yield from ((slug, office.id, language) for language in languages_for(case, office))


def shipped_gloss(library: Library, slug: str, office_id: str, written: str, read: str, **typed: Any) -> Gloss | None:
    case, office = library.cases[slug], library.offices[office_id]
    supporter, day = a_supporter(**typed), case.closed or TODAY
    letter = compose(case, office, supporter, language=written, on=day, copied=library.copied(case, office))
    assert isinstance(letter, Letter), letter
    return gloss(letter, case, office, supporter, language=read, on=day, copied=library.copied(case, office))


@pytest.mark.parametrize(("slug", "office_id", "written"), [row for row in shipped() if row[2] != "en"])
@pytest.mark.parametrize("filled_in", [False, True], ids=["bare", "filled-in"])
def test_every_shipped_letter_lines_up_with_english_item_by_item(
    slug: str, office_id: str, written: str, filled_in: bool, library: Library
) -> None:
    points = list(library.cases[slug].words[written].points)
    typed = {"introduction": "Sheila", "own_words": "One.\n\nTwo.", "points": points} if filled_in else {}

    made = shipped_gloss(library, slug, office_id, written, "en", **typed)

    assert made is not None
    assert (made.aligned, made.language.code) == (True, "en")
    assert all(pair.meaning or pair.typed for pair in made.pairs if pair.part in {"paragraph", "list_item"})
    assert all(
        pair.meaning for pair in made.pairs if pair.part in {"subject_line", "salutation", "complimentary_close"}
    )


@pytest.mark.parametrize(("slug", "office_id", "written"), list(shipped()))
def test_every_shipped_letter_lines_up_in_whatever_language_it_can_be_read(
    slug: str, office_id: str, written: str, library: Library
) -> None:
    made = [shipped_gloss(library, slug, office_id, written, read) for read in LANGUAGES]

    assert all(one.aligned for one in made if one)

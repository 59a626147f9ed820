"""The one form a supporter fills in, and what its fields say about themselves."""

from __future__ import annotations

from functools import cache

from wtforms import BooleanField, Field, Form, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import EmailInput

from app.composing import languages_for
from app.content import Library, load_stationery
from app.domain.case import Case
from app.domain.country import countries_in_order
from app.domain.language import LANGUAGES
from app.domain.office import Office
from app.domain.said import Sentence, said
from app.domain.supporter import ADDRESS_LINES, LIMITS

_STATIONERY = [
    SelectChoice(value="", label=said("As usual in my country")),
    *(SelectChoice(value=one.id, label=one.name) for one in load_stationery().stationery.values()),
]
_OUTER = [
    SelectChoice(value="", label=said("None: I write the address by hand")),
    *(
        SelectChoice(value=one.id, label=said("Envelopes: {name}", name=one.name))
        for one in load_stationery().envelopes.values()
    ),
    *(
        SelectChoice(value=one.id, label=said("Labels: {name}", name=one.name))
        for one in load_stationery().labels.values()
    ),
]


class WriteForm(Form):  # type: ignore[misc]  # WTForms has no type stubs
    """What a supporter gives for any case. Checks live in the domain; this knows labels and hints."""

    name = StringField(
        said("Your full name"),
        description=said("As you sign. It stands on each letter. If it is not safe to give it, your initials will do."),
    )
    introduction = StringField(
        said("A line about you"),
        description=said(
            "It completes “I am …”, in the language of the letter. Leave it empty and the letter says "
            "“a supporter of human rights”."
        ),
    )
    address = TextAreaField(
        said("Your address, without the country"),
        description=said(
            "Up to {lines} lines, as on an envelope. An answer can only reach you if you give it; "
            "leave it out if that is not safe.",
            lines=ADDRESS_LINES,
        ),
    )
    email = StringField(
        said("Your e-mail address"),
        widget=EmailInput(),
        description=said("Only if it may stand on the letter."),
    )
    own_words = TextAreaField(
        said("Your own words"),
        description=said(
            "Up to {limit} characters. A few honest sentences of your own count most. They are not translated.",
            limit=LIMITS["own_words"],
        ),
    )
    stationery = SelectField(
        said("Paper and envelope"),
        choices=_STATIONERY,
        validate_choice=False,
        description=said(
            "A letter for a window envelope shows the address in the window. Where the address is too long "
            "for it, your own country’s choice falls back on plain paper."
        ),
    )
    outer = SelectField(
        said("Envelopes or labels to print"),
        choices=_OUTER,
        validate_choice=False,
        description=said("For letters whose address shows in no window. They come last in the file to print."),
    )
    delivery = SelectField(
        said("On paper or by fax?"),
        choices=[
            SelectChoice(value="post", label=said("On paper, by post")),
            SelectChoice(value="fax", label=said("As a fax, where the office has a number in use; else by post")),
        ],
        validate_choice=False,
        description=said("A fax is there in minutes: black only, in large type, the number as you dial it."),
    )
    via_embassy = BooleanField(said("Send it by way of their embassy in my country, where we know its address"))
    copy_embassies = BooleanField(said("Send a copy to their embassy in my country"))
    on = StringField(
        said("Date of the letter"), description=said("Year, month and day, such as {example}.", example="2026-11-21")
    )


def language_field(office: Office) -> str:
    return f"language-{office.id}"


def form_class(case: Case, library: Library, language: str) -> type[WriteForm]:
    """The form with this case's recipients, its talking points and a language for each letter.

    `language` is the reader's.
    """
    offices = library.offices_of(case)
    words = case.words_in(language)
    fields: dict[str, Field] = {
        "to": SelectMultipleField(
            said("Who to write to"),
            choices=[SelectChoice(value=office.id, label=office.title_in(language)) for office in offices],
            validate_choice=False,
        ),
        "points": SelectMultipleField(
            said("Sentences to add"),
            choices=[SelectChoice(value=point, label=text) for point, text in words.points.items()],
            validate_choice=False,
            description=said("Tick what you would say yourself. Each letter has it in its own language."),
        ),
        "country": SelectField(
            said("Your country"),
            choices=country_choices(language, said("Not given")),
            validate_choice=False,
            description=said("It chooses the paper, the window of the envelope and the last line of the address."),
        ),
    }
    for office in offices:
        fields[language_field(office)] = SelectField(
            said("Language"),
            choices=[SelectChoice(value=code, label=LANGUAGES[code].own_name) for code in languages_for(case, office)],
            validate_choice=False,
        )
    return type("CaseWriteForm", (WriteForm,), fields)


@cache
def country_choices(language: str, none_yet: Sentence, among: frozenset[str] | None = None) -> list[SelectChoice]:
    """`none_yet` and every country, or those `among` them, in the order of the reader's alphabet."""
    named = countries_in_order(language)
    wanted = [SelectChoice(value=code, label=name) for code, name in named if among is None or code in among]
    return [SelectChoice(value="", label=none_yet), *wanted]

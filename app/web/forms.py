"""The one form a supporter fills in, and what its fields say about themselves."""

from __future__ import annotations

from wtforms import BooleanField, Field, Form, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import EmailInput

from app.composing import languages_for
from app.content import Library, load_stationery
from app.domain.case import Case
from app.domain.country import country_names
from app.domain.language import LANGUAGES
from app.domain.office import Office
from app.domain.supporter import ADDRESS_LINES, LIMITS

_COUNTRIES = [
    SelectChoice(value="", label="Not given"),
    *(
        SelectChoice(value=code, label=name)
        for code, name in sorted(country_names("en").items(), key=lambda one: one[1])
    ),
]


_STATIONERY = [
    SelectChoice(value="", label="As usual in my country"),
    *(SelectChoice(value=one.id, label=one.name) for one in load_stationery().stationery.values()),
]
_OUTER = [
    SelectChoice(value="", label="None: I write the address by hand"),
    *(
        SelectChoice(value=one.id, label=f"{kind}: {one.name}")
        for kind, there_are in (("Envelopes", load_stationery().envelopes), ("Labels", load_stationery().labels))
        for one in there_are.values()
    ),
]


class WriteForm(Form):  # type: ignore[misc]  # WTForms has no type stubs
    """What a supporter gives for any case. Checks live in the domain; this knows labels and hints."""

    name = StringField("Your full name", description="As you sign. It stands on each letter.")
    introduction = StringField(
        "A line about you",
        description="It completes «I am …», in the language of the letter: a nurse from Ghent. "
        "Leave it empty and the letter says «a supporter of human rights».",
    )
    address = TextAreaField(
        "Your address, without the country",
        description=f"Up to {ADDRESS_LINES} lines, as on an envelope. An answer can only reach you if you "
        "give it; leave it out if that is not safe.",
    )
    country = SelectField(
        "Your country",
        choices=_COUNTRIES,
        validate_choice=False,
        description="It chooses the paper, the window of the envelope and the last line of the address.",
    )
    email = StringField("Your e-mail address", widget=EmailInput(), description="Only if it may stand on the letter.")
    own_words = TextAreaField(
        "Your own words",
        description=f"Up to {LIMITS['own_words']:,} characters. A few honest sentences of your own count most. "
        "They are not translated.",
    )
    stationery = SelectField(
        "Paper and envelope",
        choices=_STATIONERY,
        validate_choice=False,
        description="A letter for a window envelope shows the address in the window. Where the address is too "
        "long for it, your own country’s choice falls back on plain paper.",
    )
    outer = SelectField(
        "Envelopes or labels to print",
        choices=_OUTER,
        validate_choice=False,
        description="For letters whose address shows in no window. They come last in the file to print.",
    )
    delivery = SelectField(
        "How will you send it?",
        choices=[
            SelectChoice(value="post", label="By post"),
            SelectChoice(value="fax", label="By fax, where the office has a number in use; else by post"),
        ],
        validate_choice=False,
        description="A fax is there in minutes: black only, in large type, the number as you dial it.",
    )
    via_embassy = BooleanField("Send it by way of their embassy in my country, where we know its address")
    on = StringField("Date of the letter", description="Year, month and day, such as 2026-11-21.")


def language_field(office: Office) -> str:
    return f"language-{office.id}"


def form_class(case: Case, library: Library) -> type[WriteForm]:
    """The form with this case's recipients, its talking points and a language for each letter."""
    offices = library.offices_of(case)
    words = case.words_in("en")
    fields: dict[str, Field] = {
        "to": SelectMultipleField(
            "Who to write to",
            choices=[SelectChoice(value=office.id, label=office.title_in("en")) for office in offices],
            validate_choice=False,
        ),
        "points": SelectMultipleField(
            "Add a sentence of ours",
            choices=[SelectChoice(value=point, label=text) for point, text in words.points.items()],
            validate_choice=False,
            description="Tick what you would say yourself. Each letter has it in its own language.",
        ),
    }
    for office in offices:
        fields[language_field(office)] = SelectField(
            "Language",
            choices=[SelectChoice(value=code, label=LANGUAGES[code].name) for code in languages_for(case, office)],
            validate_choice=False,
        )
    return type("CaseWriteForm", (WriteForm,), fields)

"""Who an action sheet writes to: address, ways, salutation and close, what each is asked."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence

from babel import Locale

from app.composing.compose import languages_for, preferred_language
from app.composing.forms_of_address import complimentary_close, inside_address
from app.composing.phrases import phrases_for
from app.composing.sources import in_months
from app.composing.typography import joined
from app.domain.case import Case
from app.domain.language import LANGUAGES, Language
from app.domain.office import Contact, FaxContact, Office
from app.domain.said import Reader, said
from app.domain.telephone import as_dialled
from app.domain.values import Value


class Greeting(Value):
    """How a letter in one language begins and ends; `name` is the language's name for the reader."""

    name: str
    language: Language
    salutation: str
    close: str


class Recipient(Value):
    """One office in finished words. `lines` stand on the envelope, in their own language."""

    lines: tuple[str, ...]
    language: Language
    asks: str
    greetings: tuple[Greeting, ...]
    ways: tuple[str, ...]
    notes: tuple[str, ...] = ()


def recipient_of(
    case: Case,
    office: Office,
    numbers: Mapping[str, int],
    *,
    on: datetime.date,
    reader: Reader,
    copied: Sequence[Office] = (),
) -> Recipient:
    """`numbers` are those under which the sheet lists the case's asks, by the ask's id."""
    language = language_for(case, office, reader)
    holder = office.holder_on(on)
    return Recipient(
        lines=inside_address(office, holder, language, None),
        language=LANGUAGES[language],
        asks=_asks(case, office, numbers, reader),
        greetings=tuple(_greeting(office, code, on, reader) for code in languages_for(case, office)),
        ways=tuple(map(reader.say, _ways(office))),
        notes=tuple(map(reader.say, (*_doubts(office, on), *_copies(copied, reader)))),
    )


def language_for(case: Case, office: Office, reader: Reader) -> str:
    """The reader's language where a letter can be in it, else English, else what the office reads first."""
    spoken = reader.language.code
    return preferred_language(case, office, spoken if spoken in languages_for(case, office) else "en")


def _asks(case: Case, office: Office, numbers: Mapping[str, int], reader: Reader) -> str:
    addressee = case.addressee(office.id)
    asked = [reader.value(number) for number in sorted(numbers[ask] for ask in addressee.asks)] if addressee else []
    return reader.say(said("Ask for {numbers}", numbers=joined(asked, reader.language.code)))


def _greeting(office: Office, code: str, on: datetime.date, reader: Reader) -> Greeting:
    greeting = office.salutation_in(code, office.holder_on(on))
    phrases = phrases_for(code, office.country)
    return Greeting(
        name=_begun(language_name(code)(reader.language.code)),
        language=LANGUAGES[code],
        salutation=(greeting + phrases.salutation_end).replace("\n", " "),
        close=complimentary_close(greeting, phrases),
    )


def language_name(code: str) -> Callable[[str], str]:
    """The name of a language, in another one."""

    def in_language(reading: str) -> str:
        return str(Locale.parse(reading).languages.get(code) or LANGUAGES[code].own_name)

    return in_language


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _ways(office: Office) -> Iterator[str]:
    """How old the postal address is, and the other ways that are in use."""
    contacts = office.contacts
    if contacts.post is None or contacts.post.status == "historical":
        yield said("We know no postal address: look it up before you write.")
    elif age := _age(contacts.post):
        yield said("Address: {age}", age=age)
    if fax := contacts.fax_in_use:
        yield _with_age(
            fax,
            plain=lambda: said("Fax {number}", number=_number(fax)),
            aged=lambda age: said("Fax {number} ({age})", number=_number(fax), age=age),
        )
    if (email := contacts.email) and email.status != "historical":
        yield _with_age(
            email,
            plain=lambda: said("E-mail {address}", address=email.address),
            aged=lambda age: said("E-mail {address} ({age})", address=email.address, age=age),
        )


def _number(fax: FaxContact) -> str:
    """In its international form, on one line, and never turned around within right-to-left words."""
    return f"\u2066{as_dialled(fax.number, None)}\u2069".replace(" ", "\u00a0")


def _with_age(contact: Contact, *, plain: Callable[[], str], aged: Callable[[str], str]) -> str:
    age = _age(contact)
    return aged(age) if age else plain()


def _age(contact: Contact) -> str:
    """How old the finding is; nothing where it is recent and undated, as an office's own site is."""
    if contact.status == "live":
        return said("from a source of {date}", date=in_months(contact.checked)) if contact.checked else ""
    if contact.checked is None:
        return said("from an undated source, confirm it first")
    return said("from a source of {date}, confirm it first", date=in_months(contact.checked))


def _doubts(office: Office, on: datetime.date) -> Iterator[str]:
    if office.holder_on(on) is None and (office.holders or office.holder_unknown):
        yield said("Who holds this office is not certain: write to the office.")


def _copies(copied: Sequence[Office], reader: Reader) -> Iterator[str]:
    if copied:
        code = reader.language.code
        titles = [", ".join(filter(None, (one.title_in(code), one.organisation_in(code)))) for one in copied]
        yield said("Copy to {offices}", offices=joined(titles, code))

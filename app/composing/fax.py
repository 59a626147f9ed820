"""What a letter by fax has more than one by post: the number, and a header for each page."""

from __future__ import annotations

from app.domain.language import Language
from app.domain.letter import FaxHeader, Labelled, Letter
from app.domain.office import FaxContact, Office
from app.domain.problem import Problem, Problems
from app.domain.said import Sentence, said
from app.domain.telephone import as_dialled, is_possible_number
from app.domain.values import Value

# A number keeps its order within text from right to left (Unicode Annex 9).
_LEFT_TO_RIGHT = "\u2066{}\u2069"


class FaxWords(Value):
    """One language's words for a fax. `page` are those before, between and after two numbers."""

    by_fax: str
    to: str
    fax: str
    sender: str
    date: str
    page: tuple[str, str, str]
    pages: str
    comma: str = ", "


FAX_WORDS = {
    "en": FaxWords(
        by_fax="By fax: ",
        to="To: ",
        fax="Fax: ",
        sender="From: ",
        date="Date: ",
        page=("Page ", " of ", ""),
        pages="Pages: ",
    ),
    "fr": FaxWords(
        by_fax="Par télécopie\u202f: ",
        to="À\u202f: ",
        fax="Fax\u202f: ",
        sender="De\u202f: ",
        date="Date\u202f: ",
        page=("Page ", " sur ", ""),
        pages="Nombre de pages\u202f: ",
    ),
    "nl": FaxWords(
        by_fax="Per fax: ",
        to="Aan: ",
        fax="Fax: ",
        sender="Van: ",
        date="Datum: ",
        page=("Pagina ", " van ", ""),
        pages="Aantal pagina’s: ",
    ),
    "de": FaxWords(
        by_fax="Per Fax: ",
        to="An: ",
        fax="Fax: ",
        sender="Von: ",
        date="Datum: ",
        page=("Seite ", " von ", ""),
        pages="Seitenzahl: ",
    ),
    "sv": FaxWords(
        by_fax="Per fax: ",
        to="Till: ",
        fax="Fax: ",
        sender="Från: ",
        date="Datum: ",
        page=("Sida ", " av ", ""),
        pages="Antal sidor: ",
    ),
    "tr": FaxWords(
        by_fax="Faks ile: ",
        to="Alıcı: ",
        fax="Faks: ",
        sender="Gönderen: ",
        date="Tarih: ",
        page=("Sayfa ", " / ", ""),
        pages="Sayfa sayısı: ",
    ),
    "ar": FaxWords(
        by_fax="بالفاكس: ",
        to="إلى: ",
        fax="الفاكس: ",
        sender="من: ",
        date="التاريخ: ",
        page=("الصفحة ", " من ", ""),
        pages="عدد الصفحات: ",
        comma="، ",
    ),
    "fa": FaxWords(
        by_fax="از طریق نمابر: ",
        to="به: ",
        fax="نمابر: ",
        sender="از: ",
        date="تاریخ: ",
        page=("صفحهٔ ", " از ", ""),
        pages="تعداد صفحه‌ها: ",
        comma="، ",
    ),
    "ja": FaxWords(
        by_fax="ファクスにて送付：",
        to="宛先：",
        fax="ファクス：",
        sender="差出人：",
        date="日付：",
        page=("ページ ", "／", ""),
        pages="枚数：",
        comma="　",
    ),
}


def no_fax(office: Office) -> Problems:
    """What keeps a letter to the office from going by fax."""
    if office.contacts.fax_in_use is None:
        return (_problem("no-fax", said("{office} has no fax number that is in use.", office=office.title_in)),)
    number = office.contacts.fax_in_use.number
    if not is_possible_number(number):
        message = said("{number} cannot be the fax number of {office}.", number=number, office=office.title_in)
        return (_problem("no-fax-number", message),)
    return ()


def sent_by_fax(letter: Letter, fax: FaxContact, country: str | None, cover: bool) -> Letter:
    """The letter with its number as dialled from `country`, and the header of its pages."""
    words = FAX_WORDS[letter.language.code]
    number = _within_text(as_dialled(fax.number, country), letter.language)
    header = FaxHeader(
        to=Labelled(label=words.to, value=words.comma.join(letter.inside_address[:2])),
        fax=Labelled(label=words.fax, value=number),
        sender=Labelled(label=words.sender, value=letter.signature_block[0]),
        date=Labelled(label=words.date, value=letter.date_line),
        page=words.page,
        pages_label=words.pages,
        cover=cover,
    )
    return letter.model_copy(update={"fax_header": header, "delivery_line": words.by_fax + number})


def _within_text(number: str, language: Language) -> str:
    return _LEFT_TO_RIGHT.format(number) if language.direction == "rtl" else number


def _problem(code: str, message: Sentence) -> Problem:
    return Problem(code=code, where="delivery", message=message, hint=said("Send the letter by post."))

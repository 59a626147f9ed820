"""The writing page: the form as it is filled in, and the letters that come of it."""

from __future__ import annotations

from flask import Response, make_response, render_template

from app.composing import caveats
from app.domain.letter import Letter
from app.domain.office import Office
from app.rendering.jobs import Printed
from app.web.counsel import about_own_words
from app.web.forms import language_field
from app.web.shown import shown_letters
from app.web.sitting import Sitting


def form_page(sitting: Sitting, letters: tuple[Letter, ...] = (), printed: Printed | None = None) -> str:
    return filled_page("write.html", sitting, letters, printed)


def filled_page(template: str, sitting: Sitting, letters: tuple[Letter, ...], printed: Printed | None) -> str:
    return render_template(
        template,
        sitting=sitting,
        own=about_own_words(sitting, letters),
        live=template == "live.html",
        case=sitting.case,
        form=sitting.form,
        offices=sitting.library.offices_of(sitting.case),
        sheets=shown_letters(sitting, letters, printed) if printed else [],
        embassies=_embassies(sitting),
        caveats_of=lambda office: _caveats(sitting, office),
        language_field=language_field,
    )


def _caveats(sitting: Sitting, office: Office) -> tuple[str, ...]:
    language = sitting.form[language_field(office)].data
    words = sitting.case.words.get(language)
    if not words:
        return ()
    delivery, embassy = sitting.delivery_to(office), sitting.embassy(office)
    return caveats(office, words, language, sitting.letter_day, delivery=delivery, embassy=embassy)


def _embassies(sitting: Sitting) -> list[str]:
    """The embassies by whose way letters of this case can go, each with its country."""
    offices = sitting.library.offices_of(sitting.case)
    known = {embassy.id: embassy for office in offices for embassy in sitting.library.embassies_of(office)}
    return [embassy.organisation_in(sitting.reader.language.code) for embassy in known.values()]


def form_answer(sitting: Sitting, letters: tuple[Letter, ...] = (), printed: Printed | None = None) -> Response:
    status = 422 if printed is None else 200
    return make_response(form_page(sitting, letters, printed), status)

"""What was typed for a Rule 39 request → the request, or everything that keeps it from being one."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence

from pydantic import ValidationError

from app.domain.address import is_email_address
from app.domain.council_of_europe import MEMBERS
from app.domain.country import find_country
from app.domain.dates import PartialDate, read_day
from app.domain.office import Office
from app.domain.problem import Problem, Problems
from app.domain.removal import comes_too_soon, read_removal
from app.domain.rule39 import ASKERS, Applicant, Article, FinalDecision, PersonToContact, Rule39Request
from app.domain.rule39_fields import (
    ASKED_FAX,
    ASKED_TELEPHONE,
    FIELDS,
    MOST_ENCLOSURES,
    ORDER,
    TITLE_LIMIT,
    AskedNumber,
)
from app.domain.said import AnyOf, Sentence, said
from app.domain.typed import (
    TextField,
    Typed,
    has_few_lines,
    has_no_piles_of_marks,
    has_spaces,
    is_there,
    keeps_to_limits,
    read_number,
    read_text,
)

# Articles that set out rights or guard an application (Convention as amended by Protocol No. 15).
_CONVENTION = frozenset({*range(2, 15), 17, 18, 34})
_PROTOCOLS = {1: {1, 2, 3}, 4: {2, 3, 4}, 6: {1}, 7: {1, 2, 3, 4, 5}, 12: {1}, 13: {1}}
_ARTICLE = re.compile(r"(?:P(\d{1,2})-)?(\d{1,2})", re.ASCII | re.IGNORECASE)
_BETWEEN_ARTICLES = re.compile(r"\s*(?:[,;]|\band\b|\barticles?\b|\bart\.|\s)\s*", re.IGNORECASE)
_APPLICATION = re.compile(r"[1-9]\d{0,5}/\d{2}", re.ASCII)
_OLDEST = 1900
_FIRST_ZONE = datetime.timezone(datetime.timedelta(hours=14))


def read_rule39(typed: Typed, now: datetime.datetime, office: Office) -> tuple[Rule39Request | None, Problems]:
    """The request in a form's fields, and everything to tell about them.

    Fields: those of FIELDS, `articles` (numbers) and `enclosures` (mappings with a `title`).
    `office` takes Rule 39 requests and says why supporters are not heard there. Without an
    error the request is there; what is told then are warnings.
    """
    reading = _Reading(typed, now)
    if reading.texts["capacity"] == "supporter":
        return None, (office.refusal(where="capacity"),)
    request = reading.request()
    if request is None or any(problem.severity == "error" for problem in reading.problems):
        return None, tuple(reading.problems)
    return request, (*reading.problems, *comes_too_soon(request.removal, now), *_nothing_enclosed(request))


def name_missing_signs(typed: Typed, signs: Iterable[str]) -> Problems:
    """Each sign that no font can print, at the field that holds it."""
    texts = {name: str(typed.get(name) or "") for name in FIELDS}
    titles = _titles(typed.get("enclosures"))
    texts |= {f"enclosure-{number}": title for number, title in enumerate(titles, start=1)}
    return tuple(
        Problem(
            code="no-glyph",
            where=next((name for name, text in texts.items() if sign in text), "facts"),
            message=said("Our fonts have no sign for «{sign}».", sign=sign),
            hint=said("Take it out, or write it in another way."),
        )
        for sign in signs
    )


class _Reading:
    """One reading: texts as they can be printed, and the problems met on the way."""

    def __init__(self, typed: Typed, now: datetime.datetime) -> None:
        self.problems: list[Problem] = []
        self.texts = {name: read_text(FIELDS, name, typed.get(name), self.problems) for name in FIELDS}
        self._typed, self._now = typed, now

    def request(self) -> Rule39Request | None:
        """The request as far as it can be read; every field is looked at before any is given up."""
        texts = self.texts
        respondent = self._respondent()
        born = self._born()
        telephone = self._number("telephone", ASKED_TELEPHONE, needed=True)
        fax = self._number("fax", ASKED_FAX, needed=False)
        self._email()
        removal, told = read_removal(texts, self._now)
        decision = self._final_decision()
        articles = self._articles()
        self._application_number()
        self._capacity()
        enclosures = self._enclosures()
        self.problems += told
        self.problems[:0] = self._about_texts()
        self.problems.sort(key=_in_the_forms_order)
        if respondent is None or born is None or any(one.severity == "error" for one in self.problems):
            return None
        return Rule39Request(
            capacity="applicant" if texts["capacity"] == "applicant" else "representative",
            respondent=respondent,
            applicant=Applicant(
                name=texts["applicant_name"],
                born=born,
                nationality=texts["nationality"],
                whereabouts=_lines(texts["whereabouts"]),
                others=_lines(texts["other_applicants"]),
            ),
            contact=PersonToContact(
                name=texts["contact_name"],
                telephone=telephone,
                fax=fax,
                email=texts["email"],
                address=_lines(texts["contact_address"]),
            ),
            removal=removal,
            final_decision=decision,
            articles=articles,
            enclosures=enclosures,
            **{
                name: texts[name]
                for name in (
                    *("domestic_reference", "application_number", "measure", "facts"),
                    *("reasons", "domestic_steps", "signature"),
                )
            },
        )

    def _about_texts(self) -> list[Problem]:
        checks = (is_there, keeps_to_limits, has_no_piles_of_marks, has_spaces, has_few_lines)
        return [problem for check in checks for problem in check(FIELDS, self.texts)]

    def _capacity(self) -> None:
        if self.texts["capacity"] not in ASKERS:
            message = said("Say whether you are the applicant or the applicant’s representative.")
            self._tell("no-capacity", "capacity", message, said("In a file, write {words}.", words=AnyOf(ASKERS)))

    def _respondent(self) -> str | None:
        code = find_country(self.texts["respondent_state"])
        if code in MEMBERS:
            return code
        hint = said("The Court can act only against one of the 46 member States of the Council of Europe.")
        message = said("Choose the State that is to be stopped.")
        self._tell("no-respondent", "respondent_state", message, hint if code else "")
        return None

    def _born(self) -> PartialDate | None:
        born = _partial_date(self.texts["date_of_birth"])
        if born is None or born.year < _OLDEST or born.earliest > self._latest_today():
            message = said("Enter the date of birth as year, month and day: {example}.", example="1990-05-31")
            hint = said("The year alone, such as 1990, if no more is known.")
            self._tell("no-birth", "date_of_birth", message, hint)
            return None
        return born

    def _number(self, name: str, asked: AskedNumber, *, needed: bool) -> str:
        typed = self.texts[name]
        number = read_number(typed, find_country(self.texts["respondent_state"]))
        if number or not (typed or needed):
            return number
        if isinstance(self._typed.get(name), int):
            hint: Sentence = said("In a file, put it in quotation marks.")
        else:
            hint = "" if needed else said("Or leave it empty.")
        is_one = any(sign.isdigit() for sign in typed)
        self._tell("no-number", name, asked.again if is_one else asked.first, hint)
        return ""

    def _email(self) -> None:
        if self.texts["email"] and not is_email_address(self.texts["email"]):
            self._tell("no-email", "email", said("Enter an e-mail address like name@example.org, or leave it empty."))

    def _final_decision(self) -> FinalDecision:
        typed, expected = self.texts["final_decision_date"], self.texts["final_decision_expected"]
        given = read_day(typed)
        if typed and given is None:
            message = said(
                "Enter the date of the final domestic decision as year, month and day, such as {example}.",
                example="2026-11-20",
            )
            self._tell("no-date", "final_decision_date", message)
        elif given and given > self._latest_today():
            message = said("The final domestic decision must have been given already.")
            hint = said("If it is still to come, say below when it is expected.")
            self._tell("date-ahead", "final_decision_date", message, hint)
        elif not given and not expected:
            message = said("Enter the date of the final domestic decision, or say when it is expected.")
            self._tell("no-decision", "final_decision_date", message)
        return FinalDecision(given=given, expected=expected)

    def _latest_today(self) -> datetime.date:
        """The date where the day begins first: a decision of this morning may come from there."""
        return self._now.astimezone(_FIRST_ZONE).date()

    def _articles(self) -> tuple[Article, ...]:
        ticked = self._typed.get("articles")
        listed = ticked if isinstance(ticked, list | tuple) else () if ticked is None else (ticked,)
        words = [*map(str, listed), *_BETWEEN_ARTICLES.split(self.texts["other_articles"])]
        known = {word: _article(word.strip()) for word in words if word.strip()}
        for word, article in known.items():
            if article is None:
                message = said("«{word}» is not an Article that the Court can be asked about.", word=word[:40])
                hint = said("Write numbers such as 8, 13, or P4-4 for Article 4 of Protocol No. 4.")
                self._tell("no-article", "other_articles", message, hint)
        if not known:
            self._tell("no-articles", "articles", said("Choose the Articles of the Convention that you rely on."))
        found = {article for article in known.values() if article}
        return tuple(sorted(found, key=lambda article: (article.protocol, article.number)))

    def _application_number(self) -> None:
        typed = self.texts["application_number"]
        if typed and not _APPLICATION.fullmatch(typed):
            message = said("Enter the application number like 12345/26, or leave it empty if there is none yet.")
            self._tell("no-application", "application_number", message)

    def _enclosures(self) -> tuple[str, ...]:
        titles = _titles(self._typed.get("enclosures"))
        if len(titles) > MOST_ENCLOSURES:
            message = said("There must be {limit} enclosures or fewer.", limit=MOST_ENCLOSURES)
            hint = said("There are {count}. Join some into one PDF.", count=len(titles))
            self._tell("too-many-enclosures", "enclosures", message, hint)
            return ()
        fields = {
            f"enclosure-{number}": TextField(
                label=said("The title of enclosure {number}", number=number),
                limit=TITLE_LIMIT,
                missing=said(
                    "Enter what enclosure {number} is, such as «Expulsion order of 3 November 2026».", number=number
                ),
            )
            for number, _title in enumerate(titles, start=1)
        }
        texts = {
            name: read_text(fields, name, title, self.problems) for name, title in zip(fields, titles, strict=True)
        }
        for check in (is_there, keeps_to_limits, has_no_piles_of_marks, has_spaces):
            self.problems += check(fields, texts)
        return tuple(texts.values())

    def _tell(self, code: str, where: str, message: Sentence, hint: Sentence = "") -> None:
        self.problems.append(Problem(code=code, where=where, message=message, hint=hint))


def _in_the_forms_order(problem: Problem) -> int:
    return ORDER.index(problem.where) if problem.where in ORDER else len(ORDER)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def _partial_date(typed: str) -> PartialDate | None:
    try:
        return PartialDate.model_validate(typed) if typed else None
    except ValidationError:
        return None


def _article(word: str) -> Article | None:
    match = _ARTICLE.fullmatch(word)
    if match is None:
        return None
    protocol, number = int(match.group(1) or 0), int(match.group(2))
    rights = _PROTOCOLS.get(protocol, set()) if protocol else _CONVENTION
    return Article(number=number, protocol=protocol) if number in rights else None


def _titles(value: object) -> Sequence[str]:
    """The titles of whatever enclosures a form or a file names; an entry without one has an empty one."""
    listed = value if isinstance(value, list | tuple) else ()
    return [str(one.get("title") or "") if isinstance(one, Mapping) else "" for one in listed]


def _nothing_enclosed(request: Rule39Request) -> list[Problem]:
    if request.enclosures:
        return []
    return [
        Problem(
            code="nothing-enclosed",
            where="enclosures",
            message=said(
                "Nothing is enclosed. The Court wants the decisions of the domestic courts and whatever supports the "
                "request; without them it may not be able to decide."
            ),
            severity="warning",
        )
    ]

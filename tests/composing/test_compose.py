"""Case + office + supporter + date + language → Letter."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.composing import caveats, compose, languages_for, preferred_language, without_address
from app.composing.compose import BLANK_LINE
from app.composing.dates import date_line
from app.content import Library
from app.domain.case import Case
from app.domain.country import country_line, country_names
from app.domain.language import LANGUAGES
from app.domain.letter import Letter, ListBlock, Paragraph, Quotation, Run
from app.domain.office import Office
from app.domain.supporter import Supporter, read_supporter
from app.rendering import plain_text
from tests.builders import NAME, a_case, a_supporter, an_office

ON = datetime.date(2020, 6, 1)


def write(
    case: Case | None = None, office: Office | None = None, supporter: Supporter | None = None, **how: Any
) -> Letter:
    composed = compose(
        case or a_case(), office or an_office(), supporter or a_supporter(), **{"language": "en", "on": ON, **how}
    )
    assert isinstance(composed, Letter), composed
    return composed


def refusal(
    case: Case | None = None, office: Office | None = None, supporter: Supporter | None = None, **how: Any
) -> list[str]:
    composed = compose(
        case or a_case(), office or an_office(), supporter or a_supporter(), **{"language": "en", "on": ON, **how}
    )
    assert not isinstance(composed, Letter)
    return [f"{problem.where}: {problem.words}" for problem in composed]


def words_of(letter: Letter) -> list[str]:
    return ["".join(run.text for run in block.text) for block in letter.body if isinstance(block, Paragraph)]


def test_the_system_writes_every_part_around_the_body() -> None:
    letter = write(copied=(an_office(title={"en": "Mayor"}, organisation={"en": "Antwerp"}),))

    assert letter.sender_address == ("Sheila O’Neil", "12 Lange Munt", "9000 Gent")
    assert letter.date_line == "1 June 2020"
    assert letter.inside_address == ("Harbour Master", "Port of Antwerp", "1 Quay Street", "2000 Antwerpen")
    assert letter.subject_line == "The crew of the ship"
    assert letter.salutation == "Dear Harbour Master,"
    assert letter.complimentary_close == "Yours sincerely,"
    assert letter.signature_block == ("Sheila O’Neil",)
    assert letter.copies == ("Copies to:", "Mayor, Antwerp")
    assert letter.addressee == "Harbour Master, Port of Antwerp"


def test_asks_are_a_list_with_a_semicolon_after_each_and_a_full_stop_after_the_last() -> None:
    case = a_case(
        recipients=({"to": "harbour-master", "asks": ("release", "feed")},),
        words={"asks": {"release": "let the ship go.", "feed": "feed the crew"}},
    )

    asks = next(block for block in write(case).body if isinstance(block, ListBlock))

    assert [item[0].text for item in asks.items] == ["let the ship go;", "feed the crew."]


def test_a_letter_tells_only_what_had_happened_by_its_date() -> None:
    case = a_case(
        facts=({"id": "held", "source": "a page", "on": "2020-05"}, {"id": "sold", "source": "a page", "on": "2021"}),
        words={"facts": {"held": "The ship is held.", "sold": "The ship was sold."}},
    )

    assert "The ship is held." in words_of(write(case))
    assert "The ship is held. The ship was sold." in words_of(write(case, on=datetime.date(2021, 12, 31)))
    assert "The ship was sold." not in "".join(words_of(write(case, on=datetime.date(2021, 12, 30))))


def test_a_supporter_without_a_name_gets_lines_to_fill_in_by_hand() -> None:
    letter = write(supporter=Supporter())

    assert letter.signature_block == (BLANK_LINE,)
    assert letter.sender_address == (BLANK_LINE,) * 3
    assert words_of(letter)[0] == "I am a supporter of human rights."


def test_a_supporter_who_gives_no_address_has_none_on_the_letter() -> None:
    assert write(supporter=a_supporter(address="", country="")).sender_address == ()


def test_chosen_points_come_in_the_order_of_choice() -> None:
    letter = write(supporter=a_supporter(points=["ice", "winter"]))

    assert "There is ice. Winter is near." in words_of(letter)


def test_own_words_keep_their_paragraphs_and_lines() -> None:
    letter = write(supporter=a_supporter(own_words="One\ntwo\n\nthree"))

    typed = [block for block in letter.body if isinstance(block, Paragraph) and block.typed]
    assert [block.text[0].text for block in typed] == ["One\ntwo", "three"]


def test_markdown_in_a_template_becomes_blocks() -> None:
    template = (
        "A *soft* and **loud** word\\\nand {{ people }}\nthen.\n\n> Quoted\n>\n> twice\n\n1. one\n2. two\n\n"
        "\\*no emphasis\\* &amp; <\n\n{{ asks }}\n\n{{ own_words }}"
    )

    body = write(a_case(template)).body

    assert body[0] == Paragraph(
        text=(
            Run(text="A "),
            Run(text="soft", emphasis="emphasis"),
            Run(text=" and "),
            Run(text="loud", emphasis="strong"),
            Run(text=" word\nand "),
            Run(text="the crew", set_apart=True),
            Run(text=" then."),
        )
    )
    assert body[1] == Quotation(paragraphs=((Run(text="Quoted"),), (Run(text="twice"),)))
    assert body[2] == ListBlock(items=((Run(text="one"),), (Run(text="two"),)), numbered=True)
    assert body[3] == Paragraph(text=(Run(text="*no emphasis* &amp; <"),))


def test_people_are_named_as_they_agreed_to_be() -> None:
    case = a_case(
        "{{ people }}\n\n{{ asks }}\n\n{{ own_words }}",
        people=(
            {"id": "crew", "shown": "withheld"},
            {"id": "ann", "shown": "name", "name": "Ann Lee"},
            {"id": "bo", "shown": "initials", "name": "Bo Lind"},
        ),
    )

    assert words_of(write(case))[0] == "the crew, Ann Lee and B. L."


def test_a_term_that_is_over_leaves_the_office_by_title() -> None:
    holder = {
        "name": "Ann Lee",
        "from": "2019",
        "until": "2020-12-31",
        "source": "a page",
        "styles": {"en": "Ms Ann Lee"},
    }
    office = an_office(holders=(holder,))

    assert write(office=office).inside_address[:2] == ("Ms Ann Lee", "Harbour Master")
    assert write(office=office, on=datetime.date(2021, 1, 1)).inside_address[0] == "Harbour Master"


@pytest.mark.parametrize(
    ("salutation", "country", "close"),
    [
        ("Dear Harbour Master", "BE", "Yours sincerely,"),
        ("Dear Sir or Madam", "BE", "Yours faithfully,"),
        ("Dear Mr. Secretary", "US", "Sincerely,"),
    ],
)
def test_the_close_answers_the_salutation(salutation: str, country: str, close: str) -> None:
    office = an_office(salutation={"en": salutation}, country=country)

    assert write(office=office).complimentary_close == close


def test_american_offices_get_american_dates_and_a_colon() -> None:
    letter = write(office=an_office(country="US"))

    assert letter.date_line == "June 1, 2020"
    assert letter.salutation == "Dear Harbour Master:"


def test_supporters_are_refused_by_offices_that_hear_only_representatives() -> None:
    """The rule holds where letters are composed, wherever the call comes from."""
    office = an_office(open_to="representatives", why_closed="Mass faxes could block a real request.")

    assert refusal(office=office) == [
        "to: Supporters cannot write to Harbour Master. Mass faxes could block a real request."
    ]


def test_every_hindrance_is_told_at_once() -> None:
    case = a_case(closed=datetime.date(2021, 1, 1))

    assert refusal(case, language="xx", on=datetime.date(2019, 1, 1)) == [
        "language: There is no letter to harbour-master in «xx». There is: en.",
        "on: This case began on 2020-01-01, after the letter's date 2019-01-01. "
        "Date the letter between 2020-01-01 and 2021-01-01.",
    ]
    assert refusal(case, on=datetime.date(2022, 1, 1), supporter=a_supporter(points=["wintr"])) == [
        "on: This case was closed on 2021-01-01. Date the letter between 2020-01-01 and 2021-01-01.",
        "points: «wintr» is not a point of this case. Did you mean winter?",
    ]
    assert refusal(office=an_office(id="mayor")) == [
        "to: «the-ship» does not write to «mayor». There is: harbour-master."
    ]


def test_the_wished_language_is_taken_only_where_the_office_reads_it(library: Library) -> None:
    case, office = library.cases["no-forced-returns-2008"], library.offices["iq-prime-minister"]

    assert languages_for(case, office) == ("ar", "en")
    assert preferred_language(case, office) == "en"
    assert preferred_language(case, office, "ar") == "ar"
    assert preferred_language(case, office, "nl") == "ar"


TYPEABLE = st.text(alphabet=st.characters(exclude_categories=["Cs", "Co", "Cn"]), max_size=200)
NASTY = st.sampled_from(
    ["{{ own_words }}", "{% if %}", "**x**", "<b>&amp;", "$& \\1 \\g<0>", "# x", "- x", "\ue001", "[a](b)", "`c`", NAME]
)


@settings(max_examples=300)
@given(st.tuples(TYPEABLE | NASTY, TYPEABLE | NASTY, TYPEABLE | NASTY).filter(lambda parts: parts[0].strip()))
def test_what_a_supporter_types_arrives_as_typed_whatever_it_holds(parts: tuple[str, str, str]) -> None:
    name, introduction, own_words = parts
    supporter, told = read_supporter({"name": name, "introduction": introduction, "own_words": own_words})
    if supporter is None:
        reasons = {problem.code for problem in told if problem.severity == "error"}
        assert reasons <= {"no-name", "too-long", "too-many-lines", "too-many-marks", "unbroken"}
        return

    letter = write(supporter=supporter)
    text = plain_text(letter)

    assert letter.signature_block == (supporter.name,)
    assert supporter.name in text
    assert supporter.introduction in text
    for paragraph in supporter.own_words.split("\n\n"):
        assert paragraph.strip("\n") in text
    assert text.count("let the ship go.") >= 1


@given(TYPEABLE | NASTY)
def test_an_organisers_value_is_text_too(value: str) -> None:
    """Facts and asks hold no placeholders and no markup: what the file says is what is printed."""
    words = " ".join(value.split()) or "x"
    letter = write(a_case(words={"facts": {"held": words}, "subject": words}))

    assert letter.subject_line == words
    assert words in words_of(letter)


def test_caveats_say_what_no_page_confirmed(library: Library) -> None:
    case = library.cases["asylum-in-belgium"]
    minister = library.offices["be-minister-asylum-migration"]

    told = caveats(library.offices["be-cgrs"], case.words["nl"], "nl", datetime.date(2026, 11, 21))

    assert told == (
        "Not confirmed by a page: the day she took up the office.",
        "No page showed the salutation for this office; we follow common use.",
        "The Dutch text has not yet been checked by a native speaker.",
    )
    assert without_address(minister) == (
        "We found no postal address for this office. Look it up at https://www.belgium.be/ and write it on the envelope."
    )
    assert without_address(library.offices["be-cgrs"]) == ""


def test_an_old_address_and_an_unknown_holder_are_caveats(library: Library) -> None:
    case = library.cases["release-the-seven"]
    office = library.offices["un-high-commissioner-human-rights"]

    told = caveats(office, case.words["en"], "en", datetime.date(2026, 11, 21))

    assert told[:3] == (
        "The postal address is from a source of 2012. Confirm it if you can.",
        "We do not know for certain who holds this office on that date, so the letter names the office.",
        "The term of Volker Türk was to end in August 2026; no page found says whether it was renewed or who follows him.",
    )
    undated = an_office(contacts={"post": {"lines": ("a",), "country": "BE", "source": "x", "status": "stale"}})
    words = a_case().words["en"]
    assert caveats(undated, words, "en", ON)[0] == (
        "The postal address is from a source without a date. Confirm it if you can."
    )


def test_no_line_of_an_address_is_lost(library: Library) -> None:
    post = {"lines": ("Kuwait", "1 Street", "Kuwait"), "country": "KW", "source": "a page", "status": "live"}
    office = an_office(title={"en": "Kuwait"}, organisation={"en": "Kuwait"}, contacts={"post": post})

    assert write(office=office).inside_address == ("Kuwait", "Kuwait", "1 Street", "Kuwait", "KUWAIT")


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_letter_can_be_sent_from_every_country_in_the_list(language: str) -> None:
    for country in country_names("en"):
        assert country_line(country, None, language)


def test_a_text_that_waits_for_a_native_speaker_is_a_caveat_whether_case_or_kind() -> None:
    """Either being unreviewed leaves the letter unreviewed."""
    unread = "The English text has not yet been checked by a native speaker."
    template = {"text": "Text.", "reviewed": True}
    checked = a_case(words={"reviewed": True, "letters": {"harbour-master": template}}).words["en"]
    own = a_case(words={"reviewed": False, "letters": {"harbour-master": template}}).words["en"]
    kind = a_case(words={"reviewed": True, "letters": {"harbour-master": {**template, "reviewed": False}}}).words["en"]

    assert [unread in caveats(an_office(), words, "en", ON) for words in (checked, own, kind)] == [False, True, True]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("de", "20. September 2013"),
        ("sv", "20 september 2013"),
        ("tr", "20 Eylül 2013"),
        ("fa", "۲۰ سپتامبر ۲۰۱۳"),
        ("ja", "2013年9月20日"),
    ],
)
def test_the_date_is_written_as_the_language_writes_it(language: str, line: str) -> None:
    assert date_line(datetime.date(2013, 9, 20), language, None) == line


def test_a_turkish_country_line_keeps_the_dot_of_its_i() -> None:
    assert country_line("BE", "TR", "tr") == "BELÇİKA"

"""A sentence is made in English and told in the reader's language."""

from __future__ import annotations

import ast
import datetime
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

from app.domain.country import country_name
from app.domain.language import LANGUAGES, language_name
from app.domain.problem import Problem, did_you_mean
from app.domain.said import ENGLISH, AnyOf, Named, Reader, Said, Told, said, said_many

APP = Path(__file__).parents[2] / "app"
# What organisers and the command line alone read stays plain English, and letters have languages of their own.
NOT_FOR_SUPPORTERS = (
    *("config.py", "content", "checking", "cli", "printing", "web/preview.py", "web/proofs.py"),
    *("composing/markdown.py", "composing/template.py", "composing/mending.py", "composing/proof.py"),
    *("composing/phrases.py", "composing/mission_words.py", "rendering/engine.py", "rendering/renderer.py"),
    *("rendering/seat.py", "web/follower.py", "web/health.py"),
)
DAY = datetime.date(2026, 12, 1)
PERSIAN = {
    "Line {number} is too long.": "سطر {number} بلند است.",
    "Ask {who}.": "از {who} بپرسید.",
    "{day} at {time}": "{day} ساعت {time}",
}


def a_reader(code: str, **catalogue: str) -> Reader:
    """Of a few sentences in Persian, and of those that are given."""
    patterns = {**(PERSIAN if code == "fa" else {}), **catalogue}
    return Reader(
        LANGUAGES[code],
        lambda pattern: patterns.get(pattern, pattern),
        lambda one, many, n: patterns.get(one if n == 1 else many, one if n == 1 else many),
    )


def apart(text: str) -> str:
    return f"\u2066{text}\u2069"


def test_a_sentence_is_its_english() -> None:
    sentence = said("Line {number} is too long.", number=3)

    assert sentence == "Line 3 is too long."
    assert (sentence.pattern, dict(sentence.values)) == ("Line {number} is too long.", {"number": 3})
    assert ENGLISH.say(sentence) == sentence


def test_the_reader_is_told_the_same_in_their_language() -> None:
    assert a_reader("fa").say(said("Line {number} is too long.", number=12)) == "سطر ۱۲ بلند است."


def test_what_is_not_in_the_catalogue_is_told_in_english() -> None:
    assert a_reader("fr").say(said("Sign it by hand.")) == "Sign it by hand."


def test_a_text_that_nobody_said_stands_as_it_is() -> None:
    assert a_reader("fa").say("{nobody} knows 3") == "{nobody} knows 3"


@pytest.mark.parametrize(("n", "words"), [(1, "1 letter"), (0, "0 letters"), (1200, "1,200 letters")])
def test_one_thing_is_told_otherwise_than_several(n: int, words: str) -> None:
    assert said_many("{n} letter", "{n} letters", n=n) == words


@pytest.mark.parametrize(("n", "words"), [(1, "une lettre"), (2, "2 lettres")])
def test_the_number_chooses_the_form_in_the_readers_catalogue(n: int, words: str) -> None:
    french = a_reader("fr", **{"{n} letter": "une lettre", "{n} letters": "{n} lettres"})

    assert french.say(said_many("{n} letter", "{n} letters", n=n)) == words


@pytest.mark.parametrize(
    ("code", "value", "words"),
    [
        ("en", DAY, "1 December 2026"),
        ("fr", DAY, "1er décembre 2026"),
        ("de", DAY, "1. Dezember 2026"),
        ("fa", DAY, "۱ دسامبر ۲۰۲۶"),
        ("ar", DAY, "1 ديسمبر 2026"),
        ("tr", DAY, "1 Aralık 2026"),
        ("en", 12500, "12,500"),
        ("de", 12500, "12.500"),
        ("fr", 12500, "12\u202f500"),
        ("fa", 12500, "۱۲٬۵۰۰"),
        ("nl", 10.5, "10,5"),
        ("en", 9.0, "9"),
        ("fa", datetime.time(8, 30), "۰۸:۳۰"),
        ("tr", datetime.time(8, 30), "08:30"),
        ("en", datetime.datetime(2026, 12, 1, 16, tzinfo=datetime.UTC), "Tuesday 1 December 2026 at 16:00"),
        ("fr", datetime.datetime(2026, 12, 1, 16, tzinfo=datetime.UTC), "mardi 1er décembre 2026 at 16:00"),
        ("fa", datetime.datetime(2026, 12, 1, 16, tzinfo=datetime.UTC), "سه‌شنبه ۱ دسامبر ۲۰۲۶ ساعت ۱۶:۰۰"),
    ],
)
def test_numbers_days_and_hours_stand_as_the_language_writes_them(code: str, value: Told, words: str) -> None:
    assert a_reader(code).value(value) == words


def test_what_has_a_name_in_each_language_is_called_by_it() -> None:
    where = said("Ask {who}.", who=lambda code: country_name("BE", code))

    assert where == "Ask Belgium."
    assert a_reader("nl").say(where) == "Ask België."
    assert language_name("fa", "fr") == "persan"


def test_a_name_that_stands_alone_is_called_in_the_readers_language_too() -> None:
    belgium = Named(lambda code: country_name("BE", code))

    assert (belgium, a_reader("de").say(belgium), a_reader("fa").say(belgium)) == ("Belgium", "Belgien", "بلژیک")


def test_a_sentence_within_a_sentence_is_told_in_the_same_language() -> None:
    inner = said("Line {number} is too long.", number=2)

    assert a_reader("fa").say(said("Ask {who}.", who=inner)) == "از سطر ۲ بلند است. بپرسید."


@pytest.mark.parametrize(
    ("code", "values", "words"),
    [
        ("en", ("A4", "Letter"), "A4 and Letter"),
        ("en", (1, 2, 3), "1, 2 and 3"),
        ("en", AnyOf(("1", "2", "3")), "1, 2 or 3"),
        ("fr", AnyOf(("a", "b")), "a ou b"),
        ("fa", (1, 2, 3), "۱، ۲ و ۳"),
        ("fa", AnyOf((1, 2)), "۱ یا ۲"),
        ("de", (said("Post"), said("Fax")), "Post und Fax"),
    ],
)
def test_several_values_are_told_as_a_list(code: str, values: Told, words: str) -> None:
    assert a_reader(code).value(values) == words


@pytest.mark.parametrize("typed", ["{number}", "{0}", "{", "}} {x!r}", "%s %(n)s", "<b>"])
def test_braces_in_a_value_are_only_text(typed: str) -> None:
    assert said("Ask {who}.", who=typed) == f"Ask {typed}."
    assert a_reader("fa").say(said("Ask {who}.", who=typed)) == f"از {apart(typed)} بپرسید."


@pytest.mark.parametrize("typed", ["Sheila O’Neil", "00 1 212-963-7055", "2009-12", "A4"])
def test_a_value_from_left_to_right_keeps_its_order_within_a_sentence_from_right_to_left(typed: str) -> None:
    assert a_reader("ar").value(typed) == apart(typed)
    assert a_reader("fr").value(typed) == typed


def test_a_value_in_the_direction_of_its_sentence_is_not_set_apart() -> None:
    """Pango loses the order of figures that stand behind one that is."""
    assert a_reader("fa").value("شیرین") == "شیرین"
    assert a_reader("fa").value("") == ""


def test_a_problem_keeps_its_sentences() -> None:
    problem = Problem(
        code="too-long", where="name", message=said("Line {number} is too long.", number=3), hint=said("Break it.")
    )
    placed = problem.model_copy(update={"where": "me.yaml"})

    assert placed.words == "Line 3 is too long. Break it."
    assert placed.words_for(a_reader("fa", **{"Break it.": "بشکنید."})) == "سطر ۳ بلند است. بشکنید."


def test_an_explanation_in_english_keeps_its_order_beside_a_persian_sentence() -> None:
    problem = Problem(code="x", where="to", message=said("Ask {who}.", who=3), hint="Nobody knows.")

    assert problem.words_for(a_reader("fa")) == f"از ۳ بپرسید. {apart('Nobody knows.')}"


def test_the_nearest_word_is_a_sentence_as_well() -> None:
    french = a_reader("fr", **{"Did you mean {word}?": "Vouliez-vous dire {word} ?"})

    assert french.say(did_you_mean("wintr", ["winter"])) == "Vouliez-vous dire winter ?"
    assert all(isinstance(did_you_mean("x", known), Said) for known in ([], ["winter", "ice"]))


def calls(*names: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call of such a function in app/, with its place."""
    for path in sorted(APP.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                yield f"{path.relative_to(APP)}:{node.lineno}", node


def patterns_of(call: ast.Call) -> list[str]:
    return [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]


@pytest.mark.parametrize(("name", "number"), [("said", 1), ("said_many", 2)])
def test_every_pattern_is_written_out_where_it_is_said(name: str, number: int) -> None:
    """A pattern that is put together cannot be found, and so not translated."""
    assert [place for place, call in calls(name) if not len(patterns_of(call)) == len(call.args) == number] == []


def test_every_value_has_its_place_in_the_pattern() -> None:
    for place, call in calls("said", "said_many"):
        named = {name for text in patterns_of(call) for _text, name, _spec, _how in string.Formatter().parse(text)}
        given = {one.arg for one in call.keywords}
        assert named - {None} | {"n"} == given | {"n"}, place


def test_make_messages_finds_every_pattern_and_nothing_else() -> None:
    keywords = {"said": None, "said_many": (1, 2)}
    found: set[tuple[str, ...]] = set()
    for _file, _line, message, _comments, _context in extract_from_dir(str(APP), keywords=keywords):
        found.add((message,) if isinstance(message, str) else tuple(message))

    assert found == {tuple(patterns_of(call)) for _place, call in calls("said", "said_many")}


def sentences_in(path: Path) -> Iterator[tuple[int, str]]:
    """Texts of several words that end as a sentence does, but for those that are said and for documentation."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    around = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        parts = node.values if isinstance(node, ast.JoinedStr) else [node]
        text = "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))
        outer = around.get(node)
        is_said = isinstance(outer, ast.Call) and getattr(outer.func, "id", "") in {"said", "said_many"}
        if " " in text and text.endswith((".", "?", "!")) and not is_said | isinstance(outer, ast.JoinedStr | ast.Expr):
            yield node.lineno, text


def test_no_sentence_for_supporters_is_plain_english() -> None:
    forgotten = [
        f"{path.relative_to(APP)}:{line}: {text}"
        for path in sorted(APP.rglob("*.py"))
        if not str(path.relative_to(APP)).startswith(NOT_FOR_SUPPORTERS)
        for line, text in sentences_in(path)
    ]

    assert forgotten == []

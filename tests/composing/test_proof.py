"""Proofs: the letter as whoever writes its template sees it, each fault in its place."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from app.composing import check_template, compose, compose_proof
from app.domain.case import Case
from app.domain.letter import Fault, Letter, Paragraph, Proof
from app.rendering import plain_text
from tests.builders import a_case, a_letter, a_supporter, an_office

DAY = datetime.date(2020, 2, 1)
SOUND = "{{ asks }}\n\n{{ own_words }}\n\n"


def proof_of(case: Case, **supporter: Any) -> Proof:
    proof = compose_proof(case, an_office(), a_supporter(own_words="I saw it.", **supporter), language="en", on=DAY)
    assert isinstance(proof, Proof), proof
    return proof


def body_of(proof: Proof) -> list[str]:
    """The body's paragraphs below the asks and the own words."""
    letter = plain_text(proof).partition("Dear Harbour Master,\n\n")[2].partition("\n\nYours sincerely,")[0]
    return [part for part in letter.split("\n\n") if part not in {"– let the ship go.", "I saw it."}]


def test_the_proof_of_a_sound_template_reads_as_its_letter() -> None:
    supporter = a_supporter(own_words="I saw it.", points=["winter"])

    proof = compose_proof(a_case(), an_office(), supporter, language="en", on=DAY)
    letter = compose(a_case(), an_office(), supporter, language="en", on=DAY)

    assert isinstance(proof, Proof)
    assert dict(proof) == dict(letter)
    assert proof.faults == ()


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        pytest.param(
            "I am {{ suporter.introduction }}, and I write.",
            ["I am [To mend: {{ suporter.introduction }}], and I write."],
            id="unknown-placeholder",
        ),
        pytest.param("{{ supporter.name }}", ["[To mend: {{ supporter.name }}]"], id="private-to-the-system"),
        pytest.param(
            "{% for ask in asks %}x{% endfor %}",
            ["[To mend: {% for ask in asks %}]x[To mend: {% endfor %}]"],
            id="loop",
        ),
        pytest.param("{{ 9 * 9 }} and on", ["[To mend: {{ 9 * 9 }}] and on"], id="arithmetic"),
        pytest.param("{{ people\n\nMore.", ["[To mend: {{ people]", "More."], id="unclosed"),
        pytest.param("{{ people {#{{ case }}", ["[To mend: {{ people][To mend: {#]The crew of the ship"], id="tangled"),
        pytest.param(
            "{% if pionts %}\nMore:\n\n{{ points }}\n{% endif %}",
            ["[To mend: {% if pionts %}]", "More:", "Winter is near."],
            id="unknown-condition-counts-as-met",
        ),
        pytest.param(
            "{% if grounds %}a{% elif pionts %}b{% endif %}", ["[To mend: {% elif pionts %}]b"], id="unknown-elif"
        ),
        pytest.param("{% if points %}x", ["[To mend: {% if points %}]x"], id="condition-without-end"),
        pytest.param("x{% endif %}", ["x[To mend: {% endif %}]"], id="end-without-condition"),
        pytest.param(
            "{%- if points %}x{% endif -%}",
            ["[To mend: {%- if points %}]x[To mend: {% endif -%}]"],
            id="eats-the-space",
        ),
        pytest.param("asks -}} now", ["asks [To mend: -}}] now"], id="unopened"),
        pytest.param("I say {{ facts }} too", ["I say [To mend: {{ facts }}] too"], id="block-in-a-sentence"),
        pytest.param("- {{ facts }}", ["– [To mend: {{ facts }}]"], id="block-in-a-list"),
        pytest.param("> {{ facts }}", ["> [To mend: {{ facts }}]"], id="block-in-a-quotation"),
        pytest.param("# Title", ["[To mend: A letter cannot hold a heading.] # Title"], id="heading"),
        pytest.param("<b>x</b>", ["[To mend: A letter cannot hold HTML.] <b>x</b>"], id="html"),
        pytest.param(
            "- a\n  - b",
            ["– a [To mend: A letter cannot hold a list or quotation inside another.] - b"],
            id="nested-list",
        ),
        pytest.param("a\ue000b", ["a[To mend: U+E000]b"], id="private-use"),
        pytest.param("a\U000f0000b {{ x }}", ["a[To mend: U+F0000]b [To mend: {{ x }}]"], id="a-mark-of-ours"),
        pytest.param("{{ " + "9" * 5000 + " }}", ["[To mend: {{ " + "9" * 77 + "…]"], id="long-number"),
    ],
)
def test_each_fault_is_shown_where_it_stands(template: str, shown: list[str]) -> None:
    assert body_of(proof_of(a_case(SOUND + template), points=["winter"])) == shown


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{ asks }}", "The letter has no places for the supporter's own words."),
        ("{{ own_words }}", "The letter asks for nothing."),
        (
            "{% if points %}{{ own_words }}{% endif %}\n\n{{ asks }}",
            "{{ own_words }} stands within a condition, so that it could be left out.",
        ),
        (SOUND + "x " * 10_000, "The letter must have 20,000 characters or fewer; it has 20,029."),
    ],
    ids=["no-own-words", "no-asks", "own-words-left-out", "too-long"],
)
def test_a_fault_of_the_whole_letter_stands_above_it(template: str, shown: str) -> None:
    assert body_of(proof_of(a_case(template)))[0] == f"[To mend: {shown}]"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ({"facts": {}}, "facts → held"),
        ({"asks": {}}, "asks → release"),
        ({"people": {}}, "people → crew"),
    ],
)
def test_words_that_are_missing_are_shown_where_they_would_stand(words: dict[str, Any], shown: str) -> None:
    case = a_case("I write about {{ people }}.\n\n{{ facts }}\n\n{{ asks }}\n\n{{ own_words }}", words=words)

    assert proof_of(case).faults == (shown,)


def test_a_ground_without_a_name_in_the_language_is_shown() -> None:
    ground = {"id": "sea-law", "names": {"fr": "le droit"}, "says": "x", "source": "a page", "confirmed": True}

    proof = proof_of(a_case(SOUND + "I recall {{ grounds }}.", grounds=(ground,)))

    assert body_of(proof) == ["I recall [To mend: grounds → sea-law]."]


def test_a_fault_keeps_its_own_direction_within_a_letter_from_right_to_left() -> None:
    fault = next(
        run
        for block in proof_of(a_case(SOUND + "أنا {{ suporter }} هنا")).body
        for text in block.texts
        for run in text
        if isinstance(run, Fault)
    )

    assert (fault.text, fault.set_apart) == ("{{ suporter }}", True)


def test_a_letter_cannot_hold_a_fault() -> None:
    """Whatever goes wrong while a letter is composed, no supporter is ever given a red box."""
    with pytest.raises(ValidationError, match="a letter cannot hold a fault; a proof can"):
        a_letter(body=(Paragraph(text=(Fault(text="{{ x }}"),)),))


def test_a_proof_is_no_letter() -> None:
    assert not isinstance(proof_of(a_case()), Letter)


def test_a_proof_is_refused_for_the_reasons_a_letter_is() -> None:
    closed = an_office(open_to="representatives", why_closed="It answers States.")

    told = compose_proof(a_case(), closed, a_supporter(), language="en", on=DAY)
    nobody = compose_proof(a_case(), an_office(id="mayor"), a_supporter(), language="en", on=DAY)
    early = compose_proof(a_case(), an_office(), a_supporter(), language="en", on=datetime.date(2019, 1, 1))

    assert [problem.code for found in (told, nobody, early) if isinstance(found, tuple) for problem in found] == [
        "not-open-to-supporters",
        "not-a-recipient",
        "date-outside-case",
    ]


TAGS = ["{{", "}}", "{%", "%}", "{#", "#}", "-", " if ", " elif ", " else ", " endif ", " for x in ", "raw", "endraw"]
NAMES = ["asks", "facts", "points", "supporter.introduction", "x"]
MARKUP = [
    " ",
    "\n",
    "\n\n",
    "# ",
    "- ",
    "> ",
    "    ",
    "*",
    "<b>",
    "`",
    "\ue000",
    "\U000f0001",
    "'",
    '"',
    "(",
    ")",
    "é",
    "ش",
]
NOISE = st.lists(st.sampled_from([*TAGS, *NAMES, *MARKUP]), max_size=40).map("".join)


@settings(max_examples=300)
@given(NOISE)
@example("{% if facts %}" * 120 + "{% endif %}" * 120)
@example("{% if " + "facts and " * 1900 + "facts %}x{% endif %}")
def test_whatever_a_template_holds_its_proof_is_shown(noise: str) -> None:
    """A sound template has no box, and no mark is left over."""
    template = SOUND + noise

    proof = proof_of(a_case(template))

    assert proof.faults == () or check_template(template, "en.md")
    assert not any("\ue000" <= sign <= "\uf8ff" or sign >= "\U000f0000" for sign in plain_text(proof))

"""Organisers' templates: placeholders, conditions, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.composing import check_template
from app.composing.template import MARK_OF, PLACEHOLDERS, fill_with_marks
from tests.builders import TEMPLATE

SOUND = "{{ asks }}\n\n{{ own_words }}\n\n"
ONLY = "Only placeholders and {% if … %} … {% else %} … {% endif %} are known here."
PAPER = "Use paragraphs, lists, *emphasis*, **strong words**, > quotations and line breaks."


def test_a_sound_template_has_no_problems() -> None:
    assert check_template(TEMPLATE, "en.md") == ()


@pytest.mark.parametrize(
    ("template", "message"),
    [
        pytest.param(
            SOUND + "{{ suporter.introduction }}",
            "en.md:5: «{{ suporter.introduction }}» is not a placeholder. "
            "Did you mean supporter.introduction? [unknown-placeholder]",
            id="misspelt",
        ),
        pytest.param(
            SOUND + "{{ supporter.name }}",
            "en.md:5: «{{ supporter.name }}» is not a placeholder. Of the supporter a template shows only "
            "{{ supporter.introduction }}; name, address and signature are set by the system. [unknown-placeholder]",
            id="private-to-the-system",
        ),
        pytest.param(
            SOUND + "{% for ask in asks %}x{% endfor %}",
            f"en.md:5: A letter's template cannot hold a loop ({{% for … %}}). {ONLY} [not-for-letters]",
            id="loop",
        ),
        pytest.param(
            SOUND + "{{ ''.__class__ }}",
            f"en.md:5: A letter's template cannot hold a piece of program. {ONLY} [not-for-letters]",
            id="way-to-python",
        ),
        pytest.param(
            SOUND + "{{ 9 * 9 }}",
            f"en.md:5: A letter's template cannot hold a piece of program. {ONLY} [not-for-letters]",
            id="arithmetic",
        ),
        pytest.param(
            SOUND + "{{ asks",
            "en.md:5: The placeholders here cannot be read: unexpected end of template, expected "
            "'end of print statement'. Write a placeholder as {{ asks }} and a condition as "
            "{% if points %} … {% endif %}. [template-syntax]",
            id="unclosed",
        ),
        pytest.param(
            "{{ asks }}",
            "en.md:1: The letter has no places for the supporter's own words. "
            "Write {{ own_words }} exactly once, in a paragraph of its own. [own-words-once]",
            id="no-own-words",
        ),
        pytest.param(
            SOUND + "{{ own_words }}",
            "en.md:1: The letter has 2 places for the supporter's own words. "
            "Write {{ own_words }} exactly once, in a paragraph of its own. [own-words-once]",
            id="own-words-twice",
        ),
        pytest.param(
            "{{ own_words }}",
            "en.md:1: The letter asks for nothing. Write {{ asks }} in a paragraph of its own. [no-asks]",
            id="no-asks",
        ),
        pytest.param(
            SOUND + "I say {{ facts }} and more",
            "en.md:5: {{ facts }}, {{ asks }}, {{ points }} and {{ own_words }} are whole paragraphs. "
            "Give each a paragraph of its own, with an empty line before and after it. [placeholder-alone]",
            id="block-in-a-sentence",
        ),
        pytest.param(
            SOUND + "- {{ facts }}",
            "en.md:5: {{ facts }}, {{ asks }}, {{ points }} and {{ own_words }} are whole paragraphs. "
            "Give each a paragraph of its own, with an empty line before and after it. [placeholder-alone]",
            id="block-in-a-list",
        ),
        pytest.param(
            SOUND + "# Title", f"en.md:5: A letter cannot hold a heading. {PAPER} [not-for-paper]", id="heading"
        ),
        pytest.param(SOUND + "<b>x</b>", f"en.md:5: A letter cannot hold HTML. {PAPER} [not-for-paper]", id="html"),
        pytest.param(
            SOUND + "<div>\nx\n</div>", f"en.md:5: A letter cannot hold HTML. {PAPER} [not-for-paper]", id="html-block"
        ),
        pytest.param(
            SOUND + "[x](http://y)", f"en.md:5: A letter cannot hold a link. {PAPER} [not-for-paper]", id="link"
        ),
        pytest.param(
            SOUND + "![x](y.png)", f"en.md:5: A letter cannot hold an image. {PAPER} [not-for-paper]", id="image"
        ),
        pytest.param(SOUND + "`x`", f"en.md:5: A letter cannot hold code. {PAPER} [not-for-paper]", id="code"),
        pytest.param(SOUND + "***", f"en.md:5: A letter cannot hold a rule. {PAPER} [not-for-paper]", id="rule"),
        pytest.param(
            SOUND + "- a\n  - b",
            f"en.md:6: A letter cannot hold a list or quotation inside another. {PAPER} [not-for-paper]",
            id="nested-list",
        ),
        pytest.param(
            SOUND + "\ue000",
            "en.md:1: The text holds a private-use character, which has no printed form. "
            "Delete and retype the line. [private-character]",
            id="private-use",
        ),
    ],
)
def test_each_fault_is_told_with_its_line_and_remedy(template: str, message: str) -> None:
    assert [str(problem) for problem in check_template(template, "en.md")] == [message]


@pytest.mark.parametrize(
    "template",
    [
        "{{ asks | upper }}",
        "{{ asks | attr('__class__') }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{{ self.__init__.__globals__ }}",
        "{% set x = asks %}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% extends 'x' %}",
        "{% macro m() %}{{ m() }}{% endmacro %}",
        "{{ range(10**9) }}",
        "{{ asks[0] }}",
        "{{ asks() }}",
        "{{ lipsum }}",
        "{{ config }}",
        "{% if asks is callable %}x{% endif %}",
        "{{ supporter }}",
        "{{ supporter.introduction.__class__ }}",
        "{{ asks.__class__ }}",
        "{% raw %}{{ asks }}{% endraw %}{{ x }}",
    ],
)
def test_a_template_reaches_nothing_beyond_its_placeholders(template: str) -> None:
    assert check_template(SOUND + template, "en.md")


@settings(max_examples=300)
@given(st.text(alphabet="{}%| ._()[]'\"#abcdefiklmnoprstuw0123\n-+*", max_size=60))
def test_whatever_passes_the_check_renders_to_text_and_marks_only(noise: str) -> None:
    template = SOUND + noise
    if check_template(template, "en.md"):
        return

    filled = fill_with_marks(template, dict.fromkeys(PLACEHOLDERS, True))

    assert "object at 0x" not in filled
    assert len(filled) <= len(template)


def test_a_condition_shows_its_text_only_where_there_is_something() -> None:
    template = "{% if points %}Also:{% else %}Nothing more.{% endif %}"
    nothing = dict.fromkeys(PLACEHOLDERS, False)

    assert fill_with_marks(template, nothing) == "Nothing more."
    assert fill_with_marks(template, {**nothing, "points": True}) == "Also:"


NATURAL = """{{ facts }}
{% if grounds %}
The law: {{ grounds }}.
{% endif %}
{{ asks }}

{{ own_words }}
"""


def test_a_condition_on_a_line_of_its_own_parts_paragraphs() -> None:
    marks = {name: MARK_OF[name] for name in PLACEHOLDERS}
    everything = dict.fromkeys(PLACEHOLDERS, True)

    assert check_template(NATURAL, "en.md") == ()
    assert fill_with_marks(NATURAL, everything).split("\n\n") == [
        marks["facts"],
        f"The law: {marks['grounds']}.",
        marks["asks"],
        f"{marks['own_words']}",
    ]


@pytest.mark.parametrize(
    ("template", "code"),
    [
        pytest.param(
            "{% if points %}{{ own_words }}{% endif %}\n\n{{ asks }}", "not-conditional", id="own-words-left-out"
        ),
        pytest.param("{% if grounds %}{{ asks }}{% endif %}\n\n{{ own_words }}", "not-conditional", id="asks-left-out"),
        pytest.param(SOUND + "{{ facts and own_words }}", "not-for-letters", id="two-in-one"),
        pytest.param(SOUND + "{{ not facts }}", "not-for-letters", id="a-truth"),
        pytest.param("Before\n\n{{- asks -}}\n\nafter\n\n{{ own_words }}", "not-for-letters", id="eats-the-space"),
        pytest.param(SOUND + "{% raw %}{{ name }}{% endraw %}", "not-for-letters", id="raw"),
        pytest.param(SOUND + "{% if a %}" * 120 + "{% endif %}" * 120, "unknown-placeholder", id="unknown-condition"),
        pytest.param(SOUND + "{% if facts %}" * 120 + "x" + "{% endif %}" * 120, "not-for-letters", id="nested"),
        pytest.param(
            SOUND + "{% if " + "(" * 3000 + "facts" + ")" * 3000 + " %}x{% endif %}", "not-for-letters", id="brackets"
        ),
        pytest.param(
            SOUND + "{% if " + "facts and " * 1900 + "facts %}x{% endif %}", "not-for-letters", id="long-condition"
        ),
        pytest.param(SOUND + "{{ " + "9" * 5000 + " }}", "template-syntax", id="long-number"),
        pytest.param(SOUND + "\U000f0000", "private-character", id="private-use-of-a-later-plane"),
        pytest.param(SOUND + "x" * 20_000, "too-long", id="too-long"),
        pytest.param(
            "Now {% if grounds %}\n\n{% endif %}{{ asks }}\n\n{{ own_words }}", "placeholder-alone", id="glued-one-way"
        ),
    ],
)
def test_what_would_spoil_a_letter_is_refused_when_the_file_is_read(template: str, code: str) -> None:
    assert code in {problem.code for problem in check_template(template, "en.md")}

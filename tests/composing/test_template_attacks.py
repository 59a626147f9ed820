"""Templates that are meant to break out, to stall or to eat memory: each is refused, soon, and shown as faulty.

A template is an organiser's: it may come from a stranger's proposal, and is read by the machine that checks it.
"""

from __future__ import annotations

import resource
import time

import pytest

from app.composing import check_template
from app.composing.template import LONGEST_TEMPLATE
from tests.builders import a_case
from tests.composing.test_proof import proof_of

SOUND = "{{ asks }}\n\n{{ own_words }}\n\n"
# Generous: a template of five pages takes a tenth of this.
LONGEST_WORK = 10.0
MOST_MEMORY = 200_000
ESCAPES = {
    "class": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "class-of-a-value": "{{ asks.__class__.__init__.__globals__ }}",
    "mark-of-a-value": "{{ asks._mark }}",
    "class-by-filter": "{{ asks|attr('__class__')|attr('__mro__') }}",
    "class-by-item": "{{ asks['__class__'] }}",
    "class-in-hex": "{{ asks['\\x5f\\x5fclass\\x5f\\x5f'] }}",
    "class-in-pieces": "{{ asks['__cla' ~ 'ss__'] }}",
    "request": "{{ request.application.__globals__.__builtins__ }}",
    "config": "{{ config.items() }}",
    "self": "{{ self._TemplateReference__context }}",
    "self-init": "{{ self.__init__.__globals__.__builtins__.open('/etc/passwd').read() }}",
    "lipsum": "{{ lipsum.__globals__.os.popen('id').read() }}",
    "cycler": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "joiner": "{{ joiner.__init__.__globals__ }}",
    "namespace": "{% set ns = namespace(x=1) %}{{ ns.x }}",
    "format-string": "{{ '{0.__class__}'.format(asks) }}",
    "format-filter": "{{ '%s'|format(asks) }}",
    "percent": "{{ '%(x)s' % {'x': asks} }}",
    "map": "{{ [asks]|map(attribute='__class__')|list }}",
    "select": "{{ ['a']|select('callable')|list }}",
    "import": "{% import 'os' as os %}{{ os }}",
    "from-import": "{% from 'os' import system %}",
    "include": "{% include '/etc/passwd' %}",
    "include-missing": "{% include 'x' ignore missing %}",
    "extends": "{% extends '/etc/passwd' %}",
    "block": "{% block x %}{{ super() }}{% endblock %}",
    "macro": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "call-block": "{% call asks() %}x{% endcall %}",
    "filter-block": "{% filter upper %}x{% endfilter %}",
    "with": "{% with x = asks.__class__ %}{{ x }}{% endwith %}",
    "do": "{% do asks.append(1) %}",
    "for": "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "recursive-for": "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "inline-if": "{{ asks if asks.__class__ else 1 }}",
    "in-a-question": "{% if asks.__class__ %}x{% endif %}",
    "call-in-a-question": "{% if asks.__init__() %}x{% endif %}",
    "test": "{% if asks is defined %}x{% endif %}",
    "line-statement": "# for x in y\n{{ x }}",
    "autoescape": "{% autoescape false %}{{ asks }}{% endautoescape %}",
    "trans": "{% trans %}x{% endtrans %}",
    "debug": "{% debug %}",
    "lambda": "{{ (lambda: 1)() }}",
    "supporter": "{{ supporter.name }}{{ supporter.address }}{{ supporter.email }}",
}
BOMBS = {
    "long-text": "{{ 'a' * 10**9 }}",
    "long-text-by-number": "{{ 'a' * 1000000000 }}",
    "long-list": "{{ [0] * 10**9 }}",
    "power": "{{ 9 ** 9 ** 9 }}",
    "power-in-a-question": "{% if 9 ** 9 ** 9 %}x{% endif %}",
    "text-in-a-question": "{% if asks and 'a' * 10**9 %}x{% endif %}",
    "wide-format": "{{ '%1000000000d' % 1 }}",
    "wide-filter": "{{ 'x'|center(1000000000) }}",
    "endless-loops": "{% for a in range(10**9) %}{% for b in range(10**9) %}x{% endfor %}{% endfor %}",
    "doubling": "{% set x = 'a' %}" + "{% set x = x ~ x %}" * 200 + "{{ x }}",
    "brackets": "{{ " + "(" * 6_000 + "asks" + ")" * 6_000 + " }}",
    "signs": "{{ " + "-" * 19_000 + "1 }}",
    "nots": "{% if " + "not " * 4_000 + "asks %}x{% endif %}",
    "filters": "{{ asks" + "|upper" * 2_500 + " }}",
    "attributes": "{{ asks" + ".a" * 9_000 + " }}",
    "items": "{{ asks" + "[0]" * 6_000 + " }}",
    "calls": "{{ asks" + "()" * 9_000 + " }}",
    "comparisons": "{{ 1" + " < 1" * 4_000 + " }}",
    "open-conditions": "{% if asks %}" * 1_400,
    "deep-conditions": "{% if asks %}" * 700 + "{% endif %}" * 700,
    "deep-lists": "\n".join("  " * depth + "- a" for depth in range(1, 130)),
}
# Each over and over, as long as a template may be: what seeks their ends must not go over all again for each.
BEGINNINGS = (
    *("{{", "{%", "{#", "{", "{{ a", "{{-", "{% if", "{% raw %}", "{% autoescape ", "{%    "),
    *("*a_ ", "[", "**a", "`", "`` `", "<a", "![[", "[a](", "a**b", "[a](<", "<!--", "[a]: b\n", "> ", "- a\n\n", "\n"),
)


@pytest.mark.parametrize("template", ESCAPES.values(), ids=ESCAPES)
def test_an_escape_from_the_sandbox_is_refused(template: str) -> None:
    assert {problem.severity for problem in check_template(SOUND + template, "en.md")} == {"error"}


@pytest.mark.parametrize("template", BOMBS.values(), ids=BOMBS)
def test_what_would_never_end_is_refused_at_once(template: str) -> None:
    began, memory = time.process_time(), _memory()

    problems = check_template(SOUND + template, "en.md")

    assert {problem.severity for problem in problems} == {"error"}
    assert time.process_time() - began < LONGEST_WORK
    assert _memory() - memory < MOST_MEMORY


@pytest.mark.parametrize("template", [*ESCAPES.values(), *BOMBS.values()], ids=[*ESCAPES, *BOMBS])
def test_the_proof_of_such_a_template_shows_it_and_runs_nothing_of_it(template: str) -> None:
    began, memory = time.process_time(), _memory()

    proof = proof_of(a_case(SOUND + template))

    assert proof.faults
    assert "root:" not in str(proof)
    assert time.process_time() - began < LONGEST_WORK
    assert _memory() - memory < MOST_MEMORY


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_beginnings_without_an_end_take_no_longer_than_they_are_long(beginning: str) -> None:
    """Four times the length takes about four times as long; if each beginning looked for its end it would be 16.

    Whatever else the machine does only adds to a time: the least of three is the nearest.
    """
    many = (LONGEST_TEMPLATE - len(SOUND)) // len(beginning)

    def took(times: int) -> float:
        template = SOUND + beginning * times
        began = time.process_time()
        check_template(template, "en.md")
        proof_of(a_case(template))
        return time.process_time() - began

    took(many // 40)

    whole, quarter = (min(took(times) for _look in range(3)) for times in (many, many // 4))

    assert whole < 9 * max(quarter, 0.02)


def _memory() -> int:
    """The most that this process has ever held, in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

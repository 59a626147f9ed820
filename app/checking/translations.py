"""Rules that hold between the languages of a case or a kind, and of each with its script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from app.checking.reading import Reading, Rule, words_of
from app.composing import PLACEHOLDERS, Piece, outline, outline_without
from app.content import LanguageFile
from app.domain.case import Case, LetterTemplate
from app.domain.language import LANGUAGES
from app.domain.problem import Problem

# The scripts of a language's letters, as Unicode's character names begin.
_SCRIPTS: Mapping[str, tuple[str, ...]] = {
    "ar": ("ARABIC",),
    "fa": ("ARABIC",),
    "ja": ("CJK", "HIRAGANA", "KATAKANA"),
}
# Letters of the neighbour's keyboard, which look alike and are not.
_NEIGHBOURS_LETTERS: Mapping[str, Mapping[str, str]] = {
    "fa": {"ي": "ی", "ك": "ک"},
    "ar": {"ی": "ي", "ک": "ك"},
}
_PLACEHOLDER = re.compile(r"{{\s*([a-z_.]+)\s*}}")
_TAG = re.compile(r"{%.*?%}", re.DOTALL)
# Shorter texts may well be names, which are alike in several languages.
_FEWEST_LETTERS = 12
_SHORTEST_SENTENCE = 30

Place = tuple[str, *tuple[str | int, ...]]


def wrong_script(reading: Reading) -> Iterator[Problem]:
    """A text is written in the script of its language."""
    for at, language, text in _texts(reading):
        letters = [sign for sign in text if sign.isalpha()]
        expected = _SCRIPTS.get(language, ("LATIN",))
        fitting = sum(unicodedata.name(sign, "").startswith(expected) for sign in letters)
        if len(letters) >= _FEWEST_LETTERS and fitting * 2 < len(letters):
            yield reading.problem(
                "wrong-script",
                "error",
                at,
                f"This text is not in {LANGUAGES[language].name} letters: «{text[:40]}».",
                f"Write it in {LANGUAGES[language].name}, or move it to the file of its own language.",
            )


def neighbours_letter(reading: Reading) -> Iterator[Problem]:
    """Persian has its own forms of yeh and kaf, and Arabic its own."""
    for at, language, text in _texts(reading):
        for wrong, right in _NEIGHBOURS_LETTERS.get(language, {}).items():
            if wrong in text:
                yield reading.problem(
                    "neighbours-letter",
                    "warning",
                    at,
                    f"The text has «{wrong}» (U+{ord(wrong):04X}), which {LANGUAGES[language].name} does not use.",
                    f"Write «{right}» (U+{ord(right):04X}); the keyboard is set to another language.",
                )


def untranslated(reading: Reading) -> Iterator[Problem]:
    """A sentence differs from the one in the language it was translated from."""
    for case in reading.library.cases.values():
        source, *others = _values_by_language(case).items()
        for language, values in others:
            for location, text in values.items():
                if len(text) >= _SHORTEST_SENTENCE and text == source[1].get(location):
                    yield reading.problem(
                        "untranslated",
                        "warning",
                        (words_of(case, language), *location),
                        f"This stands here as it stands in {source[0]}.md: «{text[:40]}».",
                        f"Write it in {LANGUAGES[language].name}.",
                    )


def reason_missing(reading: Reading) -> Iterator[Problem]:
    """Why an office matters can be read in each language that the case is told in."""
    for case in reading.library.cases.values():
        source = _source_of(case.words)
        for language, words in case.words.items():
            for office in case.words[source].why:
                if office not in words.why:
                    yield reading.problem(
                        "reason-missing",
                        "hint",
                        (words_of(case, language), "why"),
                        f"{source}.md says under «why» why «{office}» matters, and this file does not.",
                        f"Add a line «  {office}: …» under «why», in {LANGUAGES[language].name}.",
                    )


def paragraphs_differ(reading: Reading) -> Iterator[Problem]:
    """A letter has the same paragraphs in each language, so that they can be read side by side."""
    for folder, letters in _translated_letters(reading):
        yield from _differing(reading, folder, letters)
    for case in reading.library.cases.values():
        yield from _differing_passages(reading, case)


def gloss_mismatch(reading: Reading) -> Iterator[Problem]:
    """Each piece of a letter is of one kind and length in each language, whatever a supporter leaves empty."""
    for folder, letters in _translated_letters(reading):
        source = _source_of(letters)
        for language, letter in letters.items():
            theirs = letters[source]
            if _shape(letter.text) != _shape(theirs.text):
                continue  # told by paragraphs_differ
            found = _first_mismatch(letter.text, theirs.text, f"{source}.md")
            if found:
                line, message = found
                yield _in_letter(reading, f"{folder}/{language}.md", letter, line, message)


def _translated_letters(reading: Reading) -> Iterator[tuple[str, Mapping[str, LetterTemplate]]]:
    """Each letter in its languages, with the folder of its files: of kinds, and of cases with one of their own."""
    for kind in reading.library.kinds.values():
        yield f"letter_templates/_kinds/{kind.slug}", kind.letters
    for case in reading.library.cases.values():
        for addressee in case.recipients:
            letters = {
                language: words.letters[addressee.to]
                for language, words in case.words.items()
                if addressee.to in words.letters
            }
            if any(letter not in _letters_of_kinds(reading) for letter in letters.values()):
                yield f"letter_templates/{case.slug}", letters


def _first_mismatch(ours: str, theirs: str, source: str) -> tuple[int, str] | None:
    """Where two letters part, as a line of ours counted from 0, and how."""
    here, there = outline(ours), outline(theirs)
    for number, (piece, other) in enumerate(zip(here, there, strict=False), start=1):
        if not piece.matches(other):
            return piece.line, f"Piece {number} of the letter is {_piece(piece)}, and in {source} {_piece(other)}."
    if len(here) != len(there):
        return here[-1].line, f"The letter has {_pieces(len(here))}, and in {source} {_pieces(len(there))}."
    for name in PLACEHOLDERS:
        left, others = len(outline_without(ours, name)), len(outline_without(theirs, name))
        if left != others:
            return 0, f"Without {{{{ {name} }}}} the letter has {_pieces(left)}, and in {source} {_pieces(others)}."
    return None


def _in_letter(reading: Reading, where: str, letter: LetterTemplate, line: int, message: str) -> Problem:
    file = reading.files[where]
    # A case that has its own letter in one language only leans on its kind in the others.
    begins = file.body_line if isinstance(file, LanguageFile) and file.body == letter.text else None
    return Problem(
        code="gloss-mismatch",
        where=where,
        line=1 if begins is None else begins + line,
        severity="warning",
        message=message,
        hint="Give both the same paragraphs, lists and conditions: supporters read them side by side.",
    )


def _piece(piece: Piece) -> str:
    if piece.kind == "paragraph":
        return "a paragraph"
    return f"a {piece.kind} of {piece.items}"


def _pieces(number: int) -> str:
    return "1 piece" if number == 1 else f"{number} pieces"


def _letters_of_kinds(reading: Reading) -> list[LetterTemplate]:
    return [letter for kind in reading.library.kinds.values() for letter in kind.letters.values()]


def _differing(reading: Reading, folder: str, letters: Mapping[str, LetterTemplate]) -> Iterator[Problem]:
    source = _source_of(letters)
    for language, letter in letters.items():
        ours, theirs = _shape(letter.text), _shape(letters[source].text)
        if ours != theirs:
            yield reading.problem(
                "paragraphs-differ",
                "warning",
                (f"{folder}/{language}.md",),
                f"The letter has {_count(ours)} ({_outline(ours)}), and in {source}.md {_count(theirs)} "
                f"({_outline(theirs)}).",
                f"Give each paragraph of {source}.md one here, in the same order.",
            )


def _differing_passages(reading: Reading, case: Case) -> Iterator[Problem]:
    source = _source_of(case.words)
    for language, words in case.words.items():
        for fact, text in words.facts.items():
            ours, theirs = _parts(text), _parts(case.words[source].facts.get(fact, text))
            if ours != theirs:
                yield reading.problem(
                    "paragraphs-differ",
                    "warning",
                    (words_of(case, language), "facts", fact),
                    f"«{fact}» has {ours} paragraphs, and in {source}.md {theirs}.",
                    "Part it with empty lines at the same places.",
                )


def _source_of(by_language: Mapping[str, Any]) -> str:
    """The language that the others were translated from: English, else the first."""
    return "en" if "en" in by_language else next(iter(by_language))


def _parts(text: str) -> int:
    return len([part for part in text.split("\n\n") if part.strip()])


def _shape(template: str) -> tuple[tuple[str, ...], ...]:
    """Of each paragraph the placeholders in it, in whatever order."""
    paragraphs = [part for part in _TAG.sub("\n\n", template).split("\n\n") if part.strip()]
    return tuple(tuple(sorted(_PLACEHOLDER.findall(part))) for part in paragraphs)


def _count(shape: tuple[tuple[str, ...], ...]) -> str:
    return "1 paragraph" if len(shape) == 1 else f"{len(shape)} paragraphs"


def _outline(shape: tuple[tuple[str, ...], ...]) -> str:
    return ", ".join("+".join(names) or "text" for names in shape)


def _texts(reading: Reading) -> Iterator[tuple[Place, str, str]]:
    """Each text of an organiser with its place and its language."""
    for case in reading.library.cases.values():
        for language, values in _values_by_language(case).items():
            where = words_of(case, language)
            for location, text in values.items():
                yield (where, *location), language, text
            for letter in {letter.text for letter in case.words[language].letters.values()}:
                if letter not in {kind.text for kind in _letters_of_kinds(reading)}:
                    yield (where,), language, _bare(letter)
    for kind in reading.library.kinds.values():
        for language, template in kind.letters.items():
            yield (f"letter_templates/_kinds/{kind.slug}/{language}.md",), language, _bare(template.text)


def _bare(template: str) -> str:
    return _PLACEHOLDER.sub("", _TAG.sub("", template)).strip()


def _values_by_language(case: Case) -> dict[str, dict[tuple[str, ...], str]]:
    """The words of a case by their place in the file, the source language first."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for language in sorted(case.words, key=lambda language: language != _source_of(case.words)):
        words = case.words[language]
        values: dict[tuple[str, ...], str] = {
            (key,): getattr(words, key) for key in ("title", "subject", "summary", "outcome")
        }
        for key in ("people", "facts", "asks", "why", "photographs", "points", "updates"):
            values.update({(key, name): text for name, text in getattr(words, key).items()})
        found[language] = values
    return found


RULES: tuple[Rule, ...] = (
    wrong_script,
    neighbours_letter,
    untranslated,
    reason_missing,
    paragraphs_differ,
    gloss_mismatch,
)

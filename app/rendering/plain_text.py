"""The letter as plain text: for those who read by ear, for e-mail, and to paste into a form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.domain.language import Direction
from app.domain.letter import Block, Fault, Letter, ListBlock, Paragraph, Proof, Run, Text
from app.rendering.bidi import set_apart_whole


def plain_text(letter: Letter | Proof) -> str:
    """The parts in reading order, an empty line between them, ending in a line end."""
    return _joined(_parts(letter))


def email_text(letter: Letter) -> str:
    """The letter as the text of an e-mail: no date and no address of theirs, the sender's under the name.

    The subject stands in the e-mail's own line for it.
    """
    return _joined([*_greeting(letter), *_body(letter), *_ending(letter, letter.sender_address[1:]), *_notes(letter)])


def form_text(letter: Letter) -> str:
    """The letter as the message in a web form, which asks for the sender's address in fields of its own."""
    return _joined([*_greeting(letter), *_body(letter), *_ending(letter), *_notes(letter)])


def _parts(letter: Letter | Proof) -> Iterator[str]:
    yield from map(_lines, (letter.letterhead, letter.sender_address))
    yield letter.date_line
    yield _lines(letter.inside_address)
    yield from (letter.delivery_line, letter.reference, letter.subject_line, letter.salutation)
    yield from _body(letter)
    yield letter.complimentary_close
    yield _lines(letter.signature_block)
    yield from _notes(letter)


def _greeting(letter: Letter) -> tuple[str, ...]:
    return (_lines(letter.recipient), letter.reference, letter.salutation)


def _body(letter: Letter | Proof) -> Iterator[str]:
    for block in letter.body:
        yield _block(block, letter.language.direction)


def _ending(letter: Letter, address: Iterable[str] = ()) -> tuple[str, ...]:
    return (letter.complimentary_close, _lines((*letter.signature_block, *address)))


def _notes(letter: Letter | Proof) -> Iterator[str]:
    yield from map(_lines, (letter.enclosures, letter.copies))


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def _block(block: Block, direction: Direction) -> str:
    if isinstance(block, Paragraph):
        return _words(block.text, direction)
    if isinstance(block, ListBlock):
        marks = [f"{number}. " if block.numbered else "– " for number in range(1, len(block.items) + 1)]
        return _lines(mark + _words(item, direction) for mark, item in zip(marks, block.items, strict=True))
    return "\n>\n".join("> " + _words(text, direction).replace("\n", "\n> ") for text in block.paragraphs)


def _words(text: Text, direction: Direction) -> str:
    return "".join(_run(run, direction) for run in text)


def _run(run: Run, direction: Direction) -> str:
    # Only whole values: marks within one would no longer be what was typed.
    words = set_apart_whole(run.text, direction) if run.set_apart else run.text
    return f"[To mend: {words}]" if isinstance(run, Fault) else words

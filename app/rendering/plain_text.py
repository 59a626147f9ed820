"""The letter as plain text, for e-mail and for those who read by ear."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.domain.language import Direction
from app.domain.letter import Block, Fault, Letter, ListBlock, Paragraph, Proof, Run, Text
from app.rendering.bidi import set_apart_whole


def plain_text(letter: Letter | Proof) -> str:
    """The parts in reading order, an empty line between them, ending in a line end."""
    return "\n\n".join(part for part in _parts(letter) if part) + "\n"


def _parts(letter: Letter | Proof) -> Iterator[str]:
    yield from map(_lines, (letter.letterhead, letter.sender_address))
    yield letter.date_line
    yield _lines(letter.inside_address)
    yield from (letter.delivery_line, letter.reference, letter.subject_line, letter.salutation)
    for block in letter.body:
        yield _block(block, letter.language.direction)
    yield letter.complimentary_close
    yield from map(_lines, (letter.signature_block, letter.enclosures, letter.copies))


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

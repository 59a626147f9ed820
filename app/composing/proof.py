"""The letter as its organiser sees it while writing: each fault is a red box in its place."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.composing.compose import compose
from app.composing.mending import Faults, mend
from app.composing.template import BLOCKS, MARK_OF, PRIVATE
from app.domain.case import Case, Ground, Words
from app.domain.letter import Block, Fault, Letter, ListBlock, Paragraph, Proof, Run, Text
from app.domain.mission import Mission
from app.domain.office import Office
from app.domain.problem import Problems
from app.domain.supporter import Supporter

# Where one of these is still a mark, it stood within a sentence and could not be filled in.
_BLOCKS_IN_SENTENCES = {MARK_OF[name]: f"{{{{ {name} }}}}" for name in BLOCKS}


def compose_proof(
    case: Case,
    office: Office,
    supporter: Supporter,
    *,
    language: str,
    on: datetime.date,
    copied: Sequence[Office | Mission] = (),
) -> Proof | Problems:
    """What `compose` gives of a sound case; of a faulty one, the same letter with its faults shown.

    What keeps anybody from writing this letter on that day keeps a proof of it from being made.
    """
    faults = Faults()
    whole = _completed(case, office, language, faults)
    letter = compose(whole, office, supporter, language=language, on=on, copied=copied)
    if not isinstance(letter, Letter):
        return letter
    shown = {**_BLOCKS_IN_SENTENCES, **faults.by_mark}
    parts = {name: getattr(letter, name) for name in Letter.model_fields}
    return Proof(**{**parts, "body": tuple(_show_faults(block, shown) for block in letter.body)})


def _completed(case: Case, office: Office, language: str, faults: Faults) -> Case:
    """The case with a mark wherever a letter to the office would miss something."""
    words, addressee = case.words.get(language), case.addressee(office.id)
    if words is None or addressee is None or office.id not in words.letters:
        return case
    complete = words.model_copy(
        update={
            "letters": _mended(words, office, faults),
            "facts": _with_marks("facts", (one.id for one in case.facts), words.facts, faults),
            "asks": _with_marks("asks", addressee.asks, words.asks, faults),
            "people": _with_marks(
                "people", (one.id for one in case.people if not one.public_name), words.people, faults
            ),
        }
    )
    grounds = tuple(_named(ground, language, faults) for ground in case.grounds)
    return case.model_copy(update={"words": {**case.words, language: complete}, "grounds": grounds})


def _named(ground: Ground, language: str, faults: Faults) -> Ground:
    if language in ground.names:
        return ground
    names = {**ground.names, language: faults.mark(f"grounds → {ground.id}")}
    return ground.model_copy(update={"names": names})


def _mended(words: Words, office: Office, faults: Faults) -> dict[str, object]:
    template = words.letters[office.id]
    return {**words.letters, office.id: template.model_copy(update={"text": mend(template.text, faults)})}


def _with_marks(key: str, ids: Iterable[str], words: Mapping[str, str], faults: Faults) -> dict[str, str]:
    return {**{name: faults.mark(f"{key} → {name}") for name in ids if name not in words}, **words}


def _show_faults(block: Block, words: Mapping[str, str]) -> Block:
    texts = tuple(tuple(_parted(text, words)) for text in block.texts)
    if isinstance(block, Paragraph):
        return block.model_copy(update={"text": texts[0]})
    if isinstance(block, ListBlock):
        return block.model_copy(update={"items": texts})
    return block.model_copy(update={"paragraphs": texts})


def _parted(text: Text, words: Mapping[str, str]) -> Iterator[Run]:
    """The runs, parted wherever a mark stands, which becomes the fault that it stands for."""
    for run in text:
        for part in PRIVATE.split(run.text):
            if part in words:
                yield Fault(text=words[part])
            elif part:
                yield run.model_copy(update={"text": part})

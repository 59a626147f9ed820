"""One case as its files are now: its proofs, its problems, and the last proofs of what cannot be read."""

from __future__ import annotations

import datetime
import hashlib
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from app.checking import Outcome, Reading, Trial, breaches, day_of_trial, judge, samples
from app.composing import compose_proof, languages_for
from app.content import Library, Manuscript, Shared, Stamps, load_stationery, read_manuscript, read_shared, stamps_of
from app.domain.case import Case
from app.domain.letter import Proof
from app.domain.office import Office
from app.domain.problem import Problems, in_order
from app.domain.stationery import Stationery
from app.rendering import PageImage, Renderer, page_images, plain_text

Key = tuple[str, str]


@dataclass(frozen=True)
class Sheet:
    """The proof that one sample supporter signs, and the paper it is set on."""

    sample: str
    proof: Proof
    stationery: Stationery


@dataclass(frozen=True)
class Page:
    """A sheet as it is shown: pictures of its pages, none if they would be endless, and its text."""

    sheet: Sheet
    images: tuple[PageImage, ...]
    text: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class LetterProofs:
    """The proofs of the letter to one office in one language, one for each sample supporter."""

    case: Case
    office: Office
    language: str
    on: datetime.date
    sheets: tuple[Sheet, ...]
    out_of_date: bool = False

    @property
    def key(self) -> Key:
        return self.office.id, self.language

    @property
    def trial(self) -> Trial:
        return Trial(self.case, self.office.id, self.language, tuple(sheet.proof for sheet in self.sheets))


@dataclass(frozen=True)
class Look:
    """What one look at the files found. `state` is another one after each change."""

    state: str
    title: str
    case: Case | None
    problems: Problems
    letters: Mapping[Key, LetterProofs]
    reading: Reading

    def letters_to(self, office_id: str) -> tuple[LetterProofs, ...]:
        return tuple(letter for letter in self.letters.values() if letter.office.id == office_id)

    @property
    def offices(self) -> tuple[Office, ...]:
        return tuple({letter.office.id: letter.office for letter in self.letters.values()}.values())


class ProofDesk:
    """Reads one case anew whenever a file has changed, and sets its proofs."""

    def __init__(self, root: Path, name: str, renderer: Renderer, today: Callable[[], datetime.date]) -> None:
        self.root, self.name = root, name
        self._renderer, self._today = renderer, today
        self._lock = threading.Lock()
        self._shared: tuple[Stamps, Shared] | None = None
        self._set: dict[Key, tuple[tuple[Sheet, ...], tuple[Page, ...]]] = {}
        self.last = Look("", name, None, (), {}, Reading(Library({}, {}), {}, today()))
        self.look()

    def look(self) -> Look:
        """What the files say now; the last look while none has changed."""
        with self._lock:
            stamps, today = stamps_of(self.root), self._today()
            state = hashlib.sha256(repr((sorted(stamps.items()), today)).encode()).hexdigest()[:16]
            if state != self.last.state:
                self.last = self._read(state, stamps, today)
            return self.last

    def pages(self, letter: LetterProofs) -> tuple[Page, ...]:
        """The letter as pictures and text, set only once while nothing in it changes."""
        sheets, pages = self._set.get(letter.key, ((), ()))
        if sheets != letter.sheets:
            endless = letter.trial.endless is not None
            pages = tuple(self._page(sheet, endless) for sheet in letter.sheets)
            self._set[letter.key] = (letter.sheets, pages)
        return pages

    def judged(self, letter: LetterProofs, look: Look) -> Problems:
        """What only the letter on paper shows: that it is too long, or that a sign has no font."""
        if letter.out_of_date:
            return ()
        pages = self.pages(letter)
        missing = dict.fromkeys(sign for page in pages for sign in page.missing)
        laid_out = Outcome(max(len(page.images) for page in pages), tuple(missing))
        return in_order(judge(look.reading, letter.trial, letter.trial.endless or laid_out))

    def _read(self, state: str, stamps: Stamps, today: datetime.date) -> Look:
        shared = self._shared_as_of(stamps)
        manuscript = read_manuscript(self.root, self.name, shared)
        reading = _reading(manuscript, shared, today)
        problems = in_order((*manuscript.problems, *breaches(reading, [f"letter_templates/{self.name}"])))
        letters = self._with_the_last(manuscript, {letter.key: letter for letter in _letters(manuscript, today)})
        return Look(state, self._title(manuscript), manuscript.case, problems, letters, reading)

    def _with_the_last(self, manuscript: Manuscript, fresh: dict[Key, LetterProofs]) -> dict[Key, LetterProofs]:
        """The letters, and as long as anything is faulty the last of those that are gone."""
        last = self.last.letters if manuscript.problems else {}
        return {**fresh, **{key: replace(letter, out_of_date=True) for key, letter in last.items() if key not in fresh}}

    def _title(self, manuscript: Manuscript) -> str:
        """In English, or in what there is; the last one while a file cannot be read."""
        words = manuscript.case.words if manuscript.case else {}
        if manuscript.case and words and ("en" in words or not manuscript.problems):
            return manuscript.case.words_in("en").title
        return self.last.title

    def _shared_as_of(self, stamps: Stamps) -> Shared:
        """What the case leans on, read again only if that has changed: it takes seconds."""
        own = f"letter_templates/{self.name}/"
        shared_stamps = {place: stamp for place, stamp in stamps.items() if not place.startswith(own)}
        if self._shared is None or self._shared[0] != shared_stamps:
            self._shared = (shared_stamps, read_shared(self.root))
        return self._shared[1]

    def _page(self, sheet: Sheet, endless: bool) -> Page:
        if endless:
            return Page(sheet, (), plain_text(sheet.proof), ())
        rendering = self._renderer.render([sheet.proof], [sheet.stationery])
        images = page_images(rendering.pdf, coloured=bool(sheet.proof.faults))
        return Page(sheet, images, plain_text(sheet.proof), rendering.missing)


def _reading(manuscript: Manuscript, shared: Shared, today: datetime.date) -> Reading:
    """What the rules look at: of cases this one alone, and only while it is sound."""
    case = manuscript.case
    cases = {case.slug: case} if case and not manuscript.problems else {}
    return Reading(Library(cases, manuscript.offices, shared.kinds), manuscript.files, today)


def _letters(manuscript: Manuscript, today: datetime.date) -> Iterator[LetterProofs]:
    """The proofs of every letter that can be composed, faulty or not."""
    case = manuscript.case
    if case is None:
        return
    on = day_of_trial(case, today)
    for addressee in case.recipients:
        office = manuscript.offices.get(addressee.to)
        if office is None:
            continue
        for language in languages_for(case, office):
            sheets = tuple(_sheets(manuscript, case, office, language, on))
            if sheets:
                yield LetterProofs(case, office, language, on, sheets)


def _sheets(manuscript: Manuscript, case: Case, office: Office, language: str, on: datetime.date) -> Iterator[Sheet]:
    copied = manuscript.copied(case, office)
    for name, supporter in samples(case, language).items():
        proof = compose_proof(case, office, supporter, language=language, on=on, copied=copied)
        if isinstance(proof, Proof):
            yield Sheet(name, proof, load_stationery().usual_in(supporter.address.country)[-1])

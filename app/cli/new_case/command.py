"""The command: who is asked, what is kept, what is written, what comes next."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from app.checking import PATIENT, Report
from app.cli.new_case.conversation import WELCOME, Conversation, StoppedError
from app.cli.new_case.interview import interview
from app.cli.new_case.notes import Notes, unfinished
from app.cli.new_case.options import answer_options, answers_in, usages_of
from app.cli.new_case.proof import Proof
from app.cli.new_case.questions import Interview
from app.cli.new_case.script import settle
from app.cli.terminal import fail, line_of
from app.config import Settings
from app.content.answers import Answers, Flat, Key, read_answers
from app.content.new_case import NewCases
from app.domain.language import LANGUAGES
from app.domain.problem import did_you_mean


@click.command("new-case")
@answer_options
@click.option(
    "--from-file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.yaml",
    help="Answers from a file; docs/writing-a-case.md shows one.",
)
@click.option("--resume", is_flag=False, flag_value="", metavar="[NAME]", help="Go on with a case that is unfinished.")
@click.option("--yes", is_flag=True, help="Ask nothing: say what is missing, else write the case.")
@click.pass_context
def new_case(context: click.Context, /, from_file: Path | None, resume: str | None, yes: bool, **given: Any) -> None:
    """Make a new case, one question at a time."""
    answers, malformed = answers_in(given)
    if not yes:
        _welcome(malformed)
    desk = _desk(context.obj)
    notes = Notes(desk.folder, desk.today, _unfinished(desk.folder, resume))
    known, until = _known(notes.path, from_file, answers)
    work = _Work(desk)
    flat = work.take(known, malformed) if yes else work.ask(notes, known, until)
    report = work.proof.on_paper(Answers.from_flat(flat))
    made = report.problems if report.fails(strict=False) else desk.make(Answers.from_flat(flat))
    if isinstance(made, tuple):
        fail([*map(line_of, made), *(() if yes else _kept(notes))])
    notes.forget()
    for line in (*_worth_knowing(report), *_what_next(desk, made.name, flat, _commands(context))):
        click.echo(line)


def _welcome(malformed: list[str]) -> None:
    if malformed:
        fail(malformed, code=2)
    # Before the content is read, which takes a moment.
    click.echo(WELCOME)


def _commands(context: click.Context) -> list[str]:
    group = context.find_root().command
    return group.list_commands(context) if isinstance(group, click.Group) else []


def _desk(settings: Settings) -> NewCases:
    desk = NewCases(settings.content, settings.today())
    if not desk.languages:
        fail([f"«{settings.content}» has no kind of letter that an office reads. Run `letters check` there."])
    return desk


def _unfinished(folder: Path, name: str | None) -> Path | None:
    """The answers to go on with: the only ones there are, or those that are named."""
    if name is None:
        return None
    found = unfinished(folder)
    if not found:
        fail(["There is no unfinished case. Begin one with `letters new-case`."])
    if not name and len(found) > 1:
        fail([f"There are {len(found)} unfinished cases. Go on with one of them:", *_resuming(found)])
    if name and name not in found:
        fail([f"There is no unfinished case «{name}». {did_you_mean(name, found)}"])
    return found[name] if name else next(iter(found.values()))


def _resuming(names: Iterable[str]) -> Iterator[str]:
    return (f"  letters new-case --resume {name}" for name in names)


def _known(kept: Path | None, from_file: Path | None, given: Answers) -> tuple[Flat, Key | None]:
    """The answers that are there before any question; the command line's stand over a file's."""
    known: Flat = {}
    until = None
    for path in filter(None, (kept, from_file)):
        read = read_answers(path)
        if isinstance(read, tuple):
            fail(map(str, read), code=2)
        flat, stopped = read.up_to_the_rest()
        known, until = _over(flat, known), stopped or until
    return _over(given.as_flat(), known), until


def _over(flat: Flat, known: Flat) -> Flat:
    """Newer answers over older ones; of a list that is given anew nothing old stays."""
    anew = {key[0] for key in flat} - {"asks"}
    return {**{key: answer for key, answer in known.items() if key[0] not in anew}, **flat}


class _Work:
    """The same questions and checks, for a person who is asked and for a script."""

    def __init__(self, desk: NewCases) -> None:
        self._desk, self.proof = desk, Proof(desk)

    def _questions(self) -> Interview:
        return interview(self._desk)

    def take(self, known: Flat, malformed: list[str]) -> Flat:
        outcome = settle(self._questions, self.proof.new_faults, known)
        if malformed or outcome.refused or outcome.missing:
            fail(_shortfall([*malformed, *outcome.refused], outcome.missing), code=2)
        return outcome.settled

    def ask(self, notes: Notes, known: Flat, until: Key | None) -> Flat:
        try:
            return Conversation(self._questions, self.proof.new_faults, notes.keep, known, until).hold()
        except (StoppedError, KeyboardInterrupt) as stop:
            click.echo("\n".join(["", *_kept(notes)]))
            sys.exit(0 if isinstance(stop, StoppedError) and stop.wished else 1)
        except OSError as error:
            fail([f"«{self._desk.folder}» cannot be written: {(error.strerror or 'unknown fault').lower()}."])


def _shortfall(refused: list[str], missing: list[str]) -> Iterator[str]:
    yield "Nothing was written."
    yield from refused
    if missing:
        yield "These are missing; without --yes you are asked for them one by one:"
        yield from (f"  {usage}" for usage in usages_of(missing))


def _kept(notes: Notes) -> list[str]:
    if notes.path is None:
        return ["Nothing was typed, and nothing is kept."]
    (name,) = (name for name, path in unfinished(notes.path.parent).items() if path == notes.path)
    return [f"Your answers are kept in {notes.path.name}. Go on with:", *_resuming([name])]


def _worth_knowing(report: Report) -> Iterator[str]:
    """The warnings that the organiser could act upon today."""
    return (line_of(problem) for problem in report.problems if problem.code not in PATIENT)


def _what_next(desk: NewCases, slug: str, flat: Flat, commands: Iterable[str]) -> Iterator[str]:
    answers = Answers.from_flat(flat)
    yield f"\nWritten: {desk.folder.name}/{slug}/case.yaml and {answers.language}.md. What to do next:"
    other = _other_language(desk, answers)
    steps = {
        "check": ("See after every change whether anything is wrong (now nothing is):", f"{desk.folder.name}/{slug}"),
        "preview": ("Look at the letters as they will be printed:", slug),
        "write": ("Write the letters, with lines for a name and an address:", f"{slug} --output letters.pdf"),
        **({"new-language": ("Begin the case in another language:", f"{slug} {other}")} if other else {}),
        "serve": ("See the site on this machine:", ""),
    }
    for command, (purpose, words) in steps.items():
        if command in commands:
            yield f"  {purpose}\n    letters {command} {words}".rstrip()
    if answers.status == "draft":
        yield "To show the case on the site, write «status: open» in its case.yaml, in the place of «status: draft»."


def _other_language(desk: NewCases, answers: Answers) -> str:
    """A language that one of the offices reads and the case does not have yet."""
    read = (code for one in answers.recipients for code in desk.offices[one.to].letter_languages)
    return next((code for code in read if code in LANGUAGES and code != answers.language), "")

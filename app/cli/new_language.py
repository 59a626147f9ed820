"""`letters new-language`: a case's words in one more language, ready to be filled in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from app.cli.terminal import fail
from app.config import Settings
from app.content import case_names
from app.content.new_language import Translation, to_fill_in, translation_of, write_new_language
from app.domain.language import LANGUAGES, Language, find_language
from app.domain.problem import Problem, did_you_mean


@click.command("new-language")
@click.argument("case_name", metavar="CASE")
@click.argument("code", metavar="LANGUAGE")
@click.pass_obj
def new_language(settings: Settings, case_name: str, code: str) -> None:
    """Begin CASE in another LANGUAGE: a file with a place for each text."""
    language = find_language(code)
    if language is None:
        fail([f"«{code[:60]}» is not a language of letters. {did_you_mean(code, LANGUAGES)}"])
    work = _work(settings.content, case_name)
    made = write_new_language(settings.content, work, language)
    if isinstance(made, Problem):
        fail([str(made)])
    for line in _what_next(settings.content, work, language, made):
        click.echo(line)


def _work(root: Path, case_name: str) -> Translation:
    known = case_names(root)
    if case_name not in known:
        fail([f"There is no case «{case_name[:60]}». {did_you_mean(case_name, known)}"])
    work = translation_of(root, case_name)
    if not isinstance(work, Translation):
        fail([f"«{case_name}» cannot be translated before its problems are mended:", *map(str, work)])
    return work


def _what_next(root: Path, work: Translation, language: Language, made: Path) -> Iterator[str]:
    slug = work.case.slug
    count = to_fill_in(root, slug, language.code)
    yield f"Written: {made.relative_to(root)}, with the {work.source.name} beside each place for the {language.name}."
    if not work.readers_of(language.code):
        yield f"No office of this case reads {language.name}, so that no letter will be in it yet."
    yield f"`letters check` names each of the {count} things to fill in, with its line."
    if work.case.status != "draft":
        yield (
            f"Until then the site leaves out the whole case. To show it meanwhile, call the file _{made.name} "
            f"and give it its name back when it is finished."
        )
    yield "docs/translating.md says which form the texts need, and how to ask a native speaker."

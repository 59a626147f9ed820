"""The documents are true: what they name exists, what exists is named, and their examples work."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click import Context
from click.testing import CliRunner
from openpyxl import Workbook
from pydantic import BaseModel

from app.cli import letters
from app.composing import PLACEHOLDERS
from app.composing.phrases import PHRASES
from app.config import Settings
from app.content import load_library
from app.content.supporter_file import FIELDS
from app.domain.case import Addressee, Case, Countries, Fact, Ground, Outcome, Person, Update, Words
from app.domain.language import LANGUAGES, find_language
from app.domain.office import (
    Contact,
    Contacts,
    EmailContact,
    FaxContact,
    GenderedForm,
    Holder,
    Office,
    PostContact,
    WebContact,
)
from tests.builders import write_content
from tests.conftest import PROJECT, TODAY

DOCS = {path.name: path.read_text(encoding="utf-8") for path in [*PROJECT.glob("docs/**/*.md"), *PROJECT.glob("*.md")]}


def code_blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", DOCS[name], re.DOTALL | re.MULTILINE)


def keys_of(model: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


@pytest.mark.parametrize("placeholder", PLACEHOLDERS)
def test_every_placeholder_is_documented(placeholder: str) -> None:
    assert f"| `{{{{ {placeholder} }}}}` |" in DOCS["writing-a-case.md"]


@pytest.mark.parametrize(
    ("models", "document", "internal"),
    [
        ((Case, Countries, Person, Addressee, Fact, Update, Outcome), "writing-a-case.md", {"slug", "words"}),
        ((Words,), "writing-a-case.md", {"letters"}),
        ((Ground,), "writing-a-case.md", {"id"}),
        ((Office, GenderedForm, Holder), "recipients.md", {"id"}),
        ((Contact, Contacts, PostContact, FaxContact, EmailContact, WebContact), "recipients.md", set()),
    ],
    ids=["case", "words", "ground", "office", "contact"],
)
def test_every_key_is_documented(models: tuple[type[BaseModel], ...], document: str, internal: set[str]) -> None:
    named = set(
        re.findall(r"`([a-z_-]+)(?:: [^`]*)?`|^ *(?:- )?\{?([a-z_]+):|, ([a-z_]+):", DOCS[document], re.MULTILINE)
    )
    words = {word for found in named for word in found}

    assert set().union(*map(keys_of, models)) - internal - words == set()


def test_every_command_is_documented() -> None:
    assert {
        name for name in letters.list_commands(Context(letters)) if f"`letters {name}" not in DOCS["README.md"]
    } == set()


def test_every_room_is_documented() -> None:
    rooms = {path.name for path in (PROJECT / "app").iterdir() if path.is_dir() and path.name != "__pycache__"}

    assert {room for room in rooms if f"`app/{room}/`" not in DOCS["architecture.md"]} == set()


@pytest.mark.parametrize("language", ["en", "fr", "nl", "ar"])
def test_the_documented_closes_and_introductions_are_those_in_use(language: str) -> None:
    phrases = PHRASES[language]

    assert phrases.close.replace("{salutation}", "*salutation*") in DOCS["forms-of-address.md"]
    assert phrases.introduction in DOCS["forms-of-address.md"]


@pytest.mark.parametrize("name", DOCS)
def test_every_link_within_the_project_leads_somewhere(name: str) -> None:
    folder = next(path.parent for path in [*PROJECT.glob("*.md"), *PROJECT.glob("docs/**/*.md")] if path.name == name)
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", DOCS[name]) if "://" not in target]

    assert [target for target in targets if not (folder / target).exists()] == []


def test_the_case_in_the_guide_passes_the_check(tmp_path: Path) -> None:
    _answers, facts, law = code_blocks("writing-a-case.md", "yaml")
    folder = write_content(
        tmp_path,
        **{
            "recipients.yaml": (PROJECT / "recipients.yaml").read_text(encoding="utf-8"),
            "letter_templates/_law.yaml": (PROJECT / "letter_templates/_law.yaml").read_text(encoding="utf-8") + law,
            "letter_templates/_kinds/fair-reception/en.md": (
                PROJECT / "letter_templates/_kinds/fair-reception/en.md"
            ).read_text(encoding="utf-8"),
            "letter_templates/the-ship/case.yaml": facts,
            "letter_templates/the-ship/en.md": code_blocks("writing-a-case.md", "markdown")[0],
        },
    )

    library = load_library(folder)

    assert [str(problem) for problem in library.problems] == []
    assert list(library.cases) == ["the-ship"]


@pytest.fixture
def a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped content in a folder of its own, on the day of the walk through the wizard."""
    shutil.copy(PROJECT / "recipients.yaml", tmp_path)
    shutil.copytree(PROJECT / "letter_templates", tmp_path / "letter_templates")
    monkeypatch.setattr("app.cli.main.Settings.from_environment", lambda: Settings(tmp_path, lambda: TODAY))
    return tmp_path


def as_shown(lines: list[str]) -> str:
    """A pattern of what a document shows on the screen; «…» stands for anything left out."""
    patterns = [re.escape(line).replace("…", ".*") + "\n" if line != "…" else "(?:.*\n)*?" for line in lines]
    return "".join(patterns)


def sessions() -> list[list[str]]:
    """The documents' walks on the terminal, each with its command; a block may go on with the one before."""
    walks: list[list[str]] = []
    for block in [*code_blocks("writing-a-case.md", "console"), *code_blocks("translating.md", "console")]:
        lines = block.splitlines()
        if lines[0].startswith("$"):
            walks.append(lines)
        else:
            walks[-1] += lines
    return walks


def test_the_walk_through_the_wizard_is_what_one_sees(a_copy: Path, runner: CliRunner) -> None:
    for command, *lines in sessions():
        typed = "".join(f"{line.removeprefix('>').strip()}\n" for line in lines if line.startswith(">"))

        result = runner.invoke(letters, shlex.split(command)[2:], input=typed)

        shown = "".join(f"{line.rstrip()}\n" for line in result.stdout.splitlines())
        assert re.fullmatch(as_shown(lines) + "\n?", shown), shown

    assert len(sessions()) == 4
    written = (a_copy / "letter_templates/no-executions-for-protest-in-iran/fr.md").read_text(encoding="utf-8")
    assert [line for line in code_blocks("translating.md", "yaml")[0].splitlines() if line not in written] == []


def test_the_file_of_answers_in_the_guide_makes_a_case(a_copy: Path, runner: CliRunner) -> None:
    (a_copy / "answers.yaml").write_text(code_blocks("writing-a-case.md", "yaml")[0], encoding="utf-8")
    words = shlex.split(
        re.findall(r"^    \.venv/bin/letters (new-case .*)$", DOCS["writing-a-case.md"], re.MULTILINE)[0]
    )

    result = runner.invoke(letters, [str(a_copy / word) if word == "answers.yaml" else word for word in words])

    assert (result.exit_code, result.stderr) == (0, "")
    assert load_library(a_copy).cases["let-the-ship-go"].status == "open"


FORMS = re.findall(
    r"^\| ([A-Z][a-z]+) \| `([^`]*{{ (?:people|grounds) }}[^`]*)` \|", DOCS["translating.md"], re.MULTILINE
)


@pytest.mark.parametrize(("name", "form"), FORMS, ids=[f"{name}-{form}" for name, form in FORMS])
def test_every_kind_puts_words_where_the_guide_for_translators_says(name: str, form: str) -> None:
    language = find_language(name)
    assert language is not None
    placeholder = re.findall("{{.*}}", form)[0]
    kinds = [path.read_text(encoding="utf-8") for path in PROJECT.glob(f"letter_templates/_kinds/*/{language.code}.md")]

    assert [kind for kind in kinds if placeholder in kind and form not in kind] == []


def test_the_guide_for_translators_knows_every_language() -> None:
    assert [name for name, _form in FORMS] == [language.name for language in LANGUAGES.values()] * 2


def test_the_commands_in_the_readme_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, runner: CliRunner) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "me.yaml").write_text(code_blocks("README.md", "yaml")[0], encoding="utf-8")
    table = Workbook()
    for row in (("name", "country"), ("Sheila O’Neil", "BE")):
        table.active.append(row)
    table.save("supporters.xlsx")
    commands = re.findall(r"^    \.venv/bin/letters (.*)$", DOCS["README.md"], re.MULTILINE)

    for command in commands:
        result = runner.invoke(letters, shlex.split(command))
        assert (result.exit_code, result.stderr) == (0, "")

    assert len(commands) == 5
    assert (tmp_path / "letter.pdf").read_bytes().startswith(b"%PDF")


def test_the_supporters_file_in_the_readme_shows_every_field() -> None:
    assert tuple(re.findall(r"^([a-z_]+):", code_blocks("README.md", "yaml")[0], re.MULTILINE)) == FIELDS


def test_every_make_target_of_the_readme_exists() -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")

    for target in set(re.findall(r"\bmake ([a-z0-9]+)", DOCS["README.md"])):
        assert f"\n{target}:" in makefile


def test_no_file_names_a_registry() -> None:
    """Packages are named, never the host they come from."""
    hosts = re.compile(r"pypi\.org|pythonhosted|registry\.npmjs|deb\.debian\.org|index-url (?!-)\S*http")
    named = [
        path.name
        for path in [*PROJECT.glob("*"), *PROJECT.glob("tools/*"), *PROJECT.glob(".ci/*")]
        if path.is_file() and hosts.search(path.read_text(encoding="utf-8", errors="ignore"))
    ]

    assert named == []

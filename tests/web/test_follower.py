"""The content changes while the site is up: sound edits go live, of broken ones the last sound version stays."""

from __future__ import annotations

import json
import logging
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask

from app import create_app
from app.checking.apart import NotJudgedError, stand_apart
from app.checking.standing import stand
from app.config import Settings
from app.content import stamps_of
from app.web.desk import desk, desk_of
from app.web.follower import Follower
from app.web.logs import OURS, Lines
from tests.builders import CASE_YAML, EN_MD, FILES, write_content
from tests.conftest import TODAY
from tests.web.test_photographs import NAMED, SEEN, a_picture

SHIP, OTHER = "letter_templates/the-ship", "letter_templates/the-boat"
BROKEN = CASE_YAML.replace("status: open", "status: opened")


class Live:
    """A site that follows a folder, looked at after each change instead of by its thread."""

    def __init__(self, root: Path, log: pytest.LogCaptureFixture) -> None:
        self.root, self._log = root, log
        self.app: Flask = create_app(Settings(content=root, today=lambda: TODAY))
        self.follower = Follower(self.app, root, stamps_of(root), stand, quiet=0)

    def write(self, place: str, text: str) -> None:
        (self.root / place).parent.mkdir(exist_ok=True)
        (self.root / place).write_text(text, encoding="utf-8")

    def page(self, slug: str = "the-ship") -> tuple[int, str]:
        answer = self.app.test_client().get(f"/en/cases/{slug}")
        return answer.status_code, answer.text

    def told_after_a_look(self) -> list[dict[str, object]]:
        self._log.clear()
        self.follower.look()
        return [json.loads(Lines().format(record)) for record in self._log.records if record.name == OURS]


@pytest.fixture
def live(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Live:
    caplog.set_level(logging.INFO, OURS)
    other = {f"{OTHER}/case.yaml": CASE_YAML, f"{OTHER}/en.md": EN_MD.replace("the ship go", "the boat go")}
    return Live(write_content(tmp_path, **other), caplog)


def events(told: list[dict[str, object]]) -> list[object]:
    return [line["event"] for line in told]


def test_a_sound_edit_goes_live(live: Live) -> None:
    live.write(f"{SHIP}/en.md", EN_MD.replace("A ship", "A great ship"))

    told = live.told_after_a_look()

    assert "A great ship" in live.page()[1]
    assert (events(told), told[0]["cases"]) == (["content taken over"], 2)


def test_of_a_broken_edit_the_last_sound_version_is_served_and_organisers_are_told(live: Live) -> None:
    before = live.page()
    live.write(f"{SHIP}/case.yaml", BROKEN)

    told = live.told_after_a_look()

    assert live.page() == before
    assert events(told) == ["content problem", "the last sound version is served"]
    assert told[0]["place"] == "letter_templates/the-ship/case.yaml:1"
    assert told[0]["problem"] == "«status» must be one of: 'draft', 'open', 'closed'."
    assert (told[1]["level"], told[1]["problems"], told[1]["cases"]) == ("warning", 1, 2)
    assert len(desk_of(live.app).content_problems) == 1


def test_while_one_case_is_broken_sound_edits_of_others_go_live(live: Live) -> None:
    live.write(f"{SHIP}/case.yaml", BROKEN)
    live.write(f"{OTHER}/en.md", EN_MD.replace("A ship", "A new ship"))
    live.write("letter_templates/the-third/case.yaml", CASE_YAML)
    live.write("letter_templates/the-third/en.md", EN_MD)

    live.follower.look()

    assert live.page()[0] == 200
    assert "A new ship" in live.page("the-boat")[1]
    assert live.page("the-third")[0] == 200


def test_what_is_mended_goes_live_and_is_told(live: Live) -> None:
    live.write(f"{SHIP}/case.yaml", BROKEN)
    live.follower.look()
    live.write(f"{SHIP}/case.yaml", CASE_YAML)
    live.write(f"{SHIP}/en.md", EN_MD.replace("A ship", "A mended ship"))

    told = live.told_after_a_look()

    assert "A mended ship" in live.page()[1]
    assert events(told) == ["content taken over"]
    assert desk_of(live.app).content_problems == ()


def test_the_same_problems_are_told_once(live: Live) -> None:
    live.write(f"{SHIP}/case.yaml", BROKEN)
    live.follower.look()

    assert live.told_after_a_look() == []
    live.write(f"{OTHER}/en.md", EN_MD + "\n")
    assert live.told_after_a_look() == []


def test_a_case_that_was_broken_from_the_start_is_not_served_until_it_is_sound(live: Live) -> None:
    live.write("letter_templates/the-third/case.yaml", BROKEN)
    live.write("letter_templates/the-third/en.md", EN_MD)
    live.follower.look()
    assert live.page("the-third")[0] == 404

    live.write("letter_templates/the-third/case.yaml", CASE_YAML)
    live.follower.look()

    assert live.page("the-third")[0] == 200


def test_a_case_whose_folder_was_removed_goes(live: Live) -> None:
    shutil.rmtree(live.root / OTHER)

    live.follower.look()

    assert (live.page("the-boat")[0], live.page()[0]) == (404, 200)


@pytest.mark.parametrize("gone", ["letter_templates", "recipients.yaml", ""], ids=["cases", "offices", "everything"])
def test_while_the_folder_is_gone_the_whole_last_library_is_served(gone: str, live: Live) -> None:
    before = live.page()
    elsewhere = live.root.parent / "elsewhere"
    (live.root / gone).rename(elsewhere)

    told = live.told_after_a_look()
    assert live.page() == before
    assert events(told)[-1] == "the last sound version is served"

    elsewhere.rename(live.root / gone)
    assert events(live.told_after_a_look()) in ([], ["content taken over"])
    assert live.page() == before


def test_while_what_cases_share_is_broken_nothing_is_taken_over(live: Live) -> None:
    live.write("recipients.yaml", FILES["recipients.yaml"] + "nobody: {title: 3}\n")
    live.write(f"{OTHER}/en.md", EN_MD.replace("A ship", "A new ship"))
    before = live.page("the-boat")

    live.follower.look()

    assert live.page("the-boat") == before


def test_what_changes_while_it_is_read_is_read_again(live: Live) -> None:
    def judge(root: Path, today: object) -> object:
        found = stand(root, TODAY)
        live.write(f"{SHIP}/en.md", EN_MD.replace("A ship", "A second ship"))
        return found

    hasty = Follower(live.app, live.root, stamps_of(live.root), judge, quiet=0)  # type: ignore[arg-type]
    live.write(f"{SHIP}/en.md", EN_MD.replace("A ship", "A first ship"))
    hasty.look()
    assert "A first ship" not in live.page()[1]

    live.follower.look()
    assert "A second ship" in live.page()[1]


def test_when_nobody_can_judge_the_last_library_stays_and_it_is_told_once(live: Live) -> None:
    def nobody(root: Path, today: object) -> object:
        raise NotJudgedError("it ended with code 9")

    helpless = Follower(live.app, live.root, {}, nobody, quiet=0)  # type: ignore[arg-type]
    live.follower = helpless

    assert "it ended with code 9" in str(live.told_after_a_look()[0]["problem"])
    assert live.told_after_a_look() == []
    assert live.page()[0] == 200


def test_a_request_keeps_the_library_that_it_began_with(live: Live) -> None:
    with live.app.test_request_context("/"):
        before = desk().library
        live.write(f"{SHIP}/en.md", EN_MD.replace("A ship", "A great ship"))
        live.follower.look()

        assert desk().library is before
    with live.app.test_request_context("/"):
        assert desk().library is not before


def test_another_picture_of_the_same_name_is_seen_and_one_taken_away_stays_with_the_last_sound_version(
    live: Live,
) -> None:
    def size() -> int:
        return len(live.app.test_client().get("/cases/the-ship/photo/harbour-480.jpg").data)

    live.write(f"{SHIP}/case.yaml", CASE_YAML + NAMED)
    live.write(f"{SHIP}/en.md", SEEN)
    picture = live.root / SHIP / "harbour.jpg"
    picture.write_bytes(a_picture())
    live.follower.look()
    first = size()
    picture.write_bytes(a_picture(480, 470))
    live.follower.look()
    second = size()
    picture.unlink()
    told = live.told_after_a_look()

    assert first != second
    assert [line.get("code") for line in told] == ["photograph-missing", None]
    assert size() == second


def test_a_process_of_its_own_judges_alike(live: Live) -> None:
    live.write(f"{SHIP}/case.yaml", BROKEN)

    assert stand_apart(live.root, TODAY) == stand(live.root, TODAY)


def test_a_process_that_fails_is_told_by_its_code(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("app.checking.apart.sys", SimpleNamespace(executable="/bin/false"))

    with pytest.raises(NotJudgedError, match="it ended with code 1"):
        stand_apart(tmp_path, TODAY)


def test_the_thread_sees_a_change_by_itself(live: Live) -> None:
    looked = Follower(live.app, live.root, stamps_of(live.root), stand, quiet=0.05)
    looked.start()

    live.write(f"{SHIP}/en.md", EN_MD.replace("A ship", "A great ship"))

    assert any("A great ship" in live.page()[1] for _ in waiting())


def waiting() -> Iterator[int]:
    for attempt in range(300):
        yield attempt
        time.sleep(0.1)

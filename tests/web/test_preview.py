"""What whoever is writing a case sees: its letters for the sample supporters, and all its problems."""

from __future__ import annotations

import base64
import datetime
import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from app.config import Settings
from app.content import load_library
from app.web.preview import build_preview, proof_desk
from app.web.watcher import Watcher
from tests.builders import CASE_YAML, EN_MD, KIND_MD, RECIPIENTS_YAML, write_content
from tests.conftest import PROJECT, TODAY
from tests.rendering.test_proof import reds
from tests.web.test_pages import words_of

CASE = "letter_templates/the-ship/case.yaml"
EN = "letter_templates/the-ship/en.md"
FR = "letter_templates/the-ship/fr.md"
LETTER = "/cases/the-ship/harbour-master/en"
FRENCH_LETTER = "/cases/the-ship/harbour-master/fr"
SAMPLES = ["A name alone", "As many own words as there may be", "A name and an address in Arabic"]
FAULTY = EN_MD + KIND_MD.split("---\n")[2].replace("{{ people }}", "{{ peopel }}")
UNKNOWN = f"{EN}:13 «{{{{ peopel }}}}» is not a placeholder. Did you mean people? unknown-placeholder"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound draft in English, its letter written in the case itself."""
    draft = CASE_YAML.replace("status: open", "status: draft")
    return write_content(tmp_path, **{CASE: draft, EN: EN_MD + KIND_MD.split("---\n")[2]})


def previewed(folder: Path, today: datetime.date = TODAY) -> FlaskClient:
    return build_preview("the-ship", Settings(content=folder, today=lambda: today)).test_client()


@pytest.fixture
def client(folder: Path) -> FlaskClient:
    return previewed(folder)


_MOMENTS = iter(range(1, 1_000_000))


def save(folder: Path, name: str, text: str) -> None:
    """Write a file as an editor does, a moment later than whatever was written before."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    later = path.stat().st_mtime_ns + next(_MOMENTS) * 1_000_000
    os.utime(path, ns=(later, later))


def samples_on(html: str) -> list[str]:
    return re.findall(r'<section class="proof">\s*<h2>([^<]*)</h2>', html)


def pictures_on(html: str) -> list[bytes]:
    return [base64.b64decode(found) for found in re.findall(r'src="data:image/png;base64,([^"]*)"', html)]


def problems_on(html: str) -> list[str]:
    return [words_of(item) for item in re.findall(r"<li><strong class=\"place\">.*?</li>", html, re.DOTALL)]


def test_the_front_page_leads_to_the_case_even_to_a_draft(client: FlaskClient) -> None:
    page = client.get("/", follow_redirects=True)

    assert page.request.path == "/cases/the-ship"
    assert "Let the ship go" in page.text
    assert "This case is a draft: supporters do not see it yet." in page.text
    assert "Nothing to mend in its files." in page.text


def test_each_office_and_language_has_its_page_with_a_letter_for_each_sample_supporter() -> None:
    client = build_preview("release-the-seven", Settings(content=PROJECT, today=lambda: TODAY)).test_client()
    links = re.findall(r'href="(/cases/release-the-seven/[^"]+)"', client.get("/cases/release-the-seven").text)

    assert links == [
        f"/cases/release-the-seven/{office}/{language}"
        for office in ("un-secretary-general", "un-high-commissioner-human-rights")
        for language in ("en", "fr")
    ]
    for link in links:
        page = client.get(link).text
        assert samples_on(page) == SAMPLES
        assert len(pictures_on(page)) >= 3


def test_a_sound_page_shows_who_signs_with_what_in_black_and_white(client: FlaskClient) -> None:
    page = client.get(LETTER).text

    assert "Bo Li" in page
    assert "شيرين عبد الرحمن الحسيني" in page
    assert "1 page of A4 paper, dated 21 November 2026" in page
    assert [reds(picture) for picture in pictures_on(page)] == [0, 0, 0]


def test_an_unknown_placeholder_is_a_red_box_in_place_and_a_problem_on_top(folder: Path) -> None:
    save(folder, EN, FAULTY)

    page = previewed(folder).get(LETTER).text

    assert problems_on(page) == [UNKNOWN]
    assert words_of(page).count("I write about [To mend: {{ peopel }}].") == 3
    assert all(reds(picture) > 100 for picture in pictures_on(page))
    assert page.index("One thing to mend") < page.index('class="proofs')


def test_a_fault_mended_is_gone_from_the_page(folder: Path) -> None:
    save(folder, EN, FAULTY)
    client = previewed(folder)
    assert problems_on(client.get(LETTER).text) == [UNKNOWN]

    save(folder, EN, FAULTY.replace("peopel", "people"))

    assert problems_on(client.get(LETTER).text) == []
    assert "To mend" not in client.get(LETTER).text


@pytest.mark.parametrize("broken", [EN, CASE, "recipients.yaml"])
def test_what_cannot_be_read_leaves_the_last_letters_marked_as_out_of_date(
    broken: str, client: FlaskClient, folder: Path
) -> None:
    before = client.get(LETTER).text
    sound = (folder / broken).read_text(encoding="utf-8")

    save(folder, broken, "\t" + sound if broken != EN else EN_MD.replace("title:", "title: :"))
    page = client.get(LETTER)

    assert page.status_code == 200
    assert any(problem.startswith(f"{broken}:") for problem in problems_on(page.text))
    assert "Out of date" in page.text
    assert pictures_on(page.text) == pictures_on(before)
    assert "out of date" in client.get("/cases/the-ship").text
    assert "Let the ship go" in client.get("/cases/the-ship").text

    save(folder, broken, sound)

    assert "Out of date" not in client.get(LETTER).text


def test_one_language_that_cannot_be_read_leaves_the_others_up_to_date(folder: Path) -> None:
    french = RECIPIENTS_YAML.replace("[en]", "[en, fr]").replace("Master}", "Master, fr: Capitaine}")
    for name, text in {"recipients.yaml": french, FR: FAULTY.replace("peopel", "people")}.items():
        save(folder, name, text)
    save(folder, "letter_templates/_law.yaml", "sea-law: {names: {en: a, fr: b}, says: x, source: y, confirmed: true}")
    client = previewed(folder)
    assert problems_on(client.get(FRENCH_LETTER).text) == []

    save(folder, FR, "---\n: :\n")

    assert "Out of date" in client.get(FRENCH_LETTER).text
    assert "Out of date" not in client.get(LETTER).text


def test_a_letter_that_is_taken_out_of_a_sound_case_is_gone(client: FlaskClient, folder: Path) -> None:
    mayor = RECIPIENTS_YAML.replace("harbour-master", "mayor").replace("Harbour Master", "Mayor")
    save(folder, "recipients.yaml", RECIPIENTS_YAML + mayor)
    save(folder, CASE, CASE_YAML.replace("harbour-master", "mayor"))

    answer = client.get(LETTER)

    assert answer.status_code == 404
    assert "The case does not write to «harbour-master». There is: mayor." in words_of(answer.text)


def test_a_case_that_was_never_sound_shows_its_problems_and_waits(folder: Path) -> None:
    save(folder, CASE, "\t")

    page = previewed(folder).get("/cases/the-ship")

    assert page.status_code == 200
    assert problems_on(page.text)[0].startswith(f"{CASE}:1 This is not YAML")
    assert "No letter can be shown yet. Mend what stands above and save: the letters appear here." in page.text
    assert "<h1>the-ship</h1>" in page.text


def test_a_folder_that_goes_is_a_problem_and_not_the_end(client: FlaskClient, folder: Path) -> None:
    (folder / "letter_templates/the-ship").rename(folder / "letter_templates/the-shop")

    page = client.get(LETTER)

    assert problems_on(page.text) == ["letter_templates/the-ship There is no such case. Did you mean the-shop? no-case"]
    assert "Out of date" in page.text


def test_a_character_that_no_font_can_draw_is_named_with_its_line(folder: Path) -> None:
    save(folder, EN, FAULTY.replace("peopel", "people").replace("The ship is held.", "The ship is held 😀."))

    page = previewed(folder).get(LETTER)

    assert problems_on(page.text) == [
        f"{EN}:8 No font has a sign for «😀» (U+1F600), in «The ship is held 😀.». "
        "Take it out, or write it in another way. no-glyph"
    ]
    assert len(pictures_on(page.text)) == 3


def test_what_the_rules_find_stands_apart_from_what_keeps_the_case_out(folder: Path) -> None:
    save(folder, CASE, CASE_YAML + "send_by: 2026-01-01\n")

    page = previewed(folder).get("/cases/the-ship").text

    assert problems_on(page) == [
        f"{CASE}:13 The case is open, and the day to send by, 2026-01-01, has passed. "
        "Close the case with its outcome, or give it a new day. send-by-past"
    ]
    assert "One thing to look at" in page
    assert "to mend" not in page.replace("Nothing to mend", "")


def test_a_letter_without_end_is_told_and_shown_as_text(folder: Path) -> None:
    """Nobody waits until a hundred pages are laid out."""
    many = {"held": "x " * 1_400, **{f"held{number}": "x " * 1_400 for number in range(9)}}
    facts = "".join(f"  {name}: {words}\n" for name, words in many.items())
    listed = "".join(f"  - {{id: {name}, source: a page}}\n" for name in many)
    save(folder, CASE, CASE_YAML.replace("  - {id: held, source: a page}\n", listed))
    save(folder, EN, (folder / EN).read_text(encoding="utf-8").replace("  held: The ship is held.\n", facts))

    page = previewed(folder).get(LETTER).text

    assert [problem.rpartition(" ")[2] for problem in problems_on(page)] == ["too-long-letter"]
    assert page.count("This letter is too long to be shown as pages.") == 3
    assert pictures_on(page) == []


@pytest.mark.parametrize(
    ("today", "dated"),
    [
        (datetime.date(2019, 5, 1), "dated 1 January 2020"),
        (datetime.date(2020, 2, 1), "dated 1 February 2020"),
        (TODAY, "dated 1 March 2020"),
    ],
    ids=["before-it-opens", "while-it-runs", "after-it-is-closed"],
)
def test_a_letter_bears_the_day_of_the_case_that_is_nearest_to_today(
    today: datetime.date, dated: str, folder: Path
) -> None:
    ended = "closed: 2020-03-01\noutcome: {on: 2020-03-01, source: a page}\n"
    save(folder, CASE, CASE_YAML.replace("status: open", "status: closed") + ended)
    save(folder, EN, FAULTY.replace("peopel", "people").replace("reviewed:", "outcome: It sailed.\nreviewed:"))

    assert dated in previewed(folder, today).get(LETTER).text


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/cases/the-shp", 404, "Did you mean the-ship?"),
        ("/cases/the-shp/harbour-master/en", 404, "Did you mean the-ship?"),
        ("/cases/wreck", 404, "This preview shows one case. For the other, run: letters preview wreck"),
        ("/cases/the-ship/harbor-master/en", 404, "There is no such page"),
        (
            "/cases/the-ship/harbor-master/en",
            404,
            "The case does not write to «harbor-master». Did you mean harbour-master?",
        ),
        ("/cases/the-ship/harbour-master/fr", 404, "There is no letter to «harbour-master» in «fr». There is: en."),
        ("/nowhere", 404, "There is no such page"),
    ],
)
def test_a_wrong_address_is_explained(path: str, status: int, words: str, folder: Path) -> None:
    save(write_content(folder / "letter_templates/wreck").parent.parent, EN, FAULTY)

    answer = previewed(folder).get(path)

    assert answer.status_code == status
    assert words in words_of(answer.text)
    assert problems_on(answer.text) == [UNKNOWN]


def test_even_a_fault_of_our_own_leaves_a_page_that_goes_on(
    client: FlaskClient, folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("app.web.proofs.read_manuscript", lambda *_all: 1 / 0)
    save(folder, EN, FAULTY)

    answer = client.get(LETTER)

    assert answer.status_code == 500
    assert "That did not work" in answer.text
    assert "preview.js" in answer.text
    assert "Traceback" not in answer.text


def test_nothing_is_sent_to_the_preview(client: FlaskClient) -> None:
    answer = client.post(LETTER)

    assert answer.status_code == 405
    assert "That did not work" in answer.text


def test_the_state_is_another_one_after_a_file_has_changed_and_been_read(client: FlaskClient, folder: Path) -> None:
    before = client.get("/state").text
    page = client.get(LETTER).text
    save(folder, EN, FAULTY)
    unread = client.get("/state").text

    proof_desk(client.application).look()

    assert f'data-state="{before}"' in page
    assert unread == before
    assert client.get("/state").text != before
    assert f'data-state="{client.get("/state").text}"' in client.get(LETTER).text


def test_a_file_that_is_saved_as_it_was_changes_no_letter(client: FlaskClient, folder: Path) -> None:
    before = pictures_on(client.get(LETTER).text)

    save(folder, EN, (folder / EN).read_text(encoding="utf-8"))

    assert pictures_on(client.get(LETTER).text) == before


def test_files_that_are_no_content_change_nothing(client: FlaskClient, folder: Path) -> None:
    before = proof_desk(client.application).look()

    save(folder, "letter_templates/the-ship/.en.md.swp", "x")

    assert proof_desk(client.application).look() is before


def test_the_pages_run_no_script_but_their_own(client: FlaskClient) -> None:
    answer = client.get(LETTER)

    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "connect-src 'self'" in policy
    assert re.findall(r"<script[^>]*>(.*?)</script>", answer.text) == [""]
    assert not re.search(r"\son[a-z]+=|javascript:|<style|http-equiv", answer.text)
    with client.get("/static/preview.js") as script:
        assert "location.reload()" in script.text


def test_the_supporters_pages_never_serve_what_a_preview_shows(folder: Path) -> None:
    """Neither a draft nor a faulty case, whose red boxes are for its organiser alone."""
    save(folder, CASE, CASE_YAML)
    save(folder, EN, FAULTY)
    shown = previewed(folder).get(LETTER).text
    supporters = create_app(Settings(content=folder, today=lambda: TODAY)).test_client()

    assert "peopel" in shown
    assert load_library(folder).cases == {}
    assert "peopel" not in supporters.get("/").text
    for path in ("", "/write", "/preview", "/harbour-master/en"):
        assert supporters.get(f"/cases/the-ship{path}", follow_redirects=True).status_code == 404
    assert supporters.post("/cases/the-ship/letters.pdf", data={"name": "Ann"}).status_code == 404
    assert supporters.get("/state").status_code == 404


@pytest.fixture
def changes(folder: Path) -> Iterator[threading.Event]:
    """Set whenever the watcher tells of a change."""
    told = threading.Event()
    watcher = Watcher(folder, told.set)
    watcher.start()
    yield told
    watcher.stop()


@pytest.mark.parametrize("name", [EN, "recipients.yaml"])
def test_the_watcher_tells_of_a_saved_file(name: str, changes: threading.Event, folder: Path) -> None:
    """Saved again and again, for a watcher takes a moment to begin."""
    for _ in range(120):
        save(folder, name, (folder / name).read_text(encoding="utf-8") + "\n")
        if changes.wait(0.5):
            return
    raise AssertionError("no word of a change within a minute")


def test_a_system_without_watches_is_looked_at_by_turns(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool | None] = []

    def no_watches(*_paths: Path, force_polling: bool | None, **_options: object) -> Iterator[None]:
        asked.append(force_polling)
        if not force_polling:
            raise OSError
        yield None

    monkeypatch.setattr("app.web.watcher.watch", no_watches)
    told = threading.Event()
    watcher = Watcher(folder, told.set)

    watcher.start()

    assert told.wait(60)
    assert set(asked) == {None, True}

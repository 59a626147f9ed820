"""Nothing that a supporter types stays anywhere or gets anywhere but into the answer they asked for.

The real server is walked through with marked words in every field while it is watched from outside. The
same search is tried on a server with holes in it, and finds each of them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from flask import Flask
from pikepdf import Dictionary, Name

from tests.lures import lures
from tests.privacy.canaries import ADDRESS, LETTER, MARK, holds
from tests.privacy.journey import (
    CASE,
    CLOSED,
    FORMATS,
    RULE39,
    Answer,
    Visitor,
    a_letter,
    a_request,
    say_nonsense,
    walk,
)
from tests.privacy.leaky_server import LEAKS
from tests.privacy.papers import given_away
from tests.privacy.watched import Watched, strace_works, watched
from tests.rule39 import a_pdf, opened, written

pytestmark = pytest.mark.slow
needs_strace = pytest.mark.skipif(not strace_works(), reason="strace is not installed or not allowed here")


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Watched, list[Answer]]]:
    """The server that supporters meet, after a walk through all of it."""
    with watched(tmp_path_factory.mktemp("server")) as server:
        answers = list(walk(Visitor(server.port)))
        say_nonsense(server.port)
        yield server, answers


@pytest.fixture(scope="module")
def leaky(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    with watched(
        tmp_path_factory.mktemp("leaky"), (sys.executable, "-m", "tests.privacy.leaky_server", "serve")
    ) as server:
        yield server


def test_the_walk_comes_by_every_form(app: Flask) -> None:
    """A new page that takes a form must be put on the way."""
    takes_forms = {rule.rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}

    assert takes_forms == {*(f"/cases/<slug>/{name}" for name in FORMATS), *RULE39}


def test_the_walk_meets_every_kind_of_answer(walked: tuple[Watched, list[Answer]]) -> None:
    answers = walked[1]
    statuses = {(answer.asked, answer.status) for answer in answers}

    for path in (*(f"{CASE}/{name}" for name in FORMATS), *RULE39):
        assert (f"POST {path}", 200) in statuses, path
        # While somebody is typing, what is still to mend is no fault.
        assert path.endswith("/live") or (f"POST {path}", 422) in statuses, path
    assert (f"POST {CLOSED}/preview", 409) in statuses
    assert {404, 405, 413} <= {status for _asked, status in statuses}
    assert {status for _asked, status in statuses} <= {200, 303, 400, 404, 405, 409, 413, 422, 429}
    assert any(holds(answer.body) for answer in answers)


def test_answers_hold_personal_data_in_their_text_alone(walked: tuple[Watched, list[Answer]]) -> None:
    assert [place for answer in walked[1] for place in given_away(answer)] == []


def test_answers_with_personal_data_are_kept_by_no_browser(walked: tuple[Watched, list[Answer]]) -> None:
    for answer in walked[1]:
        if answer.asked.startswith("POST") and answer.status in {200, 409, 422}:
            assert dict(answer.headers).get("Cache-Control") == "no-store", answer.asked


def test_the_server_prints_and_leaves_nothing_of_a_visitor(walked: tuple[Watched, list[Answer]]) -> None:
    server, _answers = walked

    assert list(server.findings(MARK)) == []
    assert ADDRESS.encode() not in server.log
    assert server.kept() == []


@needs_strace
def test_the_server_writes_no_file_and_calls_nobody(walked: tuple[Watched, list[Answer]]) -> None:
    server, _answers = walked

    assert server.written() == set()
    assert server.called() == set()


@needs_strace
def test_no_text_and_no_enclosure_makes_the_server_open_a_file(leaky: Watched) -> None:
    """Neither Python nor the libraries below it: the layout, the fonts, the reader of PDFs."""
    server, called = leaky, leaky.called()
    lure = server.folder / "lure.png"
    lure.write_bytes(a_pdf())
    visitor = Visitor(server.port)
    texts = lures(str(lure))
    for start in range(0, len(texts), 12):
        fields = a_letter(own_words="\n\n".join(texts[start : start + 12])[:1000], introduction=texts[start][:200])
        assert visitor.send(f"{CASE}/pack.zip", fields).status == 200
    kit = visitor.send_request("/rule-39/fax", a_request(facts="\n".join(texts)[:9000]), _luring_pdf(str(lure)))

    assert kit.status == 200
    assert not {str(lure), "/etc/passwd"} & server.read()
    assert server.called() == called


def _luring_pdf(path: str) -> bytes:
    """A PDF whose picture and whose text lie in another file, and that opens a third."""
    pdf = opened(a_pdf())
    page = pdf.pages[0].obj
    outside = pdf.make_stream(b"")
    outside.F, outside.Type, outside.Subtype = path, Name.XObject, Name.Image
    outside.Width = outside.Height = 8
    outside.ColorSpace, outside.BitsPerComponent = Name.DeviceGray, 8
    page.Resources.XObject = Dictionary(Picture=outside)
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b" q 9 0 0 9 9 9 cm /Picture Do Q")
    pdf.Root.OpenAction = Dictionary(S=Name.Launch, F=path)
    page.AA = Dictionary(O=Dictionary(S=Name.URI, URI="http://192.0.2.1/"))
    return written(pdf)


def test_the_same_letter_is_the_same_file_bit_for_bit(walked: tuple[Watched, list[Answer]]) -> None:
    """No moment, no chance and no machine is in it that could tell two supporters' files apart."""
    visitor = Visitor(walked[0].port)
    for name in ("letters.pdf", "pack.zip", "letters.docx", "emails.zip"):
        first, second = (visitor.send(f"{CASE}/{name}", a_letter()) for _ in range(2))
        assert first.body == second.body, name


def test_an_exception_within_a_page_tells_nothing_of_the_visitor(leaky: Watched) -> None:
    word = MARK + "failed"

    answer = Visitor(leaky.port, **{"X-Fail": "1"}).send(f"{CASE}/preview", a_letter(name=word))

    assert answer.status == 500
    assert not holds(answer.body, word)
    assert list(leaky.findings(word)) == []


# What is written and gone again shows only under strace.
ONLY_TRACED = {"passing file", "name of a file", "call"}


@pytest.mark.parametrize(
    "leak", [pytest.param(leak, marks=needs_strace if leak in ONLY_TRACED else ()) for leak in LEAKS]
)
def test_the_search_finds_a_leak_that_is_put_in(leak: str, leaky: Watched) -> None:
    word = f"{MARK}{leak.replace(' ', '')}"
    before, called = leaky.written(), leaky.called()

    answer = Visitor(leaky.port, **{"X-Leak": leak}).send(f"{CASE}/letters.pdf", a_letter(name=word))

    places = {*leaky.findings(word), *given_away(answer)}
    places |= {"written"} if leaky.written() - before else set()
    places |= {"called"} if leaky.called() - called else set()
    assert places == FOUND[leak] or (not strace_works() and places & FOUND[leak])


FOUND = {
    "log": {"log"},
    "file": {"file", "written", "system call"},
    "passing file": {"written", "system call"},
    "name of a file": {"written", "system call"},
    "cookie": {f"POST {CASE}/letters.pdf: cookie", f"POST {CASE}/letters.pdf: header"},
    "header": {f"POST {CASE}/letters.pdf: header"},
    "download": {f"POST {CASE}/letters.pdf: header"},
    "redirection": {f"POST {CASE}/letters.pdf: header"},
    "hidden data": {f"POST {CASE}/letters.pdf: hidden data of a PDF"},
    "exception": {"log"},
    "call": {"called"},
}


def test_without_a_leak_nothing_is_found(leaky: Watched) -> None:
    word = f"{MARK}whole"

    answer = Visitor(leaky.port).send(f"{CASE}/letters.pdf", a_letter(name=word))
    kit = Visitor(leaky.port).send_request("/rule-39/fax", a_request(), a_pdf())

    assert (answer.status, kit.status) == (200, 200)
    assert [*leaky.findings(word), *given_away(answer), *given_away(kit)] == []
    assert LETTER["name"] not in leaky.log.decode()

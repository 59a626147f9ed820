"""One visitor's walk through every page and every format, with marked personal data in each field."""

from __future__ import annotations

import datetime
import http.client
import re
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.privacy.canaries import ADDRESS, AGENT, ENCLOSED, FILE, LETTER, MARK, REQUEST, TITLE
from tests.rule39 import a_pdf
from tests.rule39 import typed as typed_request

CASE, CLOSED = "/cases/asylum-in-belgium", "/cases/release-the-seven"
OFFICES = ("be-cgrs", "be-fedasil")
FORMATS = ("preview", "live", "letters.pdf", "pack.pdf", "pack.zip", "letters.docx", "emails.zip")
RULE39 = ("/rule-39", "/rule-39/fax")
_TOO_OFTEN = 40
_FORM = "application/x-www-form-urlencoded"
Fields = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True)
class Answer:
    """What came back, and for which address."""

    asked: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


class Visitor:
    """A browser with an address of its own."""

    def __init__(self, port: int, **headers: str) -> None:
        self._port, self._headers = port, headers

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "", query: str = "") -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=120, source_address=(ADDRESS, 0))
        headers = {"User-Agent": AGENT, "Accept-Language": "en", **self._headers}
        if kind:
            headers["Content-Type"] = kind
        try:
            # Whoever refuses a body need not wait for its end.
            with suppress(BrokenPipeError):
                connection.request(method, path + query, body or None, headers)
            answer = connection.getresponse()
            return Answer(f"{method} {path}{query}", answer.status, tuple(answer.getheaders()), answer.read())
        finally:
            connection.close()

    def send(self, path: str, fields: Fields) -> Answer:
        return self.ask("POST", path, urlencode(fields, doseq=True).encode(), _FORM)

    def send_request(self, path: str, fields: Fields, enclosed: bytes) -> Answer:
        return self.ask("POST", path, _multipart(fields, enclosed), "multipart/form-data; boundary=b")


def a_letter(**changes: str | Sequence[str]) -> Fields:
    today = datetime.date.today().isoformat()
    return {**LETTER, "to": OFFICES, "country": "BE", "on": today, "language-be-cgrs": "fr", **changes}


def a_request(**changes: str) -> dict[str, str | Sequence[str]]:
    fields = {name: value for name, value in typed_request().items() if name != "enclosures"}
    day = datetime.date.today()
    days = {
        "removal_date": (day + datetime.timedelta(days=6)).isoformat(),
        "final_decision_date": (day - datetime.timedelta(days=2)).isoformat(),
    }
    return {**fields, **REQUEST, **days, "title-1": TITLE, **changes}


def walk(visitor: Visitor) -> Iterator[Answer]:
    """Every answer there is to a form, sound or not, and every page that is only read."""
    yield from _pages(visitor)
    yield from _letters(visitor)
    yield from _rule39(visitor)
    yield from _wrong_ways(visitor)
    yield from _too_often(visitor)


def _pages(visitor: Visitor) -> Iterator[Answer]:
    index = visitor.ask("GET", "/")
    yield index
    for path in ("/safety", "/feed.atom", "/fr/", "/rule-39", f"/w{CASE.removeprefix('/cases')}"):
        yield visitor.ask("GET", path)
    for page in ("", "/write", "/sheet.pdf", "/qr.svg", "/feed.atom"):
        yield visitor.ask("GET", CASE + page)
    for asset in sorted(set(re.findall(r'"(/static/[^"?]*)', index.body.decode()))):
        yield visitor.ask("GET", asset)


def _letters(visitor: Visitor) -> Iterator[Answer]:
    for name in FORMATS:
        yield visitor.send(f"{CASE}/{name}", a_letter())
        yield visitor.send(f"{CASE}/{name}", a_letter(on=f"{MARK} day", to=["be-cgrs", MARK]))
        yield visitor.ask("GET", f"{CASE}/{name}")
        yield visitor.send(f"{CLOSED}/{name}", a_letter())
    yield visitor.send(f"{CASE}/pack.pdf", a_letter(outer="c5", delivery="post"))
    yield visitor.send(f"{CASE}/pack.zip", a_letter(delivery="fax"))
    yield visitor.send(f"/fa{CASE}/preview", a_letter(look="again"))


def _rule39(visitor: Visitor) -> Iterator[Answer]:
    for path in RULE39:
        yield visitor.send_request(path, a_request(), a_pdf(words=ENCLOSED))
        yield visitor.send_request(path, a_request(telephone=MARK), a_pdf(words=ENCLOSED))
        yield visitor.send_request(path, a_request(), ENCLOSED.encode())
        yield visitor.send_request(path, a_request(), b"%PDF-1.7 " + ENCLOSED.encode())


def _wrong_ways(visitor: Visitor) -> Iterator[Answer]:
    """What is refused before anybody reads it; the visitor's own words stand in the address here."""
    yield visitor.ask("GET", f"/cases/{MARK}/write")
    yield visitor.ask("GET", f"/{MARK}", query=f"?name={MARK}")
    yield visitor.ask("PUT", f"{CASE}/preview", urlencode(LETTER).encode(), _FORM)
    yield visitor.ask("POST", f"{CASE}/preview", MARK.encode(), "text/plain")
    yield visitor.ask("POST", f"{CASE}/preview", f"--b\r\n{MARK}".encode(), "multipart/form-data; boundary=b")
    yield visitor.send(f"{CASE}/preview", {**LETTER, "own_words": MARK * 700_000})
    yield visitor.send(f"{CASE}/preview", {**LETTER, **{f"field-{number}": MARK for number in range(400)}})


def _too_often(visitor: Visitor) -> Iterator[Answer]:
    for _ in range(_TOO_OFTEN):
        yield visitor.send("/rule-39", {**REQUEST, "telephone": MARK})


def say_nonsense(port: int) -> None:
    """What is no HTTP, or breaks off, and is answered by the server itself."""
    for said in (
        f"{MARK} {MARK} {MARK}\r\n\r\n",
        f"GET /{MARK} HTTP/9.9\r\n\r\n",
        f"POST {CASE}/preview HTTP/1.1\r\nHost: x\r\nContent-Length: {MARK}\r\n\r\n",
        f"POST {CASE}/preview HTTP/1.1\r\nHost: x\r\nContent-Length: 999\r\nContent-Type: {_FORM}\r\n\r\nname={MARK}",
        f"GET / HTTP/1.1\r\nHost: x\r\n{MARK} {MARK}\r\n\r\n",
        f"GET /{MARK * 2_000} HTTP/1.1\r\nHost: x\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", port), timeout=30, source_address=(ADDRESS, 0)) as line:
            line.sendall(said.encode())
            line.shutdown(socket.SHUT_WR)
            while line.recv(4096):
                pass


def _multipart(fields: Fields, enclosed: bytes) -> bytes:
    pairs = [(name, one) for name, value in fields.items() for one in ([value] if isinstance(value, str) else value)]
    parts = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in pairs]
    parts.append(f'name="file-1"; filename="{FILE}"\r\nContent-Type: application/pdf\r\n\r\n'.encode() + enclosed)
    head = b"--b\r\nContent-Disposition: form-data; "
    return b"".join(head + part + b"\r\n" for part in parts) + b"--b--\r\n"

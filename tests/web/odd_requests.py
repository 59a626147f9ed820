"""Requests as no browser sends them: real routes with something amiss in address, headers or body."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import quote_from_bytes, urlencode

from tests.naughty import NAUGHTY

SLUGS = ("asylum-in-belgium", "no-return-to-iran", "release-the-seven", "camp-liberty-2014")
OFFICES = ("be-cgrs", "be-fedasil", "be-minister-asylum-migration")
PAGES = (
    *("/", "/safety", "/feed.atom", "/rule-39", "/rule-39/fax", "/static/site.css", "/static/write.js"),
    *(f"/cases/{{slug}}{page}" for page in ("", "/write", "/deadline.ics", "/feed.atom", "/qr.svg", "/sheet.pdf")),
    *(f"/cases/{{slug}}/{page}" for page in ("preview", "live", "letters.docx", "emails.zip", "letters.pdf")),
    *("/cases/{slug}/pack.pdf", "/cases/{slug}/pack.zip", "/cases/{slug}/photo/x-480.jpg"),
    *("/w/{slug}", "/w/{slug}/abc", "/w/{slug}/abc/fr", "/W/{slug}/ABC/FR"),
)
FORMS = ("preview", "live", "letters.docx", "emails.zip", "letters.pdf", "pack.pdf", "pack.zip")
FIELDS = (
    *("to", "name", "introduction", "address", "email", "own_words", "on", "country", "language-be-cgrs", "points"),
    *("stationery", "outer", "delivery", "move", "look", "shown", "via_embassy", "copy_embassies", "unknown", ""),
)
PARTS = (
    *("%00", "%", "%zz", "%c0%ae", "..;/", "../", "..%2f", "//", "\\", "?", "#", ";", "%0d%0aSet-Cookie:x=1", "%ff"),
    *("%e2%80%ae", "é", "😀", "\x01", " ", "a" * 9_000, "/" * 500, "{{7*7}}", "%25s%n", "fr/", "de", "-480", "-0"),
)
METHODS = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "get", "G E T", "")
HEADERS: Mapping[str, tuple[str, ...]] = {
    "HTTP_HOST": ("", "a b", "[::1", "x" * 300, "evil.example:99999", "é", "127.0.0.1:8000", "a@b", "a/b", "_", "٣.eg"),
    "HTTP_ACCEPT_LANGUAGE": ("", "*", "fr;q=x", "fr;q=-1,de;q=9", "en-" + "a" * 500, "zz,,;;", "fa-IR;q=1e999", "\xff"),
    "HTTP_X_FORWARDED_FOR": ("", "::::", "1.2.3.4, x", "<b>", "9" * 500),
    "HTTP_X_FORWARDED_PROTO": ("gopher", "", "https, http"),
    "HTTP_X_FORWARDED_HOST": ("evil.example", "a b", ""),
    "HTTP_X_FORWARDED_PREFIX": ("/x", "//evil.example", "\\"),
    "HTTP_RANGE": ("bytes=0-0", "bytes=-1", "bytes=9-1", "bytes=0-1,5-9,2-", "lines=1-2", "bytes=" + "0-," * 999),
    "HTTP_IF_NONE_MATCH": ("*", '"x', "W/", '"' * 99),
    "HTTP_IF_MODIFIED_SINCE": ("never", "Thu, 99 Jan 99999 00:00:00 GMT", "0"),
    "HTTP_ACCEPT_ENCODING": ("gzip;q=0", "gzip;q=x", "*", "br", "gzip, gzip, gzip", ";"),
    "HTTP_COOKIE": ("session=" + "a" * 900, "=;=", "\xff\xfe"),
    "HTTP_EXPECT": ("100-continue", "x"),
    "HTTP_REFERER": ("javascript:1", "\x7f"),
    "HTTP_ORIGIN": ("null", "https://evil.example"),
    "HTTP_AUTHORIZATION": ("Basic !!!", "Bearer", "Digest a=\xff"),
    "HTTP_CONTENT_ENCODING": ("gzip", "deflate, br"),
    "QUERY_STRING": ("from=XX", "from=" + "%00" * 50, "&&&==", "%ff%fe=%", "country=BE&language=fa", "paper=letter"),
    "CONTENT_TYPE": (
        *("", "text/plain", "application/json", "multipart/form-data", "multipart/form-data; boundary=", "x" * 500),
        *("multipart/form-data; boundary=" + "b" * 999, "application/x-www-form-urlencoded; charset=utf-7", "/", ";;"),
        *("application/x-www-form-urlencoded; charset=nonsense", "multipart/mixed; boundary=x", "\xff/\xfe"),
    ),
    "CONTENT_LENGTH": ("", "-1", "0", "abc", "99999999999999999999", "+5", "5 5", "٣", "7"),
}
TYPED = (
    *NAUGHTY,
    *OFFICES,
    *("BE", "US", "IR", "2026-11-21", "0000-00-00", "9999-99-99", "en", "fr", "fa", "din-c56-left", "post", "fax"),
    *("up:street", "down:street", "up:", ":", "street", "y", "", "a@b.example"),
)


@dataclass(frozen=True)
class OddRequest:
    """A request as the server hands it on: `environ` over that of a plain one, with its body."""

    path: bytes
    environ: Mapping[str, Any]
    body: bytes

    def over(self, plain: dict[str, Any]) -> dict[str, Any]:
        # WSGI keeps bytes as Latin-1.
        return {
            **plain,
            "PATH_INFO": self.path.decode("latin-1"),
            "CONTENT_LENGTH": str(len(self.body)),
            "wsgi.input": io.BytesIO(self.body),
            **self.environ,
        }


def odd_request(random: Random) -> OddRequest:
    """Mostly a page or a form that is refused before anything is laid out."""
    kind = random.random()
    if kind < 0.45:
        return _asks_for_a_page(random)
    if kind < 0.97:
        return _sends_a_form(random, sound=False)
    return _sends_a_form(random, sound=True)


def _asks_for_a_page(random: Random) -> OddRequest:
    method = random.choice(METHODS) if random.random() < 0.4 else "GET"
    return OddRequest(_path(random), {"REQUEST_METHOD": method, **_headers(random, 3)}, _body(random)[1])


def _sends_a_form(random: Random, *, sound: bool) -> OddRequest:
    """A sound one is laid out unless it happens to say nothing; the other writes to nobody."""
    path = f"/cases/{random.choice(SLUGS[:2])}/{random.choice(FORMS)}" if random.random() < 0.9 else "/rule-39"
    if sound:
        return OddRequest(path.encode(), {"REQUEST_METHOD": "POST", "CONTENT_TYPE": _FORM}, _sound(random))
    kind, body = _body(random)
    given: dict[str, Any] = {"REQUEST_METHOD": "POST", "CONTENT_TYPE": kind}
    if random.random() < 0.2:
        given |= {"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": ""}
    headers = _headers(random, 2) if random.random() < 0.5 else {}
    return OddRequest(_mutated(random, path) if random.random() < 0.1 else path.encode(), {**given, **headers}, body)


def _path(random: Random) -> bytes:
    path = random.choice(PAGES).replace("{slug}", random.choice(SLUGS))
    if random.random() < 0.3:
        path = f"/{random.choice(('fr', 'de', 'fa', 'xx', 'EN'))}{path}"
    return _mutated(random, path) if random.random() < 0.6 else path.encode()


def _mutated(random: Random, path: str) -> bytes:
    mutated = path.encode()
    for _ in range(random.randint(1, 3)):
        place = random.randint(1, len(mutated))
        part = random.choice((*PARTS, *NAUGHTY)).encode("utf-8", "surrogatepass")
        part = random.choice((part, quote_from_bytes(part).encode(), random.randbytes(3)))
        mutated = mutated[:place] + part + mutated[place + random.randint(0, 3) :]
    return mutated


def _headers(random: Random, most: int) -> dict[str, str]:
    names = random.sample(sorted(HEADERS), random.randint(0, most))
    return {name: random.choice(HEADERS[name]) for name in names}


_FORM = "application/x-www-form-urlencoded"


def _body(random: Random) -> tuple[str, bytes]:
    """A body, and what it says it is."""
    return random.choice(_BODIES)(random)


def _pairs(random: Random, most: int = 12) -> list[tuple[str, str]]:
    return [
        (random.choice(FIELDS), random.choice(TYPED).encode("utf-8", "replace").decode())
        for _ in range(random.randint(0, most))
    ]


def _fields(random: Random) -> tuple[str, bytes]:
    """Fields that are there twice, or not at all, and always a name too short."""
    return _FORM, urlencode([*_pairs(random), ("own_words", "x" * 1_100)]).encode()


def _broken_escapes(random: Random) -> tuple[str, bytes]:
    body = bytearray(urlencode(_pairs(random)).encode())
    for _ in range(random.randint(1, 9)):
        body[random.randint(0, len(body)) : 0] = random.choice((b"%", b"%u1234", b"%00", b"%ff", b"&", b"=", b"\xc3"))
    return _FORM, b"to=&" + bytes(body)


def _huge(random: Random) -> tuple[str, bytes]:
    filling = random.choice((b"x", b"a ", b"%0A", b"e%CC%81", b"%F0%9F%98%80 ", b"\xff"))
    size = random.choice((10_000, 100_000, 1_000_000))
    return _FORM, b"to=&%s=" % random.choice(FIELDS).encode() + filling * (size // len(filling))


def _many(random: Random) -> tuple[str, bytes]:
    return _FORM, b"&".join(b"f%d=%d" % (number % 7, number) for number in range(random.choice((299, 301, 5_000))))


def _noise(random: Random) -> tuple[str, bytes]:
    return random.choice((_FORM, "multipart/form-data; boundary=b")), random.randbytes(random.randint(0, 400))


def _multipart(random: Random) -> tuple[str, bytes]:
    """Parts without names, without ends, with files for texts and texts for files."""
    parts = []
    for name, value in [*_pairs(random), ("own_words", "x" * 1_100)]:
        file = random.choice(('; filename="../../x.pdf"', "; filename*=utf-8''%ff", "", "", ""))
        head = random.choice((f'Content-Disposition: form-data; name="{name}"{file}', "Content-Disposition: form-data"))
        head += random.choice(("", "\r\nContent-Type: text/plain; charset=utf-7", "\r\nContent-Type: \xff", "\r\nX"))
        parts.append(f"--b\r\n{head}\r\n\r\n{value}\r\n".encode("utf-8", "replace"))
    body = b"".join(parts) + random.choice((b"--b--\r\n", b"--b\r\n", b"", b"--b"))
    return "multipart/form-data; boundary=b", body[
        : random.choice((len(body), len(body), random.randint(0, len(body))))
    ]


_BODIES: tuple[Callable[[Random], tuple[str, bytes]], ...] = (
    *(_fields, _fields, _fields, _fields),
    *(_broken_escapes, _many, _noise, _multipart, _multipart),
    *(lambda random: _huge(random) if random.random() < 0.1 else _fields(random),),
    *(lambda random: ("text/plain", _noise(random)[1]),),
)


def _sound(random: Random) -> bytes:
    typed = {
        "name": random.choice(TYPED).encode("utf-8", "replace").decode()[:90],
        "own_words": random.choice(TYPED).encode("utf-8", "replace").decode(),
        "delivery": random.choice(("post", "fax", "")),
        "stationery": random.choice(("", "din-c56-left")),
        "on": "2026-11-21",
    }
    return urlencode(
        [*typed.items(), *(("to", office) for office in random.sample(OFFICES, random.randint(1, 2)))]
    ).encode()

"""What an answer gives away beside the words it is asked for: in names, hidden data, headers and links."""

from __future__ import annotations

import email
import io
import re
import zipfile
from base64 import b64decode
from collections.abc import Iterator
from html import unescape

import pikepdf
from PIL import Image

from tests.privacy.canaries import ADDRESS, holds
from tests.privacy.journey import Answer

# Attributes of a page that a browser remembers, sends or logs.
_ADDRESSES = re.compile(r'\b(?:href|src|action|formaction|data-live)="([^"]*)"')
_PICTURES = re.compile(r"data:image/png;base64,([A-Za-z0-9+/=]+)")
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
# Who wrote what and to whom: that is what an e-mail is.
_ON_AN_ENVELOPE = frozenset({"From", "To", "Subject"})
_WORDS_OF_A_DOCX = frozenset({"word/document.xml"})
_LINK = "link"
# The moment that our archives all tell, which is none.
_NO_MOMENT = (1980, 1, 1, 0, 0, 0)


def given_away(answer: Answer) -> Iterator[str]:
    """Each place outside the text of the answer in which a marked word stands."""
    if _tells("\n".join(f"{name}: {value}" for name, value in answer.headers)):
        yield f"{answer.asked}: header"
    if any(name.lower() == "set-cookie" for name, _value in answer.headers):
        yield f"{answer.asked}: cookie"
    kind = {name.lower(): value for name, value in answer.headers}.get("content-type", "")
    for place in _in_file(kind.partition(";")[0], answer.body):
        # The same page in another language is at the address that the visitor wrote themself.
        if place != _LINK or not _tells(answer.asked):
            yield f"{answer.asked}: {place}"


def _tells(text: str) -> bool:
    return holds(text.encode()) or ADDRESS in text


def _in_file(kind: str, data: bytes) -> Iterator[str]:
    if kind == "text/html":
        yield from _in_page(data.decode())
    elif kind == "application/pdf":
        yield from _in_pdf(data)
    elif kind == "application/zip":
        yield from _in_archive(data)
    elif kind == "message/rfc822":
        yield from _in_email(data)
    elif kind == "image/tiff":
        yield from _in_tiff(data)
    elif kind.endswith("wordprocessingml.document"):
        yield from _in_docx(data)
    elif kind != "text/plain" and holds(data):
        yield kind


def _in_page(html: str) -> Iterator[str]:
    for address in map(unescape, _ADDRESSES.findall(html)):
        # A link that begins an e-mail is there to hold it; it leads to nobody but the mail program.
        if _tells(address) and not address.startswith(("mailto:", "data:")):
            yield _LINK
    if any(map(_tells, _TITLE.findall(html))):
        yield "title of a page"
    if any(holds(b64decode(picture)) for picture in _PICTURES.findall(html)):
        yield "hidden data of a picture"


def _in_pdf(data: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if any(map(holds, _strings_of(thing))):
                yield "hidden data of a PDF"
        if "/Metadata" in pdf.Root and holds(pdf.Root.Metadata.read_bytes()):
            yield "hidden data of a PDF"
        if pdf.attachments or "/CreationDate" in pdf.docinfo or "/ModDate" in pdf.docinfo:
            yield "moment or file in a PDF"


def _strings_of(thing: pikepdf.Object) -> Iterator[bytes]:
    """All texts of an object but what its pages show."""
    if isinstance(thing, pikepdf.String):
        yield bytes(thing)
        yield str(thing).encode()
    elif isinstance(thing, pikepdf.Name):
        yield str(thing).encode()
    elif isinstance(thing, pikepdf.Array):
        for one in thing:
            if isinstance(one, pikepdf.Object) and not one.is_indirect:
                yield from _strings_of(one)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key in thing.keys():  # noqa: SIM118  no dict
            yield key.encode()
            if isinstance(thing[key], pikepdf.Object) and not thing[key].is_indirect:
                yield from _strings_of(thing[key])


def _in_archive(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for one in archive.infolist():
            if _tells(one.filename) or holds(one.comment + one.extra) or holds(archive.comment):
                yield "name of a file"
            if one.date_time != _NO_MOMENT:
                yield "moment in an archive"
            yield from _in_file(_kind_of(one.filename), archive.read(one))


def _kind_of(name: str) -> str:
    return {
        "pdf": "application/pdf",
        "eml": "message/rfc822",
        "tif": "image/tiff",
        "tiff": "image/tiff",
        "txt": "text/plain",
    }.get(name.rpartition(".")[2], "unknown")


def _in_email(data: bytes) -> Iterator[str]:
    draft = email.message_from_bytes(data)
    for name, value in draft.items():
        if name not in _ON_AN_ENVELOPE and _tells(str(value)):
            yield "header of an e-mail"
        if name in {"Date", "Message-ID", "Received", "User-Agent"}:
            yield "moment or sender's program in an e-mail"


def _in_tiff(data: bytes) -> Iterator[str]:
    with Image.open(io.BytesIO(data)) as image:
        for page in range(getattr(image, "n_frames", 1)):
            image.seek(page)
            tags = getattr(image, "tag_v2", {})
            if holds(repr(dict(tags)).encode()) or {306, 315, 316} & set(tags):
                yield "hidden data of a fax"


def _in_docx(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for one in package.infolist():
            if one.filename not in _WORDS_OF_A_DOCX and holds(package.read(one)):
                yield "hidden data of a document"
            if one.date_time != _NO_MOMENT:
                yield "moment in an archive"
        core = package.read("docProps/core.xml") if "docProps/core.xml" in package.namelist() else b""
        if re.search(rb"<dc:creator>[^<]|<cp:lastModifiedBy>[^<]", core):
            yield "writer of a document"

"""The rules of PDF/UA-1 (ISO 14289-1) that a program can check, in so far as our pages can break them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator

import pikepdf

from tests.rendering.pdf import opened

_SCRIPTS = ("/JS", "/JavaScript", "/OpenAction", "/AA", "/Launch")
_FILES = ("/EmbeddedFiles", "/EmbeddedFile", "/AF", "/Filespec", "/RichMedia", "/XFA")
_BEGIN = {"BMC", "BDC"}
_PAINT = {"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh", "Do"}


def faults(pdf: bytes) -> list[str]:
    """What breaks the rules, in words; nothing if the file keeps them."""
    file = opened(pdf)
    return [*_of_the_document(file), *_of_its_parts(file), *_of_its_fonts(file), *_of_its_pages(file)]


def _of_the_document(file: pikepdf.Pdf) -> Iterator[str]:
    root = file.Root
    if not str(root.get("/Lang", "")):
        yield "no language"
    if not str(file.docinfo.get("/Title", "")):
        yield "no title"
    if not root.get("/ViewerPreferences", pikepdf.Dictionary()).get("/DisplayDocTitle", False):
        yield "its title is not shown"
    if not root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked", False):
        yield "not tagged"
    with file.open_metadata() as metadata:
        if metadata.get("pdfuaid:part") != "1":
            yield "does not say that it is PDF/UA-1"
    for thing in file.objects:
        if isinstance(thing, pikepdf.Dictionary):
            yield from (f"a script: {key}" for key in _SCRIPTS if key in thing)
            yield from (f"an attachment: {key}" for key in _FILES if key in thing or thing.get("/Type") == key)


def _of_its_parts(file: pikepdf.Pdf) -> Iterator[str]:
    tags = [
        thing for thing in file.objects if isinstance(thing, pikepdf.Dictionary) and "/S" in thing and "/P" in thing
    ]
    names = [str(tag["/S"]) for tag in tags]
    if "/H1" not in names:
        yield "no heading"
    levels = [int(name[2:]) for name in names if re.fullmatch("/H[1-6]", name)]
    if any(later > earlier + 1 for earlier, later in zip([0, *levels], levels, strict=False)):
        yield "a heading skips a level"
    yield from ("a figure without words" for tag in tags if tag["/S"] == "/Figure" and not str(tag.get("/Alt", "")))


def _of_its_fonts(file: pikepdf.Pdf) -> Iterator[str]:
    for thing in file.objects:
        if not isinstance(thing, pikepdf.Dictionary) or thing.get("/Type") != "/Font":
            continue
        if "/DescendantFonts" in thing and "/ToUnicode" not in thing:
            yield f"a font without a table of characters: {thing.get('/BaseFont')}"
        if "/FontDescriptor" in thing and not any(
            key in thing["/FontDescriptor"] for key in ("/FontFile2", "/FontFile3")
        ):
            yield f"a font that is not in the file: {thing.get('/BaseFont')}"


def _of_its_pages(file: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(file.pages, start=1):
        if page.obj.get("/Tabs", "/S") != "/S":
            yield f"page {number}: its links are not in the order of reading"
        depth = 0
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            depth += (operator in _BEGIN) - (operator == "EMC")
            if operator in _PAINT and depth == 0:
                yield f"page {number}: «{operator}» paints what is neither tagged nor an artifact"
                break


def read_aloud(pdf: bytes) -> str:
    """The text in the order of its tags, as a screen reader takes it (poppler)."""
    done = subprocess.run(["pdfinfo", "-struct-text", "-"], input=pdf, capture_output=True, check=True)
    return "\n".join(re.findall(r'^\s*"(.*)"$', done.stdout.decode(), re.MULTILINE))

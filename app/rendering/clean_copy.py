"""A copy of a PDF that keeps the content of its pages and nothing else, made in a process of its own.

Run as a script: the PDF comes in by standard input, the copy goes out by standard output, and the
exit code is a `Fault`. A foreign PDF can be a bomb that unfolds to gigabytes, or loop, or crash
the reader; here that costs a few seconds of a process that may not grow.
"""

from __future__ import annotations

import io
import resource
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, PdfError, Stream

MEGABYTE = 1_000_000
# A bundle of 300 scanned pages takes some 3 seconds and 300 MB.
_MOST_MEMORY = 1_500 * MEGABYTE
_MOST_SECONDS = 10
# Unpacked, all that draws and all fonts of such a bundle come to some 50 MB.
_MOST_UNPACKED = 100 * MEGABYTE
# A1 at 600 dots an inch.
_LARGEST_IMAGE = 300 * MEGABYTE
# What acts, carries files or points elsewhere, in the streams that pages are drawn with.
_UNWANTED = (
    *("/AA", "/AF", "/Annots", "/F", "/FDecodeParms", "/FFilter", "/LastModified", "/Metadata", "/OPI"),
    *("/PieceInfo", "/PS", "/Ref", "/StructParent", "/StructParents"),
)
_SMALLEST_SIDE, _LARGEST_SIDE = 1, 100_000
_DEEPEST = 50


class Fault(IntEnum):
    """Why there is no copy; exit codes that Python itself does not use."""

    LOCKED = 20
    BROKEN = 21
    EMPTY = 22
    TOO_MANY_PAGES = 23
    TOO_HEAVY = 24


class FaultError(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.name)
        self.fault = fault


def clean_copy(data: bytes, most_pages: int) -> bytes:
    """The copy. Each page is upright, from (0, 0), with one form: its content. FaultError if there is none."""
    with _opened(data) as source, Pdf.new() as copy:
        count = len(source.pages)
        if not 0 < count <= most_pages:
            raise FaultError(Fault.TOO_MANY_PAGES if count else Fault.EMPTY)
        _weigh(stream for page in source.pages for stream in _contents(page))
        _draw_annotations(source)
        for page in source.pages:
            _append(copy, page)
        _purge(copy)
        _weigh(thing for thing in copy.objects if isinstance(thing, Stream))
        return _saved(copy)


def _opened(data: bytes) -> Pdf:
    try:
        return pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError:
        raise FaultError(Fault.LOCKED) from None


def _draw_annotations(source: Pdf) -> None:
    """What was filled into a form, signed or stamped is content too: it is drawn onto its page."""
    source.generate_appearance_streams()
    source.flatten_annotations("print")


def _append(copy: Pdf, page: Page) -> None:
    form = copy.copy_foreign(page.as_form_xobject())
    left, bottom, right, top = _upright_box(form)
    width, height = right - left, top - bottom
    if not (_SMALLEST_SIDE <= width <= _LARGEST_SIDE and _SMALLEST_SIDE <= height <= _LARGEST_SIDE):
        raise FaultError(Fault.BROKEN)
    drawn = copy.make_stream(f"q 1 0 0 1 {-left:.4f} {-bottom:.4f} cm /Page Do Q".encode())
    clean = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, round(width, 4), round(height, 4)]),
        Resources=Dictionary(XObject=Dictionary(Page=form)),
        Contents=drawn,
    )
    copy.pages.append(Page(copy.make_indirect(clean)))


def _upright_box(form: Object) -> tuple[float, float, float, float]:
    """Where a form is drawn, once its own matrix has turned and scaled it."""
    x1, y1, x2, y2 = (float(value) for value in form.BBox.as_list())
    matrix = [float(value) for value in form.Matrix.as_list()] if "/Matrix" in form else [1, 0, 0, 1, 0, 0]
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x1, x2) for y in (y1, y2)]
    across, up = [x for x, _y in corners], [y for _x, y in corners]
    return min(across), min(up), max(across), max(up)


def _purge(copy: Pdf) -> None:
    for thing in copy.objects:
        for resources in _resources_in(thing):
            # Lists of properties only mark content, and can carry whole files.
            _without(resources, ("/Properties",))
        if isinstance(thing, Stream):
            _without(thing, _UNWANTED)


def _without(held: Object, keys: Sequence[str]) -> None:
    for key in keys:
        if key in held:
            del held[key]


def _resources_in(thing: Object, depth: int = 0) -> Iterator[Object]:
    """The resources of an object and of what stands within it, but for what has a number of its own."""
    if depth > _DEEPEST or not isinstance(thing, Array | Dictionary | Stream):
        return
    within = list(thing) if isinstance(thing, Array) else [thing[key] for key in thing.keys()]  # noqa: SIM118  no dict
    if not isinstance(thing, Array) and isinstance(thing.get("/Resources"), Dictionary):
        yield thing["/Resources"]
    for value in within:
        if isinstance(value, Object) and not value.is_indirect:
            yield from _resources_in(value, depth + 1)


def _contents(page: Page) -> Iterator[Object]:
    contents = page.obj.get("/Contents", Array())
    for one in contents if isinstance(contents, Array) else (contents,):
        if isinstance(one, Stream):
            yield one


def _weigh(streams: Iterable[Object]) -> None:
    """Refuse streams that unpack to too much. Of pictures only their size in dots is asked."""
    unpacked = 0
    for stream in streams:
        subtype = stream.get("/Subtype")
        if subtype == Name.PS:
            raise FaultError(Fault.BROKEN)
        if subtype != Name.Image:
            unpacked += _unpacked_size(stream)
        elif int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > _LARGEST_IMAGE:
            raise FaultError(Fault.TOO_HEAVY)
        if unpacked > _MOST_UNPACKED:
            raise FaultError(Fault.TOO_HEAVY)


def _unpacked_size(stream: Object) -> int:
    """The size, counted only until it is too much. What was packed twice has only the process's own limit."""
    packing = stream.get("/Filter")
    if packing != Name.FlateDecode and packing != Array([Name.FlateDecode]):
        return len(stream.read_bytes())
    unpacker, packed, size = zlib.decompressobj(), stream.read_raw_bytes(), 0
    try:
        while packed and size <= _MOST_UNPACKED:
            size += len(unpacker.decompress(packed, MEGABYTE))
            packed = unpacker.unconsumed_tail
    except zlib.error:
        pass  # qpdf reads on where it can
    return size


def _saved(copy: Pdf) -> bytes:
    buffer = io.BytesIO()
    copy.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return buffer.getvalue()


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        copy = clean_copy(sys.stdin.buffer.read(), int(sys.argv[1]))
    except FaultError as error:
        return error.fault
    except MemoryError:
        return Fault.TOO_HEAVY
    except (PdfError, ValueError, TypeError, RuntimeError, AttributeError, KeyError, IndexError, OverflowError):
        return Fault.BROKEN
    sys.stdout.buffer.write(copy)
    return 0


if __name__ == "__main__":
    sys.exit(main())

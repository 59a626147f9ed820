"""Foreign PDFs: what is kept of them, and what is told of those that cannot be taken."""

from __future__ import annotations

import os
import resource
import time
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, String

from app.domain.filing import EnclosedFile
from app.rendering.clean_copy import Fault, FaultError, clean_copy
from app.rendering.enclosures import LARGEST, read_enclosures
from tests.rendering.pdf import text_of
from tests.rule39 import a_pdf, opened, written

PRINT_ANEW = "Print it to a new PDF and choose that one."
TOO_HEAVY = (
    "«The order» takes too long to read: its pages hold too much. "
    "Print it to a new PDF in black and white, or scan it at 200 dots an inch, and choose that one."
)
BROKEN = f"«The order» is damaged and cannot be read. Open it on your own machine. {PRINT_ANEW}"


def told(*data: bytes) -> list[tuple[str, str]]:
    _enclosures, problems = read_enclosures([EnclosedFile(title="The order", data=one) for one in data])
    return [(problem.where, problem.words) for problem in problems]


def with_content(unpacked: int) -> bytes:
    """A page whose content unpacks to so many megabytes, from a thousandth of that."""
    pdf = Pdf.new()
    pdf.add_blank_page()
    packer = zlib.compressobj(9)
    million = b"q Q " * 250_000
    packed = b"".join(packer.compress(million) for _ in range(unpacked)) + packer.flush()
    stream = pdf.make_stream(b"")
    stream.write(packed, filter=Name.FlateDecode)
    pdf.pages[0].Contents = stream
    return written(pdf, compress_streams=False)


def endless() -> bytes:
    """A tree of pages that holds itself."""
    pdf = opened(a_pdf())
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)
    return written(pdf)


def deep(levels: int) -> bytes:
    """A page at the end of a long line of folders."""
    out, places = b"%PDF-1.4\n", []
    bodies = [b"<</Type/Catalog/Pages 2 0 R>>"]
    bodies += [b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (number + 1) for number in range(2, levels)]
    bodies.append(b"<</Type/Page/MediaBox[0 0 99 99]>>")
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (
        levels + 1,
        table,
        levels + 1,
        len(out),
    )


def without_size() -> bytes:
    pdf = opened(a_pdf())
    pdf.pages[0].obj.MediaBox = Array([0, 0, 0, 0])
    return written(pdf)


def huge_picture() -> bytes:
    pdf = Pdf.new()
    page = pdf.add_blank_page()
    picture = pdf.make_stream(b"\0")
    picture.stream_dict = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=100_000,
        Height=100_000,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=1,
    )
    page.obj.Resources = Dictionary(XObject=Dictionary(P=picture))
    page.obj.Contents = pdf.make_stream(b"/P Do")
    return written(pdf)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Choose the PDF of «The order»."),
        (b"<html>", "«The order» is not a PDF. Print it to a PDF, or scan it as one, and choose that file."),
        (
            a_pdf(encryption=Encryption(owner="a", user="b")),
            f"«The order» is locked with a password. Open it with the password. {PRINT_ANEW}",
        ),
        (a_pdf()[:150], BROKEN),
        (b"%PDF-1.7\n" + bytes(range(256)) * 20_000, BROKEN),
        (endless(), BROKEN),
        (deep(100_000), BROKEN),
        (without_size(), BROKEN),
        (a_pdf(0), "«The order» has no pages. Choose another file."),
        (
            a_pdf(900),
            "«The order» has more than 300 pages. Choose the pages that matter and print those to a new PDF.",
        ),
        (with_content(150), TOO_HEAVY),
        (with_content(5_000), TOO_HEAVY),
        (huge_picture(), TOO_HEAVY),
    ],
    ids=[
        *("none", "html", "locked", "cut-off", "noise", "endless", "deep", "no-size", "empty", "900-pages"),
        *("150-MB-unpacked", "5-GB-unpacked", "huge-picture"),
    ],
)
def test_what_cannot_be_taken_is_told_with_what_to_do_in_bounded_time_and_memory(data: bytes, words: str) -> None:
    begun, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    assert told(data) == [("enclosure-1", words)]
    assert time.monotonic() - begun < 15
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


def test_two_hundred_megabytes_are_refused_before_they_are_looked_at() -> None:
    assert told(b"0" * 4 * LARGEST) == [
        (
            "enclosures",
            "The enclosures must have 50 MB or fewer together. "
            "Scan them in black and white at 200 dots an inch, or leave out what the Court can do without.",
        )
    ]


def test_every_faulty_enclosure_is_told_at_once_each_at_its_place() -> None:
    assert [where for where, _words in told(b"", a_pdf(), b"x")] == ["enclosure-1", "enclosure-3"]


def test_the_pages_of_all_count_together() -> None:
    assert told(a_pdf(200), a_pdf(101)) == [
        (
            "enclosures",
            "The enclosures must have 300 pages or fewer together. "
            "They have 301. Enclose the decisions first, then what matters most.",
        )
    ]


def test_when_the_time_is_up_the_rest_is_given_up() -> None:
    _enclosures, problems = read_enclosures([EnclosedFile(title="The order", data=a_pdf())], seconds=0)

    assert [problem.words for problem in problems] == [TOO_HEAVY]


def test_a_file_that_may_only_not_be_changed_is_no_trouble() -> None:
    """Courts lock decisions against changes; whoever has them may read them."""
    enclosures, problems = read_enclosures(
        [EnclosedFile(title="The order", data=a_pdf(2, encryption=Encryption(owner="a", user="")))]
    )

    assert (problems, [one.pages for one in enclosures]) == ((), [2])
    assert "Decision 2" in text_of(enclosures[0].pdf)


def an_armed_pdf() -> bytes:
    """A decision with everything that a PDF can do beside being read."""
    pdf = opened(a_pdf())
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('scripted')"))
    file = pdf.make_stream(b"attached words", Type=Name.EmbeddedFile)
    spec = Dictionary(Type=Name.Filespec, F=String("a.exe"), EF=Dictionary(F=file))
    page = pdf.pages[0].obj
    pdf.Root.OpenAction = script
    pdf.Root.Names = Dictionary(
        EmbeddedFiles=Dictionary(Names=Array([String("a"), spec])),
        JavaScript=Dictionary(Names=Array([String("b"), script])),
    )
    pdf.Root.Metadata = pdf.make_stream(b"<x>Odile Sampleton</x>", Type=Name.Metadata, Subtype=Name.XML)
    pdf.docinfo["/Author"] = "Odile Sampleton"
    page.AA = Dictionary(O=script)
    page.AF = Array([spec])
    page.Resources.Properties = Dictionary(M=Dictionary(AF=Array([spec]), Metadata=pdf.Root.Metadata))
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array([0, 0, 9, 9]),
        A=Dictionary(S=Name.URI, URI=String("http://x.example")),
    )
    field = pdf.make_indirect(a_filled_field(pdf))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), NeedAppearances=False)
    page.Annots = Array([pdf.make_indirect(link), field])
    inner = pdf.make_stream(
        b"",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 9, 9]),
        PieceInfo=Dictionary(X=spec),
        Metadata=pdf.Root.Metadata,
    )
    page.Resources.XObject = Dictionary(A=inner)
    return written(pdf)


def a_filled_field(pdf: Pdf) -> Dictionary:
    appearance = pdf.make_stream(
        b"BT /F 20 Tf 5 5 Td (Filled in) Tj ET",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 200, 30]),
        Resources=pdf.pages[0].obj.Resources,
    )
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Tx,
        T=String("name"),
        F=4,
        Rect=Array([60, 300, 260, 330]),
        AP=Dictionary(N=appearance),
    )


def test_only_what_is_drawn_is_kept() -> None:
    enclosures, problems = read_enclosures([EnclosedFile(title="The order", data=an_armed_pdf())])

    assert problems == ()
    copy = opened(enclosures[0].pdf)
    kept = b"".join(bytes(thing.unparse(resolved=True)) for thing in copy.objects)
    unwanted = (
        b"/JavaScript",
        b"/Filespec",
        b"/EmbeddedFile",
        b"/Annots",
        b"/AA",
        b"/URI",
        b"/Metadata",
        b"/PieceInfo",
    )
    assert [name for name in unwanted if name in kept] == []
    assert ("/Info" in copy.trailer, "/Metadata" in copy.Root, "/Names" in copy.Root) == (False, False, False)


def test_what_was_filled_into_a_form_is_kept_as_it_would_be_printed() -> None:
    enclosures, _problems = read_enclosures([EnclosedFile(title="The order", data=an_armed_pdf())])

    assert "Filled in" in text_of(enclosures[0].pdf)


@pytest.mark.parametrize(
    ("size", "turn", "upright"),
    [((595, 842), 0, (595, 842)), ((842, 595), 90, (595, 842)), ((612, 792), 180, (612, 792))],
)
def test_a_turned_page_becomes_an_upright_one(
    size: tuple[float, float], turn: int, upright: tuple[float, float]
) -> None:
    pdf = opened(a_pdf(size=size))
    pdf.pages[0].obj.Rotate = turn

    copy = opened(clean_copy(written(pdf), 1))

    assert [float(value) for value in copy.pages[0].mediabox] == [0, 0, *upright]


def test_a_name_that_looks_like_a_fault_is_only_a_name() -> None:
    """A font or a picture may be called /A, /F or /JS; what is drawn with it stays."""
    pdf = opened(a_pdf())
    resources = pdf.pages[0].obj.Resources
    resources.Font = Dictionary(F=resources.Font.F, JS=resources.Font.F, Metadata=resources.Font.F)
    pdf.pages[0].obj.Contents = pdf.make_stream(b"BT /JS 20 Tf 60 500 Td (kept) Tj /Metadata 20 Tf (too) Tj ET")

    assert "kepttoo" in text_of(clean_copy(written(pdf), 1)).replace(" ", "")


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (a_pdf(0), Fault.EMPTY),
        (a_pdf(3), Fault.TOO_MANY_PAGES),
        (a_pdf(encryption=Encryption(owner="a", user="b")), Fault.LOCKED),
    ],
)
def test_a_copy_is_refused_with_its_fault(data: bytes, fault: Fault) -> None:
    with pytest.raises(FaultError) as refused:
        clean_copy(data, 2)

    assert refused.value.fault == fault


def test_a_picture_in_postscript_is_refused() -> None:
    pdf = opened(a_pdf())
    program = pdf.make_stream(b"showpage", Type=Name.XObject, Subtype=Name.PS)
    pdf.pages[0].obj.Resources.XObject = Dictionary(P=program)

    with pytest.raises(FaultError):
        clean_copy(written(pdf), 1)


def test_nothing_is_written_to_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_options: object) -> int:
        raise AssertionError("a file was opened for writing")

    monkeypatch.setattr("tempfile._mkstemp_inner", refuse)
    monkeypatch.setattr(pikepdf.Pdf, "save", _only_into_memory(pikepdf.Pdf.save))

    assert told(a_pdf()) == []
    assert clean_copy(a_pdf(), 1).startswith(b"%PDF")


def _only_into_memory(save: object):  # type: ignore[no-untyped-def]  # stands in for pikepdf's own
    def saved(pdf: Pdf, target: object, **options: object) -> None:
        assert not isinstance(target, str | os.PathLike)
        save(pdf, target, **options)  # type: ignore[operator]

    return saved

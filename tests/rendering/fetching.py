"""Renders every format of a letter that is full of lures, and tells which files and servers were asked for.

Run as a script with the path of the file that is lured to; the answer is JSON on standard output.
"""

from __future__ import annotations

import json
import sys
from typing import Any

ASKED: list[tuple[str, str]] = []
_WATCHED = frozenset(
    {"open", "socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request", "os.system", "subprocess.Popen"}
)


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _WATCHED:
        ASKED.append((event, str(arguments[0] if event == "open" else arguments)))


def main(lure: str) -> None:
    import datetime

    from app.composing import compose
    from app.composing.rule39 import compose_filing
    from app.domain.filing import EnclosedFile
    from app.domain.letter import Letter
    from app.domain.supporter import LIMITS
    from app.rendering import Renderer, docx_file, email_file, fax_tiff, page_images
    from app.rendering.enclosures import read_enclosures
    from app.rendering.rule39 import make_kit
    from tests import rule39
    from tests.builders import PLAIN, STOCK, a_case, a_supporter, an_office
    from tests.lures import lures
    from tests.rule39 import a_pdf, a_request, the_office

    renderer = Renderer()
    renderer.warm(STOCK.plain("A4"))
    sys.addaudithook(watch)
    texts = lures(lure)
    fax = {"number": "+3225550124", "source": "a page", "status": "live"}
    post = {"lines": ("1 Quay Street", "2000 Antwerpen"), "country": "BE", "source": "a page", "status": "live"}
    office = an_office(contacts={"post": post, "fax": fax})
    for start in range(0, len(texts), 8):
        some = texts[start : start + 8]
        short = next((text for text in some if len(text) <= 60), "x")
        supporter = a_supporter(
            name=some[0][: LIMITS["name"]],
            introduction=some[-1][: LIMITS["introduction"]],
            address=f"{short}\n9000 Gent",
            own_words="\n\n".join(some)[: LIMITS["own_words"]],
        )
        for delivery in ("post", "fax"):
            letter = compose(
                a_case(), office, supporter, language="en", on=datetime.date(2026, 11, 21), delivery=delivery
            )
            assert isinstance(letter, Letter), letter
            pdf = renderer.render([letter], PLAIN).pdf
        page_images(pdf)
        fax_tiff(pdf)
        docx_file([letter], STOCK.plain("A4"))
        email_file(letter, "office@example.org", "sheila@example.org")
    files = [EnclosedFile(title=texts[0][:100], data=a_pdf(words=texts[0]))]
    enclosures, told = read_enclosures(files)
    assert not told
    words = "\n".join(texts)[:8000]
    request = a_request(facts=words, reasons=words, enclosures=[{"title": texts[0][:100]}])
    filing = compose_filing(request, the_office(), [one.pages for one in enclosures], on=rule39.DAY)
    make_kit(filing, enclosures, renderer)  # type: ignore[arg-type]


if __name__ == "__main__":
    main(sys.argv[1])
    print(json.dumps(ASKED))  # noqa: T201  the answer

"""Parts → one PDF: what several of them share is in it once."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf

from app.printing.imposition import File

# Where a page says what is drawn on it.
_RESOURCES, _FORMS = "/Resources", "/XObject"


def joined(
    file: File, separators: bytes, first_separator: int, part: Callable[[str], bytes], title: str
) -> pikepdf.Pdf:
    """The file's sheets in their order; `part` gives a part's PDF by its name."""
    joining = _Joining(title)
    for place, stack in enumerate(file.stacks, first_separator):
        joining.append("separators", lambda _name: separators, place, 1)
        for pages in stack.pages:
            joining.append(pages.part, part, pages.first, pages.count)
    return joining.pdf


class _Joining:
    """Parts stay open until the whole is written: their pages are copied then."""

    def __init__(self, title: str) -> None:
        self.pdf = pikepdf.new()
        self.pdf.docinfo["/Title"] = title
        self._open: dict[str, pikepdf.Pdf] = {}
        self._forms: dict[str, pikepdf.Object] = {}

    def append(self, name: str, read: Callable[[str], bytes], first: int, count: int) -> None:
        new = name not in self._open
        if new:
            self._open[name] = pikepdf.open(io.BytesIO(read(name)))
        source = self._open[name]
        known = self._take_out_known_forms(source) if new else []
        for page in source.pages[first : first + count]:
            self.pdf.pages.append(page)
        if new:
            self._share_forms(known)

    def _take_out_known_forms(self, source: pikepdf.Pdf) -> list[str]:
        forms: Any = source.pages[0][_RESOURCES].get(_FORMS, {})
        known = [form for form in forms.keys() if form in self._forms]  # noqa: SIM118  no dictionary
        for form in known:
            del forms[form]
        return known

    def _share_forms(self, known: list[str]) -> None:
        """The pages of a part have one dictionary: it is given the forms that are here, and its new ones are noted."""
        forms: Any = self.pdf.pages[-1][_RESOURCES].get(_FORMS, {})
        for form in forms.keys():  # noqa: SIM118
            self._forms[form] = forms[form]
        for form in known:
            forms[form] = self._forms[form]

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
        if stack.separators:
            joining.append("separators", lambda _name: separators, place, 1)
        for pages in stack.pages:
            joining.append(pages.part, part, pages.first, pages.count)
    return joining.finished()


class _Joining:
    """Parts stay open until the whole is written: their pages are copied then.

    Each stretch of pages is a branch of the page tree: adding pages one by one to a flat list takes
    time by the square of their number.
    """

    def __init__(self, title: str) -> None:
        self.pdf = pikepdf.new()
        self.pdf.docinfo["/Title"] = title
        self._branches: list[pikepdf.Object] = []
        self._open: dict[str, pikepdf.Pdf] = {}
        self._forms: dict[str, pikepdf.Object] = {}

    def append(self, name: str, read: Callable[[str], bytes], first: int, count: int) -> None:
        if name in self._open:
            self._branch(self._open[name], first, count)
            return
        source = self._open[name] = pikepdf.open(io.BytesIO(read(name)))
        known = self._take_out_known_forms(source)
        pages = self._branch(source, first, count)
        self._share_forms(pages[0][_RESOURCES].get(_FORMS, {}), known)

    def finished(self) -> pikepdf.Pdf:
        self.pdf.Root.Pages.Kids = pikepdf.Array(self._branches)
        self.pdf.Root.Pages.Count = sum(int(branch.Count) for branch in self._branches)
        return self.pdf

    def _branch(self, source: pikepdf.Pdf, first: int, count: int) -> list[pikepdf.Object]:
        root = self.pdf.Root.Pages
        branch = self.pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Pages, Parent=root))
        pages = [self._copied(page.obj, branch) for page in source.pages[first : first + count]]
        branch.Kids, branch.Count = pikepdf.Array(pages), count
        self._branches.append(branch)
        return pages

    def _copied(self, page: pikepdf.Object, branch: pikepdf.Object) -> pikepdf.Object:
        # Else all of its file would come with it.
        del page["/Parent"]
        copied = self.pdf.copy_foreign(page)
        copied.Parent = branch
        return copied

    def _take_out_known_forms(self, source: pikepdf.Pdf) -> list[str]:
        forms: Any = source.pages[0][_RESOURCES].get(_FORMS, {})
        known = [form for form in forms.keys() if form in self._forms]  # noqa: SIM118  no dictionary
        for form in known:
            del forms[form]
        return known

    def _share_forms(self, forms: Any, known: list[str]) -> None:
        """The pages of a part have one dictionary: it is given the forms that are here, and its new ones are noted."""
        for form in forms.keys():  # noqa: SIM118
            self._forms[form] = forms[form]
        for form in known:
            forms[form] = self._forms[form]

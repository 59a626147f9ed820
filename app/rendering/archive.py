"""Files in one file."""

from __future__ import annotations

import io
import zipfile

# The first moment that a ZIP can name: the same files give the same bytes.
_NO_DATE = (1980, 1, 1, 0, 0, 0)
_READABLE_BY_ALL = 0o644 << 16

# Each by its name.
Files = tuple[tuple[str, bytes], ...]


def zipped(files: Files, *, packed: bool = True) -> bytes:
    """The files as a ZIP; the same files give the same bytes. PDFs alone are packed already."""
    method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w") as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _NO_DATE)
            entry.external_attr = _READABLE_BY_ALL
            entry.create_system = 3  # Unix, whatever this machine is
            archive.writestr(entry, content, method, compresslevel=6)
    return store.getvalue()

"""A PDF that was put together from others, as a file."""

from __future__ import annotations

import io

import pikepdf


def saved(pdf: pikepdf.Pdf) -> bytes:
    """The file's bytes: the same for the same content."""
    target = io.BytesIO()
    pdf.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()

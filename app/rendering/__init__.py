"""Letter → HTML → PDF; packs, fax pages, page images; plain text, e-mail, DOCX.

The only room that imports WeasyPrint, PDFium and python-docx.
"""

from app.rendering.archive import Files, zipped
from app.rendering.docx import docx_file
from app.rendering.email import email_file, mailto, mailto_without_text, subject_of
from app.rendering.fax_tiff import fax_tiff
from app.rendering.pack import PackFiles, pack, pack_files
from app.rendering.page_images import PageImage, page_images
from app.rendering.photograph import WIDTHS, Sized, sized
from app.rendering.plain_text import email_text, form_text, plain_text
from app.rendering.renderer import Renderer, Rendering
from app.rendering.sheet import calibration_sheet, html_page

__all__ = [
    "WIDTHS",
    "Files",
    "PackFiles",
    "PageImage",
    "Renderer",
    "Rendering",
    "Sized",
    "calibration_sheet",
    "docx_file",
    "email_file",
    "email_text",
    "fax_tiff",
    "form_text",
    "html_page",
    "mailto",
    "mailto_without_text",
    "pack",
    "pack_files",
    "page_images",
    "plain_text",
    "sized",
    "subject_of",
    "zipped",
]

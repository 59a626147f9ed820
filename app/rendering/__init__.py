"""Letter → HTML → PDF; packs, fax pages, page images; plain text. The only room that imports WeasyPrint and PDFium."""

from app.rendering.fax_tiff import fax_tiff
from app.rendering.pack import PackFiles, pack, pack_files, zipped
from app.rendering.page_images import PageImage, page_images
from app.rendering.photograph import WIDTHS, Sized, sized
from app.rendering.plain_text import plain_text
from app.rendering.renderer import Renderer, Rendering
from app.rendering.sheet import calibration_sheet, html_page

__all__ = [
    "WIDTHS",
    "PackFiles",
    "PageImage",
    "Renderer",
    "Rendering",
    "Sized",
    "calibration_sheet",
    "fax_tiff",
    "html_page",
    "pack",
    "pack_files",
    "page_images",
    "plain_text",
    "sized",
    "zipped",
]

"""Letter → HTML → PDF; page images; plain text. The only room that imports WeasyPrint and PDFium."""

from app.rendering.page_images import PageImage, page_images
from app.rendering.plain_text import plain_text
from app.rendering.renderer import Renderer, Rendering
from app.rendering.sheet import calibration_sheet, html_page

__all__ = ["PageImage", "Renderer", "Rendering", "calibration_sheet", "html_page", "page_images", "plain_text"]

"""letter_templates/ and recipients.yaml → domain objects, or Problems with file and line."""

from app.content.library import Library, load_library
from app.content.supporter_file import read_supporter_file

__all__ = ["Library", "load_library", "read_supporter_file"]

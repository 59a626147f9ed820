"""letter_templates/ and recipients.yaml → domain objects, or Problems with file and line."""

from app.content.language_file import Files, LanguageFile
from app.content.library import Library, load_library, read_content
from app.content.supporter_file import read_supporter_file
from app.content.yaml_text import YamlText

__all__ = ["Files", "LanguageFile", "Library", "YamlText", "load_library", "read_content", "read_supporter_file"]

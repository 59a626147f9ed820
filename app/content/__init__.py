"""letter_templates/ and recipients.yaml → domain objects, or Problems with file and line."""

from app.content.counsel import load_counsels
from app.content.language_file import Files, LanguageFile
from app.content.library import TEMPLATES, Library, Shared, load_library, read_content, read_shared
from app.content.manuscript import Manuscript, case_names, read_manuscript
from app.content.stamps import Stamps, stamps_of
from app.content.stationery import load_stationery
from app.content.supporter_file import read_supporter_file
from app.content.yaml_text import YamlText

__all__ = [
    "TEMPLATES",
    "Files",
    "LanguageFile",
    "Library",
    "Manuscript",
    "Shared",
    "Stamps",
    "YamlText",
    "case_names",
    "load_counsels",
    "load_library",
    "load_stationery",
    "read_content",
    "read_manuscript",
    "read_shared",
    "read_supporter_file",
    "stamps_of",
]

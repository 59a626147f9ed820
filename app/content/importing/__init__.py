"""Other people's tables of office holders beside recipients.yaml, and what is new in them."""

from app.content.importing.appending import append_holders
from app.content.importing.comparison import Comparison
from app.content.importing.diff import Diff, diff_with
from app.content.importing.reading import read_sheet
from app.content.importing.sheet import Sheet

__all__ = ["Comparison", "Diff", "Sheet", "append_holders", "diff_with", "read_sheet"]

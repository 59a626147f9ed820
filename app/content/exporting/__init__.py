"""Offices in the forms that other programs read."""

from app.content.exporting.popolo import as_popolo
from app.content.exporting.table import as_table
from app.content.exporting.vcard import as_vcards

__all__ = ["as_popolo", "as_table", "as_vcards"]

"""Supporters' pages: forms, views, page templates, static files."""

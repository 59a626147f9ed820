"""Imported by the server that makes workers: each of them then has a renderer that is warm, and shares its memory."""

import gc

from app.content import load_stationery
from app.rendering.seat import shared_renderer

shared_renderer().warm(load_stationery().plain("A4"))
gc.freeze()

"""Case + office + supporter + date + language → Letter, or its Proof while it is being written."""

from app.composing.caveats import caveats, on_the_way, without_address
from app.composing.compose import compose, languages_for, preferred_language
from app.composing.gloss import Gloss, Pair, gloss
from app.composing.mailing import Mailing
from app.composing.outline import Piece, outline, outline_without
from app.composing.proof import compose_proof
from app.composing.template import PLACEHOLDERS, check_template

__all__ = [
    "PLACEHOLDERS",
    "Gloss",
    "Mailing",
    "Pair",
    "Piece",
    "caveats",
    "check_template",
    "compose",
    "compose_proof",
    "gloss",
    "languages_for",
    "on_the_way",
    "outline",
    "outline_without",
    "preferred_language",
    "without_address",
]

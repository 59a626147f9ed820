"""Case + office + supporter + date + language → Letter, or its Proof while it is being written."""

from app.composing.caveats import caveats, on_the_way, without_address
from app.composing.compose import compose, languages_for, own_parts, preferred_language
from app.composing.covering_letter import with_covering_letters
from app.composing.gloss import Gloss, Pair, gloss
from app.composing.mailing import Mailing
from app.composing.outline import Piece, outline, outline_without
from app.composing.proof import compose_proof
from app.composing.template import PLACEHOLDERS, check_template
from app.composing.ways import EXPLAINED, Way, Ways, email_in_use, ways_to_reach

__all__ = [
    "EXPLAINED",
    "PLACEHOLDERS",
    "Gloss",
    "Mailing",
    "Pair",
    "Piece",
    "Way",
    "Ways",
    "caveats",
    "check_template",
    "compose",
    "compose_proof",
    "email_in_use",
    "gloss",
    "languages_for",
    "on_the_way",
    "outline",
    "outline_without",
    "own_parts",
    "preferred_language",
    "ways_to_reach",
    "with_covering_letters",
    "without_address",
]

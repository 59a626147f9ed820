"""What the page says of one's own words while they are typed: room, share and hints. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.content import load_counsels
from app.domain.advice import Hint, advice
from app.domain.letter import Letter
from app.domain.own_words import Room, Share, own_share, room
from app.web.forms import language_field
from app.web.sitting import Sitting


@dataclass(frozen=True)
class OwnWords:
    """`share` is there once there is a letter; `examples` of “who I am” are by the language of a chosen letter."""

    room: Room
    hints: tuple[Hint, ...]
    share: Share | None
    examples: Mapping[str, tuple[str, ...]]


def about_own_words(sitting: Sitting, letters: tuple[Letter, ...]) -> OwnWords:
    counsels, reader = load_counsels(), sitting.reader.language.code
    chosen = [sitting.form[language_field(office)].data for office in sitting.chosen]
    languages = [code for code in dict.fromkeys(chosen) if code in counsels]
    return OwnWords(
        room=room(sitting.form.own_words.data or "", next(iter(languages), reader)),
        hints=advice(sitting.form.data, counsels, [*languages, reader], on=sitting.letter_day),
        share=own_share(sitting.supporter, letters[0]) if sitting.supporter and letters else None,
        examples={code: counsels[code].who_i_am for code in languages},
    )

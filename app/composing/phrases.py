"""The words the system itself writes into a letter, in each language.

docs/forms-of-address.md says for each form which page showed it and which none did.
"""

from __future__ import annotations

from app.domain.values import Value


class Phrases(Value):
    """One language's structural words. `{salutation}` in the close repeats the salutation."""

    salutation_end: str
    subject_label: str
    close: str
    close_without_name: str
    copies_label: str
    enclosures_label: str
    introduction: str
    list_end: str = ";"
    full_stop: str = "."
    close_confirmed: bool = True


PHRASES = {
    "en": Phrases(
        salutation_end=",",
        subject_label="",
        close="Yours sincerely,",
        close_without_name="Yours faithfully,",
        copies_label="Copies to:",
        enclosures_label="Enclosures:",
        introduction="a supporter of human rights",
    ),
    "fr": Phrases(
        salutation_end=",",
        subject_label="Objet\u202f: ",
        close="Veuillez agréer, {salutation}, l’expression de ma très haute considération.",
        close_without_name="Veuillez agréer, {salutation}, l’expression de ma très haute considération.",
        copies_label="Copie à\u202f:",
        enclosures_label="Pièce(s) jointe(s)\u202f:",
        introduction="une personne attachée au respect des droits humains",
        list_end="\u202f;",
    ),
    "nl": Phrases(
        salutation_end=",",
        subject_label="Betreft: ",
        close="Hoogachtend,",
        close_without_name="Hoogachtend,",
        copies_label="Kopie aan:",
        enclosures_label="Bijlage(n):",
        introduction="iemand die begaan is met de mensenrechten",
    ),
    "de": Phrases(
        salutation_end=",",
        subject_label="",
        close="Mit vorzüglicher Hochachtung",
        close_without_name="Mit vorzüglicher Hochachtung",
        copies_label="Kopie an:",
        enclosures_label="Anlagen:",
        introduction="ein Mensch, dem die Menschenrechte am Herzen liegen,",
        close_confirmed=False,
    ),
    "sv": Phrases(
        salutation_end=",",
        subject_label="Angående: ",
        close="Högaktningsfullt",
        close_without_name="Högaktningsfullt",
        copies_label="Kopia till:",
        enclosures_label="Bilagor:",
        introduction="en person som värnar om de mänskliga rättigheterna",
        close_confirmed=False,
    ),
    "tr": Phrases(
        salutation_end=",",
        subject_label="Konu: ",
        close="Saygılarımla,",
        close_without_name="Saygılarımla,",
        copies_label="Bilgi:",
        enclosures_label="Ekler:",
        introduction="insan haklarına önem veren bir kişi",
        close_confirmed=False,
    ),
    "ar": Phrases(
        salutation_end="،\nتحية طيبة وبعد،",
        subject_label="الموضوع: ",
        close="وتفضلوا بقبول فائق الاحترام والتقدير،",
        close_without_name="وتفضلوا بقبول فائق الاحترام والتقدير،",
        copies_label="نسخة إلى:",
        enclosures_label="المرفقات:",
        introduction="ممن يهمّهم احترام حقوق الإنسان",
        list_end="؛",
        close_confirmed=False,
    ),
    "fa": Phrases(
        salutation_end="،",
        subject_label="موضوع: ",
        close="با تقدیم احترام،",
        close_without_name="با تقدیم احترام،",
        copies_label="رونوشت:",
        enclosures_label="پیوست‌ها:",
        introduction="یکی از حامیان حقوق بشر",
        list_end="؛",
        close_confirmed=False,
    ),
    "ja": Phrases(
        salutation_end="",
        subject_label="件名：",
        close="敬具",
        close_without_name="敬具",
        copies_label="写し送付先：",
        enclosures_label="同封書類：",
        introduction="人権の尊重を願う者",
        list_end="。",
        full_stop="。",
        close_confirmed=False,
    ),
}

PHRASES["en-US"] = PHRASES["en"].model_copy(
    update={"salutation_end": ":", "close": "Sincerely,", "close_without_name": "Sincerely,"}
)

# Salutations that name nobody, which English answers with "Yours faithfully".
NAMELESS_SALUTATIONS = frozenset({"Dear Sir or Madam", "Dear Sir", "Dear Madam"})


def phrases_for(language: str, country: str | None) -> Phrases:
    """A language's words as the office's country uses them."""
    return PHRASES.get(f"{language}-{country}") or PHRASES[language]

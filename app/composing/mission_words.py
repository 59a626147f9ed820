"""The words for a copy to a diplomatic mission, in each language.

A State's name stands after a colon, so that no article, case or ending depends on it. The two
States go by their names in the Vienna Convention on Diplomatic Relations (1961).
"""

from __future__ import annotations

from app.composing.fax import FAX_WORDS
from app.domain.country import postal_name
from app.domain.mission import Mission
from app.domain.office import Office
from app.domain.values import Value


class MissionWords(Value):
    """`enclosing` is the covering letter's one paragraph; it speaks of one letter or of several alike.

    `letter_to` names an enclosed letter of the same date; `reviewed` says whether a native
    speaker has checked all of this.
    """

    mission: str
    enclosing: str
    letter_to: str
    reviewed: bool = False


MISSION_WORDS = {
    "en": MissionWords(
        mission="Diplomatic mission (sending State: {state}; receiving State: {country})",
        enclosing=(
            "For your information I enclose a copy of the correspondence listed below. "
            "I should be grateful if you would bring it to the attention of your Government."
        ),
        letter_to="Letter of the same date to: {recipient}",
        reviewed=True,
    ),
    "fr": MissionWords(
        mission="Mission diplomatique (État accréditant\u202f: {state}\u202f; État accréditaire\u202f: {country})",
        enclosing=(
            "Je vous prie de trouver ci-joint, pour information, copie de la correspondance indiquée ci-dessous. "
            "Je vous saurais gré de bien vouloir la porter à l’attention de votre Gouvernement."
        ),
        letter_to="Lettre de même date, destinataire\u202f: {recipient}",
    ),
    "nl": MissionWords(
        mission="Diplomatieke zending (zendstaat: {state}; ontvangende staat: {country})",
        enclosing=(
            "Ter informatie vindt u hierbij een afschrift van de hieronder vermelde correspondentie. "
            "Ik zou het op prijs stellen als u die onder de aandacht van uw regering brengt."
        ),
        letter_to="Brief van dezelfde datum aan: {recipient}",
    ),
    "de": MissionWords(
        mission="Diplomatische Mission (Entsendestaat: {state}; Empfangsstaat: {country})",
        enclosing=(
            "Zu Ihrer Kenntnisnahme füge ich eine Kopie der unten genannten Korrespondenz bei. "
            "Ich wäre Ihnen dankbar, wenn Sie sie Ihrer Regierung zur Kenntnis brächten."
        ),
        letter_to="Schreiben vom selben Tag, gerichtet an: {recipient}",
    ),
    "sv": MissionWords(
        mission="Diplomatisk beskickning (sändande stat: {state}; mottagande stat: {country})",
        enclosing=(
            "För kännedom bifogas en kopia av nedan angiven korrespondens. "
            "Jag vore tacksam om Ni ville uppmärksamma Er regering på den."
        ),
        letter_to="Brev av samma dag till: {recipient}",
    ),
    "tr": MissionWords(
        mission="Diplomatik temsilcilik (gönderen devlet: {state}; kabul eden devlet: {country})",
        enclosing=(
            "Aşağıda belirtilen yazışmanın bir örneğini bilginize sunarım. "
            "Hükûmetinizin dikkatine sunmanızı saygılarımla rica ederim."
        ),
        letter_to="Aynı tarihli mektup, muhatap: {recipient}",
    ),
    "ar": MissionWords(
        mission="البعثة الدبلوماسية (الدولة المعتمِدة: {state}؛ الدولة المعتمَد لديها: {country})",
        enclosing="أرفق طيه، للعلم، نسخة من المراسلات المبينة أدناه، وأرجو التكرم بإطلاع حكومتكم عليها.",
        letter_to="رسالة بالتاريخ نفسه، المرسل إليه: {recipient}",
    ),
    "fa": MissionWords(
        mission="نمایندگی دیپلماتیک (کشور فرستنده: {state}؛ کشور پذیرنده: {country})",
        enclosing=(
            "به پیوست، رونوشت مکاتبات یادشده در زیر جهت اطلاع تقدیم می‌شود. "
            "خواهشمند است مراتب به آگاهی دولت متبوع شما رسانده شود."
        ),
        letter_to="نامه‌ای به همین تاریخ، گیرنده: {recipient}",
    ),
    "ja": MissionWords(
        mission="在外公館（派遣国：{state}、接受国：{country}）",
        enclosing="ご参考までに、下記の書簡の写しを同封いたします。貴国政府にお伝えくださいますようお願い申し上げます。",
        letter_to="同日付書簡、宛先：{recipient}",
    ),
}


def mission_named(mission: Mission, language: str) -> str:
    """The embassy by its own title where we know it in the language; else by the two States."""
    if mission.embassy is not None and {language} <= mission.embassy.title.keys() & mission.embassy.organisation.keys():
        return office_named(mission.embassy, language)
    states = {"state": postal_name(mission.state, language), "country": postal_name(mission.country, language)}
    return MISSION_WORDS[language].mission.format_map(states)


def office_named(office: Office, language: str) -> str:
    """Title and organisation in a line."""
    named = (office.title_in(language), office.organisation_in(language))
    return FAX_WORDS[language].comma.join(part for part in named if part)

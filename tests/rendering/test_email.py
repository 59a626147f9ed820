"""Letters as e-mails: the file that opens as a draft, the link that begins one, the text to paste."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.language import LANGUAGES
from app.domain.letter import Letter, ListBlock, Run
from app.rendering import email_file, email_text, form_text, mailto, mailto_without_text, subject_of
from tests.builders import a_letter
from tests.shipped import shipped

OFFICE = "harbour@example.org"
SHEILA = "sheila@example.org"
SHIPPED = dict(shipped())
# What a name could do to a header, if it were not one line of text.
ATTACKS = [
    "Sheila\r\nBcc: everybody@example.org",
    "Sheila\nBcc: everybody@example.org",
    "Sheila\rBcc: everybody@example.org",
    "Sheila\u2028Bcc: everybody@example.org",
    "Sheila\x0bBcc: everybody@example.org\x00",
    'Sheila" <everybody@example.org>, "',
    "Sheila <everybody@example.org>, " + "x" * 100,
    "=?utf-8?q?Sheila=0D=0ABcc:_everybody@example.org?=",
]


def read(eml: bytes) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(eml, policy=default))


def lines_of(text: str) -> str:
    return text.replace("\r\n", "\n")


@pytest.mark.parametrize("letter", SHIPPED.values(), ids=SHIPPED)
def test_every_shipped_letter_is_a_draft_with_its_text(letter: Letter) -> None:
    eml = email_file(letter, OFFICE, SHEILA)

    message = read(eml)
    assert message.keys() == [
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
        "From",
        "To",
        "Subject",
        "Content-Language",
        "X-Unsent",
    ]
    assert message["X-Unsent"] == "1"
    assert str(message["From"]) == f"Sheila O’Neil <{SHEILA}>"
    assert str(message["To"]) == OFFICE
    assert message["Content-Language"] == letter.language.code
    assert letter.subject_line.endswith(message["Subject"])
    assert (message.get_content_type(), message.get_content_charset()) == ("text/plain", "utf-8")
    assert lines_of(message.get_content()) == email_text(letter)
    assert message.defects == []
    assert eml.isascii()
    assert eml.count(b"\n") == eml.count(b"\r\n") == eml.count(b"\r")
    assert max(map(len, eml.split(b"\r\n"))) <= 78


def test_an_email_has_neither_date_nor_place_and_the_senders_address_under_the_name() -> None:
    letter = a_letter(
        sender_address=("Sheila O’Neil", "12 Lange Munt", "9000 Gent", SHEILA),
        inside_address=("Harbour Master", "Port of Antwerp", "1 Quay Street", "BELGIUM"),
        recipient=("Harbour Master", "Port of Antwerp"),
        copies=("Copies to:", "Pilot"),
    )

    assert email_text(letter) == (
        "Harbour Master\nPort of Antwerp\n\nDear Harbour Master,\n\nLet the ship go.\n\nYours sincerely,\n\n"
        "Sheila O’Neil\n12 Lange Munt\n9000 Gent\nsheila@example.org\n\nCopies to:\nPilot\n"
    )


def test_the_text_for_a_web_form_has_no_address() -> None:
    letter = a_letter(
        sender_address=("Sheila O’Neil", "12 Lange Munt", "9000 Gent"),
        inside_address=("Harbour Master", "1 Quay Street"),
        recipient=("Harbour Master",),
        body=(ListBlock(items=((Run(text="Let the ship go;"),), (Run(text="let the crew rest."),))),),
    )

    assert form_text(letter) == (
        "Harbour Master\n\nDear Harbour Master,\n\n– Let the ship go;\n– let the crew rest.\n\n"
        "Yours sincerely,\n\nSheila O’Neil\n"
    )


@pytest.mark.parametrize(("name", "letter"), SHIPPED.items(), ids=SHIPPED)
def test_whom_it_is_to_opens_every_shipped_email(name: str, letter: Letter) -> None:
    assert letter.recipient
    assert letter.inside_address[: len(letter.recipient)] == letter.recipient
    assert email_text(letter).startswith("\n".join(letter.recipient) + "\n\n" + letter.salutation)


def test_the_subject_has_no_label() -> None:
    letter = a_letter(subject_line="Objet\u202f: L’équipage du navire", language=LANGUAGES["fr"])

    assert subject_of(letter) == "L’équipage du navire"
    assert read(email_file(letter, OFFICE))["Subject"] == "L’équipage du navire"


def test_nobody_is_named_as_sender_who_gave_no_address() -> None:
    assert "From" not in read(email_file(a_letter(), OFFICE))


def test_a_sender_whose_address_only_some_programs_can_write_is_left_to_their_own() -> None:
    message = read(email_file(a_letter(), OFFICE, "شیرین@example.org"))

    assert "From" not in message
    assert read(email_file(a_letter(), OFFICE, "sheila@bücher.example"))["From"].addresses[0].domain == (
        "xn--bcher-kva.example"
    )


@pytest.mark.parametrize("name", ATTACKS)
def test_a_name_never_becomes_a_header_or_an_address(name: str) -> None:
    message = read(email_file(a_letter(signature_block=(name,)), OFFICE, SHEILA))

    assert [address.addr_spec for address in message["From"].addresses] == [SHEILA]
    assert {"Bcc", "Cc"}.isdisjoint(message.keys())


@pytest.mark.parametrize("attack", ATTACKS)
def test_neither_a_subject_nor_an_address_becomes_a_header(attack: str) -> None:
    message = read(email_file(a_letter(subject_line=attack), OFFICE + attack[6:], SHEILA))

    assert {"Bcc", "Cc"}.isdisjoint(message.keys())
    assert len(message.keys()) == 8


@given(st.text(max_size=100), st.text(max_size=200))
def test_whatever_is_typed_there_is_one_sender_and_no_header_more(name: str, subject: str) -> None:
    message = read(email_file(a_letter(signature_block=(name,), subject_line=subject), OFFICE, SHEILA))

    assert [address.addr_spec for address in message["From"].addresses] == [SHEILA]
    assert len(message.keys()) == 8


def test_arabic_travels_whole_and_latin_letters_stay_readable_in_the_file() -> None:
    arabic = next(letter for name, letter in SHIPPED.items() if name.endswith(".ar"))

    assert read(email_file(arabic, OFFICE))["Content-Transfer-Encoding"] == "base64"
    assert read(email_file(a_letter(), OFFICE))["Content-Transfer-Encoding"] == "quoted-printable"
    assert b"Dear Harbour Master," in email_file(a_letter(), OFFICE)


def test_a_link_holds_address_subject_and_text() -> None:
    letter = a_letter(recipient=("Harbour Master",), subject_line="Ship & crew = 100 %?")

    link = mailto(letter, "harbour+1@example.org")

    assert link is not None
    assert link.startswith("mailto:harbour%2B1@example.org?subject=Ship%20%26%20crew%20%3D%20100%20%25%3F&body=Harbour")
    assert "Harbour%20Master%0D%0A%0D%0ADear%20Harbour%20Master%2C" in link
    assert parse_qs(urlsplit(link).query)["body"] == [email_text(letter).strip().replace("\n", "\r\n")]


@pytest.mark.parametrize(("name", "letter"), SHIPPED.items(), ids=SHIPPED)
def test_a_link_is_short_or_there_is_none(name: str, letter: Letter) -> None:
    link, short = mailto(letter, OFFICE), mailto_without_text(letter, OFFICE)

    assert link is None or len(link) <= 2_000
    assert len(short) <= 2_000
    assert "body=" not in short
    assert parse_qs(urlsplit(short).query) == {"subject": [subject_of(letter)]}


def test_only_the_shortest_english_letters_fit_a_link() -> None:
    fitting = {name.split(".")[-1] for name, letter in SHIPPED.items() if mailto(letter, OFFICE)}

    assert fitting == {"en"}


def test_a_link_without_a_subject_has_no_empty_one() -> None:
    assert mailto_without_text(a_letter(subject_line="ش" * 1_000), OFFICE) == f"mailto:{OFFICE}"
    assert mailto_without_text(a_letter(subject_line=""), OFFICE) == f"mailto:{OFFICE}"

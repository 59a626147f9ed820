"""The letter as an e-mail: a file that a mail program opens as a draft, or a link that begins one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.charset import BASE64, QP, Charset
from email.header import Header
from email.message import Message
from email.policy import compat32
from typing import Any
from urllib.parse import quote

from email_validator import validate_email

from app.composing.phrases import PHRASES
from app.domain.language import LATIN_LETTERS
from app.domain.letter import Letter
from app.domain.text import clean
from app.rendering.plain_text import email_text

# The newer policies of Python 3.11 lose a display name's quotation marks where they fold a long
# header (cpython issue 121284), so that a comma in a name could make an address of what follows.
_POLICY = compat32.clone(linesep="\r\n", max_line_length=76)
# A name that stands in a header as it is; any other is encoded.
_PLAIN_NAME = re.compile(r"[A-Za-z]+(?:[ '-][A-Za-z]+)*")
# Characters that every mail program and browser takes in a link.
LONGEST_LINK = 2_000


def email_file(letter: Letter, address: str, sender_address: str = "") -> bytes:
    """An .eml to `address` that opens as a draft, from the sender if they gave an address.

    It has no date and no Message-ID: the mail program that sends it gives it both. Lines are as
    long as paragraphs, since every program wraps them and some show wrapped ones in steps.
    """
    message: Message[Any, Any] = Message(_POLICY)
    message.set_payload(email_text(letter).replace("\n", "\r\n"), _charset(letter))
    if sender := _from(letter, sender_address):
        message["From"] = sender
    message["To"] = _one_line(address)
    message["Subject"] = Header(subject_of(letter), header_name="Subject")
    message["Content-Language"] = letter.language.code
    message["X-Unsent"] = "1"  # Outlook and others open it to be sent
    return message.as_bytes(policy=_POLICY)


def mailto(letter: Letter, address: str) -> str | None:
    """A link that begins the e-mail, or None where it would be too long to be relied on."""
    link = _link(address, {"subject": subject_of(letter), "body": email_text(letter)})
    return link if len(link) <= LONGEST_LINK else None


def mailto_without_text(letter: Letter, address: str) -> str:
    """A link that begins the e-mail with its subject, for whoever pastes the text into it."""
    link = _link(address, {"subject": subject_of(letter)})
    return link if len(link) <= LONGEST_LINK else _link(address, {})


def subject_of(letter: Letter) -> str:
    """The subject without the word that stands before it on paper, such as «Objet : »."""
    return _one_line(letter.subject_line.removeprefix(PHRASES[letter.language.code].subject_label))


def _charset(letter: Letter) -> Charset:
    """UTF-8 in seven bits: nothing on the way can spoil it, and Latin letters stay readable in the file."""
    charset = Charset("utf-8")
    charset.body_encoding = QP if letter.language.code in LATIN_LETTERS else BASE64
    return charset


def _from(letter: Letter, address: str) -> Header | None:
    if not address:
        return None
    in_ascii = validate_email(address, check_deliverability=False).ascii_email
    if in_ascii is None:  # only a mail program that knows such addresses can write this header
        return None
    name = _one_line(letter.signature_block[0])
    header = Header(header_name="From")
    header.append(name, "us-ascii" if _PLAIN_NAME.fullmatch(name) else "utf-8")
    header.append(f"<{in_ascii}>", "us-ascii")
    return header


def _one_line(text: str) -> str:
    """No line end and no control gets into a header."""
    return " ".join(clean(text).text.split("\n"))


def _link(address: str, fields: Mapping[str, str]) -> str:
    """RFC 6068: everything encoded but what it leaves unreserved, line ends as CR and LF."""
    given = [f"{name}={_encoded(value)}" for name, value in fields.items() if value]
    return f"mailto:{quote(_one_line(address), safe='@')}" + ("?" + "&".join(given) if given else "")


def _encoded(text: str) -> str:
    return quote(text.strip().replace("\n", "\r\n"), safe="")

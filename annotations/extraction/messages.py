"""Electronic mail (RFC 5322) and rich text (RTF)."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage, MIMEPart

from striprtf.striprtf import rtf_to_text

from annotations.extraction.charset import clean, decode
from annotations.extraction.document import Block, Document, Unreadable
from annotations.extraction.html import extract_html
from annotations.extraction.plain import extract_plain

#: Bytes of a plain part that may be no more than a hint.
STUB = 200


def extract_mail(data: bytes) -> Document:
    """The words of a message, its subject for a title, its sender for an author. Attachments are named.

    Raises Unreadable for one without words.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = message.get_body(("plain", "html"))
    if body is None:
        raise Unreadable("There is no text in this message.")
    other = message.get_body(("html",))
    if other is not None and body.get_content_type() == "text/plain" and _is_stub(body, other):
        body = other
    content, charset = bytes(body.get_payload(decode=True) or b""), body.get_content_charset() or ""
    if body.get_content_type() == "text/html":
        document = extract_html(content, charset=charset)
        document.doubt = ""  # about web pages
    else:
        document = extract_plain(decode(content, charset)[0])
    names = [name for part in message.iter_attachments() if (name := part.get_filename())]
    for name in names:
        start = len(document.text) + 1
        document.text += f"\n{clean(name) or '-'}"
        document.blocks.append(Block("item", start, len(document.text)))
    document.title = _header(message, "Subject")
    document.author = _header(message, "From")
    sent = message["Date"]
    document.date = sent.datetime.date().isoformat() if sent is not None and sent.datetime else ""
    return document


def _is_stub(plain: MIMEPart, other: MIMEPart) -> bool:
    """Whether the plain part only says that there is another one."""
    words, whole = bytes(plain.get_payload(decode=True) or b"").strip(), bytes(other.get_payload(decode=True) or b"")
    return not words or (len(words) < STUB and len(whole) > 5 * len(words))


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message[name] or "").split())[:500]
    except (ValueError, IndexError, AttributeError):  # the parser of odd headers is not always up to them
        return ""


def extract_rtf(data: bytes) -> Document:
    """The words of rich text. Raises Unreadable."""
    try:
        text = rtf_to_text(data.decode("latin-1"), encoding="cp1252", errors="replace")
    except (ValueError, LookupError, IndexError, UnicodeError) as exc:
        raise Unreadable("This file is damaged and can't be read.") from exc
    return extract_plain(text)

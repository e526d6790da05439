"""Electronic mail (RFC 5322), one message or a box of them (mbox, RFC 4155)."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from email.message import EmailMessage, MIMEPart

from annotations.extraction.charset import clean, decode
from annotations.extraction.document import Block, Document, Unreadable
from annotations.extraction.texts.plain import extract_plain
from annotations.extraction.web.html import extract_html

#: Bytes of a plain part that may be no more than a hint.
STUB = 200
#: What such a hint says.
ELSEWHERE = re.compile(rb"html|view (?:this|it) (?:message )?in|in your browser", re.IGNORECASE)
#: What a reader sees above a message.
HEADS = ("From", "To", "Cc", "Date", "Subject")
#: Messages within messages that are opened, and messages of a box.
DEEPEST, MOST_MESSAGES = 3, 1_000
#: The line before each message of a box.
POSTMARK = re.compile(rb"^From [^\n]*\n", re.MULTILINE)
#: A line's end that a program put in, in a text whose lines are to flow.
FOLDED = re.compile(r"(?<!^--) \n(?!-- \n)", re.MULTILINE)


def extract_mail(data: bytes) -> Document:
    """The words of a message and of those within it; its subject for a title, its sender for an author.

    Attachments are named. Raises Unreadable for one without words.
    """
    if not data.startswith(b"From "):
        return _whole(_parsed(data))
    messages = [_parsed(part) for part in POSTMARK.split(data)[: MOST_MESSAGES + 1] if part.strip()]
    return _joined([document for message in messages for document in _within(message, 0)])


def _parsed(data: bytes) -> EmailMessage:
    return email.message_from_bytes(data, policy=email.policy.default)


def _whole(message: EmailMessage) -> Document:
    names = [name for part in message.iter_attachments() if (name := part.get_filename())]
    named = [Document(clean(name) or "-", [Block("item", 0, len(clean(name) or "-"))]) for name in names]
    document = _joined([*_texts(message, 0), *named])
    document.title = _header(message, "Subject")
    document.author = "; ".join(_senders(message))
    document.date = _day(message)
    heads = ((name, _header(message, name)) for name in HEADS)
    document.other_text = clean("\n".join(f"{name}: {told}" for name, told in heads if told))
    return document


def _senders(message: EmailMessage) -> list[str]:
    """Who sent it, by name, else by address."""
    addresses = getattr(message["From"], "addresses", ())
    return [clean(one.display_name or one.addr_spec) for one in addresses] or [_header(message, "From")]


def _texts(message: EmailMessage, depth: int) -> Iterator[Document]:
    """What is to be read in a message: its body, further texts beside that, and the messages that it holds."""
    body = message.get_body(("plain", "html"))
    other = message.get_body(("html",))
    if body is not None and other is not None and body.get_content_type() == "text/plain" and _is_stub(body, other):
        body = other
    if body is not None:
        yield _text(body)
    for part in message.iter_parts() if message.get_content_type() == "multipart/mixed" else ():
        is_named = part.get_content_disposition() == "attachment" or part.get_filename()
        if part.get_content_type() in ("text/plain", "text/html") and part is not body and not is_named:
            yield _text(part)
        elif part.get_content_type() == "message/rfc822" and depth < DEEPEST:
            for inner in part.iter_parts():
                if isinstance(inner, EmailMessage):
                    yield from _within(inner, depth + 1)


def _within(message: EmailMessage, depth: int) -> Iterator[Document]:
    """A message under its subject, with who sent it when."""
    subject, sent = _header(message, "Subject"), f"{_header(message, 'From')} {_day(message)}".strip()
    texts = list(_texts(message, depth))
    if texts and subject:
        yield Document(clean(subject), [Block("heading", 0, len(clean(subject)), 2)])
    if texts and sent:
        yield Document(clean(sent), [Block("paragraph", 0, len(clean(sent)))])
    yield from texts


def _text(part: MIMEPart) -> Document:
    content, charset = bytes(part.get_payload(decode=True) or b""), part.get_content_charset() or ""
    try:
        if part.get_content_type() == "text/html":
            return extract_html(content, charset=charset)
        text = decode(content, charset)[0]
        return extract_plain(_unfolded(text, part) if part.get_param("format") == "flowed" else text)
    except Unreadable:
        return Document("", [])


def _unfolded(text: str, part: MIMEPart) -> str:
    """Lines that a program broke are one again (RFC 3676): those that end in a blank, but for a signature's."""
    keeps = str(part.get_param("delsp")).lower() != "yes"
    return FOLDED.sub(" " if keeps else "", text.replace("\r\n", "\n"))


def _joined(documents: Iterable[Document]) -> Document:
    """One below the other. Raises Unreadable where there is no word in any."""
    whole = Document("", [])
    for document in documents:
        if not document.text.strip():
            continue
        start = len(whole.text) + 1 if whole.text else 0
        whole.text += f"\n{document.text}" if whole.text else document.text
        whole.blocks += [replace(b, start=b.start + start, end=b.end + start) for b in document.blocks]
        whole.spans += [replace(s, start=s.start + start, end=s.end + start) for s in document.spans]
    if not whole.text:
        raise Unreadable("mail_without_text")
    return whole


def _is_stub(plain: MIMEPart, other: MIMEPart) -> bool:
    """Whether the plain part only says that there is another one."""
    words, whole = bytes(plain.get_payload(decode=True) or b"").strip(), bytes(other.get_payload(decode=True) or b"")
    if not words:
        return True
    return len(words) < STUB and len(whole) > (2 if ELSEWHERE.search(words) else 5) * len(words)


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message[name] or "").split())[:500]
    except (ValueError, IndexError, AttributeError):  # the parser of odd headers is not always up to them
        return ""


def _day(message: EmailMessage) -> str:
    try:
        sent = message["Date"]
        return sent.datetime.date().isoformat() if sent is not None and sent.datetime else ""
    except (ValueError, IndexError, AttributeError):
        return ""

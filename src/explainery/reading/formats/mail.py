"""E-mails: a newsletter, or an article that a person forwarded. Parsed by Python's own library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from pathlib import Path

from lxml.html import tostring

from explainery.errors import SourceError
from explainery.patterns import regex
from explainery.reading.decode import decoded
from explainery.reading.document import Document
from explainery.reading.formats.forwarding import attached_mails, drop_forwarder, forwarded
from explainery.reading.formats.html import page_document, without_headline
from explainery.reading.formats.plain import read_plain
from explainery.reading.header_lines import header_lines_of, without_lines
from explainery.reading.language_tags import tag_of
from explainery.reading.limits import MAIL_PARTS, ReadingLimits
from explainery.reading.timestamps import timestamp_of
from explainery.reading.web.addresses import clean_address
from explainery.reading.web.markup import html_tree, paragraphs_of, text_in
from explainery.text import folded, one_line

_FORWARD = regex(r"^(?:(?:re|fwd?|aw|wg|tr|rv|i):\s*)+", re.IGNORECASE)
_LIST_FIELDS = ("list-id", "list-unsubscribe", "list-post")  # RFC 2369 and 2919: only mails to many readers have these
_FOOT = regex(r"^[^\n]{0,200}(?:you(?: are|['’]re) receiving this|you received this e-?mail|\bunsubscribe\b|\babmelden\b|se désabonner|manage (?:your )?"
                   r"(?:preferences|subscriptions?)).*\Z", re.IGNORECASE | re.MULTILINE | re.DOTALL)  # fmt: skip
_COVERING_WORDS = 60  # by taste: a note that goes with an attached mail has fewer
_FOOT_FROM = 0.6  # of a text's characters; by taste: the foot begins no earlier
_SIGNATURE = regex(r"^-- ?$.*\Z", re.MULTILINE | re.DOTALL)
_FAILS = (MessageError, ValueError, LookupError, TypeError, AttributeError, UnicodeError, OverflowError)


def read(raw: bytes, path: Path, limits: ReadingLimits) -> Iterator[Document]:  # noqa: ARG001 (the registry calls every reader with limits)
    """Read the article of a mail, or of each mail that it attaches. Raises SourceError where there is no text."""
    mail = message(raw, path)
    attached = attached_mails(mail) if _only_forwards(mail, path) else []
    for inner in attached or [mail]:
        document = _document(inner, path)
        yield replace(document, name=document.title or "") if len(attached) > 1 else document


def _only_forwards(mail: EmailMessage, path: Path) -> bool:
    """Whether the mails that a mail attaches are what it is about: by its subject, or because it says little itself."""
    own = _part(mail, "text/plain", path) or _part(mail, "text/html", path)
    return bool(_FORWARD.match(field(mail, "subject"))) or len(own.split()) < _COVERING_WORDS


def _document(mail: EmailMessage, path: Path) -> Document:
    """The article of one mail."""
    is_newsletter = any(field(mail, name) for name in _LIST_FIELDS)
    html, plain = _part(mail, "text/html", path), _part(mail, "text/plain", path)
    document = _from_page(html, path) if html else None
    if document is None:
        document = read_plain(forwarded(_SIGNATURE.sub("", plain).strip()))
        document = replace(document, text=_article_alone(document.text, document.title))
    if not document.text.strip():
        raise SourceError("this mail has no text", file=path)
    subject = _FORWARD.sub("", field(mail, "subject"))
    return replace(
        document,
        text=_without_foot(document.text),
        title=_title(document.title, subject),
        publisher=(_sender(mail) if is_newsletter else None) or document.publisher,
        published=(timestamp_of(field(mail, "date")) if is_newsletter else None) or document.published,
        url=clean_address(field(mail, "archived-at").strip("<>")) or document.url,
        language=document.language or tag_of(field(mail, "content-language")),
    )


def _title(headline: str | None, subject: str) -> str | None:
    """The headline if the subject contains it, otherwise the subject if there is one."""
    return headline if headline and folded(headline) in folded(subject) else subject or headline


def _without_foot(text: str) -> str:
    """The text without the foot of a newsletter, which offers to unsubscribe."""
    foot = _FOOT.search(text, int(_FOOT_FROM * len(text)))
    return text[: foot.start()].rstrip() if foot else text.rstrip()


def _from_page(html: str, path: Path) -> Document | None:
    """The article in the mail's HTML, if there is one; its address is the one that its headline links to."""
    tree = html_tree(html, path)
    heads = [(text_in(h), [str(a.get("href") or "") for a in h.iter("a")]) for h in tree.iter("h1", "h2")]
    if drop_forwarder(tree):
        html = tostring(tree, encoding="unicode")
    document = page_document(html, path)[0]
    text = document.text if document.text.strip() else "\n\n".join(paragraphs_of(html, path))
    title, links = next(((t, a) for t, a in heads if t), (document.title, []))
    url = document.url or next((u for u in map(clean_address, links) if u), None)
    return replace(document, text=without_headline(text, title), title=title, url=url) if text.strip() else None


def _article_alone(text: str, title: str | None) -> str:
    """The text without the lines at its top that state headline, byline, source and address."""
    top = header_lines_of(text)
    return without_headline(without_lines(text, top.numbers).lstrip("\n"), title) if top.numbers else text


def message(raw: bytes, path: Path) -> EmailMessage:
    """Parse a mail. Raises SourceError where it has more than `MAIL_PARTS` parts."""
    mail = message_from_bytes(raw.lstrip(), policy=policy.default)
    if not isinstance(mail, EmailMessage) or sum(1 for _ in mail.walk()) > MAIL_PARTS:
        raise SourceError(
            f"this mail has more than {MAIL_PARTS} parts", file=path, hint="Save the article's part alone"
        )
    return mail


def field(mail: EmailMessage, name: str) -> str:
    """A header field's decoded words on one line; "" where the field is missing or broken."""
    try:
        return one_line(str(mail.get(name) or ""))
    except _FAILS:
        return ""


def part_text(part: EmailMessage, path: Path) -> str:
    """A part's decoded text; "" where it has none."""
    try:
        payload = part.get_payload(decode=True)
        charset = str(part.get_content_charset() or "")
    except _FAILS:
        return ""
    return decoded(payload, path, html=True, charset=charset) if isinstance(payload, bytes) else ""


def _part(mail: EmailMessage, content_type: str, path: Path) -> str:
    """The text of the first part of a content type, outside attachments and attached mails; "" where there is none."""
    if mail.get_content_maintype() == "message" or mail.get_content_disposition() == "attachment":
        return ""
    if mail.get_content_type() == content_type:
        return part_text(mail, path)
    inner = mail.iter_parts() if mail.is_multipart() else ()
    return next(
        (text for part in inner if isinstance(part, EmailMessage) and (text := _part(part, content_type, path))), ""
    )


def _sender(mail: EmailMessage) -> str | None:
    """The sender's name, if the mail states one beside the address."""
    name = re.sub(r"\s*<[^<>]*>\s*$", "", field(mail, "from")).strip("\"' ")
    return name if name and "@" not in name else None

"""E-mails: a newsletter, or an article that somebody sent. Taken apart by Python's own library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from pathlib import Path

from explainery.errors import SourceError
from explainery.reading.decode import decoded
from explainery.reading.document import Document
from explainery.reading.formats.html import page_of, without_headline
from explainery.reading.formats.plain import read_plain
from explainery.reading.header_lines import top_of, without
from explainery.reading.language_tags import tag_of
from explainery.reading.limits import Limits
from explainery.reading.timestamps import moment
from explainery.reading.web.addresses import clean_address
from explainery.reading.web.markup import html_tree, paragraphs_of, text_in
from explainery.text import folded, one_line

_PARTS_MOST = 200
_FORWARD = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|rv|i):\s*)+", re.IGNORECASE)
_LIST = ("list-id", "list-unsubscribe", "list-post")  # RFC 2369: only what goes to many readers has these
_FORWARDED = re.compile(r"^[ \t]*(?:-{3,} ?(?:forwarded message|original message|weitergeleitete nachricht|message transféré) ?-{3,}"
                        r"|begin forwarded message:)[ \t]*$", re.IGNORECASE | re.MULTILINE)  # fmt: skip
_FIELDS = re.compile(r"\A(?:(?:from|to|cc|date|sent|subject|von|an|betreff|datum|de|à|objet): .*\n)+", re.IGNORECASE)
_FOOT = re.compile(r"^[^\n]{0,200}(?:you(?: are|['’]re) receiving this|you received this e-?mail|\bunsubscribe\b|\babmelden\b|se désabonner|manage (?:your )?"
                   r"(?:preferences|subscriptions?)).*\Z", re.IGNORECASE | re.MULTILINE | re.DOTALL)  # fmt: skip
_FOOT_FROM = 0.6  # of a text: before that, nothing is its foot
_SIGNATURE = re.compile(r"^-- ?$.*\Z", re.MULTILINE | re.DOTALL)
_FAILS = (MessageError, ValueError, LookupError, TypeError, AttributeError, UnicodeError, OverflowError)


def read(raw: bytes, path: Path, limits: Limits) -> Iterator[Document]:  # noqa: ARG001 (every reader has the same shape)
    """The article of a mail. Raises SourceError where it has no text."""
    mail = message(raw, path)
    many = any(field(mail, name) for name in _LIST)
    html, plain = _part(mail, "text/html", path), _part(mail, "text/plain", path)
    found = _from_page(html, path) if html else None
    if found is None:
        found = read_plain(forwarded(_SIGNATURE.sub("", plain).strip()))
        found = replace(found, text=_article_alone(found.text, found.title))
    if not found.text.strip():
        raise SourceError("this mail has no text", file=path)
    subject = _FORWARD.sub("", field(mail, "subject"))
    yield replace(
        found,
        text=_without_foot(found.text),
        title=found.title if found.title and folded(found.title) in folded(subject) else subject or found.title,
        publisher=(_sender(mail) if many else None) or found.publisher,
        published=(moment(field(mail, "date")) if many else None) or found.published,
        url=clean_address(field(mail, "archived-at").strip("<>")) or found.url,
        language=found.language or tag_of(field(mail, "content-language")),
    )


def _without_foot(text: str) -> str:
    """The text without what every newsletter ends with; in the middle of a text such words are the article's."""
    foot = _FOOT.search(text, int(_FOOT_FROM * len(text)))
    return text[: foot.start()].rstrip() if foot else text.rstrip()


def _from_page(html: str, path: Path) -> Document | None:
    """The article in the mail's HTML; the address that its headline links to is the article's own."""
    tree = html_tree(html, path)
    heads = [(text_in(h), [str(a.get("href") or "") for a in h.iter("a")]) for h in tree.iter("h1", "h2")]
    found = page_of(html, path)[0]
    text = found.text if found.text.strip() else "\n\n".join(paragraphs_of(html, path))
    title, links = next(((t, a) for t, a in heads if t), (found.title, []))
    url = found.url or next((u for u in map(clean_address, links) if u), None)
    return replace(found, text=without_headline(text, title), title=title, url=url) if text.strip() else None


def forwarded(text: str) -> str:
    """The text that was forwarded, without what the person who sent it on wrote above it."""
    parts = _FORWARDED.split(text, maxsplit=1)
    if len(parts) < 2:  # noqa: PLR2004 (nothing was)
        return text
    return _FIELDS.sub("", parts[1].lstrip("\n")).lstrip("\n")


def _article_alone(text: str, title: str | None) -> str:
    """The text without the lines at its top that say headline, byline, source and address."""
    top = top_of(text)
    return without_headline(without(text, top.lines).lstrip("\n"), title) if top.lines else text


def message(raw: bytes, path: Path) -> EmailMessage:
    """The mail in some bytes. Raises SourceError where there are absurdly many parts."""
    mail = message_from_bytes(raw.lstrip(), policy=policy.default)
    if not isinstance(mail, EmailMessage) or sum(1 for _ in mail.walk()) > _PARTS_MOST:
        raise SourceError(
            f"this mail has more than {_PARTS_MOST} parts", file=path, hint="Save the article's part alone"
        )
    return mail


def field(mail: EmailMessage, name: str) -> str:
    """A header field's words on one line, decoded; empty where it is missing or broken."""
    try:
        return one_line(str(mail.get(name) or ""))
    except _FAILS:
        return ""


def part_text(part: EmailMessage, path: Path) -> str:
    """A part's text, by its own encoding."""
    try:
        payload = part.get_payload(decode=True)
        charset = str(part.get_content_charset() or "")
    except _FAILS:
        return ""
    return decoded(payload, path, html=True, charset=charset) if isinstance(payload, bytes) else ""


def _part(mail: EmailMessage, kind: str, path: Path) -> str:
    """The first part of a kind that is neither an attachment nor in an attached mail; empty where there is none."""
    if mail.get_content_maintype() == "message" or mail.get_content_disposition() == "attachment":
        return ""
    if mail.get_content_type() == kind:
        return part_text(mail, path)
    inner = mail.iter_parts() if mail.is_multipart() else ()
    return next((text for part in inner if isinstance(part, EmailMessage) and (text := _part(part, kind, path))), "")


def _sender(mail: EmailMessage) -> str | None:
    """The name that the sender goes by."""
    name = re.sub(r"\s*<[^<>]*>\s*$", "", field(mail, "from")).strip("\"' ")
    return name if name and "@" not in name else None

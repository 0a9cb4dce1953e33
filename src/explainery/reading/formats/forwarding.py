"""Forwarded mails: what the sender wrote above the forwarded mail is private, and is taken away with its address block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import EmailMessage, Message

from lxml.html import HtmlElement

from explainery.lexicon.tables import either
from explainery.patterns import regex
from explainery.text import one_line

_FORWARDED = regex(r"^[ \t]*(?:-{3,} ?(?:forwarded message|original message|weitergeleitete nachricht|message transféré) ?-{3,}"
                        r"|begin forwarded message:)[ \t]*$", re.IGNORECASE | re.MULTILINE)  # fmt: skip
# The fields of an address block, as mail programs name them in their users' languages.
_FROM = "(?:from|von|de|da|van|från|fra)"
_SENT = "(?:sent|date|gesendet|datum|envoyé|enviado|fecha|inviato|data|verzonden|skickat)"
_SUBJECT = "(?:subject|betreff|objet|asunto|oggetto|onderwerp|ämne|emne)"
_OTHER = "(?:to|an|à|para|a|aan|till|cc|kopie|reply-to)"
_FIELD = either((_FROM, _SENT, _SUBJECT, _OTHER))
_FIELDS = regex(rf"\A(?:\*?{_FIELD}:\*? .*\n)+", re.IGNORECASE)
# The block in plain text without a line of dashes above it: the sender first, and two more of its fields at least.
_BLOCK = regex(rf"^[ \t>*]*{_FROM}:\*? .*\n(?:[ \t>*]*{_FIELD}:\*? .*\n){{2,6}}", re.IGNORECASE | re.MULTILINE)
_OPENS = regex(
    rf"(?:[-_ ]*(?:forwarded|original|weitergeleitete|ursprüngliche) (?:message|nachricht)[-_: ]*|begin forwarded message: ?)?"
    rf"{_FIELD} ?:",
    re.IGNORECASE,
)
_NEEDED = tuple(regex(rf"(?<!\w){name} ?:", re.IGNORECASE) for name in (_FROM, _SENT, _SUBJECT))
_BLOCK_LENGTH = 800  # characters; by taste: many addresses fit
_MAY_BE_BLOCK = ("p", "div", "table", "td", "blockquote", "span", "font")
_MAIL = "message/rfc822"


def attached_mails(mail: EmailMessage) -> list[EmailMessage]:
    """The mails that a mail forwards as attachments, without those that only forward others."""
    inner = [m for part in mail.walk() if (m := _mail_in(part)) is not None]
    return [m for m in inner if not any(_mail_in(part) for part in m.walk())]


def _mail_in(part: Message) -> EmailMessage | None:
    content = part.get_payload() if part.get_content_type() == _MAIL else None
    first = content[0] if isinstance(content, list) and content else None
    return first if isinstance(first, EmailMessage) else None


def forwarded(text: str) -> str:
    """The forwarded text, without what the sender wrote above it; `text` itself if nothing was forwarded."""
    parts = _FORWARDED.split(text, maxsplit=1)
    if len(parts) > 1:
        return _FIELDS.sub("", parts[1].lstrip("\n")).lstrip("\n")
    block = _BLOCK.search(text)
    return text[block.end() :].lstrip("\n") if block else text


def drop_forwarder(tree: HtmlElement) -> bool:
    """Remove from a mail's HTML what the sender wrote above the forwarded mail, and its address block.

    Returns:
        Whether the mail forwards another: whether there is such a block.
    """
    block = next(_blocks(tree), None)
    if block is None:
        return False
    for element in (block, *block.iterancestors()):
        parent = element.getparent()
        if parent is None:
            break
        for before in list(element.itersiblings(preceding=True)):
            if before.tag != "head":
                parent.remove(before)  # with the text behind it
        parent.text = None
    block.drop_tree()
    return True


def _blocks(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The elements that are the address block of a forwarded mail and nothing more, the innermost of each first."""
    for element in tree.iter(*_MAY_BE_BLOCK):
        if _is_block(element) and not any(map(_is_block, element.iterdescendants(*_MAY_BE_BLOCK))):
            yield element


def _is_block(element: HtmlElement) -> bool:
    words = one_line(" ".join(element.itertext()))
    return len(words) < _BLOCK_LENGTH and _OPENS.match(words) is not None and all(n.search(words) for n in _NEEDED)

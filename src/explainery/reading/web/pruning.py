"""What a page's structure says is not the article, taken out before its body is looked for.

The signals are those of any site: paragraphs and lists that are links and nothing else lead to other pages;
what opens beside the pointer is not read in line; a body that adverts cut into pieces is one body.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from lxml import etree
from lxml.html import HtmlElement

from explainery.text import one_line

_LINKED = 0.8  # of a paragraph's letters: from there on it leads away
_MENU = 0.6  # of a table's letters: beside the links stand their dates
_SENTENCE_WORDS = 12  # from there on, with a full stop, a link is a sentence: headlines have neither
_ENDS = re.compile(r"[.!?][\"'”’»)]*$")
_LABELLED = re.compile(r"^\W*[\w'’]+(?: [\w'’]+){0,2}:\s(?!\W*[“\"«])")  # "Related: ...", in any language
_LABEL_MOST, _AROUND_MOST = 250, 30  # letters of such a paragraph, and of what in it is no link
_LOW = "translate(., 'DISPLAYNOEVBTH ', 'displaynoevbth')"  # a style in small letters, without blanks
_NEVER = etree.XPath(
    "//script|//style|//svg|//template|//@hidden/.."
    f"|//@style[contains({_LOW},'display:none') or contains({_LOW},'visibility:hidden')]/.."
    "|//@class[contains(.,'rollover') or contains(.,'tooltip') or contains(.,'popover') or contains(.,'hovercard')"
    " or contains(.,'sr-only') or contains(.,'visually-hidden') or contains(.,'screen-reader')]/.."
)
_UNSEEN = re.compile(
    r"(?:^|[\s_-])(?<!no-)(?<!has-)(?<!with-)(?<!js-)(?:rollover|tooltip|popover|hovercard|sr-only|visually-hidden|screen-reader)"
)
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ALWAYS = frozenset({"script", "style", "svg", "template"})
_LISTS = etree.XPath("//*[self::ul or self::ol][count(li) > 1 and not(li[not(.//a)])]")
_MENUS = etree.XPath("//table[not(.//table)][count(.//a) > 1 and count(.//a) >= 0.25 * count(.//td)]")
_PLACING = etree.XPath("//table[.//table or @role='presentation' or .//td[count(.//br) > 5]]")
_INLINE = frozenset({"a", "b", "i", "em", "strong", "span", "font", "u", "small", "sub", "sup"})
_FRAME = frozenset({"html", "body", "head", "main", "article"})
_POPUP_MOST = 2_000  # letters; a longer one is a page that uses the word otherwise
_PIECE_WORDS = 80  # letters of a paragraph that belongs to a body
_NOT_BODY = re.compile(r"comment|teaser|promo|related|card|caption", re.IGNORECASE)


def pruned(tree: HtmlElement) -> HtmlElement:
    """`tree` without what is not the article by its structure. The tree is changed."""
    for element in _NEVER(tree):
        if element.tag in _ALWAYS or (element.tag not in _FRAME and _is_unseen(element)):
            drop(element)
    unwrap_tables(tree)
    join_pieces(tree)
    for element in [*_link_lists(tree), *_link_paragraphs(tree)]:
        drop(element)
    return tree


def _is_unseen(element: HtmlElement) -> bool:
    """Whether an element opens beside the pointer or is not shown at all, and is not the page itself, waiting for a script."""
    named = "hidden" in element.attrib or "style" in element.attrib or _UNSEEN.search(element.get("class") or "")
    return bool(named) and len(element.text_content()) < _POPUP_MOST


def drop(element: HtmlElement) -> None:
    """Take an element out; what follows it stays."""
    if element.getparent() is not None:
        element.drop_tree()


def _link_paragraphs(tree: HtmlElement) -> list[HtmlElement]:
    """Paragraphs and headings that are a link and little else."""
    return [e for e in tree.iter("p", "h2", "h3", "h4", "h5") if e.find(".//a") is not None and _leads_away(e)]


def _leads_away(element: HtmlElement) -> bool:
    words = one_line(element.text_content())
    linked = _linked(element)
    if len(words.split()) >= _SENTENCE_WORDS and _ENDS.search(words):
        return False
    if linked >= _LINKED * len(words) and len(words.split()) > 2:  # noqa: PLR2004 (a name alone may be a heading)
        return True
    around = len(words) - linked
    return len(words) < _LABEL_MOST and linked > around and around < _AROUND_MOST and bool(_LABELLED.match(words))


def _linked(element: HtmlElement) -> int:
    return len(one_line(" ".join(a.text_content() for a in element.iter("a"))))


def _link_lists(tree: HtmlElement) -> list[HtmlElement]:
    """Lists and tables whose every item has a link, and which hold little else."""
    lists = [e for e in _LISTS(tree) if _linked(e) >= _LINKED * len(one_line(e.text_content()))]
    return lists + [e for e in _MENUS(tree) if _linked(e) >= _MENU * len(one_line(e.text_content()))]


def unwrap_tables(tree: HtmlElement) -> None:
    """Tables that only place what is on the page become plain blocks, and two line breaks in a row a paragraph's end."""
    tables = _PLACING(tree)
    for table in tables:
        for element in [
            table,
            *(e for e in table.iter("tbody", "tr", "td", "th") if next(e.iterancestors("table"), None) is table),
        ]:
            element.tag = "div"
    for cell in {b.getparent() for table in tables for b in table.iter("br")}:
        _break_up(cell)


def _break_up(block: HtmlElement) -> None:
    """Make paragraphs of the text between double line breaks."""
    paragraph = block.makeelement("p")
    paragraph.text, block.text = _legal(block.text or ""), None
    rows = [paragraph]
    breaks = 0
    for child in list(block):
        tail, child.tail = child.tail, None
        if child.tag == "br":
            breaks += 1
        elif child.tag in _INLINE:
            rows[-1].append(child)
            breaks = 0
        else:
            rows += [child, block.makeelement("p")]
            breaks = 0
        if breaks > 1 and (tail or "").strip():
            rows.append(block.makeelement("p"))
        breaks = 0 if (tail or "").strip() else breaks
        _append_text(rows[-1], f"\n{tail or ''}" if child.tag == "br" else tail or "")
    block[:] = [row for row in rows if len(row) or (row.text or "").strip()]


def _append_text(element: HtmlElement, text: str) -> None:
    """Add text at the end of an element."""
    if len(element):
        element[-1].tail = _legal((element[-1].tail or "") + text)
    else:
        element.text = _legal((element.text or "") + text)


def _legal(text: str) -> str:
    """Text without what may come out of a tree and not go into one: characters that a page names by number (`&#1;`)."""
    return _ILLEGAL.sub("", text)


def join_pieces(tree: HtmlElement) -> None:
    """Make one of the pieces into which an article's body is cut: elements of one class, at one depth, with paragraphs."""
    for article in tree.iter("article", "main"):
        pieces: dict[str, list[HtmlElement]] = defaultdict(list)
        for paragraph in article.iter("p"):
            parent = paragraph.getparent()
            name = parent.get("class") or ""
            if (
                name
                and parent.tag in {"div", "section"}
                and not _NOT_BODY.search(name)
                and parent not in pieces[name][-1:]
            ):
                pieces[name].append(parent)
        for found in pieces.values():
            if _is_one_body(found):
                for piece in found[1:]:
                    found[0].extend(list(piece))


def _is_one_body(found: list[HtmlElement]) -> bool:
    """Whether pieces have two paragraphs of text each, the same depth, and none stands in another."""
    if len(found) < 2 or len(set(found)) < len(found):  # noqa: PLR2004 (one piece is whole)
        return False
    texts = sum(len(p.text_content()) > _PIECE_WORDS for piece in found for p in piece.findall("p"))
    depths = {sum(1 for _ in piece.iterancestors()) for piece in found}
    apart = all(a is not b.getparent() for a, b in pairwise(found))
    return texts >= 2 * len(found) and len(depths) == 1 and apart

"""Prune what is not the article by the page's structure, before the body is extracted.

The signals are common to all sites: paragraphs and lists that are only links lead to other pages; tooltips are not
part of the text; a body that adverts cut into pieces is one body.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from lxml import etree
from lxml.html import HtmlElement

from explainery.patterns import regex
from explainery.text import one_line

# By taste.
_LINKED = 0.8  # of a paragraph's characters: one with more of them in links leads away
_MENU = 0.6  # of a table's characters: a menu also contains dates
_SENTENCE_WORDS = 7  # at least, of a link that is a sentence if it has a full stop; headlines are shorter
_ENDS = regex(r"[.!?][\"'”’»)]*$")
_LABELLED = regex(r"^\W*[\w'’]+(?: [\w'’]+){0,2}:\s(?!\W*[“\"«])")  # "Related: ...", in any language
_LABELLED_LENGTH, _UNLINKED_LENGTH = 250, 30  # characters at most, of such a paragraph and of its words outside links
_LOW = "translate(., 'DISPLAYNOEVBTH ', 'displaynoevbth')"  # XPath: a style in lower case, without blanks
_POPUPS = ("rollover", "tooltip", "popover", "hovercard")  # words in the classes of what opens beside the pointer
_READ_ALOUD = ("sr-only", "visually-hidden", "screen-reader")  # words in the classes of what is only read aloud
_ALWAYS = frozenset({"script", "style", "svg", "template"})
# Elements that may be invisible; `_is_unseen` decides. A rough XPath saves looking at every element in Python.
_MAY_BE_UNSEEN = etree.XPath(
    "|".join(
        [
            *(f"//{name}" for name in sorted(_ALWAYS)),
            "//@hidden/..",
            f"//@style[contains({_LOW},'display:none') or contains({_LOW},'visibility:hidden')]/..",
            f"//@class[{' or '.join(f'contains(.,{word!r})' for word in (*_POPUPS, *_READ_ALOUD))}]/..",
        ]
    )
)
_UNSEEN_CLASS = regex(rf"(?:^|[\s_-])(?<!no-)(?<!has-)(?<!with-)(?<!js-)(?:{'|'.join((*_POPUPS, *_READ_ALOUD))})")
_ILLEGAL = regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LISTS = etree.XPath("//*[self::ul or self::ol][count(li) > 1 and not(li[not(.//a)])]")
_MENUS = etree.XPath("//table[not(.//table)][count(.//a) > 1 and count(.//a) >= 0.25 * count(.//td)]")
# Tables that place text: with a table, many line breaks or paragraphs in a cell.
_PLACING = etree.XPath(
    "//table[.//table or @role='presentation' or .//td[count(.//br) > 5 or count(.//p[string-length(.) > 80]) > 1]]"
)
# What leads to a note: "said.<sup><a href='#f1'>1</a></sup>". "10<sup>9</sup>" is no note.
_RAISED = etree.XPath("//sup|//a[starts-with(@href,'#') and not(ancestor::sup)]")
_NOTE = regex(r"\W{0,2}\d{1,3}\W{0,2}|[*†‡§]{1,3}|\[[a-z]\]")
_BRACKETED = regex(r"[\[(].+[\])]|[*†‡§]+")
_BEFORE_NOTE = regex(r"[.,;:!?\"”’)\]]\s*$")
_INLINE = frozenset({"a", "b", "i", "em", "strong", "span", "font", "u", "small", "sub", "sup"})
_FRAME = frozenset({"html", "body", "head", "main", "article"})
_LABELS = frozenset({"h2", "h3", "h4", "h5", "h6", "p", "div", "strong", "b"})
_LABEL_WORDS = 4  # at most, of the label above a box of links
_UNSEEN_LENGTH = 2_000  # characters; a longer element is part of the page, whatever its class
_BODY_LENGTH = 80  # characters; a longer paragraph belongs to a body
_NOT_BODY = regex(r"comment|teaser|promo|related|card|caption", re.IGNORECASE)


def pruned(tree: HtmlElement) -> HtmlElement:
    """Remove what is not the article from `tree`, which is changed, and return it."""
    for element in _MAY_BE_UNSEEN(tree):
        if element.tag in _ALWAYS or (element.tag not in _FRAME and _is_unseen(element)):
            drop(element)
    _drop_notes(tree)
    unwrap_tables(tree)
    join_pieces(tree)
    _unlink_sentences(tree)
    for element in [*_link_lists(tree), *_link_paragraphs(tree)]:
        drop_box(element)
    return tree


def _is_unseen(element: HtmlElement) -> bool:
    """Whether an element is a popup or invisible, and too short to be a page that waits for a script to show it."""
    named = "hidden" in element.attrib or "style" in element.attrib or _UNSEEN_CLASS.search(element.get("class") or "")
    return bool(named) and len(element.text_content()) < _UNSEEN_LENGTH


def drop(element: HtmlElement) -> None:
    """Remove an element, but not the text after it."""
    if element.getparent() is not None:
        element.drop_tree()


def drop_box(element: HtmlElement) -> None:
    """Remove links to other pages, and the label above them ("Related", "More on docks"), which they leave alone."""
    label = element.getprevious()
    words = one_line(label.text_content()) if label is not None and label.tag in _LABELS else ""
    if words and len(words.split()) <= _LABEL_WORDS and not _ENDS.search(words) and not (element.tail or "").strip():
        drop(label)
    drop(element)


def _drop_notes(tree: HtmlElement) -> None:
    """Remove the marks that lead to notes, and the lists of the notes that they lead to."""
    marks = [e for e in _RAISED(tree) if _is_note_mark(e)]
    targets = {a.get("href")[1:] for e in marks for a in (e, *e.iter("a")) if (a.get("href") or "").startswith("#")}
    notes = [e for e in tree.iter("li", "p", "div") if targets and e.get("id") in targets]
    for element in marks:
        drop(element)
    for note in notes:
        listed = note.getparent() if note.tag == "li" else note
        drop(listed if listed is not None else note)


def _is_note_mark(element: HtmlElement) -> bool:
    """Whether an element is a note's mark: it links to the note, has brackets, or stands behind a stop."""
    words = one_line(element.text_content())
    if not _NOTE.fullmatch(words):
        return False
    links = any((a.get("href") or "").startswith("#") for a in element.iter("a"))
    previous = element.getprevious()
    before = (previous.tail if previous is not None else element.getparent().text) or ""
    return links or bool(_BRACKETED.fullmatch(words)) or bool(_BEFORE_NOTE.search(before))


def _unlink_sentences(tree: HtmlElement) -> None:
    """Keep the words of paragraphs that are one linked sentence; the extractor takes such paragraphs for menus."""
    for element in tree.iter("p"):
        words = one_line(element.text_content())
        whole = (
            len(words.split()) >= _SENTENCE_WORDS and _ENDS.search(words) and _linked(element) >= _LINKED * len(words)
        )
        for anchor in list(element.iter("a")) if whole else ():
            anchor.drop_tag()


def _link_paragraphs(tree: HtmlElement) -> list[HtmlElement]:
    """Paragraphs and headings that are a link and little more."""
    return [e for e in tree.iter("p", "h2", "h3", "h4", "h5") if e.find(".//a") is not None and _leads_away(e)]


def _leads_away(element: HtmlElement) -> bool:
    words = one_line(element.text_content())
    linked = _linked(element)
    if len(words.split()) >= _SENTENCE_WORDS and _ENDS.search(words):
        return False
    if linked >= _LINKED * len(words) and len(words.split()) > 2:  # noqa: PLR2004 (two words may be a name, as a heading)
        return True
    around = len(words) - linked
    return (
        len(words) < _LABELLED_LENGTH and linked > around and around < _UNLINKED_LENGTH and bool(_LABELLED.match(words))
    )


def _linked(element: HtmlElement) -> int:
    return len(one_line(" ".join(a.text_content() for a in element.iter("a"))))


def _link_lists(tree: HtmlElement) -> list[HtmlElement]:
    """Lists and tables of links and little more."""
    lists = [e for e in _LISTS(tree) if _linked(e) >= _LINKED * len(one_line(e.text_content()))]
    return lists + [e for e in _MENUS(tree) if _linked(e) >= _MENU * len(one_line(e.text_content()))]


def unwrap_tables(tree: HtmlElement) -> None:
    """Turn layout tables into blocks, and split the text in them into paragraphs at double line breaks."""
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
    """Split a block into paragraphs at double line breaks."""
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
    """Append text to an element."""
    if len(element):
        element[-1].tail = _legal((element[-1].tail or "") + text)
    else:
        element.text = _legal((element.text or "") + text)


def _legal(text: str) -> str:
    """Text without characters that lxml reads (`&#1;`) but refuses to write."""
    return _ILLEGAL.sub("", text)


def join_pieces(tree: HtmlElement) -> None:
    """Join the pieces of a body that adverts cut: elements of one class, at one depth, with paragraphs in them."""
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
        for same_class in pieces.values():
            if _is_one_body(same_class):
                for piece in same_class[1:]:
                    same_class[0].extend(list(piece))


def _is_one_body(pieces: list[HtmlElement]) -> bool:
    """Whether several pieces have two long paragraphs each on average, and one depth, and none is in another."""
    if len(pieces) < 2 or len(set(pieces)) < len(pieces):  # noqa: PLR2004 (one piece is a whole body)
        return False
    texts = sum(len(p.text_content()) > _BODY_LENGTH for piece in pieces for p in piece.findall("p"))
    depths = {sum(1 for _ in piece.iterancestors()) for piece in pieces}
    apart = all(a is not b.getparent() for a, b in pairwise(pieces))
    return texts >= 2 * len(pieces) and len(depths) == 1 and apart

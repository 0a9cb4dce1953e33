"""Slips in a citation's mark, which readers see as text: a missing bracket, a blank, a dash, capitals, a list."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from explainery.checking.evidence import Evidence
from explainery.checking.page import CheckedPage
from explainery.checking.rendered_page import RenderedLine
from explainery.checking.tuning import TUNING
from explainery.citation_keys import KEY
from explainery.page_format import DEFINITION_START
from explainery.patterns import regex
from explainery.text import plain, shortened

_SHOWN = 60  # characters of a line in a message
# Signs that stand for those of a mark, each for one, and capitals.
_FOLDED = str.maketrans(
    "［］【】〔〕（）｛｝＾–—‐‑‒−ABCDEFGHIJKLMNOPQRSTUVWXYZ", "[][][](){}^------abcdefghijklmnopqrstuvwxyz"
)
_NAME = r"[\w][\w–—‐‑‒−-]*"
_SEEN = regex(r"(?P<open>\\?[\[({])?\s*(?P<caret>\^)?\s*(?P<key>\w[\w-]*)\s*(?P<close>[\])}])?")
_GLUED = regex(r"[.?!…”\"’)]$")
_LOOSE_DEFINITION = regex(rf"\\?[\[［【]\s*[\^＾]\s*(?P<key>{_NAME})\s*[\]］】]\s*[:：]\s*")
# A mark with its slips in the page's source, outside code.
_CODE = regex(r"(`+)[^`].*?\1(?!`)")
_WRITTEN = regex(
    rf"\\?[\[［【]\s*\\?[\^＾]?\s*{_NAME}(?:\s*[,;]?\s*\\?[\[［【]?\s*\\?[\^＾]\s*{_NAME}|\s*[,;]\s*{_NAME})*\s*\\?[\]］】](?![(:：])"
    rf"|[(（]\s*[\^＾]\s*{_NAME}\s*[)）]"
    rf"|\\?[\[［【]\s*[\^＾]\s*{_NAME}(?![\w\]］】,; –—-])"
    rf"|(?<![\[\\［【\w ])[\^＾]\s*{_NAME}\s*[\]］】]"
)


class Slip(NamedTuple):
    """A slip: the line of the file, what readers see, and the right marks ("" where it is not clear which)."""

    line: int
    seen: str
    right: str


def key_names(page: CheckedPage, evidence: Evidence) -> dict[str, str]:
    """Every key that a page may cite, by its name without capitals."""
    return {key.translate(_FOLDED): key for key in (*page.shown.definitions, *evidence.known)}


def meant(key: str, names: Mapping[str, str]) -> str:
    """The key that a mistyped one stands for: another spelling of it, or the only one like it; "" if there is none."""
    folded = key.translate(_FOLDED)
    if folded in names:
        return names[folded]
    if not KEY.fullmatch(folded):
        return ""
    near = difflib.get_close_matches(folded, names, 2, TUNING.key_likeness)
    return names[near[0]] if len(near) == 1 else ""


def slips_in(page: CheckedPage, names: Mapping[str, str], evidence: Evidence) -> Iterator[Slip]:
    """Every line of a page that shows a citation's mark as text, at most once.

    What an article itself prints is no slip: a headline "[^1] and more" is shown as that.
    """
    for number, source in zip(page.layout.starts, page.layout.text.split("\n"), strict=True):
        loose = _LOOSE_DEFINITION.match(source)
        if loose and not DEFINITION_START.match(source) and loose["key"].translate(_FOLDED) in names:
            right = f"[^{names[loose['key'].translate(_FOLDED)]}]:"
            yield Slip(page.first_line + number, loose[0].strip(), right)
    defined = page.shown.definitions.values()
    said = printed_by(evidence)
    for line in (*page.shown.lines, *defined):
        yield from _in_line(line, names, said)


def printed_by(evidence: Evidence) -> str:
    """What the story's articles print where pages repeat it: passages, headlines, publishers, authors; folded."""
    articles = [m.article for m in evidence.story.articles]
    heads = [text for a in articles for text in (a.title, a.publisher, a.author or "")]
    passages = [p.words for p in evidence.by_key.values()]
    return plain(" ".join([evidence.story.title, *heads, *passages])).translate(_FOLDED)


def _in_line(line: RenderedLine, names: Mapping[str, str], said: str) -> Iterator[Slip]:
    text = line.text.translate(_FOLDED)
    found = [m for m in _SEEN.finditer(text) if _is_slip(m, line.text, names) and m[0].strip() not in said]
    if found:
        start, end = found[0].start(), found[-1].end()
        keys = [meant(m["key"], names) for m in found]
        right = "".join(f"[^{key}]" for key in dict.fromkeys(keys)) if all(keys) else ""
        yield Slip(line.number, shortened(line.text[start:end].strip(), _SHOWN), right)


def _is_slip(match: re.Match[str], text: str, names: Mapping[str, str]) -> bool:
    """Whether a word, with the signs around it, is a mark that stayed text."""
    is_known = match["key"] in names and (KEY.fullmatch(match["key"]) is not None or bool(match["caret"]))
    if match["caret"] and (match["open"] or match["close"]):
        return (match["open"] or "")[-1:] == "[" or is_known
    if match["open"] and match["close"]:
        return is_known or (
            bool(KEY.fullmatch(match["key"])) and match["open"][-1] == "[" and bool(meant(match["key"], names))
        )
    return is_known and bool(_GLUED.search(text[: match.start()]) or match["open"] or match["close"])


def mended(line: str, names: Mapping[str, str]) -> str:
    """A line of a page's source with its marks written as they should be, where it is clear what they mean."""
    if (loose := _LOOSE_DEFINITION.match(line)) and not DEFINITION_START.match(line):
        key = names.get(loose["key"].translate(_FOLDED), "")
        return f"[^{key}]: {line[loose.end() :]}" if key else line
    pieces, at = [], 0
    for code in _CODE.finditer(line):
        pieces += [_WRITTEN.sub(lambda m: _right(m[0], names), line[at : code.start()]), code[0]]
        at = code.end()
    return "".join([*pieces, _WRITTEN.sub(lambda m: _right(m[0], names), line[at:])])


def _right(mark: str, names: Mapping[str, str]) -> str:
    """A mark without its slips; as it is if a key in it is unknown."""
    keys = [names.get(name.translate(_FOLDED), "") for name in re.findall(_NAME, mark)]
    return _marks(keys) if all(keys) else mark


def _marks(keys: Iterable[str]) -> str:
    return "".join(f"[^{key}]" for key in dict.fromkeys(keys))

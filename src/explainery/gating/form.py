"""Whether a wording is one sentence of plain text that tells something and asks nothing of its reader."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from explainery.checking.evidence import unquoted
from explainery.gating.refusal import Kind, Refusal
from explainery.gating.tuning import TUNING
from explainery.gating.words import words_in
from explainery.patterns import regex

_MARKUP = {
    "angle brackets": regex(r"[<>]"),
    "brackets or braces": regex(r"[\[\]{}]"),
    "a mark of Markdown": regex(r"[*_`#|~\\^]|^\s*(?:[-+>]|\d+[.)])\s"),
    "an entity": regex(r"&\w*[#;]|&\w+;"),
    "an address": regex(r"://|www\.|\b(?:https?|mailto|javascript|data):|\S@\S", re.IGNORECASE),
    "a mark that no sentence needs": regex(r"(?<!km)[/]|[=@+•†‡§¶…]|\.\.|--|[!?]"),
}
_ADDRESS = regex(
    r"\b(?:you|your|yours|yourself|please|click|subscribe|dear|reader|readers|prompt|assistant"
    r"|instructions?|we|us|our|ours|i|my|me|let's|json|html|markdown)\b",
    re.IGNORECASE,
)
_ORDER = regex(
    r"(?:Note|See|Read|Remember|Consider|Write|Answer|Do|Don[’']t|Here|Sure|Output|Summary|Sentence|Ignore|Disregard)\b"
)
_END = regex(r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St))(?<!\bMrs)(?<! a\.m)(?<! p\.m)[.][”\"’')]*\s+(?=[“\"‘(]?[A-Z0-9])")
_AFTER_QUOTE = regex(r"[.][”\"»]\s+(?=[“\"«(]?[A-Z0-9])")
_ALLOWED_MARKS = frozenset(" .,;:'’‘\"“”«»-–—()%$€£¥°&²³")
_TYPES = {"Lu", "Ll", "Nd"}


def misshapen(wording: str) -> Iterator[Refusal]:
    """What keeps a wording from being one plain sentence."""
    if not 0 < len(wording) <= TUNING.most_characters:
        yield _fault(f"it has {len(wording)} characters; 1 to {TUNING.most_characters} are allowed")
        return
    yield from _strange(wording)
    yield from (_fault(f"it holds {what}") for what, pattern in _MARKUP.items() if pattern.search(wording))
    count = len(wording.split())
    if not TUNING.least_words <= count <= TUNING.most_words:
        yield _fault(f"it has {count} words; {TUNING.least_words} to {TUNING.most_words} are allowed")
    if not wording.endswith((".", ".”", '."')):
        yield _fault("it does not end with a full stop")
    if not re.match(r"[A-Z0-9“\"£$€]", wording):
        yield _fault("it does not begin with a capital letter, a figure or a quotation")
    if _END.search(unquoted(wording).strip()) or _AFTER_QUOTE.search(wording):
        yield _fault("it is more than one sentence")
    yield from _address(wording)


def _strange(wording: str) -> Iterator[Refusal]:
    """Characters that are no letter of the Latin script, no digit and no common mark; white space but single blanks."""
    odd = sorted({c for c in wording if not _is_plain(c)})
    if odd:
        yield _fault(f"it holds characters that no page needs: {', '.join(f'U+{ord(c):04X}' for c in odd[:3])}")
    if wording != wording.strip() or "  " in wording:
        yield _fault("it has white space at an end, or two blanks together")


def _is_plain(character: str) -> bool:
    if character in _ALLOWED_MARKS or (character.isascii() and character.isprintable()):
        return True
    is_latin = unicodedata.name(character, "").startswith("LATIN ")
    return is_latin and unicodedata.category(character) in _TYPES


def _address(wording: str) -> Iterator[Refusal]:
    """Words that speak to a reader or a program, where no quotation holds them; "US" is a country."""
    bare = unquoted(wording)
    found = [m[0] for m in _ADDRESS.finditer(bare) if m[0] != m[0].upper() or m[0] == "I"]
    if found:
        yield _fault(f"it speaks to somebody: “{found[0]}”")
    if order := _ORDER.match(bare):
        yield _fault(f"it begins as an order or a remark: “{order[0]}”")
    if not any(w.text in {"said", "says"} or len(w.text) > 1 for w in words_in(bare)):
        yield _fault("it holds no words of its own")


def _fault(reason: str) -> Refusal:
    return Refusal(Kind.FORM, reason)

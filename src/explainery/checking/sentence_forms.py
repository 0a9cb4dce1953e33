"""The forms of sentences: where one ends, whether a text is one, whether it asks, and whether it speaks of its page.

There is no parser here. A text is a sentence if it ends as one in any script, or if it has a subject and a verb that
can have no other part: "He killed his wife", "Thousands died". A participle is no such verb: "The offer made in May".
"""

from __future__ import annotations

import re

from explainery.checking.frames import is_verb_form
from explainery.checking.scripts import LATIN, letters_by_script, main_script
from explainery.copyediting.verbs import IRREGULAR_PAST
from explainery.lexicon.verbs import past_forms
from explainery.patterns import regex

# Full stops of Latin, Chinese, Japanese, Indian, Arabic, Armenian, Ethiopian, Burmese, Khmer and Tibetan script.
_STOP = "[.!…。．｡！।॥۔։።။៕།‼]"
_CLOSERS = '["”’»)*_\\]」』]*'
_ENDS = regex(rf"{_STOP}{_CLOSERS}$")
_ASKS = regex(rf"[?？؟;՞፧⁇⁈]{_CLOSERS}$")
_BREAK = regex(r"(?<=[.!?…])[\"”’)]*\s+(?=[\"“‘(]*[^\W\d_a-z])|(?<=[。．｡！？।॥۔։።။៕།؟])\s*(?=\S)")
_INITIAL = regex(r"(?:^|[\s.(])(?:[A-Z]|Mrs?|Ms|Drs?|St|Gen|Sen|Rep|Gov|Prof|No|vs|Jr|Sr|Lt|Col|Sgt|Capt)\.$")
_SHORTENED = regex(rf"\b(?:Ltd|Inc|Corp|Co|Bros|Cie|etc|al|ed|eds|cf|ca|pp?|vol)\.{_CLOSERS}$")  # no end of a sentence
_TOKEN = regex(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_PRONOUN = regex(
    r"(?:he|she|they|it|we|i|you|this|these|those|nobody|everybody|everyone|someone|somebody)\b", re.IGNORECASE
)
_ASKING = regex(r"(?:what|why|how|who|whom|whose|where|when|which|whether)\b", re.IGNORECASE)
_AUXILIARY = regex(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|shall|should|does|did|cannot|\w+n[’']t)\b"
)
_PAST_ONLY = frozenset(IRREGULAR_PAST.split("|")) - frozenset(
    form for forms in past_forms().values() if len(forms) == 1 for form in forms
)
_INTRANSITIVE = frozenset("died fled collapsed disappeared vanished resigned arrived happened occurred escaped".split())
_OBJECT = frozenset(
    """
    a an the his her its their my our your him them it us me that nothing everything all everyone
    everybody someone one
    """.split()
)
_RELATIVE = frozenset("who which that what whom whose when where why how whether as if because".split())
_PAGE_NOUN = r"(?:page|section|table|list|map|chart|graph|overview|timeline|site|note|story|picture|drawing|footnotes?)"
_ABOUT_PAGE = regex(
    rf"(?:this|the|these|each|every) (?:first |last |next |following )?{_PAGE_NOUN}s?(?: (?:above|below|here))? "
    r"(?:lists?|shows?|tells?|gives?|says?|holds?|contains?|explains?|sums? up|collects?|covers?|is|are|has|have|"
    r"links?|begins?|ends?|names?|deals?|describes?|follows?|leads?)\b",
    re.IGNORECASE,
)  # fmt: skip
_LEAST_WORDS = 2
_LEAST_FOREIGN = {True: 6, False: 3}  # letters of a script without blanks, words of another


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, in order."""
    found = list[str]()
    for piece in _BREAK.split(text):
        if found and _INITIAL.search(found[-1]):
            found[-1] = f"{found[-1]} {piece}"
        elif piece.strip():
            found.append(piece)
    return found


def asks(text: str) -> bool:
    """Whether a text ends as a question."""
    return bool(_ASKS.search(text.strip()))


def is_topic(text: str) -> bool:
    """Whether a text begins with a question word, and so says what it is about: "What all this rests on: ..."."""
    return bool(_ASKING.match(text.strip(" *_“‘(")))


def is_about_page(text: str) -> bool:
    """Whether a sentence speaks of the page itself: "This page lists ...", "The table below shows ..."."""
    return bool(_ABOUT_PAGE.match(text.strip(" *_“‘(")))


def about_what(text: str) -> str:
    """What a sentence about the page says of it, without "This page lists"."""
    return _ABOUT_PAGE.sub("", text.strip(" *_“‘("), count=1)


def is_sentence(text: str) -> bool:
    """Whether a text says something of somebody or something, in any script; not a name, a label or a question."""
    text = text.strip()
    if asks(text):
        return False
    script = main_script(text)
    if script and script != LATIN:
        return _is_foreign_sentence(text, script)
    words = _TOKEN.findall(text)
    ends = bool(_ENDS.search(text)) and not _SHORTENED.search(text)
    return len(words) >= _LEAST_WORDS and (ends or has_verb(text))


def _is_foreign_sentence(text: str, script: str) -> bool:
    """Whether a text of another script ends as a sentence, or is too long for a name."""
    if _ENDS.search(text):
        return True
    is_dense = script in {"CJK", "THAI", "KHMER", "LAO", "MYANMAR", "TIBETAN"}
    size = letters_by_script(text)[script] if is_dense else len(_TOKEN.findall(text))
    return size > _LEAST_FOREIGN[is_dense]


def has_verb(text: str) -> bool:
    """Whether a text has a subject and behind it a verb that tells."""
    words = _TOKEN.findall(text)
    if len(words) < _LEAST_WORDS or _ASKING.match(words[0]):
        return False
    if _PRONOUN.match(words[0]) and _can_tell(words[1]):
        return True
    return any(_tells(words, i) for i in range(1, len(words)))


def _can_tell(word: str) -> bool:
    return bool(_AUXILIARY.fullmatch(word.lower())) or is_verb_form(word.lower()) or word.endswith("s")


def _tells(words: list[str], i: int) -> bool:
    """Whether the word at a place is a verb in the finite form, and of no clause that begins with "who" or "that"."""
    word = words[i]
    if not word.islower() or any(w.lower() in _RELATIVE for w in words[:i]):
        return False
    if _AUXILIARY.fullmatch(word) or word in _PAST_ONLY or word in _INTRANSITIVE:
        return True
    follows = words[i + 1].lower() if i + 1 < len(words) else ""
    is_past = word.endswith("ed") or word in IRREGULAR_PAST.split("|")
    return is_verb_form(word) and (is_past or word.endswith("s")) and follows in _OBJECT

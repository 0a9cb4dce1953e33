"""Word stems, and the words that say too little to be compared."""

from __future__ import annotations

from functools import lru_cache

from explainery.patterns import regex

STOP_WORDS = frozenset(
    (
        "a an the of to in on at by for from with as and or but nor so if than then that this these those it its he his him she her they "
        "their them we our us you your i my me who whom whose which what when where why how is are was were be been being am do does did "
        "have has had will would can could may might shall should must not no into over under after before during about against between "
        "through up down out off again more most some such only own same too very just also there here all any both each few other s t "
        "said says say told according"
    ).split()
)
_SUFFIX = regex(r"(?:ations?|ings?|edly|ed|ies|es|ers?|s|ly|ments?)$")
_LEAST_STEM = 3


@lru_cache(maxsize=1 << 14)  # a newspaper uses few words, and each of them often
def stem(word: str) -> str:
    """A word without its common ending: crude, and the same for both sides of a comparison."""
    base = _SUFFIX.sub("", word)
    return base if len(base) >= _LEAST_STEM else word

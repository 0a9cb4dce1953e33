"""Names with a word behind a hyphen, "Soviet-type" or "Norland-backed", and what says the same in other words."""

from __future__ import annotations

from collections.abc import Collection

from explainery.checking.word_kin import is_among
from explainery.patterns import regex

_COMPOUND = regex(r"(?P<name>.+)-(?P<ending>[a-z]+)")
_MANNER = frozenset("type style like inspired esque".split())  # each says what the others say
# Other words that say what an ending says; forms of its own word ("led by") count in any case.
_TOLD = {
    "era": "time times period age days years",
    "made": "make produce manufacture build from",
    "built": "build make construct produce from",
    "led": "lead head command under run",
    "backed": "back support help sponsor aid ally",
    "funded": "fund pay finance money",
    "owned": "own belong property",
    "run": "run operate manage administer",
    "born": "born native birth from",
    "based": "base in from seat headquarters",
    "held": "hold control occupy",
    "controlled": "control hold rule",
    "designed": "design develop",
    "supplied": "supply provide give deliver from",
    "trained": "train teach",
    "armed": "arm weapon weapons",
    "brokered": "broker mediate",
    "speaking": "speak language",
}


def bare_name(called: str, words: Collection[str]) -> str:
    """The name in "Soviet-type", if some words say what its ending says; "" if there is none, or they do not.

    Args:
        called: a name as a statement has it.
        words: the words of the passages, folded.
    """
    match = _COMPOUND.fullmatch(called)
    if match is None:
        return ""
    ending = match["ending"]
    if ending in _MANNER:
        return match["name"] if _MANNER & set(words) else ""
    told = [ending, *_TOLD.get(ending, "").split()] if ending in _TOLD else []
    return match["name"] if any(word in words or is_among(word, words) for word in told) else ""

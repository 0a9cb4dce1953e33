"""Which words of a text are denied: "did not open", "refused to open", "no gate was opened", "ruled out opening".

Each sign of denial reaches over the next few words of its clause. Two of them over one word undo each other: "did not
rule out a mediator" denies the ruling out and not the mediator. What two texts both have is compared word by word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from explainery.checking.tuning import TUNING
from explainery.checking.word_forms import NO_ADVERBS, UNDONE, Word, base, words_in
from explainery.lexicon.numbers import up_to
from explainery.patterns import regex

_NOT = frozenset("not never cannot without neither nor hardly barely scarcely".split())
_NONE = frozenset("no none nobody nothing nowhere".split())  # they deny the verb before them, too
# Verbs and adjectives that deny what follows, by their bases, with the words that must come next.
_HARD = {
    **dict.fromkeys(map(base, "refuse decline fail reluctant neglect".split()), ("to",)),
    base("stop"): ("short",),
    base("balk"): ("at",),
    base("shy"): ("away",),
    "yet": ("to",),
    "far": ("from",),
    base("free"): ("of",),
    "rather": ("than",),
    "instead": ("of",),
    base("impossible"): ("to",),
    base("incapable"): ("of",),
}
# The same, of verbs with too many synonyms for their absence to say anything: they count beside another sign only.
_SOFT = {
    **dict.fromkeys(map(base, "deny dispute doubt exclude avoid refute omit lack prevent".split()), ()),
    base("rule"): ("out",),
    **dict.fromkeys(map(base, "forbid prohibit".split()), ()),
    **dict.fromkeys(map(base, "bar ban".split()), ("from",)),
}
_VERBS = _HARD | _SOFT
_TURNING = frozenset("since until till before unless".split())
_TURNED = frozenset("first last only until after".split())
_PENDING = frozenset("still pending await awaits awaiting remains remain".split())  # "has yet to", told otherwise
_ONLY = frozenset("only sole solely alone exclusively".split())  # "no other", told otherwise
_TIMES = frozenset("in on at last this again earlier later once yesterday today".split())  # open a word of time
_PLACING = frozenset("for about to from with on in at by".split())
_BEFORE_NOUN = frozenset("a an the this that any its their his her our no in of under without".split())  # "a dispute"
_NUMBER = rf"(?:\d|(?:{'|'.join(up_to(20)[2:])}|half|[a-z]+ty|hundreds?|thousands?|millions?)\b)"
# Where a "not" or "no" denies nothing.
_IDIOM = regex(
    r"\b(?:(?:not|\w+n't) (?:only|just|least|to mention|that long|always|necessarily|entirely|all|every|everyone)"
    r"|no (?:longer than|more than|later than|fewer than|less than"
    r"|doubt|sooner|matter)|nothing but|whether or not|or not|if not|not so much)\b"
    rf"|\b(?:not|\w+n't)(?= (?:\w+ ){{1,4}}(?:more|fewer|less|later|longer) than {_NUMBER})"
    rf"|\b(?:barely|hardly|scarcely) (?={_NUMBER})"
    rf"|\b(?:instead of|rather than) (?=(?:(?:the|an?|\w+) ){{0,2}}{_NUMBER})"
)


@dataclass(frozen=True, slots=True)
class Denial:
    """A sign of denial and the words that it reaches, the nearest first; whether its absence says anything."""

    sign: Word
    reach: tuple[Word, ...]
    is_plain: bool = True


@dataclass(frozen=True, slots=True)
class Polarity:
    """The words of a text and what is denied in it.

    Attributes:
        words: all words.
        denials: every sign of denial.
        denied: for each base of a content word, whether it is denied, at each of its places.
    """

    words: tuple[Word, ...]
    denials: tuple[Denial, ...]
    denied: Mapping[str, frozenset[bool]]

    def is_denied(self, word: Word) -> bool:
        """Whether one of the words, at its place, is denied."""
        return sum(word in d.reach for d in self.denials) % 2 == 1


@lru_cache(maxsize=4096)
def polarity(text: str) -> Polarity:
    """What a text denies. Quotations count as what they say."""
    words = words_in(text)
    idle = [m.span() for m in _IDIOM.finditer(" ".join(w.text for w in words))]
    starts = _starts(words)
    denials = tuple(
        denial
        for i, word in enumerate(words)
        if not any(a <= starts[i] < b for a, b in idle) and (denial := _denial(words, i, word))
    )
    denied: dict[str, set[bool]] = {}
    for word in words:
        if word.is_content:
            denied.setdefault(word.base, set()).add(sum(word in d.reach for d in denials) % 2 == 1)
    return Polarity(words, denials, {k: frozenset(v) for k, v in denied.items()})


def _starts(words: Sequence[Word]) -> list[int]:
    """The place of each word in the text of all of them, one blank apart."""
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word.text) + 1
    return starts


def _denial(words: Sequence[Word], i: int, word: Word) -> Denial | None:
    if word.text in _NOT or word.text.endswith("n't"):
        ahead = tuple(_ahead(words, i))
        return Denial(word, ahead if ahead or word.text == "without" else tuple(_behind(words, i)))
    if word.text in _NONE or (word.text == "one" and i and words[i - 1].text == "no"):
        if word.text == "no" and i + 1 < len(words) and words[i + 1].text == "one":
            return None  # "one" stands for both
        ahead = () if _is_whole(words, i) else tuple(_ahead(words, i))
        return Denial(word, (*ahead, *_verb_before(words, i)))
    if UNDONE.match(word.text):
        return Denial(word, (word, *_ahead(words, i)))
    needed = _VERBS.get(word.base)
    is_noun = needed == () and any(w.text in _BEFORE_NOUN for w in words[max(0, i - 2) : i])
    at = i + _passed_over(words, i) if needed == ("to",) else i
    if needed is not None and not is_noun and _follow(words, at, needed):
        return Denial(word, tuple(_ahead(words, at + len(needed))), is_plain=word.base in _HARD)
    return None


def _passed_over(words: Sequence[Word], i: int) -> int:
    """How many words of time stand between a verb and its "to": two in "refused in March to go"."""
    behind = [w.text for w in words[i + 1 : i + 5]]
    is_time = "to" in behind[1:] and behind[0] in _TIMES and words[i + 1].clause == words[i].clause
    return behind.index("to") if is_time else 0


def _is_whole(words: Sequence[Word], i: int) -> bool:
    """Whether "nothing" or "nobody" is a verb's object, before "for" or "about": "paid nothing for the bread"."""
    behind = words[i + 1].text if i + 1 < len(words) else ""
    return words[i].text in {"nothing", "nobody"} and behind in _PLACING and any(_verb_before(words, i))


def _follow(words: Sequence[Word], i: int, needed: Sequence[str]) -> bool:
    return tuple(w.text for w in words[i + 1 : i + 1 + len(needed)]) == tuple(needed)


def _ahead(words: Sequence[Word], i: int) -> Iterator[Word]:
    """The next content words of the clause: at most as many as a denial reaches over, and not past a "that"."""
    found = 0
    for word in words[i + 1 :]:
        if word.clause != words[i].clause or found == TUNING.denial_reach_words:
            return
        if word.text in {"that", "whether", "how", "what", "why", "as", "than"} and (found or word is not words[i + 1]):
            return
        if word.text == "without" or (words[i].text == "without" and word.text in _NONE):
            return  # "no industry without chips" is "without chips, no industry"
        if word.is_content and word.text != "longer" and (not word.text.endswith("ly") or word.text in NO_ADVERBS):
            found += 1
            yield word


def _behind(words: Sequence[Word], i: int) -> Iterator[Word]:
    """The content words of the clause before a "not" that ends it: "Passwords were not"."""
    rows = [w for w in words[:i] if w.clause == words[i].clause and w.is_content]
    yield from rows[-TUNING.denial_reach_words :][::-1]


def _verb_before(words: Sequence[Word], i: int) -> Iterator[Word]:
    """The content word right before "no" or "nobody", as in "took no questions"."""
    for word in words[max(0, i - 2) : i][::-1]:
        if word.clause == words[i].clause and word.is_content:
            yield word
            return


def contradiction(statement: str, passages: Sequence[str]) -> tuple[Word, Denial] | None:
    """A word that a statement denies and every passage that has it affirms, or the other way round; with the denial.

    Passages that do not have the word say nothing about it.
    """
    one = polarity(statement)
    others = [polarity(p) for p in passages]
    for denial in one.denials:
        if word := _turned(one, denial, others):
            return word, denial
    for other in others:
        for denial in other.denials:
            word = _turned(other, denial, [one])
            rest = [o.denied.get(word.base, frozenset()) for o in others if o is not other] if word else []
            if word and not any(one.denied[word.base] & signs for signs in rest):
                return word, denial
    return None


def _turned(text: Polarity, denial: Denial, others: Sequence[Polarity]) -> Word | None:
    """The first word that a denial reaches, if the others have it, and affirm all that it reaches."""
    first = denial.reach[0] if denial.is_plain and denial.reach else None
    if first is None or not any(_speaks_of(first, text, o) for o in others):
        return None
    agrees = any(text.is_denied(w) in o.denied.get(w.base, ()) for w in denial.reach for o in others)
    return None if agrees or any(_is_told_otherwise(denial, text, o) for o in others) else first


def _speaks_of(word: Word, text: Polarity, other: Polarity) -> bool:
    """Whether another text has a word, and beside it a word that stands beside it here, where there are any."""
    mine = near(text, text.words.index(word), TUNING.opposite_reach_words)
    places = [i for i, w in enumerate(other.words) if w.base == word.base]
    around = [near(other, i, TUNING.opposite_reach_words) for i in places]
    return any(not mine or not theirs or mine & theirs for theirs in around)


def near(text: Polarity, at: int, reach: int, length: int = 1) -> set[str]:
    """The bases of the content words on both sides of the words at a place, at most `reach` on each."""
    before = [w.base for w in text.words[:at] if w.is_content]
    behind = [w.base for w in text.words[at + length :] if w.is_content]
    return {*before[-reach:], *behind[:reach]}


def _is_told_otherwise(denial: Denial, text: Polarity, other: Polarity) -> bool:
    """Whether "yet to" meets "still", "no other" meets "only", or one of the two is turned in time."""
    at = text.words.index(denial.sign) + 1
    follows = text.words[at].text if at < len(text.words) else ""
    meets = _PENDING if denial.sign.text == "yet" else _ONLY if follows in {"other", "others", "else"} else frozenset()
    return any(w.text in meets for w in other.words) or _is_turned_in_time(denial, text, other)


def _is_turned_in_time(denial: Denial, text: Polarity, other: Polarity) -> bool:
    """Whether "no trip since" meets "the first trip since", or "not until" meets "only"."""
    clause = {w.text for w in text.words if w.clause - denial.sign.clause in {0, 1}}
    return bool(clause & _TURNING) and any(w.text in _TURNED for w in other.words)

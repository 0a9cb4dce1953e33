"""Joined halves: each clause of a wording takes its words from one passage, and its subject, too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explainery.checking.acting_nouns import is_acting_noun
from explainery.checking.frames import is_verb_form
from explainery.gating.licensed import is_free
from explainery.gating.refusal import Kind, Refusal
from explainery.gating.roles import is_doer
from explainery.gating.tuning import TUNING
from explainery.gating.words import Word, akin, has, words_in
from explainery.patterns import regex
from explainery.text import plain

_RELATIVE = regex(
    r"(?:, (?:who|which|whose|where|when|to which|for which|of whom|of which)|,? whom)\b(?:[^,;]|,(?=\d))*(?:,"
    r"|(?=[.;])|$)"
)
_PARTICIPLE = regex(
    r", (?!said|says)(?:\w+ed|made|led|sent|held|built|drawn|given|sold|born|known) (?:by"
    r"|in|on|to|from|for|at|as) (?:[^,;]|,(?=\d))*(?:,|(?=[.;])|$)"
)
_SPLIT = regex(
    r"[;:—–“”\"]|, (?=(?:an?|the) )|,? (?:but|while|whereas|although|though|yet|before|after|until|because|since) "
    r"|, (?:and|or|so|as|with) "
    r"| and (?=(?:\w+ly )?(?:has|had|have|was|were|is|are|will|would|said|says|\w+ed|gave"
    r"|took|made|lost|won|told|put)\b)"
)
_FRONTED = regex(r"^((?:While|Although|Though|As|If|When|After|Before|Since|Because|Whereas) (?:[^,]|,(?=\d))*),(?= )")
# "The ministry denied this": what is denied stands in another passage.
_ANSWERS = regex(
    r"\b(?:den|reject|confirm|disput|dismiss|refut|contest|call|admit|repeat|accept)\w* (?:this|it|that"
    r"|the (?:claim|accusation|allegation"
    r"|charge|report|account|suggestion|criticism)s?|this account)\b|^(?:None|Both|All|Most|Some|Two|Three"
    r"|One) of (?:them|these)\b"
    r"|^(?:This|These) "
)
_ROLE_REACH = 5  # words on each side of a name that give its role
_AUXILIARY = frozenset("has have had was were is are will would may might could can must".split())
_PRONOUN = regex(r"\b(?:he|she|it|they|him|her|them|his|its|their|this|these|both)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Clause:
    """The words of a clause that must come from one passage; `head`: those of what "who" or "which" stands for."""

    text: str
    words: tuple[Word, ...]
    head: tuple[Word, ...] = ()


def joined_clauses(wording: str, passages: Sequence[str], together: Sequence[str] = ()) -> Iterator[Refusal]:
    """The clauses of a wording whose words no single passage has, although all of them together do.

    `together`: passages that follow each other and of which the second goes on with what the first names, as one text.
    """
    if len(set(passages)) < 2:  # noqa: PLR2004 (two make a join)
        return
    there = [words_in(p) for p in passages]
    linked = [w for p, words in zip(passages, there, strict=True) if not _ANSWERS.search(p) for w in words]
    linked += [w for p, words in zip(passages, there, strict=True) if _ANSWERS.search(p) for w in words]
    is_linked = any(_ANSWERS.search(p) for p in passages)
    for clause in _clauses(plain(wording)):
        if is_linked and all(has(linked, w) for w in _told(clause, there)):
            continue
        if any(all(has(text, w) for w in _told(clause, there)) for text in map(words_in, together)):
            continue
        if not any(_has_all(clause, p, words, there) for p, words in zip(passages, there, strict=True)):
            yield Refusal(Kind.JOINED, f"no single passage says this: “{clause.text.strip(' ,')}”")


def _told(clause: _Clause, there: Sequence[Sequence[Word]]) -> list[Word]:
    """The words of a clause that any passage has."""
    return [w for w in (*clause.head, *clause.words) if any(_is_in(o, w) for o in there)]


def _has_all(clause: _Clause, passage: str, words: Sequence[Word], there: Sequence[Sequence[Word]]) -> bool:
    """Whether a passage has all words of a clause that any passage has.

    Where it begins with "he" or "its", a name may stand for that. A word that the others have in other words only may
    stand for one of this passage, too; and what two passages tell of one event may be told together.
    """
    others = [other for other in there if other is not words]
    missing = [w for w in (*clause.head, *clause.words) if not has(words, w) and any(_is_in(o, w) for o in others)]
    missing = [w for w in missing if not _is_in_name(w, clause, words) and not _describes(w, clause, words, others)]
    if not missing:
        return True
    if _points_back(passage, words):
        return all(w.capital or w in clause.head for w in missing)
    shared = [w for w in clause.words if has(words, w) and any(has(o, w) for o in others)]
    is_one_event = sum(w.capital or w.is_number for w in shared) >= TUNING.shared_marks
    return is_one_event and not any(w.capital or w.is_number for w in missing)


def _is_in_name(word: Word, clause: _Clause, words: Sequence[Word]) -> bool:
    """Whether a word is of a name whose noun a passage has: "Temba" of "the Temba Institute"."""
    return word.capital and any(
        w.capital and is_acting_noun(w.text) and abs(w.start - word.end) <= 1 and has(words, w) for w in clause.words
    )


def _describes(word: Word, clause: _Clause, words: Sequence[Word], others: Sequence[Sequence[Word]]) -> bool:
    """Whether a word is of the role or the full name that another passage gives to somebody whom this one names."""
    if not (word.capital or is_acting_noun(word.text) or is_doer(word.text)):
        return False
    shared = [w for w in clause.words if w.capital and w is not word and has(words, w)]
    return any(_is_beside(word, one, other) for one in shared for other in others)


def _is_beside(word: Word, name: Word, words: Sequence[Word]) -> bool:
    """Whether two words stand near each other in a passage."""
    places = [i for i, w in enumerate(words) if w.text == name.text]
    near = [w for i in places for w in words[max(0, i - _ROLE_REACH) : i + _ROLE_REACH + 1]]
    return any(akin(word.text, w.text) for w in near)


def _is_in(words: Sequence[Word], word: Word) -> bool:
    """Whether some words have another in one of its forms."""
    return any(akin(word.text, other.text) for other in words)


def _points_back(passage: str, words: Sequence[Word]) -> bool:
    """Whether a pronoun stands in a passage before any name."""
    pronoun = _PRONOUN.search(passage)
    names = [w.start for w in words[1:] if w.capital]
    return pronoun is not None and pronoun.start() < min(names, default=len(passage))


def _clauses(text: str) -> Iterator[_Clause]:
    """The clauses of a text: the main ones without the relative ones, and these with the name before them."""
    for match in _RELATIVE.finditer(text):
        is_object = re.match(
            r",? (?:to |for )?(?:which|whom|when|where) (?:the |an? |he |she |it |they |[A-Z])", match[0]
        )
        yield _clause(match[0], "" if is_object else _antecedent(text[: match.start()]))
    main = _FRONTED.sub(_apart, _RELATIVE.sub(" ", text))
    yield from (_clause(match[0]) for match in _PARTICIPLE.finditer(main))
    yield from _main_clauses(_PARTICIPLE.sub(" ", main))


def _apart(match: re.Match[str]) -> str:
    """A clause at the beginning, parted from the rest; "Before 200 people," is none, for it has no verb."""
    words = words_in(match[1])
    return f"{match[1]}; " if any(w.text in _AUXILIARY or is_verb_form(w.text) for w in words) else match[0]


def _main_clauses(text: str) -> Iterator[_Clause]:
    """The clauses between marks and conjunctions; one that begins with its verb has the subject before it."""
    subject, end = "", 0
    for mark in (*_SPLIT.finditer(text), None):
        part = text[end : mark.start() if mark else len(text)]
        if part.strip():
            is_bare = text[:end].endswith(" and ") and _begins_with_verb(part)
            yield _clause(part, subject if is_bare else "")
            subject = subject if is_bare else _subject(part)
        end = mark.end() if mark else end


def _begins_with_verb(text: str) -> bool:
    first = next((w for w in words_in(text) if not w.text.endswith("ly")), None)
    return first is not None and (first.text in _AUXILIARY or is_verb_form(first.text))


def _subject(text: str) -> str:
    """What stands before the first verb of a clause."""
    words = words_in(text)
    verb = next((w for w in words if not w.capital and (w.text in _AUXILIARY or is_verb_form(w.text))), None)
    return text[: verb.start] if verb else ""


def _antecedent(text: str) -> str:
    """The name, or the noun, before a relative clause."""
    names = re.findall(r"(?:[A-Z][\w’'-]*(?: of the| of|) ?)+$", text)
    return names[-1] if names else " ".join(text.split()[-1:])


def _clause(text: str, head: str = "") -> _Clause:
    weighty = tuple(w for w in words_in(text) if w.is_number or not is_free(w))
    return _Clause(text, weighty, tuple(w for w in words_in(head) if not is_free(w)))

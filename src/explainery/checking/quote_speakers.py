"""Who says a quotation: as the passage has it, and as a page has it. Doubtful cases have no answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from explainery.checking.evidence import Evidence, holds, unquoted
from explainery.lexicon.offices import Office, any_noun, nouns
from explainery.lexicon.reporting_verbs import HINTING, VERBS
from explainery.marking.entities import names_in
from explainery.marking.quotes.spans import quotes_in
from explainery.marking.segmentation.lines import Line
from explainery.model import Name, Passage, Quote, Rights
from explainery.text import folded

_TITLES = frozenset(["the", "a", "an", "of", "mr", "mrs", "ms", "dr", *nouns(Office.NO_NAME)])
_VERB = re.compile(rf"\b(?:{HINTING}|according)\b")
_SOMEBODY = re.compile(
    rf"\b(?:he|she|they|his|her|their|who|we|I|report(?:ed|edly|ing)|{any_noun(Office.ANYONE)})\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?<![.!?:]\s)(?<!^)\b[A-Z][\w’'-]+|^[A-Z][\w’'-]+(?= [A-Z])|^[A-Z][A-Z]+\b")


_SAYS = tuple(
    re.compile(rf"{apart} (?:(?:also|then|once|has|had) )?(?:{VERBS})(?: that)?[,:]?$")
    for apart in ("", ", [^,“”]{2,90},")
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose words a quotation is. `kind`: person, place, body or publisher; `acts_for`: the actor behind the name."""

    name: str
    kind: str
    acts_for: str

    @property
    def words(self) -> frozenset[str]:
        """The name's own words."""
        return frozenset(re.findall(r"[^\W\d_]{2,}", folded(self.name))) - _TITLES

    def is_named_in(self, text: str) -> bool:
        """Whether a text has a word of the name."""
        return bool(self.words & set(re.findall(r"[^\W\d_]{2,}", folded(text))))

    def excludes(self, other: Speaker, text: str, evidence: Evidence) -> bool:
        """Whether a quotation of this speaker, on a page that gives it to `other`, is surely wrong."""
        if self.is_named_in(unquoted(text)) or self.words & other.words:
            return False
        if "publisher" in {self.kind, other.kind}:
            return self.kind == other.kind
        if self.kind == other.kind == "person":
            return True
        # A state or body for a person, or the other way round: wrong only where both sides are known and differ.
        actors = {evidence.story.led.get(a, a) for a in evidence.story.led.values()} | set(evidence.settings.parties)
        return self.acts_for != other.acts_for and self.acts_for in actors and other.acts_for in actors


def said_in(passage: Passage, words: str, evidence: Evidence) -> Speaker | None:
    """Who says `words` in a passage; None where that is in doubt.

    It is the speaker whom the sentence itself names beside a verb of saying (a pronoun could be misread), and the
    publisher where the sentence is the article's own text.
    """
    text, article = passage.words, passage.article
    quotes = _quotes(text)
    inner = next((q for q in quotes if holds(folded(text[q.start : q.end]), words)), None)
    if inner is None:
        own = article.rights is Rights.QUOTE and not quotes
        return Speaker(article.publisher, "publisher", article.publisher) if own else None
    outside = text
    for quote in reversed(quotes):
        outside = f"{outside[: quote.start]} {outside[quote.end :]}"
    found = _resolved(inner.speaker, text, evidence) if inner.speaker else None
    says = _VERB.search(outside) or outside.rstrip(" “”‘\"'").endswith(":")
    return found if found and says and found.is_named_in(outside) else None


def _quotes(text: str) -> tuple[Quote, ...]:
    """The quotations of a line by itself. Parties' other names are left out: they would hide who is a person.

    A name with its verb right before a quotation is surer than anything after it.
    """
    names = names_in(text, {})
    found = quotes_in(text, [Line(0, len(text), 0, text)], names)
    return tuple(replace(q, speaker=_right_before(text, q.start, names) or q.speaker) for q in found)


def _right_before(text: str, start: int, names: Iterable[Name]) -> str | None:
    """The name in `NAME said “` or `NAME, the president, said “`."""
    before = text[:start].rstrip(" “\"‘'")
    ends = [m.start() for pattern in _SAYS if (m := pattern.search(before))]
    return next((n.actor for n in names if n.end in ends), None)


def _resolved(name: str, text: str, evidence: Evidence) -> Speaker | None:
    """A speaker by name: a person whom the articles name in full, a state or a body; None for anything else."""
    words = frozenset(re.findall(r"[^\W\d_]{2,}", folded(name))) - _TITLES
    led = evidence.story.led
    people = [p for p in _people(evidence) if words and words <= Speaker(p, "person", p).words]
    if people:
        longest = max(people, key=lambda p: (len(p), p))
        one = all(Speaker(p, "person", p).words <= Speaker(longest, "person", longest).words for p in people)
        return Speaker(longest, "person", led.get(longest, longest)) if one else None
    here = next((n for n in names_in(text, evidence.settings.parties) if text[n.start : n.end] == name), None)
    if here is None:
        return None
    kind = "body" if here.kind == "place" else here.kind
    return Speaker(name, kind, led.get(here.actor, here.actor))


def _people(evidence: Evidence) -> set[str]:
    """Everybody whom the articles, or the parties' other names, name in full."""
    aliases = {a for names in evidence.settings.parties.values() for a in names}
    return set(evidence.people) | {a for a in aliases if re.fullmatch(r"[A-Z][\w’'-]+(?: [A-Z][\w’'.-]*){1,3}", a)}


def nobody(text: str, publishers: Iterable[str]) -> bool:
    """Whether nothing beside a quotation could be its speaker: no name, pronoun, office, verb of saying or colon."""
    bare = unquoted(text)
    if re.search(r"\w[^.]*:\s", bare) or any(folded(p) in folded(bare) for p in publishers):
        return False
    return not (_VERB.search(bare) or _SOMEBODY.search(bare) or _NAMED.search(bare.strip(" .,;:!?—–-")))


def attributed(text: str, span: tuple[int, int], evidence: Evidence) -> Speaker | None:
    """To whom a line of a page gives a quotation, where a name stands right beside it with a verb or a colon."""
    found = next((q for q in _quotes(text) if span[0] <= q.start < span[1]), None)
    label = re.match(r"([^“”\":]{2,80}?)(?:, [^“”\":]*)?: ?$", text[: span[0]])
    name = label[1].strip(" *") if label else found.speaker if found else None
    if not name:
        return None
    if name in {m.article.publisher for m in evidence.story.articles}:
        return Speaker(name, "publisher", name)
    return _resolved(name, text, evidence)

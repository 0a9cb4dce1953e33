"""Who says a quotation: as the passage has it, and as a page has it. Doubtful cases have no answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from explainery.checking.evidence import Evidence, holds, unquoted
from explainery.marking.lines import Line
from explainery.marking.names import names_in
from explainery.marking.quotes import quotes_in
from explainery.marking.speech import JUDGING, VERBS
from explainery.model import Name, Passage, Rights
from explainery.text import folded

_TITLES = frozenset("the a an of mr mrs ms dr sir lord president minister prime".split())
_VERB = re.compile(rf"\b(?:{VERBS}|{'|'.join(JUDGING)}|according|sees|saw|speaks?|spoke|speaking|promises?|words?)\b")
_SOMEBODY = re.compile(
    r"\b(?:he|she|they|his|her|their|who|we|I|officials?|experts?|analysts?|leaders?|president|minist\w+|spokes\w+|"
    r"ambassador|government|statement|union|company|critics|lawyers?|police|army|court|report\w*|letter|agenc\w+|"
    r"newspaper|paper|residents?|sources?|chief|head|director|chair\w*|secretary|king|queen|premier|mayor|judge)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?<![.!?:]\s)(?<!^)\b[A-Z][\w’'-]+|^[A-Z][\w’'-]+(?= [A-Z])|^[A-Z][A-Z]+\b")
_NEAR = 3  # words between a name and the quotation that are no verb of saying, at most


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
    """Who says `words` in a passage: its speaker where the sentence itself names one, the publisher where it is
    the article's own text; None where that is in doubt.
    """
    article = passage.article
    inner = [
        q for q in passage.marked.quotes_in(passage.sentence) if holds(folded(article.text[q.start : q.end]), words)
    ]
    outside = _outside(passage)
    if inner:
        name = inner[0].speaker
        return _speaker(name, evidence) if name and _named_beside(name, outside, inner[0].role) else None
    if article.rights is Rights.QUOTE and not passage.marked.quotes_in(passage.sentence):
        return Speaker(article.publisher, "publisher", article.publisher)
    return None


def _outside(passage: Passage) -> str:
    """What stands beside the quotations of a passage, in its own sentence."""
    text = passage.words
    for quote in passage.marked.quotes_in(passage.sentence):
        text = text.replace(" ".join(passage.article.text[quote.start : quote.end].split()), " ")
    return text


def _named_beside(name: str, outside: str, role: str | None) -> bool:
    """Whether the sentence names the speaker itself, beside a verb of saying; a pronoun could be misread."""
    words = set(re.findall(r"[^\W\d_]{2,}", folded(outside)))
    mine = set(re.findall(r"[^\W\d_]{2,}", folded(name))) - _TITLES
    verb = _VERB.search(outside) or outside.rstrip(" “‘\"'").endswith(":")
    return bool(mine & words) and bool(verb) and role != ""


def _speaker(name: str, evidence: Evidence) -> Speaker:
    led = evidence.story.led
    found = names_in(name, evidence.settings.parties)
    if name in evidence.people:
        return Speaker(name, "person", led.get(name, name))
    kind = found[0].kind if found else "body"
    actor = found[0].actor if found else name
    return Speaker(name, "body" if kind == "place" else kind, led.get(actor, actor))


def nobody(text: str, publishers: Iterable[str]) -> bool:
    """Whether nothing beside a quotation could be its speaker: no name, pronoun, office, verb of saying or colon."""
    bare = unquoted(text)
    if re.search(r"\w[^.]*:\s", bare) or any(folded(p) in folded(bare) for p in publishers):
        return False
    return not (_VERB.search(bare) or _SOMEBODY.search(bare) or _NAMED.search(bare.strip(" .,;:!?—–-")))


def attributed(text: str, span: tuple[int, int], evidence: Evidence) -> Speaker | None:
    """To whom a line of a page gives a quotation, where a name stands right beside it with a verb or a colon."""
    names = names_in(text, evidence.settings.parties)
    found = [q for q in quotes_in(text, [Line(0, len(text), 0, text)], names) if span[0] <= q.start < span[1]]
    label = re.match(r"([^“”\":]{2,80}?)(?:, [^“”\":]*)?: ?$", text[: span[0]])
    name = label[1].strip(" *") if label else found[0].speaker if found else None
    if not name:
        return None
    publishers = {m.article.publisher for m in evidence.story.articles}
    if name in publishers:
        return Speaker(name, "publisher", name)
    return _on_page(name, names, text, evidence)


def _on_page(name: str, names: tuple[Name, ...], text: str, evidence: Evidence) -> Speaker | None:
    """The speaker that a page names. A short name is whom the articles call so; an unknown one is nobody."""
    words = frozenset(re.findall(r"[^\W\d_]{2,}", folded(name))) - _TITLES
    people = sorted(p for p in evidence.people if words and words <= Speaker(p, "person", p).words)
    if people:
        return Speaker(people[0], "person", evidence.story.led.get(people[0], people[0]))
    here = next((n for n in names if n.actor == name or text[n.start : n.end] == name), None)
    if here is None:
        return None
    kind = "body" if here.kind == "place" else here.kind
    return Speaker(name, kind, evidence.story.led.get(here.actor, here.actor))

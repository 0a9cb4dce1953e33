"""Who says a quotation, according to the passage and according to the page. Doubtful cases give no answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from explainery.checking.evidence import Evidence, holds, unquoted
from explainery.checking.tuning import TUNING
from explainery.copyediting.lines import Line
from explainery.copyediting.quotations import speaker_of
from explainery.lexicon.offices import Office, any_noun, nouns
from explainery.lexicon.reporting_verbs import HINTING, VERBS
from explainery.marking.entities import entities_in
from explainery.marking.quotes.spans import quotes_in
from explainery.marking.segmentation.lines import Line as TextLine
from explainery.model import Name, Passage, Quote, Rights
from explainery.patterns import regex
from explainery.text import folded

_TITLES = frozenset(["the", "a", "an", "of", "mr", "mrs", "ms", "dr", *nouns(Office.NO_NAME)])
_VERB = regex(rf"\b(?:{HINTING}|according)\b")
# Words for a speaker without a name.
_DESCRIPTION = regex(
    rf"\b(?:he|she|they|his|her|their|who|we|I|report(?:ed|edly|ing)|{any_noun(Office.ANYONE)})\b", re.IGNORECASE
)
_NAMED = regex(
    r"""
      (?<![.!?:]\s)(?<!^)\b[A-Z][\w’'-]+  # a capital letter inside a sentence
    | ^[A-Z][\w’'-]+(?=\ [A-Z])           # two capital letters at its beginning
    | ^[A-Z][A-Z]+\b                      # an abbreviation at its beginning
    """,
    re.VERBOSE,
)
_LETTERS = regex(r"[^\W\d_]{2,}")
_FULL_NAME = regex(r"[A-Z][\w’'-]+(?: [A-Z][\w’'.-]*){1,3}")
# After a name: "said", or ", the president, said".
_VERBS_AFTER_NAME = tuple(
    regex(rf"{between} (?:(?:also|then|once|has|had) )?(?:{VERBS})(?: that)?[,:]?$")
    for between in ("", rf", [^,“”]{{2,{TUNING.speaker_apposition_characters}}},")
)
_LABEL = regex(rf"([^“”\":]{{2,{TUNING.speaker_label_characters}}}?)(?:, [^“”\":]*)?: ?$")

_OPENS = regex(r"(?:^|[.!?;:–—] )([A-Z][\w’'-]+)$")
_LABEL_VERB = regex(rf" (?:(?:also|then|later|has|had) )?(?:{VERBS})(?: that)?$")  # "Roe said: “...”"


class SpeakerKind(StrEnum):
    """What a speaker is."""

    PERSON = "person"
    BODY = "body"  # a state counts as one
    PUBLISHER = "publisher"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose words a quotation is. `acts_for`: the actor behind the name, such as the state that a president leads."""

    name: str
    kind: SpeakerKind
    acts_for: str

    @property
    def words(self) -> frozenset[str]:
        """The name's own words, without titles."""
        return _name_words(self.name)

    def is_named_in(self, text: str) -> bool:
        """Whether a text contains a word of the name."""
        return bool(self.words & set(_LETTERS.findall(folded(text))))

    def excludes(self, other: Speaker, text: str, evidence: Evidence) -> bool:
        """Whether a page that attributes this speaker's quotation to `other`, in `text`, is certainly wrong."""
        if self.is_named_in(unquoted(text)) or self.words & other.words:
            return False
        if SpeakerKind.PUBLISHER in {self.kind, other.kind}:
            return self.kind == other.kind
        if self.kind == other.kind == SpeakerKind.PERSON:
            return True
        # A body in place of a person, or the reverse, is wrong only if both are known to act for different actors.
        actors = {evidence.acting_for(a) for a in evidence.story.led.values()} | set(evidence.settings.parties)
        return self.acts_for != other.acts_for and self.acts_for in actors and other.acts_for in actors


def _name_words(name: str) -> frozenset[str]:
    return frozenset(_LETTERS.findall(folded(name))) - _TITLES


def passage_speaker(passage: Passage, words: str, evidence: Evidence) -> Speaker | None:
    """Who says `words` in a passage; None if that is in doubt.

    It is the speaker that the sentence itself names beside a verb of saying (a pronoun could be misread), or the
    publisher if the sentence is the article's own text.
    """
    text, article = passage.words, passage.article
    quotes = _quotes(text)
    inner = next((q for q in quotes if holds(folded(text[q.start : q.end]), words)), None)
    if inner is None:
        is_own_text = article.rights is Rights.QUOTE and not quotes
        return _publisher(article.publisher) if is_own_text else None
    outside = text
    for quote in reversed(quotes):
        outside = f"{outside[: quote.start]} {outside[quote.end :]}"
    speaker = _resolved(inner.speaker, text, evidence) if inner.speaker else None
    has_verb = _VERB.search(outside) or outside.rstrip(" “”‘\"'").endswith(":")
    return speaker if speaker and has_verb and speaker.is_named_in(outside) else None


def meant_speaker(passage: Passage, words: str, evidence: Evidence) -> Speaker | None:
    """Who says `words` in a passage that has only "he said", or no tag: whom copy-editing is sure of; else None."""
    if evidence.locked:
        return None
    line = Line(evidence.story, passage)
    said = next((s for s in line.said if holds(folded(line.words[s.start : s.end]), words)), None)
    speaker = speaker_of(line, said) if said else None
    return _resolved(speaker.name, passage.words, evidence) if speaker else None


def _publisher(name: str) -> Speaker:
    return Speaker(name, SpeakerKind.PUBLISHER, name)


def _quotes(text: str) -> tuple[Quote, ...]:
    """The quotations of a line by itself, with their speakers.

    The parties' other names are left out, because they would hide who is a person. A name with its verb right before
    a quotation is surer than anything after it.
    """
    names = entities_in(text, {})
    quotes = quotes_in(text, [TextLine(0, len(text), 0, text)], names)
    return tuple(
        replace(q, speaker=_right_before(text, q.start, names) or q.speaker or _opening(text, q.start)) for q in quotes
    )


def _right_before(text: str, start: int, names: Iterable[Name]) -> str | None:
    """The name in `NAME said “` or `NAME, the president, said “`."""
    before = text[:start].rstrip(" “\"‘'")
    name_ends = [m.start() for pattern in _VERBS_AFTER_NAME if (m := pattern.search(before))]
    return next((n.actor for n in names if n.end in name_ends), None)


def _opening(text: str, start: int) -> str | None:
    """The capital word in `NAME said “` at the beginning of a sentence, where nothing else tells it for a name."""
    before = text[:start].rstrip(" “\"‘'")
    verb = _VERBS_AFTER_NAME[0].search(before)
    name = _OPENS.search(before[: verb.start()]) if verb else None
    return name[1] if name else None


def _resolved(name: str, text: str, evidence: Evidence) -> Speaker | None:
    """A speaker by name: a person that the articles name in full, a state or a body; None for anything else.

    A name of several people ("Kim") stays as it is: it leaves open who of them speaks, and no other can be meant.
    """
    words = _name_words(name)
    people = [p for p in _people(evidence) if words and words <= _name_words(p)]
    if people:
        longest = max(people, key=lambda p: (len(p), p))
        is_one_person = all(_name_words(p) <= _name_words(longest) for p in people)
        called = longest if is_one_person else name
        return Speaker(called, SpeakerKind.PERSON, evidence.acting_for(called))
    mention = next((n for n in entities_in(text, evidence.settings.parties) if text[n.start : n.end] == name), None)
    if mention is None:
        return None
    kind = SpeakerKind.PERSON if mention.kind == "person" else SpeakerKind.BODY
    return Speaker(name, kind, evidence.acting_for(mention.actor))


def _people(evidence: Evidence) -> set[str]:
    """Everyone named in full by the articles or by the parties' other names."""
    aliases = {alias for names in evidence.settings.parties.values() for alias in names}
    return set(evidence.people) | {alias for alias in aliases if _FULL_NAME.fullmatch(alias)}


def is_unattributed(text: str, publishers: Iterable[str]) -> bool:
    """Whether nothing beside a quotation could be its speaker: no name, pronoun, office, verb of saying or colon."""
    bare = unquoted(text)
    if re.search(r"\w[^.]*:\s", bare) or any(folded(p) in folded(bare) for p in publishers):
        return False
    return not (_VERB.search(bare) or _DESCRIPTION.search(bare) or _NAMED.search(bare.strip(" .,;:!?—–-")))


def name_beside(text: str, span: tuple[int, int]) -> str:
    """The name beside the quotation at `span` in a line of a page, with a verb or a colon; "" without one."""
    quote = next((q for q in _quotes(text) if span[0] <= q.start < span[1]), None)
    label = _LABEL.match(text[: span[0]])
    name = _LABEL_VERB.sub("", label[1].strip(" *")) if label else quote.speaker if quote else None
    return name or ""


def page_speaker(text: str, span: tuple[int, int], evidence: Evidence) -> Speaker | None:
    """The speaker of the quotation at `span` in a line of a page, if a name is beside it with a verb or a colon."""
    name = name_beside(text, span)
    if not name:
        return None
    if name in {m.article.publisher for m in evidence.story.articles}:
        return _publisher(name)
    return _resolved(name, text, evidence)

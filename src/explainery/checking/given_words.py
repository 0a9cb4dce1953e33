"""Quotations that a page gives to a body, or to somebody of a body, with which their speaker has nothing to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explainery.checking.acting_nouns import is_body_noun
from explainery.checking.evidence import Evidence, unquoted
from explainery.checking.named_sources import sources_in
from explainery.checking.quote_speakers import Speaker, SpeakerKind
from explainery.checking.same_actor import acts_for_any, is_publisher
from explainery.checking.word_kin import Word, is_among, words_in
from explainery.text import folded

_BEFORE = 2  # sentences before one that names the speaker, in which a body may stand that the speaker belongs to


def other_body(text: str, speaker: Speaker, evidence: Evidence) -> str:
    """The source beside a quotation that is a body, or of one, to which no sentence near the speaker's name ties it.

    Args:
        text: the line with the quotation.
        speaker: who says it in the passage.
        evidence: the story's sources, with the articles.
    """
    if speaker.kind is not SpeakerKind.PERSON or speaker.is_named_in(unquoted(text)):
        return ""
    near: set[str] | None = None
    for source in sources_in(text):
        bodies = [w for w in source.who if w.capital or is_body_noun(w.text)]
        if not bodies or _is_known(source.who, speaker, evidence):
            continue
        near = near or {w.text for words in _around(speaker, evidence) for w in words_in(words)}
        if not any(is_among(w.text, near) for w in bodies):
            return " ".join(w.text for w in source.who)
    return ""


def _is_known(who: Sequence[Word], speaker: Speaker, evidence: Evidence) -> bool:
    """Whether a source is a person, whom other rules compare, a publisher, or what the speaker acts for."""
    people = {part for person in evidence.people for part in folded(person).split()}
    named = any(w.capital and w.text in people for w in who)
    return named or is_publisher(who, evidence) or acts_for_any(who, words_in(speaker.name), evidence)


def _around(speaker: Speaker, evidence: Evidence) -> Iterator[str]:
    """The sentences that name a speaker, each with those before it, without what is quoted in them."""
    yield speaker.acts_for
    for marked in evidence.story.articles:
        texts = [unquoted(marked.words_of(sentence)) for sentence in marked.sentences]
        for number, text in enumerate(texts):
            if speaker.is_named_in(text):
                yield from texts[max(0, number - _BEFORE) : number + 1]
    for person in evidence.story.people:
        if person.name == speaker.name:
            yield person.role

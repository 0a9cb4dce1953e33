"""EXP113: the passage behind a citation is still in the sources."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.checking.cited_definition import passage_words, passages_with_words
from explainery.checking.context import Context
from explainery.checking.evidence import Evidence
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule
from explainery.checking.tuning import TUNING
from explainery.citation_keys import KEY, publisher_slug
from explainery.linking.similarity import stems
from explainery.model import Passage
from explainery.text import folded


def is_withdrawn(key: str, words: str, evidence: Evidence) -> bool:
    """Whether a definition quotes a sentence that the sources no longer contain: a valid key, words, but no match."""
    is_unknown = bool(KEY.fullmatch(key)) and key not in evidence.known
    return is_unknown and bool(words) and not passages_with_words(words, evidence)


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Definitions whose passage was withdrawn, unless an editor has acknowledged it."""
    acknowledged = context.decisions.acknowledged.get(page.inner.partition("/")[0], ())
    for key, definition in page.shown.definitions.items():
        words = passage_words(definition)
        if key in acknowledged or not is_withdrawn(key, words, context.evidence):
            continue
        successor = _successor(key, words, context.evidence)
        hint = f"; its successor may be [^{successor.key}] “{successor.words}”" if successor else ""
        left_out = _left_out(words, context.evidence)
        problem = f"the passage of [^{key}] is no longer in the sources: it was changed or withdrawn{hint}"
        if left_out:
            problem = f"the passage of [^{key}] no longer counts as part of its article ({left_out})"
        action = f"cite another passage, delete what rests on it, or run `explainery keep {key}`"
        yield Fault(definition.number, f"{problem}; {action}")


def _left_out(words: str, evidence: Evidence) -> str:
    """Why a piece of an article with those words is not read as part of it; "" where there is none."""
    own = folded(words)
    return next(
        (
            f"{m.article.file}: {d.why}"
            for m in evidence.story.articles
            for d in m.dropped
            if own in folded(m.article.text[d.start : d.end])
        ),
        "",
    )


def _successor(key: str, words: str, evidence: Evidence) -> Passage | None:
    """The sentence of the same publisher that shares most content words with a withdrawn one."""
    old_stems, publisher = set(stems(words)), key.rsplit("-", 1)[0]
    candidates = [
        (len(old_stems & evidence.stems[k]) / max(1, len(old_stems | evidence.stems[k])), k)
        for k, passage in evidence.by_key.items()
        if publisher_slug(passage.article) == publisher
    ]
    share, closest = max(candidates, default=(0.0, ""))
    return evidence.by_key[closest] if share >= TUNING.successor_share else None


RULE = Rule(
    "EXP113",
    "the passage behind a citation is still in the sources",
    """The article was withdrawn, or its sentence was changed, so what the page says may no longer be true. A person
must decide: cite the sentence that replaced it, reword the statement, delete it, or acknowledge that the source is gone
(`explainery keep KEY`). If a sentence of the same publisher is similar, the message names it; it is never cited
automatically.
Example: the citation of “The port lost 4 million crowns” after the paper corrected it to “5 million”.""",
    on_page=_check_page,
)

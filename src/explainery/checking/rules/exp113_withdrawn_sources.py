"""EXP113: a citation whose passage is no longer in the sources."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.checking.cited_definition import passage_words, same_words
from explainery.checking.context import Context
from explainery.checking.evidence import Evidence
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule
from explainery.citation_keys import KEY, publisher_slug
from explainery.linking.similarity import stems
from explainery.model import Passage

_LIKE = 0.5  # share of the content words of two sentences that one succeeding the other has


def is_withdrawn(key: str, words: str, evidence: Evidence) -> bool:
    """Whether a defined key is that of a sentence that the sources had: well formed, with words, and gone."""
    gone = bool(KEY.fullmatch(key)) and key not in evidence.known
    return gone and bool(words) and not same_words(words, evidence)


def check(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Definitions whose passage is gone, unless somebody has acknowledged it."""
    for key, unit in page.shown.definitions.items():
        words = passage_words(unit)
        if key in context.decisions.acknowledged or not is_withdrawn(key, words, context.evidence):
            continue
        after = successor(key, words, context.evidence)
        perhaps = f"; perhaps succeeded by [^{after.key}] “{after.words}”" if after else ""
        what = f"the passage of [^{key}] is no longer in the sources: changed or withdrawn{perhaps}"
        yield Fault(unit.line, f"{what}; cite another, delete what rests on it, or `explainery keep {key}`")


def successor(key: str, words: str, evidence: Evidence) -> Passage | None:
    """The sentence of the same publisher that is most like the one that is gone."""
    mine, name = set(stems(words)), key.rsplit("-", 1)[0]
    rows = [
        (len(mine & evidence.stems[k]) / max(1, len(mine | evidence.stems[k])), k)
        for k, p in evidence.by_key.items()
        if publisher_slug(p.article) == name
    ]
    share, best = max(rows, default=(0.0, ""))
    return evidence.by_key[best] if share >= _LIKE else None


RULE = Rule(
    "EXP113",
    "a citation's passage is still in the sources",
    """The article was withdrawn, or its sentence was changed. What the page says may no longer hold, so that a person
has to decide: cite the sentence that took its place (the check names one of the same publisher that is much like it;
nothing is ever attached to it by itself), reword, delete, or acknowledge that the source is gone.
Example: the key of “The port lost 4 million crowns” once the paper prints “5 million”.""",
    on_page=check,
)

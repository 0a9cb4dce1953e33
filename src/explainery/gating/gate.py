"""The gate: every reason why a wording may not stand on a page for its passages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from explainery.checking.evidence import Evidence, pieces_of, quotations, unquoted
from explainery.gating.called import going_on
from explainery.gating.causes import changed_causes
from explainery.gating.caution import changed_caution
from explainery.gating.checked import findings
from explainery.gating.context import context_of
from explainery.gating.copied import copied
from explainery.gating.dates import changed_dates
from explainery.gating.days import changed_days
from explainery.gating.denials import changed_denials
from explainery.gating.directions import changed_directions
from explainery.gating.exchanged import exchanged
from explainery.gating.figures import changed_figures
from explainery.gating.form import misshapen
from explainery.gating.joined import joined_clauses
from explainery.gating.licensed import unlicensed
from explainery.gating.ordered import told_as_fact
from explainery.gating.parts import changed_parts
from explainery.gating.quoted import misquoted
from explainery.gating.refusal import Refusal
from explainery.gating.restrictions import dropped_restrictions
from explainery.gating.roles import changed_roles
from explainery.gating.sides import turned_sides
from explainery.gating.tuning import TUNING
from explainery.model import Passage

_Rule = Callable[[str, Sequence[str]], Iterator[Refusal]]
# What each compares is outside quotation marks: a quotation is compared word for word.
_RULES: tuple[_Rule, ...] = (
    changed_figures,
    changed_directions,
    changed_dates,
    changed_days,
    changed_denials,
    changed_caution,
    changed_parts,
    dropped_restrictions,
    changed_causes,
    turned_sides,
    changed_roles,
    told_as_fact,
    exchanged,
)


# The rule of the check for additions compares stretches. The gate compares every word, by a list that this rule does
# not have: what it reports of words that are all allowed is a false alarm.
SUPERSEDED = frozenset(["EXP129"])


def refusals(
    wording: str,
    passages: Sequence[Passage],
    evidence: Evidence,
    *,
    longest_run: int = TUNING.copied_run,
    superseded: Collection[str] = SUPERSEDED,
) -> tuple[Refusal, ...]:
    """Every reason why a wording may not stand for its passages; none if it may.

    Args:
        wording: one sentence, as somebody else proposes it.
        passages: the sentences of articles that it is to stand for; at least one.
        evidence: the story's sources, as a check reads them.
        longest_run: how many words of an article under `rights: quote` may follow each other outside quotation marks.
        superseded: the rules of the check whose findings do not count, because a rule of the gate is stricter.
    """
    if not passages:
        raise ValueError("a wording needs a passage")
    texts = [p.words for p in passages]
    found = list(misshapen(wording))
    if found:  # not worth comparing, and perhaps too long to compare
        return _once(found)
    found += misquoted(wording, texts)
    found += copied(wording, [m.article for m in evidence.story.articles], longest_run)
    found += compared(wording, texts, context_of(wording, passages, evidence), tuple(going_on(passages)))
    if not found:
        found += (f for f in findings(wording, passages, evidence) if f.code not in superseded)
    return _once(found)


def compared(
    wording: str, passages: Sequence[str], context: Sequence[str] = (), together: Sequence[str] = ()
) -> list[Refusal]:
    """What the words of a wording and of its passages alone say against it.

    Args:
        wording: the sentence.
        passages: the words of its passages.
        context: names that stand for a "he" or "the ministry" of the passages.
        together: passages of which the second goes on with what the first names, as one text.
    """
    bare = unquoted(wording)
    plain_passages = [_without_quoted(p, wording) for p in passages]
    found = [refusal for rule in _RULES for refusal in rule(bare, plain_passages)]
    found += joined_clauses(wording, passages, together)
    found += unlicensed(bare, passages, context)
    return found


def _without_quoted(passage: str, wording: str) -> str:
    """A passage without the quotations that a wording quotes, too."""
    own = [pieces_of(words) for words in quotations(wording)]
    for words in quotations(passage):
        if pieces_of(words) in own:
            passage = passage.replace(words, " ")
    return passage


def _once(found: Iterable[Refusal]) -> tuple[Refusal, ...]:
    return tuple(dict.fromkeys(found))

"""EXP129: a statement adds no fact that its passages do not have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explainery.checking.charges import new_charge
from explainery.checking.context import CitedStatement, Context, statements
from explainery.checking.evidence import Evidence, passage_label, unquoted
from explainery.checking.findings import Fault, Severity
from explainery.checking.gaps import Gap, covered, gaps_between, nearest
from explainery.checking.nearby import nearby_words
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule
from explainery.checking.tuning import TUNING
from explainery.checking.word_kin import Word, is_among, words_in

_PRONOUNS = frozenset("i we us our ours me my you your he him his she her it its they them their this these".split())


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Statements with a stretch of words whose matter is neither in what they cite nor around it."""
    for statement in statements(page, context) if not context.evidence.locked else ():
        if not statement.line.cells:
            yield from _charged(statement, context.evidence) or _added(statement, context.evidence)


def _charged(statement: CitedStatement, evidence: Evidence) -> list[Fault]:
    """A rule that somebody breaks in the statement, and of which nothing cited or near it speaks."""
    text = unquoted(statement.line.text)
    around = [*(p.words for p in statement.cited), " ".join(nearby_words(text, statement.cited, evidence))]
    charge = new_charge(text, around)
    message = f"“{charge}” is not in the passage cited, {passage_label(statement.cited[0])}: nothing there accuses so"
    return [Fault(statement.line.number, message, Severity.WARNING)] if charge else []


def _added(statement: CitedStatement, evidence: Evidence) -> Iterator[Fault]:
    text = statement.line.text.replace(statement.line.linked, " ") if statement.line.linked else statement.line.text
    own, cited = words_in(unquoted(text)), statement.cited
    passage = [w for p in nearest(own, cited) for w in words_in(p.words)]
    if covered(own, passage) < TUNING.added_cover:
        return
    near = nearby_words(text, cited, evidence) | {w.text for p in cited for w in words_in(p.words)}
    spoken = max(0, _pronouns(passage) - _pronouns(own))
    for gap in gaps_between(passage, own):
        new = [w for w in gap.new if not w.capital and not is_among(w.text, near)]  # names are EXP103's
        if _is_fact(gap, new[spoken:]):
            words = text_of(gap.words, unquoted(text))
            known = any(is_among(w.text, evidence.vocabulary.words) for w in new)
            yield Fault(
                statement.line.number,
                f"“{words}” is not in the passage cited, {passage_label(cited[0])}",
                Severity.WARNING if known else Severity.ERROR,
            )


def _is_fact(gap: Gap, new: Sequence[Word]) -> bool:
    """Whether the words of a gap say more than those that they replace."""
    more = len(new) - len(gap.lost)
    if more >= TUNING.added_words:
        return True
    return more >= 1 and len(gap.words) - len(gap.replaced) >= TUNING.added_phrase


def _pronouns(words: Sequence[Word]) -> int:
    """How many words stand for somebody or something: each may become a noun."""
    return sum(w.text in _PRONOUNS for w in words)


def text_of(words: Sequence[Word], text: str) -> str:
    """The stretch of a text from the first to the last of some words."""
    return text[words[0].start : words[-1].end]


RULE = Rule(
    "EXP129",
    "a statement adds nothing that its passages do not say",
    """A citation vouches for the whole sentence. A clause, a detail or an adjective that no cited passage has rests on
nothing, however likely it is. Words for words pass, and so do names and roles that stand around the passage; a stretch
is reported that says more than it replaces. It is an error where no source of the story has these words, and a warning
where one has. Cite the passage that says it, or take it out.
Example: “offered 4 percent, its last word before the summer”, where the passage says “offered 4 percent”.""",
    severity=Severity.WARNING,
    on_page=_check_page,
)

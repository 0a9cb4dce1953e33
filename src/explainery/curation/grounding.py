"""Grounding: a statement that speaks of "the glitch" or "these samples" stands only behind one that introduces them.

A reader meets a page from the top. "The" before a noun that nothing above speaks of sends them looking for what is
meant; so does "these" or "such". The lead introduces for every page, since a reader comes by the overview.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from explainery.curation.gates import Fitting
from explainery.curation.page_plan import Section, Statement
from explainery.curation.timeline import TIMELINE
from explainery.linking.similarity import stems
from explainery.model import Story
from explainery.patterns import regex

# Everybody knows which one is meant, or the sentence before is no help.
_KNOWN = (
    "governments?|president|prime minister|chancellor|king|queen|pope|police|public|army|military|navy|world|globe"
    "|country|nation|state|economy|markets?|internet|media|press|news|sun|moon|earth|sky|sea|weather|law|constitution"
    "|people|poor|rich|young|elderly|dead|injured|wounded|incident|event|case|story|latest|first|second|third|last"
    "|next|final|main|only|biggest|largest|highest|lowest|best|worst|most|least|number|amount|rest|majority|past|present"
    "|future|same|other|others|two|three|four|five|six|seven|eight|nine|ten"
)
_OPENING = regex(rf"(?:The|Both|Those|These|Such) (?!(?:{_KNOWN})\b)(?P<noun>[a-z])")
# Behind these words a phrase says itself which one it means, or it is over.
_SAYS_WHICH = (
    r"of|that|which|who|whose|where|in|at|on|from|for|with|between|behind|around|near|by|about|against|to|over"
)
_OVER = (
    "is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|should|did|does|do|also|then|later|now"
    "|never|not|already|still|and|or|but|as|after|before|when|while|because|than|into|during"
)
_PHRASE = regex(rf"(?:(?!(?:{_OVER}|{_SAYS_WHICH})\b)[a-z][\w’'-]*[ ,.]*?(?: |(?=[,.]))){{1,4}}")
_WHICH = regex(rf"(?:{_SAYS_WHICH})\b|[A-Z“\"‘]")
# "these samples", "such a claim"; not "such as", "those who", "this year".
_POINTING = regex(
    r"\b(?:these|those|such(?: an?)?|this) (?!as\b|who\b|of\b|in\b|with\b|from\b|that\b|year|month|week|weekend|morning"
    r"|evening|afternoon|summer|spring|autumn|winter|season|time\b|century|decade|quarter|is\b|was\b|are\b|were\b"
    r"|has\b|had\b|\w+ed\b)(?P<noun>[a-z][\w’'-]+(?: [a-z][\w’'-]+)?)",
    re.IGNORECASE,
)
# Words above which a phrase says itself what it means ("the sanctioned island regime"), and a comma inside one.
_DESCRIBES = 2  # by taste
_GOES_ON = regex(r".?, (?!(?:which|who|whose|where|when|and|but|said|an?|the)\b)[a-z][\w-]+ [a-z]")
_NEAR = 45  # characters from a sentence's beginning; further on, what is meant has been told in the sentence. By taste.
_ALIKE = 5  # first letters that make a word one of a family: "removed", "the removal". By taste.
_QUOTED = regex(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<!\w)‘[^’]*’")


def needs(text: str) -> tuple[frozenset[str], ...]:
    """What must have been introduced before a text: for each need the stems of which one is enough."""
    bare = _QUOTED.sub("“”", text)
    return tuple(stems_ for stems_ in (_opening_need(bare), *_pointed(bare)) if stems_)


def _opening_need(bare: str) -> frozenset[str]:
    match = _OPENING.match(bare)
    phrase = _PHRASE.match(bare, match.start("noun")) if match else None
    if match is None or phrase is None or _WHICH.match(bare, phrase.end()):
        return frozenset()
    needed = frozenset(stems(phrase[0]))
    described = len(needed) > _DESCRIBES or _GOES_ON.match(bare, phrase.end() - 1)
    return frozenset() if described else needed


def _pointed(bare: str) -> Iterator[frozenset[str]]:
    for match in _POINTING.finditer(bare):
        if match.start() > _NEAR and not match[0].lower().startswith("such"):
            continue
        needed = frozenset(stems(match["noun"]))
        if not needed & set(stems(bare[: match.start()])):
            yield needed


@dataclass(frozen=True, slots=True)
class Grounding:
    """Keeps on a page what the reader can place. `lead` is the sentence that opens the overview, None without one."""

    story: Story
    fitting: Fitting
    lead: str | None

    def kept(self, sections: Sequence[Section], facet: str) -> tuple[Section, ...]:
        """A page's sections, in order, without the statements that speak of what nothing above them introduces.

        Lines of the timeline stand in the order of their dates, so that none introduces the next.
        """
        known = set(stems(" ".join(self.story.actors)))  # "the union", where it is one of the parties
        known.update(stems(self._words(self.lead, facet)) if self.lead else ())
        rows = [replace(s, statements=tuple(self._standing(s.statements, facet, known))) for s in sections]
        return tuple(section for section in rows if section.statements)

    def _standing(self, statements: Iterable[Statement], facet: str, known: set[str]) -> Iterator[Statement]:
        """The statements that what stands above them introduces; `known` grows by what each tells."""
        for statement in statements:
            text = self._words(statement.claim.shown, facet)
            if statement.claim.shown == self.lead or _is_grounded(text, known):
                known.update(stems(text) if facet != TIMELINE else ())
                yield statement

    def _words(self, sentence: str, facet: str) -> str:
        """What a statement says: the edited words, or nothing of a quotation, which its speaker introduces."""
        fit = self.fitting(sentence, facet)
        return "" if fit.quoted else fit.text or self.story.passage(sentence).words


def _is_grounded(text: str, known: Collection[str]) -> bool:
    families = {word[:_ALIKE] for word in known}
    return all(any(word[:_ALIKE] in families for word in need) for need in needs(text))

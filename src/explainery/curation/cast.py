"""Who is who: the people that a reader meets on the pages, with the roles that the articles give them."""

from __future__ import annotations

import re

from explainery.curation.page_plan import CastMember
from explainery.curation.tuning import TUNING
from explainery.lexicon.calendar import MONTH, WEEKDAY
from explainery.model import Person, Rights, Story
from explainery.patterns import regex
from explainery.text import folded, words

# An office alone leaves open of what: "president", "chief executive". A profession does not: "lawyer".
BARE_OFFICE = regex(
    r"(?:the |an? )?(?:former |acting |deputy |vice |prime )*"
    r"(?:president|minister|mayor|chairman|chairwoman|chair|chief executive(?: officer)?|director|secretary|head|leader"
    r"|spokesman|spokeswoman|spokesperson|governor|commissioner|chief|manager|owner|founder|co-founder|CEO|member"
    r"|ambassador|envoy|official|officer|representative"
    r"|wife|husband|mother|father|son|daughter|brother|sister|widow|partner|friend|child)",
    re.IGNORECASE,
)


_BROKEN = regex(
    r"(?:and|or|but|who|which|whose|when|where|its|his|her|their)\b"
    rf"|.*\b(?:in|on) (?:{MONTH}|{WEEKDAY})\b",
    re.IGNORECASE,
)


def _reads(role: str) -> bool:
    """Whether a role says of what, and is no piece of a sentence."""
    return not BARE_OFFICE.fullmatch(role) and not _BROKEN.match(role)


def cast_of(story: Story) -> tuple[CastMember, ...]:
    """The people with a role who matter most, most named first."""
    speakers = {q.speaker for m in story.articles for q in m.quotes}
    met = (p for p in story.people if len(p.sentences) >= TUNING.least_named or p.name in speakers)
    rows = [m for p in met if _known(story, p) and (m := _member(story, p))]
    return tuple(rows[: TUNING.most_cast])


def _known(story: Story, person: Person) -> bool:
    """Whether name and role are whole, and the role no long run of words that may not be reproduced."""
    first = story.passage(person.sentences[0]).article if person.sentences else None
    quoting = first is not None and first.rights is Rights.QUOTE
    most = TUNING.most_item_words if quoting else TUNING.most_role_words
    return " " in person.name and 0 < len(words(person.role)) <= most and _reads(person.role)


def _member(story: Story, person: Person) -> CastMember | None:
    """The person's line; None where no passage gives the role."""
    surname, role = folded(person.name).split()[-1], folded(person.role)
    where = next((s for s in person.sentences if _says(story, s, surname, role)), None)
    side = story.led.get(person.name, "")
    return CastMember(person.name, _spoken(person.role), side, (where,)) if where else None


def _spoken(role: str) -> str:
    """A role as it stands beside a name: "Senator" alone is "senator", a clause loses its "who"."""
    role = role.removeprefix("who ")
    return role.lower() if " " not in role and not role.isupper() else role


def _says(story: Story, sentence: str, surname: str, role: str) -> bool:
    text = folded(story.passage(sentence).words)
    return surname in text and role.removeprefix("the ").removeprefix("an ").removeprefix("a ") in text

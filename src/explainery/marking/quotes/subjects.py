"""Subjects: the speaker that the words beside a reporting verb name.

A subject is a person, a body, a pronoun (see `pronouns.py`), or a speaker whose name the text does not give ("a harbour
official"), kept as described.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from explainery.lexicon.agencies import MEDIA
from explainery.lexicon.calendar import MONTH, WEEKDAY
from explainery.lexicon.offices import Office, any_noun, any_title
from explainery.lexicon.reporting_verbs import LEADING
from explainery.marking.offsets import starting_within
from explainery.marking.quotes.documents import is_document, issues, named_in_short, those_beside
from explainery.marking.quotes.pronouns import PRONOUN, PronounResolver, Spoken, qualifies, starts
from explainery.marking.roles import role_after
from explainery.marking.tuning import TUNING
from explainery.model import Name
from explainery.patterns import regex
from explainery.text import one_line

TELL = regex(rf"\b(?:{LEADING})\b")
_OBJECT = regex(
    r"""
    \b(?:of|in|on|at|to|from|with|by|for|against|about|like|than|over|between|under|near|outside|inside  # a preposition
      |during|after|before|as|called|named)\s+
    (?:the\s+|an?\s+|his\s+|her\s+|their\s+|[\w.’'-]+\s+){0,2}$  # and at most two words behind it
    """,
    re.IGNORECASE | re.VERBOSE,
)
# "On Monday Roe" and "Secretary of the Interior Roe": the preposition goes with the day or the office, not with the name.
_NO_OBJECT = regex(
    rf"\b(?i:on|in|since|until|by)\s+(?:(?:early|late|mid)[ -])?(?:{WEEKDAY}|{MONTH}|\d+)\b"
    rf"|\b{any_title(Office.TITLE)} (?:of|for) (?:the )?(?:[A-Z][\w.’'-]*(?: and)? )+$"
)
_OWNS = regex(r"[’'](?:s\b|(?!\w))")
_GROUP = regex(
    r"(?<![\w’'])"
    r"((?:an?|the|one|two|three|some|many|several|senior|most|another|his|her|their|my|its|other|all)\s+)?"
    rf"((?:\w[\w.’'-]*\s+){{0,3}}{any_noun(Office.SPEAKER)})\b(?![’']s)",
    re.IGNORECASE,
)
_SPEAKER_NOUN = regex(rf"\b{any_noun(Office.SPEAKER)}\b", re.IGNORECASE)  # in most parts there is none
_PREPOSITION = r"(?:of|for|at|from|with|in|on|to|by|about|against)"
_INNER = regex(r".*\s(?=(?:the|an?|his|her|their|its)\s)", re.IGNORECASE)  # "complaint " in "complaint the ministry"
_GOVERNED = regex(rf"\b{_PREPOSITION}\s+$", re.IGNORECASE)  # "for" before "the UK government"
_SOMEONE = regex(
    rf"\W*+((?:an?|one|another)\s+(?:[\w’'-]+\s+){{0,3}}?[\w’'-]+)(?=\s+{_PREPOSITION}\b|\s*$)", re.IGNORECASE
)
_COMPLEMENT = regex(r"\s+(?:for|of|at|from|with)\s+[^\0]+$")
_END = regex(r"(?:[\s,;]|(?<=[a-z]{3})\.)+$")
_ROLE = regex(rf"^the (?:[\w’'-]+ ){{0,3}}?(?P<role>{any_noun(Office.HELD)})$", re.IGNORECASE)
_SEAT = regex(
    r"Kremlin|White House|Pentagon|Downing|Elys|Blue House|Capitol|Street|Palace|Ministry|Parliament"
)  # bodies, by their house
_MEDIA = regex(MEDIA)
# "Norsea’s guidelines say": what somebody publishes speaks for them.
_DOCUMENT = regex(
    r"[’']s\s+(?:[\w-]+\s+){0,2}(?:guidelines|rules|policy|policies|terms|website|statement|blog|report|letter|manifesto|account)\b"
)
_ANY_BODY = regex(
    r"(?:^|\W)(?:it|the (?:company|firm|group|agency|organi[sz]ation|association|bank|network|campaign))\s*$",
    re.IGNORECASE,
)
# Parts between commas that hold no subject: clauses of their own, and, where they name nobody, what opens a sentence.
_CLAUSE = regex(
    r"\W*+(?:who|whom|whose|which|that|where|when|while|after|before|because|since|if|although|though|as|\w+ing|asked)\b",
    re.IGNORECASE,
)
_ADVERBIAL = regex(
    rf"\W*+(?:{_PREPOSITION}|during|despite|under|amid|following|earlier|later|last|this|meanwhile|however)\b",
    re.IGNORECASE,
)
_COMMA = regex(r",[\s\0”\"]*$")
_WITH = regex(r"\bwith\s+[^,\0]+$")
_BLANK = regex(r"\s*$")
_DETERMINED = regex(
    r"\b(?:the|an?|his|her|its|their|those|these|some|news|media|police|earlier)\s+$", re.IGNORECASE
)  # before a noun: "the reports"
_OPENS_PART = regex(r"(?:^|,\s+)\W*(?:(?:But|And|Yet|However,?|Meanwhile,?)\s+)?(?:[Tt]he\s+)?$")
_ACTS = regex(r"\s+(?:(?:also|has|had|have|then|later|now)\s+)*[a-z]\w+(?:ed|s|t)\b")
_RELATIVE = regex(r",?\s+who(?:\s+(?:has|had|have|also|then|later))*\s*$")


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker as the text names them.

    Attributes:
        who: the name, or the text's description.
        role: the role that the text gives next to the name.
        at: offset of the name or description in the article.
        pronoun: the pronoun that stands for the name there; "" if none does.
    """

    who: str
    role: str | None = None
    at: int = 0
    pronoun: str = ""


@dataclass(frozen=True, slots=True)
class Subjects:
    """Finds the subjects of one article.

    Attributes:
        text: the article's text.
        outside: the text with each quoted character as NUL, so that offsets stay.
        names: every name in the text.
        pronouns: resolves "he", "she", "they" and "it".
    """

    text: str
    outside: str
    names: Sequence[Name]
    pronouns: PronounResolver

    def within(self, start: int, end: int) -> list[Name]:
        """The names between two offsets, outside quotation marks."""
        near = starting_within(self.names, start, end)
        return [n for n in near if n.end <= end and self.outside[n.start] != "\0"]

    def able(self, begin: int, end: int) -> list[Name]:
        """Names that can be a subject: not in the possessive, and not after a preposition."""
        return [
            n
            for n in self.within(begin, end)
            if not _OWNS.match(self.outside[n.end : n.end + 2])
            and not qualifies(self.outside, n)
            and not _OBJECT.search(
                _NO_OBJECT.sub("", self.outside[max(begin, n.start - TUNING.object_reach) : n.start])
            )
        ]

    def behind(self, begin: int, stop: int, end: int, spoken: Sequence[Spoken] = ()) -> Attribution | None:
        """The speaker named behind an inverted verb: in the phrase up to `stop`, right behind it, or soon after."""
        person = next((n for n in self.able(begin, stop) if n.kind == "person"), None)
        if person:
            return self.named(person)
        return self._apposed(stop) or self.subject(begin, stop, spoken) or self.nearest(begin, end)

    def subject(self, begin: int, end: int, spoken: Sequence[Spoken] = ()) -> Attribution | None:
        """The speaker named in the words before a reporting verb, or after an inverted one."""
        begin = max(begin, end - TUNING.subject_reach)
        if direct := self._next_to_verb(begin, end):
            return self.named(direct)
        whole = self._subject(begin, end, spoken)
        if whole and whole.at >= 0 and any(n.start == whole.at and n.kind == "person" for n in self.within(begin, end)):
            return whole
        verb = next(self._earlier_verbs(begin, end), None)  # of "Roe called it a letter, saying", the first verb's
        return (self._subject(begin, verb, spoken) if verb else None) or whole

    def _next_to_verb(self, begin: int, end: int) -> Name | None:
        """The name in "..., from Roe who said" and "..., with Roe saying", which is no subject of the sentence."""
        phrase = self.outside[begin:end]
        relative = _RELATIVE.search(phrase) or (_WITH.search(phrase) and _BLANK.search(phrase))
        at = begin + relative.start() if relative else -1
        return next((n for n in self.within(begin, end) if n.end == at), None)

    def _earlier_verbs(self, begin: int, end: int) -> Iterator[int]:
        """Where the reporting verbs before the end begin."""
        for verb in TELL.finditer(self.outside, begin, end):
            if not verb[0].endswith("ing") and not _DETERMINED.search(self.outside[begin : verb.start()]):
                yield verb.start()

    def _subject(self, begin: int, end: int, spoken: Sequence[Spoken]) -> Attribution | None:
        is_closed = _COMMA.search(self.outside[begin:end]) is not None
        parts = self._parts(begin, end)
        for start, stop in parts:
            people = [n for n in self.able(start, stop) if n.kind == "person"]
            if people:  # in "Roe attacked Kim, saying" the first, in "the mayor’s aide Roe said" the nearest
                return self.named(people[0 if is_closed else -1])
        ways = (self._pronoun, self._group, self._body)
        found = (way(start, stop, spoken) for way in ways for start, stop in parts)
        return next((f for f in found if f), None)

    def _parts(self, begin: int, end: int) -> list[tuple[int, int]]:
        """The parts between commas that may name the subject, the likeliest first; all of them where none does.

        In "Roe, director of the port, said" it is the first part, in "in a speech on Monday, Roe said" the last.
        """
        phrase = self.outside[begin:end]
        cuts = [begin, *(begin + m.end() for m in re.finditer(",", phrase)), end]
        parts = [(a, b) for a, b in pairwise(cuts) if self.outside[a:b].strip(" ,\0")]
        if not _COMMA.search(phrase):
            parts.reverse()
        return [p for p in parts if self._may_name(*p)] or parts

    def _may_name(self, start: int, stop: int) -> bool:
        part = self.outside[start:stop]
        return not _CLAUSE.match(part) and not (_ADVERBIAL.match(part) and not self.able(start, stop))

    def _pronoun(self, start: int, stop: int, spoken: Sequence[Spoken]) -> Attribution | None:
        part = self.outside[start:stop]
        pronoun = PRONOUN.search(part) if not re.match(r"\W*the\b", part) else None
        if not pronoun or pronoun[1].lower() == "who":
            return None
        who = self.pronouns.antecedent(start + pronoun.start(), pronoun[1], spoken)
        return Attribution(who, None, start + pronoun.start(), pronoun[1].lower()) if who else None

    def _group(self, start: int, stop: int, _: Sequence[Spoken]) -> Attribution | None:
        """A speaker without a name: the person whose name follows, the holder of the office, or as described."""
        part = re.sub(r"\0", " ", self.outside[start:stop])
        span = self._described_in(part)
        if span is None:
            return None
        words = one_line(part[span[0] : span[1]])
        complement = _COMPLEMENT.match(part, span[1])
        following = complement[0] if complement and len(complement[0].split()) <= TUNING.complement_words else ""
        apposed = self._apposed(start + span[1] + len(following))
        return apposed or self._described(words, _END.sub("", one_line(words + following)), start)

    @staticmethod
    def _described_in(part: str) -> tuple[int, int] | None:
        """Where a part describes a speaker: "a lawyer" in "a lawyer for the government", which does not speak itself."""
        groups = list(_GROUP.finditer(part)) if _SPEAKER_NOUN.search(part) else []
        for group in groups:
            inner = _INNER.match(group[0])
            start = group.start() + (inner.end() if inner else 0)
            if not _GOVERNED.search(part[:start]):
                return start, group.end()
        someone = _SOMEONE.match(part) if groups else None
        return someone.span(1) if someone else None

    def _apposed(self, at: int) -> Attribution | None:
        """The person whose name follows a description behind a comma: "the firm’s head, Ada Moor,"."""
        person = next((n for n in self.within(at, at + TUNING.nearest_name_reach) if n.kind == "person"), None)
        is_next = person is not None and self.outside[at : person.start].strip() == ","
        return self.named(person) if person and is_next else None

    def _described(self, words: str, whole: str, at: int) -> Attribution:
        if is_document(whole):
            return self._issuer(at) or Attribution(whole, None, at)
        role = _ROLE.match(words)
        if role and (holder := self._holder(role["role"], at)):
            return Attribution(holder, words, at)
        return Attribution(whole, None, at)

    def _issuer(self, at: int) -> Attribution | None:
        """Whose "the statement" is: whoever the text says released one, or said something in it, last."""
        begin = max(0, at - TUNING.body_reach)
        for issue in issues(self.outside, begin, at + TUNING.nearest_name_reach):
            opening = max(starts(self.outside, begin, issue), default=begin)
            beside = those_beside(self.outside[opening:issue])
            who = self.subject(opening, issue) or (Attribution(beside, None, opening) if beside else None)
            if who and who.who[:1].isupper() and not is_document(who.who):
                return who
        return None

    def _body(self, start: int, stop: int, _: Sequence[Spoken]) -> Attribution | None:
        able = [n for n in self.able(start, stop) if n.kind != "person"]
        bodies = [n for n in able if n.kind == "body"] or able
        if bodies:
            return self.named(bodies[-1])
        if body := _ANY_BODY.search(self.outside[start:stop]):
            return self.body_before(start + body.start())
        if full := named_in_short(self.outside[start:stop], self.names):
            return self.named(full)
        owner = next((n for n in self.within(start, stop) if _DOCUMENT.match(self.outside, n.end)), None)
        return self.named(owner) if owner else None

    def body_before(self, at: int) -> Attribution | None:
        """What "it" or "the company" means: the body that acts in the sentence before, or the only one named so far."""
        begin = max(0, at - TUNING.body_reach)
        *_, last, current = [begin, begin, *starts(self.outside, begin, at)]
        acting = [n for n in self.able(last, current) if n.kind == "body" and self._acts(last, n)]
        bodies = [n for n in self.able(begin, at) if n.kind == "body"]
        if acting:
            return self.named(acting[0])
        return self.named(bodies[-1]) if len({n.actor for n in bodies}) == 1 else None

    def actor(self, begin: int, end: int) -> Attribution | None:
        """The first person who can be the subject of the words before a quotation, or else the first body that acts."""
        able = [n for part in self._parts(begin, end) for n in self.able(*part)]
        person = next((n for n in able if n.kind == "person"), None)
        body = next((n for n in able if n.kind == "body" and self._acts(begin, n)), None)
        first = person or body
        return self.named(first) if first else None

    def _acts(self, begin: int, body: Name) -> bool:
        """Whether a body opens a sentence or a part of it, and a verb follows."""
        opens = _OPENS_PART.search(self.outside[begin : body.start])
        return opens is not None and _ACTS.match(self.outside, body.end) is not None

    def nearest(self, begin: int, end: int) -> Attribution | None:
        """The first person soon after an inverted verb; if none is named there, the first body."""
        reach = min(end, begin + TUNING.nearest_name_reach)
        near = [n for n in self.within(begin, reach) if not _OWNS.match(self.outside, n.end)]
        nearest = next((n for n in near if n.kind == "person"), None) or (near[0] if near else None)
        return self.named(nearest) if nearest else None

    def _holder(self, role: str, at: int) -> str | None:
        """The person that the text names with this role: the last before `at`; if there is none, the first after it."""
        pattern = re.compile(rf"\b{re.escape(role)}\b", re.IGNORECASE)
        held = []
        for name in self.pronouns.people:
            before = self.text[max(0, name.start - TUNING.role_before_reach) : name.start]
            after = self.text[name.end : name.end + TUNING.role_after_reach]
            leads = re.search(rf"\b{re.escape(role)}\s*$", before, re.IGNORECASE)
            follows = re.match(r",\s", after) and pattern.search(re.split(r"[.;“\"]|\swho\s", after)[0])
            if leads or follows:
                held.append(name)
        earlier = [n for n in held if n.start < at]
        return (earlier[-1] if earlier else held[0]).actor if held else None

    def named(self, name: Name) -> Attribution:
        """A person by the full name; a body or a seat of government as the text calls it ("Kremlin")."""
        if name.kind == "person":
            return Attribution(name.actor, role_after(self.text, name.end) or None, name.start)
        called = self.text[name.start : name.end]
        keeps = name.kind != "place" or _SEAT.search(called) or _MEDIA.fullmatch(called)
        return Attribution(called if keeps else name.actor, None, name.start)

"""Attribution: finds who says a quotation, from the words around it.

The tag after the quotation comes first ("..., Roe said", "..., said Roe"), then the words before it ("Roe said: ..."),
then a name after a dash, then the subject of the sentence around it. A tag's subject is a person, a body, a pronoun
(see `pronouns.py`), or a speaker whose name the text does not give ("a harbour official"), kept as described.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from explainery.lexicon.abbreviations import UNENDING
from explainery.lexicon.offices import Office, any_noun
from explainery.lexicon.reporting_verbs import INVERTING, LEADING, TAGGING
from explainery.marking.quotes.pronouns import PRONOUN, PronounResolver
from explainery.marking.tuning import TUNING
from explainery.model import Name
from explainery.text import one_line

TELL = re.compile(rf"\b(?:{LEADING})\b")
_VERB = re.compile(rf"\b(?:{TAGGING})\b")
ACCORDING = re.compile(r"\b[Aa]ccording to\s+([^,.;“\"\0]{3,80})")
_DASHED = re.compile(r"^\W{0,3}\s*(?:[-–—―]{1,2})\s*([A-Z][\w. ’'-]{2,40})")
_STOP = re.compile(r"[.!?;](?=\s|$|[\"”’)])|\n")
_INVERTED = re.compile(
    rf"^[\s,\W]*(?:(?:also|then|later|again)\s+)?(?:{INVERTING})\b"
    r"(?!\s+(?:that|he|she|they|it|there|this|in|on|at|to)\b)"
)
_OBJECT = re.compile(
    r"""
    \b(?:of|in|on|at|to|from|with|by|for|against|about|like|than|over|between|under|near|outside|inside  # a preposition
      |during|after|before|as|called|named)\s+
    (?:the\s+|an?\s+|his\s+|her\s+|their\s+|[\w.’'-]+\s+){0,2}$  # and at most two words behind it
    """,
    re.IGNORECASE | re.VERBOSE,
)
_OWNS = re.compile(r"[’'](?:s\b|(?!\w))")
_GROUP = re.compile(
    r"(?<![\w’'])"
    r"((?:an?|the|one|two|three|some|many|several|senior|most|another|his|her|their|my|its|other|all)\s+)?"
    rf"((?:\w[\w.’'-]*\s+){{0,3}}{any_noun(Office.SPEAKER)})\b(?![’']s)",
    re.IGNORECASE,
)
_ROLE = re.compile(rf"^the (?:[\w’'-]+ ){{0,3}}?(?P<role>{any_noun(Office.HELD)})$", re.IGNORECASE)
_LEADS_OFF = re.compile(r"\b(?:that|which|who|when|while|as|after|before|because|since|if|where|but|and)\b|[;:]", re.IGNORECASE)  # fmt: skip
_SEAT = re.compile(
    r"Kremlin|White House|Pentagon|Downing|Elys|Blue House|Capitol|Street|Palace|Ministry|Parliament"
)  # bodies, by their house
_ANY_BODY = re.compile(
    r"(?:^|\W)(?:it|the (?:company|firm|group|agency|organi[sz]ation|association|bank|network|campaign))\s*$",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"[.!?…][’']?\s*$")


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker as the text names them.

    Attributes:
        who: the name, or the text's description.
        role: the role that the text gives next to the name.
        at: offset of the name or description in the article.
    """

    who: str
    role: str | None = None
    at: int = 0


@dataclass(frozen=True, slots=True)
class SpeakerFinder:
    """Finds who speaks in one article.

    Attributes:
        text: the article's text.
        outside: the text with each quoted character as NUL, so that offsets stay.
        names: every name in the text.
        pronouns: resolves "he", "she", "they" and "who".
    """

    text: str
    outside: str
    names: Sequence[Name]
    pronouns: PronounResolver

    @classmethod
    def of(cls, text: str, quoted: Sequence[tuple[int, int]], names: Sequence[Name]) -> SpeakerFinder:
        """Prepares an article. `quoted` contains the offsets (start, end) of its quotations."""
        letters = list(text)
        for a, b in quoted:
            letters[a:b] = "\0" * (b - a)
        outside = "".join(letters)
        return cls(text, outside, names, PronounResolver.of(text, outside, names))

    def within(self, start: int, end: int) -> list[Name]:
        """The names between two offsets, outside quotation marks."""
        return [n for n in self.names if start <= n.start and n.end <= end and self.outside[n.start] != "\0"]

    def speaker(
        self, start: int, end: int, line: tuple[int, int], spoken: Sequence[tuple[int, str]] = ()
    ) -> Attribution | None:
        """Finds who says a quotation.

        Args:
            start: offset of its first character, after the mark.
            end: offset after its last character.
            line: offsets of the line or paragraph that contains it.
            spoken: (offset, speaker) of the quotations before it, for pronouns.
        """
        return (
            self._after(start, end, line, spoken)
            or self._before(start, line, spoken)
            or self._dashed(end, line)
            or self._whoever_acts(start, end, line)
        )

    def _after(
        self, start: int, end: int, line: tuple[int, int], spoken: Sequence[tuple[int, str]]
    ) -> Attribution | None:
        begin = end + 1
        stop = self.sentence_end(begin, line[1])
        tag = self.outside[begin : min(stop, begin + TUNING.tag_reach)].split("\0")[0]
        closed = _CLOSED.search(self.text[start:end])
        is_long = len(tag.split()) > TUNING.short_tag_words or re.search(r"\bthat\b", tag)
        if closed and is_long and not _INVERTED.match(tag):
            return None  # a sentence of its own, about something that the quotation does not say
        verb, said_by = _VERB.search(tag), ACCORDING.search(tag)
        if said_by and not (verb and verb.start() < said_by.start()):
            return self._subject(begin + said_by.start(1), begin + said_by.end(1), spoken)
        if inverted := _INVERTED.match(tag):
            rest = re.split(r"[,;.](?:\s|$)|\s(?:who|in|on|at|during|after|before|when|as|while)\s", tag[inverted.end() :] + " ")[0]  # fmt: skip
            subject = self._subject(begin + inverted.end(), begin + inverted.end() + len(rest), spoken)
            return subject or self._nearest(begin + inverted.end(), begin + len(tag))
        if not verb or verb[0].endswith("ing"):
            return None  # "..., adding" goes on with the subject before the quotation
        return self._subject(begin, begin + verb.start(), spoken)

    def _before(self, start: int, line: tuple[int, int], spoken: Sequence[tuple[int, str]]) -> Attribution | None:
        begin = self._sentence_start(start, line[0])
        lead = self.outside[begin:start].rstrip("“\"‘' ")
        if said_by := ACCORDING.search(lead):
            return self._subject(begin + said_by.start(1), begin + said_by.end(1), spoken)
        verbs = list(TELL.finditer(lead))
        if lead.rstrip().endswith(":") and not verbs:
            return self._subject(begin, begin + len(lead), spoken)
        subjects: list[Attribution] = []
        for verb in reversed(verbs):
            opening = self._clause(lead, verb.start()) if not verb[0].endswith("ing") else 0
            subject = self._subject(begin + opening, begin + verb.start(), spoken) or (
                self._subject(begin, begin + verb.start(), spoken) if opening else None
            )
            subjects += [subject] if subject else []
        people = {n.actor for n in self.pronouns.people}
        if subjects:  # "Roe said that Pyongyang told them “...”": a person is quoted, and tells what a state said
            return next((s for s in subjects if s.who in people), subjects[0])
        if verbs and not lead[: verbs[0].start()].strip(' ,\0"“”'):  # "Said Roe: ..."
            return self._nearest(begin + verbs[0].end(), begin + len(lead))
        return None

    @staticmethod
    def _clause(lead: str, verb: int) -> int:
        """Where the clause of a verb begins in the words before a quotation."""
        if re.search(r",\s+(?:(?:also|then|later|has|had|\w+ly)\s+)*$", lead[:verb]):
            return 0  # "Roe, whose union walked out and won, said": the words between commas are an aside
        turns = [m.end() for m in _LEADS_OFF.finditer(lead[:verb]) if lead[m.end() : verb].strip()]
        return turns[-1] if turns else 0

    def _dashed(self, end: int, line: tuple[int, int]) -> Attribution | None:
        dashed = _DASHED.match(self.outside[end + 1 : line[1]])
        return Attribution(one_line(dashed[1]).rstrip(".")) if dashed else None

    def _whoever_acts(self, start: int, end: int, line: tuple[int, int]) -> Attribution | None:
        """For words quoted inside a sentence: the first person who can be its subject."""
        begin = self._sentence_start(start, line[0])
        if not self.outside[begin:start].strip("“\"‘' ,\0") or _CLOSED.search(self.text[start:end]):
            return None
        return next(
            (Attribution(n.actor, None, n.start) for n in self._possible_subjects(begin, start) if n.kind == "person"),
            None,
        )

    def sentence_end(self, begin: int, limit: int) -> int:
        """Where the sentence that goes on at `begin` ends."""
        for stop in _STOP.finditer(self.outside, begin, limit):
            reach = max(begin, stop.start() - TUNING.abbreviation_reach)
            if stop[0] != "." or not UNENDING.search(self.outside[reach : stop.end()]):
                return stop.start()
        return limit

    def _sentence_start(self, start: int, line: int) -> int:
        """Where the sentence around a quotation begins; an earlier quotation ends the sentence before."""
        begin = line
        for stop in re.finditer(r"[.!?][\"”’)]*\s+|\n|\0[.!?]?[,.]?[\"”’]\s+(?=[A-Z])", self.outside[line:start]):
            at = line + stop.start()
            if (
                not UNENDING.search(self.outside[max(line, at - TUNING.abbreviation_reach) : at + 1])
                and at + len(stop[0]) < start
            ):
                begin = line + stop.end()
        return begin

    def _possible_subjects(self, begin: int, end: int) -> list[Name]:
        """Names that can be a subject: not in the possessive, and not after a preposition."""
        return [
            n
            for n in self.within(begin, end)
            if not _OWNS.match(self.outside[n.end : n.end + 2]) and not _OBJECT.search(self.outside[begin : n.start])
        ]

    def _subject(self, begin: int, end: int, spoken: Sequence[tuple[int, str]]) -> Attribution | None:
        """The speaker named in the words before a reporting verb, or after an inverted one."""
        phrase = self.outside[begin:end]
        head = phrase.split(",", 1)[0] if phrase.count(",") > 1 or phrase.rstrip().endswith(",") else phrase
        for reach in dict.fromkeys((begin + len(head), end)):
            if reach == begin + len(head) or head.strip(" \0") == "":
                able = self._possible_subjects(begin, reach)
                people = [n for n in able if n.kind == "person"]
                if people:
                    return self._named(people[-1])
        pronoun = PRONOUN.search(phrase) if not re.match(r"\W*the\b", phrase) else None
        if pronoun and pronoun[1].lower() != "who":
            who = self.pronouns.antecedent(begin + pronoun.start(), pronoun[1], spoken)
            return Attribution(who, None, begin + pronoun.start()) if who else None
        group = _GROUP.search(re.sub(r"\0+", " ", head)) or _GROUP.search(phrase)
        bodies = [n for n in self._possible_subjects(begin, end) if n.kind != "person"]
        if group:
            apposed = self._apposed(one_line(group[0]), begin, end)
            return apposed or self._described(one_line(group[0]), begin, bodies)
        people = [n for n in self._possible_subjects(begin, end) if n.kind == "person"]
        if people or bodies:
            return self._named((people or bodies)[0 if people else -1])
        if body := _ANY_BODY.search(phrase):
            return self._body_before(begin + body.start())
        return None

    def _apposed(self, words: str, begin: int, end: int) -> Attribution | None:
        """The person whose name follows a description behind a comma: "the firm’s head, Ada Moor,"."""
        at = self.outside.find(words, begin, end + len(words))
        after = at + len(words)
        following = self.within(after, after + TUNING.nearest_name_reach) if at >= 0 else []
        person = next((n for n in following if n.kind == "person"), None)
        is_next = person is not None and self.outside[after : person.start].strip() == ","
        return self._named(person) if person and is_next else None

    def _body_before(self, at: int) -> Attribution | None:
        """What "it" or "the company" means: the only body that the sentences just before name as a subject."""
        begin = max(0, at - TUNING.body_reach)
        bodies = [n for n in self._possible_subjects(begin, at) if n.kind == "body"]
        return self._named(bodies[-1]) if len({n.actor for n in bodies}) == 1 else None

    def _nearest(self, begin: int, end: int) -> Attribution | None:
        """The first person soon after an inverted verb; if none is named there, the first body."""
        near = self.within(begin, min(end, begin + TUNING.nearest_name_reach))
        nearest = next((n for n in near if n.kind == "person"), None) or (near[0] if near else None)
        return self._named(nearest) if nearest else None

    def _described(self, words: str, at: int, bodies: Sequence[Name]) -> Attribution:
        """A speaker without a name: the holder of the office if the text names one, otherwise as described."""
        role = _ROLE.match(words)
        if role and (holder := self._holder(role["role"], at)):
            return Attribution(holder, words, at)
        place = next((n for n in bodies if n.kind == "place"), None)
        if place and place.actor not in words and not words.lower().startswith("the "):
            return Attribution(f"{place.actor} {words.rsplit(maxsplit=1)[-1]}", None, at)
        return Attribution(words, None, at)

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

    def _named(self, name: Name) -> Attribution:
        """A person by the full name; a body or a seat of government as the text calls it ("Kremlin")."""
        if name.kind == "person":
            return Attribution(name.actor, self._role(name), name.start)
        called = self.text[name.start : name.end]
        return Attribution(called if name.kind != "place" or _SEAT.search(called) else name.actor, None, name.start)

    def _role(self, person: Name) -> str | None:
        """The role between commas after a name."""
        match = re.match(
            r",\s+((?:an?|the|who|former|chief|senior|head|director|[a-z])[^,“”\"]{3,110}),",
            self.text[person.end : person.end + TUNING.role_reach],
        )
        return one_line(match[1]) if match else None

    def voice(self, start: int, end: int) -> str | None:
        """Finds who says a sentence that quotes no one: "..., the Kremlin said", "analysts say that ...", "according to ..."."""
        sentence = self.outside[start:end]
        tail = sentence.rfind(", ")
        after = start + tail + 1 if tail >= 0 else end
        if said_by := ACCORDING.search(sentence):
            subject = self._subject(start + said_by.start(1), start + said_by.end(1), ())
            return subject.who if subject else None
        verb = _VERB.search(self.outside[after:end])
        if verb:
            inverted = not self.outside[after : after + verb.start()].strip()
            subject = (
                self._nearest(after + verb.end(), end) if inverted else self._subject(after, after + verb.start(), ())
            )
            if subject:
                return subject.who
        verb = _VERB.search(sentence)
        subject = self._subject(start, start + verb.start(), ()) if verb else None
        return subject.who if subject else None

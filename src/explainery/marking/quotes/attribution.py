"""Attribution: finds who says a quotation, from the words around it.

The tag after the quotation comes first ("..., Roe said", "..., said Roe"), then the words before it ("Roe said: ..."),
then a name after a dash, then the subject of the sentence around it. `subjects.py` finds whom a tag names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from explainery.lexicon.reporting_verbs import INVERTING, TAGGING
from explainery.marking.quotes.pronouns import PronounResolver, Spoken
from explainery.marking.quotes.stops import is_stop
from explainery.marking.quotes.subjects import TELL, Attribution, Subjects
from explainery.marking.segmentation.lines import Line
from explainery.marking.tuning import TUNING
from explainery.model import Name
from explainery.patterns import regex
from explainery.text import one_line

_VERB = regex(rf"\b(?:{TAGGING})\b")
ACCORDING = regex(r"\b[Aa]ccording to\s+([^,.;“\"\0]{3,80})")
_TOLD_BY = regex(r"\b(?:was|were|is|are|been) (?:told|warned|asked|urged|informed|reminded) by\s+([^,;:“\"\0]{3,60})")
_DASHED = regex(r"^\W{0,3}\s*(?:[-–—―]{1,2})\s*([A-Z][\w. ’'-]{2,40})")
_STOP = regex(r"[.!?;](?=\s|$|[\"”’)])|\n")
_STARTS = regex(r"[.!?][\"”’)]*\s+|\n|\0[.!?]?[,.]?[\"”’]\s+(?=[A-Z])")
_CLOSING = frozenset(".!?…,–—-")
_INVERTED = regex(
    rf"^\W*+(?:(?:also|then|later|again)\s+)?(?:{INVERTING})\b"
    r"(?!\s+(?:that|he|she|they|it|there|this|in|on|at|to)\b)"
)
_ANY_VERB = regex(r"[\s,”\"’']*[a-z]\w{2,}(?:ed|s|t|k|g|id)\s+$")  # "sighed", "laughs", "wept" right before a name
_SHORT_TAG = regex(r"\s*[a-z]\w{2,}(?:ed|s|t|k|g|id)?(?:\s+[a-z]+ly)?\s*$")  # "sighed" right after it, and no more
_END_OF_PHRASE = regex(
    r"[,;.](?:\s|$)|\s(?:who|in|on|at|during|after|before|when|as|while)\s"
)  # where the subject behind an inverted verb ends
_LEADS_OFF = regex(r"\b(?:that|which|who|when|while|as|after|before|because|since|if|where|but|and)\b|[;:]", re.IGNORECASE)  # fmt: skip
_CLOSED = regex(r"[.!?…][’']?\s*$")


@dataclass(frozen=True, slots=True)
class SpeakerFinder:
    """Finds who speaks in one article.

    Attributes:
        text: the article's text.
        outside: the text with each quoted character as NUL, so that offsets stay.
        names: every name in the text.
        subjects: finds whom a phrase names.
    """

    text: str
    outside: str
    names: Sequence[Name]
    subjects: Subjects

    @classmethod
    def of(cls, text: str, quoted: Sequence[tuple[int, int]], names: Sequence[Name]) -> SpeakerFinder:
        """Prepares an article. `quoted` contains the offsets (start, end) of its quotations."""
        letters = list(text)
        for a, b in quoted:
            letters[a:b] = "\0" * (b - a)
        outside = "".join(letters)
        return cls(text, outside, names, Subjects(text, outside, names, PronounResolver.of(text, outside, names)))

    def speaker(self, start: int, end: int, line: tuple[int, int], spoken: Sequence[Spoken] = ()) -> Attribution | None:
        """Finds who says a quotation.

        Args:
            start: offset of its first character, after the mark.
            end: offset after its last character.
            line: offsets of the line or paragraph that contains it, or of the part of it that is near.
            spoken: the quotations before it, for pronouns.
        """
        return (
            self._after(start, end, line, spoken)
            or self._before(start, line, spoken)
            or self._dashed(end, line)
            or self._beside(start, end, line)
            or self._whoever_acts(start, end, line)
        )

    @staticmethod
    def around(start: int, end: int, line: Line) -> tuple[int, int]:
        """The part of a line in which the speaker of a quotation in it is sought."""
        return max(line.start, start - TUNING.line_reach), min(line.end, end + TUNING.line_reach)

    def introduced(self, line: tuple[int, int], spoken: Sequence[Spoken] = ()) -> Attribution | None:
        """Who is quoted below a line that ends with a colon: "And from Jo Roe:"."""
        people = [n for n in self.subjects.within(*line) if n.kind == "person"]
        return self._before(line[1], line, spoken) or (self.subjects.named(people[-1]) if people else None)

    def _after(self, start: int, end: int, line: tuple[int, int], spoken: Sequence[Spoken]) -> Attribution | None:
        begin, tag = self._tag(end, line)
        if told_by := _TOLD_BY.search(tag):
            return self.subjects.subject(begin + told_by.start(1), begin + told_by.end(1), spoken)
        if self._is_own_sentence(start, end, tag):
            return None
        verb, said_by = _VERB.search(tag), ACCORDING.search(tag)
        if said_by and not (verb and verb.start() < said_by.start()):
            return self.subjects.subject(begin + said_by.start(1), begin + said_by.end(1), spoken)
        if inverted := _INVERTED.match(tag):
            rest = _END_OF_PHRASE.split(tag[inverted.end() :] + " ")[0]
            at = begin + inverted.end()
            return self.subjects.behind(at, at + len(rest), begin + len(tag), spoken)
        if not verb or verb[0].endswith("ing"):
            return None  # "..., adding" goes on with the subject before the quotation
        return self.subjects.subject(begin, begin + verb.start(), spoken)

    def _tag(self, end: int, line: tuple[int, int]) -> tuple[int, str]:
        """Where the words behind a quotation begin, and those words up to the sentence's end or the next quotation."""
        begin = end + 1
        stop = self.sentence_end(begin, line[1])
        return begin, self.outside[begin : min(stop, begin + TUNING.tag_reach)].split("\0")[0]

    def _is_own_sentence(self, start: int, end: int, tag: str) -> bool:
        """Whether the words behind a quotation are about something that the quotation does not say."""
        if not _CLOSED.search(self.text[start:end]) or _INVERTED.match(tag):
            return False
        leads_on = (
            self.text[end - 1] == "." and self.outside[end + 1 + len(tag) :][:1] == "\0" and tag.lstrip()[:1].isupper()
        )
        return leads_on or len(tag.split()) > TUNING.short_tag_words or re.search(r"\bthat\b", tag) is not None

    def _before(self, start: int, line: tuple[int, int], spoken: Sequence[Spoken]) -> Attribution | None:
        begin = self._sentence_start(start, line[0])
        lead = self.outside[begin:start].rstrip("“\"‘' ")
        for said_by in (_TOLD_BY.search(lead), ACCORDING.search(lead)):
            if said_by:
                return self.subjects.subject(begin + said_by.start(1), begin + said_by.end(1), spoken)
        verbs = list(TELL.finditer(lead))
        if lead.endswith(":") and not verbs:
            return self.subjects.subject(begin, begin + len(lead), spoken)
        told = self._told(begin, lead, verbs, spoken)
        if told:  # "Roe said that Pyongyang told them “...”": a person is quoted, and tells what a state said
            return next((s for s in told if s.who in self.subjects.pronouns.genders), told[0])
        if verbs and not lead[: verbs[0].start()].strip(' ,\0"“”'):  # "Said Roe: ..."
            return self.subjects.nearest(begin + verbs[0].end(), begin + len(lead))
        return None

    def _told(
        self, begin: int, lead: str, verbs: Sequence[re.Match[str]], spoken: Sequence[Spoken]
    ) -> list[Attribution]:
        """The subjects of the reporting verbs before a quotation, the nearest verb's first."""
        told: list[Attribution] = []
        for verb in reversed(verbs[-TUNING.told_verbs :]):
            opening = self._clause(lead, verb.start()) if not verb[0].endswith("ing") else 0
            subject = self.subjects.subject(begin + opening, begin + verb.start(), spoken) or (
                self.subjects.subject(begin, begin + verb.start(), spoken) if opening else None
            )
            told += [subject] if subject else []
        return told

    @staticmethod
    def _clause(lead: str, verb: int) -> int:
        """Where the clause of a verb begins in the words before a quotation."""
        if re.search(r",\s+(?:(?:also|then|later|has|had|\w+ly)\s+)*$", lead[:verb]):
            return 0  # "Roe, whose union walked out and won, said": the words between commas are an aside
        if re.search(r"\bwho\s+(?:(?:also|then|later|has|had|have)\s+)*$", lead[:verb]):
            return 0  # "Roe who said": the name before "who" is the subject
        turns = [m.end() for m in _LEADS_OFF.finditer(lead[:verb]) if lead[m.end() : verb].strip()]
        return turns[-1] if turns else 0

    def _dashed(self, end: int, line: tuple[int, int]) -> Attribution | None:
        dashed = _DASHED.match(self.outside[end + 1 : line[1]])
        return Attribution(one_line(dashed[1]).rstrip(".")) if dashed else None

    def _beside(self, start: int, end: int, line: tuple[int, int]) -> Attribution | None:
        """The person beside a verb that no list of ours has: "..., sighed Roe" and "..., Roe sighed"."""
        begin, tag = self._tag(end, line)
        person = next((n for n in self.subjects.within(begin, begin + len(tag)) if n.kind == "person"), None)
        if person is None or self.text[start:end].rstrip().endswith("."):
            return None
        before, after = self._titled(begin, person.start), self.outside[person.end : begin + len(tag)]
        follows = _ANY_VERB.fullmatch(before)
        leads = not before.strip(" ,”\"’'") and _SHORT_TAG.match(after.split(",")[0])
        return self.subjects.named(person) if follows or leads else None

    def _titled(self, begin: int, end: int) -> str:
        """The words before a name, without its title in capitals."""
        return re.sub(r"(?:[A-Z][\w.’'-]*\s+)+$", "", self.outside[begin:end])

    def _whoever_acts(self, start: int, end: int, line: tuple[int, int]) -> Attribution | None:
        """For words quoted inside a sentence: the first person who can be its subject, or else the first body."""
        begin = self._sentence_start(start, line[0])
        is_whole = _CLOSED.search(self.text[start:end]) and not self.text[start].islower()
        if not self.outside[begin:start].strip("“\"‘' ,\0") or is_whole:
            return None
        return self.subjects.actor(begin, start)

    def sentence_end(self, begin: int, limit: int) -> int:
        """Where the sentence that goes on at `begin` ends."""
        return next((m.start() for m in _STOP.finditer(self.outside, begin, limit) if is_stop(self.outside, m)), limit)

    def _sentence_start(self, start: int, line: int) -> int:
        """Where the sentence around a quotation begins; an earlier quotation ends the sentence before."""
        begin = line
        for stop in _STARTS.finditer(self.outside, line, start):
            if self._ends(stop) and stop.end() < start:
                begin = stop.end()
        return begin

    def _ends(self, stop: re.Match[str]) -> bool:
        """Whether a sentence ends at a stop, or at a quotation that closes with one."""
        if stop[0][0] != "\0":
            return is_stop(self.outside, stop)
        return self.text[stop.start() : stop.end()].rstrip(' \n"”’')[-1:] in _CLOSING

    def voice(self, start: int, end: int) -> str | None:
        """Finds who says a sentence that quotes no one: "..., the Kremlin said", "analysts say that ...", "according to ..."."""
        sentence = self.outside[start:end]
        if said_by := ACCORDING.search(sentence):
            subject = self.subjects.subject(start + said_by.start(1), start + said_by.end(1))
            return subject.who if subject else None
        tail = sentence.rfind(", ")
        after = start + tail + 1 if tail >= 0 else end
        verb = _VERB.search(self.outside[after:end])
        if verb and (subject := self._tail_voice(after, end, verb)):
            return subject.who
        verb = _VERB.search(sentence)
        subject = self.subjects.subject(start, start + verb.start()) if verb else None
        return subject.who if subject else None

    def _tail_voice(self, after: int, end: int, verb: re.Match[str]) -> Attribution | None:
        if not self.outside[after : after + verb.start()].strip():  # "..., said Roe"
            return self.subjects.nearest(after + verb.end(), end)
        return self.subjects.subject(after, after + verb.start())

"""EXP109: a quotation names its speaker, and what is said is said by whom the passage names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from explainery.checking.context import Context
from explainery.checking.evidence import Evidence, holds, passage_label, quotations_with_spans
from explainery.checking.findings import Fault, Severity
from explainery.checking.given_words import other_body
from explainery.checking.other_names import other_sources
from explainery.checking.page import CheckedPage
from explainery.checking.quote_speakers import Speaker, is_unattributed, meant_speaker, page_speaker, passage_speaker
from explainery.checking.rendered_page import RenderedLine
from explainery.checking.rule import Rule
from explainery.checking.tuning import TUNING
from explainery.copyediting.called import same_person
from explainery.model import Passage
from explainery.patterns import regex

_SENTENCE_END = regex(r"(?:(?<=[a-z]{2}[.!?])|;)\s+")


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Quotations without a speaker, or with another than their passage."""
    if page.is_sources:
        return
    for before, line in pairwise((None, *page.shown.lines)):
        if line is not None and not line.is_heading:
            found = list(_in_line(line, before, context.evidence))
            yield from found or _in_reported_speech(line, context.evidence)


def _in_line(line: RenderedLine, before: RenderedLine | None, evidence: Evidence) -> Iterator[Fault]:
    cited = evidence.cited(line.keys)
    for words, (start, end) in quotations_with_spans(line.text) if cited else ():
        passages = [p for p in cited if holds(evidence.folded[p.key], words)]
        if len(words.split()) < TUNING.least_attributed_words or not passages:
            continue
        speaker = _agreed([passage_speaker(p, words, evidence) for p in passages])
        meant = _agreed([meant_speaker(p, words, evidence) for p in passages])
        labelled = speaker and any(_is_labelled_otherwise(p, speaker, evidence) for p in passages)
        if speaker and (labelled or _is_another(meant, speaker)):
            continue  # the passage can be read in two ways
        problem = _problem(line, (start, end), before, speaker, evidence) if speaker else ""
        if meant and not speaker:
            problem = _another(line, (start, end), meant, evidence)
        right_speaker = speaker or meant
        if right_speaker and problem:
            right = f"in {passage_label(passages[0])} the speaker is {right_speaker.name}"
            yield Fault(line.number, f"“{words}”: {problem}, but {right}")
        elif right_speaker and not evidence.locked and (body := other_body(line.text, right_speaker, evidence)):
            right = f"in {passage_label(passages[0])} the speaker is {right_speaker.name}"
            yield Fault(line.number, f"“{words}” is given to “{body}”, but {right}", Severity.WARNING)


def _in_reported_speech(line: RenderedLine, evidence: Evidence) -> Iterator[Fault]:
    """Sources of what is said without quotation marks; without the articles it cannot be told who is one with whom."""
    cited = evidence.cited(line.keys)
    if cited and not line.cells and not evidence.locked:
        for other in other_sources(line.text, cited, evidence):
            message = f"“{other.own}” says this here, but in {passage_label(cited[0])} it is “{other.told}”"
            yield Fault(line.number, message, Severity.ERROR if other.is_sure else Severity.WARNING)


def _is_another(meant: Speaker | None, speaker: Speaker) -> bool:
    return meant is not None and meant.name != speaker.name


def _is_labelled_otherwise(passage: Passage, speaker: Speaker, evidence: Evidence) -> bool:
    """Whether a lock file, which stands for articles that are not here, gives a passage another speaker."""
    label = passage.sentence.speaker
    return evidence.locked and label is not None and not same_person(label, speaker.name)


def _agreed(speakers: Sequence[Speaker | None]) -> Speaker | None:
    """The speaker that all passages give; None if one does not say, or they disagree."""
    first = speakers[0]
    return first if first and all(s and s.name == first.name for s in speakers) else None


def _problem(
    line: RenderedLine, span: tuple[int, int], before: RenderedLine | None, speaker: Speaker, evidence: Evidence
) -> str:
    """What is wrong with the attribution of the quotation at `span`; "" if it is right or doubtful."""
    if is_unattributed(line.text, (m.article.publisher for m in evidence.story.articles)):
        is_attributed = bool(line.cells) or (before is not None and _introduces(before, line, speaker))
        return "" if is_attributed else "the page names no speaker"
    return _another(line, span, speaker, evidence)


def _another(line: RenderedLine, span: tuple[int, int], speaker: Speaker, evidence: Evidence) -> str:
    """Whether the page gives another speaker beside the quotation at `span`, in words; "" if it does not."""
    named = page_speaker(line.text, span, evidence)
    if named is None or not speaker.excludes(named, _sentence_around(line.text, span), evidence):
        return ""
    return f"the page attributes it to {named.name}"


def _sentence_around(text: str, span: tuple[int, int]) -> str:
    """The sentence with the quotation at `span`: who is named in another one does not say it."""
    start = max((m.end() for m in _SENTENCE_END.finditer(text, 0, span[0])), default=0)
    end = next((m.start() for m in _SENTENCE_END.finditer(text, span[1])), len(text))
    return text[start:end]


def _introduces(before: RenderedLine, line: RenderedLine, speaker: Speaker) -> bool:
    """Whether what stands before a quotation, on its line or above, ends in a colon or names the speaker."""
    is_near = before.number in {line.number, line.number - 1}
    return is_near and (before.text.endswith(":") or speaker.is_named_in(before.text))


RULE = Rule(
    "EXP109",
    "a quotation names its speaker, and what is said is said by whom the passage names",
    """Readers must learn whose words a quotation is, and few mistakes on a news page are worse than putting one
person's words into another's mouth. Name the speaker that the message gives.
Only clear cases are reported: a name beside the quotation against the name in the passage. A publisher's name, a
pronoun and a description of the speaker (“the ministry”) are left to people. Whoever is named as saying something
without quotation marks, or in a few words of a quotation, must be the source that the passage names for it, if it names
one; it is a warning where the page only describes the source.
Example: “We will not sell our weekends,” said Olle Brandt, where the passage says Mara Lindqvist.""",
    on_page=_check_page,
)

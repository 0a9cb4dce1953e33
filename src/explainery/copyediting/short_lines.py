"""Short lines: a statement cut to its main clause for the timeline, whose date stands beside it.

Only what hangs on the end of a sentence goes (", which ...", ", after ..."), never the date that the line is there
for, and never who says it: a claim stays a claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explainery.copyediting.fitness import not_whole
from explainery.copyediting.tuning import DESK_TUNING as TUNING
from explainery.curation.page_plan import Edit, Wording
from explainery.lexicon.reporting_verbs import VERBS
from explainery.patterns import regex
from explainery.text import count_words, spoken_date

_LINKS = (
    "which|who|whose|where|when|while|as|after|before|because|although|though|amid|with|despite|following|including"
)
_PARTICIPLES = "prompting|leaving|making|adding|raising|saying"
_AUXILIARIES = "that|he|she|it|they|has|have|had|is|was|were|will"
_TAIL = regex(
    rf", (?:{_LINKS}|{_PARTICIPLES}|but|and (?:{_AUXILIARIES}))\b"
    rf"| (?:which|who|whose|where|while|because|although|but|{_PARTICIPLES})\b"
    r"|, (?:an?|the) (?=\w+ )|, \w+ing\b|[;:–—] ?"
)
_SAYS = regex(rf"\b(?:{VERBS}|according to)\b", re.IGNORECASE)
_REPORTED = regex(
    r"\b(?:said|says|told \w+|announced|warned|promised)\b.*\b(?:will|would|was to|is to|were to|are to|may|might)\b"
)
_PARTICIPLE = regex(r", \w+(?:ed|en|t|d|wn|rn|de)$")
_FIGURE = regex(r"(?<![\w.])\d[\d,.]*(?!\d)")
_DEPENDENT = regex(r"\b(?:after|when|since|before|as|until|while|because|than)\b.*")
_ENDS_LOOSE = regex(r"\b(?:to|of|in|on|at|by|for|with|from|and|or|the|an?)$")
_QUOTES = regex(r"[“”\"]")
_SUBORDINATE = regex(
    r"(?:After|Before|When|While|As|If|Although|Though|Since|Because|Despite|Amid|With|Following|Until|During|In|On|At)\b"
)
_BE = "is|are|was|were|has|have|had|will|would|did|do|does"
_PAST = "began|fell|rose|won|lost|met|left|led|said|made|took|came|went|got|held|became|hit|set|cut|put|gave|sent|shot"
_VERB = regex(rf"\b(?:{_BE}|\w{{3,}}(?:ed|s)|{_PAST})\b")
_FINITE = regex(rf"\b(?:{_BE}|\w{{3,}}ed|{_PAST}|says?)\b")
_WHOLE_VERB = regex(rf"\b(?:{_BE}|\w{{3,}}ed|{_PAST})\b (?!(?:the|an?|its|his|her|their|of|to)$)")
_RUN = regex(r"\w+(?:[’']\w+)*")  # a word as a check counts runs of an article's words
_ANY_YEAR = regex(r"\b(?:1[89]|20)\d\d\b")
_UNSURE = regex(r"\b(?:not|never|no|n[’']t|could|would|may|might|should|if|whether|denied|alleged)\b")
_DENIES = regex(r"\b(?:not|never|no|nobody|n[’']t)\b|n[’']t\b")
_PREPOSITIONS = "in|on|at|after|before|for|with|over|as|from|by|amid|during|when|while|because|and|to"
_PHRASE_END = regex(rf"(?=[,;:.])|(?= (?:{_PREPOSITIONS}) )")


def short_line(words: str, wording: Wording, date: str) -> Wording:
    """The wording as a line of the timeline.

    Args:
        words: the passage's words, to which the edits' offsets belong.
        wording: the statement that stands alone.
        date: the ISO date of the entry.

    Returns:
        The wording cut to at most `TUNING.line_words` words where a clause ends there; uncut otherwise.
    """
    wording = undated(wording, spoken_date(date))
    cut = next(_cuts(wording.text, spoken_date(date)), None)
    if cut is None:
        return wording
    head = wording.text[:cut].rstrip(" ,;:–—")
    at = source_offset(wording.edits, len(head))
    kept = tuple(e for e in wording.edits if e.end <= at and (e.start, e.end) != (at, at))
    end = len(words)
    return Wording(f"{head}.", (*kept, Edit("tails", at, end, ".", "", "the line is cut to its main clause")))


def phrase(words: str, wording: Wording) -> Wording | None:
    """The wording as a short phrase of who did what, for a passage that may not be reproduced; None without one.

    At most `TUNING.phrase_words` words run as in the article: a fact told in so few words belongs to nobody.
    """
    text = wording.text
    ends = [m.start() for m in _PHRASE_END.finditer(text) if not _opened(text[: m.start()])]
    able = [e for e in ends if TUNING.least_phrase_words <= len(_RUN.findall(text[:e])) <= TUNING.phrase_words]
    if _UNSURE.search(text):
        return None
    cut = next((e for e in reversed(able) if _WHOLE_VERB.search(text[:e]) and not _QUOTES.search(text[:e])), None)
    if cut is None:
        return None
    head = text[:cut].rstrip(" ,;:–—")
    at = source_offset(wording.edits, len(head))
    kept = tuple(e for e in wording.edits if e.end <= at)
    tail = Edit("tails", at, len(words), ".", "", "a short phrase beside the date")
    return Wording(f"{head}.", (*kept, tail))


def undated(wording: Wording, day: str) -> Wording:
    """The wording without its date, which stands beside it: where it opens the line, or at the end of a clause."""
    opening = re.match(rf"(?:On|In|Since) {re.escape(day)},? (?=\S)", wording.text)
    behind = r"(?=,|\.| (?!(?:and|or|until|at)\b|to (?:\d|[A-Z]))[a-z])"
    inner = re.search(
        rf", (?:on|in) {re.escape(day)},(?= )| (?:on|in) {re.escape(day)}(?: alone)?{behind}", wording.text
    )
    match = opening or inner
    if match and _PARTICIPLE.search(wording.text[: match.start()]) and wording.text[match.end() :][:1] == ",":
        return wording  # "the wing, opened in 2015, is shut"
    if match and not opening and _REPORTED.search(wording.text[: match.start()]):
        return wording  # "said that the council would vote on Tuesday": not the day on which it was said
    if match is None or _QUOTES.search(wording.text[: match.start()]):
        return wording
    if _ANY_YEAR.search(wording.text[: match.start()] + wording.text[match.end() :]):
        return wording  # beside another date, this one has to stay
    first = wording.text[match.end() : match.end() + 1].upper() if opening else ""
    span = source_span(wording.edits, match.start(), match.end() + len(first))
    if span is None:
        return wording
    outside = [e for e in wording.edits if not (span[0] <= e.start and e.end <= span[1])]
    gone = Edit("dates", *span, first, "", "its date stands beside the line")
    text = f"{wording.text[: match.start()]}{first}{wording.text[match.end() + len(first) :]}"
    cut = Wording(text, tuple(sorted((*outside, gone), key=lambda e: e.start)))
    return wording if not_whole(text) else cut  # "the port was sold, on 2 May."


def _cuts(text: str, day: str) -> Iterator[int]:
    """Where the text may be cut, the latest place that makes it short enough first."""
    if count_words(text) <= TUNING.line_words:
        return
    dated = text.find(day)
    for match in reversed(list(_TAIL.finditer(text))):
        head, tail = text[: match.start()], text[match.start() :]
        whole = TUNING.least_line_words <= count_words(head) <= TUNING.line_words
        denies = bool(_DENIES.search(tail)) and not _DENIES.search(head)
        if (
            whole
            and not denies
            and match.start() > dated
            and _VERB.search(head)
            and not _SAYS.search(tail)
            and not _opened(head)
            and not _ENDS_LOOSE.search(head)
            and not (_FIGURE.search(tail) and not _FIGURE.search(head))
        ):
            yield match.start()


def _opened(head: str) -> bool:
    """Whether a quotation or a bracket is open at the end, or the whole begins with a subordinate clause."""
    marks = len(_QUOTES.findall(head))
    opens = _SUBORDINATE.match(head) is not None
    main = _DEPENDENT.sub("", head.partition(",")[2])
    return bool(marks % 2) or head.count("(") > head.count(")") or (opens and not _FINITE.search(main))


def source_offset(edits: Sequence[Edit], position: int) -> int:
    """Where a place in an edited text is in the words before the edits, both in characters.

    A place inside words that an edit put in is taken for the end of what they replace.
    """
    shift = 0  # the edited text's offset minus the source's
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        begins = edit.start + shift
        if position < begins:
            break
        if position < begins + len(edit.after):
            return edit.end
        shift += len(edit.after) - (edit.end - edit.start)
    return position - shift


def source_span(edits: Sequence[Edit], start: int, end: int) -> tuple[int, int] | None:
    """Where a stretch of an edited text is in the words before the edits; None where it cuts through an edit."""
    before = inside = 0  # by how much edits before the stretch, and in it, lengthen the text
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        begins = edit.start + before + inside
        ends = begins + len(edit.after)
        longer = len(edit.after) - (edit.end - edit.start)
        if ends <= start and begins < start:
            before += longer
        elif start <= begins and ends <= end:
            inside += longer
        elif begins < end:
            return None
    return start - before, end - before - inside

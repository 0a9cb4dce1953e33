"""EXP103: a statement agrees with its passage in names, figures, weekdays and negation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from explainery.checking.calendar_dates import without_dates
from explainery.checking.compounds import bare_name
from explainery.checking.context import Context
from explainery.checking.denial_frames import denial_left_out, denied_whole
from explainery.checking.evidence import Evidence, passage_label, unquoted
from explainery.checking.figure_support import without_told
from explainery.checking.findings import Fault, Severity
from explainery.checking.headings import cited_in_section
from explainery.checking.licences import allows_name, put_in
from explainery.checking.numerals import FIGURE, SMALL_NUMBERS, SPELLED, digits, spelled, without_commas
from explainery.checking.other_names import other_names
from explainery.checking.page import CheckedPage
from explainery.checking.polarity import contradiction, polarity
from explainery.checking.publisher_names import without_publishers
from explainery.checking.quantities import Quantity, quantities_in
from explainery.checking.ranges import widened
from explainery.checking.rendered_page import RenderedLine
from explainery.checking.rule import Rule
from explainery.checking.source_cells import told_text
from explainery.checking.told_dates import untold_dates
from explainery.checking.tuning import TUNING
from explainery.checking.turned_conditions import told_as_fact, turned_condition
from explainery.checking.vocabulary import WORD
from explainery.checking.written_figures import in_digits
from explainery.lexicon.calendar import MONTH, WEEKDAY
from explainery.lexicon.units import units
from explainery.linking.similarity import stems
from explainery.marking.entities import entities_in
from explainery.model import Name, Passage
from explainery.page_format import PLACE, POINTER
from explainery.patterns import regex
from explainery.text import folded, plain, spoken_date

_PLACE = regex(rf"\b{PLACE} \d+\b")  # of a passage that is not reproduced
_WEEKDAY = regex(rf"\b(?:{WEEKDAY})\b")
_CURRENCY = regex(r"\b(?:US|A|C|NZ|HK)(?=\$)")  # "US$60m" names no country
_NUMBERED = regex(rf"\b(?!(?:{MONTH})\b)(?P<name>[A-Z]\w+) \d+\b(?![.,]\d| percent|%)")
_POSSESSIVE = regex(r"[’']s ")


_BETWEEN_QUOTATIONS = regex(r"(?<=[”\"»]) (?=[“\"«])")  # each is a sentence of its own


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Statements and headings that differ from what they cite."""
    if page.is_sources:
        return
    for line in page.shown.lines:
        if line.is_heading:
            yield from _in_heading(line, page, context.evidence)
        elif cited := context.evidence.cited(line.keys):
            messages = _differences(told_text(line, cited), cited, context.evidence)
            yield from (Fault(line.number, message) for message in messages)
            yield from _renamed(line, cited, context.evidence)
        else:
            yield from _against_own_definition(line, page, context.evidence)


def _against_own_definition(line: RenderedLine, page: CheckedPage, evidence: Evidence) -> Iterator[Fault]:
    """Figures that are missing in the definition of a citation that a person wrote and no article backs."""
    own_texts = [page.shown.definitions[key].text for key in line.keys if key in page.shown.definitions]
    if not own_texts or len(own_texts) < len(line.keys) or evidence.known.issuperset(line.keys):
        return  # of a passage that the lock knows a definition may give the place alone
    defined_numbers = {number for text in own_texts for number in (*digits(text), *spelled(text))}
    for figure in FIGURE.findall(unquoted(line.text)):
        if without_commas(figure) not in defined_numbers:
            yield Fault(line.number, f"{figure!r} is not in the definition of the citation beside it")


def _in_heading(heading: RenderedLine, page: CheckedPage, evidence: Evidence) -> Iterator[Fault]:
    """Figures in a section's heading that no passage cited in the section contains."""
    cited = evidence.cited(cited_in_section(heading, page.shown))
    if cited and heading.level > 1:
        for figure in _missing_figures(unquoted(heading.text), cited, evidence):
            message = f"{figure!r} in this heading is not in any passage that its section cites"
            yield Fault(heading.number, message)


def _differences(line_text: str, cited: Sequence[Passage], evidence: Evidence) -> Iterator[str]:
    text = _without_attribution(_BETWEEN_QUOTATIONS.sub(". ", line_text), cited)
    better = _better_passage(text, cited, evidence)
    if better:
        yield (
            f"the words of this statement are not those of {passage_label(cited[0])}, “{cited[0].words}”; "
            f"they are in {passage_label(better)}: cite that one"
        )
        return
    yield from _negation(text, cited)
    for missing in (*_missing_names(text, cited, evidence), *_missing_figures(text, cited, evidence)):
        yield f"{missing!r} is not in the passage cited, {passage_label(cited[0])}{_elsewhere(missing, evidence)}"


def _renamed(line: RenderedLine, cited: Sequence[Passage], evidence: Evidence) -> Iterator[Fault]:
    """Names and bodies in another's place; without the articles it cannot be told who is one with whom."""
    if not line.cells and not evidence.locked:
        for other in other_names(_without_attribution(unquoted(line.text), cited), cited, evidence):
            message = f"“{other.own}” stands here in place of “{other.told}” in the passage cited"
            severity = Severity.ERROR if other.is_sure else Severity.WARNING
            yield Fault(line.number, f"{message}, {passage_label(cited[0])}", severity)


def _better_passage(text: str, cited: Sequence[Passage], evidence: Evidence) -> Passage | None:
    """The passage that a statement should cite, if it shares few words with those that it cites."""
    statement_stems = set(stems(text))
    shared = statement_stems & evidence.stems_of(cited)
    if len(statement_stems) < TUNING.least_statement_stems:
        return None
    if len(shared) / len(statement_stems) >= TUNING.misplaced_share:
        return None
    share, closest = evidence.closest(text)
    return closest if share >= TUNING.well_placed_share and closest not in cited else None


def _negation(text: str, cited: Sequence[Passage]) -> Iterator[str]:
    """A word that the statement denies and its passages affirm, or the other way round."""
    passages = [p.words for p in cited]
    place = f"{passage_label(cited[0])}, “{cited[0].words}”"
    if frame := denied_whole(unquoted(text), passages):
        yield f"this statement denies (“{frame}”) what its passage does not: {place}"
    elif frame := denial_left_out(text, passages):
        yield f"this statement leaves out the “{frame}” of its passage: {place}"
    if clause := told_as_fact(text, passages):
        yield f"this statement tells as a fact what its passage only says to be denied, “{clause}”: {place}"
    if condition := turned_condition(text, passages):
        yield f"“{condition}” turns the condition in its passage round: {place}"
    turned = contradiction(text, passages)
    if turned is None:
        return
    word, denial = turned
    if denial in polarity(text).denials:
        yield f"this statement denies “{word.text}” (“{denial.sign.text}”), but its passage does not: {place}"
    else:
        yield f"this statement leaves out the “{denial.sign.text}” before “{word.text}” in its passage: {place}"


def _without_attribution(text: str, cited: Sequence[Passage]) -> str:
    """A statement without publishers' names before a quotation or pointer, and without the place of a passage."""
    for passage in cited:
        text = re.sub(rf"(?<!\w){re.escape(plain(passage.article.publisher))}(?=:| {POINTER})", " ", text)
    return _PLACE.sub(" ", text)


def _missing_names(text: str, cited: Sequence[Passage], evidence: Evidence) -> list[str]:
    """The names in a statement that its passages, their speakers and their metadata do not contain."""
    passage_actors = _passage_actors(cited, evidence)
    passage_words = _passage_words(cited)

    def is_known(name: Name) -> bool:
        called = text[name.start : name.end]
        name_words = set(WORD.findall(folded(called)))
        if folded(called) in units():
            return True  # EXP122 compares them
        pieces = _POSSESSIVE.split(called)
        if len(pieces) > 1:  # "Kramm’s New Year" is two names
            return all(_is_known_part(piece, text, cited, evidence, passage_words) for piece in pieces)
        if {called, name.actor, evidence.acting_for(name.actor)} & passage_actors or name_words <= passage_words:
            return True
        bare = bare_name(called, passage_words)
        is_told = bool(bare) and _is_known_part(bare, text, cited, evidence, passage_words)
        return is_told or allows_name(called, text, cited, evidence)

    text = _CURRENCY.sub(lambda m: " " * len(m[0]), text)
    names = entities_in(text, evidence.settings.parties)
    return list(dict.fromkeys(text[n.start : n.end] for n in names if not is_known(n)))


def _is_known_part(
    piece: str, text: str, cited: Sequence[Passage], evidence: Evidence, passage_words: AbstractSet[str]
) -> bool:
    """Whether a part of a name of several is in the passages, or allowed by another place of the sources."""
    return set(WORD.findall(folded(piece))) <= passage_words or allows_name(piece, text, cited, evidence)


def _passage_actors(cited: Sequence[Passage], evidence: Evidence) -> set[str]:
    """The actors that passages name, what they lead, and the speakers: naming a speaker adds nothing."""
    named = {name.actor for passage in cited for name in passage.marked.names_in(passage.sentence)}
    speakers = {who for p in cited for who in (p.sentence.speaker, p.sentence.voice) if who}
    return named | {evidence.acting_for(actor) for actor in named} | speakers


def _passage_words(cited: Sequence[Passage]) -> set[str]:
    """Every word of the passages and of their articles' metadata."""
    texts = [f"{p.words} {p.article.label} {p.article.title} {p.article.author or ''}" for p in cited]
    return set(WORD.findall(folded(" ".join(texts))))


def _missing_figures(text: str, cited: Sequence[Passage], evidence: Evidence) -> list[str]:
    """The numbers and weekdays of a text that none of the passages contains."""
    text = widened(in_digits(without_publishers(text, evidence)), years_only=True)
    words = [in_digits(p.words) for p in cited]
    if evidence.locked or not untold_dates(text, cited, evidence):
        text = without_dates(text)  # EXP126 compares them as dates; without articles nobody can
    weekdays = _WEEKDAY.findall(text)
    text = without_told(_without_numbered_names(text, cited), words)
    others = [q.text for q in quantities_in(text) if _is_unread(q)]
    figures, numbers = FIGURE.findall(text), spelled(text) - SMALL_NUMBERS
    if not figures and not numbers and not weekdays and not others:
        return []
    dates = [d.value for p in cited for d in p.marked.dates_in(p.sentence)]
    published = [(p.article.published or "")[:4] for p in cited]
    licensed = [put_in(p, evidence) for p in cited]
    known = " ".join([*words, *published, *map(spoken_date, dates), *licensed])
    known_numbers = digits(known) | spelled(known)
    return [
        *(f for f in dict.fromkeys(figures) if without_commas(f) not in known_numbers),
        *(SPELLED[int(n)] for n in sorted(numbers - known_numbers, key=int)),
        *dict.fromkeys(others),
        *(d for d in dict.fromkeys(weekdays) if d.lower() not in known.lower() and _WEEKDAY.search(known)),
    ]


def _without_numbered_names(text: str, cited: Sequence[Passage]) -> str:
    """A text without names that end in a number ("Handel 7", "Flight 12") and stand so before one of the passages.

    Where a passage has the name with another number, it is compared.
    """

    def kept(match: re.Match[str]) -> str:
        before = [p.article.text[: p.sentence.start] + p.article.title for p in cited]
        other = any(re.search(rf"\b{re.escape(match['name'])} \d", p.words) for p in cited)
        known = not other and any(re.search(rf"\b{re.escape(match[0])}\b", text) for text in before)
        return match["name"] if known else match[0]

    return _NUMBERED.sub(kept, text)


def _is_unread(quantity: Quantity) -> bool:
    """Whether a figure is neither in digits alone nor a small number in words: "3.5bn", "forty", "half a million"."""
    in_words = not quantity.text[0].isdigit() and quantity.value >= len(SPELLED)
    return not quantity.is_part and not FIGURE.search(quantity.text) and (in_words or quantity.text[0].isdigit())


def _elsewhere(missing: str, evidence: Evidence) -> str:
    """Which passage of the story contains a word, or that none does."""
    pattern = re.compile(rf"(?<!\w){re.escape(folded(missing))}(?!\w)")
    passage = next((evidence.by_key[key] for key, text in evidence.folded.items() if pattern.search(text)), None)
    if passage:
        return f"; {passage_label(passage)} has it"
    return "" if evidence.locked else "; no source of this story has it"


RULE = Rule(
    "EXP103",
    "a statement agrees with its passage in names, figures, weekdays and negation",
    """A citation promises that the passage says what the statement says. A name, figure or weekday that is not in any
cited passage is a slip or needs another citation; so is a “not” that was added or lost. A figure in a section's heading
must be in a passage that the section cites. All other words may be changed freely.
A name or a body that stands where the passage has another is reported, too; as a warning where one of them is only
described. Correct the statement, or cite the passage that the message names.
Example: “offered the union 7 percent”, where the passage says 4.""",
    on_page=_check_page,
)

"""Names: people, bodies and places, and the actor that each stands for.

A name is a run of capitalised words. The lexicon's gazetteer tells states and their seats of government, and its
word lists tell bodies and places. A surname alone stands for a full name elsewhere in the same article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate

from explainery.lexicon.abbreviations import Abbreviation, any_abbreviation
from explainery.lexicon.calendar import WEEKDAY
from explainery.lexicon.gazetteer import gazetteer, is_given, places
from explainery.lexicon.name_words import NameWord, Opener, any_name_word, name_words, openers
from explainery.lexicon.offices import Office, any_noun, any_title
from explainery.lexicon.tables import either
from explainery.marking.known_names import KnownNames, Parties, known_names
from explainery.marking.segmentation.lines import without_comments
from explainery.marking.tuning import TUNING
from explainery.model import Name
from explainery.patterns import regex

_SHORT = 1_000  # characters of the longest text whose names are remembered: sentences and titles
_PART = rf"(?:(?:[A-Z]\.)+(?:-\w+)?|{any_abbreviation(Abbreviation.NAME)}\.|[A-Z][\w’']*(?:-[\w’']+)*)"
_LINK = r"(?:of|the|de|del|bin|al|van|von|der|for|and)"
_OPENS_SENTENCE = either(sorted(openers(Opener.OPENS)))
_RUN = regex(
    rf"(?<![\w’'.-]){_PART}(?: (?!(?<=\. ){_OPENS_SENTENCE}\b){_PART}| {_LINK}(?: {_LINK})? {_PART}(?=(?:[\s,.;:’'”\")]|$)))*"
)
_BODY = regex(rf"\b{any_name_word(NameWord.BODY)}\b|^[A-Z]{{2,}}$")
_PLACE = regex(rf"\b{any_name_word(NameWord.PLACE)}$")
_TITLE = regex(
    rf"^(?:{any_title(Office.LEADS_TITLE)}\s+)*"
    rf"(?:{any_title(Office.TITLE)}|{any_abbreviation(Abbreviation.RANK)}\.|{any_abbreviation(Abbreviation.FORM)}\.?)\s+"
)
_OFFICE = regex(
    rf"(?P<body>[A-Z].*?) (?:{any_title(Office.LEADS_POST)} )*(?:{any_title(Office.POST)}|{any_title(Office.TITLE)}|{any_abbreviation(Abbreviation.RANK)}\.) "
    r"(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'.-]*){1,2})$"
)
_LED_BY_OFFICE = regex(
    rf"(?:[A-Z][\w’'&-]* ){{0,3}}?(?:{any_title(Office.TITLE)}|{any_title(Office.POST)}|[A-Z][a-z]+(?:man|woman)) "
    r"(?=[A-Z][\w’'-]+ (?:[A-Z]\. )?[A-Z])"
)
_PERSON_OF = regex(
    rf"(?:{_TITLE.pattern.lstrip('^')})?(?P<name>(?P<given>[A-Z][\w’'-]+) (?:[A-Z]\. )?[A-Z][\w’'-]+)"
    r"(?=(?P<link> (?:of|for)(?: the)? ))"
)
_ADJECTIVE = regex(r"(?:[a-z]{3}(?:ed|ing|ful|less)|-of-\w+|-old)$")
_INSIDE = regex(r"(?<=[a-z,] )[A-Z]\S*")
_WORD_END = regex(r"\b")
_LONGEST_WORD = 80  # characters
_NAMELESS = openers(Opener.NAMELESS)
# The start of a sentence or a quotation; a closing mark before a space does not count.
_OPENS = regex(r"(?:[.!?…:][\"”’)]*\s+|\n\s*)[\"“‘(]*$|(?:\s|^)[\"“‘(]+$")
_BETWEEN_LINKS = regex(rf"(?<!\S)(?!{_LINK}\b)\S+(?: (?!{_LINK}\b)\S+)*")
_TRAILING = regex(rf"(?: (?:{_LINK}|{WEEKDAY}))+$")  # "Norsea Monday" is a body and a day
_LEADING_DAY = regex(rf"(?:{WEEKDAY}) (?:(?:{_LINK}) )?(?=[A-Z])")  # "On Monday the Arlen Port Board"
_OWNED = regex(
    rf"(?P<owner>[A-Z].*?)[’']s (?P<owned>{any_title(Office.HELD)}|[A-Z]{{2,3}}O|[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)+)"
)
_POSSESSIVE = regex(r"[’']s?$")
_HYPHENED = regex(r"\b[A-Z][a-z]+-[a-z]\w+$|^[A-Z][a-z]+-[A-Z]?[a-z]+ ")  # "Nam Sung-wook", "Jean-Luc Roe"
_INITIAL_PART = regex(r"(?:[A-Z]\.)+$")
_PARTICLES = frozenset(name_words(NameWord.PARTICLE))
_THINGS = frozenset(name_words(NameWord.THING))
_BEFORE_PERSON = regex(rf"\b(?:said|says|told|asked|named|{any_noun(Office.BEFORE)})s?,?\s+$")
_AFTER_PERSON = regex(
    rf", (?:\d\d|an?|the|who|whose|{any_noun(Office.AFTER)}|senior|former|co-)\b"
    r"|\s+(?:said|says|told|asked|added|argued|wrote|was born|died|testified)\b"
)


def entities_in(text: str, parties: Mapping[str, Iterable[str]]) -> tuple[Name, ...]:
    """Finds every name in a text.

    Args:
        text: the text.
        parties: other names by party, from story.yml. They take precedence over the gazetteer.

    Returns:
        The names in order of their offsets.
    """
    given = tuple((party, tuple(aliases)) for party, aliases in parties.items())
    return _in_short(text, given) if len(text) <= _SHORT else _entities(text, given)


def _entities(text: str, parties: Parties) -> tuple[Name, ...]:
    known = known_names(parties)
    clean = without_comments(text)
    runs = list(_runs(clean, known))
    people = [(n.start, n.end) for n in runs if n.kind == "person"]
    given = [
        Name(m.start(), m.end(), known.table[m[0].replace("’", "'")], "place")
        for m in known.within(clean)
        # A party's other name inside a person's ("Kim" in "Kim Jong Un") belongs to the person.
        if m[0] in gazetteer() or not any(a <= m.start() < b and b - a > len(m[0]) for a, b in people)
    ]
    taken = [(n.start, n.end) for n in given]
    others = [n for n in runs if not any(a < n.end and n.start < b for a, b in taken)]
    return tuple(sorted(_resolved([*given, *others]), key=lambda n: (n.start, n.end)))


_in_short = lru_cache(1 << 12)(
    _entities
)  # a check asks for the names of one sentence for each that is compared with it


def _runs(text: str, known: KnownNames) -> Iterator[Name]:
    """Runs of capitalised words that are names, without titles, and without a first word that is not a name."""
    lower = set(re.findall(r"\b[a-z][a-z’']+\b", text))
    inside = _inside_sentences(text)
    for match in _RUN.finditer(text):
        start, run = match.start(), match[0]
        opens = start == 0 or _OPENS.search(text[max(0, start - 6) : start]) is not None
        first = run.split(" ")[0]
        if (first in _NAMELESS and not _opens_place(run)) or (opens and first.lower() in lower):
            start, run, opens = start + len(first) + 1, run[len(first) + 1 :], False
        if day := _LEADING_DAY.match(run):
            start, run = start + day.end(), run[day.end() :]
        for begin, piece, titled in _pieces(start, run, known):
            alone = opens and not titled and " " not in piece and piece not in inside
            if len(piece) > 1 and piece[0].isupper() and piece not in _NAMELESS and not alone:
                actor = known.table.get(piece, piece.rstrip("."))
                kind = _kind(piece, titled=titled)
                yield _settled(Name(begin, begin + len(piece), actor, kind), text, lower)


def _inside_sentences(text: str) -> frozenset[str]:
    """The capitalised words inside sentences, each up to every end of a word in it: "U.S" and "U.S.-led"."""
    words = {word[:_LONGEST_WORD] for word in _INSIDE.findall(text)}
    return frozenset(word[: end.end()] for word in words for end in _WORD_END.finditer(word))


def _opens_place(run: str) -> bool:
    """Whether a run begins with a place of several words, whose first word may be no name: "New Jersey"."""
    return any(place in places() for place in accumulate(run.split(" "), "{} {}".format) if " " in place)


def _pieces(start: int, run: str, known: KnownNames) -> Iterator[tuple[int, str, bool]]:
    """The names in a run, and whether a title precedes each: "Jo Roe" and "Ohio" in "President Jo Roe of Ohio"."""
    # Only a state's name is cut off: "Kim" may be a party's other name, and "Kim Jong Un" is a person all the same.
    while (prefix := known.match(run)) and prefix[0] in gazetteer() and run[prefix.end() : prefix.end() + 1] == " ":
        start, run = start + prefix.end() + 1, run[prefix.end() + 1 :]
    parts = _of_body(run) if _BODY.search(run) else [(m.start(), m[0]) for m in _BETWEEN_LINKS.finditer(run)]
    before = ""
    for offset, part in parts:
        begin = start + offset
        named = _behind_office(before, part)
        before = part
        if named:
            yield begin + len(part) - len(named), _POSSESSIVE.sub("", named), True
            continue
        if (office := _OFFICE.match(part)) and not _BODY.search(office["name"]):  # "Norsea Chief Executive Jo Roe"
            yield begin, office["body"], False
            yield begin + office.start("name"), office["name"], True
            continue
        if owner := _owner_of(part):  # "Norsea’s Jo Roe", "Norsea’s CEO"
            yield begin, owner[0], False
            if owner[1]:
                yield begin + len(part) - len(owner[1]), owner[1], True
            continue
        titled = _TITLE.match(part)
        cut = titled.end() if titled else 0
        yield begin + cut, _POSSESSIVE.sub("", _TRAILING.sub("", part[cut:])), bool(titled)


def _of_body(run: str) -> list[tuple[int, str]]:
    """The parts of a run with a body in it: a person before "of" is one of their own, "Jo Roe of the Arlen Port Board"."""
    person = _PERSON_OF.match(run)
    if person and is_given(person["given"]) and not _BODY.search(person["name"]):
        return [(0, run[: person.end()]), (person.end("link"), run[person.end("link") :])]
    return [(0, run)]


def _owner_of(part: str) -> tuple[str, str] | None:
    """The owner in a run and the person's name behind it, "" where it is an office; None if nothing is owned in it."""
    owned = _OWNED.fullmatch(part)
    if not owned:
        return None
    words = owned["owned"].split(" ")
    if len(words) == 1 or (not _BODY.search(owned["owned"]) and is_given(words[0])):
        return owned["owner"], owned["owned"] if len(words) > 1 else ""
    return None


def _behind_office(before: str, part: str) -> str:
    """The name behind what an office is for: "Jo Roe" in "Secretary of the" and "Interior Jo Roe"; "" if there is none."""
    parts = part.split(" ")
    given = next((i for i, word in enumerate(parts[:-1]) if is_given(word)), 0)
    return " ".join(parts[given:]) if given and _TITLE.fullmatch(f"{before} ") else ""


def _kind(run: str, *, titled: bool = False) -> str:
    if _BODY.search(run) and not (titled and is_given(run.split(" ", 1)[0])):
        return "body"
    if _PLACE.search(run) or run in places():
        return "place"
    plain_parts = not re.search(r"\b(?:of|the|for|and)\b|\d", run)
    parts = len(run.split())
    if titled and parts == 1 and plain_parts:
        return "person"
    return "person" if plain_parts and TUNING.least_name_words <= parts <= TUNING.most_name_words else "body"


def _settled(name: Name, text: str, lower: Container[str]) -> Name:
    """Makes a run with only the form of a person's name a body, unless other signs suggest a person."""
    if name.kind != "person" or " " not in name.actor:
        return name
    name = _without_office(name)
    parts = name.actor.split()
    if is_given(parts[0]) or _HYPHENED.search(name.actor) or _INITIAL_PART.match(parts[0]) or parts[0] in _PARTICLES:
        return name
    led = (len(parts) > TUNING.least_name_words and parts[0].lower() in lower) or _ADJECTIVE.search(parts[0])
    if is_given(parts[1]) and led:  # "Crooked Jo Roe", "Stunned Jo", "Mum-of-two Jo Roe"
        cut = len(parts[0]) + 1
        return replace(name, start=name.start + cut, actor=name.actor[cut:])
    around = (
        text[max(0, name.start - TUNING.before_name_reach) : name.start],
        text[name.end : name.end + TUNING.after_name_reach],
    )
    speaks = _BEFORE_PERSON.search(around[0]) or _AFTER_PERSON.match(around[1])
    if parts[-1] in _THINGS:
        return replace(name, kind="body")
    thing = around[0].lower().endswith("the ") or name.actor.isupper() or any(p.lower() in lower for p in parts)
    return name if speaks or not thing else replace(name, kind="body")


def _without_office(name: Name) -> Name:
    """The name behind an office in capitals and whatever leads to it: "Jo Roe" in "Zoo Director Jo Roe"."""
    led = _LED_BY_OFFICE.match(name.actor)
    return replace(name, start=name.start + led.end(), actor=name.actor[led.end() :]) if led else name


def _resolved(names: list[Name]) -> list[Name]:
    """Resolves short forms to full names in the same text: "Sullivan" to "Jake Sullivan"."""
    people = {n.actor for n in names if n.kind == "person" and " " in n.actor}
    full: dict[str, list[str]] = {}
    for person in sorted(people, key=lambda p: (len(p.split()), p)):
        parts = person.split()
        for part in dict.fromkeys((parts[-1], parts[0], " ".join(parts[-2:]))):
            full.setdefault(part, []).append(person)
    titled = {n.actor for n in names if n.kind == "person"} - people
    so_far, resolved = _SoFar(), []
    for name in sorted(names, key=lambda n: n.start):
        resolved.append(_as_person(name, _meant(name, full, so_far), titled))
        so_far.add(name)
    return resolved


class _SoFar:
    """How often each actor was named so far, and where last."""

    def __init__(self) -> None:
        self.often: Counter[str] = Counter()
        self._last: dict[str, int] = {}

    def add(self, name: Name) -> None:
        self.often[name.actor] += 1
        self._last[name.actor] = name.start

    def order(self, actor: str) -> tuple[int, int]:
        """More for an actor named more often, or as often and later."""
        return self.often[actor], self._last[actor]


def _meant(name: Name, full: Mapping[str, Sequence[str]], so_far: _SoFar) -> str:
    """The full name that a short form stands for.

    Of several people with one surname, it is the one whom the text before names most often, or else last.
    """
    people = full.get(name.actor, ())
    sharing = [p for p in people if p.split()[-1] == name.actor] or people
    earlier = [p for p in sharing if so_far.often[p]]
    return max(earlier, key=so_far.order) if earlier else next(iter(sharing), "")


def _as_person(name: Name, full: str, titled: Container[str]) -> Name:
    """Resolves a single name to a person, if the text gives a full name or a title anywhere."""
    if name.kind == "place" or " " in name.actor:
        return name
    if full:
        return replace(name, actor=full, kind="person")
    return replace(name, kind="person") if name.actor in titled else name

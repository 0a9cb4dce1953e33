"""Names: people, bodies and places, and the actor that each stands for.

Runs of capitalised words, with a gazetteer of states and their seats of government (`data/actors.tsv`) and
the words that give a body away. A surname alone stands for the full name met in the same article.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from explainery.marking.segmentation.lines import masked
from explainery.model import Name

_PART = r"(?:(?:[A-Z]\.)+(?:-\w+)?|(?:Sen|Rep|Gov|Gen|Dr|Mr|Mrs|Ms|Lt|Col|St|Jr)\.|[A-Z][\w’']*(?:-[\w’']+)*)"
_LINK = r"(?:of|the|de|del|bin|al|van|von|der|for|and)"
_RUN = re.compile(rf"(?<![\w’'.-]){_PART}(?: {_PART}| {_LINK}(?: {_LINK})? {_PART}(?=(?:[\s,.;:’'”\")]|$)))*")
_BODY = re.compile(
    r"\b(?:Ministry|Institute|Institution|University|College|Party|Bank|Court|Department|Council|Agency|Group|Committee|Union|"
    r"Association|Organi[sz]ation|Company|Corp|Corporation|Inc|Ltd|Office|Bureau|Commission|Congress|Democrats?|Republicans?|Conservatives|Liberals|Program|Programme|Administration|Initiative|Project|Senate|House|Parliament|"
    r"Foundation|Center|Centre|Force|Forces|Army|Navy|Police|Guard|Times|Post|Journal|News|Press|Media|Board|Authority|"
    r"Federation|Forum|Fund|School|Hospital|Airlines|Motors|Industries|Games|Olympics|Command|Service|Cabinet)\b|^[A-Z]{2,}$"
)
_PLACE = re.compile(
    r"\b(?:City|Province|Region|Island|Islands|Sea|River|Strait|Peninsula|County|District|Mountains?|Bay|Airport|Coast|Bank|Street|Square)$"
)
_TITLE = re.compile(
    r"^(?:(?:Vice|Deputy|Prime|First|Foreign|Defen[cs]e|Interior|Finance|Former|Acting|Chief|Lead|Crown|Attorney|Supreme|Natural|Resources|House|Senate|Minority|Majority)\s+)*"
    r"(?:President|Minister|Secretary|Senator|Sen\.|Representative|Rep\.|Governor|Gov\.|General|Gen\.|Admiral|Adm\.|Colonel|Col\.|Lieutenant|Lt\.|"
    r"Captain|Capt\.|Sergeant|Sgt\.|Judge|Justice|Mayor|Chancellor|Chairman|Chairwoman|Chairperson|Director|Ambassador|King|Queen|Prince|Princess|Pope|"
    r"Professor|Prof\.|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Sir|Dame|Lord|Lady|Leader|Speaker|Rev\.?|Sheikh|Ayatollah|Premier|Commissioner|Marshal|Superintendent|Principal|Councilwoman|Councilman|Councillor|Chief|Coach|Bishop|Cardinal)\s+"
)
_OFFICE = re.compile(
    r"(?P<body>[A-Z].*?) (?:(?:Vice|Deputy|Prime|Foreign|Defen[cs]e|Interior|Finance|Former|Acting|Chief|Executive|Managing|General|Press|Financial|Operating) )*"
    r"(?:President|Minister|Secretary|Director|Chairman|Chairwoman|Executive|Officer|Governor|Mayor|Spokesman|Spokeswoman|Manager|Leader|Premier|Chancellor|Commissioner|Attorney|Professor) "
    r"(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'.-]*){1,2})$"
)
_COMMON = frozenset(
    (
        "The A An In On At By For From With Without After Before During While When Where Why How What Who Which If Though Although "
        "But And Or Nor So Yet As It Its He His She Her They Their Them We Our You Your I My This That These Those There Here Then "
        "Now Also Still Even Just Only Not No Yes All Both Each Every Some Many Most More Much Few Several Such Other Another One Two Three Four "
        "Leading Top Senior New Former Sign Asked "
        "Five Six Seven Eight Nine Ten First Second Third Last Next Since Until Because Despite However Meanwhile Instead Rather "
        "According Asked Analysts Experts Officials Critics Supporters Western Eastern Northern Southern Once Under Over Between Among Against About Above "
        "Having Being Given Following Earlier Later Recently Today Yesterday Tomorrow Monday Tuesday Wednesday Thursday Friday "
        "Saturday Sunday January February March April May June July August September October November December Jan. Feb. Mar. Apr. Aug. Sept. Oct. Nov. Dec. "
        "Dear Thank Please Read More See Mr Mrs Ms Dr Ammunition Relations Speculation Asked Speaking Pressed Whether Neither Either None Nobody "
        "Nothing Everything Something Anyone Everyone Let Do Does Did Is Are Was Were Has Have Had Will Would Could Should Can May Might Must"
    ).split()
)
# A sentence or a quotation begins here; a closing mark before a space does not open one.
_OPENS = re.compile(r"(?:[.!?…:][\"”’)]*\s+|\n\s*)[\"“‘(]*$|(?:\s|^)[\"“‘(]+$")
_BETWEEN_LINKS = re.compile(rf"(?<!\S)(?!{_LINK}\b)\S+(?: (?!{_LINK}\b)\S+)*")
_POSSESSIVE = re.compile(r"[’']s?$")
_NOT_A_STATE = "Post|Times|Journal|Herald|Tribune|University|Institute|Street|Airlines"  # what a place's name may begin
_PERSON = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'.-]*){1,3}")
_LEAST_PERSON, _MOST_PERSON = 2, 4
_HYPHENED = re.compile(r"\b[A-Z][a-z]+-[a-z]\w+$|^[A-Z][a-z]+-[A-Z]?[a-z]+ ")  # "Nam Sung-wook", "Jean-Luc Roe"
_INITIAL_PART = re.compile(r"(?:[A-Z]\.)+$")
_PARTICLES = frozenset(
    "Al El Bin Ibn Abu Abd De Di Da Del Van Von Le La Mc Mac O’ Sheikh Mullah Ayatollah Sir Lord".split()
)
_BEFORE_PERSON = re.compile(
    r"\b(?:said|says|told|asked|named|president|minister|leader|spokes(?:man|woman|person)|secretary|director|professor|lawyer|attorney|senator|judge|analyst|"
    r"economist|chairman|chairwoman|chief|executive|officer|coach|actor|actress|singer|author|activist|candidate|governor|mayor|historian|resident|student|"
    r"founder|owner|manager|scientist|researcher|expert|adviser|aide|mother|father|wife|husband|son|daughter|brother|sister|journalist|reporter)s?,?\s+$"
)
_AFTER_PERSON = re.compile(
    r"(?:, (?:\d\d|an?|the|who|whose|chief|director|head|president|professor|spokes\w+|senior|former|co-)\b|\s+(?:said|says|told|asked|added|argued|wrote|was born|died|testified)\b)"
)
# What a name of two capitalised words ends in when it is no person's.
_THINGS = frozenset(
    (
        "Day Days Year Years Week Month Eve Night Morning Asia Africa America Europe East West North South Atoll House Hill Street Road Avenue Square Park Lake "
        "Valley Beach Stadium Field Tower Towers Bridge Deal Act Bill Law Rule Plan Accord Agreement Treaty War Wars Cup League Series Game Show Award Awards Prize Tour "
        "Crisis Storm Hurricane Terrorism Terrorist Movement Campaign Convention Conference Summit Debate Election Review Report Times Today Magazine Book Church Cathedral "
        "Hall Room Desk Line Zone Wall Border World Nation Nations State States Kingdom Republic Empire Energy Oil Gas Steel Air Airways Rail Railway Capital Partners Holdings "
        "Systems Technologies Studios Pictures Records Entertainment Village Town Island Islands Ocean Gulf Desert Forest Mountain Station Terminal Airport Port Harbor Harbour Dam Mill Mills Hydro Works Watch Weekly Daily Herald Courier List Cross II III IV Cosmodrome Centre Center Wharf Pier Canal River Creek Ridge Park Farm Farms Foods Trust Alliance Front Brigade Brigades Council"
    ).split()
)


@cache
def genders() -> Mapping[str, str]:
    """Given names of `data/given-names.tsv`, each with "m", "f" or "mf"."""
    table: dict[str, str] = {}
    for row in (files("explainery") / "data" / "given-names.tsv").read_text("utf-8").splitlines():
        if row and not row.startswith("#"):
            which, names = row.split("\t")
            for name in set(names.split()):
                table[name] = table.get(name, "") + which
    return table


@cache
def places() -> frozenset[str]:
    """The places of `data/places.tsv`."""
    rows = (files("explainery") / "data" / "places.tsv").read_text("utf-8").splitlines()
    return frozenset(name for row in rows if not row.startswith("#") for name in row.split("\t"))


def is_given(word: str) -> bool:
    """Whether a word is a given name."""
    return word.split("-", 1)[0] in genders()


@cache
def gazetteer() -> Mapping[str, str]:
    """Every name of every actor in `data/actors.tsv`, by the name that stands first on its line."""
    rows = (files("explainery") / "data" / "actors.tsv").read_text("utf-8").splitlines()
    table = [row.split("\t") for row in rows if row and not row.startswith("#")]
    return {alias: names[0] for names in table for alias in names}


@dataclass(frozen=True, slots=True)
class _Known:
    """Names known beforehand: whom each stands for, and the pattern that finds them, the longest first."""

    table: Mapping[str, str]
    pattern: re.Pattern[str]


@cache
def _known(parties: tuple[tuple[str, tuple[str, ...]], ...]) -> _Known:
    """The gazetteer and a story's parties, which win. A person's full name is left to be found as a person."""
    given = {alias: party for party, aliases in parties for alias in (party, *aliases)}
    table = dict(gazetteer()) | {a: p for a, p in given.items() if a in gazetteer() or not _PERSON.fullmatch(a)}
    options = "|".join(re.escape(a).replace("'", "[’']") for a in sorted(table, key=lambda n: (-len(n), n)))
    return _Known(table, re.compile(rf"(?<![\w-])(?:{options})(?!\w|-\w|\.\w| (?:{_NOT_A_STATE})\b)"))


def names_in(text: str, parties: Mapping[str, Iterable[str]]) -> tuple[Name, ...]:
    """Every name in `text`, in order. `parties` (from story.yml) win over the gazetteer."""
    known = _known(tuple((party, tuple(aliases)) for party, aliases in parties.items()))
    clean = masked(text)
    runs = list(_runs(clean, known))
    people = [(n.start, n.end) for n in runs if n.kind == "person"]
    found = [
        Name(m.start(), m.end(), known.table[m[0].replace("’", "'")], "place")
        for m in known.pattern.finditer(clean)
        # A party's other name inside a person's ("Kim" in "Kim Jong Un") is the person's.
        if m[0] in gazetteer() or not any(a <= m.start() < b and b - a > len(m[0]) for a, b in people)
    ]
    taken = [(n.start, n.end) for n in found]
    others = [n for n in runs if not any(a < n.end and n.start < b for a, b in taken)]
    return tuple(sorted(_resolved([*found, *others]), key=lambda n: (n.start, n.end)))


def _runs(text: str, known: _Known) -> Iterator[Name]:
    """Runs of capitalised words that are names, without titles, and without a sentence's first word."""
    lower = set(re.findall(r"\b[a-z][a-z’']+\b", text))
    for match in _RUN.finditer(text):
        start, run = match.start(), match[0]
        opens = start == 0 or _OPENS.search(text[max(0, start - 6) : start]) is not None
        first = run.split(" ")[0]
        if first in _COMMON or (opens and first.lower() in lower):
            start, run, opens = start + len(first) + 1, run[len(first) + 1 :], False
        for begin, piece, titled in _pieces(start, run, known):
            alone = opens and not titled and " " not in piece and not re.search(rf"[a-z,] {re.escape(piece)}\b", text)
            if len(piece) > 1 and piece[0].isupper() and piece not in _COMMON and not alone:
                actor = known.table.get(piece, piece.rstrip("."))
                kind = _kind(piece, titled=titled)
                yield _settled(Name(begin, begin + len(piece), actor, kind), text, lower)


def _pieces(start: int, run: str, known: _Known) -> Iterator[tuple[int, str, bool]]:
    """The names in a run, and whether a title stood before: "U.S. President Jo Roe of Ohio" has "Jo Roe" and "Ohio"."""
    # Only a state's name is cut off: "Kim" may be a party's other name, and "Kim Jong Un" is a person all the same.
    while (
        (prefix := known.pattern.match(run))
        and prefix[0] in gazetteer()
        and run[prefix.end() : prefix.end() + 1] == " "
    ):
        start, run = start + prefix.end() + 1, run[prefix.end() + 1 :]
    parts = [(0, run)] if _BODY.search(run) else [(m.start(), m[0]) for m in _BETWEEN_LINKS.finditer(run)]
    for offset, part in parts:
        begin = start + offset
        if (office := _OFFICE.match(part)) and is_given(
            office["name"].split(" ", 1)[0]
        ):  # "Norsea Chief Executive Jo Roe"
            yield begin, office["body"], False
            yield begin + office.start("name"), office["name"], True
            continue
        title = _TITLE.match(part)
        cut = title.end() if title else 0
        yield begin + cut, _POSSESSIVE.sub("", re.sub(rf"(?: {_LINK})+$", "", part[cut:])), bool(title)


def _kind(run: str, *, titled: bool = False) -> str:
    if _BODY.search(run) and not (titled and is_given(run.split(" ", 1)[0])):
        return "body"
    if _PLACE.search(run) or run in places():
        return "place"
    plain_parts = not re.search(r"\b(?:of|the|for|and)\b|\d", run)
    parts = len(run.split())
    if titled and parts == 1 and plain_parts:
        return "person"
    return "person" if plain_parts and _LEAST_PERSON <= parts <= _MOST_PERSON else "body"


def _settled(name: Name, text: str, lower: Container[str]) -> Name:
    """A run that has only the form of a person's name, as a body where nothing else speaks for a person."""
    if name.kind != "person" or " " not in name.actor:
        return name
    parts = name.actor.split()
    if is_given(parts[0]) or _HYPHENED.search(name.actor) or _INITIAL_PART.match(parts[0]) or parts[0] in _PARTICLES:
        return name
    if is_given(parts[1]) and len(parts) > _LEAST_PERSON and parts[0].lower() in lower:  # "Crooked Jo Roe"
        cut = len(parts[0]) + 1
        return replace(name, start=name.start + cut, actor=name.actor[cut:])
    around = (text[max(0, name.start - 40) : name.start], text[name.end : name.end + 60])
    speaks = _BEFORE_PERSON.search(around[0]) or _AFTER_PERSON.match(around[1])
    if parts[-1] in _THINGS:
        return replace(name, kind="body")
    thing = around[0].lower().endswith("the ") or name.actor.isupper() or any(p.lower() in lower for p in parts)
    return name if speaks or not thing else replace(name, kind="body")


def _resolved(found: list[Name]) -> list[Name]:
    """Short forms take the full name met in the same text: "Sullivan" is "Jake Sullivan"."""
    people = {n.actor for n in found if n.kind == "person" and " " in n.actor}
    full: dict[str, str] = {}
    for person in sorted(people, key=lambda p: (len(p.split()), p)):
        parts = person.split()
        for part in (parts[-1], parts[0], " ".join(parts[-2:])):
            full.setdefault(part, person)
    titled = {n.actor for n in found if n.kind == "person"} - people
    return [_as_person(n, full, titled) for n in found]


def _as_person(name: Name, full: Mapping[str, str], titled: Container[str]) -> Name:
    """A single name as the person it stands for, where the text gives a full name or a title anywhere."""
    if name.kind == "place" or " " in name.actor:
        return name
    if name.actor in full:
        return replace(name, actor=full[name.actor], kind="person")
    return replace(name, kind="person") if name.actor in titled else name

"""Renames: of a publisher, whose name is in its citation keys, of an article's file, of a story's folder.

A key ends in a hash of the article's id and the sentence, so either name changes it. The memory has the code of the
sentence behind each key: a new key for the same sentence is the same claim, whatever else about the article changed.
Where a key is not in the memory, its definition tells: the same hash and passage, or the same in all but the key, or
the same passage. Everything that people decided about the claim still holds.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from explainery.citation_keys import KEY
from explainery.merging.decisions import Decision
from explainery.merging.memory import Answers, Away, Memory, PageBeside, Text
from explainery.merging.merge_state import Generated, State
from explainery.merging.proposals import Proposal
from explainery.merging.units import UnitKind, parsed
from explainery.page_format import DEFINITION_PASSAGE
from explainery.patterns import regex

_HALF = 0.5
_ANCHOR = regex(r"\]\([^)\s]*\)")
Rename = Callable[[str], str]


def new_keys(state: State, generated: Generated) -> dict[str, str]:
    """The keys that this build has for claims whose publisher or article was renamed, by their old ones."""
    known = generated.definitions
    old = _old_definitions(state)
    gone = sorted(k for k in {*old, *_named(state)} if k not in known and KEY.fullmatch(k))
    passages = state.memory.passages
    taken = {*old, *(k for a in state.memory.away for k in a.others)}  # they had these names before
    names = _by_sentence({k: passages[k] for k in gone if k in passages}, old, generated, taken)
    names |= _by_definition({k: old.get(k, "") for k in gone if k not in passages}, taken, known)
    return names


def publishers_renamed(names: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """The old and the new name of each publisher in renamed keys."""
    return frozenset((publisher(old), publisher(new)) for old, new in names.items())


def publisher(key: str) -> str:
    """The part of a citation key that names the publisher."""
    return key.rpartition("-")[0]


def rekeyed(state: State, names: Mapping[str, str]) -> State:
    """The state with new keys for old ones."""
    if not names:
        return state
    pattern = re.compile("|".join(rf"(?<![\w-]){re.escape(old)}(?![\w-])" for old in sorted(names)))

    def ident(old: str) -> str:
        return pattern.sub(lambda k: names[k[0]], old)

    def text(old: str) -> str:
        return re.sub(r"\[\^[^\]\s]+\]", lambda m: ident(m[0]), old)

    decisions, proposals = _answers((state.decisions, frozenset(state.proposals)), ident, text)
    return State(
        {p: text(t) for p, t in state.base.items()},
        {p: text(t) for p, t in state.live.items()},
        decisions,
        tuple(sorted(proposals)),
        {p: text(t) for p, t in state.saved.items()},
        memory=Memory(
            {ident(k): code for k, code in state.memory.passages.items()},
            tuple(_away(a, ident, text) for a in state.memory.away),
            state.memory.articles,
        ),
    )


def _answers(answers: Answers, ident: Rename, text: Rename) -> Answers:
    decisions, proposals = answers
    return frozenset(_decision(d, ident) for d in decisions), frozenset(_proposal(p, ident, text) for p in proposals)


def _decision(decision: Decision, ident: Rename) -> Decision:
    return replace(decision, id=ident(decision.id), to=decision.to if "/" in decision.to else ident(decision.to))


def _proposal(p: Proposal, ident: Rename, text: Rename) -> Proposal:
    return replace(
        p, id=ident(p.id), instead=ident(p.instead), yours=text(p.yours), build=text(p.build), was=text(p.was)
    )


def _away(away: Away, ident: Rename, text: Rename) -> Away:
    def page(version: Text) -> Text:
        return None if version is None else text(version)

    pages = {path: PageBeside(*map(page, versions)) for path, versions in away.pages.items()}
    taken, made = (_answers(a, ident, text) for a in (away.taken, away.made))
    return Away(tuple(ident(k) for k in away.keys), pages, taken, made, tuple(ident(k) for k in away.others))


def _old_definitions(state: State) -> dict[str, str]:
    """The definitions of the last build, by key; of the pages, for keys that only people cite by now."""
    texts = (*state.live.values(), *state.base.values())
    return {u.first: u.text for t in texts for u in parsed(t).units if u.kind is UnitKind.DEFINITION}


def _named(state: State) -> Iterator[str]:
    """The citation keys that the memory or a decision names; a deleted claim may be in no page any more."""
    yield from state.memory.passages
    yield from (k for a in state.memory.away for k in a.keys)
    yield from (d.key for d in state.decisions if "-" in d.key and ":" not in d.key)


def _by_sentence(
    codes: Mapping[str, str], old: Mapping[str, str], generated: Generated, taken: Collection[str]
) -> dict[str, str]:
    """New keys for the very same sentences; where several articles print one, the likest article's."""
    fresh: dict[str, list[str]] = defaultdict(list)
    for key, code in generated.passages.items():
        if key not in taken:
            fresh[code].append(key)
    names: dict[str, str] = {}
    for key, code in codes.items():
        able = [k for k in fresh[code] if k not in names.values()]
        if able:
            names[key] = min(able, key=lambda k: (*_unlike(key, k, old, generated.definitions), k))
    return names


def _unlike(one: str, two: str, old: Mapping[str, str], known: Mapping[str, str]) -> tuple[bool, ...]:
    """How unlike the articles of two keys are: not the same file, not the same citation, not the same publisher."""
    citations = (_body(old.get(one, "")), _body(known.get(two, "")))
    return _hash(one) != _hash(two), citations[0] != citations[1], publisher(one) != publisher(two)


def _by_definition(gone: Mapping[str, str], taken: Collection[str], known: Mapping[str, str]) -> dict[str, str]:
    """New keys where only one has the same hash and passage, or the same article and passage, or the same passage."""
    by_hash = _unique((_hash(k), k) for k in known)
    by_body = _unique((_body(t), k) for k, t in known.items())
    by_passage = _unique((_passage(t), k) for k, t in known.items())
    names: dict[str, str] = {}
    for key, text in gone.items():
        hashed = by_hash.get(_hash(key), "")
        if hashed and text and _says(text) != _says(known[hashed]):
            hashed = ""
        new = hashed or (text and by_body.get(_body(text))) or (_passage(text) and by_passage.get(_passage(text)))
        if new and new not in taken and new not in names.values():
            names[key] = new
    return names


def _unique(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The key of each name that only one key has."""
    keys = list(rows)
    counts = Counter(name for name, _ in keys)
    return {name: key for name, key in keys if counts[name] == 1}


def _body(definition: str) -> str:
    """A definition without its key: the article's publisher, title and date, and the passage."""
    return definition.partition("]: ")[2]


def _hash(key: str) -> str:
    return key.rpartition("-")[2]


def _passage(definition: str) -> str:
    """The passage in a definition, "" where it only names the place."""
    passage = DEFINITION_PASSAGE.search(definition)
    return passage[1] if passage else ""


def _says(definition: str) -> str:
    """The passage in a definition; where it only names the place, everything but the publisher."""
    return _passage(definition) or _ANCHOR.sub("", _body(definition).partition("**, ")[2])


def carried(state: State, old: str, new: str) -> State:
    """A story's state under another name of its folder."""

    def path(page: str) -> str:
        return f"{new}/{page.removeprefix(f'{old}/')}" if page.startswith(f"{old}/") else page

    def answers(decisions: Iterable[Decision], proposals: Iterable[Proposal]) -> Answers:
        moved = frozenset(Decision(path(d.page), d.kind, d.id, path(d.to)) for d in decisions)
        return moved, frozenset(replace(p, page=path(p.page)) for p in proposals)

    away = tuple(
        Away(a.keys, {path(p): v for p, v in a.pages.items()}, answers(*a.taken), answers(*a.made), a.others)
        for a in state.memory.away
    )
    decisions, proposals = answers(state.decisions, state.proposals)
    return State(
        {path(p): t for p, t in state.base.items()},
        {path(p): t for p, t in state.live.items()},
        decisions,
        tuple(sorted(proposals)),
        {path(p): t for p, t in state.saved.items()},
        memory=replace(state.memory, away=away),
    )


def is_renamed(old: State, definitions: Collection[str], passages: Mapping[str, str]) -> bool:
    """Whether a story that is gone is this new one: the new one has most of what its pages cite.

    Args:
        old: the story that is gone.
        definitions: the citation keys of the new one.
        passages: the codes of its sentences, by key.
    """
    cited = {u.first for t in old.base.values() for u in parsed(t).units if u.kind is UnitKind.DEFINITION}
    known, codes = set(definitions), set(passages.values())
    again = [k for k in cited if k in known or old.memory.passages.get(k) in codes]
    return bool(cited) and len(again) > _HALF * len(cited)

"""Renames: of a publisher, whose name is in its citation keys, of an article's file, of a story's folder.

A key ends in a hash of the article's id and the sentence. Where that hash and the passage are the same, it is the same
claim under another publisher's name. Where all of a definition but its key is the same, it is the same article under
another file name. Everything that people decided about it still holds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace

from explainery.merging.decisions import Decision
from explainery.merging.merge_state import Generated, State
from explainery.merging.units import UnitKind, parsed
from explainery.page_format import DEFINITION_PASSAGE

_HALF = 0.5


def rekeyed(state: State, generated: Generated) -> State:
    """The state with the keys that this build has for claims whose publisher or article was renamed."""
    names = _new_keys(state, generated.definitions)
    if not names:
        return state
    pattern = re.compile("|".join(rf"(?<![\w-]){re.escape(old)}(?![\w-])" for old in sorted(names)))

    def text(old: str) -> str:
        return re.sub(r"\[\^[^\]\s]+\]", lambda m: ident(m[0]), old)

    def ident(old: str) -> str:
        return pattern.sub(lambda k: names[k[0]], old)

    return State(
        {p: text(t) for p, t in state.base.items()},
        {p: text(t) for p, t in state.live.items()},
        frozenset(replace(d, id=ident(d.id), to=d.to if "/" in d.to else ident(d.to)) for d in state.decisions),
        tuple(
            replace(
                p, id=ident(p.id), instead=ident(p.instead), yours=text(p.yours), build=text(p.build), was=text(p.was)
            )
            for p in state.proposals
        ),
    )


def _new_keys(state: State, known: Mapping[str, str]) -> dict[str, str]:
    """Old key -> new key, where only one key has the same hash and passage, or the same article and passage."""
    old = {u.first: u.text for t in state.base.values() for u in parsed(t).units if u.kind is UnitKind.DEFINITION}
    # A deleted claim has no definition in any page but the base's; one that is gone from there is known by its hash.
    old |= {d.key: "" for d in state.decisions if d.key not in old and "-" in d.key and ":" not in d.key}
    counts = Counter(_hash(k) for k in known)
    by_hash = {_hash(k): k for k in known}
    bodies = Counter(map(_body, known.values()))
    by_body = {_body(text): k for k, text in known.items() if bodies[_body(text)] == 1}
    new_keys = {}
    for key, text in old.items():
        new = by_hash.get(_hash(key), key)
        if counts[_hash(key)] != 1 or (text and not _same(text, known[new])):
            new = by_body.get(_body(text), key) if text else key
        if key not in known and new not in old:
            new_keys[key] = new
    return {old_key: new for old_key, new in new_keys.items() if new != old_key}


def _body(definition: str) -> str:
    """A definition without its key: the article's publisher, title and date, and the passage."""
    return definition.partition("]: ")[2]


def _hash(key: str) -> str:
    return key.rpartition("-")[2]


def _same(one: str, two: str) -> bool:
    passages = [DEFINITION_PASSAGE.search(t) for t in (one, two)]
    return all(passages) and passages[0][1] == passages[1][1]  # type: ignore[index]


def carried(state: State, old: str, new: str) -> State:
    """A story's state under another name of its folder."""

    def path(page: str) -> str:
        return f"{new}/{page.removeprefix(f'{old}/')}" if page.startswith(f"{old}/") else page

    return State(
        {path(p): t for p, t in state.base.items()},
        {path(p): t for p, t in state.live.items()},
        frozenset(Decision(path(d.page), d.kind, d.id, path(d.to)) for d in state.decisions),
        tuple(replace(p, page=path(p.page)) for p in state.proposals),
    )


def is_renamed(old: State, definitions: Collection[str]) -> bool:
    """Whether a story that is gone is this new one: the new one defines most of what its pages cite."""
    cited = {u.first for t in old.base.values() for u in parsed(t).units if u.kind is UnitKind.DEFINITION}
    return bool(cited) and len(cited & set(definitions)) > _HALF * len(cited)

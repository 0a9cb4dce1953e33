"""What a person names on the command line (a key, an id, a page) as units of the pages."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from explainery.errors import ExplaineryError
from explainery.merging.merge_state import FRONT, State
from explainery.merging.units import UnitKind, parsed


class _Target(NamedTuple):
    """A unit or a decision, and the keys by which it may be named beside its id."""

    page: str
    id: str
    keys: tuple[str, ...]

    def has_name(self, name: str) -> bool:
        return name in {self.id, f"{self.page}#{self.id}", *self.keys}


def places_named(names: Collection[str], states: Sequence[State]) -> frozenset[tuple[str, str]]:
    """(page, id) of everything generated or decided that has one of these names: a key, an id, or `page#id`.

    Raises:
        ExplaineryError: nothing has such a name.
    """
    targets = {target for state in states for target in _targets(state)} if names else set()
    named = set()
    for name in names:
        hits = {(target.page, target.id) for target in targets if target.has_name(name)}
        if not hits:
            keys = sorted({key for target in targets for key in target.keys})
            close = difflib.get_close_matches(name, keys, 1)
            hint = f"Did you mean {close[0]}" if close else "`explainery status` lists the keys of what people edited"
            raise ExplaineryError(f"no page has {name!r}", hint=hint)
        named |= hits
    return frozenset(named)


def _targets(state: State) -> Iterator[_Target]:
    """Generated units, edited front matter, decisions and proposals."""
    for page, text in state.base.items():
        for unit in parsed(text).units:
            is_definition = unit.kind is UnitKind.DEFINITION  # its key means the sentence that cites it
            yield _Target(page, unit.id, () if is_definition else unit.keys[:1])
        if page in state.live and parsed(state.live[page]).front != parsed(text).front:
            yield _Target(page, FRONT, ())
    for decision in state.decisions:
        yield _Target(decision.page, decision.id, (decision.key,))
    for proposal in state.proposals:
        yield _Target(proposal.page, proposal.id, (proposal.id.split(":")[0],))

"""What a person names on the command line (a key, an id, a page) as units of the pages."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Sequence

from explainery.errors import ExplaineryError
from explainery.merging.merge_state import State
from explainery.merging.units import Kind, parsed


def places_named(names: Collection[str], states: Sequence[State]) -> frozenset[tuple[str, str]]:
    """(page, id) of everything that the build has or people decided under these names: a key, an id, or `page#id`.

    Raises:
        ExplaineryError: nothing has such a name.
    """
    rows = {row for state in states for row in _known(state)} if names else set()
    found = set()
    for name in names:
        hits = {(page, ident) for page, ident, keys in rows if name in {ident, f"{page}#{ident}", *keys}}
        if not hits:
            able = sorted({k for _, _, keys in rows for k in keys})
            close = difflib.get_close_matches(name, able, 1)
            hint = f"Did you mean {close[0]}" if close else "`explainery status` lists the keys of what people edited"
            raise ExplaineryError(f"no page has {name!r}", hint=hint)
        found |= hits
    return frozenset(found)


def _known(state: State) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(page, id, what it may be called) of generated units and of decisions."""
    for page, text in state.base.items():
        for unit in parsed(text).units:
            if unit.kind is not Kind.DEFINITION:
                yield page, unit.id, unit.keys[:1]
    for decision in state.decisions:
        yield decision.page, decision.id, (decision.key,)
    for proposal in state.proposals:
        yield proposal.page, proposal.id, (proposal.id.split(":")[0],)

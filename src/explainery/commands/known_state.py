"""A story's state as a command meets it: nothing in its base is a person's, even if the hash of a base file fits.

A command whose base files this machine's builds wrote imports nothing for it.
"""

from __future__ import annotations

from explainery.commands.base_witness import Witness
from explainery.merging import State


def with_known_base(name: str, state: State, witness: Witness) -> State:
    """A story's state, with nothing in its base that a person wrote."""
    unknown = witness.unknown(state.base)
    if not unknown:
        return state
    from explainery.commands.known_bases import without_foreign_text  # noqa: PLC0415 (needs git and parts of the checks)

    return without_foreign_text(name, state, witness, unknown)

"""What articles are sorted by, as JSON, and back, exactly as it was."""

from __future__ import annotations

import json
from sys import intern

from explainery.sorting.evidence import Evidence
from explainery.store.json_rows import Column, Json, NotAsWrittenError, Rows, number, of_type, require, text, texts


def _by_word(column: Column) -> Column:
    """A column with a value for each of some words. Each word is kept once in memory, as `evidence_of` has it."""

    def mapping(value: Json) -> Json:
        require(type(value) is dict)
        return {intern(word): column(given) for word, given in value.items()}

    return mapping


_counts = _by_word(number)
_EVIDENCE = Rows(
    Evidence,
    words=_counts,
    names=_counts,
    lead=_counts,
    day=of_type(int, type(None)),
    written=_by_word(text),
    headline=texts,
    key=text,
    text=text,
)


def evidence_json(evidence: Evidence) -> bytes:
    """The evidence of an article as JSON."""
    return json.dumps(_EVIDENCE.row(evidence), separators=(",", ":"), check_circular=False).encode("ascii")


def evidence_from(raw: bytes) -> Evidence:
    """The evidence of an article from its JSON. Raises NotAsWrittenError for any other."""
    try:
        row = json.loads(raw)
    except (ValueError, RecursionError):
        raise NotAsWrittenError from None
    return _EVIDENCE.value(row)

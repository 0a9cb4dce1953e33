"""Hypothesis: the same examples in every run here, no deadlines on a machine that does other things too."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("explainery", deadline=None, derandomize=True)
settings.load_profile("explainery")

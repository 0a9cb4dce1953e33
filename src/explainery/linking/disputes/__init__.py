"""Disagreements: sentences of sources that contradict each other."""

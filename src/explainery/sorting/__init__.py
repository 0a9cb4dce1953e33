"""Sorting: which articles of a pile are of one story. A pure function of the articles."""

from explainery.sorting.evidence import Evidence, evidence_of
from explainery.sorting.pile import Group, sorted_pile
from explainery.sorting.reasons import shared_names, shared_words, story_name

__all__ = ["Evidence", "Group", "evidence_of", "shared_names", "shared_words", "sorted_pile", "story_name"]

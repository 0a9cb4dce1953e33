"""Marking: sentences, facets, quotations, dates and names of one article. A pure function of the article and settings."""

from explainery.marking.mark import is_ours, mark, masked_sentences, speakers_and_voices
from explainery.marking.relabelling import questions_about

__all__ = ["is_ours", "mark", "masked_sentences", "questions_about", "speakers_and_voices"]

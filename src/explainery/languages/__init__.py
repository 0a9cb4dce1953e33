"""The interface's words: a file for each language, with the same keys. What is said of the news is in none of them."""

from explainery.languages.chosen import chosen_language, language_in
from explainery.languages.recognition import any_of, each, english, english_date
from explainery.languages.words import ENGLISH, Words, languages, words_of

__all__ = [
    "ENGLISH",
    "Words",
    "any_of",
    "chosen_language",
    "each",
    "english",
    "english_date",
    "language_in",
    "languages",
    "words_of",
]

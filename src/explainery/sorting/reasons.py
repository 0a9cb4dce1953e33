"""Says what joins the articles of a group, in their own words, and what their story's folder may be called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from explainery.lexicon.stems import stem
from explainery.sorting.evidence import LEAD, NAME, Evidence
from explainery.sorting.pile import Group
from explainery.text import slug

MOST_TOLD = 4  # names, and words: more would hide the telling ones
_LEAST_WORDS, _NAME_WORDS = 2, 4  # words of a story's name
_LONGEST_NAME = 50  # characters


def shared_names(group: Group, pile: Sequence[Evidence]) -> tuple[str, ...]:
    """The most telling names that at least half of a group's articles have."""
    return tuple(_written(group, pile, NAME))[:MOST_TOLD]


def shared_words(group: Group, pile: Sequence[Evidence]) -> tuple[str, ...]:
    """The most telling words of headlines and beginnings that at least half of its articles have; none of its names."""
    in_names = {part for name in shared_names(group, pile) for part in slug(name).split("-")}
    return tuple(w for w in _written(group, pile, LEAD) if slug(w) not in in_names)[:MOST_TOLD]


def _written(group: Group, pile: Sequence[Evidence], mark: str) -> Iterator[str]:
    """What a group shares of one kind, as the most typical article that has it writes it."""
    for word in group.shared:
        if word.startswith(mark):
            forms = (pile[member].written.get(word) for member in group.members)
            yield next((form for form in forms if form), word[1:])


def story_name(group: Group, pile: Sequence[Evidence], year: str) -> str:
    """A name for a new story's folder: the most telling words that its articles share, in the order of a headline.

    Args:
        group: the group.
        pile: the evidence of each article.
        year: of its first article, "" if it is not known. It is added to a name of a single word.

    Returns:
        Lower-case letters, digits and hyphens; "story" if no word has a Latin letter.
    """
    rank = {word: place for place, word in enumerate(group.shared)}
    headlines = [_named_in(pile[member], rank) for member in group.members]
    words = next((h for h in headlines if len(h) >= _LEAST_WORDS), max(headlines, key=len))
    name = "-".join(words)[:_LONGEST_NAME].strip("-")
    parts = [name or "story", *([year] if year and len(words) < _LEAST_WORDS else [])]
    return "-".join(parts)


def _named_in(article: Evidence, rank: Mapping[str, int]) -> list[str]:
    """The most telling words of an article's headline that its group shares, in order, as letters for an address."""
    places = {word: rank.get(f"{LEAD}{stem(word)}") for word in article.headline if not word.isdigit()}
    slugs = {slug(word): place for word, place in places.items() if place is not None and slug(word)}
    best = sorted(slugs, key=lambda word: slugs[word])[:_NAME_WORDS]
    return [word for word in slugs if word in best]

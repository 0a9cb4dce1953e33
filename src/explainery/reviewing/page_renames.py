"""Pages that were renamed, or whose story's folder was: which removed page is which new one."""

from __future__ import annotations

from collections.abc import Mapping

from explainery.text import words

_ENOUGH = 0.6  # share of words in common from which a page is taken for the other one under a new name
_MOST = 400  # pages gone and new, each, beyond which only pages of one and the same text are paired


def renamed(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """The new path of each old page that has one; the likest pages first, each in one pair."""
    gone = {p: t for p, t in old.items() if p not in new}
    fresh = {p: t for p, t in new.items() if p not in old}
    places = {t: p for p, t in sorted(fresh.items(), reverse=True)}
    pairs: dict[str, str] = {}
    for path, text in sorted(gone.items()):
        if text in places:
            pairs[path] = places.pop(text)
    left = {p: t for p, t in gone.items() if p not in pairs}
    free = {p: t for p, t in fresh.items() if p not in pairs.values()}
    return pairs | (_alike(left, free) if len(left) <= _MOST and len(free) <= _MOST else {})


def _alike(gone: Mapping[str, str], fresh: Mapping[str, str]) -> dict[str, str]:
    gone_words, fresh_words = ({p: frozenset(words(t.casefold())) for p, t in pages.items()} for pages in (gone, fresh))
    ranks = sorted(
        ((_share(gone_words[o], fresh_words[n]), o, n) for o in gone for n in fresh), key=lambda r: (-r[0], *r[1:])
    )
    pairs: dict[str, str] = {}
    for share, one, other in ranks:
        if share >= _ENOUGH and one not in pairs and other not in pairs.values():
            pairs[one] = other
    return pairs


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))

"""The home page's merge: an entry for a new story is added to a page that people edited, and nothing else is touched.

Every story changes this one page, so that taking it whole would stop the build of each new story once somebody
has edited it. An entry is its heading with the link to the story, and the paragraph after it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from explainery.merging import Merge, Outcome, merge
from explainery.plan import Page

_ENTRY = re.compile(r"^(?:#{2,6} |- )\[.*\]\((?P<slug>[^/()\s]+)/index\.md\)", re.DOTALL)
_HEADING = re.compile(r"^#{1,6} ")


def merged_home(
    base: str | None, live: str | None, home: Page, keep: Collection[str] = (), take: Collection[str] = ()
) -> Merge:
    """The merge of the home page alone."""
    path = home.path
    plain = merge(
        {path: base} if base is not None else {},
        {path: live} if live is not None else {},
        {path: home.text},
        keep=keep,
        take=take,
    )
    if plain.outcomes[path] is not Outcome.CONFLICT or base is None or live is None:
        return plain
    text = with_entries(base, live, home.text)
    outcome = Outcome.KEPT if text == live else Outcome.UPDATED
    return Merge({path: outcome}, {path: text} if text != live else {}, {path: home.text})


def with_entries(base: str, live: str, new: str) -> str:
    """`live` with the entries that the build added, without those it took away, with those it reworded.

    An entry that a person reworded or removed stays as the person left it.
    """
    old, now = _entries(base), _entries(new)
    blocks = live.rstrip("\n").split("\n\n")
    for slug, entry in now.items():
        if slug in old:
            if entry != old[slug]:
                blocks = _replaced(blocks, old[slug], entry)
        elif slug not in _entries("\n\n".join(blocks)):
            at = _after_last_entry(blocks)
            blocks = [*blocks[:at], *entry, *blocks[at:]]
    for slug, entry in old.items():
        if slug not in now:
            blocks = _replaced(blocks, entry, ())
    return "\n\n".join(blocks) + "\n"


def _entries(text: str) -> dict[str, tuple[str, ...]]:
    """Each story's blocks: the heading, and the paragraph after it where one follows."""
    blocks = text.rstrip("\n").split("\n\n")
    found: dict[str, tuple[str, ...]] = {}
    for i, block in enumerate(blocks):
        match = _ENTRY.match(block)
        if match:
            follows = blocks[i + 1 : i + 2] if block.startswith("#") else []
            found[match["slug"]] = (block, *(b for b in follows if not _HEADING.match(b)))
    return found


def _replaced(blocks: Sequence[str], old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The blocks with one run of them replaced, where that run stands unchanged."""
    for i in range(len(blocks) - len(old) + 1):
        if tuple(blocks[i : i + len(old)]) == tuple(old):
            return [*blocks[:i], *new, *blocks[i + len(old) :]]
    return list(blocks)


def _after_last_entry(blocks: Sequence[str]) -> int:
    """Where a new entry goes: after the last one, or at the end of the page."""
    at = [i for i, block in enumerate(blocks) if _ENTRY.match(block)]
    if not at:
        return len(blocks)
    follows = at[-1] + 1 < len(blocks) and blocks[at[-1]].startswith("#") and not _HEADING.match(blocks[at[-1] + 1])
    return at[-1] + (2 if follows else 1)

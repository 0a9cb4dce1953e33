"""What builds remember beside the pages: the sentence behind each key, and the pages as they were with a source.

A key changes with the name of its article's file or publisher; the sentence behind it tells that it is the same claim.
A build that takes a source away forgets where its sentences were. Should the source come back, its pages are as they
were (`returns`). `.explainery/memory/STORY.json` has both. It is written by builds; without it, they ask more.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

from explainery.errors import SettingsError
from explainery.merging.decisions import Decision, DecisionKind
from explainery.merging.proposals import Proposal

_ABOUT = "Written by `explainery build`; see docs/design.md. Nothing on the pages is lost without this file."
Answers = tuple[frozenset[Decision], frozenset[Proposal]]  # what people decided, and what waits
Text = str | None  # a page's text; None without a page
Delta = list[Any]  # [first line, line after the last, new lines] of each difference


class PageBeside(NamedTuple):
    """A page as it was before a source went, with people's edits since; as generated then; as a build left it last."""

    live: Text
    base: Text
    seen: Text


@dataclass(frozen=True)
class Away:
    """What a build took away with its sources.

    Attributes:
        keys: the citation keys and the articles that the sources do not have any more.
        pages: the story's pages, by path.
        taken: the decisions and proposals that went.
        made: the decisions and proposals that came.
        others: the keys of the same sentences in articles that stayed: they are no new names of those that went.
    """

    keys: tuple[str, ...]
    pages: Mapping[str, PageBeside]
    taken: Answers = (frozenset(), frozenset())
    made: Answers = (frozenset(), frozenset())
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Memory:
    """What builds remember of a story.

    Attributes:
        passages: the code of the sentence behind each citation key that pages or decisions name.
        away: what builds took away with its sources, the oldest first.
        articles: the articles of the last build, as definitions link to them on the sources page.
    """

    passages: Mapping[str, str] = field(default_factory=dict)
    away: tuple[Away, ...] = ()
    articles: tuple[str, ...] = ()


def memory_text(memory: Memory) -> str | None:
    """The file's text; None where there is nothing to remember."""
    if memory == Memory():
        return None
    away = [_away_values(a) for a in memory.away]
    passages = dict(sorted(memory.passages.items()))
    values = {"about": _ABOUT, "articles": memory.articles, "passages": passages, "away": away}
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def memory_in(text: str, file: Path | str) -> Memory:
    """The memory in a file's text.

    Args:
        text: the file's text.
        file: the file, for the error.

    Raises:
        SettingsError: it is not as a build wrote it.
    """
    try:
        values = json.loads(text)
        passages = {str(k): str(v) for k, v in values["passages"].items()}
        return Memory(passages, tuple(_away(a) for a in values["away"]), tuple(map(str, values["articles"])))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        hint = "Restore the file from git, or delete it: then the next build makes a new one"
        raise SettingsError("this is not what a build remembers", file=file, hint=hint) from None


def is_memory(text: str) -> bool:
    """Whether a text is a memory as a build writes it."""
    try:
        memory_in(text, "")
    except SettingsError:
        return False
    return True


def memories_merged(ours: str, theirs: str) -> str:
    """The memory of two branches: what either remembers. Where both remember a key's sentence, ours counts."""
    one, two = memory_in(ours, ""), memory_in(theirs, "")
    away = (*one.away, *(a for a in two.away if a not in one.away))
    return memory_text(Memory({**two.passages, **one.passages}, away)) or ""


def _away_values(away: Away) -> dict[str, Any]:
    return {
        "keys": list(away.keys),
        "pages": {path: _page_values(page) for path, page in sorted(away.pages.items())},
        "taken": _answers_values(away.taken),
        "made": _answers_values(away.made),
        "others": list(away.others),
    }


def _away(values: Mapping[str, Any]) -> Away:
    pages = {str(path): _page(page) for path, page in values["pages"].items()}
    others = tuple(map(str, values.get("others", ())))
    return Away(tuple(map(str, values["keys"])), pages, _answers(values["taken"]), _answers(values["made"]), others)


def _answers_values(answers: Answers) -> dict[str, Any]:
    decisions, proposals = answers
    return {"decisions": [asdict(d) for d in sorted(decisions)], "proposals": [asdict(p) for p in sorted(proposals)]}


def _answers(values: Mapping[str, Any]) -> Answers:
    decisions = (Decision(**{**v, "kind": DecisionKind(v["kind"])}) for v in values["decisions"])
    return frozenset(decisions), frozenset(Proposal(**v) for v in values["proposals"])


def _page_values(page: PageBeside) -> dict[str, Any]:
    """The first text whole, the others by what differs."""
    return {
        "live": page.live if page.live is None else page.live.split("\n"),
        "base": _difference(page.live, page.base),
        "seen": _difference(page.live, page.seen),
    }


def _page(values: Mapping[str, Any]) -> PageBeside:
    live = values["live"] if values["live"] is None else "\n".join(values["live"])
    return PageBeside(live, _patched(live, values["base"]), _patched(live, values["seen"]))


def _difference(old: Text, new: Text) -> Delta | None:
    if new is None:
        return None
    one, two = _lines(old), new.split("\n")
    codes = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    return [[i, end, two[j:stop]] for tag, i, end, j, stop in codes if tag != "equal"]


def _patched(old: Text, delta: Delta | None) -> Text:
    if delta is None:
        return None
    lines = list(_lines(old))
    for start, end, new in reversed(delta):
        lines[start:end] = map(str, new)
    return "\n".join(lines)


def _lines(text: Text) -> Sequence[str]:
    return [] if text is None else text.split("\n")

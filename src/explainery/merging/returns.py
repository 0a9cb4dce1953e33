"""Sources that go and come back: the pages that people had edited are then as they were before.

A build that takes a source away removes its untouched sentences, and with them where they stood among the edited ones.
So where people had edited or decided anything, it remembers the story's pages. What people do while the source is away
is merged into the remembered pages, too; what builds do is not. When the source is back, the build goes on from there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from explainery.merging.memory import Answers, Away, Memory, PageBeside
from explainery.merging.merge_state import Generated, State
from explainery.merging.units import UnitKind, parsed
from explainery.page_format import SOURCES_ANCHOR_LINK
from explainery.patterns import regex

_ARTICLE = regex(rf"(?<={re.escape(SOURCES_ANCHOR_LINK)})[^)]+")
_MOST = 4  # the sources that went last; what was taken away earlier comes back in the build's order
Pages = Mapping[str, str]
Rebase = Callable[[Pages, Pages, Pages], Pages]  # base, live and new pages in, the merged ones out


def with_edits_since(state: State, rebase: Rebase) -> State:
    """The state whose remembered pages have what people did since the last build.

    Args:
        state: the story before a build.
        rebase: merges pages in three versions.
    """
    away = tuple(_with_edits(a, state.live, rebase) for a in state.memory.away)
    return replace(state, memory=replace(state.memory, away=away)) if away != state.memory.away else state


def _with_edits(away: Away, live: Pages, rebase: Rebase) -> Away:
    if all(live.get(path) == page.seen for path, page in away.pages.items()):
        return away
    seen, old = ({p: t for p, v in away.pages.items() if (t := v[n]) is not None} for n in (_SEEN, _LIVE))
    merged = rebase(seen, {p: live[p] for p in away.pages if p in live}, old)
    return replace(away, pages={p: v._replace(live=merged.get(p)) for p, v in away.pages.items()})


_LIVE, _SEEN = PageBeside._fields.index("live"), PageBeside._fields.index("seen")


def returned(state: State, generated: Generated) -> State:
    """The state as if the sources that are back had never gone.

    Args:
        state: the story before the build, with all decisions that people have taken.
        generated: what this build has for it.
    """
    known = _known(generated)
    for away in reversed(state.memory.away):  # what went last comes back first
        if known.intersection(away.keys):
            state = _with_back(state, away)
    return state


def is_any_back(state: State, generated: Generated) -> bool:
    """Whether a source is back."""
    known = _known(generated) if state.memory.away else set()
    return any(known.intersection(a.keys) for a in state.memory.away)


def _known(generated: Generated) -> set[str]:
    return {*generated.definitions, *_cited(generated.pages.values()), *articles_of(generated)}


def articles_of(generated: Generated) -> tuple[str, ...]:
    """The articles of a build, as its definitions link to them on the sources page."""
    links = (_ARTICLE.search(text) for text in generated.definitions.values())
    return tuple(sorted({link[0] for link in links if link}))


def _cited(texts: Iterable[str]) -> set[str]:
    return {k for t in texts for u in parsed(t).units if u.kind is not UnitKind.DEFINITION for k in u.keys}


def _with_back(state: State, away: Away) -> State:
    live = {**state.live, **{p: v.live for p, v in away.pages.items()}}
    base = {**state.base, **{p: v.base for p, v in away.pages.items()}}
    decisions, proposals = away.taken[0] | (state.decisions - away.made[0]), set(state.proposals) - away.made[1]
    memory = replace(state.memory, away=tuple(a for a in state.memory.away if a is not away))
    return State(
        {p: t for p, t in base.items() if t is not None},
        {p: t for p, t in live.items() if t is not None},
        decisions,
        tuple(sorted(proposals | away.taken[1])),
        memory=memory,
    )


def departed(before: State, after: State, generated: Generated, live: Pages) -> tuple[Away, ...]:
    """What is away after a build: what was before it, and the sources that this build took away.

    Args:
        before: the story before the build, with all decisions that people have taken.
        after: the story after it.
        generated: what this build has for it.
        live: the pages from which on differences are edits of people.
    """
    away = list(before.memory.away)
    if generated.definitions or not generated.pages:  # not pages without citations, or of an unknown source
        there = {p: t for p, t in before.base.items() if p in before.live}  # not the pages that people deleted
        keys = {*_cited(there.values()), *_articles_gone(before, generated)} - _known(generated)
        edited = before.decisions or any(t != before.live[p] for p, t in there.items())
        if keys and edited:
            away = [a for a in away if not keys.intersection(a.keys)]
            pages = {p: PageBeside(before.live[p], before.base[p], None) for p in sorted(there)}
            others = tuple(sorted(_same_sentences(keys, before, generated)))
            away.append(Away(tuple(sorted(keys)), pages, _answers(before, after), _answers(after, before), others))
    # What an answer changes on the pages is an edit: the next build puts it into the remembered pages.
    seen = after.live if _is_of_sources(generated) else live
    return tuple(replace(a, pages={p: v._replace(seen=seen.get(p)) for p, v in a.pages.items()}) for a in away[-_MOST:])


def _same_sentences(keys: Collection[str], before: State, generated: Generated) -> Iterator[str]:
    """The keys under which articles that stay print the sentences of keys that go."""
    codes = {before.memory.passages[key] for key in keys if key in before.memory.passages}
    yield from (key for key, code in generated.passages.items() if code in codes)


def _is_of_sources(generated: Generated) -> bool:
    """Whether a build read the sources: an answer of a person repeats what the last build had."""
    return bool(generated.passages) or not generated.pages


def _articles_gone(before: State, generated: Generated) -> Iterator[str]:
    """The articles that are gone, where there are fewer than before: others have only another name."""
    if _is_of_sources(generated) and len(articles_of(generated)) < len(before.memory.articles):
        yield from before.memory.articles


def _answers(one: State, other: State) -> Answers:
    """The decisions and proposals that one state has and the other has not."""
    return one.decisions - other.decisions, frozenset(set(one.proposals) - set(other.proposals))


def remembered(after: State, before: Memory, away: tuple[Away, ...], generated: Generated) -> State:
    """The state after a build, with what it remembers: the codes of all sentences that anything in it cites.

    Args:
        after: the story after the build.
        before: what earlier builds remember.
        away: what is away.
        generated: what the build had for it.
    """
    texts = [*after.base.values(), *after.live.values(), *_texts(away)]
    keys = {k for t in texts for u in parsed(t).units for k in u.keys}
    keys |= {d.key for d in after.decisions} | {p.id.partition(":")[0] for p in after.proposals}
    keys |= {k for a in away for k in a.keys}
    codes = {**before.passages, **generated.passages}
    articles = articles_of(generated) if _is_of_sources(generated) else before.articles
    return replace(after, memory=Memory({k: codes[k] for k in sorted(keys) if k in codes}, away, articles))


def _texts(away: Iterable[Away]) -> Iterator[str]:
    for page in (page for a in away for page in a.pages.values()):
        yield from (text for text in (page.live, page.base) if text is not None)

"""The page of corrections, of a story or of the site: what it said, what it says now, when, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import groupby

from explainery.languages import Words
from explainery.publishing.corrections import Correction
from explainery.publishing.dates import iso_time, spoken_day
from explainery.publishing.shell import Contents
from explainery.publishing.steps import History
from explainery.publishing.tuning import TUNING
from explainery.publishing.word_changes import marked_words

Place = Callable[[Correction], str]  # the HTML that says where a correction is, with a link

_EDITS = ("new", "space", "citation", "build", "revision", "message")  # what is no correction, in this order


def corrections_page(
    story: str, listed: Sequence[Correction], history: History, place: Place, words: Words, *, extra: str
) -> Contents:
    """The page.

    Args:
        story: the story's title; "" for the whole site.
        listed: its corrections, the newest first.
        history: what they were made of.
        place: says where a correction is.
        words: those of the interface.
        extra: HTML with links to related pages.
    """
    body = [
        f'<h1 id="contents">{words["corrections.title"]}</h1>',
        f"<p><em>{escape(story)}</em></p>" if story else "",
        f"<p>{_count(listed, words)} {_since(history, words)}</p>",
        *_days(listed[: TUNING.listed], place, words),
        _what_counts(words),
        extra,
    ]
    title = words.put("corrections.title_of", story=story) if story else words["corrections.title"]
    about = words.put("corrections.about_of", story=story) if story else words["corrections.about"]
    return Contents(title, about, "\n".join(filter(None, body)), in_story=bool(story))


def _what_counts(words: Words) -> str:
    rows = "\n".join(f"<li>{words.put(f'corrections.edits_{name}', bulk=TUNING.bulk)}</li>" for name in _EDITS)
    return (
        f'<h2 id="what-counts">{words["corrections.counts_heading"]}</h2>\n<p>{words["corrections.counts"]}</p>\n'
        f"<p>{words['corrections.edits']}</p>\n<ul>\n{rows}\n</ul>\n"
    )


def _count(listed: Sequence[Correction], words: Words) -> str:
    if not listed:
        return words["corrections.none"]
    if len(listed) > TUNING.listed:
        return words.put("corrections.newest", shown=TUNING.listed, count=len(listed))
    counted = words.counted(len(listed), "correction")
    return words.put("corrections.many", corrections=counted) if listed[1:] else words["corrections.one"]


def _since(history: History, words: Words) -> str:
    if history.is_whole or not history.steps:
        return "" if history.is_whole else words["corrections.older"]
    return words.put("corrections.before", date=spoken_day(history.steps[-1].time, words))


def _days(listed: Sequence[Correction], place: Place, words: Words) -> Iterator[str]:
    for day, rows in groupby(listed, key=lambda c: spoken_day(c.time, words)):
        corrections = list(rows)
        yield f'<h2><time datetime="{iso_time(corrections[0].time)}">{day}</time></h2>'
        yield from (_entry(c, place(c), words) for c in corrections)


def _entry(correction: Correction, place: str, words: Words) -> str:
    before, after = marked_words(correction.before, correction.after)
    parts = [f"<dt>{words['corrections.said']}</dt><dd>{before}</dd>"] if correction.before else []
    if not correction.after:
        parts[:] = [f"<dt>{words['corrections.said']}</dt><dd><del>{escape(correction.before)}</del></dd>"]
        parts.append(f"<dt>{words['corrections.now']}</dt><dd>{words['corrections.removed']}</dd>")
    elif not correction.before:
        parts.append(f"<dt>{words['corrections.back']}</dt><dd>{escape(correction.after)}</dd>")
    else:
        parts.append(f"<dt>{words['corrections.says_now']}</dt><dd>{after}</dd>")
    reason = correction.reason
    body = "".join(f"<br>{escape(line)}" for line in reason.body.splitlines())
    parts.append(f"<dt>{words['corrections.why']}</dt><dd>{escape(reason.subject)}{body}</dd>")
    return f'<div class="ex-correction"><p>{place}</p><dl>{"".join(parts)}</dl></div>'

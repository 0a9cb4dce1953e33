"""The page of corrections, of a story or of the site: what it said, what it says now, when, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import groupby

from explainery.publishing.corrections import Correction
from explainery.publishing.dates import iso_time, spoken_day
from explainery.publishing.shell import Contents
from explainery.publishing.steps import History
from explainery.publishing.tuning import TUNING
from explainery.publishing.word_changes import marked_words
from explainery.text import counted

Place = Callable[[Correction], str]  # the HTML that says where a correction is, with a link

_COUNTS = f"""\
<h2 id="what-counts">What counts as a correction</h2>
<p>A person reworded a sentence, removed it, or put it back after a correction had removed it. The list is made from the
history of the pages in git, so a correction that nobody reported is in it, too.</p>
<p>These are edits, and are not in it:</p>
<ul>
<li>a new sentence, and one that only moved;</li>
<li>white space, line breaks, capitals, punctuation, emphasis and links;</li>
<li>another citation for the same words;</li>
<li>what a build changed because the articles changed;</li>
<li>a revision: a commit that changes more than {TUNING.bulk} sentences, unless its message calls it a correction;</li>
<li>a commit whose message says that it is not a correction, such as one for a typing error.</li>
</ul>
"""


def corrections_page(
    story: str, listed: Sequence[Correction], history: History, place: Place, *, extra: str
) -> Contents:
    """The page.

    Args:
        story: the story's title; "" for the whole site.
        listed: its corrections, the newest first.
        history: what they were made of.
        place: says where a correction is.
        extra: HTML with links to related pages.
    """
    of_what = f": {story}" if story else ""
    body = [
        '<h1 id="contents">Corrections</h1>',
        f"<p><em>{escape(story)}</em></p>" if story else "",
        f"<p>{_count(listed)} {_since(history)}</p>",
        *_days(listed[: TUNING.listed], place),
        _COUNTS,
        extra,
    ]
    about = f"What these pages said and no longer say, when that changed, and why{of_what}."
    return Contents(f"Corrections{of_what}", about, "\n".join(filter(None, body)), in_story=bool(story))


def _count(listed: Sequence[Correction]) -> str:
    if not listed:
        return "There have been no corrections so far."
    if len(listed) > TUNING.listed:
        return f"The newest {TUNING.listed} of {len(listed)} corrections."
    return f"{counted(len(listed), 'correction')}, the newest first." if listed[1:] else "One correction so far."


def _since(history: History) -> str:
    if history.is_whole or not history.steps:
        return "" if history.is_whole else "Older ones are not known here."
    return f"What changed before {spoken_day(history.steps[-1].time)} is not known here."


def _days(listed: Sequence[Correction], place: Place) -> Iterator[str]:
    for day, rows in groupby(listed, key=lambda c: spoken_day(c.time)):
        corrections = list(rows)
        yield f'<h2><time datetime="{iso_time(corrections[0].time)}">{day}</time></h2>'
        yield from (_entry(c, place(c)) for c in corrections)


def _entry(correction: Correction, place: str) -> str:
    before, after = marked_words(correction.before, correction.after)
    parts = [f"<dt>It said</dt><dd>{before}</dd>"] if correction.before else []
    if not correction.after:
        parts[:] = [f"<dt>It said</dt><dd><del>{escape(correction.before)}</del></dd>"]
        parts.append("<dt>Now</dt><dd>The sentence is removed.</dd>")
    elif not correction.before:
        parts.append(f"<dt>Put back</dt><dd>{escape(correction.after)}</dd>")
    else:
        parts.append(f"<dt>It says now</dt><dd>{after}</dd>")
    reason = correction.reason
    body = "".join(f"<br>{escape(line)}" for line in reason.body.splitlines())
    parts.append(f"<dt>Why</dt><dd>{escape(reason.subject)}{body}</dd>")
    return f'<div class="ex-correction"><p>{place}</p><dl>{"".join(parts)}</dl></div>'

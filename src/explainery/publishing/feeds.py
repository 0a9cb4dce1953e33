"""Two Atom feeds (RFC 4287): the stories, and what changed in them. Every time in them comes from git or an article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from explainery.languages import Words
from explainery.publishing.changed_statements import Happened
from explainery.publishing.corrections import Correction
from explainery.publishing.dates import article_day, iso_time, story_changed
from explainery.publishing.published_story import PublishedStory, Site
from explainery.publishing.steps import Change, History, Step
from explainery.publishing.tuning import TUNING

STORIES_FEED = "stories.xml"
CHANGES_FEED = "changes.xml"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed; `content` is HTML."""

    id: str
    title: str
    link: str
    updated: str
    summary: str = ""
    content: str = ""
    category: str = ""


def stories_feed(site: Site, stories: Sequence[PublishedStory], history: History) -> bytes | None:
    """The stories, the last changed first; None without one whose date is known."""
    entries = []
    for story in stories:
        changed = story_changed(story, history)
        day = article_day(story)
        updated = iso_time(changed) or (f"{day}T00:00:00Z" if day else "")
        if updated:
            address = site.address(story.overview.path)
            entries.append(Entry(address, story.title, address, updated, story.description))
    entries.sort(key=lambda e: (e.updated, e.id), reverse=True)
    return _feed(site, STORIES_FEED, site.name, entries[: TUNING.feed_entries])


def changes_feed(
    site: Site, stories: Sequence[PublishedStory], history: History, listed: Sequence[Correction]
) -> bytes | None:
    """What each commit changed in each story, the newest first; None where nothing is known to have changed."""
    titles = {story.name: story for story in stories}
    corrected = {(c.commit, c.page, c.key, c.before) for c in listed}
    entries: list[Entry] = []
    for step in history.steps:
        for name in sorted({c.story for c in step.changes} & titles.keys()):
            changes = [c for c in step.changes if c.story == name]
            entries.append(_changes_entry(site, titles[name], step, changes, corrected))
        if len(entries) >= TUNING.feed_entries:
            break
    title = site.words.put("feed.changes_title", site=site.name)
    return _feed(site, CHANGES_FEED, title, entries[: TUNING.feed_entries])


def _changes_entry(
    site: Site,
    story: PublishedStory,
    step: Step,
    changes: Sequence[Change],
    corrected: Iterable[tuple[str, str, str, str]],
) -> Entry:
    known = set(corrected)
    fixes = [c for c in changes if (c.commit, c.statement.page, c.statement.key, c.statement.before) in known]
    counts = _counts([c for c in changes if c not in fixes], len(fixes), site.words)
    address = site.address(story.overview.path)
    shown = [*fixes, *(c for c in changes if c not in fixes)][: TUNING.told]
    more = len(changes) - len(shown)
    lines = [_line(c, site.words) for c in shown]
    if more > 0:
        lines.append(f"<li>{site.words.put('feed.more', changes=site.words.counted(more, 'more_change'))}</li>")
    return Entry(
        id=f"{address}#change-{step.name[:12]}",
        title=f"{story.title}: {counts}",
        link=site.address(f"{story.name}/corrections.md") if fixes else address,
        updated=iso_time(step.time),
        content=f"<ul>{''.join(lines)}</ul>",
        category=story.name,
    )


def _counts(changes: Sequence[Change], fixes: int, words: Words) -> str:
    rows = [c.statement.happened for c in changes]
    parts = [words.counted(fixes, "correction")] if fixes else []
    counts = {kind: number for kind in Happened if (number := rows.count(kind))}
    parts += [words.put(f"feed.statements_{k}", statements=words.counted(n, "statement")) for k, n in counts.items()]
    return ", ".join(parts)


def _line(change: Change, words: Words) -> str:
    row = change.statement
    before, after = escape(row.before), escape(row.after)
    if row.happened is Happened.ADDED:
        return f"<li>{words['feed.added']}: {after}</li>"
    if row.happened is Happened.REMOVED:
        return f"<li>{words['feed.removed']}: <del>{before}</del></li>"
    return f"<li>{words['feed.said']}: <del>{before}</del><br>{words['feed.says_now']}: <ins>{after}</ins></li>"


def _feed(site: Site, name: str, title: str, entries: Sequence[Entry]) -> bytes | None:
    if not entries or not site.url:
        return None
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(site.language)}">',
        f"<id>{escape(site.url + name)}</id>",
        f"<title>{escape(title)}</title>",
        f"<subtitle>{escape(site.description)}</subtitle>" if site.description else "",
        f'<link rel="self" type="application/atom+xml" href="{escape(site.url + name)}"/>',
        f'<link rel="alternate" type="text/html" href="{escape(site.url)}"/>',
        f"<updated>{max(e.updated for e in entries)}</updated>",
        f"<author><name>{escape(site.name)}</name></author>",
        *(_entry(entry) for entry in entries),
        "</feed>",
    ]
    return ("\n".join(filter(None, parts)) + "\n").encode()


def _entry(entry: Entry) -> str:
    parts = [
        "<entry>",
        f"<id>{escape(entry.id)}</id>",
        f"<title>{escape(entry.title)}</title>",
        f'<link rel="alternate" type="text/html" href="{escape(entry.link)}"/>',
        f"<updated>{entry.updated}</updated>",
        f'<category term="{escape(entry.category)}"/>' if entry.category else "",
        f"<summary>{escape(entry.summary)}</summary>" if entry.summary else "",
        f'<content type="html">{escape(entry.content)}</content>' if entry.content else "",
        "</entry>",
    ]
    return "\n".join(filter(None, parts))

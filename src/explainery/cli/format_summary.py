"""A summary as Markdown for a code host, or as plain text for a terminal.

The text of pages and the names of files are untrusted input. Markdown shows them in code spans, where nothing acts: no
markup, HTML, link, picture, mention, issue number or formula. Plain text shows them without control characters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from explainery.page_format import MARK
from explainery.patterns import regex
from explainery.reviewing.changes import ChangeKind, PageChangeKind, PageChanges, Part, StatementChange
from explainery.reviewing.summary import ListChange, Summary
from explainery.text import agreeing, counted, plain, shortened

_LONGEST = 600  # characters of a statement that are shown
_ROOM = 60_000  # characters of Markdown: a code host takes 65,536 in the text of a pull request
_MOST_FILES = 12
_TICKS = regex("`+")
_BLANKS = regex("\n{3,}")
_NOUNS = {
    Part.STATEMENT: "statement",
    Part.DISPUTE: "disputed line",
    Part.HEADING: "heading",
    Part.FIELD: "page title or description",
    Part.CITATION: "footnote",
    Part.WORDS: "other line",
    Part.STRUCTURE: "line's structure",
    Part.LINK: "link",
    Part.TAGS: "line's tags or attributes",
}
_TOTALS = {
    ChangeKind.ADDED: "added",
    ChangeKind.CHANGED: "changed",
    ChangeKind.CITED: "with other citations",
    ChangeKind.MOVED: "moved",
    ChangeKind.JOINED: "joined into another",
    ChangeKind.REMOVED: "removed",
}
_PLURAL = {
    Part.FIELD: "page titles or descriptions",
    Part.STRUCTURE: "lines' structures",
    Part.TAGS: "lines' tags or attributes",
}
_LABELS = {
    **_NOUNS,
    Part.STATEMENT: "",
    Part.FIELD: "page's",
    Part.WORDS: "words",
    Part.STRUCTURE: "structure",
    Part.TAGS: "tags or attributes",
}
_MANY = {"list of sources": "lists of sources", "other file that readers get": "other files that readers get"}
_WHOLE = 4000  # characters of an address that are shown: browsers and servers take no more


@dataclass(frozen=True, slots=True)
class Quoted:
    """Untrusted text. `most`: the characters of it that are shown."""

    text: str
    most: int = _LONGEST


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """A line of a summary. Its depth is 0 for a heading, 1 for an item, 2 for an item below it, -1 for a paragraph."""

    depth: int
    words: tuple[str | Quoted, ...]


def told(summary: Summary, form: str) -> str:
    """The summary as `markdown` or `text`, without a final line feed."""
    lines = [SummaryLine(-1, (totals(summary),)), *_told(summary)]
    return _markdown(lines) if form == "markdown" else _text(lines)


def totals(summary: Summary) -> str:
    """The whole summary in a line that contains no untrusted text."""
    counts = [", ".join(_counted(summary, part)) for part in Part]
    totals_by_part = [*filter(None, counts), *_citations(*summary.citations)]
    where = f" on {counted(len(summary.pages), 'page')}" if totals_by_part else ""
    first = f"{'; '.join(totals_by_part)}{where}." if totals_by_part else _without_statements(summary)
    rest = [
        f"{counted(number, noun, _MANY.get(noun, ''))} {agreeing(number, verb)}."
        for number, noun, verb in (
            (len(summary.lists), "list of sources", "change"),
            (len(summary.site), "other file that readers get", "differ"),
            (len(summary.sources), "source file", "differ"),
            (0 if summary.pages else len(summary.others), "other file", "differ"),
            (len(summary.proposals), "proposal", "wait"),
        )
        if number
    ]
    untrue = [f"{counted(len(summary.untrue), 'base file')} changed by hand."] if summary.untrue else []
    return " ".join([first, *rest, *untrue])


def _citations(gained: int, lost: int) -> list[str]:
    rows = [f"{counted(gained, 'citation')} added"] * bool(gained)
    rows += [f"{lost} gone" if gained else f"{counted(lost, 'citation')} gone"] * bool(lost)
    return [", ".join(rows)] if rows else []


def _without_statements(summary: Summary) -> str:
    if summary.pages:
        return f"No statement changes; {counted(len(summary.pages), 'page')} new, removed or renamed."
    if not summary.readers_get_the_same:
        return "No statement changes."
    if summary.sources or summary.others or summary.kept:
        return "No page changes, and no other file of the site."
    return "Nothing changes for readers."


def _counted(summary: Summary, part: Part) -> Iterator[str]:
    counts = summary.count(part)
    rows = [(counts[kind], words) for kind, words in _TOTALS.items() if counts[kind]]
    for number, (count, words) in enumerate(rows):
        yield f"{count} {words}" if number else f"{counted(count, _NOUNS[part], _PLURAL.get(part, ''))} {words}"


def _told(summary: Summary) -> Iterator[SummaryLine]:
    yield from _warnings(summary)
    for page in summary.pages:
        yield from _page(page)
    yield from _lists(summary.lists)
    if summary.proposals:
        yield SummaryLine(0, ("What waits for a decision",))
    for proposal in summary.proposals:
        yield SummaryLine(1, (Quoted(proposal.id), " on ", Quoted(proposal.page)))
        for words, text in (("page has: ", proposal.yours), ("build has: ", proposal.build)):
            yield from ([SummaryLine(2, (words, Quoted(MARK.sub("", text))))] if text else [])
    if summary.sources:
        yield SummaryLine(0, ("Sources",))
        yield from (SummaryLine(1, (Quoted(path), " ", *_fate(fate))) for path, fate in sorted(summary.sources.items()))
    if summary.site:
        yield SummaryLine(0, ("Other files that readers get, or that shape every page",))
        yield from (SummaryLine(1, (Quoted(path), f" {fate}")) for path, fate in sorted(summary.site.items()))
    if summary.others:
        yield SummaryLine(0, ("Other files: settings, the program, notes",))
        yield from _files(summary.others)
    if summary.kept and not summary.pages:
        yield SummaryLine(0, ("What builds keep",))
        yield from _files(summary.kept)
    yield SummaryLine(-1, ("Compared with commit ", Quoted(summary.commit[:12]), "."))


def _warnings(summary: Summary) -> Iterator[SummaryLine]:
    """What a reviewer should know before anything else."""
    if summary.untrue:
        yield SummaryLine(0, ("Changed where only builds write; `explainery check --fix` mends it",))
        yield from _files(tuple(f".explainery/base/{path}" for path in summary.untrue))
    if summary.new_hosts:
        yield SummaryLine(0, ("Links now lead to these sites, and did not before",))
        yield from _hosts(summary.new_hosts)


def _hosts(hosts: Mapping[str, tuple[int, int]]) -> Iterator[SummaryLine]:
    """The sites, those with the most links first: whoever changes where every citation leads is at the top."""
    rows = sorted(hosts.items(), key=lambda row: (-row[1][0], row[0]))
    for host, (links, pages) in rows[:_MOST_FILES]:
        yield SummaryLine(1, (Quoted(host), f": {counted(links, 'link')} on {counted(pages, 'page')}"))
    if len(rows) > _MOST_FILES:
        yield SummaryLine(1, (f"and {len(rows) - _MOST_FILES} more",))


def _page(page: PageChanges) -> Iterator[SummaryLine]:
    yield SummaryLine(0, tuple(_titled(page)))
    for change in page.changes:
        yield from _change(change)
    yield from _built(page)
    if page.kind is PageChangeKind.CHANGED and not page.changes and not page.built:
        yield SummaryLine(1, ("nothing but what moved to other pages",))


def _built(page: PageChanges) -> Iterator[SummaryLine]:
    """How many footnotes a build wrote, and where they lead."""
    if page.built:
        verb = "leads" if page.built == 1 else "lead"
        where = (f", which {verb} to ", *_listed(page.hosts)) if page.hosts else ()
        yield SummaryLine(
            1, (f"{counted(page.built, 'new footnote')} as a build wrote {_THEM[page.built == 1]}", *where)
        )


_THEM = {True: "it", False: "them"}


def _lists(lists: Iterable[ListChange]) -> Iterator[SummaryLine]:
    rows = list(lists)
    if rows:
        yield SummaryLine(0, ("Lists of sources that follow from the citations",))
    for row in rows:
        counts = [f"{n} {verb}" for n, verb in ((row.added, "added"), (row.removed, "removed")) if n]
        lines = f": {' and '.join(counts)}" if counts else ""
        yield SummaryLine(1, (Quoted(row.path), lines))


def _fate(fate: str) -> tuple[str | Quoted, ...]:
    old_path = fate.removeprefix("renamed from ")
    return ("renamed from ", Quoted(old_path)) if old_path != fate else (fate,)


def _files(paths: Iterable[str]) -> Iterator[SummaryLine]:
    rows = sorted(paths)
    yield from (SummaryLine(1, (Quoted(p),)) for p in rows[:_MOST_FILES])
    if len(rows) > _MOST_FILES:
        yield SummaryLine(1, (f"and {len(rows) - _MOST_FILES} more",))


def _titled(page: PageChanges) -> Iterator[str | Quoted]:
    yield from ("Page ", Quoted(page.path))
    if page.former_path:
        yield from (" was ", Quoted(page.former_path))
    elif page.kind != "changed":
        yield f" is {'new' if page.kind == 'added' else 'removed'}"


def _change(change: StatementChange) -> Iterator[SummaryLine]:
    """An item for a change: its kind and words; below it, the words before."""
    yield SummaryLine(1, (*_kind(change), ": ", Quoted(_main(change), _most(change))))
    if change.before and change.kind is not ChangeKind.JOINED and change.before not in {change.text, _main(change)}:
        yield SummaryLine(2, ("was: ", Quoted(change.before, _most(change))))
    if change.kind is ChangeKind.JOINED:
        yield SummaryLine(2, ("now in: ", Quoted(change.text)))
    if change.at:
        yield SummaryLine(2, ("in: ", Quoted(change.at)))
    if change.kind not in {ChangeKind.REMOVED, ChangeKind.JOINED}:
        yield from _cited(change)


def _kind(change: StatementChange) -> Iterator[str | Quoted]:
    """What happened, to what, and where."""
    words = {ChangeKind.CITED: "same words, other citations", ChangeKind.JOINED: "joined into another sentence"}
    yield words.get(change.kind, str(change.kind))
    yield from ((" here from ", Quoted(change.origin)) if change.origin else ())
    yield f" {_LABELS[change.part]}".rstrip()
    yield from ((" ", Quoted(change.key)) if change.key else ())
    if change.line:
        yield f", line {change.line}"
    if change.count > 1:
        yield f" and {change.count - 1} more like it"


def _most(change: StatementChange) -> int:
    """How much is shown: an address whole, so that nobody has to guess where it leads."""
    return _WHOLE if change.part in {Part.LINK, Part.CITATION, Part.TAGS} else _LONGEST


def _main(change: StatementChange) -> str:
    """The words to show first: the old ones of a statement that is gone, otherwise the new ones."""
    return change.before if change.kind in {ChangeKind.REMOVED, ChangeKind.JOINED} else change.text or "(nothing)"


def _cited(change: StatementChange) -> Iterator[SummaryLine]:
    fresh = change.gained if change.kind is not ChangeKind.ADDED else change.gained[1:]
    for words, keys in (("cites now: ", fresh), ("cites no more: ", change.lost)):
        if keys:
            yield SummaryLine(2, (words, *_listed(keys)))


def _listed(keys: Iterable[str]) -> Iterator[str | Quoted]:
    for number, key in enumerate(keys):
        yield from ((", ",) if number else ())
        yield Quoted(key)


def _markdown(lines: Iterable[SummaryLine]) -> str:
    """Markdown for a code host, cut to what fits into the text of a pull request."""
    starts = {-1: "\n", 0: "\n### ", 1: "- ", 2: "  - "}
    rows = [_line(line, starts, code) + ("\n" if line.depth < 1 else "") for line in lines]
    kept: list[str] = []
    room = _ROOM
    for row in rows:
        room -= len(row) + 1
        if room < 0:
            left = len(rows) - len(kept)
            kept.append(f"\nThere is no room here for {left} more lines; `explainery summary` shows them.\n")
            break
        kept.append(row)
    return _BLANKS.sub("\n\n", "\n".join(kept)).strip("\n")


def _text(lines: Iterable[SummaryLine]) -> str:
    starts = {-1: "\n", 0: "\n", 1: "  - ", 2: "    - "}  # `::` at the start of a line would be a command in a log
    return "\n".join(_line(line, starts, log_safe) for line in lines).strip("\n")


def _line(line: SummaryLine, starts: dict[int, str], quoted: Callable[[str, int], str]) -> str:
    return starts[line.depth] + "".join(w if isinstance(w, str) else quoted(w.text, w.most) for w in line.words)


def code(text: str, most: int = _LONGEST) -> str:
    """Untrusted text as a code span, in which nothing acts and which no run of backticks in it can end."""
    words = shortened(plain(text), most) or " "
    ticks = "`" * (max((len(t) for t in _TICKS.findall(words)), default=0) + 1)
    room = " " if words[0] in "` " or words[-1] in "` " else ""
    return f"{ticks}{room}{words}{room}{ticks}"


def log_safe(text: str, most: int = _LONGEST) -> str:
    """Untrusted text for a terminal or a log, whose reader would take `##[` for a command."""
    return shortened(plain(text), most).replace("##[", "## [") or "(nothing)"

"""What a check looked at: how many statements it compared with what they cite, and why it passed over others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from explainery.checking.context import Context
from explainery.checking.page import CheckedPage
from explainery.checking.rendered_page import RenderedLine
from explainery.checking.scripts import main_script
from explainery.citation_keys import KEY
from explainery.model import Passage

UNDEFINED = "the citation is not defined on the page"
UNKNOWN = "no source has the passage cited"
UNREAD = "the words of the passage are not here"
SCRIPT = "the statement is in another script than its passage"
OWN = "the citation is a person's own, to none of the articles"


@dataclass(frozen=True, slots=True, order=True)
class Uncompared:
    """A statement that was not compared: its file, its line from 1, and why."""

    file: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many statements with a citation were compared with their passages, and those that were not."""

    compared: int = 0
    uncompared: tuple[Uncompared, ...] = ()

    @property
    def total(self) -> int:
        """The number of statements with a citation."""
        return self.compared + len(self.uncompared)

    def reasons(self) -> dict[str, int]:
        """How many were not compared for each reason, the most frequent first."""
        return dict(Counter(u.reason for u in self.uncompared).most_common())


def joined(parts: Iterable[Coverage]) -> Coverage:
    """The coverage of several stories together."""
    parts = list(parts)
    rows = (u for part in parts for u in part.uncompared)
    return Coverage(sum(part.compared for part in parts), tuple(sorted(rows)))


def coverage_of(pages: Mapping[str, CheckedPage], context: Context) -> Coverage:
    """What the rules can compare on a story's pages."""
    rows = [(page, line) for page in pages.values() for line in _statements(page)]
    missing = [Uncompared(p.path, line.number, reason) for p, line in rows if (reason := _reason(line, p, context))]
    return Coverage(len(rows) - len(missing), tuple(missing))


def _statements(page: CheckedPage) -> Iterator[RenderedLine]:
    return (line for line in page.shown.lines if line.keys and not line.is_heading and not page.is_sources)


def _reason(line: RenderedLine, page: CheckedPage, context: Context) -> str:
    """Why a statement cannot be compared; "" if it is."""
    evidence = context.evidence
    if cited := evidence.cited(line.keys):
        return SCRIPT if is_in_another_script(line.text, cited) else ""
    if not any(key in page.shown.definitions for key in line.keys):
        return UNDEFINED
    if evidence.known.intersection(line.keys):
        return UNREAD
    return UNKNOWN if any(KEY.fullmatch(key) for key in line.keys) else OWN


def is_in_another_script(text: str, cited: Sequence[Passage]) -> bool:
    """Whether most letters of a statement are of a script in which none of its passages is mostly written."""
    script = main_script(text)
    return bool(script) and script not in {main_script(p.words) for p in cited}


def coverage_text(coverage: Coverage) -> str:
    """What was compared, in a sentence: "412 of 418 statements compared; 6 not, because ..."; "" without statements."""
    if not coverage.total:
        return ""
    text = f"{coverage.compared} of {coverage.total} statements compared"
    if coverage.uncompared:
        reasons = coverage.reasons()
        why = "; ".join(f"{reason}{f' ({n})' if len(reasons) > 1 else ''}" for reason, n in reasons.items())
        text += f"; {len(coverage.uncompared)} not, because {why}"
    return f"{text}."

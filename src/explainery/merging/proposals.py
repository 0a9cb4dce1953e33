"""Proposals: the build's text for what a person edited, in a file that a reviewer can read.

`.explainery/proposals/STORY.md` shows the person's text and the build's, one below the other. No page changes until
a person accepts it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from explainery.errors import SettingsError
from explainery.patterns import regex

_ABOUT = """\
# What waits for a decision

The build has something new for text that people edited. The pages show the edited text until somebody decides.
`explainery accept KEY` takes the build's text, `explainery keep KEY` keeps the edited one.
"""
_READS = "What it would replace reads:"
_HEADING = regex(r"## (?P<page>\S+) · (?P<id>\S+)")
_YOURS, _BUILD, _WAS, _INSTEAD = (
    "The page has:",
    "The build has:",
    "When it was edited, the build had:",
    "It would replace",
)


@dataclass(frozen=True, slots=True, order=True)
class Proposal:
    """Something that waits for a decision.

    Attributes:
        page: the page it is for, below `docs/`.
        id: the unit's, as `Unit.id`; `front:NAME` for a field of the front matter.
        yours: the text on the page, "" where there is none.
        build: the build's text.
        was: the build's text when it was edited, or the text of the unit that it may replace; "" without either.
        instead: the id of the withdrawn unit that it may replace.
    """

    page: str
    id: str
    yours: str
    build: str
    was: str = ""
    instead: str = ""

    @property
    def why(self) -> str:
        """Why it waits, in a sentence."""
        if self.instead:
            return f"its source no longer says what {self.instead} rests on; this may be what it says now."
        return (
            "edited by hand, and changed by the build since."
            if self.yours
            else "new, in a part of the page that was deleted by hand."
        )


def proposals_text(proposals: Iterable[Proposal]) -> str | None:
    """The file's text; None where nothing waits."""
    entries = [_entry(p) for p in sorted(set(proposals))]
    return "\n".join([_ABOUT, *entries]) if entries else None


def _entry(proposal: Proposal) -> str:
    parts = [f"## {proposal.page} · {proposal.id}", "", f"Why: {proposal.why}", ""]
    if proposal.instead:
        parts += [f"{_INSTEAD} {proposal.instead}.", ""]
    before = _READS if proposal.instead else _WAS
    for title, text in ((_YOURS, proposal.yours), (_BUILD, proposal.build), (before, proposal.was)):
        if text:
            parts += [
                title,
                "",
                *(f"> {line}".rstrip(" ") if not line else f"> {line}" for line in text.split("\n")),
                "",
            ]
    return "\n".join(parts)


def proposals_in(text: str, file: Path | str) -> tuple[Proposal, ...]:
    """The proposals in a file's text.

    Args:
        text: the file's text.
        file: the file, for the error.

    Raises:
        SettingsError: a proposal does not have the build's text.
    """
    return tuple(_read(text.split("\n"), file))


def _read(lines: list[str], file: Path | str) -> Iterator[Proposal]:
    headings = [(i, match) for i, line in enumerate(lines) if (match := _HEADING.fullmatch(line))]
    ends = [*(i for i, _ in headings[1:]), len(lines)]
    for (start, heading), end in zip(headings, ends, strict=False):  # an emptied file has an end and no heading
        part = lines[start + 1 : end]
        texts = {title: _quoted(part, title) for title in (_YOURS, _BUILD, _WAS, _READS)}
        if not texts[_BUILD]:
            hint = "Restore the file from git, or delete it: the next build asks again where it can"
            raise SettingsError("this proposal lacks the build's text", file=file, line=start + 1, hint=hint)
        instead = next(
            (r.removeprefix(f"{_INSTEAD} ").removesuffix(".") for r in part if r.startswith(f"{_INSTEAD} ")), ""
        )
        yield Proposal(
            heading["page"], heading["id"], texts[_YOURS], texts[_BUILD], texts[_WAS] or texts[_READS], instead
        )


def _quoted(lines: list[str], title: str) -> str:
    """The quoted lines below a title."""
    if title not in lines:
        return ""
    quoted = []
    for line in lines[lines.index(title) + 2 :]:
        if not line.startswith(">"):
            break
        quoted.append(line[2:])
    return "\n".join(quoted)

"""Why a commit was made, as its message says, and whether a person calls it a correction there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from explainery.patterns import regex
from explainery.publishing.tuning import TUNING
from explainery.reviewing.git_log import Commit
from explainery.text import one_line, shortened, visible

# Lines for machines, as git and code hosts put them into a last paragraph of their own.
_TRAILER = regex(r"(?:[\w-]+-by|Correction|Change-Id|Closes|Fixes|Refs): \S.*", re.IGNORECASE)
_CORRECTION = regex(r"correction: *(?P<value>.*)", re.IGNORECASE)
_MERGED = regex(r"Merge (?:pull request #\d+ from|branch|remote-tracking branch|commit|tag)\b")
_DEFAULT = regex(r"(?:Update|Create|Delete|Rename) \S+\.md")  # what code hosts write if nobody says why
_YES, _NO = frozenset(("yes", "true")), frozenset(("no", "false", "none"))


@dataclass(frozen=True, slots=True)
class Reason:
    """What a commit's message says.

    Attributes:
        subject: its first line, or what the trailer `Correction:` gives as the reason.
        body: the text below, each paragraph on a line.
        counts: what the trailer says: whether the commit's changes are corrections; None without a trailer.
    """

    subject: str
    body: str = ""
    counts: bool | None = None

    @property
    def is_given(self) -> bool:
        """Whether a person said why."""
        return bool(self.body) or not _DEFAULT.fullmatch(self.subject)


def reason_of(commit: Commit, merge: Commit | None = None) -> Reason:
    """The reason that a commit gives; where it says nothing, that of the merge that brought it in."""
    reason = _read(commit)
    return reason if reason.is_given or merge is None else _read(merge)


def _read(commit: Commit) -> Reason:
    paragraphs = [p for p in re.split(r"\n\s*\n", commit.message) if p.strip()]
    if len(paragraphs) > 1 and _MERGED.match(paragraphs[0]):
        paragraphs = paragraphs[1:]  # a code host puts a pull request's title there
    trailers = paragraphs.pop().splitlines() if len(paragraphs) > 1 and _is_trailer(paragraphs[-1]) else []
    value = next((m["value"].strip() for t in trailers if (m := _CORRECTION.fullmatch(t.strip()))), "")
    counts = None if not value else value.casefold() not in _NO
    subject, *rest = paragraphs[0].splitlines() if paragraphs else [""]
    body = "\n".join(one_line(p) for p in (" ".join(rest), *paragraphs[1:]) if p.strip())
    if counts and value.casefold() not in _YES:
        return Reason(_shown(value), "", counts)
    return Reason(_shown(subject), _shown(body), counts)


def _is_trailer(paragraph: str) -> bool:
    return all(_TRAILER.fullmatch(line.strip()) for line in paragraph.splitlines())


def _shown(text: str) -> str:
    lines = (one_line(visible(line)) for line in text.splitlines())
    return shortened("\n".join(lines), TUNING.reason_characters)

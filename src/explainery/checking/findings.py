"""What a check finds, and the codes it may find."""

from __future__ import annotations

from dataclasses import dataclass

RULES = {
    "EXP101": "a citation resolves: its mark is defined once, a sentence of the sources has its key, its link fits",
    "EXP102": "a quotation is verbatim: its words stand in a passage that is cited beside it",
    "EXP103": 'a statement says what its passage says: names, figures, words and a "not" occur there',
    "EXP104": "a statement of fact has a citation",
    "EXP105": "no more of an article under `rights: quote` is published than its share, 60 words at a time",
    "EXP106": "the words of an article under `rights: quote` stand in quotation marks",
    "EXP107": "a page can be read: UTF-8 text with front matter that is YAML",
    "EXP108": "a digest's locator names a passage that stands in the original, wherever that is at hand",
}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong, and where: `file` as the command was given it, `line` from 1."""

    file: str
    line: int
    code: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.code} {self.what}"

"""A story in which somebody does something to somebody, and statements that turn, join and enlarge it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from checking.put_in import HEAD, evidence_from
from explainery.checking.context import Context
from explainery.checking.evidence import Evidence
from explainery.checking.markdown_extensions import extensions_of, parser_of
from explainery.checking.page import checked_page
from explainery.checking.rules import RULES
from explainery.checking.site_index import Site
from making import ROOT

_THEATRE = (
    HEAD.format(title="Orlin theatre sold to Bastide", publisher="Orlin Gazette", published="2026-05-14")
    + """\
The town of Orlin sold its old theatre to the Bastide Trust for 9 million crowns on Tuesday.
The trust's chairwoman, Ilka Morn, promised to reopen the house before the winter.
“We have bought a roof full of holes and a hall full of songs,” Morn said.
The stagehands' guild accused the town council of selling the building in secret.
Its secretary, Bram Osterley, told the council that 40 jobs were at stake.
The mayor, Petra Quist, denied the accusation.

Architects from Fellmark surveyed the cellar in March and found dry rot in eleven beams.
The repairs will cost 3 million crowns, the surveyors' office estimates.
The Lindqvist Foundation has lent the trust 2 million crowns.
A fire destroyed the wardrobe in 1987.
The singer Alma Reyk gave the town 60 costumes after the fire.
“You cannot sing in a museum of damp,” said Osterley.
“We must refuse to pay for the organ,” the architect Jon Sarre said.
"""
)
_OPERA = (
    HEAD.format(title="Fellmark opera looks on", publisher="Fellmark Herald", published="2026-05-20")
    + """\
The opera of Fellmark had offered Orlin 7 million crowns for the theatre.
Its director, Tove Aldin, said she would not raise the offer.
Alma Reyk praised the sale and hopes to sing at the opening.
The sale passed the council by nine votes to six.
"""
)


@dataclass(frozen=True, slots=True)
class Said:
    """A statement, the beginnings of the passages that it cites, and the rule that reports it; "" where none may."""

    statement: str
    passages: tuple[str, ...]
    code: str = ""


WRONG = (
    # Another name or body in a place
    Said("Architects from Orlin surveyed the cellar in March and found dry rot in eleven beams.", ("Architects",), "EXP103"),
    Said("The Bastide Trust has lent the guild 2 million crowns.", ("The Lindqvist",), "EXP103"),
    Said("The stagehands' guild accused the surveyors' office of selling the building in secret.", ("The stagehands",), "EXP103"),
    Said("Ilka Morn gave the town 60 costumes after the fire.", ("The singer", "The trust"), "EXP103"),
    # Sides exchanged
    Said("The Bastide Trust sold its old theatre to the town of Orlin for 9 million crowns.", ("The town",), "EXP121"),
    Said("The town council accused the stagehands' guild of selling the building in secret.", ("The stagehands",), "EXP121"),
    Said("The trust has lent the Lindqvist Foundation 2 million crowns.", ("The Lindqvist",), "EXP121"),
    Said("The stagehands' guild was accused by the town council of selling the building in secret.", ("The stagehands",), "EXP121"),
    Said("The town gave the singer Alma Reyk 60 costumes after the fire.", ("The singer",), "EXP121"),
    # Another source
    Said("The repairs will cost 3 million crowns, according to the mayor, Petra Quist.", ("The repairs",), "EXP109"),
    Said("“You cannot sing in a museum of damp,” said Petra Quist.", ("“You cannot",), "EXP109"),
    Said("Petra Quist: “museum of damp”.", ("“You cannot",), "EXP109"),
    Said("Ilka Morn told the council that 40 jobs were at stake.", ("Its secretary",), "EXP109"),
    # More than the passages say
    Said("A fire, laid by a jealous tenor, destroyed the wardrobe in 1987.", ("A fire",), "EXP129"),
    Said("The mayor, Petra Quist, denied the accusation and walked out of the hall.", ("The mayor",), "EXP129"),
    Said("The Lindqvist Foundation has lent the trust 2 million crowns without interest, to be repaid from ticket sales.", ("The Lindqvist",), "EXP129"),
    Said("Alma Reyk praised the sale and hopes to sing at the opening, her last concert.", ("Alma Reyk",), "EXP129"),
    # Two halves
    Said("The fire cost the town 9 million crowns.", ("A fire", "The town"), "EXP130"),
    Said("Architects from Fellmark destroyed the wardrobe.", ("Architects", "A fire"), "EXP130"),
    Said("Alma Reyk had offered Orlin 7 million crowns for the theatre.", ("Alma Reyk", "The opera"), "EXP130"),
)  # fmt: skip
RIGHT = (
    Said("Orlin's old theatre was sold to the Bastide Trust by the town for 9 million crowns on Tuesday.", ("The town",)),
    Said("The Bastide Trust bought the old theatre from the town of Orlin.", ("The town",)),
    Said("The town council was accused by the stagehands' guild of selling the building in secret.", ("The stagehands",)),
    Said("The trust was lent 2 million crowns by the Lindqvist Foundation.", ("The Lindqvist",)),
    Said("The guild's secretary, Bram Osterley, told the council that 40 jobs were at stake.", ("Its secretary",)),
    Said("Osterley said that 40 jobs were at stake.", ("Its secretary",)),
    Said("Quist rejected the accusation.", ("The mayor",)),
    Said("Morn, the trust's chairwoman, promised that the house would reopen before the winter.", ("The trust",)),
    Said("The trust, Ilka Morn said, had bought a roof full of holes and a hall full of songs.", ("“We have",)),
    Said("In March architects from Fellmark examined the cellar, where they found dry rot in eleven beams.", ("Architects",)),
    Said("According to the surveyors' office, the repairs will cost 3 million crowns.", ("The repairs",)),
    Said("The stagehands' guild accused the town council of selling the building in secret, which the mayor, Petra Quist, denied.", ("The stagehands", "The mayor")),
    Said("A fire destroyed the wardrobe in 1987, and the singer Alma Reyk then gave the town 60 costumes.", ("A fire", "The singer")),
    Said("Fellmark's opera had offered 7 million crowns, but its director, Tove Aldin, said she would not raise the offer.", ("The opera", "Its director")),
    Said("Tove Aldin, the director of Fellmark's opera, said she would not raise the offer.", ("Its director",)),
)  # fmt: skip

# The marks in which "Morn said: ..." may set words, opening and closing.
MARKS = (
    "“”", '""', "„“", "„”", "‘’", "''", "«»", "»«", "‹›", '“"', '"”', "‚‘", "「」", "“", ("''", "''"), ("``", "''"), ("&quot;", "&quot;"), ("<q>", "</q>"),
)  # fmt: skip
_TRUE = "We have bought a roof full of holes and a hall full of songs"
_FALSE = "We have bought a roof full of gold and a hall full of songs"


def marked(marks: str | Sequence[str], *, is_true: bool) -> str:
    """A statement that quotes Morn in some marks; the closing one may be missing."""
    opening, closing = marks[0], marks[1] if len(marks) > 1 else ""
    return f"Morn said: {opening}{_TRUE if is_true else _FALSE}.{closing}"


PARSER = parser_of(extensions_of(ROOT / "mkdocs.yml"), ROOT / "mkdocs.yml")


def sources() -> Evidence:
    """The story's sources."""
    return evidence_from((_THEATRE, _OPERA))


def reports(body: str, passages: Sequence[str], evidence: Evidence) -> list[str]:
    """What the rules report of a page. `body`: its text; "@" stands for the marks of the passages, else at the end."""
    cited = [next(p for p in evidence.by_key.values() if p.words.startswith(start)) for start in passages]
    marks = "".join(f"[^{p.key}]" for p in cited)
    text = body.replace("@", marks) if "@" in body else body + marks
    notes = "".join(f"[^{p.key}]: A letter.\n" for p in cited)
    raw = f"---\ntitle: A\ndescription: B\n---\n{text}\n\n{notes}"
    page = checked_page("docs/orlin/trade.md", "orlin/trade.md", raw, PARSER)
    context = Context(evidence, Site(Path("docs"), "docs", PARSER))
    checks = [(c, r.on_page) for c, r in RULES.items() if r.on_page and c not in {"EXP111", "EXP120"}]
    return [f"{code} {fault.message}" for code, check in checks for fault in check(page, context)]

"""Measures the check on statements whose verdict is known: which wrong ones it finds, and which true ones it reports.

A set is a folder with a folder for each story: `a.txt` and `b.txt`, its two articles, and `statements.tsv` with a line
for each statement: its verdict ("wrong" or "true"), its kind, the passages that it cites, and its words. The stories
are invented. "building" was there while rules were written, and so, later, was "rewording", which has true statements only;
"measuring" was not, and says what they are worth.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from explainery.checking.against import COMPARING
from explainery.checking.best_passages import best_passages
from explainery.checking.context import Context
from explainery.checking.evidence import Evidence, evidence_of
from explainery.checking.findings import Finding, Severity
from explainery.checking.markdown_extensions import parser_of
from explainery.checking.page import checked_page
from explainery.checking.rule_runner import check_story
from explainery.checking.site_index import Site
from explainery.config import StorySettings
from explainery.linking import link
from explainery.marking import mark
from explainery.model import Passage
from explainery.reading.assemble import article_of
from explainery.writing.footnotes import definition

SETS = Path(__file__).parent / "sight"
WRONG, TRUE = "wrong", "true"
_JOIN = " || "
_Z = 1.96  # standard deviations around the middle that hold 95 % of a normal distribution
_SETTINGS = StorySettings()
_PARSER = parser_of((["footnotes", "toc", "tables"], {}), "mkdocs.yml")
_PAGE = "docs/story/page.md"


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of a story (a folder), with the line of its file; `cites`: the passages, word for word."""

    folder: Path
    line: int
    verdict: str
    kind: str
    cites: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement, and what the check reports about it."""

    statement: Statement
    findings: tuple[Finding, ...]

    @property
    def is_error(self) -> bool:
        """Whether one of the findings is an error."""
        return any(f.severity is Severity.ERROR for f in self.findings)


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of some statements were reported, and how many of those as an error."""

    reported: int
    errors: int
    total: int

    @property
    def share(self) -> float:
        """The share that was reported, 0 to 1."""
        return self.reported / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of that share, 0 to 1 each."""
        n = self.total
        if not n:
            return 0.0, 1.0
        middle = (self.share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        reach = _Z * math.sqrt(self.share * (1 - self.share) / n + _Z**2 / (4 * n**2)) / (1 + _Z**2 / n)
        return max(0.0, middle - reach), min(1.0, middle + reach)


def statements_in(root: Path) -> Iterator[Statement]:
    """The statements of a set, story by story. Raises FileNotFoundError if the folder has none."""
    files = sorted(root.glob("*/statements.tsv"))
    if not files:
        raise FileNotFoundError(f"no statements.tsv in the folders of {root}")
    for file in files:
        rows = csv.reader(file.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        for line, (verdict, kind, cites, words) in enumerate(rows, 2):
            yield Statement(file.parent, line, verdict, kind, tuple(cites.split(_JOIN)), words)


@cache
def evidence_of_folder(folder: Path) -> Evidence:
    """The sources of a story, read from its articles as a build reads them."""
    articles = [article_of(p.read_text("utf-8"), Path(p.with_suffix(".md").name)) for p in sorted(folder.glob("?.txt"))]
    return evidence_of(link("story", [mark(a, _SETTINGS) for a in articles], _SETTINGS), _SETTINGS, 0.34)


def passages_of(words: str, evidence: Evidence) -> list[Passage]:
    """The passages that a writer cites: the one with these words or, where a build divides the text otherwise, all
    that share some of them. Raises LookupError if there is none."""
    same = [p for p in evidence.by_key.values() if p.words == words]
    found = same[:1] or [p for p in evidence.by_key.values() if _overlaps(p, words)]
    if not found:
        raise LookupError(f"no article has the passage: {words}")
    return found


def _overlaps(passage: Passage, words: str) -> bool:
    """Whether a passage stands in a stretch of its article with these words, in whole or in part."""
    text = passage.article.text
    stretch = re.search(r"\s+".join(map(re.escape, words.split())), text)
    sentence = passage.sentence
    return stretch is not None and sentence.start < stretch.end() and stretch.start() < sentence.end


def judged(statement: Statement, *, by_article: bool = False) -> Judged:
    """Put a statement on a page that cites its passages, and check that page with every rule.

    `by_article`: compare with the sentences that `check --against` finds in the article, and not with those cited.
    """
    evidence = evidence_of_folder(statement.folder)
    cited = [p for words in statement.cites for p in passages_of(words, evidence)]
    if by_article:
        names = {p.article.id for p in cited}
        cited = best_passages(statement.words, [p for p in evidence.by_key.values() if p.article.id in names], evidence)
    marks = "".join(f"[^{p.key}]" for p in cited)
    definitions = "\n".join(definition(p, "anchor", p.words) for p in cited)
    raw = f"---\ntitle: A page\ndescription: A page.\n---\n{statement.words}{marks}\n\n{definitions}\n"
    page = checked_page(_PAGE, _PAGE.removeprefix("docs/"), raw, _PARSER)
    findings = check_story({_PAGE: page}, Context(evidence, Site(Path("docs"), "docs", _PARSER)))
    here = (f for f in findings if f.file == _PAGE and f.line == page.first_line)
    return Judged(statement, tuple(f for f in here if not by_article or f.code in COMPARING))


def all_judged(root: Path, *, by_article: bool = False) -> list[Judged]:
    """Every statement of a set with what the check reports about it; `by_article` as in `judged`."""
    return [judged(statement, by_article=by_article) for statement in statements_in(root)]


def rate(results: Iterable[Judged], counts: Callable[[Finding], bool] = lambda _: True) -> Rate:
    """How many of the results have a finding that counts."""
    rows = [[f for f in result.findings if counts(f)] for result in results]
    errors = sum(any(f.severity is Severity.ERROR for f in findings) for findings in rows)
    return Rate(sum(map(bool, rows)), errors, len(rows))


def by_kind(results: Sequence[Judged], verdict: str) -> dict[str, Rate]:
    """The rate of each kind of wrong, or of true statements, in the order of the file; "all" at the end."""
    rows = [r for r in results if r.statement.verdict == verdict]
    kinds = dict.fromkeys(r.statement.kind for r in rows)
    rates = {kind: rate(r for r in rows if r.statement.kind == kind) for kind in kinds}
    return {**rates, "all": rate(rows)}


def by_rule(results: Sequence[Judged]) -> dict[str, tuple[Rate, Rate]]:
    """For each rule that reported something: its rate on the wrong statements and on the true ones."""
    codes = sorted({f.code for r in results for f in r.findings})
    sides = [[r for r in results if r.statement.verdict == verdict] for verdict in (WRONG, TRUE)]
    rates = {code: [rate(side, lambda f, code=code: f.code == code) for side in sides] for code in codes}  # type: ignore[misc]
    return {code: (wrong, true) for code, (wrong, true) in rates.items()}

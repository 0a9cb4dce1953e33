"""A report as text: for a terminal, as JSON, as SARIF, or as GitHub workflow commands."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from explainery import __version__
from explainery.checking.check import Report
from explainery.checking.coverage import coverage_text
from explainery.checking.findings import Finding, Severity
from explainery.checking.rule import Rule
from explainery.checking.rules import RULES
from explainery.cli.printable import printable, printable_command, printable_json
from explainery.text import counted, one_line, visible

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = {**_ESCAPES, ":": "%3A", ",": "%2C"}
CitedLines = Mapping[tuple[str, int], str]


def cited_lines(report: Report, root: Path) -> CitedLines:
    """The text of the line that each finding names."""
    texts: dict[str, list[str]] = {}
    for file in {f.file for f in report.findings}:
        path = root / file
        texts[file] = path.read_bytes().decode("utf-8", "replace").splitlines() if path.is_file() else []
    places = {(f.file, f.line) for f in report.findings}
    return {(file, line): texts[file][line - 1] for file, line in places if line <= len(texts[file])}


def as_text(report: Report, _: CitedLines) -> str:
    """A line for each finding, `path:line: CODE message`; warnings are marked, and a blank line separates files."""
    groups = (list(rows) for _, rows in groupby(report.findings, key=lambda f: f.file))
    return "\n\n".join("\n".join(map(_line, rows)) for rows in groups)


def _line(finding: Finding) -> str:
    kind = "" if finding.severity == Severity.ERROR else "warning: "
    return printable(f"{finding.file}:{finding.line}: {finding.code} {kind}{one_line(finding.message)}")


def as_json(report: Report, _: CitedLines) -> str:
    """`{"version": 1, "pages", "citations", "locked", "statements", "compared", "uncompared", "errors", ...}`.

    `uncompared` lists the statements that were not compared, each with `file`, `line` and `reason`. A row of `findings`
    has `file`, `line`, `code`, `severity`, `message` and `title` (the rule's).
    """
    rows = [
        {
            "file": f.file,
            "line": f.line,
            "code": f.code,
            "severity": f.severity,
            "message": f.message,
            "title": RULES[f.code].title,
        }
        for f in report.findings
    ]
    head = {"version": 1, "pages": report.pages, "citations": report.citations, "locked": list(report.locked)}
    seen = report.coverage
    unseen = [{"file": u.file, "line": u.line, "reason": u.reason} for u in seen.uncompared]
    compared = {"statements": seen.total, "compared": seen.compared, "uncompared": unseen}
    counts = {"errors": report.errors, "warnings": report.warnings}
    return printable_json(json.dumps({**head, **compared, **counts, "findings": rows}, ensure_ascii=False, indent=1))


def as_sarif(report: Report, lines: CitedLines) -> str:
    """SARIF 2.1.0, as code hosts read it. A fingerprint comes from a line's text and survives its moving."""
    codes = sorted(RULES)
    driver = {
        "name": "explainery",
        "version": __version__,
        "informationUri": "https://github.com/explainery/explainery",
        "rules": [_sarif_rule(RULES[code]) for code in codes],
    }
    prints = _fingerprints(report.findings, lines)
    results = [_sarif_result(f, p, codes) for f, p in zip(report.findings, prints, strict=True)]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    sarif = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return printable_json(json.dumps(sarif, ensure_ascii=False, indent=1))


def _sarif_rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": one_line(rule.explanation)},
        "help": {"text": rule.explanation},
        "defaultConfiguration": {"level": rule.severity},
    }


def _sarif_result(finding: Finding, fingerprint: str, codes: Sequence[str]) -> dict[str, Any]:
    place = {
        "artifactLocation": {"uri": quote(os.fsencode(finding.file)), "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": finding.line},
    }
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": finding.severity,
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"explaineryLine/v1": fingerprint},
    }


def _fingerprints(findings: Sequence[Finding], lines: CitedLines) -> Iterator[str]:
    """A fingerprint for each finding: its file, its code, its line's text, and how many like it came before."""
    seen: Counter[str] = Counter()
    for finding in findings:
        line_text = one_line(lines.get((finding.file, finding.line), finding.message))
        base = f"{finding.file}\0{finding.code}\0{line_text}"
        seen[base] += 1
        yield blake2b(f"{base}\0{seen[base]}".encode(errors="surrogatepass"), digest_size=16).hexdigest()


def as_github(report: Report, _: CitedLines) -> str:
    """GitHub workflow commands: each finding beside its line in a pull request, and a notice of what was compared."""
    seen = coverage_text(report.coverage)
    notice = [f"::notice title=What the check compared::{_escaped(seen, _ESCAPES)}"] if seen else []
    return "\n".join(map(printable_command, [*(_command(f) for f in report.findings), *notice]))


def _command(finding: Finding) -> str:
    fields = {
        "file": finding.file,
        "line": str(finding.line),
        "title": f"{finding.code} (see explainery explain {finding.code})",
    }
    named = ",".join(f"{k}={_escaped(v, _IN_PROPERTY)}" for k, v in fields.items())
    return f"::{finding.severity} {named}::{_escaped(visible(finding.message), _ESCAPES)}"


def _escaped(text: str, table: Mapping[str, str]) -> str:
    return "".join(table.get(c, c) for c in text)


FORMATS: Mapping[str, Callable[[Report, CitedLines], str]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
}


def summary(report: Report) -> str:
    """The report in a line."""
    pages = counted(report.pages, "page")
    names = ", ".join(report.locked)
    against = f" Checked against the lock file, as the articles are not here: {names}." if names else ""
    seen = coverage_text(report.coverage)
    against = (f" {seen}" if seen else "") + against
    if not report.findings:
        return f"{pages} checked, {report.citations} citations: nothing found.{against}"
    kinds = [(report.errors, "error"), (report.warnings, "warning")]
    counts = " and ".join(counted(n, kind) for n, kind in kinds if n)
    return f"{counts} on {pages}.{against}"

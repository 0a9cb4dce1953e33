"""EXP101: every mark is defined, and every key is that of a sentence of the sources."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.checking.evidence import Evidence
from explainery.checking.rendered import RenderedPage
from explainery.keys import KEY
from explainery.writing.escape import address


def check(page: RenderedPage, evidence: Evidence) -> Iterator[tuple[int, str, str]]:
    """(line, code, what) for each mark without a definition and each key without a passage."""
    for key, line in page.undefined:
        known = evidence.by_key.get(key)
        hint = f"; the sources have it: copy its definition from another page, or cite {key} with one" if known else ""
        yield line, "EXP101", f"the citation [^{key}] is not defined on this page{hint}"
    for key, line in page.twice:
        yield line, "EXP101", f"the citation [^{key}] is defined twice on this page; one of the two is enough"
    for key, unit in page.definitions.items():
        passage = evidence.by_key.get(key)
        url = address(passage.article.url or "").split("#")[0] if passage else ""
        astray = [link for link in unit.links if link.startswith("http") and url and link.split("#")[0] != url]
        if astray:
            yield unit.line, "EXP101", f"the link of [^{key}] leads to {astray[0]}; its article is at {url}"
        if key in evidence.by_key or not KEY.fullmatch(key):
            continue
        yield (
            unit.line,
            "EXP101",
            (f"no sentence of the sources has the key {key}: its source was changed or withdrawn, or it is mistyped"),
        )

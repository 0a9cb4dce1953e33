"""A page's footnotes taken apart: publisher, title, date, passage and address, as far as each names them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainery.languages import any_of, each, languages, words_of
from explainery.markup.allowed import host_of
from explainery.merging.units import UnitKind, parsed
from explainery.page_format import DEFINITION_PASSAGE
from explainery.patterns import regex
from explainery.publishing.changed_statements import shown
from explainery.publishing.published_story import Citation

_BODY = regex(r"\[\^[^\]\s]+\]:\s*(?P<body>.*)", re.DOTALL)
_PUBLISHER = regex(r"\*\*(?P<publisher>.+?)\*\*")
_TITLE = regex(r"\[\*(?P<linked>.+?)\*\]\([^()]*\)|(?<!\*)\*(?P<alone>[^*]+)\*(?!\*)|“(?P<quoted>[^”]+)”")
_LINK = regex(r"\]\((?P<to>[^()\s]+)\)")
_DATE = regex(rf"\b(?:(?P<day>\d{{1,2}})\.? )?(?:(?P<month>{any_of('language.months')}) )?(?P<year>[12]\d{{3}})\b")
_MONTHS = {name: n for code in languages() for n, name in enumerate(words_of(code).listed("language.months"), 1)}


def citations_of(text: str) -> dict[str, Citation]:
    """The footnotes of a page's Markdown by key, in order; of two with one key, the first, as the renderer has it."""
    citations: dict[str, Citation] = {}
    for key, body in _bodies(text):
        citations.setdefault(key, _citation(key, body))
    return citations


def _bodies(text: str) -> Iterator[tuple[str, str]]:
    for unit in parsed(text).units:
        if unit.kind is UnitKind.DEFINITION and (match := _BODY.match(unit.text)):
            yield unit.first, match["body"]


def _citation(key: str, body: str) -> Citation:
    passage = DEFINITION_PASSAGE.search(body)
    head = body[: passage.start()] if passage else body
    publisher = _PUBLISHER.match(head)
    title = _TITLE.search(head, publisher.end() if publisher else 0)
    links = [to for to in _LINK.findall(body) if host_of(to)]
    return Citation(
        key,
        publisher=shown(publisher["publisher"]) if publisher else "",
        title=shown(next(filter(None, title.groups()))) if title else "",
        date=_date(_LINK.sub("]", head[title.end() :] if title else head)),
        passage=shown(passage[1]).removeprefix("“").removesuffix("”") if passage else "",
        link=links[-1] if links else "",
        is_digest=passage is not None and passage[0].startswith(tuple(each("page.digest"))),
    )


def _date(text: str) -> str:
    match = _DATE.search(text)
    if match is None:
        return ""
    if not match["month"]:
        return match["year"]
    month = f"{match['year']}-{_MONTHS[match['month']]:02}"
    return f"{month}-{int(match['day']):02}" if match["day"] else month

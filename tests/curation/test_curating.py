"""What goes on which page: within the length, in a stable order, no more of others' words than may be."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.config import StorySettings
from explainery.curation.arrange import explainer_of
from explainery.curation.page_plan import Explainer
from explainery.curation.select import Lengths, ranked
from explainery.linking import link
from explainery.marking import mark
from explainery.model import REACTIONS, TRADE, Article, Rights, Story
from explainery.pipeline import explained
from explainery.text import count_words, folded
from explainery.writing import write
from making import port_story

OPEN, QUOTE = port_story("open"), port_story("quote")
SIDES = {"Norland": (), "Westland": (), "Eastland": ()}
SHARES = st.floats(0.05, 1.0)


def shown(found: Explainer) -> list[str]:
    return [s.claim.id for s in found.statements]


@given(SHARES, SHARES)
def test_a_larger_budget_adds_and_never_reorders(a: float, b: float) -> None:
    small, large = (shown(explainer_of(OPEN, Lengths(budget=x))) for x in sorted((a, b)))
    assert [c for c in large if c in small] == small


@given(SHARES)
def test_the_length_stays_within_the_budget(budget: float) -> None:
    found = explainer_of(OPEN, Lengths(budget=budget))
    total = sum(count_words(p.words) for p in OPEN.passages.values())
    used = sum(count_words(OPEN.passage(s.claim.shown).words) for s in found.statements)
    assert used <= budget * total or len(found.statements) == 1


def test_each_claim_stands_on_one_page_once() -> None:
    ids = shown(explainer_of(OPEN, Lengths(budget=1.0)))
    assert len(ids) == len(set(ids))
    assert {frozenset(c.sentences) for c in ranked(OPEN)} >= {
        frozenset(s.claim.sentences) for s in explainer_of(OPEN, Lengths(budget=1.0)).pages[0].statements
    }


def test_a_facet_with_nothing_to_say_gets_no_page_and_no_link() -> None:
    lone = Story(
        "s",
        "T",
        OPEN.articles,
        OPEN.passages,
        OPEN.independent_groups,
        claims=tuple(c for c in OPEN.claims if c.facet != REACTIONS),
    )
    pages = {p.path: p.text for p in write(explainer_of(lone, Lengths(budget=1.0)))}
    assert "s/reactions.md" not in pages
    assert not any("reactions.md" in text for text in pages.values())


@pytest.mark.parametrize("share", [0.05, 0.2, 0.33, 0.8])
def test_no_more_of_an_article_is_published_than_its_share(share: float) -> None:
    found = explained(QUOTE, Lengths(budget=1.0, quote_share=share))
    text = folded("\n".join(p.text for p in write(found)))
    for marked in QUOTE.articles:
        body = [folded(marked.words_of(s)) for s in marked.sentences]
        published = sum(count_words(b) for b in body if b.strip("'.") in text)
        assert published <= share * sum(map(count_words, body))


def test_others_text_stands_only_in_attributed_quotation() -> None:
    for page in write(explained(QUOTE, Lengths(budget=1.0, quote_share=1.0))):
        bare = re.sub(r"“[^”]*”", "“”", page.text)
        for passage in QUOTE.passages.values():
            assert passage.words[:40] not in bare
        lines = [x for x in page.text.splitlines() if "“" in x and not x.startswith("[^")]
        for line in lines:
            assert re.match(r"(?:- )?\*\*[A-Z][\w ]+\*\*(?:, [^:]+)?: “", line), line


def test_no_page_only_points_to_its_sources() -> None:
    for share in (0.05, 0.1, 1.0):
        text = "\n".join(p.text for p in write(explained(QUOTE, Lengths(budget=1.0, quote_share=share))))
        assert "has more on this" not in text


def test_an_exchange_names_only_who_its_passage_names() -> None:
    found = explainer_of(OPEN, Lengths(budget=1.0))
    page = next(p for p in found.pages if p.facet == TRADE)
    assert page.exchanges
    for exchange in page.exchanges:
        passage = OPEN.passage(exchange.sentences[0])
        named = {OPEN.led.get(n.actor, n.actor) for n in passage.marked.names_in(passage.sentence)}
        assert {exchange.giver, exchange.receiver} <= named


def test_rights_of_the_fixture() -> None:
    assert {m.article.rights for m in QUOTE.articles} == {Rights.QUOTE}


@pytest.mark.parametrize("share", [0.1, 0.5, 1.0])
def test_what_is_not_reproduced_is_not_spelled_out_in_an_address_either(share: float) -> None:
    found = explained(QUOTE, Lengths(budget=1.0, quote_share=share))
    text = "\n".join(p.text for p in write(found))
    openings = {s: quote(" ".join(p.words.split()[:5]), safe="") for s, p in QUOTE.passages.items()}
    assert (
        not {sentence for sentence, opening in openings.items() if f"#:~:text={opening}" in text} - found.quoted.keys()
    )
    for words in found.quoted.values():
        assert f"#:~:text={quote(' '.join(words.split()[:5]), safe='')}" in text, "that is what its address is for"


def test_a_heading_names_who_acts_and_not_where_or_with_whom() -> None:
    text = "After a year of war in Westland, Norland wants shells from Eastland because its stocks are depleted.\n"
    text += "Norland needs rockets, too, because the war in Westland has exhausted its stocks.\n"
    one = mark(
        Article("a", "a.txt", text, "A headline", "The Herald", Rights.OPEN, "2026-03-02"), StorySettings(parties=SIDES)
    )
    pages = {
        p.path: p.text for p in write(explainer_of(link("s", [one], StorySettings(parties=SIDES)), Lengths(budget=1.0)))
    }
    headings = [h for t in pages.values() for h in re.findall(r"^## What (\w+) wants$", t, re.MULTILINE)]
    assert set(headings) <= {"Norland"}

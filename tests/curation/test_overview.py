"""The overview: what leads, when things happened, who is who, what is not known and what comes next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.config import StorySettings
from explainery.curation.page_plan import Explainer
from explainery.curation.select import Lengths
from explainery.linking import link
from explainery.marking import mark
from explainery.model import Article, Rights
from explainery.pipeline import explained
from explainery.text import count_words

HERALD = """\
Norsea dismissed forty crane drivers at the port of Arlen on Monday, a week after a strike had stopped all loading.

“We will not leave,” said Mara Lindqvist, who leads the union, at the gates of the port.

Norsea has not said who will work the cranes.

The drivers will meet the mediator in Arlen on Friday. A court is expected to rule on the dismissals of the drivers soon.

Norsea bought the port from the town of Arlen in 2011.
"""
COURIER = """\
“It is a black day,” said Jon Dahl, the mayor of Arlen, and he asked Norsea to think again.

Forty crane drivers lost their jobs at the port of Arlen on Monday, Norsea said.

In 2019, a strike at the port lasted eleven days.
"""
WIRE = "The port operator Norsea dismissed forty crane drivers in Arlen on Monday over a strike for higher pay.\n"
ARTICLES = tuple(
    Article(name, f"{name}.txt", text, title, publisher, Rights.OPEN, "2026-03-03")
    for name, text, title, publisher in (
        ("herald", HERALD, "Norsea dismisses crane drivers", "The Herald"),
        ("courier", COURIER, "Forty drivers dismissed at the port", "Courier"),
        ("wire", WIRE, "Port operator dismisses forty drivers", "Wire"),
    )
)


WHOLE = Lengths(budget=1.0)


def explainer(parties: dict[str, tuple[str, ...]] | None = None, lengths: Lengths = WHOLE) -> Explainer:
    settings = StorySettings(parties=parties or {})
    return explained(link("port", [mark(a, settings) for a in ARTICLES], settings), lengths)


FOUND = explainer()


def test_it_opens_with_what_headlines_and_first_sentences_share() -> None:
    lead = FOUND.overview.statements[0]
    assert lead.wording
    assert "dismissed forty crane drivers" in lead.wording.text
    assert "2 March 2026" in lead.wording.text


def test_a_quotation_never_leads() -> None:
    assert "black day" not in str(FOUND.overview.statements[0].wording)


@pytest.mark.parametrize("parties", [{"Norsea": ()}, {"The union": ("union",), "Norsea": ("operator",)}])
def test_naming_the_parties_never_changes_the_event(parties: dict[str, tuple[str, ...]]) -> None:
    assert explainer(parties).overview.statements[0].claim.shown == FOUND.overview.statements[0].claim.shown


def test_the_timeline_has_the_event_and_what_came_before_in_order() -> None:
    dates = [entry.date for entry in FOUND.timeline]
    assert dates == sorted(dates)
    assert {"2011", "2019", "2026-03-02"} <= set(dates)


def test_who_is_who_gives_the_role_that_an_article_gives() -> None:
    assert ("Jon Dahl", "the mayor of Arlen") in {(m.name, m.role) for m in FOUND.cast}


def test_what_comes_next_has_a_section_of_its_own() -> None:
    sections = {s.heading: [st.wording.text for st in s.statements if st.wording] for s in FOUND.outlook}
    assert any("expected to rule" in text for text in sections.get("What happens next", []))


def test_what_comes_on_a_known_day_stands_in_the_timeline_alone() -> None:
    dated = [s.wording.text for s in FOUND.timeline if s.date == "2026-03-06" and s.wording]
    assert any("meet the mediator" in text for text in dated)
    told = [*FOUND.overview.statements, *(s for section in FOUND.outlook for s in section.statements)]
    assert not any("meet the mediator" in s.wording.text for s in told if s.wording)


@given(st.integers(10, 300), st.integers(10, 600))
def test_no_page_is_longer_than_it_may_be_but_for_its_first_statement(overview: int, page: int) -> None:
    short = explainer(lengths=Lengths(budget=1.0, overview_words=overview, page_words=page))
    told = [*short.overview.statements, *(s for section in short.outlook for s in section.statements)]
    for statements, most in ((told, overview), *((p.statements, page) for p in short.pages)):
        words = [count_words(s.wording.text) for s in statements if s.wording]
        introductions = 8 * len(words)  # a role may be put in after the choice
        assert len(words) <= 1 or sum(words) <= most + introductions


def test_every_claim_that_stands_on_no_page_says_why() -> None:
    shown = {frozenset(s.claim.sentences) for s in FOUND.statements}
    missing = {c.id for c in FOUND.story.claims if frozenset(c.sentences) not in shown}
    assert missing <= set(FOUND.left)
    assert all(FOUND.left.values())

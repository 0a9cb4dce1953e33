"""Proposals get the build's texts from the base, whichever pages they are for."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from explainery.merging import Proposal
from explainery.merging.base_merge import as_built
from explainery.merging.units import parsed

PAGES = {
    "port/index.md": "# Port\n\nDockers walked out on Friday.[^a]\n\nThe port was closed.[^b]\n",
    "port/trade.md": "# Trade\n\nDockers walked out on Friday.[^a]\n",
    "port/sources.md": "# Sources\n\nNothing was said.\nNothing was said.\n",
}
UNITS = [(page, unit.id, unit.text) for page, text in PAGES.items() for unit in parsed(text).units]
PLACES = st.sampled_from(
    [*((page, unit) for page, unit, _ in UNITS), ("port/index.md", "gone"), ("port/none.md", "gone")]
)
PROPOSALS = st.lists(
    st.builds(lambda at, text: Proposal(at[0], at[1], "mine", text), PLACES, st.sampled_from(["old", "The"]))
)


def plainly(proposal: Proposal) -> Proposal:
    """With every page looked at for every proposal."""
    texts = [text for page, unit, text in UNITS if (page, unit) == (proposal.page, proposal.id)]
    return replace(proposal, build=texts[0]) if len(texts) == 1 and proposal.build not in texts else proposal


@given(PROPOSALS)
@example([])
@example([Proposal(page, unit, "mine", "old") for page, unit, _ in UNITS])
def test_each_gets_the_text_of_its_own_page(proposals: list[Proposal]) -> None:
    assert as_built(iter(proposals), PAGES) == tuple(map(plainly, proposals))


def test_there_is_something_to_get() -> None:
    changed = [p for p in (Proposal(page, unit, "mine", "old") for page, unit, _ in UNITS) if plainly(p) != p]
    assert len({p.page for p in changed}) > 1

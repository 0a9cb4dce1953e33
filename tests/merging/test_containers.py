"""What a person put together stays together: notes, quotations, lists, tables and blocks, at random places of a page."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import histories
from explainery.merging import Generated, State, merge_story
from explainery.merging.units import parsed, unparsed

ROUNDS = int(os.environ.get("EXPLAINERY_CONTAINERS", "100"))
NOTE = '!!! note "Where the sources differ"\n\n    - A side.[^side-0001]\n    - Another side.[^side-0002]\n\n    They also differ on this:\n\n    - A third.[^side-0003]\n    - A fourth.[^side-0004]'  # fmt: skip
CONTAINERS = {
    "admonition": '!!! note "Mine"\n\n    Ada saw it.\n\n    - One thing.\n    - Two things.\n\n    That is all.',
    "admonition without blank": '??? tip "Mine"\n    Ada saw it.\n    It was late.',
    "nested admonition": '!!! note\n    Ada saw it.\n\n    !!! warning "Inside"\n\n        Take care.\n\n        It burns.',
    "cited admonition": '!!! note "Mine"\n\n    Ada saw it.{cite}\n\n    Ben did not.{other}',
    "tab": '=== "One"\n\n    Ada saw it.\n\n    Ben did not.\n\n=== "Two"\n\n    Nobody did.',
    "indented": "    Ada saw it.\n\n    It was late.\n    - And cold.",
    "details": "<details>\n<summary>More</summary>\n\nAda saw it.\n\n## Second things\n\nBen did not.{cite}\n\n</details>",
    "nested div": '<div class="a" markdown>\n\n<div>\n\nAda saw it.\n\n</div>\n\nBen did not.\n\n</div>',
    "quotation": "> We stay.\n>\n> We stay for good.\n> — Mara",
    "quotation and who said it": "> We stay.{cite}\n\n— Mara, a docker",
    "paragraph and who said it": "“We stay.”\n— Mara, a docker",
    "paragraph and who said it, apart": "“We stay for good.”\n\n— Mara, a docker",
    "nested list": "- One.\n    - One a.\n\n        More on that.\n    - One b.\n- Two.\n\n    Its paragraph.\n- Three.",
    "loose list": "1. One.{cite}\n\n2. Two.\n\n    - Two a.\n\n3. Three.",
    "table": "| Who | What |\n|---|---|\n| Ada | saw it{cite} |\n| Ben | did not |",
    "fence": "```\nAda saw it.\n\n## Second things\n\n- It was late.\n```",
    "definition list": "Harbour\n\n:   Where ships lie.\n\n:   A name.",
}  # fmt: skip


def page_with(text: str, rng: random.Random, container: str) -> tuple[str, str]:
    """A page with a container at a place between two of its units, and the container as it stands there."""
    page = parsed(text)
    units = list(page.units)
    frame = next((n for n, u in enumerate(units) if u.text.startswith("## Sources")), len(units))
    keys = sorted({key for u in units[:frame] for key in u.keys}) or ["none"]
    body = container.format(cite=f"[^{rng.choice(keys)}]", other=f"[^{rng.choice(keys)}]")
    places = [n for n in range(1, frame + 1) if not _is_inside(units, n)]
    at = rng.choice(places)
    own = replace(units[0], text=body, gap="\n\n")
    units[at:at] = [own]
    if at + 1 < len(units):
        units[at + 1] = replace(units[at + 1], gap="\n\n")
    return unparsed(replace(page, units=tuple(units))), body


def _is_inside(units: Sequence[object], n: int) -> bool:
    """Whether a place is inside the build's table or note."""
    row = str(getattr(units[n], "text", "")) if n < len(units) else ""
    return row.startswith(("|", "    "))


def with_note(pages: Generated) -> Generated:
    """The pages with the note on where sources differ on the first."""
    first = min(pages.pages)
    text = pages.pages[first].replace("\n\n## ", f"\n\n{NOTE}\n\n## ", 1)
    return replace(pages, pages={**pages.pages, first: text})


def uncited(text: str) -> str:
    """A text without its citations."""
    return re.sub(r"\[\^[\w-]+\](?!:)", "", text)


def played(seed: int, container: str) -> None:
    rng = random.Random(seed)  # noqa: S311 (no secret)
    sources = histories.Sources([])
    sources.claims = [histories.new_claim(rng, sources) for _ in range(rng.randint(4, 9))]
    gone: list[histories.Claim] = []
    state = merge_story(State(), with_note(histories.pages_of(sources, "First"))).state
    path = rng.choice(sorted(state.live))
    text, body = page_with(state.live[path], rng, container)
    state = replace(state, live={**state.live, path: text})
    for _ in range(3):
        for _ in range(rng.randint(1, 4)):
            histories.change_sources(rng, sources, gone)
        generated = with_note(histories.pages_of(sources, "First"))
        state = merge_story(state, generated).state
        after, kept = uncited(state.live[path]), uncited(body)  # an article's new name gives its citations new keys
        assert f"\n\n{kept}\n" in after, f"torn:\n{body}\n\non:\n{after}\n\nwas:\n{text}"
        follows = after.split(f"\n\n{kept}\n", 1)[1]
        assert not follows.strip() or follows.startswith("\n"), f"something is glued to it:\n{after}"
        assert merge_story(state, generated).state == state


@pytest.mark.parametrize("name", CONTAINERS)
def test_a_container_stays_as_it_is(name: str) -> None:
    for seed in range(max(ROUNDS // len(CONTAINERS), 5)):
        played(seed, CONTAINERS[name])


@pytest.mark.parametrize("seed", [12, 18, 23])
def test_a_heading_in_an_element_stays_in_it(seed: int) -> None:
    """The build has a heading of the same words, and would put its text under it."""
    played(seed, CONTAINERS["details"])


def test_what_a_person_put_into_the_note_of_the_build_stays_in_it() -> None:
    base = f"---\n---\n\n# Page\n\n{NOTE}\n\nWords.[^p-0001]\n"
    mine = base.replace("\n\n    - A side", "\n\n    Mind the dates:\n\n    - A side")
    mine = mine.replace("side-0003]\n", "side-0003]\n    - My own side.[^mine]\n")
    new = base.replace("side-0001]\n", "side-0001]\n    - A new side.[^side-0009]\n").replace(
        "Words.", "Words first.\nWords."
    )
    after = merge_story(State({"s/a.md": base}, {"s/a.md": mine}), Generated({"s/a.md": new})).state.live["s/a.md"]
    note = after[after.index("!!!") : after.index("Words first.")].rstrip("\n")
    assert "Mind the dates:\n\n    - A side.[^side-0001]\n    - A new side." in note
    assert "side-0003]\n    - My own side.[^mine]\n" in note


@given(st.integers(0, 2**63), st.sampled_from(sorted(CONTAINERS)))
@settings(max_examples=ROUNDS // 4, deadline=None)
def test_any_container_anywhere(seed: int, name: str) -> None:
    played(seed, CONTAINERS[name])

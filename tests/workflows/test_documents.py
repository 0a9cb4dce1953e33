"""What the documents say of the program is so: paths, commands, settings, statuses, and the values of one example."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from explainery.cli.main import COMMANDS
from explainery.config import Settings, StorySettings
from explainery.curation.select import ranked
from explainery.linking.actors import acting
from explainery.linking.assertions import assertions_of
from explainery.linking.claims import Kinship
from explainery.linking.predicates import predicate_of
from explainery.linking.salience import saliences
from explainery.linking.similarity import Index, index
from explainery.merging.fates import edits_of
from explainery.merging.matching import match
from explainery.merging.units import parsed
from explainery.model import Status, Story
from explainery.pipeline import explain
from explainery.project import Project
from explainery.store.state import decisions_of, state_of
from explainery.writing.page_writer import Writer
from making import ROOT

DOCS = ROOT / "docs"
CODE = ROOT / "src" / "explainery"
GENERAL = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "training" / "README.md", *sorted(DOCS.glob("*.md"))]
TARGETS = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
KNOWN = [
    p.relative_to(ROOT).as_posix() for top in ("src", "tests", "tools", "scripts") for p in (ROOT / top).rglob("*")
]
LIFE = (DOCS / "life-of-a-sentence.md").read_text("utf-8")
STORY, SENTENCE, KEY = "kim-putin-2023", "gzero:13", "gzero-3ba0"


def code_in(file: Path) -> list[str]:
    """Everything that a document sets as code."""
    return re.findall(r"`([^`\n]+)`", file.read_text("utf-8"))


@pytest.mark.parametrize("file", GENERAL, ids=lambda f: f.name)
def test_a_module_that_a_document_names_is_there(file: Path) -> None:
    named = [word for word in code_in(file) if re.fullmatch(r"[\w./-]+\.(?:py|tsv)", word)]
    lost = [word for word in named if not any(path.endswith(f"/{word}") or path == word for path in KNOWN)]
    assert not lost


@pytest.mark.parametrize("file", GENERAL, ids=lambda f: f.name)
def test_a_function_is_in_the_module_that_a_document_names(file: Path) -> None:
    pairs = re.findall(r"`(\w+)` in `([\w/]+\.py)`", file.read_text("utf-8"))
    lost = [
        (name, path) for name, path in pairs if not re.search(rf"^(?:def|class) {name}\b", source(path), re.MULTILINE)
    ]
    assert not lost


def source(path: str) -> str:
    return (CODE / path).read_text("utf-8")


@pytest.mark.parametrize("file", GENERAL, ids=lambda f: f.name)
def test_a_command_that_a_document_names_is_there(file: Path) -> None:
    text = file.read_text("utf-8")
    assert set(re.findall(r"(?:`|^)explainery ([a-z-]+)", text, re.MULTILINE)) <= set(COMMANDS)
    assert set(re.findall(r"(?:`|^)make ([a-z-]+)", text, re.MULTILINE)) <= set(TARGETS)


def test_the_tree_in_the_readme_has_every_folder() -> None:
    tree = re.search(r"^src/explainery/\n((?:  .*\n)+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert tree
    named = {row.split()[0] for row in tree[1].splitlines()}
    assert all((CODE / name).exists() for name in named)
    folders = {f"{p.name}/" for p in CODE.iterdir() if p.is_dir() and not p.name.startswith("__")}
    assert folders <= named


def test_the_statuses_are_those_of_the_program() -> None:
    rows = re.findall(r"^\| (\w+) \| ", (DOCS / "about.md").read_text("utf-8"), re.MULTILINE)
    assert rows == ["Word", *Status]
    listed = re.search(r"^\| \*\*status\*\* \|.*$", (DOCS / "design.md").read_text("utf-8"), re.MULTILINE)
    assert listed
    assert re.findall(r"`(\w+)`", listed[0]) == list(Status)


def test_every_setting_is_documented_and_every_limit_has_its_default() -> None:
    named = set(code_in(DOCS / "design.md"))
    assert {f.name for kind in (Settings, StorySettings) for f in fields(kind)} - {"names"} <= named
    limits = re.findall(r"^\| `(\w+)` \| (\d+) \|", (DOCS / "maintain.md").read_text("utf-8"), re.MULTILINE)
    assert limits
    assert all(getattr(Settings(), name) == float(value) for name, value in limits)


def test_the_life_of_a_sentence_is_what_reading_and_linking_make_of_it() -> None:
    explainer = explain(Project.at(ROOT), STORY)
    story, writer = explainer.story, Writer(explainer)
    passage = story.passage(SENTENCE)
    sentence, article = passage.sentence, passage.article
    claim = next(c for c in story.claims if c.shown == SENTENCE)
    exchange = next(e for e in story.exchanges if SENTENCE in e.sentences)
    order = [c.shown for c in ranked(story)]
    assert SENTENCE not in order
    expected = [
        passage.words,
        f"text=<{len(article.text)} characters>",
        f"start={sentence.start}, end={sentence.end}, paragraph={sentence.paragraph}, facets={sentence.facets}",
        f"confidence={sentence.confidence}, speaker={sentence.speaker}, voice={sentence.voice}",
        f"reasons={sentence.reasons}",
        *map(repr, passage.marked.names_in(sentence)),
        repr(passage.locator),
        f"contain {len(story.passages)} sentences",
        f"sentences={claim.sentences}, shown='{claim.shown}', also={claim.also}",
        f"support='{claim.support}', weight={claim.weight}",
        f"giver='{exchange.giver}', item='{exchange.item}', receiver='{exchange.receiver}', status='{exchange.status}'",
        f"{len(order)} of the story's {len(story.claims)}",
        f'"{explainer.left[claim.id]}"',
        writer.definition(SENTENCE),
    ]
    assert [text for text in expected if text not in LIFE] == []


def test_the_life_of_a_sentence_has_the_likest_sentences() -> None:
    story = explain(Project.at(ROOT), STORY).story
    rows = list(story.passages.values())
    ids, assertions = [p.id for p in rows], [assertions_of(p) for p in rows]
    sentence_index = similarity_of(story)
    kinship, mine = Kinship(rows, assertions, [predicate_of(p) for p in rows], sentence_index), ids.index(SENTENCE)
    alike = {ids[j]: sentence_index.cosine(min(mine, j), max(mine, j)) for j in range(len(rows)) if j != mine}
    best = sorted(alike, key=lambda i: -alike[i])[:5]
    table = re.findall(r"^\| `([\w-]+:\d+)` .*? \| ([\d.]+) \| (-?\d+|none) \|", LIFE, re.MULTILINE)
    kin = {i: f"{kinship.of(mine, ids.index(i)):.0f}".replace("-inf", "none") for i in best}
    assert [(i, f"{alike[i]:.3f}", kin[i]) for i in best] == table
    assert f"salience, {saliences(rows, assertions, sentence_index)[mine]}" in LIFE


def similarity_of(story: Story) -> Index:
    """How alike the story's sentences are, as linking has it."""
    rows = story.passages.values()
    return index([p.words for p in rows], [{acting(n, story.led) for n in p.marked.names_in(p.sentence)} for p in rows])


def test_the_life_of_a_sentence_is_what_people_and_the_merge_made_of_it() -> None:
    project = Project.at(ROOT)
    state = state_of(project, STORY, decisions_of(project))
    base, live = ({path: parsed(text) for path, text in pages.items()} for pages in (state.base, state.live))
    edits = edits_of(base, live, match(base, live, edited=True), state.proposals, ())
    rows = []
    for place, fate in edits.fates.items():
        unit = edits.base_unit(place)
        if KEY in unit.keys and not place.page.endswith("sources.md"):
            page = edits.matched.at[place].page.rpartition("/")[2]
            rows.append((f"{unit.kind} `{unit.id}`", fate.name, "yes" if edits.touched(place) else "no", page))
            assert edits.live_unit(place).text in LIFE
            assert unit.text in LIFE
    told = re.findall(r"^\| (\w+ `[\w:-]+`) \| `(\w+)` \| (\w+) \| `([\w.]+)` \|$", LIFE, re.MULTILINE)
    assert sorted(rows) == sorted(told)
    own = next(u.text for u in live[f"{STORY}/motives.md"].units if KEY in u.keys)
    assert own in LIFE
    assert next(str(d) for d in state.decisions if d.id == KEY) in LIFE

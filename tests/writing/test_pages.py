"""What a generated page looks like."""

from __future__ import annotations

import re

import markdown
import pytest
import yaml

from explainery.checking.markdown_extensions import extensions_of
from explainery.config import StorySettings
from explainery.copyediting.wording import quotation
from explainery.curation.select import Lengths
from explainery.linking import link
from explainery.marking import mark
from explainery.model import Article, Rights
from explainery.pipeline import explained
from explainery.reading.front_matter import split_front_matter
from explainery.writing.dateline import span
from explainery.writing.descriptions import whole
from making import ROOT, port_story, written

PAGES = written(explained(port_story(), Lengths(budget=1.0)))


def body(path: str) -> str:
    return split_front_matter(PAGES[path], ROOT / path).text


def test_the_overview_leads_on_to_every_page() -> None:
    text = PAGES["port/index.md"]
    for path in PAGES:
        assert path == "port/index.md" or f"]({path.removeprefix('port/')})" in text


def test_one_sentence_a_line_each_cited() -> None:
    for path in ("port/index.md", "port/motives.md", "port/background.md", "port/reactions.md"):
        for line in re.sub(r"^\[\^.*$", "", body(path), flags=re.MULTILINE).splitlines():
            if line and not line.startswith(("#", "!!!", "What all this", "*2 to 3", "| Wh", "|--", "**")):
                assert re.search(r"\[\^[a-z-]+-[0-9a-f]{4}\]", line), line


def test_every_mark_is_defined_once_and_every_definition_is_used() -> None:
    for path, text in PAGES.items():
        marks = re.findall(r"\[\^([\w-]+)\](?!:)", text)
        definitions = re.findall(r"^\[\^([\w-]+)\]:", text, re.MULTILINE)
        assert len(definitions) == len(set(definitions)), path
        assert set(marks) == set(definitions), path


def test_a_definition_names_publisher_title_date_passage_and_place() -> None:
    line = next(x for x in PAGES["port/index.md"].splitlines() if x.startswith("[^herald-"))
    source = "[*Dockers walk out at the port of Arlen*](sources.md#the-herald-2-march-2026)"
    assert f"**The Herald**, {source}, 2 March 2026. The article: “" in line
    assert re.search(r"“[^”]+”", line)
    assert "](https://herald.example/port#:~:text=" in line


def test_the_disagreement_is_shown_side_by_side_and_cited() -> None:
    note = PAGES["port/index.md"].split('!!! note "Where the sources differ"')[1].split("\n\n[")[0]
    assert re.search(r"The Herald: .*eleven days\.\[\^herald-\w+\]", note)
    assert re.search(r"Courier: .*nine days\.\[\^courier-\w+\]", note)


def test_anchors_on_the_sources_page_exist() -> None:
    names, settings = extensions_of(ROOT / "mkdocs.yml")
    html = markdown.markdown(body("port/sources.md"), extensions=names, extension_configs=settings)
    ids = set(re.findall(r'id="([^"]+)"', html))
    wanted = {a for text in PAGES.values() for a in re.findall(r"\(sources\.md#([^)]+)\)", text)}
    assert wanted
    assert wanted <= ids


def test_front_matter_has_a_title_and_a_description() -> None:
    for path, text in PAGES.items():
        values = yaml.safe_load(text.split("---")[1])
        assert set(values) == {"title", "description"}, path
        assert 10 < len(values["description"]) <= 160


def test_the_table_says_who_gives_what_to_whom_and_how_sure() -> None:
    rows = [r for r in PAGES["port/trade.md"].splitlines() if r.startswith("| ")]
    assert rows[0] == "| Who gives | What | Who gets | How sure |"
    assert re.match(
        r"\| Norsea \| 4 percent and a bonus of 500 crowns \| The union \| offered; one source\[\^herald-\w+\] \|",
        rows[1],
    ), rows


def test_two_articles_of_one_publisher_and_day_keep_their_citations_apart() -> None:
    texts = (
        "Dockers walked out at the port of Arlen on Monday.\n",
        "Ferries stopped in the bay of Vella on Monday after a storm.\n",
    )
    rows = [
        mark(Article(f"a{i}", f"a{i}.txt", t, f"T{i}", "AP", Rights.OPEN, "2026-03-02"), StorySettings())
        for i, t in enumerate(texts)
    ]
    pages = written(explained(link("s", rows, StorySettings()), Lengths(budget=1.0)))
    names, settings = extensions_of(ROOT / "mkdocs.yml")
    html = markdown.markdown(pages["s/sources.md"], extensions=names, extension_configs=settings)
    ids = re.findall(r'<h2 id="([^"]+)"', html)
    definitions = re.findall(r"^\[\^.*$", "\n".join(pages.values()), re.MULTILINE)
    for i, anchor in enumerate(("ap-2-march-2026-a0", "ap-2-march-2026-a1")):
        assert anchor in ids
        assert any(f"[*T{i}*](sources.md#{anchor})" in d for d in definitions)


def test_a_long_quotation_ends_where_a_clause_ends_within_twenty_five_words() -> None:
    told = (
        "We have loaded ships by night and by day since the great storm of the winter before last, and we have asked "
        "three times for a single week without night shifts"
    )
    text = (
        f"Dockers walked out at the port of Arlen on Monday.\n\n“{told},” said Mara Lindqvist, who leads the union.\n"
    )
    article = Article("a", "a.txt", text, "T", "AP", Rights.QUOTE, "2026-03-02")
    story = link("s", [mark(article, StorySettings())], StorySettings())
    wording = quotation(story, "a:2", 25)
    assert wording is not None
    assert wording.text == "We have loaded ships by night and by day since the great storm of the winter before last"
    assert wording.speaker == "Mara Lindqvist"


def test_the_overview_says_when_and_from_how_much_it_is_told() -> None:
    assert "*2 to 3 March 2026 · two articles · two publishers*" in PAGES["port/index.md"]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-03-02", "2026-03-02", "2 March 2026"),
        ("2026-03-02", "2026-03-13", "2 to 13 March 2026"),
        ("2026-03-30", "2026-04-02", "30 March to 2 April 2026"),
        ("2025-12-30", "2026-01-02", "30 December 2025 to 2 January 2026"),
        ("2026-02", "2026-03", "February to March 2026"),
        ("2025", "2026", "2025 to 2026"),
    ],
)
def test_a_span_of_dates_repeats_nothing(first: str, last: str, said: str) -> None:
    assert span(first, last) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Dockers walked out.", "Dockers walked out."),
        (
            (
                "Dockers walked out at the port of Arlen on 2 March 2026, which stopped all loading, as the harbour "
                "company had feared it would when talks about pay and night shifts ended without a result last week."
            ),
            "Dockers walked out at the port of Arlen on 2 March 2026.",
        ),
        ("Dockers " * 30, ""),
    ],
)
def test_a_description_is_a_whole_sentence_or_none(text: str, said: str) -> None:
    assert whole(text, 155) == said

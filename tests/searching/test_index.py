"""What the search box reads: words, sections and files, made of what the site engine writes for its own search."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from explainery.searching.index_files import ENGINE_INDEX, index_files, write_index
from explainery.searching.sections import HELP, SOURCES, STORY, Section, sections_of
from explainery.searching.table_rows import with_rows
from explainery.searching.words import words

ENTRIES = [
    {"location": "", "title": "Explainers", "text": "<p>The flood.</p>"},
    {"location": "about/", "title": "How these pages are made", "text": "<p>By a program.</p>"},
    {
        "location": "flood/",
        "title": "The flood",
        "text": "<p>It rained.<sup>1</sup> The <em>dam</em> broke.<sup>2</sup></p>",
    },
    {"location": "flood/sources/", "title": "Sources", "text": ""},
    {"location": "flood/sources/#herald", "title": "The Herald", "text": "<ul> <li>“It rained.”</li> </ul>"},
    {"location": "flood/trade/", "title": "Who gives what", "text": ""},
    {"location": "flood/trade/#aid", "title": "Aid &amp; loans", "text": "<p>1 &lt; 2</p> <p>Aid came.</p>"},
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kim’s trip, Kim's train", ["kim", "trip", "kim", "train"]),
        ("50,000 tons, 6.5 percent in 2023.", ["50000", "tons", "6.5", "percent", "in", "2023"]),
        ("Leif-Eric Easley", ["leif", "eric", "easley"]),
        ("Müller À la Łódź", ["muller", "a", "la", "łodz"]),
        ("“paradoxical”, [^a-1] snake_case", ["paradoxical", "a", "1", "snake", "case"]),
        ("習近平 сказал", ["習近平", "сказал"]),
        ("", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_sections_know_their_story_and_stories_come_first() -> None:
    found = sections_of(ENTRIES)
    assert [(s.address, s.kind) for s in found] == [
        ("flood/", STORY),
        ("flood/trade/", STORY),
        ("flood/trade/#aid", STORY),
        ("flood/sources/", SOURCES),
        ("flood/sources/#herald", SOURCES),
        ("about/", HELP),
    ]
    assert found[2] == Section(
        "flood/trade/#aid", "Aid & loans", "Who gives what", "The flood", "1 < 2\nAid came.", STORY
    )
    assert found[0].text == "It rained.\nThe dam broke."
    assert found[5].story == ""


def test_pages_that_are_files_are_known_too() -> None:
    entries = [
        {"location": "index.html", "title": "Home", "text": ""},
        {"location": "flood/index.html", "title": "The flood", "text": ""},
        {"location": "flood/sources.html", "title": "Sources", "text": ""},
        {"location": "flood/trade.html#aid", "title": "Aid", "text": ""},
    ]
    assert [(s.address, s.story, s.kind) for s in sections_of(entries)] == [
        ("flood/index.html", "The flood", STORY),
        ("flood/trade.html#aid", "The flood", STORY),
        ("flood/sources.html", "The flood", SOURCES),
    ]


def values(files: dict[str, str]) -> dict[str, object]:
    """The files' contents, read as what they are: one call with a name and JSON."""
    out: dict[str, object] = {}
    for text in files.values():
        name, _, value = text.removeprefix("explainerySearch(").removesuffix(")\n").partition(",")
        out[json.loads(name)] = json.loads(value)
    return out


def test_a_small_site_has_one_file_of_each_kind() -> None:
    found = values(index_files(sections_of(ENTRIES)))
    root, spelling = found["index"], found["l0"]
    assert {name for name in found if name[0] != "l"} == {"index", "t0", "w0"}
    assert isinstance(root, dict)
    assert isinstance(found["w0"], dict)
    assert found["w0"]["rained"] == [0, 18, 4, 19]  # in sections 0 and 4, with its weight in each
    assert (root["letters"][0], spelling) == ("b", "broke")
    assert (root["sections"], root["kinds"]) == (6, [3, 5])


def test_the_same_pages_give_the_same_files_and_others_another_folder() -> None:
    once = index_files(sections_of(ENTRIES))
    assert index_files(sections_of([*ENTRIES])) == once
    changed = index_files(sections_of([*ENTRIES[:-1], {**ENTRIES[-1], "text": "Other."}]))
    assert {n.split("/")[0] for n in once} & {n.split("/")[0] for n in changed} == {"index.js"}


def test_nothing_that_a_page_says_leaves_its_place_in_a_file() -> None:
    hostile = '</script><script>alert(1)</script>"); alert(1) // \u2028\\ {{ x }} <!--'
    evil = {"location": "flood/evil/", "title": hostile, "text": hostile.replace("<", "&lt;")}
    files = index_files(sections_of([*ENTRIES, evil]))
    assert values(files).keys()
    for text in files.values():
        assert text.count("\n") == 1
        assert "<" not in text
        assert "\u2028" not in text


def test_large_sites_have_small_files_in_the_order_of_the_alphabet() -> None:
    entries = [
        {"location": f"s{n}/", "title": f"Story {n}", "text": " ".join(f"word{n}x{i}" for i in range(200))}
        for n in range(60)
    ]
    files = index_files(sections_of(entries))
    assert max(len(text) for text in files.values()) < 15_000
    root = values(files)["index"]
    assert isinstance(root, dict)
    assert root["words"] == sorted(root["words"])
    assert len(root["words"]) > 10


def test_results_show_the_rows_of_a_table_apart_and_without_its_heads(tmp_path: Path) -> None:
    table = """<table><thead><tr><th>Who gives</th><th>What</th></tr></thead><tbody>
        <tr><td>Norland</td><td align="left">grain &amp; <b>oil</b><sup id="fnref:a"><a href="#fn:a">1</a></sup></td></tr>
        <tr><td>Arlen</td><td>money</td></tr></tbody></table>"""
    (tmp_path / "flood" / "trade").mkdir(parents=True)
    (tmp_path / "flood" / "trade" / "index.html").write_text(table, "utf-8")
    text = "Who gives What Norland grain &amp; oil<sup>1</sup> Arlen money <p>It came.</p>"
    sections = sections_of([{"location": "flood/trade/", "title": "Trade", "text": text}, *ENTRIES[3:4]])
    assert next(s.text for s in with_rows(sections, tmp_path)) == "Norland · grain & oil\nArlen · money\nIt came."
    assert sections[0].text.startswith("Who gives What Norland")


def test_the_engines_index_is_replaced(tmp_path: Path) -> None:
    (tmp_path / ENGINE_INDEX).parent.mkdir()
    (tmp_path / ENGINE_INDEX).write_text(json.dumps({"config": {}, "docs": ENTRIES}), "utf-8")
    write_index(tmp_path)
    assert not (tmp_path / ENGINE_INDEX).exists()
    assert (tmp_path / "search" / "index.js").is_file()


def test_a_site_without_search_is_left_alone(tmp_path: Path) -> None:
    write_index(tmp_path)
    assert list(tmp_path.iterdir()) == []

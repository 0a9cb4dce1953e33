"""What the site draws from a story's own page: its front page, and where nothing is drawn."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest

from explainery.checking.markdown_extensions import extensions_of
from explainery.markup.wall import DRAWINGS, WALL
from making import ROOT

OVERVIEW = """\
# Why the port stood still

*2 to 3 March 2026 · two articles · two publishers*

## What happened

Dockers walked out.[^herald-0001]

## More on this story

**Trade.** [Who gives what](trade.md)

!!! note "Where the sources differ"

    - The Herald: it lasted eleven days.[^herald-0001]
    - Courier: it lasted nine days.[^courier-0002]

## What happened when

| When | What happened |
|---|---|
{dates}

## Who is who

| Who | Role | Side |
|---|---|---|
| Mara Lindqvist | leads the union | The union[^herald-0001] |
| Olle Brandt | a director | -[^courier-0002] |

## Figures side by side

| What | How many | Who says so |
|---|---|---|
| Days | 11 | The Herald[^herald-0001] |
| Days | 9 | Courier[^courier-0002] |

## Sources for this page {{ data-search-exclude }}

[^herald-0001]: **The Herald**.
[^courier-0002]: **Courier**.
"""
TRADE = """\
# Who gives what

| Who gives | What | Who gets | How sure |
|---|---|---|---|
| Norsea | 4 percent | The union | offered; one source[^herald-0001] |
| The union | <svg onload="x">longer</svg> shifts | Norsea | sought; one source[^herald-0001] |

[^herald-0001]: **The Herald**.
"""


def overview(dates: int = 2) -> str:
    rows = (f"| {2000 + n} | Event {n}.[^herald-0001] |" for n in range(dates))
    return OVERVIEW.format(dates="\n".join(rows))


def shown(text: str) -> str:
    """A page's HTML as the site has it, without the theme."""
    names, settings = extensions_of(ROOT / "mkdocs.yml")
    return markdown.Markdown(extensions=[*names, WALL, DRAWINGS], extension_configs=settings).convert(text)


def headings(html: str) -> list[str]:
    return re.findall(r"<h2[^>]*>([^<]+)", html)


def test_an_overview_is_put_in_the_order_of_a_front_page() -> None:
    html = shown(overview())
    assert headings(html) == [
        "What happened", "What happened when", "Who is who", "Figures side by side",
        "More on this story", "Where the sources differ", "How this was made", "Sources for this page",
    ]  # fmt: skip
    lead, column, rest = re.split(r'<section class="ex-glance"|<div class="ex-front__rest">', html)
    assert "Dockers walked out" in lead
    assert all(name in column for name in ('class="ex-when"', 'class="ex-who"', 'class="ex-figures"'))
    assert "From two articles by two publishers." in rest


def test_what_a_person_changes_in_a_table_shows_in_the_column() -> None:
    mine = overview().replace("Event 1.", "Event one, in my words.")
    assert "Event one, in my words." in shown(mine).split('<section class="ex-glance"')[1]


def test_the_list_of_contents_names_what_the_page_shows_in_its_order() -> None:
    names, settings = extensions_of(ROOT / "mkdocs.yml")
    parser = markdown.Markdown(extensions=[*names, WALL, DRAWINGS], extension_configs=settings)
    html = parser.convert(overview())
    listed = [child["name"] for child in parser.toc_tokens[0]["children"]]  # type: ignore[attr-defined]
    assert listed == headings(html)


def test_a_table_at_a_glance_keeps_its_roles_and_its_citations() -> None:
    column = shown(overview()).split('<section class="ex-glance"')[1].split("ex-front__rest")[0]
    assert column.count('role="table"') == column.count("<table") == 3
    assert column.count('role="cell"') == column.count("<td")
    assert column.count("footnote-ref") == 6


def test_a_person_of_no_side_has_no_dash_and_a_thing_is_named_once_above_its_figures() -> None:
    html = shown(overview())
    assert '<td role="cell" class="ex-none"><sup' in html
    assert html.count('class="ex-same"') == 1


@pytest.mark.parametrize(("dates", "earlier"), [(6, 0), (7, 2), (11, 6)])
def test_a_long_timeline_folds_its_earlier_dates(dates: int, earlier: int) -> None:
    html = shown(overview(dates))
    assert html.count('class="ex-earlier"') == earlier
    assert (f"{earlier} earlier dates" in html) == bool(earlier)


def test_the_trade_page_gets_a_picture_above_its_table_and_no_markup_of_a_page_gets_into_it() -> None:
    html = shown(TRADE)
    figure, table = html.split("<table ")
    assert figure.count("<svg") == 2
    assert "offered" in figure
    assert "onload" not in html
    assert "<svg" not in table


def test_a_page_cannot_bring_a_drawing_or_a_place_for_the_theme_through_the_wall() -> None:
    evil = '<section class="ex-glance"><svg><path d="M0 0"/></svg></section>\n\n<!-- contents -->\n\n'
    html = shown(evil + overview().replace("Dockers", evil.strip() + " Dockers"))
    assert "<svg" not in html
    assert html.count("<!-- contents -->") == html.count('<section class="ex-glance"') == 1
    assert (
        shown(f"# Mine\n\n{evil}")
        == '<h1 id="mine">Mine<a class="headerlink" href="#mine" title="Link to this section">#</a></h1>'
    )


@pytest.mark.parametrize("page", sorted(p.name for p in (ROOT / "docs").glob("*.md")))
def test_pages_that_are_no_storys_are_left_alone(page: str) -> None:
    names, settings = extensions_of(ROOT / "mkdocs.yml")
    text = Path(ROOT / "docs" / page).read_text("utf-8").split("---\n", 2)[-1]
    bare = markdown.Markdown(extensions=[*names, WALL], extension_configs=settings).convert(text)
    assert shown(text) == bare


def test_an_overview_without_tables_is_one_column() -> None:
    html = shown(
        overview().split("## What happened when")[0] + "[^herald-0001]: **The Herald**.\n[^courier-0002]: **C**.\n"
    )
    assert "ex-front--alone" in html
    assert "ex-glance" not in html


@pytest.mark.parametrize("heading", ["Who gives", "What"])
def test_a_row_without_cells_that_somebody_wrote_in_html_stops_nothing(heading: str) -> None:
    rows = f"<tr><th>{heading}</th><th>How many</th></tr><tr></tr><tr><td>Days</td><td>11</td></tr>"
    for table in (f"<table>{rows}</table>", "<table><tr></tr></table>"):
        html = shown(overview().replace("## Who is who", f"## More\n\n{table}\n\n## Who is who"))
        assert headings(html)[0] == "What happened"

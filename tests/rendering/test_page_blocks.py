"""The outermost elements of a page are the same, whether its tree is at hand or has to be read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from explainery.markup.sanitiser import sanitised
from explainery.markup.tree import html_of, parsed
from explainery.rendering.page_blocks import Block, blocks_of
from explainery.rendering.story_page import drawn

PIECES = st.sampled_from(
    """<p> </p> <b> </b> <br> <hr> <h1 id="a"> </h1> <h2> </h2> <table> <tr> <th> </th> <td> </td> </tr> </table> <sup>
    </sup> <a class="headerlink" href="#a"> </a> <div class="footnote"> </div> <img src="a.png"> &nbsp; &amp; &lt;
    Who When Gives How many""".split()
)
TEXTS = st.sampled_from(
    ["\n", " ", "2 to 3 March 2026 · two articles · two publishers", "<table><tr><th>Who</th></tr></table>"]
)
HTML = st.lists(st.one_of(PIECES, TEXTS), max_size=24).map("".join)


def told(blocks: list[Block]) -> list[tuple[str, str, str, list[list[str]]]]:
    return [(b.tag, b.html, b.text, b.rows) for b in blocks]


def test_a_block_has_its_text_and_its_cells_without_citation_marks() -> None:
    html = sanitised(
        '<hr>\n<h2>Who <em>said</em> it<a class="headerlink" href="#a">#</a></h2>\n<table><tr><th>Who</th><th>What</th></tr>'
        "<tr><td>The\nunion<sup>1</sup></td><td>4 &amp; 5<br>percent</td></tr></table>"
    )
    heading, table = blocks_of(html)
    assert (heading.tag, heading.text, heading.rows) == ("h2", "Who said it", [])
    assert table.rows == [["Who", "What"], ["The union", "4 & 5percent"]]
    assert html.endswith(f"{heading.html}\n{table.html}")


@given(HTML)
def test_blocks_are_the_same_with_the_tree_and_without(html: str) -> None:
    page = html_of(parsed(sanitised(html)))
    assert told(blocks_of(page)) == told(blocks_of(str(page)))
    assert drawn(page) == drawn(str(page))

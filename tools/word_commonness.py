"""Counts in how many articles of `training/` each word occurs, and writes `sorting/common_words.tsv`.

    word_commonness.py          write the table
    word_commonness.py --check  say whether the package's table is the one that this makes

The training stories are invented and of sixteen kinds, so the table says of no word which story it belongs to: words of
fewer than one article in a hundred are left out.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import labelled_stories
from explainery import sorting
from explainery.marking.entities import entities_in
from explainery.sorting.evidence import NAME, stems_of
from explainery.text import folded

DATA = Path(sorting.__file__).with_name("common_words.tsv")
LEAST = 0.01  # share of articles
HEAD = """# In how many of a thousand articles a word occurs; made by tools/word_commonness.py, do not edit.
# Columns: the word's stem, or a name after "@"; thousandths of all articles.
"""


def table() -> str:
    """The table's text."""
    articles = [piece.article for story in labelled_stories.stories() for piece in story.pieces]
    counts: Counter[str] = Counter()
    for article in articles:
        text = f"{article.title}.\n{article.text}"
        counts.update({*stems_of(text), *(f"{NAME}{folded(n.actor)}" for n in entities_in(text, {}))})
    least = LEAST * len(articles)
    rows = sorted((-count, word) for word, count in counts.items() if count >= least)
    return HEAD + "".join(f"{word}\t{round(-count * 1000 / len(articles))}\n" for count, word in rows)


def main() -> int:
    """Write the table, or compare it."""
    if "--check" not in sys.argv:
        DATA.write_text(table(), "utf-8")
        return 0
    is_same = DATA.read_text("utf-8") == table()
    print(f"{DATA.name} is {'as' if is_same else 'not what'} the stories make it")
    return 0 if is_same else 1


if __name__ == "__main__":
    sys.exit(main())

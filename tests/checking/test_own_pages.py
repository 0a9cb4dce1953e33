"""What a build prints passes the check, whatever the articles say: their words cannot make a finding on a page."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from explainery.checking.check import check_project
from explainery.commands.build import build
from explainery.config import Settings
from explainery.project import Project

ALL = os.environ.get("EXPLAINERY_HOSTILE") == "all"
STRANGE = (
    "[^x-1234]", "[^1] and [^x]: y", "[^", "^x-1234^", "[ ^x-1234 ]", "［^x-1234］", "[^x-1234]: a", "[x-1234]", "](x)", "[a](b.md)",
    "![a](b.png)", "{: .a #b }", "{ #a }", "a | b", "| a | b |", "`a` ``", ":::", "::: a", "!!! note", "# a", "> a", "1. a", "1) a", "- a",
    "---", "***", "**x** _y_", "__x__", "~~x~~", "<b>x</b>", "<script>x</script>", "<!-- x -->", "&lt;b&gt;", "{{ x }}", "\\[^x]\\", "*[HTML]: a",
    "“said he", "“said he”", "18\u202e09", "not\u200bable", "[x]: https://evil.example/", "www.evil.example", "$x$", ":smile:",
)  # fmt: skip
FIELDS = ("title", "publisher", "author", "body", "quotation", "role", "cell", "start")
BODY = """\
The ministry of Norland {body} signed a deal on Friday to sell grain to the port of Arlen.
Norland wants the deal because the port needs grain for the winter {body} and has no other seller.
“The grain {quotation} will feed the whole port this winter,” said Omar Said, the minister for grain {role}.
“We will pay in crowns every month {quotation},” said Mara Lind, the chief {role} of the port.
Norland {cell} offered the port 500 tons of grain {cell} in return for 300 cranes {cell}.
{start} The port paid 4 million crowns to Norland in May 2019.
The cranes stand idle on the eastern quay since the ferry line to Fellmark closed, and rust in the salt wind.
Nobody had asked for a price until the spring, when the harvest of the plains around Arlen failed for a third time.
The mills of the town employ every tenth family, and a winter without grain would close them until the next harvest.
"""
PLAIN = "The port of Arlen bought grain from Norland on Friday.\nA mill at the port burned down in 2019.\n"


def article(values: Mapping[str, str], rights: str, number: int) -> str:
    """An article in whose fields strange words stand."""
    title = " ".join(w for w in (values["title"], "Grain deal signed", values["title"]) if w)
    head = {
        "title": values["title"] if number and values["title"] else title,
        "publisher": values["publisher"]
        if number and values["publisher"]
        else f"The Herald {values['publisher']}".strip(),
        "author": f"A. Writer {values['author']}".strip(),
        "published": f"2026-01-0{number + 2}",
        "url": f"https://herald.example/{number}",
        "rights": rights,
    }
    front = "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in head.items())
    return f"---\n{front}\n---\n{PLAIN if number else BODY.format(**values)}"


def findings(root: Path, articles: list[str]) -> list[str]:
    """What the check finds on the pages that a build makes of some articles."""
    folder = root / "sources" / "port"
    folder.mkdir(parents=True)
    for number, text in enumerate(articles):
        (folder / f"a{number}.md").write_text(text, "utf-8")
    (folder / "story.yml").write_text("title: Why the port buys grain\nbudget: 1.0\n", "utf-8")
    project = Project(root, Settings())
    build(project)
    return [str(f) for f in check_project(project, [], lambda _: None).findings]


@pytest.mark.parametrize("words", STRANGE, ids=ascii)
def test_strange_words_of_an_article_make_no_finding(tmp_path: Path, words: str) -> None:
    found = {}
    heads, texts = ("title", "author", "publisher"), ("role", "cell", "start", "body", "quotation")
    places = (("open", heads), ("open", texts), ("quote", (*heads, "quotation")))
    own = STRANGE.index(words) % len(places)  # each in one place; `make hostile` tries each in all
    for number, (rights, fields) in enumerate(places if ALL else places[own : own + 1]):
        values = {field: words if field in fields else "" for field in FIELDS}
        name = f"{number}-{rights}"
        found[name] = findings(tmp_path / name, [article(values, rights, n) for n in range(2)])
    assert {name: messages for name, messages in found.items() if messages} == {}


@pytest.mark.parametrize("title", ["sources", "source", "Six", "from", "who said what"])
def test_a_headline_of_one_word_hides_nothing_of_the_description(tmp_path: Path, title: str) -> None:
    texts = [
        f"---\ntitle: {title}\npublisher: Herald {n}\npublished: 2026-01-02\nrights: quote\n---\nThe mill is old.\n"
        for n in range(6)
    ]
    assert findings(tmp_path, texts) == []

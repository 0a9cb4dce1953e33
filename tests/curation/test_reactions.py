"""Reactions stand under the party that each speaker speaks for."""

from __future__ import annotations

from explainery.config import StorySettings
from explainery.curation.page_plan import FacetPage
from explainery.curation.select import Lengths
from explainery.linking import link
from explainery.marking import mark
from explainery.model import REACTIONS, Article, Rights
from explainery.pipeline import explained
from explainery.writing import write

TEXT = """\
Norsea dismissed forty crane drivers at the port of Arlen on Monday after a strike.

“We regret that it came to this,” said Ada Moor, the chief executive of Norsea.

“Nobody forced us to act, and we would act again,” Ada Moor told the Courier.

“The port has to work for everybody in the town,” Ada Moor added in a letter.

“Norsea has made a bad mistake,” said Nils Brandt, a professor of law at the University of Arlen.

“This is a black day for our members,” said Mara Lindqvist, the president of the Dockers' Union.

“We will see Norsea in court over every single letter,” Mara Lindqvist said.
"""
PARTIES = {"Norsea": (), "Dockers' Union": ("union",)}


def reactions() -> tuple[FacetPage, str]:
    article = Article("a", "a.txt", TEXT, "Norsea dismisses drivers", "The Herald", Rights.OPEN, "2026-03-03")
    settings = StorySettings(parties=PARTIES)
    explainer = explained(link("port", [mark(article, settings)], settings), Lengths(budget=1.0))
    page = next(p for p in explainer.pages if p.facet == REACTIONS)
    return page, next(p.text for p in write(explainer) if p.path.endswith("reactions.md"))


def test_at_most_two_quotations_of_one_speaker_in_one_entry() -> None:
    _, text = reactions()
    entries = [line for line in text.splitlines() if line.startswith("- ") and "Ada Moor" in line]
    assert len(entries) == 1, entries
    assert entries[0].count("“") == 2
    assert entries[0].startswith("- **Ada Moor**, the chief executive of Norsea: “")


def test_an_expert_speaks_for_nobody() -> None:
    page, _ = reactions()
    under = {s.wording.speaker: section.heading for section in page.sections for s in section.statements if s.wording}
    assert under.get("Nils Brandt") in {None, "", "Others"}
    assert under.get("Ada Moor") in {"Norsea", None}


def test_there_are_no_sections_where_most_speakers_have_no_party() -> None:
    norsea = "\n\n".join(TEXT.split("\n\n")[:3])
    strangers = "\n\n".join(
        f"“{words},” said {name}, a baker in Arlen."
        for name, words in (
            ("Jo Roe", "Nobody buys bread when the cranes stand still"),
            ("Meg Olin", "The town has waited for a settlement for years"),
            ("Paul Dahl", "A strike in winter is the worst thing for shops"),
            ("Kari Nord", "The mayor should have called both sides in May"),
            ("Ole Sand", "Everybody in the town knows somebody who unloads ships"),
            ("Ida Berg", "Arlen without its port would be an empty place"),
        )
    )
    article = Article("a", "a.txt", f"{norsea}\n\n{strangers}\n", "Norsea", "The Herald", Rights.OPEN, "2026-03-03")
    settings = StorySettings(parties=PARTIES)
    explainer = explained(link("port", [mark(article, settings)], settings), Lengths(budget=1.0))
    page = next(p for p in explainer.pages if p.facet == REACTIONS)
    assert [section.heading for section in page.sections] == [""]

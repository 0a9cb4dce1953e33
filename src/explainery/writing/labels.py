"""The strings that only the writer puts on a page: names of pages, headings, the columns of the table."""

from __future__ import annotations

from dataclasses import dataclass

from explainery.model import BACKGROUND, EVENT, MOTIVES, REACTIONS, TRADE, Rights
from explainery.page_format import OVERVIEW_FILE, WORDS


@dataclass(frozen=True, slots=True)
class FacetLabels:
    """A facet's words on the site: its page's file and heading, its name on the overview, its description."""

    file: str
    heading: str
    name: str
    about: str


FACET_LABELS = {
    EVENT: FacetLabels(OVERVIEW_FILE, "", "", ""),
    BACKGROUND: FacetLabels(
        "background.md", "What came before", "Background", "What came before, and what a newcomer should know"
    ),
    MOTIVES: FacetLabels("motives.md", "What each side wants", "Motives", "What each side wants, and why"),
    TRADE: FacetLabels(
        "trade.md", "Who gives what", "Trade", "Who gives, offers or asks for what, and how sure that is"
    ),
    REACTIONS: FacetLabels("reactions.md", "Who said what", "Reactions", "Who said what, and in what role"),
}
OVERVIEW_NAME = "Overview"

SOURCES_TITLE = "Sources"
SOURCES_READ_LINK = "read it there"
RIGHTS = {
    Rights.OPEN: "open: the article may be reproduced",
    Rights.DIGEST: "digest: our own words about the article, which stays with its publisher",
    Rights.QUOTE: "quote: the article stays with its publisher and is quoted briefly, with attribution",
}

EVENT_HEADING = "What happened"
ONWARD_HEADING = "More on this story"
TIMELINE_HEADING, TIMELINE_HEAD = "What happened when", f"| {WORDS.when} | What happened |"
CAST_HEADING, CAST_HEAD = "Who is who", f"| {WORDS.who} | Role |"
CAST_SIDE_HEAD = f"| {WORDS.who} | Role | Side |"  # where a party is known
FIGURES_HEADING, FIGURES_HEAD = "Figures side by side", f"| What | {WORDS.how_many} | Who says so |"
TABLE_HEAD = f"| {WORDS.gives} | What | Who gets | How sure |"
DIFFERENCES = WORDS.differ
DIFFERENCES_MORE = "They also differ on this:"  # between two disagreements

HOME_TITLE = "Explainers"
HOME_DESCRIPTION = "The news explained, every sentence cited to the passage it rests on."
HOME_HEADING = "The news, explained and cited"
HOME_STORIES = "Stories"
HOME_WELCOME = """\
Each explainer says what happened, what came before, why each side acts, what passes between them and what others say.
Every sentence names the passage that it rests on: point at a number to read it."""

MADE_HEADING = "How this was made"
MADE = """Articles were sorted and compared with the help of a language model, an encoder or a person, as named below.
A sentence that was worded for these pages stands there only if a program found each of its names, figures, dates
and words of caution in the articles."""
MADE_BY_SOMEBODY = "somebody"

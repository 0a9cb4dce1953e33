"""The strings that only the site's drawings put on a page."""

from __future__ import annotations

GLANCE = "At a glance"
EARLIER = "{count} earlier dates"

MADE_HEADING = "How this was made"
MADE_FROM = "From {sources}."
MADE_LINK = "What was taken from each"
MADE_BY_PROGRAM = "A program chose the sentences, put them in order and cites the passage behind each."
MADE_WITHOUT_MODEL = "No language model was used."
MADE_WITH_HELP = "A language model, an encoder or a person helped"
MADE_HELP_LINK = "who, and with what"
EDITED = "People have made {edits} on {pages} since."
UNEDITED = "Nobody has edited these pages since."

PICTURE_LABEL = "Picture of the table below. {rows}"
PICTURE_ROW = "{giver} to {receiver}: {item} ({said})."
LEGEND = {
    "solid": "Solid line: happened.",
    "dashed": "Dashed: agreed, offered, sought or spoken of.",
    "dotted": "Dotted: alleged or unclear.",
    "struck": "Struck through: denied or refused.",
}
LEGEND_END = "The table gives the sources."

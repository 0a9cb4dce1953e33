"""Reports: whether a line is an ordinary sentence of a report, however much its first words sound like a caption.

"Video released by the police shows two men" is a sentence; "Video: Jo Roe" is a label. What tells them apart is a full
stop and a verb that says what somebody or something does.
"""

from __future__ import annotations

from explainery.lexicon.reporting_verbs import VERBS
from explainery.marking.tuning import TUNING
from explainery.patterns import regex

_STOP = regex(r"[.!?…][\"'”’)\]]*$")
_BE = "is|are|was|were|has|have|had|will|would|could|may|might|did|does|do|must"
_PAST = (
    "began|became|broke|brought|built|bought|came|chose|cut|drew|drove|fell|felt|found|fought|gave|went|got|grew|held|hit|"
    "kept|knew|led|left|lost|made|meant|met|paid|put|ran|rose|saw|sent|set|shook|shot|shut|sold|spent|spoke|stood|stole|"
    "struck|took|taught|told|thought|threw|understood|won|wrote"
)
_PRESENT = "shows?|says?|means?|wants?|needs?|expects?|remains?|makes?|takes?|faces?|hopes?|plans?|includes?|suggests?"
_FINITE = regex(rf"\s(?:{_BE}|{_PAST}|{_PRESENT}|{VERBS}|\w{{2,}}(?<!e)ed)\b")


def reports(line: str) -> bool:
    """Whether a line is a whole sentence with a verb after its subject: no label, command or credit."""
    words = line.split()
    return len(words) >= TUNING.least_report_words and bool(_STOP.search(line)) and bool(_FINITE.search(line))

"""The words of reporting: who says, tells, announces, judges, denies, and with how much doubt."""

from __future__ import annotations

from explainery.lexicon.tables import by_use

_FORMS = by_use("lexicon/data/reporting_verbs.tsv")
SAYING = _FORMS["says"]
JUDGING = _FORMS["judges"]
DENYING = _FORMS["denies"]
DOUBT = _FORMS["doubts"]  # words and not only verbs: "reportedly"

VERBS = "|".join(SAYING)
# What leads up to a quotation, or follows it, beside the verbs of saying.
LEADING = "|".join([*SAYING, *_FORMS["leads"]])  # anywhere before it: "Roe praised the “...”"
TAGGING = "|".join([*SAYING, *_FORMS["tags"]])  # behind it: "“...,” Roe went on"
INVERTING = "|".join([*SAYING, *_FORMS["inverts"]])  # behind it, before the speaker: "“...,” mused Roe"
CALLING = "|".join([*SAYING, *_FORMS["calls"]])  # behind it, as a sentence's end: "muttered Roe"
# What gives a sentence its source, or hints that it has one.
HOLDING = "|".join([*SAYING, *JUDGING, *_FORMS["holds"]])  # a source that says, judges, counts or finds
HINTING = "|".join([*SAYING, *JUDGING, *_FORMS["hints"]])

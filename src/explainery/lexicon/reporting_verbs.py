"""The words of reporting: who says, tells, announces, judges, denies, and with how much doubt."""

from __future__ import annotations

from explainery.lexicon.tables import alternatives, by_use

_FORMS = by_use("lexicon/data/reporting_verbs.tsv")
SAYING = _FORMS["says"]
JUDGING = _FORMS["judges"]
DENYING = _FORMS["denies"]
DOUBT = _FORMS["doubts"]  # words and not only verbs: "reportedly"

VERBS = alternatives(SAYING)
# What leads up to a quotation, or follows it, beside the verbs of saying.
LEADING = alternatives([*SAYING, *_FORMS["leads"]])  # anywhere before it: "Roe praised the “...”"
TAGGING = alternatives([*SAYING, *_FORMS["tags"]])  # behind it: "“...,” Roe went on"
INVERTING = alternatives([*SAYING, *_FORMS["inverts"]])  # behind it, before the speaker: "“...,” mused Roe"
CALLING = alternatives([*SAYING, *_FORMS["calls"]])  # behind it, as a sentence's end: "muttered Roe"
# What gives a sentence its source, or hints that it has one.
HOLDING = alternatives([*SAYING, *JUDGING, *_FORMS["holds"]])  # a source that says, judges, counts or finds
HINTING = alternatives([*SAYING, *JUDGING, *_FORMS["hints"]])

"""News agencies, broadcasters and newspapers, as captions, datelines and reports cite them."""

from __future__ import annotations

import re

from explainery.lexicon.tables import by_use, either

_NAMES = by_use("lexicon/data/agencies.tsv")
CREDITED = either(re.escape(name) for name in _NAMES["credit"])  # in a credit, where letters may be of any case
DATELINE = either(_NAMES["dateline"])
MEDIA = either([*_NAMES["press"], f"(?:The |the )?{either(_NAMES['paper'])}"])

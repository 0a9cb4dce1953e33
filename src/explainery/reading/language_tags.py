"""Language tags (BCP 47) as news states them: a language, perhaps a script, perhaps a region."""

from __future__ import annotations

import re

from explainery.patterns import regex

_LANGUAGE = regex(r"[A-Za-z]{2,3}(?:[-_](?:[A-Za-z]{4}[-_])?(?:[A-Za-z]{2}|\d{3}))?")


def tag_of(language: str) -> str | None:
    """The tag of a stated language: "en_gb" gives "en-GB"; None for anything that is not a tag."""
    if not _LANGUAGE.fullmatch(language.strip()):
        return None
    first, *rest = re.split(r"[-_]", language.strip())
    return "-".join([first.lower(), *(r.upper() if len(r) == 2 else r.title() for r in rest)])  # noqa: PLR2004 (a region)

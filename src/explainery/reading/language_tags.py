"""Language tags (BCP 47), as far as news states them: a language, sometimes a script, sometimes a region."""

from __future__ import annotations

import re

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_](?:[A-Za-z]{4}[-_])?(?:[A-Za-z]{2}|\d{3}))?")


def tag_of(language: str) -> str | None:
    """A language as a tag: "en_gb" is "en-GB"; None for what is none."""
    if not _LANGUAGE.fullmatch(language.strip()):
        return None
    first, *rest = re.split(r"[-_]", language.strip())
    return "-".join([first.lower(), *(r.upper() if len(r) == 2 else r.title() for r in rest)])  # noqa: PLR2004 (a region)

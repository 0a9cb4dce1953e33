"""Words that accuse somebody of breaking a rule: a statement may have one only where its sources speak of that."""

from __future__ import annotations

from collections.abc import Iterable

from explainery.patterns import regex
from explainery.text import folded

_CHARGE = regex(
    r"\b(?:violat(?:e|es|ed|ing|ions?)|flout(?:s|ed|ing)?|contraven(?:e|es|ed|ing|tions?)|infring(?:e|es|ed|ing|ements?)"
    r"|disobey(?:s|ed|ing)?|reneg(?:e|es|ed|ing))\b"
)
# What a passage may say instead, in any form: that a rule was broken, that something is forbidden, or that it was kept.
_SPOKEN_OF = regex(
    r"\b(?:violat|flout|contraven|infring|disob|reneg|breach|def(?:y|i)|br(?:eak|oke)|(?:il|un)l(?:egal|aw)|against|contrary"
    r"|out of line|ban(?:s|ned|ning)?\b|forbid|forbad|prohibit|outlaw|bar(?:s|red)\b"
    r"|not (?:allow|permit|compl|keep|kept|follow)"
    r"|ignor|disregard|evad|evasion|circumvent|bypass|transgress|compl(?:y|i(?:es|ed|an))|abid|adher|guilty|offen[cs]"
    r"|crim(?:e|inal)|abus|misconduct|misus|encroach|trespass|incursion|intru|enter|crossed)"
)


def new_charge(statement: str, around: Iterable[str]) -> str:
    """The word of a statement that accuses of breaking a rule, if nothing around speaks of that; "" if there is none.

    Args:
        statement: the words of the page.
        around: the passages, and what else the statement may draw on.
    """
    charge = _CHARGE.search(folded(statement))
    return charge[0] if charge and not any(_SPOKEN_OF.search(folded(text)) for text in around) else ""

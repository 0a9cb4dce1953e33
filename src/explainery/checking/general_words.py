"""Words that name somebody or something in general: offices and kinds of bodies. They carry no fact by themselves."""

from __future__ import annotations

from functools import cache

from explainery.lexicon.offices import Office, nouns

_BODIES = frozenset(
    """
    agency airline army association authority authorities bank board body branch business chain chamber charity city
    club college committee commission company companies council country countries court department district enterprise
    federation firm firms government governments group institute institution maker ministry nation
    newspaper office operator organisation organization paper parliament party parties police port province region
    regulator retailer school senate side sides state states team town union unions university village
    """.split()
)


@cache
def general_words() -> frozenset[str]:
    """The single words of every office, and the kinds of bodies, in singular and plural."""
    offices = {word for use in Office for noun in nouns(use) for word in (noun.lower(), f"{noun.lower()}s")}
    return frozenset(word for word in offices if " " not in word) | _BODIES

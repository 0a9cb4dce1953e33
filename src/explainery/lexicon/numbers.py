"""Numbers that English spells out."""

from __future__ import annotations

ONES = (
    "one two three four five six seven eight nine ten "
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
DIGITS = ONES[:9]
VALUE = {word: value for value, word in enumerate(ONES, 1)} | {word: 10 * tens for tens, word in enumerate(TENS, 2)}
SCALE = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}


def up_to(most: int) -> list[str]:
    """The words for one, two, three and so on up to `most` (20 or less)."""
    return [*ONES, *TENS][:most]

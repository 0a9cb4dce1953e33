"""EXP117: a suppression names existing rules, gives a reason, and suppresses a finding."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator

from explainery.checking.findings import Fault, Severity
from explainery.checking.rule import Rule
from explainery.checking.suppressions import Suppression
from explainery.checking.tuning import TUNING

_CODE = "EXP117"
_FORM = "write <!-- explainery: allow EXP103 because … -->"


def invalid(suppression: Suppression, codes: Collection[str]) -> Iterator[Fault]:
    """What is wrong with a suppression by itself. `codes`: those of all rules."""
    line = suppression.line
    if not suppression.codes:
        yield Fault(line, f"this suppression cannot be understood: {_FORM}")
        return
    for code in suppression.codes:
        if code == _CODE:
            yield Fault(line, f"{_CODE} itself cannot be suppressed")
        elif code not in codes:
            similar = difflib.get_close_matches(code, sorted(codes), 1, TUNING.suggestion_likeness)
            hint = f"; did you mean {similar[0]}?" if similar else ""
            yield Fault(line, f"there is no rule {code}{hint}")
    if not suppression.reason:
        yield Fault(line, f"this suppression gives no reason: {_FORM}")


def unused(line: int, codes: Iterable[str]) -> Iterator[Fault]:
    """A warning for each code of a suppression that suppresses nothing on its line."""
    for code in codes:
        yield Fault(line, f"allow {code} suppresses nothing on this line: delete it", Severity.WARNING)


RULE = Rule(
    _CODE,
    "a suppression names existing rules, gives a reason, and suppresses a finding",
    """A comment at the end of a line suppresses a rule there. Its reason tells the next editor why:
<!-- explainery: allow EXP103 because the ministry corrected its own figure -->
Without a reason, or with an unknown code, it suppresses nothing. One that no longer suppresses anything is a warning;
`explainery check --fix` deletes it.
Example: <!-- explainery: allow EXP103 -->, which gives no reason.""",
    is_suppressible=False,
)

"""EXP117: a switch names codes that exist, gives a reason, and switches something off."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator

from explainery.checking.findings import WARNING, Fault
from explainery.checking.rule import Rule
from explainery.checking.suppressions import Allowance

CODE = "EXP117"
_HOW = "write <!-- explainery: allow EXP103 because … -->"


def badly_said(allowance: Allowance, codes: Collection[str]) -> Iterator[Fault]:
    """What is wrong with a switch by itself."""
    if not allowance.codes:
        yield Fault(allowance.line, f"this switch is not understood; {_HOW}")
        return
    for code in allowance.codes:
        if code == CODE:
            yield Fault(allowance.line, f"{CODE} itself cannot be switched off")
        elif code not in codes:
            near = difflib.get_close_matches(code, sorted(codes), 1)
            hint = f"; perhaps {near[0]}" if near else ""
            yield Fault(allowance.line, f"there is no rule {code}{hint}")
    if not allowance.why:
        yield Fault(allowance.line, f"this switch gives no reason; {_HOW}")


def idle(allowance: Allowance, used: Collection[tuple[int, str]], codes: Collection[str]) -> Iterator[Fault]:
    """The codes of a switch that switch off nothing on its line."""
    for code in allowance.codes:
        if code in codes and code != CODE and (allowance.line, code) not in used:
            yield Fault(allowance.line, f"allow {code} switches off nothing on this line", WARNING)


RULE = Rule(
    CODE,
    "a switch names codes that exist, gives a reason, and switches something off",
    """A rule is switched off for one line by a comment at its end, with the reason, so that the next reader knows why:
<!-- explainery: allow EXP103 because the ministry corrected its own figure -->. Without a reason or with an unknown
code it switches off nothing. One that has become idle is a warning; `explainery check --fix` takes it away.
Example: <!-- explainery: allow EXP103 -->, which gives no reason.""",
)

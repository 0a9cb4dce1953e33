"""Patterns that are compiled when they are first used, not when their module is loaded.

The program has some thousand patterns, and a command needs a few hundred of them. To compile all was half of the time
that a command took before it did anything.
"""

from __future__ import annotations

import re
from typing import Any, cast


def regex(text: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """What `re.compile` gives, compiled at its first use. So a mistake in it shows only then: a test compiles all."""
    return cast("re.Pattern[str]", Uncompiled(text, flags))


class Uncompiled:
    """A pattern until its first use; from then on it has the attributes of the compiled one."""

    def __init__(self, text: str, flags: re.RegexFlag) -> None:
        self.pattern = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (an attribute of any kind)
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        vars(self).update({n: getattr(compiled, n) for n in dir(compiled) if not n.startswith("_")})
        return getattr(compiled, name)

"""What is remembered of a story's texts: answers of pure functions that a build asks of the same sentences many times.

No sentence comes back in another story. So a build forgets them where a story ends, and its memory is that of the
largest story, however many there are.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

_Asked = TypeVar("_Asked", bound=Callable[..., object])
_FORGET: list[Callable[[], None]] = []


def remembered(most: int) -> Callable[[_Asked], _Asked]:
    """Remember the answers of a function, at most so many, until `forget_story`."""

    def remembering(asked: _Asked) -> _Asked:
        kept = lru_cache(most)(asked)
        _FORGET.append(kept.cache_clear)
        return kept  # type: ignore[return-value]  # it is called as the function is

    return remembering


def forget_story() -> None:
    """Forget every answer: the next story has other sentences."""
    for forget in _FORGET:
        forget()

"""Who is told how far a build is."""

from __future__ import annotations

from collections.abc import Mapping


class Watch:
    """Is told how far a build is. This one does nothing with it."""

    def expect(self, sizes: Mapping[str, int]) -> None:
        """These stories are to be built; each has so many bytes of sources."""

    def done(self, name: str) -> None:
        """A story is built."""

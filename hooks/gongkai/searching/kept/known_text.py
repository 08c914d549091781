"""The text of an entry, made only where somebody needs it: most texts are known by their digest from the last build."""

from __future__ import annotations

from collections.abc import Callable

from gongkai.incremental.cache import digest_of


class KnownText:
    """A text by its digest and its length, and how it is made."""

    __slots__ = ("_digest", "_length", "_make")

    def __init__(self, make: Callable[[], str], digest: str = "", length: int = 0) -> None:
        """Without ``digest`` the text has to be made before anything is known of it."""
        self._make, self._digest, self._length = make, digest, length

    def whole(self) -> str:
        """The text itself, made anew; it is not held, since all texts of a column would take much memory."""
        text = self._make()
        self._digest, self._length = digest_of(text.encode()), len(text)
        return text

    def know(self, digest: str, length: int) -> None:
        """Take what another process found when it made the text."""
        self._digest, self._length = digest, length

    @property
    def digest(self) -> str:
        """A digest of the text."""
        if not self._digest:
            self.whole()
        return self._digest

    def __len__(self) -> int:
        if not self._digest:
            self.whole()
        return self._length

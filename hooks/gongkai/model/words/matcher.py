"""Patterns that are compiled when they are first used: there are hundreds, and what people do at one time needs few."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _Later:
    """Becomes what ``re.compile`` gives, attribute by attribute, when one is asked for."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source, self._flags = source, flags
        self._compiled: re.Pattern[Any] | None = None

    def __getattr__(self, name: str) -> Any:
        """The attribute of the compiled pattern, which is found without this from then on. Raises re.error."""
        if name.startswith("_"):
            raise AttributeError(name)
        if self._compiled is None:
            self._compiled = re.compile(self._source, self._flags)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


def matcher(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What ``re.compile`` gives, but compiled when it is first used, for patterns of modules.

    The functions of ``re`` and ``isinstance`` do not know it: call its methods.
    """
    return cast("re.Pattern[AnyStr]", _Later(source, flags))

"""Whether one figure is another one miswritten: a digit changed, two digits turned, the point moved."""

from __future__ import annotations

from decimal import Decimal

from gongkai.checking.prose.rounded import last_place

_MOVED = 3
"""By how many places a point is moved at most: 元 for 万元 is no slip."""


def is_slip(printed: Decimal, wanted: Decimal) -> bool:
    """Whether ``printed`` stands where ``wanted`` should, by one slip of the pen."""
    if printed == wanted or printed <= 0 or wanted <= 0:
        return False
    if any(printed == wanted.scaleb(places) for places in range(-_MOVED, _MOVED + 1)):
        return True
    place = min(last_place(printed), last_place(wanted))
    one, other = (str(int(figure.scaleb(-place))) for figure in (printed, wanted))
    width = max(len(one), len(other))
    one, other = one.rjust(width, "0"), other.rjust(width, "0")
    differ = [at for at in range(width) if one[at] != other[at]]
    turned = len(differ) == 2 and differ[1] == differ[0] + 1
    return len(differ) == 1 or (turned and one[differ[0]] == other[differ[1]] and one[differ[1]] == other[differ[0]])

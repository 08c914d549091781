"""The table of what was planted and what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tests.eyes.looking import Seen, by_kind

_WIDTH = 44


def share(found: Iterable[Seen]) -> float:
    """How many of a hundred faults are found at their place, for their cause."""
    all_found = list(found)
    return 100 * sum(one.right for one in all_found) / len(all_found)


def lines_of(found: Iterable[Seen], titles: Mapping[str, str], shown: int = 0) -> Iterator[str]:
    """A line a kind: planted, anything said of the file, at the place, with the cause; and some that were missed."""
    yield f"{_padded('种类')}{'植入':>6}{'说到':>6}{'位置对':>6}{'原因对':>6}{'％':>7}"
    for kind, of_kind in by_kind(found).items():
        told = sum(one.found for one in of_kind)
        at_place, right = sum(one.at_place for one in of_kind), sum(one.right for one in of_kind)
        name = _padded(f"{kind} {titles.get(kind, '')}")
        yield f"{name}{len(of_kind):>8}{told:>8}{at_place:>9}{right:>9}{share(of_kind):>9.1f}"
        for one in [one for one in of_kind if not one.right][:shown]:
            yield f"    漏：{one.planted.path}:{(*one.planted.lines, 0)[0]} {one.planted.shown}"
            yield from (f"        说的是：{words[:150]}" for words in one.told[:2])


def _padded(words: str) -> str:
    return words + " " * max(1, _WIDTH - len(words) - sum(ord(sign) > 0x2E80 for sign in words))

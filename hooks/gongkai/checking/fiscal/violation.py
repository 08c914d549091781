"""The problem of an equation between figures that does not hold, with both sides and what rounding can explain."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.model.formula import Outcome
from gongkai.model.kind import Identity
from gongkai.model.place import Place
from gongkai.model.problems.problem import Level, Problem, problem

CODE = "identity"
_LEVELS = {level.value: level for level in Level}


def violated(
    identity: Identity, where: str, rule: str, outcome: Outcome, places: Sequence[Place], note: str = ""
) -> Problem:
    """The problem, located at the first place; ``places`` are those of all figures in the equation."""
    difference = outcome.left - outcome.right
    what = f"{where}：{rule}，左边 {outcome.left:f}，右边 {outcome.right:f}，相差 {abs(difference):f}。"
    if outcome.rounding:
        remedy = "差额在四舍五入的范围内，请确认原件如此。"
        return problem(places[0], CODE, what, remedy, _LEVELS[identity.rounding], places, note)
    remedy = identity.message or "请对照原件核对这几个数。"
    return problem(places[0], CODE, what, remedy, _LEVELS[identity.level], places, note)

"""How the document that caused a state is labelled; it ended or changed another document without replacing it."""

from __future__ import annotations

from gongkai.model.validity import State

GROUNDS = {
    State.REPEALED: "废止依据",
    State.EXPIRED: "失效依据",
    State.WITHDRAWN: "撤回说明",
    State.PARTLY: "部分废止的依据",
    State.AMENDED: "修改依据",
}

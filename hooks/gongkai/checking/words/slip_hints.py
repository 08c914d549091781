"""One search of an item's text that tells whether it may have any of the slips of words; most items have none."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from gongkai.checking.texts.text_lines import all_text
from gongkai.checking.words.doubled_characters import may_be_twice
from gongkai.checking.words.placeholders import PLACEHOLDERS
from gongkai.incremental.same_object import SameObject
from gongkai.model.item import Item
from gongkai.model.words.slip import quick_searches
from gongkai.reading.words.left_overs import left_overs
from gongkai.reading.words.word_list import wrong_words


def may_have_slips(item: Item) -> bool:
    """Whether a rule about words should look at the lines of the item."""
    return _may_have(SameObject(item))


@lru_cache(maxsize=1)
def _may_have(item: SameObject[Item]) -> bool:
    """Memoized, since several rules ask the same one after the other."""
    text = all_text(item.it)
    return any(one.search(text) for one in _searches()) or may_be_twice(text)


@cache
def _searches() -> tuple[re.Pattern[str], ...]:
    data = wrong_words()
    triggers = [trigger for forms in left_overs().values() for form in forms for trigger in form.triggers]
    return quick_searches([*data.slips, *triggers, *PLACEHOLDERS], data.frequent)

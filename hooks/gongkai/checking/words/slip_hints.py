"""One search of an item's text that tells whether it may have any of the slips of words; most items have none."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from gongkai.checking.texts.text_lines import all_text
from gongkai.checking.words.doubled_characters import HINT as DOUBLED
from gongkai.incremental.same_object import SameObject
from gongkai.model.item import Item
from gongkai.model.words.slip import alternatives
from gongkai.reading.words.left_overs import left_overs
from gongkai.reading.words.word_list import wrong_words


def may_have_slips(item: Item) -> bool:
    """Whether a rule about words should look at the lines of the item."""
    return _may_have(SameObject(item))


@lru_cache(maxsize=1)
def _may_have(item: SameObject[Item]) -> bool:
    """Memoized, since several rules ask the same one after the other."""
    return _pattern().search(all_text(item.it)) is not None


@cache
def _pattern() -> re.Pattern[str]:
    data = wrong_words()
    triggers = [trigger for forms in left_overs().values() for form in forms for trigger in form.triggers]
    # The rarest characters of all words share one alternation, whose branches all begin with a character.
    return re.compile(f"{alternatives([*data.slips, *triggers], data.frequent)}|{DOUBLED}")

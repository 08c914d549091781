"""Until when a document is valid, in words, with the day that stood before an extension."""

from __future__ import annotations

from gongkai.model.validity import Validity
from gongkai.texts.day_words import day_words


def term_words(validity: Validity) -> str:
    """The last day of validity, with the one that stood before an extension: «2028年9月14日（原为2025年9月14日）».

    One that does not hold any more, in whose place no other was set, is told as such: «不能确定（原为2025年9月14日）».
    """
    former = f"（原为{day_words(validity.former_until)}）" if validity.former_until else ""
    if validity.until:
        return f"{day_words(validity.until)}{former}"
    return f"不能确定{former}" if former else ""

"""The end of a document's validity in words, with the original date if it was extended."""

from __future__ import annotations

from gongkai.model.validity import Validity
from gongkai.texts.day_words import day_words


def term_words(validity: Validity) -> str:
    """The last day of validity, with the date before an extension: «2028年9月14日（原为2025年9月14日）».

    If that date no longer applies and no new one was set: «不能确定（原为2025年9月14日）».
    """
    former = f"（原为{day_words(validity.former_until)}）" if validity.former_until else ""
    if validity.until:
        return f"{day_words(validity.until)}{former}"
    return f"不能确定{former}" if former else ""

"""Texts as pages show them, annotated: notes above amended articles and at errors of the original."""

from __future__ import annotations

from dataclasses import replace

from gongkai.model.item import Item
from gongkai.pages.documents.clause_marks import clause_marks
from gongkai.pages.documents.shown_text import shown_source
from gongkai.pages.items.printed_marks import marks_of
from gongkai.texts.linked_texts import LinkedTexts
from gongkai.texts.marked_text import Text
from gongkai.texts.versions import Version


class Texts(LinkedTexts):
    """Prepares the texts of one column for their pages."""

    def shown(self, item: Item) -> Text | None:
        """The text on the page of ``item``: the version in force, annotated; None if it is empty."""
        source = shown_source(item, self.publication)
        if not source.strip():
            return None
        marks = clause_marks(item, self.publication)
        return replace(self.body(source, item), marks=marks, printed=self._printed(source, item))

    def version(self, version: Version, item: Item) -> Text:
        """The text of another version of ``item``; only that of the text as issued is annotated with later amendments."""
        marks = clause_marks(item, self.publication, version) if version.original else ()
        printed = self._printed(version.source, item)
        return replace(self.body(version.source, item), marks=marks, printed=printed)

    def _printed(self, source: str, item: Item) -> tuple[tuple[int, int], ...]:
        """Line → note number of the waived errors of the original document, if ``source`` is a text file of the item."""
        marks = marks_of(item, self.publication)
        if not marks:
            return ()
        names = ["", *item.texts] if source == item.body else item.texts
        return next((marks.lines(name) for name in names if name == "" or item.texts[name].text == source), ())

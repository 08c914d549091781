"""The definition of a rule, stated in its own file: title, sources, kinds of problems, names it needs, and functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from gongkai.checking.texts.text_lines import all_text
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Problem
from gongkai.model.publication import Publication


def searched_text(item: Item) -> str:
    """The text of an item in which signs and hints are looked for; what may follow a break may also begin it."""
    return "\n" + all_text(item)


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """The names in type definitions on which a rule depends; it does nothing for types without them.

    Fields that every item has (types/item.yml) are not listed.
    """

    types: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    """Names of fields; ``posts.time`` is the column ``time`` of the table field or record field ``posts``."""
    columns: tuple[str, ...] = ()
    """Names of columns in any table field, table of figures or record file."""
    relations: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    """Names of tables of figures."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A search of the text of an item; it finds nothing where the text has none of ``near``, unless there are none."""

    search: Callable[[str], object]
    near: tuple[str, ...] = ()
    """Literal texts, all of which are looked for in one scan (``checking/sign_scan.py``), so that most texts need no search."""

    def finds(self, text: str) -> bool:
        """Whether something of what it searches for is in ``text``."""
        return (not self.near or any(one in text for one in self.near)) and bool(self.search(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: ``of_item`` checks one item (its result is cached between builds), ``of_column`` the whole publication."""

    title: str
    """What the rule ensures, in Chinese."""
    sources: tuple[str, ...] = ()
    """The laws, official documents or standards that require it; empty if it is common sense."""
    findings: tuple[Finding, ...]
    needs: Needs = Needs()
    of_column: Callable[[Publication], Iterator[Problem]] | None = None
    of_item: Callable[[Item, Publication], Iterator[Problem]] | None = None
    signs: Callable[[Publication], Iterable[str]] | None = None
    """Literal texts: where the text of an item has none of them and none of ``hints`` is true of it, ``of_item`` finds nothing."""
    hints: tuple[Hint, ...] = ()

    @property
    def name(self) -> str:
        """The name of the rule: that of its file, without extension."""
        return self.file.rpartition("/")[2]

    @property
    def file(self) -> str:
        """The path of its file in the engine, without extension, such as ``checking/adverts/spam_in_texts``."""
        function = self.of_item or self.of_column
        return "/".join(function.__module__.split(".")[1:]) if function else ""

    @property
    def heading(self) -> str:
        """The title, followed by the sources in brackets."""
        return f"{self.title}（{'；'.join(self.sources)}）" if self.sources else self.title

    @property
    def waivable(self) -> tuple[str, ...]:
        """Codes that can be a defect of the original document, which may be published as printed (照原件公开)."""
        return tuple(finding.code for finding in self.findings if finding.as_printed)

    def looks_at(self, text: str, publication: Publication) -> bool:
        """Whether ``text``, the searched text of an item, has a sign or a hint, or the rule needs neither."""
        if self.signs is None and not self.hints:
            return True
        signs = self.signs(publication) if self.signs else ()
        return any(sign in text for sign in signs) or any(hint.finds(text) for hint in self.hints)

    def check(self, publication: Publication) -> Iterator[Problem]:
        """All problems that the rule finds in a column."""
        if self.of_item:
            for item in publication.reading.items:
                if self.looks_at(searched_text(item), publication):
                    yield from self.of_item(item, publication)
        if self.of_column:
            yield from self.of_column(publication)

"""What a rule says of itself in its own file: its title and sources, its findings, what it needs, and its functions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Problem
from gongkai.model.publication import Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """The names by which a rule finds what it looks at; a type without them is nothing to the rule.

    What every item has (types/item.yml) is not named.
    """

    types: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    """Names of fields; ``posts.time`` is the column ``time`` of the table field or record ``posts``."""
    columns: tuple[str, ...] = ()
    """Names of columns of any table field, table of figures or record file."""
    relations: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    """Names of tables of figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. ``of_item`` looks at one item and what it asks the publication about, ``of_column`` at all of them."""

    title: str
    """What the rule looks after, in Chinese."""
    sources: tuple[str, ...] = ()
    """The law, the official document or the standard that asks for it; none where it is common sense."""
    findings: tuple[Finding, ...]
    needs: Needs = Needs()
    of_column: Callable[[Publication], Iterator[Problem]] | None = None
    of_item: Callable[[Item, Publication], Iterator[Problem]] | None = None

    @property
    def name(self) -> str:
        """The name of the file that holds the rule."""
        return self.file.rpartition("/")[2]

    @property
    def file(self) -> str:
        """The file itself within the engine and without its ending, such as ``checking/texts/spam_in_texts``."""
        function = self.of_item or self.of_column
        return "/".join(function.__module__.split(".")[1:]) if function else ""

    @property
    def heading(self) -> str:
        """The title with its sources in brackets."""
        return f"{self.title}（{'；'.join(self.sources)}）" if self.sources else self.title

    @property
    def waivable(self) -> tuple[str, ...]:
        """Codes of its findings that can be true of the paper itself, which may then be published as it is (照原件公开)."""
        return tuple(finding.code for finding in self.findings if finding.as_printed)

    def check(self, publication: Publication) -> Iterator[Problem]:
        """Every problem that the rule finds in a column."""
        if self.of_item:
            for item in publication.reading.items:
                yield from self.of_item(item, publication)
        if self.of_column:
            yield from self.of_column(publication)

"""Suggestions of the search box and the groups of synonyms, as two small classic scripts.

``search/synonyms.js`` holds the groups of synonyms, ``search/suggestions.js`` columns, titles and numbers. A browser loads
them when somebody begins to type, so the second has a limit: what is not in it is still found by searching.
"""

from __future__ import annotations

from pathlib import Path

from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.model.script import traditional_pairs
from gongkai.model.validity import DEAD
from gongkai.pages.lists.line import newest_first
from gongkai.pages.site_view import SiteView, site_view
from gongkai.searching.packing import FOLDER, script_value
from gongkai.searching.standing import StandingRow, standing_of, standing_row

MOST = 2000
"""Most items that are suggested; with titles of usual length the compressed file stays below 100 KB."""


def write_suggestions(publication: Publication, folder: Path) -> int:
    """Write both scripts below ``folder`` and return their number. Raises OSError."""
    target = folder / FOLDER
    target.mkdir(parents=True, exist_ok=True)
    _write(target / "synonyms.js", "gkSynonyms", synonym_groups(publication))
    items = suggested_items(publication)
    kinds = sorted({item.kind.title for item in items})
    rows_of_standing = [_standing_of(item, publication) for item in items]
    standings = {standing: number for number, standing in enumerate(dict.fromkeys(rows_of_standing))}
    rows = [
        [item.plain_title, item_url(item), item.doc_no, kinds.index(item.kind.title), standings[standing]]
        for item, standing in zip(items, rows_of_standing)
    ]
    letters = {letter for item in items for letter in item.plain_title + item.doc_no}
    value = {
        "columns": _columns(site_view(publication)),
        "kinds": kinds,
        "standings": list(standings),
        "items": rows,
        # Only the Traditional characters are needed whose standard form occurs in a suggestion.
        "standard": "".join(
            chr(point) + standard for point, standard in sorted(traditional_pairs().items()) if standard in letters
        ),
    }
    _write(target / "suggestions.js", "gkSuggestions", value)
    return 2


def synonym_groups(publication: Publication) -> list[list[str]]:
    """Groups of words that mean the same: the agency's name with its short names, then the groups of the agency."""
    agency = publication.reading.settings.agency
    own = [[agency.name, *agency.short_names]] if agency.short_names else []
    return [*own, *(list(group) for group in publication.reading.synonyms)]


def suggested_items(publication: Publication) -> list[Item]:
    """The items to suggest: documents that may be in force first, then all others, each group the newest first.

    Documents that are no longer in force, and what explains them, come last. At most ``MOST`` items.
    """
    in_force: list[Item] = []
    others: list[Item] = []
    last: list[Item] = []
    for item in newest_first(publication.reading.items):
        state, explains, _ = _standing_of(item, publication)
        (last if state in DEAD else others if explains or not state else in_force).append(item)
        if len(in_force) == MOST:
            # Whatever the standing of older items is, there is no place for them.
            break
    return [*in_force, *others, *last][:MOST]


def _standing_of(item: Item, publication: Publication) -> StandingRow:
    standing = standing_of(item, publication)
    return standing_row(standing.state, standing.explains, standing.changes, standing.of_term)


def _columns(site: SiteView) -> list[tuple[str, str]]:
    found = {}
    for part in site.parts:
        found[part.url] = part.title
        for group in part.groups:
            found |= {leaf.url: leaf.title for leaf in group.leaves}
    return [(title, url) for url, title in found.items()]


def _write(path: Path, name: str, value: object) -> None:
    text = script_value(value)
    path.write_text(f"window.{name}={text};\n", encoding="utf-8")

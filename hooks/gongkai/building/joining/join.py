"""A site that searches many built columns at once and lists their documents; the columns themselves stay as they are."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2

from gongkai.building.exchange import replace_published
from gongkai.building.folders import beside_of
from gongkai.building.joining.joined_column import GivenColumn, JoinedColumn, JoinError, broken_words, read_columns
from gongkai.building.joining.joined_entries import JoinedEntries
from gongkai.building.joining.joined_pages import Office, offices_of, shown_states
from gongkai.data.sitemap import write_sitemap
from gongkai.rendering.assets import write_assets
from gongkai.rendering.environment import standalone
from gongkai.searching.packing import FOLDER, BrokenFileError, script_value
from gongkai.searching.publish_search import write_shared
from gongkai.searching.shards import write_index
from gongkai.searching.start_file import PAGES, write_start
from gongkai.texts.day_words import day_words

OFFICES = "data/offices.json"
"""The file by which a joint site is known."""
_TEMPLATES = "gongkai/joined"


@dataclass(frozen=True, slots=True)
class JointSite:
    """What all pages of a joint site tell."""

    title: str
    domain: str
    """Its public address with a slash at the end, or empty."""
    as_of: str
    """The earliest of the days to which the columns know, in ISO 8601: later changes may be missing."""
    as_of_words: str
    offices: Sequence[Office]
    states: Sequence[str]


@dataclass(frozen=True, slots=True)
class JoinReport:
    """What was written."""

    offices: int
    entries: int
    documents: int
    files: int
    bytes: int


def join_columns(given: Sequence[GivenColumn], theme: Path, out: Path, title: str, domain: str) -> JoinReport:
    """Write the joint site of all columns to ``out``, which is replaced at once when all is written.

    Raises JoinError where something is wrong with what was given, OSError.
    """
    _refuse_place(given, out)
    new = beside_of(out)
    shutil.rmtree(new, ignore_errors=True)
    try:
        with tempfile.TemporaryDirectory(prefix="gongkai-merge-") as room:
            columns = read_columns(given, Path(room))
            new.mkdir(parents=True)
            report = _write(columns, theme, new, title, domain)
        replace_published(new, out)
    except BrokenFileError as error:
        raise JoinError(broken_words(Path("合并的专栏"), error)) from None
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return report


def _refuse_place(given: Sequence[GivenColumn], out: Path) -> None:
    """The site must overwrite nothing but an earlier joint site, and no column."""
    target = out.resolve()
    for one in given:
        place = one.place.resolve()
        if place == target or place.is_relative_to(target) or target.is_relative_to(place):
            raise JoinError(f"不能写到“{out}”：它与专栏“{one.place}”重叠。请用 --out 换一个空的文件夹。")
    if out.exists() and not (out / OFFICES).is_file() and (not out.is_dir() or any(out.iterdir())):
        raise JoinError(f"“{out}”里有别的文件，没有改动。请用 --out 换一个空的文件夹。")


def _write(columns: Sequence[JoinedColumn], theme: Path, folder: Path, title: str, domain: str) -> JoinReport:
    joined = JoinedEntries(columns)
    offices = offices_of(columns, joined.entries(texts=False))
    as_of = min(column.as_of for column in columns)
    base = f"{domain.rstrip('/')}/" if domain else ""
    site = JointSite(title, base, as_of.isoformat(), day_words(as_of), offices, shown_states(offices))
    write_index((entry for _, entry in joined.entries()), folder, PAGES)
    write_shared(folder)
    _write_words(columns, folder)
    write_start(folder)
    write_assets(theme, folder)
    try:
        listed = list(_write_pages(standalone(theme), site, folder))
    except ValueError as error:
        raise JoinError(f"有的专栏写着这个版本没有的效力状态（{error}）。请用同一版本重新生成。") from None
    _write_offices(offices, folder)
    write_sitemap([(url, "") for url in listed], base, folder)
    written = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    documents = sum(office.total for office in offices)
    return JoinReport(len(columns), len(joined), documents, len(written), sum(written))


def _write_words(columns: Sequence[JoinedColumn], folder: Path) -> None:
    """The groups of synonyms of all columns; there are no suggestions, since titles of all would be too many to load."""
    groups = list(dict.fromkeys(group for column in columns for group in column.synonyms))
    for name, variable, value in (
        ("synonyms", "gkSynonyms", groups),
        ("suggestions", "gkSuggestions", {}),
        ("outside", "gkOutside", []),
    ):
        text = script_value(value)
        path = folder / FOLDER / f"{name}.js"
        path.write_text(f"window.{variable}={text};\n", encoding="utf-8", newline="\n")


def _write_pages(environment: jinja2.Environment, site: JointSite, folder: Path) -> Iterator[str]:
    """Write all pages and give their addresses."""
    pages = {office.column.key: list(office.pages()) for office in site.offices}
    for name, title in (("index", site.title), ("search", "检索"), ("library", "文件库"), ("apply", "依申请公开")):
        html = environment.get_template(f"{_TEMPLATES}/{name}.html").render(
            site=site, root="", title=title, pages=pages
        )
        (folder / f"{name}.html").write_text(html, encoding="utf-8", newline="\n")
        yield f"{name}.html"
    template = environment.get_template(f"{_TEMPLATES}/documents.html")
    for page in (page for own in pages.values() for page in own):
        html = template.render(site=site, root="", title=page.title, view=page)
        (folder / page.url).write_text(html, encoding="utf-8", newline="\n")
        yield page.url


def _write_offices(offices: Sequence[Office], folder: Path) -> None:
    rows = [
        {
            "agency": office.column.agency,
            "url": office.column.base,
            "as_of": office.column.as_of.isoformat(),
            "items": office.column.items,
            "documents": office.total,
            "by_validity": dict(sorted(office.states.items())),
            "newest": office.newest.isoformat() if office.newest else "",
        }
        for office in offices
    ]
    path = folder / OFFICES
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")

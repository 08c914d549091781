"""The files of data as a whole: the same sources give the same bytes, whatever the system and the release."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from gongkai.building.sources import checked_column
from gongkai.data.csv_text import write_csv
from gongkai.data.feeds import write_feeds
from gongkai.data.open_data import write_open_data
from gongkai.data.record_files import files_without_records
from gongkai.model.problems.problem import Level
from gongkai.model.problems.yielded import gathered
from gongkai.model.publication import Publication
from gongkai.pages.column.clerk_templates import templates_of
from gongkai.reading.types.kinds import load_kinds

from tests.columns import write_column
from tests.conftest import AS_OF

CASES = Path(__file__).parent / "cases" / "published_data"
_BASE = "https://swj.example.gov.cn/ZFXX/"
pytestmark = pytest.mark.usefixtures("files_as_on_windows")


def test_documents_are_published_as_before(tmp_path: Path) -> None:
    """Their schema, which says what the types say, is not among the files that must stay as they are."""
    kept = _files(CASES / "documents" / "published")
    assert kept.keys() > {"data/items.json", "data/items.csv", "data/validity.json", "feed.xml", "feed.json"}
    found = _published(_column("documents"), tmp_path)
    assert {path: found[path] for path in kept} == kept


def test_records_are_published_as_before(tmp_path: Path) -> None:
    found = _published(_column("records"), tmp_path)
    kept = _files(CASES / "records" / "published")
    assert found == kept
    assert sorted(files_without_records(_column("records"))) == [path for path, text in kept.items() if not text]


def test_it_does_not_matter_what_lies_in_the_folder(tmp_path: Path) -> None:
    """Neither that it is missing nor that the data of an earlier day are there."""
    folder = tmp_path / "not" / "yet"
    for name in ("documents", "records"):
        write_open_data(_without_forms(_column(name)), folder)
    kept = _files(CASES / "records" / "published")
    kept.pop("feed.xml")
    kept.pop("feed.json")
    assert _files(folder).items() >= kept.items()


def test_without_a_public_address_records_have_addresses_within_the_site(tmp_path: Path) -> None:
    publication = _column("records")
    settings = replace(publication.reading.settings, site_domain="")
    found = _published(replace(publication, reading=replace(publication.reading, settings=settings)), tmp_path)
    kept = _files(CASES / "records" / "published")
    paths = ["stalls/records.csv", "stalls/records.jsonl", "stalls/changes.csv", "stores/records.csv"]
    assert [found[path] for path in paths] == [kept[path].replace(_BASE, "") for path in paths]
    assert all(_BASE in kept[path] for path in paths)


def test_the_blank_forms_are_published(tmp_path: Path) -> None:
    kinds = dict(list(gathered(load_kinds(None))[0].items())[::9])
    assert {bool(form.rows) for kind in kinds.values() for form in templates_of(kind)} == {True, False}
    publication = _column("records")
    write_open_data(replace(publication, reading=replace(publication.reading, kinds=kinds)), tmp_path / "site")
    forms = [form for kind in kinds.values() for form in templates_of(kind)]
    for form in forms:
        write_csv(tmp_path / "tables" / form.url, form.rows)
    tables = _files(tmp_path / "tables")
    found = _files(tmp_path / "site")
    assert {path: text for path, text in found.items() if path.startswith("data/templates/")} == {
        form.url: tables[form.url] if form.rows else form.text for form in forms
    }


def test_a_column_without_anything_is_published(tmp_path: Path) -> None:
    write_column(tmp_path / "column", {"content/.keep": ""})
    publication, _ = checked_column(tmp_path / "column", AS_OF)
    found = _published(publication, tmp_path / "site")
    kept = _files(CASES / "nothing" / "published")
    assert found == kept


@cache
def _column(name: str) -> Publication:
    publication, problems = checked_column(CASES / name / "column", AS_OF)
    assert [str(one) for one in problems if one.level is Level.ERROR] == []
    return publication


def _published(publication: Publication, folder: Path) -> dict[str, str]:
    """The files of a column without the blank forms, of which every column has hundreds."""
    folder.mkdir(exist_ok=True)
    write_open_data(_without_forms(publication), folder)
    write_feeds(publication, folder)
    return _files(folder)


def _without_forms(publication: Publication) -> Publication:
    return replace(publication, reading=replace(publication.reading, kinds={}))


def _files(folder: Path) -> dict[str, str]:
    """The text of each file below ``folder``, its ends of lines and byte order mark as they are."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }

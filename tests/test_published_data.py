"""The files of data as a whole: the same sources give the same bytes, whatever the system and the release."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from gongkai.building.sources import checked_column
from gongkai.data.csv_text import write_csv
from gongkai.data.feeds import write_feeds
from gongkai.data.open_data import write_open_data
from gongkai.data.record_files import files_without_records
from gongkai.model.problems.problem import Level
from gongkai.model.publication import Publication
from gongkai.pages.column.clerk_templates import templates_of

from tests.columns import write_column
from tests.conftest import AS_OF

CASES = Path(__file__).parent / "cases" / "published_data"
FORMS = "data/templates/"


pytestmark = pytest.mark.usefixtures("lines_end_as_on_windows")


def test_documents_are_published_as_before(tmp_path: Path) -> None:
    """Their schema, which says what the types say, is not among the files that must stay as they are."""
    kept = _files(CASES / "documents" / "published")
    assert kept.keys() > {"data/items.json", "data/items.csv", "data/validity.json", "feed.xml"}
    found = _published(_column("documents"), tmp_path)
    assert {path: found[path] for path in kept} == kept


def test_records_are_published_as_before(tmp_path: Path) -> None:
    found = _published(_column("records"), tmp_path)
    kept = _files(CASES / "records" / "published")
    assert {path: text for path, text in found.items() if not path.startswith(FORMS)} == kept
    assert sorted(files_without_records(_column("records"))) == [path for path, text in kept.items() if not text]


def test_the_blank_forms_are_published(tmp_path: Path) -> None:
    publication = _column("records")
    found = _published(publication, tmp_path / "site")
    forms = [form for kind in publication.reading.kinds.values() for form in templates_of(kind)]
    tables = {form.url: form.rows for form in forms if form.rows}
    for url, rows in tables.items():
        write_csv(tmp_path / "forms" / url, rows)
    texts = {form.url: form.text for form in forms if not form.rows}
    assert len(tables) > 20
    assert len(texts) > 20
    assert {path: text for path, text in found.items() if path.startswith(FORMS)} == {
        **texts,
        **_files(tmp_path / "forms"),
    }


def test_a_column_without_anything_is_published(tmp_path: Path) -> None:
    write_column(tmp_path / "column", {"content/.keep": ""})
    publication, _ = checked_column(tmp_path / "column", AS_OF)
    found = _published(publication, tmp_path / "site")
    kept = _files(CASES / "nothing" / "published")
    assert {path: text for path, text in found.items() if not path.startswith(FORMS)} == kept


@cache
def _column(name: str) -> Publication:
    publication, problems = checked_column(CASES / name / "column", AS_OF)
    assert [str(one) for one in problems if one.level is Level.ERROR] == []
    return publication


def _published(publication: Publication, folder: Path) -> dict[str, str]:
    folder.mkdir(exist_ok=True)
    write_open_data(publication, folder)
    write_feeds(publication, folder)
    return _files(folder)


def _files(folder: Path) -> dict[str, str]:
    """The text of each file below ``folder``, its ends of lines and byte order mark as they are."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }

"""Odd and hostile titles show the same characters on their pages, in lists, search, data, feeds, citations and archive."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from gongkai.archiving.metadata import metadata_tables
from gongkai.binding.bind import bind
from gongkai.building.output import write_column as write_site
from gongkai.checking.catalogue import RULES
from gongkai.data.csv_text import safe_cell
from gongkai.data.feeds import write_feeds
from gongkai.data.open_data import write_open_data
from gongkai.model.addresses import attachment_url, item_url
from gongkai.model.problems.problem import Level
from gongkai.model.publication import Publication
from gongkai.reading.column_sources import read_column
from gongkai.searching.answers import read_index
from gongkai.searching.publish_search import publish_search

from tests.columns import document, write_column
from tests.conftest import PROJECT
from tests.templates import templates

THEME = PROJECT / "theme_overrides"

TITLES = (
    "关于<b>&amp;《商品》</b>的通知",
    "关于{{7*7}}和{% raw %}${x}的通知",
    "</script><script>alert(1)</script>",
    "]]>--><!-- 通知",
    "关于\"双引号\"和'单引号'的通知",
    "关于العربية和English的通知",
    "关于🌾丰收和𠮷林的通知",
    "=1+1的通知",
    "。首尾都有标点的通知！",
    "关于" + "长" * 195 + "的通知",
    "null",
    "012",
    "是",
    "“首尾都在引号里”",
    "《书名号》在最前",
    "——破折号在最前",
    "-5℃以下天气的通知",
    "@全体：+1的通知",
    "C:\\目录\\文件 100%_{a}^b~c$d#e&f",
    "关于①②③ⅣＡＢＣ１２３℃㎡的通知",
    "关于  两个空格的通知",
    "关于é和한국어的通知",
    "TY  - 通知",
    "@misc{a, title={b}}",
    "关于*甲*、**乙**、`丙`、~~丁~~和[戊](己.pdf)的通知",
    "关于&lt;b&gt;、&#60;、&nbsp;和&amp;amp;的通知",
    "关于👨\u200d👩\u200d👧、❤\ufe0f\u200d🔥和🏴\U000e0067\U000e0062\U000e007f的通知",
    "关于مى\u200cخواهم和ᠮᠣᠩᠭᠣᠯ的通知",
    "C:\\",
    "\\\\服务器\\共享\\n的通知",
    "关于%5C%20和+的通知",
    "关于　全角空格的通知",
    "# 井号在最前",
    "> 大于号在最前",
    "1. 序号在最前",
    "<甲>和1<2>0的通知",
    "!---",
    "关于http://10.1.2.3/a的通知",
    "﹏﹏､｡ﾊﾝｶｸ㍻ﬁ的通知",
)


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    files = {
        f"content/{n}.md": document(
            str(n),
            标题=json.dumps(title, ensure_ascii=False),
            曾用网址=f"[/old/{n}.html]",
            发文字号=f"示商发〔2024〕{n}号",
        )
        for n, title in enumerate(TITLES, 1)
    }
    root = write_column(tmp_path_factory.mktemp("titles"), files)
    return bind(read_column(root), date(2026, 1, 1))


@pytest.fixture(scope="module")
def folder(publication: Publication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the column."""
    folder = tmp_path_factory.mktemp("site")
    write_site(publication, templates(), {}, folder, THEME)
    return folder


def test_titles_are_read_as_written(publication: Publication) -> None:
    assert [item.title for item in publication.reading.items] == list(TITLES)


def test_nothing_stops_their_publication(publication: Publication) -> None:
    problems = [*publication.reading.problems, *(one for rule in RULES for one in rule.check(publication))]
    assert [str(one) for one in problems if one.level is Level.ERROR and one.path.startswith("content/")] == []


def test_data_and_feeds_hold_the_same_characters(publication: Publication, tmp_path: Path) -> None:
    write_open_data(publication, tmp_path)
    write_feeds(publication, tmp_path)
    names = {"a": "http://www.w3.org/2005/Atom"}
    feed = ElementTree.parse(tmp_path / "feed.xml").getroot()
    assert sorted(one.findtext("a:title", "", names) for one in feed.findall("a:entry", names)) == sorted(TITLES)
    text = (tmp_path / "data" / "items.csv").read_text(encoding="utf-8-sig")
    cells = {cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row}
    assert {safe_cell(title) for title in TITLES} <= cells
    assert set(TITLES) <= _strings(json.loads((tmp_path / "data" / "items.json").read_text(encoding="utf-8")))


def test_pages_and_their_metadata(publication: Publication, folder: Path) -> None:
    for item in publication.reading.items:
        page = _Page.read(folder / item_url(item))
        assert page.texts["h1"] == [item.title]
        assert page.texts["title"][0].startswith(f"{item.title} - ")
        assert [page.metas[name] for name in ("ArticleTitle", "citation_title")] == [item.title] * 2
        # The end of the path is the page itself, and the citation is read as it is printed.
        assert item.title in page.words
        assert f"示例市商务局. {item.title}: {item.doc_no}[EB/OL]." in page.words
        assert json.loads(page.data_block)["name"] == item.title


def test_former_addresses_name_them(publication: Publication, folder: Path) -> None:
    for number, item in enumerate(publication.reading.items, 1):
        moved = _Page.read(folder / "old" / f"{number}.html")
        assert moved.links["../" + item_url(item)] == item.title


@pytest.mark.parametrize(
    "name",
    ["updates.html", "index.html", "policy.html", "library.html", "browse/year-2024.html", "browse/index-number.html"],
)
def test_lists_lead_to_the_pages_by_their_titles(name: str, publication: Publication, folder: Path) -> None:
    page = _Page.read(folder / name)
    root = "../" * name.count("/")
    for item in publication.reading.items:
        shown = page.links.get(root + item_url(item))
        if name == "index.html" and shown is None:
            continue
        assert shown == item.title
    assert page.links


def test_search_shows_them(publication: Publication, tmp_path: Path) -> None:
    publish_search(publication, tmp_path, "shards")
    index = read_index(tmp_path, "pages")
    shown = {cell for entry in range(index.count) for cell in index.row(entry)}
    assert set(TITLES) <= shown


def test_citations_hold_them_in_their_own_way_of_writing(publication: Publication, folder: Path) -> None:
    for item in publication.reading.items:
        page = _Page.read(folder / item_url(item))
        ris, bibtex = (
            base64.b64decode(page.by_words[name].partition("base64,")[2]).decode() for name in ("RIS", "BibTeX")
        )
        lines = dict(line.split("  - ", 1) for line in ris.split("\r\n") if line)
        assert next(iter(lines)) == "TY"
        assert lines["TI"] == item.title
        (written,) = re.findall(r"^  title = \{\{(.*)\}\},$", bibtex, re.MULTILINE)
        assert _from_bibtex(written) == item.title
        assert bibtex.count("\n@") == 0


def test_the_archive_lists_them(publication: Publication, folder: Path) -> None:
    table = metadata_tables(publication, folder, publication.reading.root)["metadata.csv"]
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert [row["题名"] for row in rows] == [safe_cell(title) for title in TITLES]


@pytest.fixture(scope="module")
def fields(tmp_path_factory: pytest.TempPathFactory) -> tuple[Publication, Path]:
    """A column whose names of attachments, offices, agencies, documents and whose cells are the odd titles; its site."""
    files = {"catalogue/p.yml": _PERMITS}
    for number, title in enumerate(TITLES, 1):
        name = json.dumps(title, ensure_ascii=False)
        files[f"content/{number}.csv"] = "甲,乙\n1,2\n"
        files[f"content/{number}.md"] = document(
            str(number),
            发布机构=name,
            责任科室=name,
            主题词=f"[{name}, 甲]",
            依据=f"[{{文件: 国办发〔2018〕{number}号, 标题: {name}}}]",
            附件=f"[{{文件: {number}.csv, 名称: {name}}}]",
        )
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(_COLUMNS)
    for number, title in enumerate(TITLES, 1):
        writer.writerow((title, f"示商许〔2026〕{number}号", title, "2026-03-05", "2026-03-05", "2027-03-05", title))
    files["catalogue/p.csv"] = table.getvalue()
    publication = bind(read_column(write_column(tmp_path_factory.mktemp("fields"), files)), date(2026, 3, 20))
    folder = tmp_path_factory.mktemp("fields-site")
    write_site(publication, templates(), {}, folder, THEME)
    write_open_data(publication, folder)
    return publication, folder


def test_other_names_are_shown_as_written_too(fields: tuple[Publication, Path]) -> None:
    publication, folder = fields
    problems = [*publication.reading.problems, *(one for rule in RULES for one in rule.check(publication))]
    allowed = ("not-allowed", "missing-value", "csv-missing-column")
    assert [str(one) for one in problems if one.level is Level.ERROR and one.rule not in allowed and one.line] == []
    data = {one["index_no"]: one for one in json.loads((folder / "data" / "items.json").read_text(encoding="utf-8"))}
    for item in publication.reading.items:
        if item.kind.name != "policy_document":
            continue
        title = TITLES[int(item.index_no[-5:]) - 1]
        page = _Page.read(folder / item_url(item))
        own = data[item.index_no]
        attached = "../" + attachment_url(item, item.attachments[0])
        assert title in page.links[attached], title
        assert (own["agency"], own["unit"], own["keywords"]) == (title, title, [title, "甲"])
        assert (own["attachments"][0]["title"], own["based_on"][0]["title"]) == (title, title)
        assert page.metas["ContentSource"] == title
        assert page.words.count(title) >= 4, title


def test_cells_of_records_are_shown_as_written_too(fields: tuple[Publication, Path]) -> None:
    _, folder = fields
    own = folder / "990000017" / "2026-00001"
    lines = (own / "records.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["holder"] for line in lines} == set(TITLES)
    rows = csv.DictReader(io.StringIO((own / "records.csv").read_text(encoding="utf-8-sig"), newline=""))
    assert {row["行政相对人名称"] for row in rows} == {safe_cell(title) for title in TITLES}
    words = _Page.read(folder / "990000017" / "2026-00001.html").words
    assert [title for title in TITLES if title not in words] == []


_COLUMNS = (
    "行政相对人名称",
    "行政许可决定文书号",
    "许可内容",
    "许可决定日期",
    "有效期自",
    "有效期至",
    "备注",
)
_PERMITS = """类型: 行政许可
索引号: 990000017/2026-00001
标题: 许可
期间: 2026年3月
发布日期: 2026-03-11
公开属性: 主动公开
记录: p.csv
"""
_BIBTEX_WORDS = {r"\textbackslash{}": "\\", r"\textasciitilde{}": "~", r"\textasciicircum{}": "^"}


def _from_bibtex(text: str) -> str:
    """What a reference manager makes of a field."""
    words = "|".join(map(re.escape, _BIBTEX_WORDS))
    return re.sub(rf"{words}|\\([&%$#_{{}}])", lambda one: one[1] or _BIBTEX_WORDS[one[0]], text)


class _Page(HTMLParser):
    """The words of a page by their elements, and where its links lead."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: dict[str, list[str]] = {"h1": [], "title": []}
        self.metas: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.by_words: dict[str, str] = {}
        self.words = ""
        self.data_block = ""
        self._in_data_block = False
        self._inside = ""
        self._href = ""

    @classmethod
    def read(cls, path: Path) -> _Page:
        page = cls()
        page.feed(path.read_text(encoding="utf-8"))
        page.close()
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._in_data_block = given.get("type") == "application/ld+json"
        if tag == "meta" and "name" in given:
            self.metas[given["name"]] = given["content"]
        elif tag in self.texts:
            self._inside = tag
            self.texts[tag].append("")
        elif tag == "a":
            self._href = given.get("href", "")
            self.links.setdefault(self._href, "")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""
        elif tag == "a":
            self.by_words[self.links[self._href]] = self._href
            self._href = ""

    def handle_data(self, data: str) -> None:
        self.words += data
        if self._in_data_block:
            self.data_block += data
        if self._inside:
            self.texts[self._inside][-1] += data
        elif self._href:
            self.links[self._href] += data


def _strings(value: object) -> set[str]:
    if isinstance(value, str):
        return {value}
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return set().union(*map(_strings, inner))

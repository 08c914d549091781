"""Many columns joined: the answers of one column with all of them, and nothing of the columns touched."""

from __future__ import annotations

import json
import random
import re
import shutil
import tarfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from gongkai.commands.command_line import main
from gongkai.searching.answers import first_answers
from gongkai.searching.entries import Entry
from gongkai.searching.published_entries import published_index
from gongkai.searching.shards import write_index
from gongkai.searching.start_file import PAGES
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, expect

from tests.browser.search_page import choose, facet_of, settled
from tests.conftest import PROJECT
from tests.search.corpus import entries

OFFICES = ("示例市商务局", "示例市财政局", "示例市教育局")
DAYS = st.dates(date(1990, 1, 1), date(2035, 12, 31))
WORDS = st.text("政务公开财政预算通知第0123456789号a\u2028\ud83d\U00020000", max_size=12)
ENTRIES = st.builds(
    Entry,
    url=st.from_regex(r"[a-z0-9]{1,9}/[0-9]{4}-[0-9]{1,6}\.html", fullmatch=True),
    title=WORDS.map("标题{}".format),
    number=WORDS,
    index_no=WORDS.map("号{}".format),
    day=st.none() | DAYS,
    in_force_from=st.none() | DAYS,
    in_force_to=st.none() | DAYS,
    part=WORDS,
    kind=WORDS,
    subjects=st.lists(WORDS, max_size=3, unique=True).map(tuple),
    agency=WORDS,
    state=st.sampled_from(["", "有效", "废止"]),
    changes=st.lists(st.tuples(DAYS, st.just("失效")), max_size=2).map(tuple),
    see_also=st.lists(st.tuples(st.just("现行文件"), st.integers(0, 3)), max_size=2).map(tuple),
    text=WORDS,
)


def _place(place: Path, agency: str, base: str, own: Sequence[Entry]) -> Path:
    """What of a built column is read."""
    write_index(own, place, PAGES)
    (place / "data").mkdir()
    status = {"agency": agency, "as_of": "2026-11-20", "items": len(own)}
    (place / "data" / "status.json").write_text(json.dumps(status), encoding="utf-8")
    (place / "sitemap.xml").write_text(f"<urlset><url><loc>{base}index.html</loc></url></urlset>", encoding="utf-8")
    return place


def _whole() -> list[Entry]:
    """The items of one column, in its order, with what replaced some of them."""
    own = [entry for entry in entries(240) if entry.index_no]
    own.sort(key=lambda entry: (entry.day or date.min, entry.index_no))
    return [
        replace(entry, see_also=(("现行文件", number + 3),)) if number % 7 == 0 and number + 3 < len(own) else entry
        for number, entry in enumerate(own)
    ]


def _bases(count: int) -> list[str]:
    return [f"https://example.gov.cn/{number}/" for number in range(count)]


def _split(folder: Path) -> tuple[list[Path], list[Entry]]:
    """Three columns with the items of one, and these as the one column has them, at their addresses in the three."""
    chance = random.Random(1)
    whole = _whole()
    # What replaced an item stands in the same column.
    owners = [chance.randrange(3) for _ in whole]
    for number, entry in enumerate(whole):
        for _, other in entry.see_also:
            owners[other] = owners[number]
    own: list[list[int]] = [[number for number, owner in enumerate(owners) if owner == one] for one in range(3)]
    sites = []
    for one, base in enumerate(_bases(3)):
        mine = [
            replace(
                whole[number],
                see_also=tuple((what, own[one].index(other)) for what, other in whole[number].see_also),
            )
            for number in own[one]
        ]
        sites.append(_place(folder / f"column-{one}", OFFICES[one], base, mine))
    joined = [
        replace(entry, url=_bases(3)[owner] + entry.url, office=OFFICES[owner]) for entry, owner in zip(whole, owners)
    ]
    return sites, joined


def _merge(*arguments: str | Path) -> int:
    return main(["--root", str(PROJECT), "merge", *map(str, arguments)])


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@given(st.lists(ENTRIES, max_size=8))
@settings(max_examples=60, deadline=None)
def test_entries_are_read_back_as_they_were_written(tmp_path_factory: pytest.TempPathFactory, own: list[Entry]) -> None:
    folder = tmp_path_factory.mktemp("index")
    # Lone surrogates cannot be written, nor are they read from any source.
    own = [entry for entry in own if "\ud83d" not in repr(entry) and "\\ud83d" not in repr(entry)]
    write_index(own, folder, PAGES)
    index = published_index(folder, PAGES)
    assert list(index.entries()) == own
    assert list(index.entries(texts=False)) == [replace(entry, text="") for entry in own]


def test_the_joint_search_is_that_of_one_column(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sites, joined = _split(tmp_path)
    before = [_contents(site) for site in sites]
    assert _merge(*sites, "--out", tmp_path / "joint", "--domain", "https://example.gov.cn/all") == 0
    assert f"3 个机关，检索收录 {len(joined)} 条" in capsys.readouterr().out
    write_index(joined, tmp_path / "one", PAGES)
    one, joint = (_contents(tmp_path / name / "search" / PAGES) for name in ("one", "joint"))
    assert joint == one
    assert [_contents(site) for site in sites] == before
    # A second run replaces the first with the same bytes, whatever the order in which the columns are named.
    first = _contents(tmp_path / "joint")
    assert _merge(*reversed(sites), "--out", tmp_path / "joint", "--domain", "https://example.gov.cn/all") == 0
    assert _contents(tmp_path / "joint") == first


def test_a_whole_column_is_read_back_and_written_as_it_was(site: Path, tmp_path: Path) -> None:
    write_index(published_index(site, PAGES).entries(), tmp_path, PAGES)
    assert _contents(tmp_path / "search" / PAGES) == _contents(site / "search" / PAGES)


def test_archives_are_read_like_folders(tmp_path: Path) -> None:
    sites, _ = _split(tmp_path)
    archives = [tmp_path / "0.zip", tmp_path / "1.tar.gz", sites[2]]
    with zipfile.ZipFile(archives[0], "w") as packed:
        for name, content in _contents(sites[0]).items():
            packed.writestr(f"public/site/{name}", content)
        packed.writestr("public/site/../../../../escaped", "")
    with tarfile.open(archives[1], "w:gz") as tar:
        tar.add(sites[1], ".")
    assert _merge(*sites, "--out", tmp_path / "folders") == 0
    assert _merge(*archives, "--out", tmp_path / "archives") == 0
    assert _contents(tmp_path / "archives") == _contents(tmp_path / "folders")


def test_offices_documents_and_addresses_are_told(tmp_path: Path) -> None:
    own = [
        Entry(url="1.html", title="旧办法", number="示商〔2020〕1号", index_no="1", day=date(2020, 1, 2), state="废止"),
        Entry(url="2.html", title="新办法", number="示商〔2021〕2号", index_no="2", day=date(2021, 1, 2), state="有效"),
        Entry(url="3.html", title="解读", index_no="3", day=date(2021, 1, 3), state="废止", explains=True),
    ]
    first = _place(tmp_path / "first", OFFICES[0], "https://a.gov.cn/x/", own)
    other = _place(tmp_path / "other", OFFICES[1], "", [replace(own[0], title="别的办法")])
    assert _merge(first, f"czj={other}", "--out", tmp_path / "joint", "--domain", "https://all.gov.cn") == 0
    told = {one["agency"]: one for one in json.loads((tmp_path / "joint" / "data" / "offices.json").read_text("utf-8"))}
    assert told[OFFICES[0]] == {
        "agency": OFFICES[0],
        "url": "https://a.gov.cn/x/",
        "as_of": "2026-11-20",
        "items": 3,
        "documents": 2,
        "by_validity": {"废止": 1, "有效": 1},
        "newest": "2021-01-03",
    }
    assert told[OFFICES[1]]["url"] == "czj/"
    page = (tmp_path / "joint" / "library-a.gov.cn-x-2020.html").read_text("utf-8")
    assert re.findall(r'<a class="gk-line__title" href="([^"]*)">([^<]*)', page) == [
        ("https://a.gov.cn/x/1.html", "旧办法")
    ]
    assert '<span class="gk-badge gk-badge--dead">废止</span>' in page
    assert first_answers(tmp_path / "joint", "别的办法") == ("czj/1.html",)
    listed = re.findall("<loc>(.*?)</loc>", (tmp_path / "joint" / "sitemap.xml").read_text("utf-8"))
    assert "https://all.gov.cn/library-czj-2020.html" in listed
    local = re.compile(r'(?:href|src)="(?!https?:|czj/|#)([^"?#]+)')
    search = (tmp_path / "joint" / "search.html").read_text("utf-8")
    # One script with all that the page needs at once: a part that runs twice would make two boxes of suggestions.
    assert re.findall(r'<script src="assets/gongkai/(\w+)\.js', search) == ["reading", "search"]
    assert (tmp_path / "joint" / "search" / "start.js").read_text("utf-8").startswith('gkShard("pages/meta",')
    for path in (tmp_path / "joint").glob("*.html"):
        missing = [to for to in local.findall(path.read_text("utf-8")) if not (tmp_path / "joint" / to).is_file()]
        assert missing == [], path.name


def _damage(site: Path, name: str) -> None:
    path = sorted((site / "search" / PAGES).glob(name))[-1]
    path.write_bytes(path.read_bytes()[:-20])


def _other_format(site: Path) -> None:
    (site / "search" / PAGES / "meta.js").write_text('gkShard("pages/meta","0","AwA=");\n', encoding="utf-8")


FAULTS: list[tuple[str, Callable[[Path], object], str]] = [
    ("nothing", shutil.rmtree, "没有文件夹“{}”，它也不是 ZIP、TAR 文件。"),
    ("no column", lambda site: (site / "data" / "status.json").unlink(), "“{}”不是生成的专栏"),
    ("half of the columns", lambda site: _damage(site, "meta.js"), "“{}”检索用的文件 meta.js 不完整，或者是别的版本"),
    ("rows cut", lambda site: _damage(site, "d*.js"), "检索用的文件 d"),
    ("another format", _other_format, "“{}”检索用的文件 meta.js 不完整，或者是别的版本生成的。"),
    ("status", lambda site: (site / "data" / "status.json").write_text("[]"), "“{}”的 data/status.json 不完整"),
    ("no address", lambda site: (site / "sitemap.xml").unlink(), "“{}”没有写网站域名"),
]


@pytest.mark.parametrize(("harm", "words"), [one[1:] for one in FAULTS], ids=[one[0] for one in FAULTS])
def test_what_is_no_column_is_refused(
    harm: Callable[[Path], object], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sites, _ = _split(tmp_path)
    assert _merge(*sites, "--out", tmp_path / "joint") == 0
    before = _contents(tmp_path / "joint")
    harm(sites[1])
    assert _merge(*sites, "--out", tmp_path / "joint") == 1
    assert words.format(sites[1]) in capsys.readouterr().err
    assert _contents(tmp_path / "joint") == before
    assert not list(tmp_path.glob(".joint*"))


def test_wrong_calls_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sites, _ = _split(tmp_path)
    twin = _place(tmp_path / "twin", OFFICES[0], "https://other.gov.cn/", [])
    same = _place(tmp_path / "same", "示例市民政局", _bases(1)[0], [])
    archive = tmp_path / "half.zip"
    archive.write_bytes(b"PK\x03\x04 no archive")
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "own.txt").touch()
    for arguments, words in (
        ((), "没有写要合并的专栏"),
        ((sites[0], twin), f"都是“{OFFICES[0]}”。一个机关只合并一次"),
        ((sites[0], same), "的网址都是“https://example.gov.cn/0/”"),
        ((sites[0], sites[0]), "的网址都是"),
        ((f"A/b={sites[0]}",), "要写成 名称=文件夹"),
        ((archive,), f"没有文件夹“{archive}”"),
        ((sites[0], "--out", kept), f"“{kept}”里有别的文件"),
        ((sites[0], "--out", sites[0] / "joint"), f"它与专栏“{sites[0]}”重叠"),
        ((sites[0], "--out", tmp_path), "重叠"),
    ):
        assert _merge(*(arguments if "--out" in arguments else (*arguments, "--out", tmp_path / "joint"))) == 1
        assert words in capsys.readouterr().err, words
    assert not (tmp_path / "joint").exists()


@pytest.mark.browser
def test_a_browser_finds_items_of_two_offices_and_narrows_to_one(tmp_path: Path, browser: Browser) -> None:
    shared = Entry(
        url="1.html", title="关于家政服务的通知", index_no="1", day=date(2020, 1, 2), agency="", kind="政策文件"
    )
    sites = [
        _place(tmp_path / f"{number}", OFFICES[number], base, [replace(shared, agency=OFFICES[number])])
        for number, base in enumerate(_bases(2))
    ]
    assert _merge(*sites, "--out", tmp_path / "joint") == 0
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((tmp_path / "joint" / "search.html").as_uri() + "?q=家政服务")
    settled(page)
    links = page.locator(".gk-hit__link")
    assert sorted(link.get_attribute("href") or "" for link in links.all()) == [f"{base}1.html" for base in _bases(2)]
    # The same facet twice would be noise, and the page uses the place that the tree of a column leaves free.
    assert facet_of(page, "机构").count() == 0
    box = page.locator("#main").bounding_box()
    assert box is not None
    assert box["width"] > 1000
    choose(page, "机关", OFFICES[1])
    expect(links).to_have_count(1)
    expect(links).to_have_attribute("href", f"{_bases(2)[1]}1.html")
    # A phone has no tree to open, so the few parts of this site stand in the bar themselves.
    page.set_viewport_size({"width": 390, "height": 844})
    parts = page.get_by_role("navigation", name="网站")
    expect(parts.get_by_role("link", name="文件库")).to_be_visible()
    assert errors == []
    page.close()

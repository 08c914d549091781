"""Pages of items that are published are missed before they are lost; two sites are compared page by page."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from gongkai.building.lost_pages import PublishedError, is_of_item, lost_pages, published_manifest
from gongkai.building.page_changes import PageChanges, page_changes
from gongkai.data.manifest import MANIFEST, write_manifest
from gongkai.model.addresses import number_url
from hypothesis import given
from hypothesis import strategies as st

WAY = "没有比较，也没有发布。请检查网络和网址；第一次公开的，去掉 --published。"


def _site(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("path", "of_item"),
    [
        ("990000017/2026-00001.html", True),
        ("990000017/2026-00001/申请表 1.pdf", True),
        ("i/示商〔2026〕1号.html", True),
        ("i/abc/1.html", True),
        ("MA1234567/2026-00001.html", True),
        ("index.html", False),
        ("permits/2.html", False),
        ("inspection-results/2.html", False),
        ("assets/gongkai/gongkai.css", False),
        ("data/items.json", False),
    ],
)
def test_which_paths_come_from_an_index_number(path: str, of_item: bool) -> None:
    assert is_of_item(path) == of_item


@given(st.from_regex(r"[0-9A-Z]{9}/20\d\d-\d{5}|[A-Za-z]{1,8}/\d{1,5}|\d{1,9}", fullmatch=True))
def test_every_page_of_an_item_is_watched(number: str) -> None:
    assert is_of_item(number_url(number))


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    published = {
        "index.html": "",
        "permits/2.html": "",
        "990000017/1.html": "",
        "990000017/2.html": "",
        "990000017/2/表 格.pdf": "",
        "990000017/1/申请表.pdf": "",
        "990000017/1/versions/2023-04-01.html": "",
        "i/a/b/3.html": "",
        "i/a/b/3/records/1.html": "",
    }
    write_manifest(_site(tmp_path / "published", published))
    manifest = published_manifest(str(tmp_path / "published"))
    assert manifest is not None
    now = _site(tmp_path / "now", {"990000017/1.html": "taken down, its files with it"})
    assert lost_pages(manifest, now) == ("990000017/2.html", "i/a/b/3.html")
    assert lost_pages(manifest, tmp_path / "published") == ()


def test_a_place_without_a_site(tmp_path: Path) -> None:
    assert published_manifest(str(tmp_path / "nothing")) is None
    (tmp_path / "other").mkdir()
    with pytest.raises(PublishedError) as refused:
        published_manifest(str(tmp_path / "other"))
    assert str(refused.value) == f"“{tmp_path / 'other'}”里没有 {MANIFEST}，不是以前生成的网站。请核对文件夹。"
    for place in ("www.moushi.gov.cn/zfxxgk", "moushi.gov.cn", "www.moushi.gov.cn:8443/"):
        with pytest.raises(PublishedError) as refused:
            published_manifest(place)
        said = f"“{place}”是网址，前面少了“https://”，没有比较，也没有发布。请写成“https://{place}”。"
        assert str(refused.value) == said


@pytest.mark.parametrize("text", ["", "<html>维护中</html>", f"{'0' * 64}  a.html\n<html>\n"])
def test_what_is_no_manifest_is_not_taken_for_an_empty_one(tmp_path: Path, text: str) -> None:
    with pytest.raises(PublishedError) as refused:
        lost_pages(text, tmp_path)
    assert str(refused.value) == f"已公开网站的 {MANIFEST} 不是校验清单，不能比较。请核对网址。"


@pytest.fixture
def server() -> Iterator[str]:
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status = {"/up/SHA256SUMS": 200, "/gone/SHA256SUMS": 410, "/down/SHA256SUMS": 503}.get(self.path, 404)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(f"{'0' * 64}  990000017/1.html\n".encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    made = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()


def test_an_address_is_asked_for_its_manifest(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")
    for address in (f"{server}/up", f"{server}/up/"):
        assert published_manifest(address) == f"{'0' * 64}  990000017/1.html\n"
    assert published_manifest(f"{server}/first") is None
    assert published_manifest(f"{server}/gone") is None
    with pytest.raises(PublishedError) as refused:
        published_manifest(f"{server}/down")
    assert str(refused.value) == f"取不到 {server}/down/{MANIFEST}（服务器答复 503）。{WAY}"


def test_a_server_that_is_away_is_no_empty_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(PublishedError) as refused:
        published_manifest(address)
    assert str(refused.value) == f"取不到 {address}/{MANIFEST}（对方没有应答这个端口）。{WAY}"


def test_sites_are_compared_by_what_pages_say(tmp_path: Path) -> None:
    def page(main: str, around: str = "菜单", code: str = "") -> str:
        return f"<html>{code}<nav>{around}</nav><main>{main}</main></html>"

    before = {name: page("甲") for name in ("same", "word", "frame", "code", "gone")}
    after = {
        "same": page("甲"),
        "word": page("乙", "新菜单"),
        "frame": page("甲", "新菜单"),
        "code": page("<b>甲</b>", code="<script>1</script><style>p { }</style><!-- x -->"),
        "new": page("甲"),
    }
    old = _site(tmp_path / "old", {f"a/{name}.html": text for name, text in before.items()})
    new = _site(tmp_path / "new", {f"a/{name}.html": text for name, text in after.items()})
    (new / "data.json").write_text("1", encoding="utf-8")
    assert page_changes(old, new) == PageChanges(
        lost=("a/gone.html",),
        new=("a/new.html",),
        reworded=("a/word.html",),
        reframed=("a/frame.html",),
        restyled=("a/code.html",),
        same=1,
    )

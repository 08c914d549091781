"""The form of ``run.py editor``: its configuration, its server, and that nothing of it is ever public."""

from __future__ import annotations

import hashlib
import http.client
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from gongkai.commands import command_line as cli
from gongkai.drafting.form_config import Forge, form_configuration
from gongkai.drafting.form_server import FormServer, form_policy
from gongkai.reading.column_sources import read_column

from tests.columns import document, interpretation, write_column
from tests.conftest import PROJECT

FORM = PROJECT / "hooks" / "form"
DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    files = {
        "content/documents/2025/a.md": document("1", 发文字号="示商发〔2024〕12号", 发布日期="2026-03-06"),
        "content/explained/b.md": interpretation("2", "示商发〔2024〕12号", 索引号="990000017/2026-00008"),
    }
    return form_configuration(read_column(write_column(tmp_path_factory.mktemp("column"), files)), DAY)


def test_every_type_is_a_collection_with_its_labels(told: dict[str, Any]) -> None:
    collections = {one["name"]: one for one in told["settings"]["collections"]}
    assert len(collections) >= 49
    assert told["number"] == "990000017/2026-00009"
    document_form = collections["policy_document"]
    assert {key: document_form[key] for key in ("label", "folder", "path", "extension", "media_folder", "filter")} == {
        "label": "政策文件",
        "folder": "content/documents",
        "path": "{{year}}/{{slug}}",
        "extension": "md",
        "media_folder": "..",
        "filter": {"field": "类型", "value": "政策文件"},
    }
    explained = collections["interpretation"]
    assert (explained["folder"], explained["media_folder"], "path" in explained) == ("content/explained", "", False)
    assert collections["three_public"]["folder"].startswith("catalogue/")
    for one in collections.values():
        names = [field["name"] for field in one["fields"]]
        assert names[:2] == ["类型", "索引号"]
        assert len(names) == len({*names})


def test_fields_are_what_they_hold(told: dict[str, Any]) -> None:
    """Numbers are texts, words are chosen, documents are looked up, files lie beside the entry."""
    (form,) = (one for one in told["settings"]["collections"] if one["name"] == "policy_document")
    fields = {one["name"]: one for one in form["fields"]}
    assert fields["索引号"]["default"] == "990000017/2026-00009"
    assert fields["发布日期"] == {
        "name": "发布日期",
        "label": "发布日期",
        "required": True,
        "widget": "datetime",
        "type": "date",
        "format": "YYYY-MM-DD",
        "picker_utc": False,
    }
    assert fields["文件类别"]["options"][:2] == ["行政法规", "规章"]
    assert fields["施行日期"]["hint"] == "规范性文件=是时必填。"
    (target, *_) = fields["废止"]["fields"]
    assert (target["widget"], target["collection"], target["value_field"]) == (
        "relation",
        "policy_document",
        "发文字号",
    )
    assert fields["依据"]["fields"][0]["widget"] == "string"
    assert (fields["附件"]["fields"][0]["widget"], fields["附件"]["fields"][0]["choose_url"]) == ("file", False)
    assert fields["body"]["modes"] == ["raw"]
    widgets = {field["widget"] for one in told["settings"]["collections"] for field in one["fields"]}
    assert "number" not in widgets


def test_on_a_forge_changes_are_proposed(tmp_path: Path) -> None:
    column = read_column(write_column(tmp_path, {}))
    forge = Forge(name="gitlab", repository="swj/column", server="https://git.moushi.gov.cn")
    told = form_configuration(column, DAY, forge)
    assert told["local"] is False
    assert told["settings"]["publish_mode"] == "editorial_workflow"
    assert told["settings"]["backend"] == {
        "name": "gitlab",
        "repo": "swj/column",
        "branch": "main",
        "base_url": "https://git.moushi.gov.cn",
        "api_root": "https://git.moushi.gov.cn/api/v4",
        "auth_methods": ["token"],
    }
    gitea = Forge(name="gitea", repository="swj/column", server="https://git.moushi.gov.cn", branch="edit/zhang")
    assert "publish_mode" not in form_configuration(column, DAY, gitea)["settings"]
    assert form_policy("https://git.moushi.gov.cn").count("https://") == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--forge", "github"], "在代码平台上编辑，还要写 --server 网址 和 --repository 仓库。\n"),
        (
            ["--forge", "gitea", "--server", "https://git.moushi.gov.cn", "--repository", "swj/column"],
            "这种平台上编辑器直接提交，请用各人自己的分支：先在平台上建好，再写 --branch 分支；改好以后提拉取请求。\n",
        ),
    ],
)
def test_what_is_missing_for_a_forge_is_named(
    words: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_column(tmp_path, {})
    assert cli.main(["--root", str(tmp_path), "editor", *words]) == 2
    assert capsys.readouterr().err == told


@pytest.fixture(scope="module")
def server() -> Iterator[FormServer]:
    found = FormServer(0, lambda: {"settings": {}})
    thread = threading.Thread(target=found.serve_forever, daemon=True)
    thread.start()
    yield found
    found.shutdown()
    found.server_close()
    thread.join()


def _asked(server: FormServer, path: str, host: str = "") -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    connection.request("GET", path, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer.status, dict(answer.getheaders()), data


def test_it_answers_this_machine_alone_and_nothing_outside_its_folder(server: FormServer) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert _asked(server, "/", "column.example.gov.cn")[0] == 403
    for path in ("/../publish.py", "/..%2Fpublish.py", "/%2e%2e/mkdocs.yml", "/vendor", "/none.js", "/a%00b"):
        assert _asked(server, path)[0] == 404, path
    status, headers, page = _asked(server, "/")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert b"noindex" in page
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        "media-src 'self' blob:; font-src 'self'; connect-src 'self' data: blob:; manifest-src blob:; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    )


def test_the_program_is_given_fonts_and_words_of_its_own_package(server: FormServer) -> None:
    program = _asked(server, "/vendor/sveltia-cms/npm/index.js")[2]
    assert b"/fontsource/fonts/" not in program
    assert program.count(b"url(/vendor/sveltia-cms/npm/assets/") == 3
    words = _asked(server, "/vendor/sveltia-cms/locales/zh-CN.json")
    assert words[1]["Content-Type"].startswith("text/javascript")
    assert words[2].startswith(b"export default {")


def test_what_is_bundled_is_what_the_packages_held() -> None:
    """Byte for byte, so that a package of another version is taken over knowingly (decision 119)."""
    bundled = FORM / "vendor"
    listed = {}
    for line in (bundled / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ")
        listed[name] = digest
    there = {path.relative_to(bundled).as_posix(): path for path in bundled.rglob("*") if path.is_file()}
    del there["SHA256SUMS"]
    assert {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in there.items()} == listed


def test_nothing_of_the_form_is_public(site: Path) -> None:
    """No file of it, and no page that names it."""
    own = {
        path.name
        for path in FORM.rglob("*")
        if path.is_file() and path.name not in ("index.html", "index.js", "LICENSE", "SHA256SUMS")
    }
    assert [path for path in site.rglob("*") if path.name in own] == []
    scripts = list(site.rglob("*.js"))
    assert [path.name for path in scripts if b"sveltia" in path.read_bytes()] == []

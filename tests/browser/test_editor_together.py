"""Two people at once: what somebody else does with a file while it is open in the form is never lost, and is told."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from gongkai.drafting.form_config import form_configuration
from gongkai.drafting.form_server import FormServer
from gongkai.reading.column_sources import read_column
from playwright.sync_api import Browser

from tests.browser.form_page import FormPage
from tests.columns import document, write_column
from tests.conftest import AS_OF

pytestmark = pytest.mark.browser
PATH = "content/documents/2026/a.md"
ENTRY = "collections/policy_document/entries/2026/a"
NEW = "content/documents/2026/990000017-2026-00002.md"
WITHOUT_MOVE = "delete FileSystemFileHandle.prototype.move"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    text = document(索引号="990000017/2026-00001", 发布日期="2026-03-05", 标题="关于印发的通知", 体裁="通知")
    root = write_column(tmp_path_factory.mktemp("column"), {PATH: text.replace("体裁:", "# 照原件。\n体裁:")})
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in ("catalogue", "content")
        for path in (root / folder).rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def address(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("served")
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    configuration = form_configuration(read_column(root), AS_OF)
    server = FormServer(0, lambda: configuration)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.address
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(params=["moved", "written"])
def form(browser: Browser, address: str, files: dict[str, bytes], request: pytest.FixtureRequest) -> Iterator[FormPage]:
    """The form on a column with one document, in a browser that moves a new file to its place and in one that cannot."""
    page = FormPage(browser, address)
    if request.param == "written":
        page.page.add_init_script(WITHOUT_MOVE)
    page.open_folder(files)
    yield page
    page.page.context.close()


def _now(form: FormPage, path: str = PATH) -> str:
    return form.files()[path].decode()


def _other(form: FormPage, old: str, new: str, path: str = PATH) -> str:
    """Somebody else changes the file in an editor of texts."""
    text = _now(form, path)
    assert old in text
    form.put({path: text.replace(old, new, 1).encode()})
    return text.replace(old, new, 1)


def test_changes_of_two_are_put_together(form: FormPage) -> None:
    form.go(ENTRY)
    _other(form, "体裁: 通知", "体裁: 通知 # 核过\n责任科室: 办公室")
    form.type("标题", "关于印发办法的通知")
    form.save()
    first = _now(form)
    assert "标题: 关于印发办法的通知\n" in first
    assert "# 照原件。\n体裁: 通知 # 核过\n责任科室: 办公室\n" in first
    # Once more in the same form, with what the other did in between and before.
    last = _other(form, "责任科室: 办公室", "责任科室: 业务科")
    form.go(ENTRY)
    form.type("标题", "关于印发新办法的通知")
    _save_again(form)
    assert _now(form) == last.replace("关于印发办法的通知", "关于印发新办法的通知")


def test_what_both_changed_is_told_and_left(form: FormPage) -> None:
    form.go(ENTRY)
    text = _other(form, "标题: 关于印发的通知", "标题: 关于印发规划的通知")
    form.type("标题", "关于印发办法的通知")
    assert form.refusal() == (
        "“标题”在您打开以后被别人在 a.md 里改成了“关于印发规划的通知”，您也改了，没有保存。要留下您写的请先复制，再重新载入网页。"
    )
    assert _now(form) == text


def test_a_text_that_both_changed_is_told_and_left(form: FormPage) -> None:
    form.go(ENTRY)
    text = _now(form) + "\n别人加的一段。\n"
    form.put({PATH: text.encode()})
    form.type("body", "我写的。")
    assert form.refusal() == (
        "“正文”在您打开以后被别人在 a.md 里改过，您也改了，没有保存。要留下您写的请先复制，再重新载入网页。"
    )
    assert _now(form) == text


def test_what_cannot_be_read_any_more_is_told_and_left(form: FormPage) -> None:
    form.go(ENTRY)
    text = _other(form, "体裁: 通知", "体裁: [通知")
    form.type("标题", "关于印发办法的通知")
    assert form.refusal() == (
        "a.md 在您打开以后被别人改过，现在的写法读不懂，没有保存。请先运行 run.py check，照提示改好。"
    )
    assert _now(form) == text


def test_what_is_deleted_does_not_come_back(form: FormPage) -> None:
    form.go(ENTRY)
    form.remove(PATH)
    form.type("标题", "关于印发办法的通知")
    assert form.refusal() == (
        "a.md 在您打开以后被删除、改名或者移走了，没有保存。要留下的内容请先复制，再重新载入网页。"
    )
    assert PATH not in form.files()


def test_a_new_file_takes_the_place_of_none(form: FormPage) -> None:
    _begin(form)
    form.put({NEW: "---\n类型: 政策文件\n---\n".encode()})
    assert form.refusal() == (
        "990000017-2026-00002.md 已经有了，可能是别人刚写的，没有保存。请把索引号改成没有用过的，再保存。"
    )
    assert _now(form, NEW) == "---\n类型: 政策文件\n---\n"


def test_a_new_file_is_saved_again(form: FormPage) -> None:
    _begin(form)
    form.save()
    first = _other(form, "类型: 政策文件", "# 请领导看。\n类型: 政策文件", NEW)
    form.go("collections/policy_document/entries/2026/990000017-2026-00002")
    form.type("标题", "关于停止执行办法的通知")
    _save_again(form)
    assert _now(form, NEW) == first.replace("关于停止执行的通知", "关于停止执行办法的通知")


def _save_again(form: FormPage) -> None:
    """Save, and wait for another file; the words that it is saved may still be those of the first time."""
    before = form.files()
    form.save()
    for _ in range(100):
        if form.files() != before:
            return
        form.page.wait_for_timeout(100)


def _begin(form: FormPage) -> None:
    form.go("collections/policy_document/new")
    for label, text in {"标题": "关于停止执行的通知", "发布日期": "2026-11-20", "body": "停止执行。"}.items():
        form.type(label, text)


def test_marks_line_ends_and_the_last_lines_stay(form: FormPage) -> None:
    """Of three documents, so that the form is loaded anew once for all of them."""
    plain, texts = _now(form).strip(), {}
    for name, mark, end, tail in (
        ("a", "", "\r\n", "\r\n\r\n"),
        ("b", "\ufeff", "\r\n", ""),
        ("c", "", "\n", "\n\n\n"),
    ):
        numbered = plain.replace("2026-00001", f"2026-0000{'abc'.index(name) + 1}")
        texts[name] = f"{mark}{numbered}".replace("\n", end) + tail
    form.put({f"content/documents/2026/{name}.md": text.encode() for name, text in texts.items()})
    form.page.reload()
    form.page.get_by_text("集合", exact=True).first.wait_for()
    for name, text in texts.items():
        form.go(f"collections/policy_document/entries/2026/{name}")
        form.type("标题", "关于印发办法的通知")
        _save_again(form)
        changed = text.replace("关于印发的通知", "关于印发办法的通知")
        assert changed != text
        assert form.files()[f"content/documents/2026/{name}.md"].decode() == changed


def test_a_file_in_another_encoding_is_not_written(form: FormPage) -> None:
    form.go(ENTRY)
    data = _now(form).encode("gb18030")
    form.put({PATH: data})
    form.type("标题", "关于印发办法的通知")
    assert form.refusal() == ("a.md 不是 UTF-8 编码，在这里保存会变成乱码，没有保存。请用文字编辑软件另存为 UTF-8。")
    assert form.files()[PATH] == data


def test_an_attachment_that_somebody_put_there_stays(form: FormPage) -> None:
    form.go(ENTRY)
    form.put({"content/documents/2026/form.docx": b"other"})
    form.add("附件")
    form.attach("附件.0.文件", "form.docx", b"mine")
    assert form.refusal() == ("同名的文件 form.docx 在您打开以后被放进来或者改过，没有替换它。请把您的文件改名再选。")
    assert form.files()["content/documents/2026/form.docx"] == b"other"

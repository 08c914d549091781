"""The form in the browser, on a real folder: made, edited, attached, bound, repealed; and nobody else hears of it."""

from __future__ import annotations

import json
import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from gongkai.commands.reporting import as_text
from gongkai.drafting.form_config import form_configuration
from gongkai.drafting.form_server import FormServer
from gongkai.drafting.given_values import choices_of
from gongkai.drafting.yaml_words import entry, scalar
from gongkai.incremental.cache import Cache
from gongkai.model.kind import Field, FieldType, Kind
from gongkai.model.problems.problem import Level
from gongkai.model.publication import ReadColumn
from gongkai.reading.column_sources import read_column
from playwright.sync_api import Browser

from tests.browser.form_page import FormPage
from tests.conftest import AS_OF, demonstration_or_skip
from tests.golden import golden

pytestmark = pytest.mark.browser
CASES: dict[str, dict[str, Any]] = golden(Path(__file__).parents[1] / "cases" / "form.yml")
EDITED = {
    "policy_document": "2026/notice-02",
    "interpretation": "2023-consumption-fund",
    "decision_draft": "2026-recycling",
    "opinion_summary": "2023-consumption-fund",
    "three_public": "2025-three-public-budget",
    "permit_result": "2026-w01",
    "meeting_record": "2026-10",
    "service_guide": "guide-1",
    "debt_report": "debt-2025",
    "annual_report": "2025",
}
MADE = (
    "policy_document interpretation opinion_summary three_public meeting_record debt_report proposal_reply progress_report "
    "message_digest supervision_bulletin"
).split()
TARGETS = {
    "解读对象": "示商规〔2023〕4号",
    "针对的草案": "990000017/2026-00008",
    "对应事项": "2026年商务工作要点",
}
"""A document that each of these fields of the ten types is to name, or the beginning of what is shown for it."""
SAMPLES = {
    FieldType.INTEGER: "12",
    FieldType.NUMBER: "3.00",
    FieldType.MONEY: "39.00",
    FieldType.YEAR: "2026",
    FieldType.DATE: "2026-11-20",
    FieldType.DATETIME: "2026-11-20 09:30",
}


@pytest.fixture(scope="module")
def root() -> Path:
    return demonstration_or_skip()


@pytest.fixture(scope="module")
def column(root: Path) -> ReadColumn:
    """The demonstration as it is read; nobody changes it."""
    return read_column(root)


@pytest.fixture(scope="module")
def before(root: Path, column: ReadColumn) -> dict[str, bytes]:
    beside = {file.path for item in column.items for file in item.records}
    return {path: (root / path).read_bytes() for path in (*column.files, *beside)}


@pytest.fixture(scope="module")
def read_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what the form holds, so that only what has changed since the last time is read anew."""
    return tmp_path_factory.mktemp("read again")


@pytest.fixture(scope="module")
def address(column: ReadColumn) -> Iterator[str]:
    configuration = form_configuration(column, AS_OF)
    server = FormServer(0, lambda: configuration)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.address
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def form(browser: Browser, address: str, before: dict[str, bytes]) -> Iterator[FormPage]:
    """The form on a folder with the demonstration; what it asks of others and what its policy refuses fails the tests."""
    page = FormPage(browser, address)
    page.open_folder(before)
    yield page
    page.page.context.close()
    assert (page.outside, page.faults) == ([], [])


def _changed(form: FormPage, before: dict[str, bytes]) -> dict[str, str]:
    """The files that are new or different, and take them as the state from now on."""
    # The words that it is saved may still be those of the time before.
    for _ in range(100):
        now = form.files()
        if any(before.get(path) != data for path, data in now.items()):
            break
        form.page.wait_for_timeout(100)
    found = {path: data.decode("utf-8", "replace") for path, data in now.items() if before.get(path) != data}
    assert [path for path in before if path not in now] == []
    before.update(now)
    assert (form.outside, form.refused()) == ([], [])
    return found


def _without_number(files: dict[str, str]) -> dict[str, str]:
    """The same with «甲» for the index number, which depends on what was made before."""
    return {_NUMBER.sub("甲", path): _NUMBER.sub("甲", text) for path, text in files.items()}


_NUMBER = re.compile(r"990000017[/-]2026-\d{5}")


def _picture(form: FormPage, name: str) -> None:
    """Pictures for people, where somebody asks for them."""
    if os.environ.get("GONGKAI_PICTURES"):
        form.shoot(Path(os.environ["GONGKAI_PICTURES"]) / f"{name}.png")


@pytest.mark.parametrize("name", EDITED)
def test_a_saved_title_changes_one_line(name: str, form: FormPage, before: dict[str, bytes]) -> None:
    form.go(f"collections/{name}/entries/{EDITED[name]}")
    form.type("标题", f"改过的标题{name}")
    old = dict(before)
    form.save()
    ((path, text),) = _changed(form, before).items()
    was = old[path].decode().rstrip("\n").split("\n")
    lines = text.rstrip("\n").split("\n")
    assert [(one, two) for one, two in zip(was, lines, strict=True) if one != two] == [
        (next(line for line in was if line.startswith("标题:")), f"标题: 改过的标题{name}")
    ]
    _picture(form, f"edited-{name}")


@pytest.mark.parametrize("name", MADE)
def test_what_is_made_is_read_without_a_word(
    name: str, form: FormPage, before: dict[str, bytes], column: ReadColumn, read_again: Path
) -> None:
    """Everything that a type requires is filled in; the reader takes it, and its lines are those that the program writes."""
    kind = column.kinds[name]
    form.go(f"collections/{name}/new")
    simple = dict(_filled(form, kind))
    _picture(form, f"made-{name}")
    form.save()
    ((path, text),) = _changed(form, before).items()
    for label, value in simple.items():
        assert entry(label, value)[0] in text.split("\n")
    for one, data in before.items():
        file = read_again / one
        if not file.is_file() or file.read_bytes() != data:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    last = Cache(read_again / "last.json", "made")
    found = [one for one in read_column(read_again, last).problems if one.path == path and one.level is not Level.NOTE]
    assert as_text(found) == as_text(())


def _filled(form: FormPage, kind: Kind) -> Iterator[tuple[str, str]]:
    for field in kind.fields:
        if field.constraints.required and field.name != "disclosure":
            yield from _fill(form, field, field.title)
    if kind.text == "required":
        form.type("body", "各县（市、区）商务主管部门：\n\n现将有关事项通知如下。")


def _fill(form: FormPage, field: Field, path: str) -> Iterator[tuple[str, str]]:
    """Fill a field in; yields what was typed in fields that are one line of the item."""
    words = choices_of(field) if not field.open else ()
    if field.type in (FieldType.TABLE, FieldType.REFERENCE):
        form.add(path)
        for column in field.columns:
            if field.type is FieldType.REFERENCE and column.name == "target":
                form.choose(f"{path}.0.{column.title}", TARGETS[field.title])
            elif column.constraints.required:
                list(_fill(form, column, f"{path}.0.{column.title}"))
    elif words:
        form.choose(path, words[0])
        if field.type is not FieldType.LIST:
            yield field.title, words[0]
    elif field.type is FieldType.LIST:
        form.type(path, "网上征集")
    else:
        value = SAMPLES.get(field.type, field.example or f"示例的{field.title}")
        form.type(path, value)
        yield field.title, value


def test_an_interpretation_is_bound_to_its_document(form: FormPage, before: dict[str, bytes]) -> None:
    form.go("collections/interpretation/new")
    for label, text in CASES["interpretation"]["typed"].items():
        form.type(label, text)
    form.add("解读对象")
    form.choose("解读对象.0.文件", "示商规〔2023〕4号")
    form.choose("解读人身份", "起草单位")
    form.choose("解读形式", "文字")
    _picture(form, "interpretation")
    form.save()
    assert _without_number(_changed(form, before)) == CASES["interpretation"]["written"]


def test_a_repeal_is_marked_and_a_file_attached(form: FormPage, before: dict[str, bytes]) -> None:
    """On the later document alone; the file lies beside it, in the folder of its year."""
    form.go("collections/policy_document/new")
    for label, text in CASES["repeal"]["typed"].items():
        form.type(label, text)
    form.add("废止")
    form.choose("废止.0.文件", "示商发〔2019〕")
    form.type("废止.0.日期", "2026-11-20")
    form.add("附件")
    form.attach("附件.0.文件", "form.docx", b"PK\x03\x04")
    form.type("附件.0.名称", "申报表")
    _picture(form, "repeal")
    form.save()
    assert _without_number(_changed(form, before)) == CASES["repeal"]["written"]


def test_records_are_put_beside_their_item(form: FormPage, before: dict[str, bytes]) -> None:
    form.go("collections/permit_result/new")
    for label, text in CASES["permits"]["typed"].items():
        form.type(label, text)
    form.add("记录")
    form.attach("记录.0", "2026-w47.csv", "行政相对人名称\n".encode())
    _picture(form, "permits")
    form.save()
    assert _without_number(_changed(form, before)) == CASES["permits"]["written"]


def test_what_is_opened_and_written_unchanged_keeps_every_byte(form: FormPage, root: Path, column: ReadColumn) -> None:
    """Every file of the demonstration through the adapter, as the editor calls it."""
    files = {path: (root / path).read_text(encoding="utf-8") for path in column.files}
    assert len(files) > 200
    assert form.page.evaluate(_THROUGH, json.dumps(files)) == []


_THROUGH = """async (given) => {
  const { shapes } = await (await fetch("/configuration.json")).json();
  const { yml, markdown } = (await import("/formats.js")).formats(shapes, { note() {} });
  return Object.entries(JSON.parse(given)).filter(([path, text]) => {
    const format = path.endsWith(".md") ? markdown : yml;
    return format.toFile(format.fromFile(text)) !== text;
  }).map(([path]) => path);
}"""
_CHANGE = """async ([text, changes]) => {
  const { shapes } = await (await fetch("/configuration.json")).json();
  const { yml } = (await import("/formats.js")).formats(shapes, { note() {} });
  return yml.toFile({ ...yml.fromFile(text), ...changes });
}"""


@pytest.mark.parametrize("name", CASES["changes"])
def test_a_change_leaves_comments_quotes_and_order(name: str, form: FormPage) -> None:
    case = CASES["changes"][name]
    assert form.page.evaluate(_CHANGE, [case["text"], case["form"]]) == case["becomes"]


def test_texts_are_written_as_the_program_writes_them(form: FormPage) -> None:
    texts = [
        "关于做好工作的通知",
        "2026-03-05",
        "015116516",
        "39.00",
        "甲: 乙",
        "是#否",
        "it's",
        "no",
        "1e5",
        "[甲]",
        "- 甲",
    ]
    texts += [
        "“三公”经费",
        "《办法》",
        "〔2026〕1号",
        "@甲",
        "甲，乙",
        "0x1f",
        "~",
        "甲：乙",
        "甲 乙",
        "?",
        "NULL",
        "中\\文",
    ]
    wrote = form.page.evaluate("async (texts) => texts.map((await import('/words.js')).scalar)", texts)
    assert wrote == [scalar(one) for one in texts]


def test_a_browser_that_opens_no_folder_says_what_to_use(browser: Browser, address: str) -> None:
    """Firefox and Safari have no way to open one."""
    page = browser.new_page()
    page.add_init_script("delete window.showDirectoryPicker")
    page.goto(address)
    note = page.locator("#gk-form-note")
    note.wait_for()
    assert note.inner_text() == (
        "这个浏览器不能打开本机的文件夹（Firefox、Safari 都不能）。请用 Edge、Chrome 或者国产浏览器的极速模式打开这个网址；"
        "没有的，用 python run.py new 新写一件信息，再用 VS Code 等文字编辑软件修改。"
    )
    page.close()

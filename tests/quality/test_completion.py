"""What VS Code offers while somebody writes: asked of the YAML language server that its extension runs."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from gongkai.commands.editor_files import write_editor_files
from gongkai.model.problems.yielded import gathered
from gongkai.reading.types.editor_snippets import editor_snippets
from gongkai.reading.types.kinds import load_kinds

from tests.columns import write_column
from tests.conftest import PROJECT
from tests.quality.conftest import missing
from tests.quality.language_server import LanguageServer, language_server

pytestmark = pytest.mark.quality


@pytest.fixture(scope="module")
def server(checkers: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    if not (checkers / "yaml-language-server").is_dir():
        missing("没有安装 yaml-language-server：在 tests/quality 里运行 npm ci 之后才检查")
    root = write_column(tmp_path_factory.mktemp("column"), {})
    (root / ".vscode").mkdir()
    shutil.copy(PROJECT / ".vscode" / "settings.json", root / ".vscode")
    write_editor_files(root)
    with language_server(checkers, root) as found:
        # It reads its settings after it has answered that it is there.
        assert any(found.labels(f"catalogue/begin/{time}.yml", "类型: ¦\n") for time in range(50))
        yield found


def test_types_and_labels_are_offered_in_chinese(server: LanguageServer) -> None:
    assert {"政策文件", "行政许可", "“三公”经费"} <= set(server.labels("catalogue/fiscal/a.yml", "类型: ¦\n"))
    labels = server.labels("catalogue/fiscal/b.yml", "类型: “三公”经费\n索引号: 990000017/2026-00123\n¦\n")
    assert {"标题", "年度", "口径", "公务接待费", "公开属性"} <= set(labels)
    assert "发文字号" not in labels


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("类型: “三公”经费\n口径: ¦\n", ["决算", "预算"]),
        ("类型: 政策文件\n公开属性: ¦\n", ["不予公开", "主动公开", "依申请公开"]),
        ("类型: 意见收集采纳情况\n意见与采纳情况:\n  - 采纳情况: ¦\n", ["已有规定", "未采纳", "部分采纳", "采纳"]),
        ("- 类型: 政策文件\n  规范性文件: ¦\n", ["否", "是"]),
    ],
)
def test_the_allowed_words_are_offered(line: str, words: list[str], server: LanguageServer) -> None:
    assert sorted(server.labels(f"catalogue/a/{hash(line)}.yml", line)) == sorted(words)


def test_markdown_offers_the_same_words(server: LanguageServer) -> None:
    """Front matter is completed by snippets, for editors give a Markdown file no language server of YAML."""
    kinds = gathered(load_kinds(None))[0]
    snippets = editor_snippets(kinds)
    chosen = [field for field in kinds["interpretation"].fields if field.constraints.enum and not field.open]
    assert len(chosen) >= 5
    for field in chosen:
        (offered,) = re.findall(r"\|(.*)\|", snippets[field.title]["body"][0])
        labels = server.labels(f"catalogue/m/{field.name}.yml", f"类型: 政策解读\n{field.title}: ¦\n")
        assert sorted(offered.split(",")) == sorted(labels), field.title


def test_what_is_not_known_is_underlined(server: LanguageServer) -> None:
    good = (
        "类型: “三公”经费\n索引号: 990000017/2026-00123\n标题: 经费\n年度: 2026\n口径: 预算\n单位: 万元\n合计: 39.00\n"
        "因公出国（境）费: 5.00\n公务用车购置及运行费: 29.50\n公务用车购置费: 18.00\n公务用车运行费: 11.50\n公务接待费: 4.50\n"
        "增减变化说明: 无\n发布日期: 2026-03-05\n公开属性: 主动公开\n"
    )
    assert server.problems("catalogue/c/good.yml", good) == []
    bad = good.replace("标题: 经费", "标题: 经费\n备注: 无").replace("口径: 预算", "口径: 估算")
    assert sorted({line for line, _ in server.problems("catalogue/c/bad.yml", bad)}) == [4, 6]


def test_types_of_the_agency_and_the_calendar_are_left_alone(server: LanguageServer) -> None:
    """What is no item gets no labels of items."""
    for path in ("catalogue/types/own.yml", "catalogue/calendar/2026.yml", "catalogue/column.yml"):
        assert "索引号" not in server.labels(path, "¦\n")


def test_the_first_line_of_a_new_file_is_enough(server: LanguageServer) -> None:
    """Other editors know no settings of VS Code; the line that ``run.py new`` writes names the definition."""
    text = "# yaml-language-server: $schema=../../.vscode/schema/catalogue.json\n类型: 政府债务\n债务种类: ¦\n"
    assert sorted(server.labels("elsewhere/own/a.yml", text)) == sorted(["一般债务", "专项债务"])

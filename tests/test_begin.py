"""An agency's column from nothing: begun by options, checked, built, five items published; nothing of the demonstration stays."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
import yaml
from gongkai.building.build import build_site
from gongkai.building.sources import checked_column
from gongkai.commands import command_line as cli
from gongkai.model.problems.problem import Level
from gongkai.reading.column_sources import read_column
from gongkai.releases.making import installed
from gongkai.releases.release_manifest import MANIFEST, manifest_at, manifest_from
from gongkai.setup import swap
from gongkai.setup.agency_answers import QUESTIONS, AnswerError, Answers, read_answers
from gongkai.setup.begin import BeginRefusedError, begin
from gongkai.setup.demonstration_folder import KEPT, demonstration_folder
from gongkai.setup.gap_page import gap_page
from gongkai.setup.gaps import gaps_of
from gongkai.setup.new_column import new_column
from gongkai.setup.remove_demonstration import remove_demonstration
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape

from tests.conftest import PROJECT, copy_project, demonstration_or_skip

DAY = date(2026, 11, 30)
CASES = Path(__file__).parent / "cases" / "examples"
OPTIONS: dict[str, str | tuple[str, ...]] = {
    "name": "某市商务局",
    "short": "市商务局",
    "code": "11420984011234566R",
    "level": "部门",
    "region": "某省某市",
    "phone": "07128391234",
    "office": ("办公室:0712-8391234", "行政审批科"),
}


def _answers(**changed: str) -> Answers:
    answers, faults = read_answers({**OPTIONS, **changed})
    assert answers, faults
    return answers


def as_arguments(options: Mapping[str, str | tuple[str, ...]]) -> list[str]:
    """The options as they are typed."""
    made: list[str] = []
    for option, value in options.items():
        for one in (value,) if isinstance(value, str) else value:
            made += [f"--{option}", one]
    return made


def _product(target: Path) -> Path:
    """A clone of the product as a stranger has it: the demonstration at the root, README, workflows."""
    copy_project(target)
    for name in ("README.md", "README.en.md"):
        moved = PROJECT / name.replace("README", "PRODUCT")
        shutil.copy(moved if moved.is_file() else PROJECT / name, target / name)
    (target / ".github" / "workflows").mkdir(parents=True)
    for name in ("check.yml", "deploy.yml", "product.yml"):
        (target / ".github" / "workflows" / name).write_text(f"name: {name}\n", encoding="utf-8")
    (target / ".github" / "ISSUE_TEMPLATE").mkdir()
    (target / ".github" / "ISSUE_TEMPLATE" / "error-report.yml").write_text(
        "placeholder: 990000017/2018-00231\n", encoding="utf-8"
    )
    return target


def _files(root: Path) -> dict[str, bytes]:
    """Everything in the project, without what is only linked or made anew at will."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not {".cache", "hooks", "theme_overrides", "dist"} & {*path.relative_to(root).parts}
    }


FIVE = {
    "content/documents/2026/notice.md": (
        "---\n类型: 政策文件\n索引号: 011234566/2026-00010\n标题: 某市商务局关于做好冬季市场供应工作的通知\n发文字号: 某商发〔2026〕10号\n"
        "文件类别: 其他文件\n成文日期: 2026-11-20\n发布日期: 2026-11-24\n公开属性: 主动公开\n主题分类: 商贸、海关、旅游/国内贸易\n"
        "审核: {初审: 2026-11-20, 复审: 2026-11-21, 终审: 2026-11-23, 保密审查: 2026-11-23}\n---\n\n各镇人民政府：\n\n"
        "一、做好粮油肉菜储备。\n\n二、加强市场巡查。\n\n某市商务局\n\n2026年11月20日\n"
    ),
    "content/interpretations/notice.md": (
        "---\n类型: 政策解读\n索引号: 011234566/2026-00011\n标题: 《关于做好冬季市场供应工作的通知》解读\n解读对象: 某商发〔2026〕10号\n"
        "解读形式: [文字]\n解读单位: 某市商务局\n解读人身份: 起草单位\n出台背景: 保障冬季供应。\n主要内容: 储备和巡查。\n"
        "发布日期: 2026-11-25\n公开属性: 主动公开\n"
        "审核: {初审: 2026-11-24, 复审: 2026-11-24, 终审: 2026-11-24, 保密审查: 2026-11-24}\n---\n\n问：储备多少？\n\n答：够用三十天。\n"
    ),
    "catalogue/permits/2026-11.yml": (
        "类型: 行政许可\n索引号: 011234566/2026-00012\n标题: 2026年11月行政许可决定\n期间: 2026年11月\n记录: 2026-11.csv\n"
        "发布日期: 2026-11-27\n公开属性: 主动公开\n"
        "审核: {初审: 2026-11-26, 复审: 2026-11-26, 终审: 2026-11-26, 保密审查: 2026-11-26}\n"
    ),
    "catalogue/permits/2026-11.csv": (
        "行政相对人名称,统一社会信用代码,行政许可决定文书号,许可内容,许可决定日期,许可机关\n"
        "某市粮油有限公司,,某商许〔2026〕1号,成品油零售经营,2026-11-25,某市商务局\n"
    ),
}
"""Items of an agency, as they are taken from examples of the handbook and filled in."""


def five_items() -> dict[str, str]:
    """The items above, with the budget and the annual report of the handbook, in the agency's name."""
    files = dict(FIVE)
    for name in ("department_budget", "annual_report"):
        example = yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8"))
        for path, text in example["files"].items():
            own = text.replace("990000017", "011234566").replace("示例市", "某市")
            files[path] = re.sub(r"^目录条目: .*\n", "", own, flags=re.MULTILINE)
    return files


@pytest.mark.whole
def test_a_stranger_begins_publishes_five_items_and_sees_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = _product(tmp_path / "某市商务局")
    call = ["--root", str(root)]
    day = ["--as-of", DAY.isoformat()]
    assert cli.main([*call, "init", *day, "--yes", *as_arguments(OPTIONS)]) == 0
    capsys.readouterr()
    assert cli.main([*call, "check", *day]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told == ["待完善：15 处没有填写，33 项还没有公布，见 dist/待完善/index.html。", "检查通过，没有发现问题。"]
    assert cli.main([*call, "build", *day]) == 0
    begun = (root / "site" / "011234566" / "2026-00001.html").read_text(encoding="utf-8")
    assert "某市商务局政府信息公开指南" in begun
    for name, text in five_items().items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    _, problems = checked_column(root, DAY)
    assert [str(one) for one in problems if one.level is Level.ERROR] == []
    assert cli.main([*call, "build", *day]) == 0
    pages = {
        path.relative_to(root / "site").as_posix(): path.read_text("utf-8") for path in (root / "site").rglob("*.html")
    }
    for title in ("冬季市场供应工作的通知", "》解读", "2026年11月行政许可决定", "部门预算", "年度报告"):
        assert any(title in text for name, text in pages.items() if name.startswith("011234566/")), title
    assert "某市粮油有限公司" in "".join(pages.values())
    after = gaps_of(problems)
    page = gap_page(after, "某市商务局", DAY)
    listed = [*after.unfilled, *after.unpublished]
    assert [page.count(str(escape(one.what))) for one in listed] == [1] * len(listed), "each gap stands there once"
    assert "其中 12 处写着“【待填写：……】”" in page
    assert [name for name, text in pages.items() if "要补写和公布的" in text] == [], "the list is for staff only"
    assert len(after.unpublished) == 33 - 5, "five matters of the directory are served now"
    assert [name for name, text in pages.items() if re.search("990000017|示例市|演示专栏", text)] == []


def test_nothing_of_the_demonstration_stays_and_nothing_of_it_is_lost(tmp_path: Path) -> None:
    root = _product(tmp_path)
    before = _files(root)
    begin(root, _answers(), DAY)
    after = _files(root)
    assert demonstration_folder(root) == root / KEPT
    for name, data in before.items():
        if name.startswith(("content/", "catalogue/")):
            assert after.pop(f"{KEPT}/{name}") == data
    traces = [name for name, data in after.items() if re.search("990000017|示例市", data.decode("utf-8", "ignore"))]
    assert traces == ["PRODUCT.md"]
    assert ".github/workflows/product.yml" not in after
    assert {".github/workflows/check.yml", ".github/workflows/deploy.yml"} <= after.keys()
    assert after["README.md"].startswith("# 某市商务局政府信息公开专栏\n".encode())
    assert after["PRODUCT.md"] == before["README.md"].replace(b"(README.en.md)", b"(PRODUCT.en.md)")
    assert not (root / swap.FOLDER).exists()


@pytest.mark.parametrize(
    ("level", "tier", "own"),
    [
        ("部门", "县级", "8.2"),
        ("县级", "县级", "9.6"),
        ("设区的市级", "市级", "9.6"),
        ("省级", "省级", "2.6"),
        ("乡镇", "乡级", "9.14"),
    ],
)
def test_a_column_of_every_level_is_free_of_errors_and_noise(level: str, tier: str, own: str, tmp_path: Path) -> None:
    root = tmp_path
    begin(root, _answers(level=level), DAY)
    publication, problems = checked_column(root, DAY)
    assert [str(one) for one in problems if one.level is not Level.UNFINISHED] == []
    entries = publication.reading.directory
    assert {entry.subject for entry in entries} == {"某市商务局"}
    assert {entry.level for entry in entries} == {tier}
    assert own in {entry.number for entry in entries}
    told = [one.what for one in problems]
    assert len(told) == len(set(told)) or [w for w in told if told.count(w) > 1] == [], "each gap once"


def test_the_eight_matters_of_a_township_are_those_of_no_other_level(tmp_path: Path) -> None:
    """条例第二十一条: what only a township has to publish is in its directory alone, and what others have is not in its."""
    own = "农业农村政策 农田水利工程建设运营 农村土地承包经营权流转 宅基地使用情况审核 土地征收 房屋征收 筹资筹劳 社会救助".split()
    for level in ("乡镇", "县级", "部门"):
        root = tmp_path / level
        root.mkdir()
        begin(root, _answers(level=level), DAY)
        matters = [entry.sub_matter for entry in checked_column(root, DAY)[0].reading.directory]
        assert [matter for matter in own if matter in matters] == (own if level == "乡镇" else []), level
        assert ("征地与房屋征收" in matters) == (level == "县级"), level
        assert ("政府预算" in matters) == (level != "部门"), level


def test_the_draft_of_a_rule_is_published_when_it_is_filled_in_and_not_before(tmp_path: Path) -> None:
    """Nothing that an agency must know is invented: renamed as it is, each gap is told, those of dates as errors."""
    begin(tmp_path, _answers(), DAY)
    draft = tmp_path / "content" / "rules" / "_disclosure-rule.md"
    rule = draft.rename(draft.with_name("disclosure-rule.md"))
    _, problems = checked_column(tmp_path, DAY)
    told = [(one.rule, one.line) for one in problems if one.path.endswith("disclosure-rule.md")]
    assert [line for rule_, line in told if rule_ == "not-a-date"] == [8, 9]
    assert [line for rule_, line in told if rule_ == "not-filled-in"] == [5, 6, 16]
    filled = iter(
        ["某市商务局保密审查制度", "某商发〔2026〕3号", "2026-03-02", "2026-11-27", "第一条　公开以前应当审查。"]
    )
    text = re.sub("'?【待填写：[^】]*】'?", lambda _: next(filled), rule.read_text(encoding="utf-8"))
    rule.write_text(text, encoding="utf-8")
    publication, problems = checked_column(tmp_path, DAY)
    assert [str(one) for one in problems if one.level is Level.ERROR] == []
    assert "政府信息公开制度" in {item.kind.title for item in publication.reading.items}


def test_what_has_nothing_yet_builds(tmp_path: Path) -> None:
    """Git keeps no empty folders: without ``content`` and without items a site is built, without settings a remedy is told."""
    root = copy_project(tmp_path, with_sources=False)
    (root / "content").rmdir()
    refused = build_site(root, root / "site", DAY.isoformat())
    assert refused.report is None
    assert "缺少专栏设置文件 catalogue/column.yml。" in refused.output
    assert "python run.py init" in refused.output
    assert not re.search(r"[A-Za-z]{3,} [a-z]{3,} [a-z]{2,}", refused.output), "no English of other programs"
    begin(root, _answers(), DAY)
    for name in ("content", "catalogue/directory"):
        shutil.rmtree(root / name)
    assert not [one for one in checked_column(root, DAY)[1] if one.level is Level.ERROR]
    built = build_site(root, root / "site", DAY.isoformat())
    assert built.report is not None, (built.faults, built.output)


@pytest.mark.uncounted
def test_own_items_are_kept_unless_told_otherwise(tmp_path: Path) -> None:
    root = _product(tmp_path)
    begin(root, _answers(), DAY)
    (root / "content" / "a.md").write_text(FIVE["content/documents/2026/notice.md"], encoding="utf-8")
    before = _files(root)
    with pytest.raises(BeginRefusedError, match=r"已经有本机关的4 件信息（.*没有改动") as refused:
        begin(root, _answers(), DAY)
    assert "--force" in str(refused.value)
    assert _files(root) == before
    done = begin(root, _answers(), DAY, force=True)
    after = _files(root)
    assert done.aside == "before-init"
    kept = {name: data for name, data in before.items() if name.startswith(("content/", "catalogue/"))}
    assert {f"before-init/{name}": data for name, data in kept.items()}.items() <= after.items()
    assert begin(root, _answers(), DAY, force=True).aside == "before-init-1"
    assert after["before-init/README.md"] == before["README.md"]
    assert after["PRODUCT.md"] == _files(root)["PRODUCT.md"], "the README of the agency is not taken for the product's"


@pytest.mark.uncounted
def test_empty_folders_are_filled_and_the_demonstration_stays_where_it_is(tmp_path: Path) -> None:
    root = _product(tmp_path)
    begin(root, _answers(), DAY)
    for name in ("content", "catalogue"):
        shutil.rmtree(root / name)
        (root / name).mkdir()
        (root / name / ".gitkeep").touch()
    before = _files(root)
    done = begin(root, _answers(), DAY)
    after = _files(root)
    assert (done.demonstration, done.aside) == ("", "before-init")
    assert {name: data for name, data in after.items() if name.startswith(KEPT) or ".gitkeep" in name} == {
        name: data for name, data in before.items() if name.startswith(KEPT) or ".gitkeep" in name
    }


def test_a_change_under_way_is_neither_undone_nor_joined(tmp_path: Path) -> None:
    """A check in another window, such as that of the preview, leaves the files of ``init`` alone."""
    root = _small(tmp_path)
    with swap.changing(root):
        (root / swap.FOLDER / "x").touch()
        assert not swap.recover(root)
        assert (root / swap.FOLDER / "x").exists()
        with pytest.raises(swap.ChangeRefusedError, match="正在进行"):
            begin(root, _answers(), DAY)
    assert not (root / swap.FOLDER).exists()


def _git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=x", "-c", "user.email=x@x", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True)


def test_the_end_of_the_demonstration_is_no_removal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first change of an agency is compared with the demonstration, and one that moves leftovers with them."""
    root = _small(tmp_path)
    (root / ".gitignore").write_text(".cache/\ndist/\n", encoding="utf-8")
    _git(root, "init", "-q")
    _git(root, "add", "-A")
    _git(root, "commit", "-qm", "product")
    begin(root, _answers(), DAY)
    call = ["--root", str(root), "check", "--as-of", DAY.isoformat(), "--base", "HEAD"]
    assert cli.main(call) == 0
    told = capsys.readouterr().out
    assert "**新公开 3 件信息**" in told
    assert "不再列出" not in told
    notice = FIVE["content/documents/2026/notice.md"]
    (root / "content" / "own.md").write_text(notice, encoding="utf-8")
    (root / "content" / "left.md").write_text(notice.replace("011234566", "990000017"), encoding="utf-8")
    _git(root, "add", "-A")
    _git(root, "commit", "-qm", "own")
    remove_demonstration(root)
    assert cli.main(call) == 0
    assert "- 网页内容没有变化。" in capsys.readouterr().out
    (root / "content" / "own.md").unlink()
    assert cli.main(call) == 1
    assert "错误[item-vanished]" in capsys.readouterr().out


@pytest.mark.uncounted
def test_settings_alone_do_not_make_a_column(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only column.yml was replaced: a few lines say so, whatever else could be said of two hundred items."""
    root = copy_project(tmp_path)
    (root / "catalogue" / "column.yml").write_text(
        "机关:\n  名称: 某市商务局\n  机构代码: '011234566'\n网站名称: 某市商务局政府信息公开\n", encoding="utf-8"
    )
    assert cli.main(["--root", str(root), "check", "--as-of", "2026-11-24"]) == 1
    told = [line for line in capsys.readouterr().out.splitlines() if not line.startswith("    ")]
    assert [line.split("]")[0].rpartition(" ")[2] for line in told if "错误[" in line] == [
        "错误[demonstration-left"
    ] * 3
    assert len(told) <= 12, told
    count = len(read_column(root).items)
    assert f"{count} 件演示的信息" in "".join(told) or f"{count - 1} 件演示的信息" in "".join(told)


def test_workflows_of_agencies_run_no_test_of_the_product() -> None:
    """What agencies keep checks and publishes their column; the tests of the product are in a workflow that goes."""
    folder = PROJECT / ".github" / "workflows"
    commands = {
        path.name: [
            step["run"]
            for job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values()
            for step in job["steps"]
            if "run" in step
        ]
        for path in sorted(folder.glob("*.yml"))
    }
    for name in ("check.yml", "deploy.yml"):
        assert ".ci/run" not in "".join(commands[name])
    assert [command.split()[-2:] for command in commands["check.yml"]] == [
        [".ci/column", "check"],
        [".ci/column", "preview"],
    ]
    assert commands["deploy.yml"] == [".ci/column publish"]
    if "product.yml" in commands:
        assert commands["product.yml"][-1] == ".ci/run"
        assert "steps.column.outputs.product == 'yes'" in (folder / "product.yml").read_text(encoding="utf-8")


def test_a_file_that_cannot_be_read_counts_as_own(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "通知.docx").write_bytes(b"PK")
    with pytest.raises(BeginRefusedError, match="已经有本机关的内容"):
        begin(tmp_path, _answers(), DAY)


@pytest.mark.parametrize("name", ["content", "catalogue"])
@pytest.mark.parametrize("what", ["file", "link", "link to nothing"])
def test_what_is_no_folder_is_left_alone(tmp_path: Path, name: str, what: str) -> None:
    """It is told at once, and no later command stumbles over it."""
    root, other = tmp_path / "column", tmp_path / "other"
    root.mkdir()
    if what == "file":
        (root / name).write_text("x", encoding="utf-8")
    else:
        (root / name).symlink_to(other)
        if what == "link":
            other.mkdir()
    with pytest.raises(BeginRefusedError, match=f"{name} 应当是文件夹，这里是链接或者文件，没有改动"):
        begin(root, _answers(), DAY)
    assert not other.exists() or not any(other.iterdir())
    assert sorted(path.name for path in root.iterdir() if path.name != ".cache") == [name]


def test_a_file_in_the_way_is_undone_at_once(tmp_path: Path) -> None:
    """A file where a folder must be made: the old state stands, and the next command is not held up."""
    root = _small(tmp_path)
    (root / "tests").write_text("x", encoding="utf-8")
    before = _files(root)
    with pytest.raises(OSError, match="tests"):
        begin(root, _answers(), DAY)
    assert _files(root) == before
    assert not swap.recover(root)


def test_a_readme_in_another_encoding_is_moved_as_it_is(tmp_path: Path) -> None:
    root = _small(tmp_path)
    (root / "README.md").write_bytes("# 产品 [English](README.en.md)".encode("gb18030"))
    begin(root, _answers(), DAY)
    assert (root / "PRODUCT.md").read_bytes() == "# 产品 [English](PRODUCT.en.md)".encode("gb18030")


def test_with_what_a_column_began_is_written_in_the_same_step(tmp_path: Path) -> None:
    """What is killed afterwards still knows which files of the product were changed here."""
    root = _small(tmp_path)
    (root / "run.py").write_bytes(b"x")
    begin(root, _answers(), DAY, noted=installed(root))
    assert manifest_at(root) == manifest_from((root / MANIFEST).read_bytes())
    assert "run.py" in (manifest_at(root) or pytest.fail("no manifest")).files


def test_fields_for_editors_that_cannot_be_written_are_no_failed_beginning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = _small(tmp_path)
    (root / ".vscode").write_text("x", encoding="utf-8")
    options = as_arguments({**OPTIONS, "as-of": DAY.isoformat()})
    assert cli.main(["--root", str(root), "init", *options]) == 1
    told = capsys.readouterr()
    assert told.out.startswith("专栏已经建好，写了 8 个文件。\n")
    assert told.err.startswith("专栏已经建好，只是编辑器用的字段定义没有写成：")
    assert told.err.endswith("。以后再运行 python run.py schema。\n")


def _steps(root: Path) -> int:
    """How many renames beginning makes."""
    made = 0

    def counted(self: Path, target: Path) -> Path:
        nonlocal made
        made += 1
        return rename(self, target)

    rename = Path.rename
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "rename", counted)
        begin(root, _answers(), DAY)
    return made


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that end in the middle of a step")
def test_killed_at_any_step_the_old_state_comes_back(tmp_path: Path) -> None:
    """A process that ends without a word, before and after every rename; the next command finds the old state."""
    root = _small(tmp_path / "a")
    before = _files(root)
    steps = _steps(_small(tmp_path / "b"))
    assert steps >= 10
    for last in range(steps):
        assert _killed(root, last) == 9
        swap.recover(root)
        assert _files(root) == before, f"after {last} of {steps} steps"
        assert not (root / swap.FOLDER).exists()
    assert _killed(root, steps) == 0
    swap.recover(root)
    assert (root / "README.md").read_text(encoding="utf-8").startswith("# 某市商务局")


def _killed(root: Path, last: int) -> int:
    """Begin in a child that is killed at its rename number ``last``; its exit code."""
    child = os.fork()
    if not child:
        made, rename = 0, Path.rename

        def step(self: Path, target: Path) -> Path:
            nonlocal made
            if made == last:
                os._exit(9)
            made += 1
            return rename(self, target)

        Path.rename = step  # type: ignore[assignment,method-assign]
        try:
            begin(root, _answers(), DAY)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _small(root: Path) -> Path:
    """The product with a demonstration of one item, which is quickly read."""
    settings = "机关:\n  名称: 示例市商务局\n  机构代码: '990000017'\n演示: 演示专栏\n"
    for name, text in {
        "catalogue/column.yml": settings,
        "content/a.md": "---\n类型: 政策文件\n索引号: 990000017/2024-00001\n---\n\n甲\n",
        "README.md": "# 产品\n[English](README.en.md)\n",
        "README.en.md": "# Product\n",
        ".github/workflows/product.yml": "x\n",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def test_an_error_in_the_middle_is_undone_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = _small(tmp_path)
    before = _files(root)
    made, rename = 0, Path.rename

    def full(self: Path, target: Path) -> Path:
        nonlocal made
        made += 1
        if made == 5:
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(OSError, match="No space"):
        begin(root, _answers(), DAY)
    assert _files(root) == before


@pytest.mark.uncounted
def test_what_was_pulled_in_of_the_demonstration_is_moved_not_deleted(tmp_path: Path) -> None:
    root = _product(tmp_path)
    begin(root, _answers(), DAY)
    own = FIVE["content/documents/2026/notice.md"]
    pulled = demonstration_or_skip() / "content/documents/2026/notice-02.md"
    budget = demonstration_or_skip() / "catalogue/fiscal"
    (root / "content" / "own.md").write_text(own, encoding="utf-8")
    shutil.copy(pulled, root / "content" / "notice-02.md")
    shutil.copytree(budget, root / "catalogue" / "fiscal")
    _, problems = checked_column(root, DAY)
    (told,) = (one for one in problems if one.rule == "demonstration-left")
    assert "run.py demo --remove" in told.remedy
    assert "件演示的信息" in told.what
    assert "删除" not in told.remedy
    with pytest.raises(BeginRefusedError, match="demo --remove"):
        begin(root, _answers(), DAY)
    removed = remove_demonstration(root)
    assert "content/notice-02.md" in removed.moved
    assert (root / KEPT / "content/notice-02.md").read_bytes() == pulled.read_bytes()
    assert (root / "content" / "own.md").read_text(encoding="utf-8") == own
    assert not (root / "catalogue" / "fiscal").exists()
    assert [str(one) for one in checked_column(root, DAY)[1] if one.level is Level.ERROR] == []
    assert remove_demonstration(root).moved == ()


@pytest.mark.uncounted
def test_a_file_with_items_of_both_stays(tmp_path: Path) -> None:
    root = _product(tmp_path)
    begin(root, _answers(), DAY)
    one = "- 类型: 会议公开\n  索引号: {}/2026-00050\n  标题: 会议\n  会议日期: 2026-11-02\n  发布日期: 2026-11-03\n"
    (root / "catalogue" / "m.yml").write_text(one.format("990000017") + one.format("011234566"), encoding="utf-8")
    removed = remove_demonstration(root)
    assert (removed.moved, removed.shared) == ((), ("catalogue/m.yml",))


@pytest.mark.uncounted
@pytest.mark.whole
def test_the_demonstration_is_one_command_away_and_touches_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = _product(tmp_path)
    begin(root, _answers(), DAY)
    before = _files(root)
    assert cli.main(["--root", str(root), "demo"]) == 0
    told = capsys.readouterr().out
    page = root / "dist" / "demo" / "site" / "index.html"
    assert str(page) in told
    assert "演示专栏" in page.read_text(encoding="utf-8")
    assert _files(root) == before
    shutil.rmtree(root / KEPT)
    assert cli.main(["--root", str(root), "demo"]) == 1
    assert "这里没有演示的内容" in capsys.readouterr().err


def test_without_a_terminal_nothing_is_asked_and_what_is_missing_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builtins.input", lambda _: pytest.fail("nothing may be asked"))
    assert cli.main(["--root", str(tmp_path), "init", "--name", "示例市商务局", "--level", "局"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "还不能开始，没有改动。",
        "机关全称（--name）：“示例市商务局”是演示用的名称，请写本机关的全称，例如“某市商务局”。",
        "缺少机构代码或者统一社会信用代码，请加 --code（9 位或者 18 位，索引号用它开头）。",
        "机关级别（--level）：没有“局”。可以写：部门、县级、设区的市级、省级、乡镇。",
        "缺少地区，请加 --region（例如 某省某市）。",
    ]
    assert [path.name for path in tmp_path.iterdir() if path.name != ".cache"] == []


def test_on_a_terminal_a_wrong_answer_is_asked_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(
        [
            "",
            "某市商务局",
            "",
            "011234565",
            "011234566",
            "部门",
            "某省某市",
            "",
            "",
            "www.moushi.gov.cn",
            "139 1234 5678",
            "(0712)8391234",
            "",
            "办公室：0712 8391234、 行政审批科",
        ]
    )
    monkeypatch.setattr("builtins.input", lambda _: next(typed))
    monkeypatch.setattr("sys.stdin", type("Terminal", (), {"isatty": lambda self: True})())
    assert cli.main(["--root", str(tmp_path), "init", "--as-of", DAY.isoformat()]) == 0
    told = capsys.readouterr().out
    assert "这一项必须填写。" in told
    assert "机构代码最后一位应当是“6”，这里是“5”。请对照代码证书核对。" in told
    assert "这是个人的手机号码，请写办公电话" in told
    settings = read_column(tmp_path).settings
    assert settings.site_domain == "https://www.moushi.gov.cn/"
    assert [(unit.name, unit.phone) for unit in settings.agency.units] == [
        ("办公室", "0712-8391234"),
        ("行政审批科", ""),
    ]


def test_input_that_ends_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", ended)
    monkeypatch.setattr("sys.stdin", type("Terminal", (), {"isatty": lambda self: True})())
    assert cli.main(["--root", str(tmp_path), "init"]) == 2
    assert capsys.readouterr().err == "没有回答完，没有改动。\n"
    assert [path.name for path in tmp_path.iterdir() if path.name != ".cache"] == []


_READ = {question.option: question.read for question in QUESTIONS}


@pytest.mark.parametrize(
    ("option", "written", "read"),
    [
        ("code", "０１１２３４５６－６", "011234566"),
        ("code", "11420984011234566r", "11420984011234566R"),
        ("phone", "010 12345678", "010-12345678"),
        ("phone", "（0712）8391234", "0712-8391234"),
        ("phone", "12345", "12345"),
        ("phone", "0712-8391234转801", "0712-8391234转801"),
        ("domain", "http://a.gov.cn/xxgk?x=1", "http://a.gov.cn/xxgk/"),
        ("domain", " www.a.gov.cn ", "https://www.a.gov.cn/"),
        ("office", "办公室：07128391234", "办公室:0712-8391234"),
        ("office", "办公室", "办公室"),
        ("region-code", "４２０９８４", "420984"),
        ("name", "某市 商务局", "某市 商务局"),
        ("name", "\ufeff某市\u200b商\u202e务局", "某市商务局"),
        ("address", "人民\u200b大道1号", "人民大道1号"),
        ("phone", "+86 712 8391234", "0712-8391234"),
        ("phone", "86-0712-8391234", "0712-8391234"),
        ("phone", "+861012345678", "010-12345678"),
        ("phone", "0086 27 8391 2345", "027-83912345"),
        ("domain", "HTTPS://WWW.A.GOV.CN/Zf", "https://www.a.gov.cn/Zf/"),
        ("domain", "www.a.gov.cn/zf/index.html", "https://www.a.gov.cn/zf/"),
        ("domain", "https://www.a.gov.cn/index.shtml#top", "https://www.a.gov.cn/"),
        ("domain", "https://www.a.gov.cn", "https://www.a.gov.cn/"),
        ("office", "办公室 0712-8391234", "办公室:0712-8391234"),
        ("office", "办公室0712-8391234", "办公室:0712-8391234"),
        ("office", "办公室（0712）8391234", "办公室:0712-8391234"),
        ("office", "业务1科", "业务1科"),
        ("office", "业务2科:0712-8391234", "业务2科:0712-8391234"),
        ("office", "信息中心（二楼）：010 12345678", "信息中心（二楼）:010-12345678"),
    ],
)
def test_answers_are_read_in_the_forms_that_people_write(option: str, written: str, read: str) -> None:
    assert _READ[option](written) == read


@pytest.mark.parametrize(
    ("option", "written", "told"),
    [
        ("code", "990000017", "“990000017”是演示用的代码，请写本机关的机构代码或者统一社会信用代码。"),
        ("code", "12345", "机构代码是 9 位，统一社会信用代码是 18 位，这里是 5 位。请对照代码证书核对。"),
        ("phone", "八三九一二三四", "“八三九一二三四”不像电话号码，请写成“区号-号码”，例如 0712-8391234。"),
        ("phone", "8391234", "“8391234”不像电话号码，请写成“区号-号码”，例如 0712-8391234。"),
        ("domain", "某局", "“某局”不是网址，请写专栏公开以后的网址，例如 https://www.moushi.gov.cn/zfxxgk/。"),
        (
            "domain",
            "javascript://a.b",
            "“javascript://a.b”不是网址，请写专栏公开以后的网址，例如 https://www.moushi.gov.cn/zfxxgk/。",
        ),
        ("domain", "https://swj.example.gov.cn/", "“https://swj.example.gov.cn/”是演示用的网址，请写本机关的。"),
        ("name", "甲: 乙", "“甲: 乙”不像名称，请写汉字的名称，2 至 60 个字，不带冒号、引号等符号。"),
        ("name", "某县[教育](x)局", "“某县[教育](x)局”不像名称，请写汉字的名称，2 至 60 个字，不带冒号、引号等符号。"),
        ("name", "某_县_局", "“某_县_局”不像名称，请写汉字的名称，2 至 60 个字，不带冒号、引号等符号。"),
        ("region", "示例市", "“示例市”是演示用的地区，请写本机关所在的地区，例如“某省某市”。"),
        (
            "domain",
            "https://x./",
            "“https://x./”不是网址，请写专栏公开以后的网址，例如 https://www.moushi.gov.cn/zfxxgk/。",
        ),
        ("office", "办公室 12345678", "“12345678”不像电话号码，请写成“区号-号码”，例如 0712-8391234。"),
        ("region-code", "990000", "“990000”不是行政区划代码，请照民政部门公布的写 6 位数字，乡镇是 9 位。"),
        ("level", "县局", "没有“县局”。可以写：部门、县级、设区的市级、省级、乡镇。"),
    ],
)
def test_wrong_answers_are_told_at_once(option: str, written: str, told: str) -> None:
    with pytest.raises(AnswerError) as refused:
        _READ[option](written)
    assert str(refused.value) == told


@settings(max_examples=30)
@given(
    st.text(st.sampled_from("某市商务局、（）“”《》—·，。' \\-1a甲"), min_size=2, max_size=20),
    st.text(st.characters(blacklist_categories=["Cs", "Cc", "Cn", "Co", "Cf", "Zl", "Zp"]), max_size=30),
)
def test_whatever_is_answered_the_column_reads_it_back(name: str, address: str) -> None:
    """A name that is accepted, and any address, stand in the settings as they were given."""
    answers, _ = read_answers({**OPTIONS, "name": name, "address": address})
    if answers is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        for path, content in new_column(answers, DAY).items():
            (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / path).write_bytes(content)
        column = read_column(Path(folder))
        assert [str(one) for one in column.problems if one.level is Level.ERROR] == []
        assert (column.settings.agency.name, column.settings.agency.address) == (answers.name, answers.address)
        assert {entry.subject for entry in column.directory} == {answers.name}

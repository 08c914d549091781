"""What README and handbook show works as shown, and what they and the changelog promise is held by the tests named for it."""

from __future__ import annotations

import ast
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.building.build import build_site
from gongkai.checking import checked
from gongkai.checking.catalogue import RULES
from gongkai.model.addresses import item_url
from gongkai.model.problems.problem import Level, Problem, in_order
from gongkai.model.problems.yielded import gathered
from gongkai.model.publication import Publication
from gongkai.model.validity import State
from gongkai.reading.column_sources import read_column
from gongkai.reading.types.kinds import load_kinds
from gongkai.searching.suggestions import synonym_groups

from tests.columns import SETTINGS, document, with_text, write_column
from tests.conftest import AS_OF, POLICY, PROJECT, copy_project, demonstration_or_skip
from tests.golden import golden


def _told(name: str) -> Path:
    """The page of the product; in the repository of an agency, whose own README stands first, under another name."""
    moved = PROJECT / name.replace("README", "PRODUCT")
    return moved if moved.is_file() else PROJECT / name


CHINESE, CHANGES = map(_told, ("README.md", "CHANGELOG.md"))
HANDBOOK = PROJECT / ".github" / "handbook" / "pages"
PROMISES: dict[str, dict[str, list[str]]] = golden(Path(__file__).parent / "cases" / "promises.yml")
_DIGITS = "零一二三四五六七八九"


def _examples(path: Path) -> list[str]:
    return re.findall(r"^```yaml\n(.*?)^```$", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def _errors(publication: Publication, prefix: str = "") -> list[str]:
    found: list[Problem] = [*publication.reading.problems, *publication.problems]
    found += [one for rule in RULES for one in rule.check(publication)]
    return [str(one) for one in in_order(found) if one.level is Level.ERROR and one.path.startswith(prefix)]


def test_the_examples_can_be_copied(tmp_path: Path) -> None:
    """Each example in a column that has what it speaks of; what it is to bring about comes about."""
    (published,) = _examples(CHINESE)
    ends, amends = _examples(HANDBOOK / "publish" / "validity.md")
    (interprets,) = _examples(HANDBOOK / "publish" / "interpretations.md")
    assert _examples(HANDBOOK / "publish" / "index.md") == [published]
    files: dict[str, str | bytes] = {
        "content/documents/2026/xxx.md": published.replace("……的通知", "做好工作的通知"),
        "content/documents/2026/form.docx": _any_word_file().read_bytes(),
        "content/old.md": document("1", 发文字号="示商发〔2010〕5号"),
        "content/rule.md": _rule("2", "示商规〔2022〕3号"),
        "content/grant.md": _rule("3", "示商规〔2023〕4号"),
        "content/ends.md": _with(
            document("4", 发文字号="示商发〔2026〕4号", 成文日期="2026-03-01", 发布日期="2026-03-05"), ends
        ),
        "content/amends.md": _with(
            document("5", 发文字号="示商规〔2025〕5号", 成文日期="2025-05-20", 发布日期="2025-05-21"), amends
        ),
        "content/explains.md": _interpretation(interprets),
    }
    publication = bind(read_column(write_column(tmp_path, files)), date(2026, 5, 1))
    assert _errors(publication, "content/") == []
    state = {
        one.doc_no: publication.validity[one.index_no].state.value for one in publication.reading.items if one.doc_no
    }
    assert (state["示商发〔2010〕5号"], state["示商规〔2022〕3号"], state["示商规〔2023〕4号"]) == (
        "废止",
        "已修改",
        "已修改",
    )
    (explained,) = (one for one in publication.reading.items if one.kind.name == "interpretation")
    assert [one.kind.name for one in publication.outgoing[explained.index_no]] == ["interprets"]


def test_the_defects_of_the_example_are_published_as_printed(tmp_path: Path) -> None:
    """Without the waiver the two places are told, with it neither they nor the waiver."""
    paper = document("1", 标题="关于做好《第1项工作的通知", 正文="一、目标\n\n三、组织保障\n")
    told = {"title-marks", "heading-number"}
    before = checked(bind(read_column(write_column(tmp_path / "a", {"content/a.md": paper})), AS_OF))
    assert told <= {one.rule for one in before.problems}
    waived = {"content/a.md": _with(paper, *_examples(HANDBOOK / "publish" / "as-printed.md"))}
    after = checked(bind(read_column(write_column(tmp_path / "b", waived)), AS_OF))
    assert {one.rule for one in before.problems} - {one.rule for one in after.problems} == told
    assert [one.rule for one in after.problems if "照原件公开" in str(one)] == []
    assert [one.spot.words for one in after.defects["990000017/2024-00001"]] == ["标题", "正文“三、组织保障”"]


def test_what_the_example_takes_down_leaves_its_address_and_its_name(tmp_path: Path) -> None:
    publication = bind(
        read_column(write_column(tmp_path, {"catalogue/n.yml": _examples(HANDBOOK / "publish" / "departures.md")[0]})),
        date(2026, 5, 1),
    )
    found = checked(publication).problems
    assert [str(one) for one in found if one.path == "catalogue/n.yml"] == []
    (gone,) = publication.departures
    assert (gone.index_no, gone.title) == ("990000017/2024-00007", "示例市商务局关于开展申报工作的通知")


def test_the_relations_in_the_list_are_read(tmp_path: Path) -> None:
    """What stands inline: whether a repeal replaces, a longer term, what is in force again."""
    text = (HANDBOOK / "publish" / "validity.md").read_text(encoding="utf-8")
    extends, restores = (re.findall(rf"`({label}: \[[^`]*\])`", text)[0] for label in ("延长有效期", "恢复效力"))
    files = {
        "content/old.md": document("1", 发文字号="示商发〔2010〕5号"),
        "content/rule.md": document("2", 发文字号="示商规〔2022〕3号", 有效期至="2026-12-31"),
        "content/ends.md": document(
            "3",
            成文日期="2026-03-01",
            发布日期="2026-03-05",
            废止="[{文件: 示商发〔2010〕5号, 日期: 2026-03-05, 替代: 否}]",
        ),
        "content/later.md": _with(
            document("4", 成文日期="2026-05-20", 发布日期="2026-05-21"), f"{extends}\n{restores}\n"
        ),
    }
    publication = bind(read_column(write_column(tmp_path, files)), date(2026, 7, 1))
    assert _errors(publication, "content/") == []
    assert publication.validity["990000017/2024-00001"].state is State.IN_FORCE
    assert publication.validity["990000017/2024-00002"].until == date(2028, 12, 31)


def test_the_type_of_the_example_needs_no_code(tmp_path: Path) -> None:
    item = (
        "类型: 市场价格监测\n索引号: 990000017/2026-00009\n标题: 第一周价格\n周次: 第1周\n最高价: {}\n最低价: 5\n"
        "发布日期: 2026-03-05\n公开属性: 主动公开\n"
    )
    files = {
        "catalogue/types/market_price.yml": _examples(HANDBOOK / "admin" / "types.md")[0],
        "catalogue/a.yml": item.format(6),
    }
    assert _errors(bind(read_column(write_column(tmp_path, files)), AS_OF), "catalogue/") == []
    write_column(tmp_path, {"catalogue/a.yml": item.format(4)})
    (found,) = _errors(bind(read_column(tmp_path), AS_OF), "catalogue/a.yml")
    assert "最高价 ≥ 最低价" in found


def test_the_group_of_synonyms_in_the_table_is_read(tmp_path: Path) -> None:
    (group,) = re.findall(r"`(- \[[^`]*\])`", (HANDBOOK / "admin" / "settings.md").read_text(encoding="utf-8"))
    settings = SETTINGS.replace("  名称: 示例市商务局\n", "  名称: 示例市商务局\n  简称: [市商务局, 示商局]\n", 1)
    files = {"catalogue/synonyms.yml": group + "\n", "catalogue/column.yml": settings}
    publication = bind(read_column(write_column(tmp_path, files)), AS_OF)
    assert [one for one in publication.reading.problems if one.path == "catalogue/synonyms.yml"] == []
    # The short names of the agency need no group of their own; what both do in a search, tests/search/test_engines.py holds.
    assert synonym_groups(publication) == [
        ["示例市商务局", "市商务局", "示商局"],
        ["人社局", "人力资源和社会保障局"],
    ]


def test_the_policy_is_the_one_that_every_page_is_tested_under() -> None:
    policies = [
        re.findall(r"default-src[^\"\n]*frame-ancestors 'none'", path.read_text(encoding="utf-8"))
        for path in (HANDBOOK / "admin" / "server.md", PROJECT / ".github" / "decisions" / "0004-policy-by-header.md")
    ]
    assert policies == [[POLICY]] * 2


def test_an_address_comes_from_the_number_alone(tmp_path: Path) -> None:
    text = document("123", 索引号="990000017/2026-00123")
    first = read_column(write_column(tmp_path / "a", {"content/documents/2026/xxx.md": text}))
    moved = text.replace("关于做好第123项工作的通知", "关于另一件事的通知")
    second = read_column(write_column(tmp_path / "b", {"content/elsewhere/yyy.md": moved}))
    assert [item_url(one.items[0]) for one in (first, second)] == ["990000017/2026-00123.html"] * 2


def test_an_error_leaves_the_published_site_as_it_is_byte_for_byte(tmp_path: Path) -> None:
    root = write_column(copy_project(tmp_path / "c", with_sources=False), {"content/a.md": document("1")})
    assert build_site(root, root / "site", AS_OF.isoformat()).report
    before = _bytes(root / "site")
    write_column(root, {"content/a.md": document("1", 标题="改过的标题", 发布日期="近日")})
    assert build_site(root, root / "site", AS_OF.isoformat()).report is None
    assert _bytes(root / "site") == before


def test_the_demonstration_says_so_on_every_page(site: Path) -> None:
    words = (demonstration_or_skip() / "catalogue" / "column.yml").read_text(encoding="utf-8")
    (told,) = re.findall(r"^演示: (.*)$", words, re.MULTILINE)
    pages = [path for path in site.rglob("*.html") if "templates" not in path.parts]
    assert len(pages) > 300
    assert [path.name for path in pages if told.strip("'\"") not in path.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-dev.txt", "requirements-mutants.txt", "requirements-kit.txt"]
)
def test_every_package_is_locked_by_its_hash(name: str) -> None:
    text = (PROJECT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip()]
    assert len(lines) >= 3
    assert [line for line in lines if "==" not in line or "--hash=sha256:" not in line] == []
    assert '"--require-hashes"' in (PROJECT / "run.py").read_text(encoding="utf-8")


def test_the_changelog_counts_no_more_than_there_is() -> None:
    text = CHANGES.read_text(encoding="utf-8")
    (rules,) = re.findall(r"检查：([一二三四五六七八九十]+)项规则", text)
    (now,) = re.findall(r"检查：现有([一二三四五六七八九十]+)项规则", text)
    (kinds,) = re.findall(r"类型：(\d+) 种信息类型", text)
    assert 60 <= _number(rules) < _number(now) <= len(RULES)
    assert int(kinds) == len(gathered(load_kinds(None))[0])


@pytest.mark.parametrize("name", PROMISES)
def test_every_promise_stands_there_and_is_held(name: str) -> None:
    """A sentence that was changed or taken out, and a test that is gone, show here."""
    text = "".join(_told(name).read_text(encoding="utf-8").split())
    promises = PROMISES[name]
    assert [words for words in promises if "".join(words.split()) not in text] == []
    assert [name for names in promises.values() for name in names if not _exists(name)] == []
    assert all(promises.values())


def test_readme_changelog_and_handbook_promise() -> None:
    """None of them falls out of the list as a whole."""
    folder = HANDBOOK.relative_to(PROJECT).as_posix()
    assert {"README.md", "README.en.md", "CHANGELOG.md"} < PROMISES.keys()
    promising = {name.removeprefix(f"{folder}/").partition("/")[0] for name in PROMISES if name.startswith(folder)}
    assert promising == {"admin", "archive", "publish", "readers.md"}


def _exists(name: str) -> bool:
    module, _, test = name.partition("::")
    return test in _tests_of(PROJECT / "tests" / module)


@cache
def _tests_of(path: Path) -> frozenset[str]:
    if not path.is_file():
        return frozenset()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(one.name for one in tree.body if isinstance(one, ast.FunctionDef))


def _number(words: str) -> int:
    """六十二 → 62, for numbers below a hundred."""
    tens, ten, ones = words.rpartition("十")
    return (_DIGITS.index(tens or "一") * 10 if ten else 0) + (_DIGITS.index(ones) if ones else 0)


def _rule(number: str, doc_no: str) -> str:
    clauses = "".join(
        f"第{one}条　{words}。\n\n"
        for one, words in zip("一二三四五", ("甲", "乙", "丙", "丁", "补助金额不超过百分之三十"))
    )
    return document(number, 发文字号=doc_no, 正文=clauses)


def _with(text: str, lines: str) -> str:
    head, mark, body = text.rpartition("---\n")
    return f"{head}{lines}{mark}{body}"


def _interpretation(lines: str) -> str:
    kind, _, rest = lines.partition("\n")
    text = with_text(
        kind.removeprefix("类型: "),
        "6",
        解读形式="[文字]",
        解读单位="示例市商务局",
        解读人身份="起草单位",
        发布日期="2024-03-07",
        出台背景="甲",
        主要内容="乙",
        制定依据="丙",
        涉及范围="丁",
        执行标准="戊",
    )
    return _with(text, rest)


def _any_word_file() -> Path:
    return next(iter(sorted((demonstration_or_skip() / "content").rglob("*.docx"))))


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }

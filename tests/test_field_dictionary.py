"""From one definition: the field dictionary that people read and the blank forms that clerks fill in."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from gongkai.model.addresses import SITE_PAGES
from gongkai.model.problems.yielded import gathered
from gongkai.model.publication import Publication
from gongkai.pages.column.clerk_templates import templates_of
from gongkai.pages.column.field_dictionary import FieldTable
from gongkai.pages.site import pages_of
from gongkai.reading.column_sources import read_column
from gongkai.reading.types.kinds import load_kinds

from tests.columns import write_column

KINDS = gathered(load_kinds(None))[0]
BLANK = {"missing-value", "no-number", "no-text", "csv-missing-row"}
"""What a form that nobody has filled in lacks."""


def test_no_page_of_the_column_can_be_taken_by_a_list(demonstration: Publication) -> None:
    lists = {f"{kind.listing.path}.html" for kind in demonstration.reading.kinds.values()}
    in_root = {
        page.url for page in pages_of(demonstration) if "/" not in page.url and page.template != "gongkai/moved.html"
    }
    assert {f"{name}.html" for name in SITE_PAGES} >= in_root - lists


@pytest.mark.parametrize("name", sorted(KINDS))
def test_the_blank_form_of_every_type_is_read(name: str, tmp_path: Path) -> None:
    kind = KINDS[name]
    files: dict[str, str | bytes] = {}
    for template in templates_of(kind):
        path = template.url.rpartition("/")[2]
        if template.rows:
            output = io.StringIO()
            csv.writer(output).writerows(template.rows)
            files[f"content/{path}"] = output.getvalue()
            files[f"catalogue/{path}"] = output.getvalue()
        else:
            # Every line that may be written stands in the form, so it is read with all of them.
            whole = template.text.replace("\n# ", "\n").replace("以下各项需要时填写，填写时去掉行首的“# ”。", "")
            folder = "content" if path.endswith(".md") else "catalogue"
            files[f"{folder}/{path}"] = whole
    reading = read_column(write_column(tmp_path, files))
    assert [str(one) for one in reading.problems if one.rule not in BLANK] == []
    assert {one.rule for one in reading.problems} & BLANK


def test_the_dictionary_of_a_type(demonstration: Publication) -> None:
    pages = {page.url: page for page in pages_of(demonstration)}
    view = pages["fields/three-public.html"].view
    lines = {line.label: line for table in view.tables for line in table.lines}
    assert (lines["合计"].kind, lines["合计"].needed) == ("金额", "必填")
    assert lines["出国（境）团组数"].needed == "口径=决算时必填"
    assert lines["口径"].notes == ("可以写：预算、决算",)
    assert "三公合计：合计 = 因公出国（境）费 + 公务用车购置及运行费 + 公务接待费（财预〔2016〕143号）" in view.rules
    assert [link.title for link in view.templates] == ["“三公”经费（YML）"]
    annual = pages["fields/annual.html"].view
    assert "政府年度报告公布（县级、设区的市级、省级）：次年3月31日前公开（条例第四十九条）" in annual.rules


def test_every_field_of_every_type_is_in_the_dictionary(demonstration: Publication) -> None:
    pages = {page.url: page for page in pages_of(demonstration)}
    common = {line.name for line in pages["fields.html"].view.common.lines}
    assert {"index_no", "title", "publish_date"} <= common
    for kind in demonstration.reading.kinds.values():
        tables: tuple[FieldTable, ...] = pages[f"fields/{kind.listing.path}.html"].view.tables
        told = {line.name for table in tables for line in table.lines} | common
        wanted = {field.name for field in (*kind.fields, *kind.records)}
        assert wanted <= told, kind.title


def test_the_forms_are_published(site: Path) -> None:
    text = (site / "data" / "templates" / "annual_report-requests.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    assert text.decode("utf-8-sig").splitlines()[0] == "行,自然人,商业企业,科研机构,社会公益组织,法律服务机构,其他,总计"
    assert len(text.decode("utf-8-sig").splitlines()) == 26
    assert (
        (site / "data" / "templates" / "policy_document.md")
        .read_text(encoding="utf-8")
        .startswith("---\n类型: 政策文件\n")
    )


def test_the_dictionary_says_by_what_a_form_and_an_identity_are_prescribed(demonstration: Publication) -> None:
    pages = {page.url: page for page in pages_of(demonstration)}
    budget = pages["fields/budget.html"].view
    assert "附表：部门收支总体情况表（财预〔2016〕143号）" in [table.title for table in budget.tables]
    assert "收支平衡：收入总计 = 支出总计（预算法第十二条）" in budget.rules
    assert pages["fields/consultation.html"].view.words.endswith("“五公开”中属于决策公开。")

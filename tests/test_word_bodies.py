"""What stands in the paragraphs of Word files besides plain words (tests/cases/word/bodies.yml): written, or told with its place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from gongkai.exchange.documents.word_draft import word_draft
from gongkai.texts.html import render, visible
from gongkai.texts.marked_text import Text
from hypothesis import given
from hypothesis import strategies as st

from tests.golden import golden
from tests.word_files import docx, lists, paragraph, run, table

CASES: list[dict[str, Any]] = golden(Path(__file__).parent / "cases" / "word" / "bodies.yml")
LOOKS = {
    "b": "<w:b/>",
    "u": '<w:u w:val="single"/>',
    "i": "<w:i/>",
    "h": '<w:highlight w:val="yellow"/>',
    "e": '<w:em w:val="dot"/>',
}
MARKED = re.compile(r"\{(?P<kind>[a-z]):(?P<inside>[^{}]*)\}")


def field(said: str) -> str:
    """A field «instruction|result»; without a result it has none."""
    instruction, _, result = said.partition("|")

    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    shown = mark("separate") + run(result) if result else ""
    return f"{mark('begin')}<w:r><w:instrText>{instruction}</w:instrText></w:r>{shown}{mark('end')}"


def written(said: str) -> str:
    """The paragraph that a line of a case describes."""
    looks, inside, last = "", "", 0
    for match in MARKED.finditer(said):
        inside += run(said[last : match.start()]) if match.start() > last else ""
        last = match.end()
        if match["kind"] == "p":
            looks = match["inside"]
        elif match["kind"] in LOOKS:
            inside += run(match["inside"], LOOKS[match["kind"]])
        else:
            inside += field(match["inside"]) if match["kind"] == "f" else match["inside"]
    return paragraph(inside + (run(said[last:]) if said[last:] else ""), looks)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_not_plain_words_is_written_or_told(case: dict[str, Any]) -> None:
    parts = {
        name: said if isinstance(said, str) else lists(said, {"1": "0"}) for name, said in case.get("parts", {}).items()
    }
    body = "".join(map(written, ["各科室：", *case["paragraphs"]]))
    draft = word_draft(Path("通知.docx"), docx(body, parts, case.get("related")), "通知")
    assert draft.body.split("\n\n")[1:] == case["written"]
    assert [*draft.told] == case.get("told", [])


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "b", "u", "i"]),
            st.text(st.sampled_from([*"甲乙一二1Ab*<_（）：。# "]), min_size=1, max_size=5),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_marks_of_emphasis_never_show_and_hide_nothing(runs: list[tuple[str, str]]) -> None:
    """However words are emphasised, the page shows exactly them; blanks that are underlined are lines."""
    body = "".join(run(text.replace("<", "&lt;"), LOOKS.get(look, "")) for look, text in runs)
    draft = word_draft(
        Path("a.docx"),
        docx(paragraph("各科室：") + paragraph("平常的话。" * 9) + paragraph(body) + paragraph("完。")),
        "a",
    )
    (lines,) = [draft.body.split("\n\n")[2:-1]]
    said = "".join("" if look == "u" and not text.strip() else text for look, text in runs)
    shown = visible(str(render(Text("各科室：\n\n" + "\n\n".join(lines)), "", lambda address: address).html))
    shown = shown.removeprefix("各科室：")
    assert shown.replace("＿", "") == "".join(said.split())


def test_heads_and_signatures_laid_out_in_tables_are_lines() -> None:
    """Agencies that issue a document together stand in a table beside 文件, and side by side below the text."""
    merged = {(0, 1): '<w:vMerge w:val="restart"/>', (1, 1): "<w:vMerge/>"}
    body = (
        table([["示例市水利局", "文 件"], ["示例市财政局", paragraph()]], merged)
        + paragraph("示水联发〔2026〕2号　　签发人：李四　王五")
        + paragraph(run("示例市水利局　示例市财政局", '<w:sz w:val="44"/>'), '<w:jc w:val="center"/>')
        + paragraph(run("关于下达资金的通知", '<w:sz w:val="44"/>'), '<w:jc w:val="center"/>')
        + paragraph("各县（市、区）：")
        + paragraph("现下达资金。")
        + table([["示例市水利局（盖章）", "示例市财政局"], ["2026年6月3日", "2026年6月3日"]])
    )
    draft = word_draft(Path("a.docx"), docx(body), "a")
    assert {one.label: one.values[0] for one in draft.proposals} == {
        "标题": "示例市水利局　示例市财政局关于下达资金的通知", "发文字号": "示水联发〔2026〕2号", "签发人": "李四、王五",
        "发布机构": "示例市水利局、示例市财政局", "成文日期": "2026-06-03", "落款": "示例市财政局",
    }  # fmt: skip
    assert draft.body.split("\n\n")[1:] == ["现下达资金。", "示例市水利局（盖章）", "示例市财政局", "2026年6月3日"]
    assert draft.told == (
        "并排的落款写成了上下各一行：请与原件对照。",
        "“示例市水利局（盖章）”在原件里靠右，网页上按一般段落显示。",
    )


def test_an_agency_above_the_number_is_the_one_that_issues() -> None:
    """A letter (信函格式) has the name of the agency alone above its number, often in the header of the page."""
    body = (
        paragraph("示水办函〔2026〕8号", '<w:jc w:val="right"/>')
        + paragraph("关于征求意见的函")
        + paragraph("市财政局：")
        + paragraph("请反馈。")
    )
    draft = word_draft(Path("a.docx"), docx(body, {"header1.xml": paragraph("示例市水利局办公室")}), "a")
    assert [(one.label, one.values[0]) for one in draft.proposals] == [
        ("标题", "关于征求意见的函"), ("发文字号", "示水办函〔2026〕8号"), ("发布机构", "示例市水利局办公室"),
    ]  # fmt: skip
    assert draft.told == ()


def test_a_numbered_heading_is_no_part_of_the_title() -> None:
    """Numbers of headings come from styles, which also make them large and put them at the first level."""
    style = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    body = (
        paragraph(run("验收规程", '<w:sz w:val="44"/>'), '<w:jc w:val="center"/>')
        + paragraph("总则", '<w:pStyle w:val="H"/>')
        + paragraph("照办。")
    )
    draft = word_draft(
        Path("a.docx"), docx(body, {"numbering.xml": lists({"0": "decimal|%1"}, {"1": "0"}), "styles.xml": style}), "a"
    )
    assert draft.proposals[0].values == ("验收规程",)
    assert draft.body == "## 1 总则\n\n照办。"

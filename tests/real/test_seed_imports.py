"""The five seed documents imported as they were saved: every statement of a draft is in its source, and none is missing."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from gongkai.exchange.documents.import_document import Imported, ImportWish, import_document

from tests.columns import write_column
from tests.real.columns import REAL

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="没有 ../shared/real（开发时才有的真实公开件），跳过")
CUT = {
    0: ["扫一扫在手机打开当前页面"],
    1: [
        "昆明市西山区人民政府 www.kmxs.gov.cn",
        "政府信息公开",
        "政府信息公开指南",
        "政府信息公开制度",
        "发布时间:2016-12-21 00:00 浏览次数:357",
        "字号:[ ]",
        "友情链接",
        "Copyright © 2021 昆明市西山区政府 版权所有 网站标识:5301120004",
        "技术支持:昆明信息港 地址:云南省昆明市西山区秀苑路188号",
        "邮政编码:650188 电话:68212345 备案号:滇ICP备19011656号-1",
        "微信",
        "智能问答",
    ],
    2: ["欢迎访问仓山区人民政府门户网站", "加大字体 缩小字体 收藏 取消收藏 打印"],
    3: ["發布日期: 2018-07-23 來源:市政府辦公室 背景色:", "银河4肖8码一默认论坛（疑似被植入的广告）"],
    4: [],
}
"""The lines of the page around each document."""
FIELDS = {
    0: {
        "索引号": "000014347/2018-00231",
        "主题分类": "政务公开",
        "发布机构": "忻州市商务局",
        "标题": "忻州市商务局2018年政务公开工作要点",
        "发布日期": "2018-12-08",
        "年度": "2018",
        "文件种类": "工作要点",
    },
    1: {
        "索引号": "015116516-201612-480926",
        "主题分类": "其他文件",
        "发布机构": "昆明市西山区政府",
        "发布日期": "2016-12-21",
        "标题": "关于全面推进西山区政务公开工作的实施意见",
        "公开属性": "主动公开",
        "文件种类": "实施意见",
    },
    2: {
        "标题": "上渡街道2019年政务公开实施方案",
        "来源": "仓山区上渡街道",
        "发布日期": "2019-08-19",
        "主送": "仓山区数字办",
        "年度": "2019",
        "文件种类": "实施方案",
    },
    3: {
        "标题": "內江市人民政府辦公室關于印發內江市2018年政務公開工作要點的通知",
        "发布日期": "2018-07-23",
        "来源": "市政府辦公室",
        "发文字号": "內府辦函[2018]82號",
        "成文日期": "2018-07-20",
        "落款": "內江市人民政府辦公室",
        "印发通知": "《內江市2018年政務公開工作要點》已經市政府同意,現印發給你們,請認真貫徹執行。",
        "所附文件": "內江市2018年政務公開工作要點",
        "同意机关": "市政府",
        "主送": "各縣(市、區)人民政府、內江經開區、內江高新區管委會、市政府各部門、有關單位",
        "年度": "2018",
        "文件种类": "工作要点",
    },
    4: {
        "成文日期": "2017-06-01",
        "落款": "荆门市人民政府办公室",
        "抄送": "市委各部门、荆门军分区、各人民团体、市人大常委会办公室、市政协办公室、市法院、市检察院",
        "印发机关": "荆门市人民政府办公室",
        "印发日期": "2017-06-01",
        "印发通知": "《2017年全市政务公开工作要点》已经市人民政府同意,现印发给你们,请结合工作实际,认真抓好贯彻落实。",
        "所附文件": "2017年全市政务公开工作要点",
        "同意机关": "市人民政府",
        "主送": "各县、市、区人民政府、漳河新区、屈家岭管理区、荆门高新区、大柴湖开发区、市政府各部门",
        "年度": "2017",
        "文件种类": "工作要点",
    },
}
"""What each draft says besides its text; nothing else may be said."""
DIRT = {
    0: [
        "index-number-code",
        "unusual-term",
        "half-width-mark",
        "number-brackets",
        "wrong-word",
        "wrong-word",
        "wrong-word",
        "number-brackets",
        "wrong-word",
        "number-broken",
        "wrong-word",
        "wrong-word",
        "signature-missing",
    ],
    1: ["unusual-term", "subject-catch-all", "half-width-mark", "number-broken", "signature-missing"],
    2: [
        "half-width-mark",
        "blank-in-text",
        "heading-number",
        "paragraph-part-twice",
        "date-broken",
        "signature-missing",
    ],
    3: ["document-number-form", "half-width-mark", "conversion-leftover"],
    4: ["unit-group", "half-width-mark", "wrong-word"],
}
"""What the checks say of each draft besides what is still to be filled in."""
TO_FILL_IN = ("missing-value", "no-number")


def _without_blanks(text: str) -> str:
    return re.sub(r"[\s\u3000\xa0]+", "", text)


def _sentences(text: str) -> list[str]:
    """Lines cut at the ends of their sentences, without blanks."""
    return [one for one in map(_without_blanks, re.split(r"(?<=[。；;])|\n", text)) if one]


def _imported(root: Path, number: int) -> tuple[str, Imported, str]:
    """The source, what the import made of it, and the text of the draft."""
    (path,) = (REAL / "seeds").glob(f"{number:03d}_*.txt")
    made = import_document(write_column(root, {}), path, ImportWish(date(2026, 11, 20)))
    draft = (root / made.written[0]).read_text(encoding="utf-8")
    return path.read_text(encoding="utf-8"), made, draft.split("\n---\n", 1)[1]


@pytest.mark.parametrize("number", range(5))
def test_every_sentence_of_a_seed_is_in_its_draft_and_no_other(tmp_path: Path, number: int) -> None:
    source, made, body = _imported(tmp_path, number)
    cut = [line.removeprefix("裁去：") for line in made.told if line.startswith("裁去：")]
    assert cut == CUT[number]
    said = _without_blanks(source)
    assert [one for one in _sentences(body) if one not in said] == []
    # What is not in the text was cut, or is a line that says elements.
    values = {_without_blanks(one) for line in made.proposals for one in (*line.values, line.printed_label)}
    kept = _without_blanks(body)
    gone = [_without_blanks(line.removesuffix("（疑似被植入的广告）")) for line in cut]
    missing = [
        line for line in map(_without_blanks, source.split("\n")) if line and line not in kept and line not in gone
    ]
    assert [line for line in missing if not re.match(r"-?(?:主题词|索引号|主题分类|发文机关|成文日期|标题|发文字号|发布|名称|文号|来源)", line) and line not in values] == []  # fmt: skip
    assert all(sentence in kept for line in source.split("\n") if "。" in line for sentence in _sentences(line))


@pytest.mark.parametrize("number", range(5))
def test_a_seed_says_of_itself_what_its_page_prints(tmp_path: Path, number: int) -> None:
    _, made, _ = _imported(tmp_path, number)
    assert {one.label: "、".join(one.values) for one in made.proposals} == FIELDS[number]
    assert [one.rule for one in made.problems if one.rule not in TO_FILL_IN] == DIRT[number]

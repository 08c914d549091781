"""A small column in which every question to a publication is asked by some page, for tests of incremental builds."""

from __future__ import annotations

from tests.columns import document, interpretation, permits, with_text


def _topic(number: str, title: str, **fields: object) -> str:
    """A notice to the public, of the time before November 2026 where it does not say when."""
    said: dict[str, object] = {"标题": title, "领域": "消费升级", "内容与进展": "甲", "发布日期": "2026-11-02"}
    return with_text("重点领域信息", number, **(said | fields))


FILES: dict[str, str | bytes] = {
    "content/rules/1.md": document(
        "1",
        标题="示例市夜市管理办法",
        发文字号="示商规〔2024〕1号",
        施行日期="2024-04-01",
        有效期至="2027-12-31",
        正文="第一条 为了规范工作，制定本办法。\n\n第二条 本办法自2024年4月1日起施行。\n",
    ),
    "content/rules/2.md": document(
        "2", 发文字号="示商发〔2024〕2号", 正文="根据示商规〔2024〕1号和示商发〔2024〕9号执行。\n"
    ),
    "content/rules/3.md": document(
        "3",
        发文字号="示商发〔2024〕3号",
        依据="[示商规〔2024〕1号, 国办发〔2018〕23号]",
        正文="见[原文](2.md)，填写[表](申请表.txt)。\n",
    ),
    "content/rules/4.md": document("4", 发文字号="示商发〔2024〕4号"),
    "content/rules/5.md": document("5", 附件="[申请表.txt]", 正文="请填写[表](申请表.txt)。\n"),
    "content/rules/申请表.txt": "姓名：\n".encode(),
    "content/explained.md": interpretation("6", "示商规〔2024〕1号", 标题="《示例市夜市管理办法》解读"),
    "content/rules/7.md": document(
        "7", 发文字号="示商发〔2024〕7号", 正文="按照国办发〔2018〕23号和示商发〔2024〕4号执行。\n"
    ),
    "content/rules/8.md": document("8", 标题="示例市早市管理办法", 发文字号="示商发〔2024〕8号", 施行日期="2024-04-01"),
    "content/rules/11.md": document(
        "11",
        标题="示例市商务局关于废止《示例市早市管理办法》的决定",
        发文字号="示商发〔2026〕11号",
        成文日期="2026-03-04",
        发布日期="2026-03-06",
        废止="[{文件: 示商发〔2024〕8号, 日期: 2026-04-01}]",
    ),
    "content/rules/12.md": document("12", 发文字号="示商发〔2024〕12号", 正文="参照示商发〔2024〕8号执行。\n"),
    "content/rules/13.md": document("13", 标题="示例市集市管理办法（已废止）", 发文字号="示商发〔2024〕13号"),
    "content/rules/14.md": document(
        "14",
        标题="示例市展会管理办法",
        发文字号="示商发〔2024〕14号",
        施行日期="2024-04-01",
        有效期至="2029-03-31",
        正文="第一条 本办法自2024年4月1日起施行，有效期三年。\n",
    ),
    "content/notice.md": _topic(
        "40", "示例老字号名单的公示", 公示开始="2026-11-02", 公示结束="2026-11-09", 异议受理="商务局"
    ),
    "content/outcome.md": _topic("41", "示例老字号名单的公告", 发布日期="2026-11-12", 对应公示="990000017/2024-00040"),
    **permits("甲公司,,1号,内容,2025-03-10,局\n乙公司,,2号,内容,2025-03-11,局\n"),
}


def _decision(number: str, **fields: object) -> str:
    """A document of November 2026 that says something of an older one."""
    return document(number, 成文日期="2026-11-02", 发布日期="2026-11-03", **fields)


NEW: dict[str, str] = {
    "九号": document("9", 发文字号="示商发〔2024〕9号"),
    "二号": str(FILES["content/rules/2.md"]),
    "解读": str(FILES["content/explained.md"]).replace("2024-00006", "2024-00016").replace("》解读", "》图解"),
    "废止": _decision(
        "30",
        标题="示例市商务局关于废止部分文件的决定",
        发文字号="示商发〔2026〕30号",
        废止="[{文件: 示商发〔2024〕4号, 日期: 2026-11-10}]",
    ),
    "修改": _decision(
        "31",
        标题="示例市商务局关于修改《示例市夜市管理办法》的决定",
        发文字号="示商规〔2026〕31号",
        修改="[{文件: 示商规〔2024〕1号, 日期: 2026-11-10, 条款: [第一条]}]",
    ),
    "废止十三号": _decision("33", 发文字号="示商发〔2026〕33号", 废止="[示商发〔2024〕13号]"),
    "延长十四号": _decision(
        "34",
        发文字号="示商发〔2026〕34号",
        延长有效期="[{文件: 示商发〔2024〕14号, 有效期至: 2030-12-31}]",
    ),
    "延长": _decision(
        "32",
        标题="示例市商务局关于延长《示例市夜市管理办法》有效期的通知",
        发文字号="示商规〔2026〕32号",
        延长有效期="[{文件: 示商规〔2024〕1号, 有效期至: 2029-12-31}]",
    ),
}
"""Files that edits bring in, by the names under which the cases know them."""

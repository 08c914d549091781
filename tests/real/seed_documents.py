"""The five seed documents as items of one column."""

from __future__ import annotations

from collections.abc import Mapping

from tests.real.columns import seed


def item_text(fields: Mapping[str, str], body: list[str]) -> str:
    """An item with its text as a clerk would save it: legacy, with nothing that its page did not say."""
    given = {"类型": "政策文件", **fields, "公开属性": "主动公开", "历史遗留": "是"}
    return "---\n" + "".join(f"{label}: {value}\n" for label, value in given.items()) + "---\n" + "\n".join(body) + "\n"


def seed_documents() -> dict[str, str]:
    """The files of the five seed documents: the metadata that their pages print, and their texts as they were saved."""
    third = seed(2)
    start = next(number for number, line in enumerate(third) if line.startswith("仓山区数字办"))
    fourth = seed(3)
    begin = next(number for number, line in enumerate(fourth) if line.strip().startswith("各縣"))
    return {
        "content/0.md": item_text(
            {
                "索引号": "000014347/2018-00231",
                "标题": "忻州市商务局2018年政务公开工作要点",
                "发文机关": "忻州市商务局",
                "发布日期": "2018-12-08",
            },
            seed(0)[9:-1],
        ),
        "content/1.md": item_text(
            {
                "索引号": "015116516-201612-480926",
                "标题": "关于全面推进西山区政务公开工作的实施意见",
                "发布机构": "昆明市西山区政府",
                "发布日期": "2016-12-21",
            },
            seed(1)[17:92],
        ),
        "content/2.md": item_text(
            {
                "编号": "seed-002",
                "标题": "上渡街道2019年政务公开实施方案",
                "来源": "仓山区上渡街道",
                "发布日期": "2019-08-19",
            },
            third[start:],
        ),
        "content/3.md": item_text(
            {
                "编号": "seed-003",
                "标题": "內江市人民政府辦公室關于印發內江市2018年政務公開工作要點的通知",
                "发文字号": "內府辦函[2018]82號",
                "成文日期": "2018-07-20",
                "发布日期": "2018-07-23",
            },
            fourth[begin:],
        ),
        "content/4.md": item_text(
            {"编号": "seed-004", "标题": "2017年全市政务公开工作要点", "成文日期": "2017-06-01"}, seed(4)
        ),
    }

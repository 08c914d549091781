"""The ledger of reviews (审核台账) in the archive: every item with its days, and nothing of it in what is public."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from gongkai.archiving.review_ledger import HEADER, ledger_rows
from gongkai.binding.bind import bind
from gongkai.data.item_data import item_data
from gongkai.reading.column_sources import read_column

from tests.columns import document, write_column

REVIEW = (
    "{初审: 2024-03-01, 复审: 2024-03-04, 终审: 2024-03-05, 保密审查: 2024-03-05, 内容表述: 2024-03-01, 公开时机: 2024-03-02, "
    "公开方式: 2024-03-03, 隐私: 2024-03-04, 公开机构书面意见: 同意主动公开, 公开机构意见日期: 2024-03-02, 舆情风险研判: 有预案}"
)


def test_each_item_has_a_row_and_old_ones_only_with_a_record(tmp_path: Path) -> None:
    files = {
        "content/1.md": document("1", 责任科室="办公室", 审核=REVIEW),
        "content/2.md": document("2"),
        "content/3.md": document("3", 历史遗留="是"),
        "content/4.md": document("4", 历史遗留="是", 审核="{终审: 2024-03-05}"),
    }
    publication = bind(read_column(write_column(tmp_path, files)), date(2024, 12, 1))
    rows = [dict(zip(HEADER, row, strict=True)) for row in ledger_rows(iter(publication.reading.items))]
    assert list(rows[0].values()) == [
        "990000017/2024-00001", "关于做好第1项工作的通知", "政策文件", "办公室", "2024-03-06",
        "2024-03-01", "2024-03-04", "2024-03-05", "2024-03-05",
        "2024-03-01", "2024-03-02", "2024-03-03", "2024-03-04", "2024-03-02", "同意主动公开", "有预案",
    ]  # fmt: skip
    assert [(row["索引号"][-1], row["初审"], row["终审"]) for row in rows[1:]] == [
        ("2", "", ""),
        ("4", "", "2024-03-05"),
    ]
    assert "有预案" not in json.dumps(item_data(publication.reading.items[0], publication), ensure_ascii=False)

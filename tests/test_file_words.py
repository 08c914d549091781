"""What a type asks of a file besides its name is said on the page; the files themselves are in the list of attachments."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gongkai.binding.bind import bind
from gongkai.pages.site import pages_of
from gongkai.reading.column_sources import read_column

from tests.columns import document, write_column

REPORT = """类型: 执行进展
索引号: 990000017/2024-00009
标题: 进展
对应事项: 990000017/2024-00001
期间: 2024年
公开形式: [图表图解]
图表图解:
  - {文件: a.txt, 名称: 一图看懂, 文字说明: 完成68%}
  - {文件: b.txt, 名称: 分区进度}
进展情况: 甲
取得成效: 乙
最终结果: 否
附件: {文件: c.txt, 名称: 附表}
发布日期: 2024-04-10
公开属性: 主动公开
"""


def test_the_words_of_a_figure_are_on_the_page(tmp_path: Path) -> None:
    files = {"content/1.md": document("1"), "catalogue/r.yml": REPORT}
    files |= {f"catalogue/{name}.txt": f"{name}\n" for name in "abc"}
    publication = bind(read_column(write_column(tmp_path, files)), date(2024, 6, 1))
    view = next(page.view for page in pages_of(publication) if page.url == "990000017/2024-00009.html")
    shown = {
        section.title: (section.header, [[cell.words for cell in row] for row in section.rows])
        for section in view.sections
        if section.form == "table"
    }
    assert shown == {"图表图解": (("名称", "文字说明"), [["一图看懂", "完成68%"], ["分区进度", ""]])}
    assert [line.title for line in view.attachments] == ["附表", "一图看懂", "分区进度"]

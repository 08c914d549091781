"""``catalogue/directory.yml``: the basic catalogue of matters to be disclosed (主动公开基本目录, 国办发〔2019〕54号)."""

from __future__ import annotations

from pathlib import Path

from gongkai.model.column import FIVE_DISCLOSURE, DirectoryEntry
from gongkai.model.place import Place
from gongkai.model.problems.problem import problem
from gongkai.model.problems.yielded import Reading
from gongkai.reading.checked_setting import day_under
from gongkai.reading.yaml.shape import Shape, shape_of
from gongkai.reading.yaml.yaml_files import read_list

PATH = "catalogue/directory.yml"


def read_directory(root: Path) -> Reading[tuple[DirectoryEntry, ...]]:
    """The entries of the directory below ``root``, in order; empty where there is no file.

    An entry without a number, or with that of an earlier one, is left out and reported.
    """
    nodes = yield from read_list(root, PATH, "目录文件", "请每个事项以“- 编号: ……”开头。")
    entries: list[DirectoryEntry] = []
    seen: dict[str, Place] = {}
    for node in nodes:
        shape = yield from shape_of(node, "公开目录", node.place)
        entry = yield from _entry(shape)
        yield from shape.finish()
        if entry.number in seen:
            what = f"目录编号“{entry.number}”用了两次，前一次在第 {seen[entry.number].line} 行。"
            yield problem(shape.at("编号"), "directory-number-twice", what, "请改成不同的编号。")
            continue
        if entry.number:
            seen[entry.number] = entry.place
            entries.append(entry)
    return tuple(entries)


def _entry(shape: Shape) -> Reading[DirectoryEntry]:
    return DirectoryEntry(
        number=(yield from shape.needed("编号", "2.1")),
        matter=(yield from shape.needed("一级事项", "政策文件")),
        sub_matter=(yield from shape.text("二级事项")),
        content=(yield from shape.text("公开内容")),
        basis=(yield from shape.texts("公开依据")),
        time_limit=(yield from shape.text("公开时限")),
        subject=(yield from shape.text("公开主体")),
        channels=(yield from shape.texts("公开渠道")),
        audience=(yield from shape.text("公开对象")),
        method=(yield from shape.text("公开方式")),
        level=(yield from shape.text("公开层级")),
        cycle=(yield from shape.text("更新周期")),
        cycle_since=(yield from day_under(shape, "周期起算")),
        kind=(yield from shape.text("信息类型")),
        statutory=(yield from shape.text("法定事项")),
        none_statement=(yield from shape.text("无此项说明")),
        needs_interpretation=(yield from shape.flag("应当解读")),
        needs_participation=(yield from shape.flag("应当公众参与")),
        five_disclosure=(yield from shape.choice("五公开", FIVE_DISCLOSURE, "")),
        owner=(yield from shape.text("责任科室")),
        step=(yield from shape.text("业务环节")),
        domain=(yield from shape.text("试点领域")),
        place=shape.place,
    )

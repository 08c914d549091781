"""Problems of unknown labels: computed conclusions, misspelt labels, and labels that resemble none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gongkai.model.kind import Field
from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem, problem
from gongkai.reading.values.nearest import likeliest, one_off
from gongkai.reading.yaml.nodes import Scalar

COMPUTED = {
    "有效性": "效力由系统根据施行日期、有效期和其他文件的“废止”“修改”计算",
    "效力状态": "效力由系统根据施行日期、有效期和其他文件的“废止”“修改”计算",
    "效力": "效力由系统根据施行日期、有效期和其他文件的“废止”“修改”计算",
    "是否有效": "效力由系统根据施行日期、有效期和其他文件的“废止”“修改”计算",
    "时效性": "效力由系统根据施行日期、有效期和其他文件的“废止”“修改”计算",
    "时效": "效力由系统根据施行日期、有效期和其他文件的“废止”“修改”计算",
    "是否废止": "废止写在后发文件的“废止”里",
    "废止日期": "废止写在后发文件的“废止”里",
    "失效日期": "有效期写在“有效期至”里，宣布失效写在后发文件的“宣布失效”里",
    "被废止": "废止写在后发文件的“废止”里",
    "政策解读": "解读写在解读文件的“解读对象”里",
}
"""Labels that people expect but whose values are computed and cannot be entered, each with the explanation."""

MOST_UNKNOWN = 100
"""The number of unknown labels of one mapping that are examined; more of them are text in the wrong place."""
_FEW = 12
"""The most labels that a message lists."""


def unknown_label(key: Scalar, by_label: Mapping[str, Field], where: str, present: Mapping[str, Scalar]) -> Problem:
    """The problem of the unknown label ``key``.

    ``by_label`` are the fields of the mapping, ``where`` its name in messages, ``present`` its known labels by the names of
    their fields.
    """
    label = key.text
    if label in COMPUTED:
        what = f"“{label}”不能直接填写：{COMPUTED[label]}。"
        return problem(key.place, "computed-value", what, "请删除这一行，改写产生这个结论的文件。")
    likely = likeliest(label, by_label)
    alike = _fields_of((*likely, *one_off(label, by_label)), by_label)
    if likely and len(alike) == 1:
        found = likely[0]
        other = present.get(alike[0].name)
        if other:
            what = f"没有“{label}”这一项，它像是“{found}”，第 {other.place.line} 行已经写了“{other.text}”。"
            return problem(key.place, "unknown-label", what, "请只保留一处。")
        return problem(
            key.place, "unknown-label", f"没有“{label}”这一项，是否指“{found}”？", f"请把“{label}”改成“{found}”。"
        )
    what = f"{where}没有“{label}”这一项。"
    titles = list(dict.fromkeys(field.title for field in by_label.values()))
    remedy = "请删除，或者核对类型是否选对；可用的各项见编辑器提示或字段说明。"
    if 0 < len(alike) <= _FEW:
        remedy = f"相近的有：{'、'.join(field.title for field in alike)}。请核对，不是这些的请删除。"
    elif len(titles) <= _FEW:
        remedy = f"可以写：{'、'.join(titles)}。"
    return problem(key.place, "unknown-label", what, remedy)


def meant_fields(label: str, by_label: Mapping[str, Field]) -> tuple[Field, ...]:
    """The fields that may be meant by the unknown label ``label``."""
    return _fields_of(likeliest(label, by_label) or one_off(label, by_label), by_label)


def _fields_of(labels: Iterable[str], by_label: Mapping[str, Field]) -> tuple[Field, ...]:
    """The fields that have these labels, without duplicates, since a field may have several labels."""
    return tuple({by_label[label].name: by_label[label] for label in labels}.values())


def too_many(place: Place, where: str, count: int) -> Problem:
    """The one problem of the mapping ``where`` that has too many unknown labels (``count``) to be examined."""
    what = f"{where}里有 {count} 项不认识的内容，从这里起不再逐项列出。"
    remedy = "多半是正文写到了这里：正文请写在第二行“---”之后；不是正文的，请先改正以上各处。"
    return problem(place, "unknown-label", what, remedy)

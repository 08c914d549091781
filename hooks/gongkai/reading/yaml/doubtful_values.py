"""Valid YAML that was probably meant otherwise: full-width list punctuation, labels without a proper colon, ``~``."""

from __future__ import annotations

from gongkai.model.kind import Field
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.words.matcher import matcher
from gongkai.reading.yaml.nodes import Node, Scalar

_NULLS = ("~", "null", "Null", "NULL")
"""The null values of YAML; here every scalar is a string, so it is unclear whether the string or nothing was meant."""
_NUMBERS = ("index_no", "local_no", "doc_no")
_NO_NUMBER = ("无", "暂无", "没有", "无文号", "/", "-", "—", "——")
"""What people write where a document has no number; all such documents would get the same number."""
_LABEL_AND_VALUE = matcher(r"\s*([^:：\s]{1,20})\s*[:：](.*)")
_SEPARATORS = matcher("[,，、；;]")
_IN_BRACKETS = matcher(r"[（(《〈“〔][^（）()《》〈〉“”〔〕]*[）)》〉”〕]")


def no_value(node: Node, known: Field) -> Problem | None:
    """The problem of a placeholder: a YAML null in any field but the title, or a word such as 无 in a number field."""
    if isinstance(node, Scalar) and known.name in _NUMBERS and node.text.strip() in _NO_NUMBER:
        what = f"“{known.title}”写成“{node.text.strip()}”，会被当作号码公开。"
        return problem(node.place, "blank-mark", what, "没有的请删除这一行。")
    if not isinstance(node, Scalar) or not node.plain or node.text.strip() not in _NULLS or known.name == "title":
        return None
    what = f"“{known.title}”写成“{node.text.strip()}”，会被当作没有内容。"
    remedy = f"没有内容的请删除这一行；内容确是这几个字符的，请加英文引号：'{node.text.strip()}'。"
    return problem(node.place, "blank-mark", what, remedy)


def not_a_list(node: Scalar, known: Field) -> Problem | None:
    """The problem of an unquoted value that looks like a list with full-width brackets, or with separators; None if not."""
    text = node.text.strip()
    if not node.plain:
        return None
    if text[:1] in "［【〔" and text[-1:] in "］】〕" and text:
        inner = ", ".join(part.strip() for part in _SEPARATORS.split(text[1:-1]))
        what = f"“{known.title}”用了全角的括号“{text[0]}”。"
        return problem(node.place, "list-form", what, f"请改用半角方括号，写成：{known.title}: [{inner}]")
    outside = _IN_BRACKETS.sub(lambda match: "　" * len(match.group()), text)
    marks = [match.start() for match in _SEPARATORS.finditer(outside)]
    if not marks:
        return None
    parts = [text[first + 1 : last].strip() for first, last in zip([-1, *marks], [*marks, len(text)])]
    what = f"“{known.title}”的几项写在一起，没有分开。"
    remedy = f"请写成：{known.title}: [{', '.join(part for part in parts if part)}]；确是一项的，请加英文单引号。"
    return problem(node.place, "list-form", what, remedy)


def glued_label(node: Scalar, known: Field, dash: str | None) -> Problem | None:
    """The problem of a row such as «文件：甲», in which the colon does not separate label and value; None if not.

    ``dash`` is None in a list. Otherwise the row must move to a line of its own, and ``dash`` is how that line begins.
    """
    match = _LABEL_AND_VALUE.match(node.text)
    if not match or not node.plain:
        return None
    labels = {label for column in known.columns for label in (column.title, *column.aliases)}
    if match[1] not in labels:
        return None
    what = f"“{match[1]}”后面的冒号不对，“{known.title}”读不出这一项。"
    remedy = f"请改成半角冒号加一个空格，写成“{match[1]}: {match[2].strip()}”。"
    if dash is not None:
        remedy = f"请另起一行，缩进两个空格，用半角冒号加一个空格，写成“{dash}{match[1]}: {match[2].strip()}”。"
    return problem(node.place, "yaml-colon-space", what, remedy)

"""The formulas of a Word document (Office Math, ISO/IEC 29500-1, 22.1) as one line of words that says the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from gongkai.model.words.matcher import matcher
from gongkai.reading.word.word_elements import Element

Parts = list[tuple[str, str]]
"""Words with their position: superscript, subscript or nothing."""
_RAISED, _LOWERED = "superscript", "subscript"
_SIMPLE = matcher(r"[\w.%．\u0370-\u03ff\u3400-\u9fff]+\Z")
"""What needs no brackets above or below a stroke."""
_WITHOUT_LOOK = frozenset(
    "r e fName num den sub sup deg lim oMath oMathPara box borderBox groupChr sdt sdtContent smartTag hyperlink".split()
)
"""Elements of which only what they hold counts."""
_FACTOR_ENDS = matcher(r"[\w)\]]\s*\Z")
_FACTOR_BEGINS = matcher(r"\s*[\w(\[√]")
_ROOTS = {"3": "∛", "4": "∜"}


class UnknownFormulaError(Exception):
    """A formula that cannot be written in one line with certainty."""


def formula_parts(element: Element) -> Parts:
    """The formula in ``element`` (``m:oMath``) in one line. Raises UnknownFormulaError."""
    return _joined(_parts(element))


def _parts(element: Element) -> Parts:
    if element.name == "t":
        return [(element.text, "")]
    if element.name.endswith("Pr"):
        return []
    if element.name in _WITHOUT_LOOK:
        return _in_a_row(element.children)
    write = _WAYS.get(element.name)
    if write is None:
        raise UnknownFormulaError(element.name)
    return write(element)


def _in_a_row(elements: Iterable[Element]) -> Parts:
    """The parts of elements side by side; a fraction beside letters or numbers stands in brackets: 1(1/2), (a/b)c."""
    read = [(one.name, _parts(one)) for one in elements]
    read = [(name, parts) for name, parts in read if parts]
    made: Parts = []
    for number, (name, parts) in enumerate(read):
        after = read[number + 1][1][0][0] if number + 1 < len(read) else ""
        before = made[-1][0] if made else ""
        if name == "f" and (_FACTOR_ENDS.search(before) or _FACTOR_BEGINS.match(after)):
            parts = [("(", ""), *parts, (")", "")]
        made += parts
    return made


def _operand(element: Element, name: str = "e") -> Parts:
    """What a sign refers to, in brackets unless it is one name or has brackets of its own."""
    child = element.child(name)
    held = [one.name for one in child.children if not one.name.endswith("Pr")] if child else []
    return _of(element, name) if held == ["d"] else _grouped(_of(element, name))


def _of(element: Element, name: str) -> Parts:
    child = element.child(name)
    return _parts(child) if child else []


def _text(parts: Iterable[tuple[str, str]]) -> str:
    """Parts as plain letters, where they are raised or lowered themselves."""
    return "".join(f"^({text})" if position == _RAISED else text for text, position in parts)


def _at(parts: Parts, position: str) -> Parts:
    text = _text(parts).strip()
    return [(text, position)] if text else []


def _grouped(parts: Parts) -> Parts:
    """Parts in brackets, unless they are one name or number."""
    if all(position or _SIMPLE.match(text.strip()) for text, position in parts):
        return parts
    return [("(", ""), *parts, (")", "")]


def _fraction(element: Element) -> Parts:
    properties = element.child("fPr")
    if properties and properties.value("type") == "noBar":
        raise UnknownFormulaError("noBar")
    return [*_operand(element, "num"), ("/", ""), *_operand(element, "den")]


def _scripts(element: Element) -> Parts:
    return [*_operand(element), *_at(_of(element, "sub"), _LOWERED), *_at(_of(element, "sup"), _RAISED)]


def _scripts_before(element: Element) -> Parts:
    return [*_at(_of(element, "sub"), _LOWERED), *_at(_of(element, "sup"), _RAISED), *_of(element, "e")]


def _root(element: Element) -> Parts:
    degree = _text(_of(element, "deg")).strip()
    inside = _operand(element)
    if degree in ("", "2"):
        return [("√", ""), *inside]
    return [(_ROOTS[degree], ""), *inside] if degree in _ROOTS else [(degree, _RAISED), ("√", ""), *inside]


def _large_sign(element: Element) -> Parts:
    sign = _said(element, "naryPr", "chr", "∫")
    limits = [*_at(_of(element, "sub"), _LOWERED), *_at(_of(element, "sup"), _RAISED)]
    return [(sign, ""), *limits, *_of(element, "e")]


def _brackets(element: Element) -> Parts:
    opens, closes = _said(element, "dPr", "begChr", "("), _said(element, "dPr", "endChr", ")")
    between = _said(element, "dPr", "sepChr", "|")
    parts: Parts = [(opens, "")]
    for number, one in enumerate(child for child in element.children if child.name == "e"):
        parts += [(between, "")] * (number > 0) + _parts(one)
    return [*parts, (closes, "")]


def _function(element: Element) -> Parts:
    inside = _of(element, "e")
    begins = inside[0][0][:1] if inside else ""
    return [*_of(element, "fName"), ("" if begins in ("(", "[", "{", "|") else " ", ""), *inside]


def _lower_limit(element: Element) -> Parts:
    return [*_of(element, "e"), *_at(_of(element, "lim"), _LOWERED)]


def _upper_limit(element: Element) -> Parts:
    return [*_of(element, "e"), *_at(_of(element, "lim"), _RAISED)]


def _accent(element: Element) -> Parts:
    sign = _said(element, "accPr", "chr", "\u0302")
    return _under_sign(element, sign)


def _bar(element: Element) -> Parts:
    return _under_sign(element, "\u0332" if _said(element, "barPr", "pos", "bot") == "bot" else "\u0305")


def _under_sign(element: Element, sign: str) -> Parts:
    """One letter with a sign above or below it, which Unicode joins to it."""
    text = _text(_of(element, "e")).strip()
    if len(text) != 1 or len(sign) != 1:
        raise UnknownFormulaError(element.name)
    return [(text + sign, "")]


def _rows(element: Element) -> Parts:
    """Several lines, as of a case distinction."""
    lines = [_parts(one) for one in element.children if one.name == "e"]
    return [part for number, line in enumerate(lines) for part in ([("；", "")] * (number > 0) + line)]


def _matrix(element: Element) -> Parts:
    rows = [
        [_text(_parts(cell)) for cell in row.children if cell.name == "e"]
        for row in element.children
        if row.name == "mr"
    ]
    return [("[" + "；".join("，".join(row) for row in rows) + "]", "")]


def _said(element: Element, properties: str, name: str, otherwise: str) -> str:
    """A sign in the properties; an empty one is said too."""
    child = element.child(properties)
    value = child.value(name) if child else None
    return otherwise if value is None else value


_WAYS: Mapping[str, Callable[[Element], Parts]] = {
    "f": _fraction, "sSup": _scripts, "sSub": _scripts, "sSubSup": _scripts, "sPre": _scripts_before, "rad": _root,
    "nary": _large_sign, "d": _brackets, "func": _function, "limLow": _lower_limit, "limUpp": _upper_limit,
    "acc": _accent, "bar": _bar, "eqArr": _rows, "m": _matrix,
}  # fmt: skip


def _joined(parts: Parts) -> Parts:
    """Neighbours at one height as one part."""
    made: Parts = []
    for text, position in parts:
        if made and made[-1][1] == position:
            made[-1] = (made[-1][0] + text, position)
        elif text:
            made.append((text, position))
    return made

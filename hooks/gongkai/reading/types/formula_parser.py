"""Parsing an equation between figures as a type definition writes it, with every slip told in a sentence of its own.

The text is a list of words between blanks. A word that is an operator separates; all others belong to a label, so that a
label may contain blanks, brackets and hyphens (``行政复议-总计``, ``“互联网+监管”事项``).
"""

from __future__ import annotations

from gongkai.model.formula import CELL, Formula, Term
from gongkai.model.words.matcher import matcher

_SIGNS = {"+": 1, "-": -1}
_RELATIONS = ("=", "≤", "≥")
_MEANT = {
    **dict.fromkeys(("＋", "﹢", "➕"), "+"),
    **dict.fromkeys(("－", "−", "–", "—", "﹣", "‐", "‑", "―", "ー", "➖"), "-"),
    **dict.fromkeys(("＝", "==", "＝＝", "﹦"), "="),
    **dict.fromkeys(("<=", "＜＝", "＜=", "=<", "≦", "⩽", "小于等于"), "≤"),
    **dict.fromkeys((">=", "＞＝", "＞=", "=>", "≧", "⩾", "大于等于"), "≥"),
}
"""What stands where an operator should, and the operator that was meant."""
_NONE_OF_OURS = matcher(r"[×÷*/\\^＊／∗·%％<>＜＞≠≈≡±∑√&|!！~～:：;；,，。、?？＋－＝+=≤≥-]+\Z")
"""A word of signs only, which no label is."""
_AT_AN_END = matcher(r"[+＋=＝≠*×÷-]|[≤≥<>＜＞](?!\d)")
"""A sign that touches a label, with a blank on its other side; «≥65岁» is a label."""
_BETWEEN = matcher(r"[=＝≠]|[≤≥<>＜＞](?!\d)")
"""A relation within a word, which no label has."""
_NUMBERED = matcher(r"\d+[)）]")
_BRACKETS = {")": "(", "）": "（", "}": "{", "]": "["}
_BLANKS = " \u3000"
"""The blanks that a label may contain; official forms spread 合　计 with the wide one."""


class FormulaError(ValueError):
    """A formula that cannot be parsed; the message is a Chinese sentence."""


def parse(text: str) -> Formula:
    """The formula in ``text``. Raises FormulaError."""
    hidden = next((sign for sign in text.strip() if not sign.isprintable() and sign not in _BLANKS), "")
    if hidden:
        raise FormulaError(f"公式里有看不见的字符（U+{ord(hidden):04X}），请删去后重新输入。")
    words = text.strip().split(" ")
    for word in words:
        if word in _MEANT:
            raise FormulaError(f"公式“{text}”里的“{word}”应当写“{_MEANT[word]}”。")
        if _NONE_OF_OURS.match(word) and word not in (*_SIGNS, *_RELATIONS):
            raise FormulaError(f"公式“{text}”里的“{word}”不能用，只能用“+”“-”和“=”“≤”“≥”，两边各空一格。")
    relations = [place for place, word in enumerate(words) if word in _RELATIONS]
    if len(relations) != 1:
        raise FormulaError(f"公式“{text}”应当有一个“=”“≤”或“≥”，两边各空一格。")
    place = relations[0]
    return Formula(
        _sum(words[:place], f"“{words[place]}”的左边", text),
        words[place],
        _sum(words[place + 1 :], f"“{words[place]}”的右边", text),
    )


def _sum(words: list[str], where: str, text: str) -> tuple[Term, ...]:
    """The terms between operators; ``where`` names the side of the formula ``text``."""
    if not any(words):
        raise FormulaError(f"公式“{text}”里，{where}缺少一项。")
    terms: list[Term] = []
    sign, label = "", ""
    for word in [*words, ""]:
        if word in _SIGNS and not label.strip():
            before = f"“{sign}”和“{word}”之间" if sign else f"{where}开头的“{word}”前面"
            raise FormulaError(f"公式“{text}”里，{before}缺少一项。")
        if word in _SIGNS:
            terms.append(_term(sign, label, text))
            sign, label = word, ""
        else:
            label += f" {word}"
    if not label.strip():
        raise FormulaError(f"公式“{text}”里，{where}末尾的“{sign}”后面缺少一项。")
    return (*terms, _term(sign, label, text))


def _term(sign: str, written: str, text: str) -> Term:
    label = written.strip()
    for word in label.split():
        touching = _AT_AN_END.match(word) or _AT_AN_END.match(word[-1]) or _BETWEEN.search(word)
        if touching:
            raise FormulaError(f"公式“{text}”里“{word}”的“{touching[0]}”两边应当各空一格。")
    if not _is_balanced(label):
        raise FormulaError(f"公式“{text}”里“{label}”的括号不成对；公式不能用括号把几项合起来。")
    if ("{" in label or "}" in label) and not CELL.match(label):
        raise FormulaError(f"公式“{text}”里的“{label}”应当写成“{{表/行/列}}”，例如“{{income/合计/合计}}”。")
    if label.startswith("行数（"):
        raise FormulaError(f"公式“{text}”里的“{label}”应当用半角括号：“行数(表的名称)”。")
    return Term(_SIGNS.get(sign, 1), label)


def _is_balanced(label: str) -> bool:
    """Whether every bracket of ``label`` has its other half, but for that of a number, as in «1）甲»."""
    opened: list[str] = []
    for sign in _NUMBERED.sub("", label, count=1) if _NUMBERED.match(label) else label:
        if sign in _BRACKETS.values():
            opened.append(sign)
        elif sign in _BRACKETS and (not opened or opened.pop() != _BRACKETS[sign]):
            return False
    return not opened

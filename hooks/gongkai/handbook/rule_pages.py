"""The pages of the rules: messages with level and remedy, the sources that cause them, and sources without problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gongkai.handbook.cases import Case, Edit
from gongkai.handbook.chapters import Chapter, Correction, ShownFinding, correction_of
from gongkai.handbook.handbook_page import Branch, HandbookPage
from gongkai.handbook.markdown_words import blocks, box, code, escaped, fenced, table
from gongkai.handbook.rule_entries import may_be_printed, title_of
from gongkai.model.problems.problem import Level, Problem

FOLDER = "rules"
_BOXES = {Level.ERROR: "failure", Level.WARNING: "warning", Level.NOTE: "info", Level.UNFINISHED: "todo"}
_MEANT = {
    Level.ERROR: "不改正不能发布",
    Level.WARNING: "逐条看过再发布",
    Level.NOTE: "供参考",
    Level.UNFINISHED: "列在“待完善”页上，不影响发布",
}
_MOST_MESSAGES = 3
_AROUND = 4
"""Number of lines shown before and after the line of a problem."""


def page_of(chapter: Chapter) -> str:
    """The path of a chapter's page, relative to the handbook."""
    return f"{FOLDER}/{chapter.name.replace('_', '-')}.md"


def branches(chapters: Sequence[Chapter]) -> dict[str, Branch]:
    """The navigation of the rules (``rules``) and of the parts of reading (``reading``)."""
    entries = [(chapter, (chapter.title, page_of(chapter))) for chapter in chapters]
    return {
        "rules": tuple(entry for chapter, entry in entries if not chapter.of_reading),
        "reading": tuple(entry for chapter, entry in entries if chapter.of_reading),
    }


def rule_pages(chapters: Sequence[Chapter], edits: Mapping[str, Sequence[Edit]]) -> Iterator[HandbookPage]:
    """The overview of all rules with their codes, then a page for each. ``edits`` are the corrections by people."""
    yield HandbookPage(f"{FOLDER}/index.md", "检查规则", _index(chapters))
    for chapter in chapters:
        yield HandbookPage(page_of(chapter), chapter.title, _page(chapter, edits))


def _index(chapters: Sequence[Chapter]) -> str:
    rows = []
    for chapter in chapters:
        target = page_of(chapter).removeprefix(f"{FOLDER}/")
        codes = " ".join(f"[{code(one.code)}]({target}#{one.code})" for one in chapter.findings)
        rows.append((f"[{escaped(chapter.title)}]({target})", codes))
    levels = "；".join(f"**{level.value}**：{meant}" for level, meant in _MEANT.items())
    return blocks(
        "# 检查规则",
        "`make check` 的每条提示写明文件、行、列、级别和方括号里的代码，例如 `content/a.md:7:6: 错误[not-a-date]`。"
        "在本页按代码找到规则，或者在上方直接检索代码。",
        f"{levels}。",
        table(("检查什么", "提示的代码"), rows),
    )


def _page(chapter: Chapter, edits: Mapping[str, Sequence[Edit]]) -> str:
    parts = [f"# {escaped(chapter.title)}", chapter.words]
    if not chapter.of_reading:
        parts.append(f"规则名：{code(chapter.name)}")
    parts += [_finding(finding, correction_of(finding, edits)) for finding in chapter.findings]
    if chapter.good:
        parts += ["## 没有问题的例子 { #good }", *(_good(case) for case in chapter.good)]
    return blocks(*parts)


def _finding(finding: ShownFinding, after: Correction | None) -> str:
    parts = [f"## {code(finding.code)} {{ #{finding.code} }}", f"{escaped(title_of(finding.code))}。"]
    if may_be_printed(finding.code):
        parts.append("原件本身有误的，可以[照原件公开](../publish/as-printed.md)。")
    seen: list[tuple[Case, Problem]] = []
    for case, one in finding.occurrences:
        # The same words may come with another remedy, which is worth a case of its own.
        if (one.what, one.remedy) not in ((other.what, other.remedy) for _, other in seen):
            seen.append((case, one))
    shown = seen[:_MOST_MESSAGES]
    if after and after.problem not in (one for _, one in shown):
        shown[-1:] = [(after.case, after.problem)]
    for case, one in shown:
        parts += [_message(one), _sources(case, one)]
        if after and after.problem is one:
            parts.append(_excerpt(after.text, after.path, after.line, f"照提示改好：{after.path}"))
    return blocks(*parts).rstrip("\n")


def _message(one: Problem) -> str:
    where = f"{code(one.path)} 第 {one.line} 行第 {one.column} 列：" if one.line else f"{code(one.path)}："
    words = where + escaped(one.what)
    if one.remedy:
        words += f"\n\n**改法**：{escaped(one.remedy)}"
    return box(_BOXES[one.level], f"{one.level.value}：{_MEANT[one.level]}", words)


def _sources(case: Case, one: Problem) -> str:
    if case.change:
        return fenced(case.change, "改动.diff", title=f"改动：{case.title}")
    if one.path in case.files:
        return _excerpt(case.files[one.path], one.path, one.line, one.path)
    return f"出现在：{escaped(case.title)}。"


def _excerpt(text: str, path: str, line: int, title: str) -> str:
    """The lines around ``line``, or the beginning of the file if ``line`` is 0."""
    lines = text.rstrip("\n").split("\n")
    first = max(line - _AROUND, 1)
    last = line + _AROUND if line else 3 * _AROUND
    # If only a line or two would be left out at the end, they are shown, too.
    if len(lines) - last <= 2:
        last = len(lines)
    return fenced("\n".join(lines[first - 1 : last]), path, first, (line - first + 1,), title)


def _good(case: Case) -> str:
    if case.change:
        return fenced(case.change, "改动.diff", title=f"改动：{case.title}")
    files = blocks(*(fenced(text, path) for path, text in case.files.items())).rstrip("\n")
    return box("success", case.title, files, folded=True)

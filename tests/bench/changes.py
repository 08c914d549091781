"""What people do to a column of the bench between two builds: a text edited, a document added or repealed, a record appended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_SIGNED = re.compile(r"\n+示例市商务局\n+(?=\d{4}年)")
_RECENT = 200
"""So many of the newest texts may be ones that were added here."""


@dataclass(frozen=True, slots=True)
class Edited:
    """The page of an edited text, relative to the root of the site, and the words that it has since."""

    url: str
    words: str


def edit_one(folder: Path) -> Edited:
    """One sentence more in the newest text, each time another one."""
    path = _texts(folder)[-1]
    text = path.read_text(encoding="utf-8")
    words = f"第{len(text)}字处，本文于测速时改动。"
    # The sentence stands above the signature, which ends the text.
    path.write_text(_SIGNED.sub(f"\n\n{words}\n\n示例市商务局\n\n", text), encoding="utf-8")
    return Edited(f"{_field(text, '索引号')}.html", words)


def add_one(folder: Path) -> None:
    """One document more, which the tree of every page counts."""
    _write_new(folder, "", "")


def repeal_one(folder: Path) -> None:
    """One document more that repeals another, which had no ending until then."""
    paths = _texts(folder)
    # The corpus repeals nothing itself, so as many are repealed as texts say that word of their relation.
    done = sum("\n废止:\n" in path.read_text(encoding="utf-8") for path in paths[-_RECENT:])
    text = paths[len(paths) // 2 + done].read_text(encoding="utf-8")
    number, title = (_field(text, name) for name in ("发文字号", "标题"))
    _write_new(folder, f"废止:\n  - {number}\n", f"《{title}》（{number}）自本文发布之日起废止。\n\n")


def append_record(folder: Path) -> str:
    """One row more of the newest day in the newest record file, with numbers of its own; gives that of its document."""
    path = max((folder / "catalogue").rglob("*.csv"))
    lines = path.read_text(encoding="utf-8").splitlines()
    names, cells = lines[0].split(","), lines[-1].split(",")
    number, certificate = names.index("行政许可决定文书号"), names.index("许可编号")
    cells[number] = re.sub(r"〕\d+号", f"〕{900_000 + len(lines)}号", cells[number])
    cells[certificate] = f"26-99-{900_000 + len(lines)}"
    path.write_text("\n".join([*lines, ",".join(cells)]) + "\n", encoding="utf-8")
    return cells[number]


def _texts(folder: Path) -> list[Path]:
    return sorted((folder / "content").rglob("*.md"))


def _field(text: str, name: str) -> str:
    return re.search(rf"^{name}: (.*)$", text, re.MULTILINE)[1]  # type: ignore[index]


def _write_new(folder: Path, relations: str, words: str) -> None:
    paths = _texts(folder)
    number = f"{len(paths):06d}"
    # The newest text may be one that was added here and repeals another.
    text = re.sub(r"废止:\n  - .*\n|\n《.*废止。\n", "", paths[-1].read_text(encoding="utf-8"))
    text = text.replace("标题: 关于", f"标题: 关于第{number}次", 1)
    text = re.sub(r"(索引号: \S+-)\d+", rf"\g<1>{number}", text)
    text = re.sub(r"〕\d+号\n", f"〕{len(paths) + 1}号\n", text, count=1)
    text = text.replace("公开属性: 主动公开\n", f"公开属性: 主动公开\n{relations}", 1)
    text = _SIGNED.sub(f"\n\n第{number}次。\n\n{words}示例市商务局\n\n", text)
    paths[-1].with_name(f"{number}.md").write_text(text, encoding="utf-8")

"""Where a draft goes: beside the other items of its type, under a name made of that of the imported file."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from gongkai.exchange.documents.drafts import Draft, ImportRefusedError
from gongkai.model.kind import Kind
from gongkai.model.words.matcher import matcher
from gongkai.reading.portable_names import why_not_portable

_CONTENT = "content"
_STRANGE = matcher(r"[^\w\u3400-\u9fff（）()-]+")
_LONGEST = 40
_HEAD = 2000
_YEAR = matcher(r"(?:19|20)\d\d\Z")
_DAY_LABELS = ("成文日期", "发布日期")


def draft_stem(source: Path) -> str:
    """The name of the draft without extension; that of a file with a name that is not portable is made so."""
    name = _STRANGE.sub("-", unicodedata.normalize("NFC", source.stem)).strip("-_")[:_LONGEST]
    return name if name and not why_not_portable(name + ".md") else "draft"


def draft_path(root: Path, kind: Kind, draft: Draft, stem: str, out: Path | None) -> Path:
    """The path of the draft below ``root``, as ``out`` says or beside its like. Raises ImportRefusedError."""
    if out is None:
        return _beside_its_like(root, kind, draft) / f"{stem}.md"
    path = (root / out).resolve()
    if path.suffix != ".md":
        path = path / f"{stem}.md"
    if not path.is_relative_to(root.resolve() / _CONTENT):
        raise ImportRefusedError(
            f"“{out}”不在 content 文件夹里。请写成 content/ 里的位置，例如 --out content/documents/2026/。"
        )
    return path


def _beside_its_like(root: Path, kind: Kind, draft: Draft) -> Path:
    """The folder of the last item of the type; where these are kept by years, the folder of the year of the draft."""
    line = re.compile(rf"^类型: *['\"]?{re.escape(kind.title)}['\"]? *$", re.MULTILINE)
    for path in sorted((root / _CONTENT).rglob("*.md"), reverse=True):
        with path.open("rb") as file:
            head = file.read(_HEAD).decode("utf-8", "replace")
        if line.search(head):
            year = _year(draft)
            return path.parent.with_name(year) if year and _YEAR.match(path.parent.name) else path.parent
    return root / _CONTENT / kind.listing.path


def _year(draft: Draft) -> str:
    values = {one.label: one.values[0] for one in draft.proposals if one.label in _DAY_LABELS}
    return next((values[label][:4] for label in _DAY_LABELS if label in values), "")

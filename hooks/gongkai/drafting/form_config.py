"""The configuration of the form: one collection a type, in the folder where its items stand, for this folder or a forge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from gongkai.binding.targets import Targets
from gongkai.drafting.draft_place import is_text, new_path, of_no_year
from gongkai.drafting.form_fields import Formed, Widget
from gongkai.drafting.next_numbers import Numbering
from gongkai.model.item import Item
from gongkai.model.kind import FieldType, Kind
from gongkai.model.publication import ReadColumn
from gongkai.reading.items import KIND_LABEL

_FREE = ("based_on", "related")
"""Relations to documents of anyone, which no list of the column holds."""


_INTERFACES = {"github": "/api/v3", "gitlab": "/api/v4", "gitea": "/api/v1"}
"""Where a server of each kind answers programs; that of the public GitHub stands on a host of its own."""
FORGES = tuple(_INTERFACES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forge:
    """The forge on which changes are proposed; without one the form works on the folder of this machine."""

    name: str
    repository: str
    branch: str = "main"
    server: str
    """Address of the server, without a slash at its end."""
    app_id: str = ""

    @property
    def has_proposals(self) -> bool:
        """Whether the form can open pull or merge requests itself."""
        return self.name in ("github", "gitlab")


def form_configuration(column: ReadColumn, day: date, forge: Forge | None = None) -> dict[str, Any]:
    """What the page is told: the configuration of the editor, and the shapes of the types by their titles."""
    number = Numbering(column, column.root, day.year).index_no()
    targets = _usual_targets(column)
    common = frozenset.intersection(*(frozenset(kind.by_name) for kind in column.kinds.values()))
    shown = [_Collection(column, kind, day, number, targets, common) for kind in column.kinds.values()]
    local = {"name": "github", "repo": "local/column", "branch": "main", "auth_methods": ["token"]}
    settings: dict[str, Any] = {
        "load_config_file": False,
        "backend": _backend(forge) if forge else local,
        "media_folder": "content",
        "public_folder": "/content",
        "app_title": f"{column.settings.site_name}：编辑",
        "show_preview_links": False,
        "slug": {"encoding": "ascii", "clean_accents": False, "sanitize_replacement": "-"},
        "output": {"omit_empty_optional_fields": True},
        "editor": {"preview": False},
        "collections": [one.settings() for one in shown],
    }
    if forge and forge.has_proposals:
        settings["publish_mode"] = "editorial_workflow"
    shapes = {one.kind.title: one.formed.shapes() for one in shown}
    formats = {one.format: "../" * one.depth for one in shown if not one.with_text}
    return {"settings": settings, "shapes": shapes, "formats": formats, "number": number, "local": forge is None}


def _backend(forge: Forge) -> dict[str, Any]:
    found: dict[str, Any] = {"name": forge.name, "repo": forge.repository, "branch": forge.branch}
    found |= {"base_url": forge.server, "api_root": f"{forge.server}{_INTERFACES[forge.name]}"}
    if forge.app_id:
        found |= {"app_id": forge.app_id} | ({"auth_type": "pkce"} if forge.name == "gitlab" else {})
    return found | ({} if forge.app_id else {"auth_methods": ["token"]})


@dataclass(frozen=True, slots=True)
class _Collection:
    column: ReadColumn
    kind: Kind
    day: date
    number: str
    """The next index number of the column."""
    usual: Mapping[str, str]
    """The type that each relation names most often."""
    common: frozenset[str]
    """Names of the fields that every type has."""

    @property
    def path(self) -> PurePosixPath:
        """Where a new item of the type would stand."""
        return PurePosixPath(new_path(self.column, self.kind, "new", self.day.year))

    @property
    def with_text(self) -> bool:
        """Whether its files hold a text after their metadata."""
        return is_text(self.path.name)

    @property
    def depth(self) -> int:
        """The folders between the project and a file of the type."""
        return len(self.path.parts) - 1

    @property
    def format(self) -> str:
        """The name of the format in which its files are written."""
        return "yaml-frontmatter" if self.with_text else f"gongkai-yml-{self.depth}"

    @property
    def by_years(self) -> bool:
        """Whether items of the type stand in folders of their years."""
        return self.path.parent.name == str(self.day.year)

    @property
    def formed(self) -> Formed:
        """The fields of the type as widgets."""
        proposed = {"index_no": self.number, "disclosure": "主动公开"}
        return Formed(self.kind, self._targets, proposed, self.common, self.with_text and self.kind.text != "none")

    def settings(self) -> dict[str, Any]:
        """The collection as the editor is told of it."""
        fields: list[Widget] = [
            {"name": KIND_LABEL, "label": KIND_LABEL, "widget": "hidden", "default": self.kind.title}
        ]
        fields += self.formed.widgets()
        found: dict[str, Any] = {
            "name": self.kind.name,
            "label": self.kind.title,
            "description": self.kind.description,
            "folder": of_no_year(self.path.parent.as_posix()) if self.by_years else self.path.parent.as_posix(),
            "create": True,
            "delete": False,
            "extension": self.path.suffix[1:],
            "format": self.format,
            "identifier_field": "标题",
            "slug": {"template": "{{fields.索引号}}", "editable": ["create"]},
            "filter": {"field": KIND_LABEL, "value": self.kind.title},
            "media_folder": ".." if self.by_years else "",
            "public_folder": "",
            "sortable_fields": ["发布日期", "标题"],
            "summary": "{{标题}}",
            "fields": fields,
        }
        return found | ({"path": "{{year}}/{{slug}}"} if self.by_years else {})

    def _targets(self, relation: str) -> Widget | None:
        name = "" if relation in _FREE else self.usual.get(relation, "policy_document")
        kind = self.column.kinds.get(name)
        if kind is None:
            return None
        number = "发文字号" if "doc_no" in kind.by_name else "索引号"
        return {
            "widget": "relation",
            "collection": kind.name,
            "value_field": number,
            "display_fields": [number, "标题"],
            "search_fields": [number, "标题"],
        }


def _usual_targets(column: ReadColumn) -> dict[str, str]:
    """The type that each relation of the column names most often, by the name of the relation."""
    targets = Targets.of(column.items)
    counted: dict[str, Counter[str]] = {}
    for relation, written in _stated(column.items):
        target = targets.find(written)
        if target:
            counted.setdefault(relation, Counter())[target.kind.name] += 1
    return {relation: names.most_common(1)[0][0] for relation, names in counted.items()}


def _stated(items: Iterable[Item]) -> Iterator[tuple[str, str]]:
    for item in items:
        for field in item.kind.fields:
            for row in item.rows(field.name):
                if field.type is FieldType.REFERENCE:
                    yield field.relation, row.text("target")
                elif field.type is FieldType.TABLE:
                    yield from ((column.relation, row.text(column.name)) for column in field.columns if column.relation)

"""Hosts of which readers should be told, and the domains of well-known official sites (vocabulary/link_hosts.yml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.model.place import Place
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.reading.vocabulary import FOLDER
from gongkai.reading.yaml.nodes import Node
from gongkai.reading.yaml.shape import Shape, shape_of
from gongkai.reading.yaml.yaml_files import read_yaml

_FILE = "link_hosts.yml"
_NAME = f"vocabulary/{_FILE}"
SHORT, NET_DISK, SAMPLE = "短网址", "网盘", "示例"


@dataclass(frozen=True, slots=True)
class LinkHosts:
    """Group → hosts (one that begins with a dot is an ending), and name of a site → endings of its hosts."""

    groups: Mapping[str, tuple[str, ...]]
    sites: Mapping[str, tuple[str, ...]]

    def group_of(self, host: str) -> str:
        """The group of a host; "" for any other host."""
        bare = host.removeprefix("www.")
        found = (name for name, hosts in self.groups.items() if any(_is_one(bare, one) for one in hosts))
        return next(found, "")


def _is_one(host: str, known: str) -> bool:
    return host.endswith(known) if known.startswith(".") else host == known


@cache
def link_hosts() -> LinkHosts:
    """The list, read once."""
    return gathered(_read())[0]


def _read() -> Reading[LinkHosts]:
    node = yield from read_yaml(FOLDER / _FILE, _NAME)
    shape = yield from shape_of(node, _NAME, Place(_NAME))
    groups = {}
    for name in (SHORT, NET_DISK, SAMPLE):
        groups[name] = yield from shape.texts(name)
    return LinkHosts(groups, dict((yield from shape.read_rows("网站", _site))))


def _site(node: Node, outer: Shape) -> Reading[tuple[str, tuple[str, ...]]]:
    shape = yield from shape_of(node, outer.where, outer.place)
    return (yield from shape.text("名称")), (yield from shape.texts("域名"))

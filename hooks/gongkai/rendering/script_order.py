"""Which parts each published script contains, in topological order of the dependencies that the parts declare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.rendering.script_part import Part, ScriptError


@dataclass(frozen=True, slots=True)
class Bundle:
    """A published script, which consists of several parts.

    ``entries`` are the parts that pages require; their dependencies are included. ``after`` are scripts whose
    parts are on the page before it, ``later`` those that it loads on demand: their parts are not included again.
    """

    entries: tuple[str, ...]
    after: tuple[str, ...] = ()
    later: tuple[str, ...] = ()


def ordered(parts: Mapping[str, Part], bundles: Mapping[str, Bundle]) -> dict[str, tuple[str, ...]]:
    """The names of the parts of each bundle, every part after its dependencies. Raises ScriptError.

    The order is depth first, as the parts list their imports, and depends on nothing else.
    """
    for part in parts.values():
        _check_imports(part, parts)
    _check_cycles(parts)
    contents: dict[str, tuple[str, ...]] = {}
    for name in bundles:
        _parts_of(name, parts, bundles, contents)
    if unused := sorted(set(parts).difference(*contents.values())):
        raise ScriptError(f"没有一个网页的脚本用到：{'、'.join(f'{name}.js' for name in unused)}")
    return {name: contents[name] for name in bundles}


def _check_imports(part: Part, parts: Mapping[str, Part]) -> None:
    for need in part.needs:
        if need.part not in parts:
            raise ScriptError(f"{part.name}.js 要用的 {need.part}.js 不存在")
        given = parts[need.part].gives
        if unknown := [name for name, _ in need.names if name not in given]:
            raise ScriptError(f"{part.name}.js 要用的 {'、'.join(unknown)}，{need.part}.js 没有给出")


def _check_cycles(parts: Mapping[str, Part]) -> None:
    done: set[str] = set()

    def visit(name: str, stack: tuple[str, ...]) -> None:
        if name in stack:
            cycle = [*stack[stack.index(name) :], name]
            raise ScriptError(f"脚本互相需要，排不出先后：{' → '.join(f'{one}.js' for one in cycle)}")
        if name in done:
            return
        for need in parts[name].needs:
            visit(need.part, (*stack, name))
        done.add(name)

    for name in sorted(parts):
        visit(name, ())


def _parts_of(
    name: str, parts: Mapping[str, Part], bundles: Mapping[str, Bundle], contents: dict[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """The parts of a bundle, after computing those of the bundles in ``after`` and ``later``; memoized in ``contents``."""
    if name in contents:
        return contents[name]
    bundle = bundles[name]
    before = {part for one in bundle.after for part in _parts_of(one, parts, bundles, contents)}
    on_demand = {part for one in bundle.later for part in _parts_of(one, parts, bundles, contents)} - before
    found: list[str] = []

    def add(part: str) -> None:
        if part in found or part in before:
            return
        for need in parts[part].needs:
            if need.part not in on_demand:
                add(need.part)
            elif not need.whole:
                raise ScriptError(
                    f"{part}.js 在 {name}.js 里先于 {need.part}.js 运行，要写成 import * as 名称，用到时再取其中的名称"
                )
        found.append(part)

    for entry in bundle.entries:
        if entry not in parts:
            raise ScriptError(f"{name}.js 要有的 {entry}.js 不存在")
        add(entry)
    contents[name] = tuple(found)
    return contents[name]

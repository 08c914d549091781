"""Which parts each published script holds and in which order, as the parts themselves state what they need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.rendering.script_part import Part, ScriptError


@dataclass(frozen=True, slots=True)
class Bundle:
    """A published script.

    ``entries`` are the parts that pages want of it; what these need follows. ``after`` are scripts that stand before it on
    each of its pages, ``later`` such as it fetches when somebody needs them: what those hold is not held again.
    """

    entries: tuple[str, ...]
    after: tuple[str, ...] = ()
    later: tuple[str, ...] = ()


def ordered(parts: Mapping[str, Part], bundles: Mapping[str, Bundle]) -> dict[str, tuple[str, ...]]:
    """The names of the parts of each bundle, every one behind what it needs; raises ScriptError.

    Parts come as their needs name them, depth first, so the order depends on nothing but the statements.
    """
    for part in parts.values():
        _hold_to_the_others(part, parts)
    _refuse_circles(parts)
    held: dict[str, tuple[str, ...]] = {}
    for name in bundles:
        _held(name, parts, bundles, held)
    if idle := sorted(set(parts).difference(*held.values())):
        raise ScriptError(f"没有一个网页的脚本用到：{'、'.join(f'{name}.js' for name in idle)}")
    return {name: held[name] for name in bundles}


def _hold_to_the_others(part: Part, parts: Mapping[str, Part]) -> None:
    for need in part.needs:
        if need.part not in parts:
            raise ScriptError(f"{part.name}.js 要用的 {need.part}.js 不存在")
        given = parts[need.part].gives
        if unknown := [name for name, _ in need.names if name not in given]:
            raise ScriptError(f"{part.name}.js 要用的 {'、'.join(unknown)}，{need.part}.js 没有给出")


def _refuse_circles(parts: Mapping[str, Part]) -> None:
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        if name in way:
            circle = [*way[way.index(name) :], name]
            raise ScriptError(f"脚本互相需要，排不出先后：{' → '.join(f'{one}.js' for one in circle)}")
        if name in done:
            return
        for need in parts[name].needs:
            visit(need.part, (*way, name))
        done.add(name)

    for name in sorted(parts):
        visit(name, ())


def _held(
    name: str, parts: Mapping[str, Part], bundles: Mapping[str, Bundle], held: dict[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """The parts of a bundle, kept in ``held``; those of the bundles before it and behind it come first."""
    if name in held:
        return held[name]
    bundle = bundles[name]
    before = {part for one in bundle.after for part in _held(one, parts, bundles, held)}
    behind = {part for one in bundle.later for part in _held(one, parts, bundles, held)} - before
    found: list[str] = []

    def take(part: str) -> None:
        if part in found or part in before:
            return
        for need in parts[part].needs:
            if need.part not in behind:
                take(need.part)
            elif not need.whole:
                raise ScriptError(
                    f"{part}.js 在 {name}.js 里先于 {need.part}.js 运行，要写成 import * as 名称，用到时再取其中的名称"
                )
        found.append(part)

    for entry in bundle.entries:
        if entry not in parts:
            raise ScriptError(f"{name}.js 要有的 {entry}.js 不存在")
        take(entry)
    held[name] = tuple(found)
    return held[name]

"""The report of an upgrade before anything is written: what it changes in the program, the checks, the pages and the sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff

from gongkai.building.page_changes import PageChanges
from gongkai.releases.effects import FoundProblem
from gongkai.releases.migrating import Rewritten
from gongkai.releases.plan import UpgradePlan
from gongkai.releases.version import Version

_SHOWN = 20
_LEVELS = {"error": "错误", "warning": "警告", "notice": "提示", "unfinished": "待完善"}


@dataclass(frozen=True, slots=True)
class UpgradeEffects:
    """All that is known of an upgrade before it is written."""

    installed: Version
    release: Version
    plan: UpgradePlan
    found: tuple[FoundProblem, ...]
    """Problems that only the new version finds."""
    gone: tuple[FoundProblem, ...]
    """Problems that only the present version finds."""
    pages: PageChanges | None
    """None where one of the sites could not be built."""
    no_pages: str
    """Why, in Chinese."""
    rewritten: tuple[Rewritten, ...]
    unclear: tuple[str, ...]
    """What cannot be rewritten without a decision, in Chinese with file and line."""

    @property
    def errors(self) -> tuple[FoundProblem, ...]:
        """The problems that would stop publication after the upgrade and do not today."""
        return tuple(one for one in self.found if one.level == "error")


def report(effects: UpgradeEffects) -> str:
    """The report as Markdown, which reads well on a terminal too."""
    return "\n".join(_lines(effects)) + "\n"


def _lines(effects: UpgradeEffects) -> Iterator[str]:
    plan = effects.plan
    yield f"# 从 {effects.installed} 升级到 {effects.release}"
    yield ""
    yield "本机关的 content/ 和 catalogue/ 不在替换之列。"
    yield ""
    yield "## 程序文件"
    yield ""
    yield f"- 新增 {len(plan.added)} 个，替换 {len(plan.replaced)} 个，删除 {len(plan.removed)} 个"
    yield from _listed("本机关改过，保留原样；新版本的另放在 .upgrade/offered/，请对照", plan.kept)
    if plan.origin_known:
        yield from _listed("属于产品、在这里改过，升级会换掉（原来的备份在 .upgrade/backup/）", plan.overridden)
    else:
        yield "- 本专栏没有安装清单（.github/release.json，0.2.0 以前的版本不写），看不出哪些程序文件在这里改过"
        yield from _listed("与新版本不同，升级会换掉（原来的备份在 .upgrade/backup/）", plan.overridden)
    yield ""
    yield "## 检查"
    yield ""
    yield from _problems("新版本多指出的问题", effects.found)
    yield from _problems("新版本不再指出的问题", effects.gone)
    yield ""
    yield "## 网页"
    yield ""
    if effects.pages is None:
        yield f"- {effects.no_pages}"
    else:
        yield from _pages(effects.pages)
    if effects.rewritten or effects.unclear:
        yield ""
        yield "## 要改写的目录和正文"
        yield ""
        yield from _migrations(effects.rewritten, effects.unclear)


def _problems(title: str, found: Sequence[FoundProblem]) -> Iterator[str]:
    if not found:
        yield f"- {title}：没有"
        return
    yield f"- {title}：{len(found)} 处"
    counts = Counter((one.level, one.rule) for one in found)
    for (level, rule), count in sorted(counts.items(), key=lambda one: (list(_LEVELS).index(one[0][0]), -one[1])):
        first = next(one for one in found if (one.level, one.rule) == (level, rule))
        where = f"{first.path}:{first.line}" if first.line else first.path
        more = f"（共 {count} 处）" if count > 1 else ""
        yield f"  - {_LEVELS[level]} {rule}{more}：{where} {first.what}"


def _pages(pages: PageChanges) -> Iterator[str]:
    yield f"- 没有变化 {pages.same} 个，只是外观或代码不同 {len(pages.restyled)} 个"
    if pages.reframed:
        yield f"- 只是页眉、菜单、页脚的文字不同：{len(pages.reframed)} 个，例如 {pages.reframed[0]}"
    yield from _listed("文字不同", pages.reworded)
    yield from _listed("新增", pages.new)
    yield from _listed("**不再有的网页（原网址会打不开）**", pages.lost)


def _migrations(rewritten: Sequence[Rewritten], unclear: Sequence[str]) -> Iterator[str]:
    yield from (f"- 要自己决定：{what}" for what in unclear)
    if not rewritten:
        return
    yield f"- 新版本改了写法，{len(rewritten)} 个文件要改写。加 --migrate 一并改写；改动如下，改后可以在 Git 里逐行核对"
    yield ""
    yield "```diff"
    for one in rewritten:
        before, after = one.before.splitlines(), one.after.splitlines()
        yield from unified_diff(before, after, one.path, one.path, n=0, lineterm="")
    yield "```"


def _listed(title: str, paths: Sequence[str]) -> Iterator[str]:
    if paths:
        yield f"- {title}：{len(paths)} 个"
        yield from (f"  - {path}" for path in paths[:_SHOWN])
        if len(paths) > _SHOWN:
            yield f"  - 另有 {len(paths) - _SHOWN} 个"

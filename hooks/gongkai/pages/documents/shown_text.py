"""Which text a document's page shows: the one in force on the build day, with a link to the published original."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.model.validity import State
from gongkai.pages.items.item_view import Notice
from gongkai.pages.lists.line import Line
from gongkai.texts.day_words import day_words
from gongkai.texts.versions import Version, Versions, versions_of


def shown_source(item: Item, publication: Publication) -> str:
    """The source of the text on the item's page; if the document has ended, the text that was last in force."""
    # Most items were never amended, and versions need not be computed for them.
    versions = versions_of(item, publication) if publication.incoming.get(item.index_no) else None
    return versions.own.source if versions else item.body


def text_notices(item: Item, publication: Publication, day: date, state: State) -> Iterator[Notice]:
    """The notices, for ``day``, about which text is shown below the banner and where the other text is."""
    dead = state.dead
    versions = versions_of(item, publication)
    if versions is None or not versions.original:
        yield Notice("以下为原文，仅供查阅。" if dead else "以下为公布时的原文。")
        return
    shown, right = versions.own, versions.on(day)
    if dead:
        which = "以下为公布时的原文" if shown.original else f"以下是{day_words(shown.day)}起的文本"
        yield from _with_other(f"{which}，仅供查阅", shown, versions)
    elif shown is right:
        which = "文本" if state in (State.NOT_YET, State.UNDECIDED) else "现行文本"
        yield from _with_other(
            "以下为公布时的原文" if shown.original else f"以下是{day_words(shown.day)}起的{which}", shown, versions
        )
    elif state in (State.NOT_YET, State.UNDECIDED):
        yield Notice("以下文本已经修改。修改后的文本见：", (_line(right),))
    else:
        yield Notice("以下不是现行文本。现行文本见：", (_line(right),))
    if any(one.day <= day for one in versions.unknown):
        yield Notice("其中有的修改没有公布新条文，以下文本没有包含，请对照修改文件阅读。")


def _with_other(words: str, shown: Version, versions: Versions) -> Iterator[Notice]:
    if shown.original or not versions.original:
        yield Notice(f"{words}。")
    else:
        yield Notice(f"{words}；另见", (_line(versions.original),), "。")


def _line(version: Version) -> Line:
    title = "公布时的原文" if version.original else f"{day_words(version.day)}起的文本"
    return Line(title=title, url=version.url)

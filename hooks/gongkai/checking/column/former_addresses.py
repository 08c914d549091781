"""Former addresses (曾用网址) can redirect to their item: each is a valid address that no other page uses."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Rule
from gongkai.model.addresses import item_url
from gongkai.model.former_address import former_url
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication

_CODE = "former-address"


def check(publication: Publication) -> Iterator[Problem]:
    """Former addresses that are not valid, that another page already has, or that two items claim."""
    pages = {item_url(item).casefold(): item for item in publication.reading.items}
    claimed: dict[str, Item] = {}
    for item in publication.reading.items:
        for written in dict.fromkeys(item.aliases):
            yield from _address(written, item, pages, claimed)


def _address(written: str, item: Item, pages: dict[str, Item], claimed: dict[str, Item]) -> Iterator[Problem]:
    place = item.at("aliases")
    url = former_url(written)
    if not url:
        what = f"曾用网址“{written}”不能用作网页地址，不会自动转到这里。"
        yield problem(place, _CODE, what, "请写原网址里域名之后的部分，例如 art/2018/3/5/art_12_345.html。")
        return
    other = pages.get(url.casefold()) or claimed.setdefault(url.casefold(), item)
    if other is item and url.casefold() in pages:
        what = f"曾用网址“{written}”就是现在的网址。"
        yield problem(place, _CODE, what, "请删除这一行。", Level.WARNING)
    elif other is not item:
        what = f"曾用网址“{written}”已经归“{other.title}”（{other.place.path}），不会转到这里。"
        remedy = "请核对是否写错；只有“?”后面不同的网址，静态网站分不开，请只留给一件信息。"
        yield problem(place, _CODE, what, remedy, Level.WARNING)


RULE = Rule(
    title="曾用网址转到现在的网页",
    findings=(
        Finding(
            "former-address",
            Level.ERROR,
            "曾用网址不能转到这里",
            milder=((Level.WARNING, "就是现在的网址，或者已经归另一件信息"),),
        ),
    ),
    of_column=check,
)

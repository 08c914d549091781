"""The footer of every page (页脚): official parts, supervision, technical support, copyright, links to other sites."""

from __future__ import annotations

from gongkai.model.column import Footer, FriendLink
from gongkai.model.problems.yielded import Reading
from gongkai.reading.checked_setting import address_under
from gongkai.reading.yaml.shape import Shape, shape_of


def read_footer(outer: Shape) -> Reading[Footer]:
    """The footer that the settings state; parts that are not stated are empty."""
    shape = yield from shape_of(outer.node("页脚"), "专栏设置的“页脚”", outer.place)
    footer = Footer(
        site_code=(yield from shape.text("网站标识码")),
        icp=(yield from shape.text("ICP备案")),
        police=(yield from shape.text("公安备案")),
        sponsor=(yield from shape.text("主办单位")),
        operator=(yield from shape.text("承办单位")),
        report_error_url=(yield from address_under(shape, "找错入口")),
        identity_mark_url=(yield from address_under(shape, "党政机关标识")),
        supervision_phone=(yield from shape.text("监督电话")),
        support=(yield from shape.text("技术支持")),
        copyright=(yield from shape.text("版权")),
        friend_links=(yield from _friend_links(shape)),
    )
    yield from shape.finish()
    return footer


def _friend_links(outer: Shape) -> Reading[tuple[FriendLink, ...]]:
    links = []
    for node in (yield from outer.rows("友情链接")):
        shape = yield from shape_of(node, "页脚的“友情链接”", outer.place)
        name = yield from shape.needed("名称", "示例市人民政府")
        url = (
            (yield from address_under(shape, "网址"))
            if (yield from shape.needed("网址", "https://www.example.gov.cn/"))
            else ""
        )
        yield from shape.finish()
        if name and url:
            links.append(FriendLink(name=name, url=url))
    return tuple(links)

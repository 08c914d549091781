"""``catalogue/ledgers/deliveries.yml``: the packages that were handed to archives, libraries and service centres (交付登记)."""

from __future__ import annotations

from gongkai.model.ledgers.registers import Delivery
from gongkai.model.problems.problem import problem
from gongkai.model.problems.yielded import Reading
from gongkai.model.words.matcher import matcher
from gongkai.reading.registers.register_entries import Register, needed_day
from gongkai.reading.yaml.shape import Shape

_ROOT = matcher(r"[0-9a-f]{64}\Z")


def _delivery(shape: Shape) -> Reading[Delivery | None]:
    package = yield from shape.needed("存档包", "11990000990000017W-2026-06-30-public")
    day = yield from needed_day(shape, "日期")
    written = (yield from shape.needed("根校验值", "在生成存档包时显示的 64 位")).lower()
    receiver = yield from shape.needed("接收单位", "示例市图书馆")
    manner, note = (yield from shape.text("方式")), (yield from shape.text("说明"))
    if written and not _ROOT.match(written):
        what = f"根校验值应当是 64 位数字和字母（a 到 f），这里有 {len(written)} 位。"
        remedy = f"请照抄 {package or '存档包'}.root 里空格前面的那一串。"
        yield problem(shape.at("根校验值"), "delivery-root", what, remedy)
        return None
    if not (package and day and written and receiver):
        return None
    return Delivery(
        package=package.removesuffix(".zip"),
        day=day,
        root=written,
        receiver=receiver,
        manner=manner,
        note=note,
        place=shape.place,
    )


DELIVERY_REGISTER = Register("catalogue/ledgers/deliveries.yml", "交付登记", "存档包", _delivery)

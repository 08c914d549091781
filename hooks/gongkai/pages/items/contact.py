"""Whom to contact about an item: the responsible office, and links to request another format or report an error."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.binding.duties.unit_names import full_name, unit_names, unit_page
from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.pages.items.feedback import letter, report_error_url


@dataclass(frozen=True, slots=True)
class Contact:
    """The office with phone and hours, the agency's fax, and prefilled addresses of mail and report form."""

    office: str
    phone: str
    fax: str
    hours: str
    unit_url: str
    """Address of the page of the office; empty if the item names none."""
    format_url: str
    error_url: str


def contact_of(item: Item, publication: Publication, base: str, code: str) -> Contact:
    """The contact of an item: its 责任科室 if its phone is known, else the agency."""
    settings = publication.reading.settings
    agency = settings.agency
    phones = {unit.name: unit.phone for unit in agency.units}
    office = f"{agency.name}{item.unit}" if item.unit else agency.name
    address = base + item_url(item) if base else ""
    asked = f"《{item.title}》（索引号 {item.index_no}）"
    return Contact(
        office=office,
        phone=phones.get(item.unit) or agency.phone,
        fax=agency.fax,
        hours=agency.hours,
        unit_url=unit_page(full_name(item.unit, settings)) if unit_names(item.unit) == (item.unit,) else "",
        format_url=letter(
            agency.email,
            f"索取其他格式：{item.title}",
            f"请提供{asked}的其他格式。\n需要的格式（大字版、文本版等）：\n网址：{address or item_url(item)}\n",
        ),
        error_url=report_error_url(settings, address or item_url(item), f"{code}（{publication.as_of.isoformat()}）"),
    )

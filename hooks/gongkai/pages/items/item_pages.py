"""The pages of an item: its own, and further ones for many records, versions and comparisons."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.model.addresses import attachment_url, item_url
from gongkai.model.badge import badge_on
from gongkai.model.item import Attachment, Item
from gongkai.model.link import Link
from gongkai.model.printed_defect import Part
from gongkai.model.publication import Publication
from gongkai.pages.charts.item_charts import charts_of
from gongkai.pages.documents.banners import banners_of
from gongkai.pages.documents.draft_page import decided, draft_pages
from gongkai.pages.documents.history import history_of
from gongkai.pages.documents.language_versions import alternates_of, canonical_of, language_of
from gongkai.pages.documents.page_texts import Texts
from gongkai.pages.documents.version_pages import version_pages
from gongkai.pages.documents.version_view import overall_url, version_list
from gongkai.pages.items.citation import citation_of, citation_tags
from gongkai.pages.items.consultation import consultation_of
from gongkai.pages.items.contact import contact_of
from gongkai.pages.items.content_code import content_code
from gongkai.pages.items.facts import facts_of, renamed, with_marks
from gongkai.pages.items.item_relations import relations_of
from gongkai.pages.items.item_view import AttachmentLine, ItemView, Step
from gongkai.pages.items.printed_marks import OF_TEXTS, marks_of
from gongkai.pages.items.promises import promises_of
from gongkai.pages.items.sections import sections_of
from gongkai.pages.items.stages import stages_of
from gongkai.pages.items.structured_data import json_ld_of
from gongkai.pages.page import Page
from gongkai.pages.page_tags import article_tags, kind_tags
from gongkai.pages.prints.print_pages import print_links, print_pages
from gongkai.pages.records.record_pages import record_pages
from gongkai.pages.records.record_view import FurtherRecords, Records
from gongkai.pages.site_view import SiteView, list_page, part_of
from gongkai.texts.body_blocks import imprint_in
from gongkai.texts.day_words import day_words
from gongkai.texts.imprint import stated_imprint
from gongkai.texts.versions import versions_of

_ELSEWHERE = (Part.FIELD, Part.LINE, Part.TEXT, Part.ROW)
"""Parts whose notes are shown below the facts if no section shows them."""
HOME = Link("政府信息公开", "index.html")


def pages_of_item(item: Item, publication: Publication, site: SiteView, texts: Texts) -> Iterator[Page]:
    """The page of an item, then those of further records, of versions, and of the comparison of a draft."""
    first = True
    for url, records in record_pages(item, publication, site.base):
        yield (
            _item_page(item, publication, site, texts, records)
            if first
            else _further_page(item, publication, site, url, records)
        )
        first = False
    if first:
        yield _item_page(item, publication, site, texts, None)
    crumbs = crumbs_of(item, publication)
    yield from version_pages(item, publication, site, texts, crumbs)
    yield from draft_pages(item, publication, site, crumbs)
    yield from print_pages(item, publication, site, texts, crumbs)


def crumbs_of(item: Item, publication: Publication) -> tuple[Link, ...]:
    """The breadcrumbs from the home page to the item's list."""
    part, address = part_of(publication, item.kind)
    page = list_page(item.kind)
    between = () if page == address else (Link(part, address),)
    return (HOME, *between, Link(item.kind.listing.title, page))


def _item_page(item: Item, publication: Publication, site: SiteView, texts: Texts, records: Records | None) -> Page:
    validity = publication.validity.get(item.index_no)
    return Page(
        url=item_url(item),
        template=f"gongkai/{item.kind.base.value}.html",
        title=item.plain_title,
        node=list_page(item.kind),
        crumbs=crumbs_of(item, publication),
        canonical=canonical_of(item, publication),
        alternates=alternates_of(item, publication),
        description=item.summary or _description(item),
        tags=(*article_tags(site, item, publication), *citation_tags(item, publication)),
        json_ld=json_ld_of(item, validity, site.base),
        view=_view(item, publication, site, texts, records),
        updated=item.publish_date.isoformat() if item.publish_date else "",
    )


def _view(item: Item, publication: Publication, site: SiteView, texts: Texts, records: Records | None) -> ItemView:
    validity = publication.validity.get(item.index_no)
    code = content_code(item)
    facts, further = facts_of(item, publication)
    marks = marks_of(item, publication)
    sections = sections_of(item, publication, texts)
    body = texts.shown(item)
    in_body = dict(body.printed).values() if body else ()
    elsewhere = [*in_body, *(note.number for section in sections for note in section.notes)]
    if marks:
        facts, further = with_marks(facts, item, marks), with_marks(further, item, marks)
    if names := dict(publication.reading.settings.fact_names):
        facts, further = renamed(facts, names), renamed(further, names)
    versions = versions_of(item, publication)
    consultation = consultation_of(item, publication)
    # What the consultation box shows is not repeated below it.
    boxed = ("f-ways",) if consultation and consultation.takes_opinions else ()
    return ItemView(
        title=item.title,
        number=item.doc_no,
        badge=badge_on(item, publication),
        banners=banners_of(item, publication),
        kind=item.kind.title,
        base=item.kind.base.value,
        published=item.publish_date.isoformat() if item.publish_date else "",
        published_words=day_words(item.publish_date),
        source=item.text("source") or item.agency,
        summary=item.summary,
        facts=facts,
        further=further,
        body=body,
        title_mark=marks.field("title"),
        number_mark=marks.field("doc_no"),
        fact_notes=tuple(one for one in marks.notes(*_ELSEWHERE) if one.number not in elsewhere),
        body_notes=marks.notes(*OF_TEXTS, within=in_body),
        imprint=None if imprint_in(item.body, item.style) else stated_imprint(item),
        sections=tuple(one for one in sections if one.anchor not in boxed),
        attachments=_attachments(item),
        relations=relations_of(item, publication),
        history=history_of(item, validity, publication) if validity else (),
        changes=tuple(
            Step(day.isoformat() if (day := row.day("date")) else "", row.text("what"))
            for row in item.rows("change_note")
        ),
        versions=version_list(item, versions, publication, item_url(item)) if versions else None,
        draft_compare=overall_url(item) if decided(item, publication) else "",
        charts=charts_of(item, publication),
        consultation=consultation,
        records=records,
        stages=None if consultation else stages_of(item, publication),
        promises=() if consultation else promises_of(item, publication),
        citation=citation_of(item, publication, site.base, code),
        language=language_of(item),
        prints=print_links(item, publication),
        contact=contact_of(item, publication, site.base, code),
        index_no=item.index_no,
        code=code,
        address=site.base + item_url(item) if site.base else "",
    )


def _attachments(item: Item) -> tuple[AttachmentLine, ...]:
    lines = []
    for attachment in item.attachments:
        field = item.kind.by_name.get(attachment.field)
        lines.append(
            AttachmentLine(
                title=attachment.title or attachment.name,
                url=attachment_url(item, attachment),
                group=field.title if field else "附件",
                extension=attachment.name.rpartition(".")[2].upper(),
                size=attachment.size,
                sha256=attachment.sha256,
                pages=attachment.pages,
                access=_access(attachment),
            )
        )
    return tuple(lines)


def _access(attachment: Attachment) -> str:
    if attachment.layer is None:
        return ""
    if not attachment.text:
        return "没有文字层"
    return "有标签" if attachment.is_tagged else "无标签"


def _further_page(item: Item, publication: Publication, site: SiteView, url: str, records: Records) -> Page:
    title = f"{item.title}（第{records.first}–{records.last}条）"
    return Page(
        url=url,
        template="gongkai/records.html",
        title=title,
        node=list_page(item.kind),
        crumbs=(*crumbs_of(item, publication), Link(item.title, item_url(item))),
        description=f"{item.title}，共{records.count}条，本页第{records.first}至{records.last}条。",
        tags=kind_tags(site, item.kind),
        view=FurtherRecords(title, item_url(item), item.title, records),
        updated=item.publish_date.isoformat() if item.publish_date else "",
    )


def _description(item: Item) -> str:
    parts = [
        item.plain_title,
        item.doc_no,
        item.agency,
        f"{day_words(item.publish_date)}发布" if item.publish_date else "",
    ]
    return "，".join(part for part in parts if part) + "。"

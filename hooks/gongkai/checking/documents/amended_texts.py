"""Consistency of amendments with the text that they amend: existing clauses, changed wordings, chronological dates."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from gongkai.checking.rule import Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.text_style import TextStyle
from gongkai.model.words.matcher import matcher
from gongkai.texts.amendment_findings import AMENDMENT_UNCHANGED
from gongkai.texts.amendments import REMOVE, Amendment, Wording, amended_text, amendments_of
from gongkai.texts.clauses import clause_key, passages_of
from gongkai.texts.day_words import day_words
from gongkai.texts.differences.passages import PassageChange, pair_passages
from gongkai.texts.versions import current_day

_SIGNS = matcher(r"[\s\u3000“”\"'‘’，。；：、,.;:|*]+")


def check(publication: Publication) -> Iterator[Problem]:
    """Amendments of the column's documents, and former texts of pages that are kept up to date."""
    for item in publication.reading.items:
        amendments = amendments_of(item, publication)
        if amendments:
            yield from _amended(item, amendments)
        if item.rows("former_texts"):
            yield from _former(item)


def _amended(item: Item, amendments: tuple[Amendment, ...]) -> Iterator[Problem]:
    source = item.body
    known = bool(source.strip())
    touched: dict[tuple[str, object], Amendment] = {}
    for amendment in amendments:
        yield from _dates(item, amendment)
        for wording in amendment.wordings:
            other = touched.setdefault(
                (amendment.day.isoformat(), clause_key(wording.clause) or wording.clause), amendment
            )
            if other is not amendment:
                what = (
                    f"{wording.clause}在{day_words(amendment.day)}被“{other.relation.source.title}”和本文件同时修改。"
                )
                yield problem(
                    wording.place,
                    "amendment-twice",
                    what,
                    "同一天一条只能有一个新条文；请核对日期，或者合并写在后一份文件里。",
                )
        if not amendment.is_text_known:
            known = False
            if not amendment.relation.source.legacy and item.body.strip():
                what = f"没有写修改“{item.title}”的新条文，网站不能给出修改后的文本和修改对照表。"
                remedy = "请在“修改”下写“新条文:”（逐条写条款和内容），或者写“修改后全文: 文件名.md”。"
                yield problem(amendment.relation.place, "amendment-untold", what, remedy, Level.NOTE)
            continue
        yield from _wordings(amendment)
        if known:
            changed = yield from amended_text(source, amendment)
            if amendment.whole:
                yield from _whole(source, item.style, amendment)
            source = changed
        elif amendment.whole:
            source, known = amendment.whole.text, True


def _dates(item: Item, amendment: Amendment) -> Iterator[Problem]:
    relation = amendment.relation
    issued = item.doc_date or item.publish_date
    if issued and amendment.day < issued:
        what = f"修改日期{day_words(amendment.day)}早于“{item.title}”的成文日期{day_words(issued)}。"
        yield problem(relation.place, "amendment-date", what, "请核对修改的日期，或者核对修改的是哪份文件。")
    own = relation.source.doc_date
    if own and amendment.day < own:
        what = f"修改从{day_words(amendment.day)}起生效，早于本文件的成文日期{day_words(own)}。"
        yield problem(relation.place, "amendment-date", what, "请核对“日期”；确实追溯的，写检查豁免。", Level.WARNING)


def _wordings(amendment: Amendment) -> Iterator[Problem]:
    """New wordings that the text of the amending document, the legally effective one, does not contain."""
    body = _normalized(amendment.relation.source.body)
    for wording in amendment.wordings:
        if wording.action != REMOVE and wording.text and _normalized(wording.text) not in body:
            what = f"{wording.clause}的新条文与本文件正文里的文字不一致。"
            remedy = "请从正文逐字复制；正文以附件公布新条文的，写检查豁免并说明。"
            yield problem(wording.place, "amendment-words", what, remedy, Level.WARNING)


def _whole(source: str, style: TextStyle, amendment: Amendment) -> Iterator[Problem]:
    """Contradictions between the published full text and the clauses and wordings that the amendment states."""
    assert amendment.whole is not None
    place = amendment.relation.place
    pairs = pair_passages(passages_of(source, style), passages_of(amendment.whole.text, style))
    changed = [
        pair for pair in pairs if pair.change not in (PassageChange.KEPT, PassageChange.RENUMBERED, PassageChange.MOVED)
    ]
    if not changed:
        what = f"“修改后全文”（{amendment.whole.path}）与修改前的文本完全相同。"
        yield problem(place, "amendment-unchanged", what, "请换成修改后的文本。")
        return
    text = _normalized(amendment.whole.text)
    for wording in amendment.wordings:
        if wording.action != REMOVE and wording.text and _normalized(wording.text) not in text:
            what = f"“修改后全文”里没有{wording.clause}的新条文。"
            yield problem(wording.place, "amendment-not-in-whole", what, "请核对两处的文字，以公布的文件为准。")
    named = {clause_key(clause) for clause in amendment.relation.clauses}
    if not named:
        return
    found = [[one.label for one in (pair.old, pair.new) if one and clause_key(one.label)] for pair in changed]
    seen = {clause_key(label) for labels in found for label in labels}
    for clause in amendment.relation.clauses:
        if clause_key(clause) not in seen and not _has_wording(clause, amendment.wordings):
            what = f"“条款”列了{clause}，“修改后全文”里这一条却没有变化。"
            yield problem(place, "amendment-clause-unchanged", what, "请核对条款，或者核对全文。", Level.WARNING)
    # A renumbered article may be referred to by its old or its new number.
    others = [labels[-1] for labels in found if labels and not named & {clause_key(label) for label in labels}]
    if others:
        what = f"“修改后全文”里{'、'.join(others[:6])}{'等' if len(others) > 6 else ''}也与修改前不同，“条款”没有列出。"
        yield problem(place, "amendment-clause-missing", what, "请补列条款，或者核对全文是否误改。", Level.WARNING)


def _has_wording(clause: str, wordings: tuple[Wording, ...]) -> bool:
    return any(clause_key(one.clause) == clause_key(clause) for one in wordings)


def _former(item: Item) -> Iterator[Problem]:
    place = item.at("former_texts")
    if item.kind.validity:
        what = "政策文件的原文不能更换，“历次文本”只用于指南、制度等在原网址更新的信息。"
        remedy = "请在修改它的文件里写“修改:”，用“新条文”或者“修改后全文”。"
        yield problem(place, "former-text-of-document", what, remedy)
        return
    if not item.body.strip():
        yield problem(place, "former-text-alone", "有“历次文本”，却没有现在的正文。", "请写正文，或者删除“历次文本”。")
        return
    rows = [(row, day) for row in item.rows("former_texts") if (day := row.day("date"))]
    for (_, earlier), (row, day) in pairwise(rows):
        if day <= earlier:
            what = f"“历次文本”的日期没有按先后排列：{day_words(day)}在{day_words(earlier)}之后写。"
            yield problem(row.place, "former-text-order", what, "请从最早的写起，同一天只写一个文本。")
    today = current_day(item)
    for row, day in rows:
        if today and day >= today:
            what = f"历次文本的起始日期{day_words(day)}不早于现在的文本（{day_words(today)}）。"
            remedy = "请在“变更说明”里写现在的文本从哪一天起使用，或者核对日期。"
            yield problem(row.place, "former-text-order", what, remedy)
        text = item.texts.get(row.text("text"))
        if text and _normalized(text.text) == _normalized(item.body):
            yield problem(row.place, "former-text-same", f"“{row.text('text')}”与现在的正文完全相同。", "请核对文件。")


def _normalized(text: str) -> str:
    """Normalize text for comparison (NFKC) and remove white space and punctuation, so that copies of a text are equal."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text))


RULE = Rule(
    title="修改的条款、新条文与原文衔接",
    findings=(
        Finding(
            "amendment-date",
            Level.ERROR,
            "修改日期早于原文件",
            milder=((Level.WARNING, "早于修改它的文件自己的成文日期"),),
        ),
        AMENDMENT_UNCHANGED,
        Finding("amendment-clause-missing", Level.WARNING, "修改后全文与所列条款不符"),
        Finding("former-text-of-document", Level.ERROR, "政策文件写了历次文本"),
        Finding("former-text-alone", Level.ERROR, "有历次文本，没有现在的正文"),
        Finding("amendment-words", Level.WARNING, "新条文与修改它的文件不一致"),
        Finding("amendment-not-in-whole", Level.ERROR, "修改后全文里没有新条文"),
        Finding("amendment-clause-unchanged", Level.WARNING, "列出的条款没有变化"),
        Finding("former-text-order", Level.ERROR, "历次文本没有按先后排列"),
        Finding("former-text-same", Level.ERROR, "历次文本与现在的正文相同"),
        Finding("amendment-twice", Level.ERROR, "同一天一条有两个新条文"),
        Finding("amendment-untold", Level.NOTE, "没有写修改的新条文"),
    ),
    of_column=check,
)

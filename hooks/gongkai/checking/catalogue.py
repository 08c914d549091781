"""Every rule there is, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongkai.checking.attachments import attachment_contents, attachments_used
from gongkai.checking.column import (
    agency_settings,
    column_parts,
    column_terms,
    departures_told,
    directory_coverage,
    directory_limits,
    former_addresses,
    freshness,
    guides_current,
    page_tag_sources,
)
from gongkai.checking.documents import (
    amended_texts,
    based_on_dead,
    cleanup_agrees,
    disclosure_mark,
    document_number_form,
    duplicate_items,
    effect_dates,
    expiry_ahead,
    index_number_form,
    interpretation_bound,
    interpretation_content,
    normative_documents,
    relation_sense,
    reprints,
    time_limited,
    title_marks,
    title_states,
)
from gongkai.checking.fiscal import (
    budget_subjects,
    fiscal_agree,
    fund_evaluation,
    identities,
    prose_agrees,
    tables_complete,
    three_public_counts,
    units_known,
    year_chain,
)
from gongkai.checking.procedure import (
    consultation_period,
    date_order,
    deadlines,
    decision_stages,
    guide_changes,
    response_times,
    reviews_complete,
    stage_order,
)
from gongkai.checking.records import (
    chain_of_inspection,
    list_columns,
    record_changes,
    record_columns,
    record_rows,
    row_numbers,
    unique_values,
)
from gongkai.checking.texts import (
    dates_in_texts,
    duplicate_paragraphs,
    heading_numbers,
    hidden_text,
    links_in_texts,
    marks_in_texts,
    numbers_in_texts,
    personal_data,
    placeholder_text,
    signature_date,
    spam_in_texts,
    stated_dates,
    text_whole,
    title_in_text,
    wrong_words,
)
from gongkai.model.item import Item
from gongkai.model.problems.problem import Problem
from gongkai.model.publication import Publication
from gongkai.reading.printable_faults import PRINTED_FAULTS


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name (the file that holds it), what it looks after in Chinese, and its functions.

    ``of_item`` looks at one item and what it asks the publication about; ``of_column`` compares items with each other.
    """

    name: str
    title: str
    of_column: Callable[[Publication], Iterator[Problem]] | None = None
    of_item: Callable[[Item, Publication], Iterator[Problem]] | None = None
    waivable: tuple[str, ...] = ()
    """Codes of its findings that can be true of the paper itself, which may then be published as it is (照原件公开)."""

    def check(self, publication: Publication) -> Iterator[Problem]:
        """Every problem that the rule finds in a column."""
        if self.of_item:
            for item in publication.reading.items:
                yield from self.of_item(item, publication)
        if self.of_column:
            yield from self.of_column(publication)


RULES: tuple[Rule, ...] = (
    Rule("agency_settings", "机关信息与页脚七项齐全（政府网站发展指引）", agency_settings.check),
    Rule("column_terms", "使用条款和保管期限写明（著作权法第五条、档案法）", column_terms.check),
    Rule("column_parts", "专栏五个固定部分都有内容（国办公开办函〔2019〕61号）", column_parts.check),
    Rule("directory_coverage", "公开目录与信息互相对应（国办发〔2019〕54号）", directory_coverage.check),
    Rule("index_number_form", "索引号格式统一", of_item=index_number_form.check_item),
    Rule(
        "document_number_form",
        "发文字号规范（GB/T 9704-2012）",
        of_item=document_number_form.check_item,
        waivable=("document-number-form", "document-number-year"),
    ),
    Rule("date_order", "日期先后合理", of_item=date_order.check_item, waivable=("date-future", "date-order")),
    Rule("deadlines", "在法定期限内公开", of_item=deadlines.check_item),
    Rule("page_tag_sources", "网页标签所需信息齐全", page_tag_sources.check, waivable=("title-markup",)),
    Rule("duplicate_items", "没有重复发布", duplicate_items.check),
    Rule("interpretation_bound", "应当解读的文件有解读", interpretation_bound.check),
    Rule("based_on_dead", "不以失效文件为依据", based_on_dead.check),
    Rule("relation_sense", "文件之间的废止、修改、解读说得通", relation_sense.check),
    Rule("effect_dates", "废止、修改不早于后发文件自己的日期", effect_dates.check),
    Rule("cleanup_agrees", "清理结果与各文件的效力一致", cleanup_agrees.check, waivable=("cleanup-title",)),
    Rule("amended_texts", "修改的条款、新条文与原文衔接", amended_texts.check),
    Rule(
        "consultation_period",
        "征求意见期限与反馈（国务院令第713号）",
        consultation_period.check,
        waivable=("opinions-period",),
    ),
    Rule(
        "chain_of_inspection",
        "抽查清单、计划、结果衔接",
        chain_of_inspection.check,
        waivable=("inspection-matter", "inspection-task"),
    ),
    Rule("identities", "数据勾稽关系", identities.check_identities, waivable=("identity",)),
    Rule(
        "three_public_counts",
        "“三公”经费金额与实物量相符",
        three_public_counts.check,
        waivable=("three-public-counts",),
    ),
    Rule("year_chain", "年度之间衔接", year_chain.check, waivable=("year-chain",)),
    Rule(
        "record_rows",
        "逐条记录正确、及时、不重复",
        record_rows.check,
        waivable=("credit-code", "record-count", "record-date", "record-term", "record-term-order", "record-twice"),
    ),
    Rule("record_changes", "记录的新增、更正、撤下与记录一致", record_changes.check),
    Rule("attachments_used", "附件名称有意义", attachments_used.check),
    Rule("attachment_contents", "附件里没有个人信息、修订、批注和隐藏内容", attachment_contents.check),
    Rule("links_in_texts", "正文链接有效", of_item=links_in_texts.check_item),
    Rule("marks_in_texts", "正文的标题、表格、链接写法正确", of_item=marks_in_texts.check_item),
    Rule(
        "numbers_in_texts", "正文里的文号括号成对", of_item=numbers_in_texts.check_item, waivable=("number-brackets",)
    ),
    Rule("dates_in_texts", "正文里的日期完整", of_item=dates_in_texts.check_item, waivable=("date-broken",)),
    Rule("personal_data", "不泄露个人信息", personal_data.check, personal_data.check_item),
    Rule("spam_in_texts", "没有被植入的广告", of_item=spam_in_texts.check_item),
    Rule("hidden_text", "没有隐藏、冒充的文字和链接", of_item=hidden_text.check_item),
    Rule("placeholder_text", "没有未完成的文字", of_item=placeholder_text.check_item, waivable=("placeholder",)),
    Rule("text_whole", "正文一字不漏地显示", of_item=text_whole.check_item),
    Rule(
        "disclosure_mark",
        "不该公开的没有公开，公开属性与文末标注一致（条例第十四条）",
        of_item=disclosure_mark.check_item,
    ),
    Rule("unique_values", "声明唯一的编码没有重复", unique_values.check, waivable=("value-twice",)),
    Rule("former_addresses", "曾用网址转到现在的网页", former_addresses.check),
    Rule("units_known", "机关和科室的名称统一", units_known.check),
    Rule("reviews_complete", "三级审核和保密审查齐全（条例第十七条）", reviews_complete.check),
    Rule("signature_date", "落款日期与成文日期一致", of_item=signature_date.check_item, waivable=("signature-date",)),
    Rule("stated_dates", "施行日期、有效期与正文一致", of_item=stated_dates.check_item),
    Rule("title_states", "标题里的效力标记与效力一致", of_item=title_states.check_item),
    Rule("title_in_text", "正文与标题一致", of_item=title_in_text.check_item, waivable=("title-differs",)),
    Rule(
        "normative_documents",
        "规范性文件和规章的标注、名称、施行日期",
        of_item=normative_documents.check_item,
        waivable=("rule-name", "rule-too-soon"),
    ),
    Rule("interpretation_content", "解读的内容、单位和文字齐全（国办发〔2016〕61号）", interpretation_content.check),
    Rule("decision_stages", "先征求意见、后决策（国务院令第713号）", decision_stages.check),
    Rule("response_times", "按时限回应关切（国办发〔2016〕61号）", response_times.check),
    Rule("guide_changes", "办事指南的变更及时公开", guide_changes.check),
    Rule("time_limited", "限期公开的信息到期撤下", time_limited.check),
    Rule("departures_told", "撤下的信息在原网址留下说明", departures_told.check),
    Rule("expiry_ahead", "有效期将满的文件提前评估", expiry_ahead.check),
    Rule("list_columns", "各种清单的必填列", list_columns.check, waivable=("list-column",)),
    Rule("row_numbers", "表内序号连续", of_item=row_numbers.check_item, waivable=("row-number",)),
    Rule("stage_order", "项目各阶段先后合理", stage_order.check, waivable=("stage-order",)),
    Rule("fund_evaluation", "专项资金的绩效结果公开", fund_evaluation.check),
    Rule("reprints", "转载件注明来源", reprints.check),
    Rule("guides_current", "公开指南引用现行规定", guides_current.check),
    Rule("directory_limits", "公开目录的时限不宽于规定", directory_limits.check),
    Rule("freshness", "栏目按周期更新", freshness.check),
    Rule("heading_numbers", "正文序号连续", of_item=heading_numbers.check_item, waivable=("heading-number",)),
    Rule(
        "duplicate_paragraphs",
        "正文没有重复段落",
        of_item=duplicate_paragraphs.check_item,
        waivable=("paragraph-twice",),
    ),
    Rule("wrong_words", "没有确定的错字", of_item=wrong_words.check_item, waivable=("wrong-word",)),
    Rule("title_marks", "书名号成对", of_item=title_marks.check_item, waivable=("title-marks",)),
    Rule("record_columns", "记录文件的列符合官方格式", record_columns.check),
    Rule(
        "budget_subjects",
        "预算科目的级次和名称（预算法第四十六条）",
        budget_subjects.check,
        waivable=("subject-depth", "subject-name"),
    ),
    Rule(
        "fiscal_agree",
        "预决算与“三公”经费一致（财预〔2016〕143号）",
        fiscal_agree.check,
        waivable=("fiscal-differs",),
    ),
    Rule("tables_complete", "官方表格齐全，空表有说明", of_item=tables_complete.check_item),
    Rule("prose_agrees", "预决算说明里的数与数据一致", prose_agrees.check, waivable=("prose-differs",)),
)

WAIVABLE = frozenset([*PRINTED_FAULTS, *(code for rule in RULES for code in rule.waivable)])
"""Every finding that an item may publish its paper with, those of reading among them."""

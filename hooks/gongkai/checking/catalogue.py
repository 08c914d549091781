"""Every rule there is, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongkai.checking import (
    agency_settings,
    attachments_used,
    based_on_dead,
    chain_of_inspection,
    cleanup_agrees,
    column_parts,
    consultation_period,
    date_order,
    dates_in_texts,
    deadlines,
    directory_coverage,
    document_number_form,
    duplicate_items,
    identities,
    index_number_form,
    interpretation_bound,
    links_in_texts,
    numbers_in_texts,
    page_tag_sources,
    personal_data,
    placeholder_text,
    record_changes,
    record_rows,
    spam_in_texts,
    text_whole,
    three_public_counts,
    year_chain,
)
from gongkai.model.publication import Publication
from gongkai.problems import Problem


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name (the file that holds it), what it looks after in Chinese, and the function."""

    name: str
    title: str
    check: Callable[[Publication], Iterator[Problem]]


RULES: tuple[Rule, ...] = (
    Rule("agency_settings", "机关信息与页脚七项齐全（政府网站发展指引）", agency_settings.check),
    Rule("column_parts", "专栏五个固定部分都有内容（国办公开办函〔2019〕61号）", column_parts.check),
    Rule("directory_coverage", "公开目录与信息互相对应（国办发〔2019〕54号）", directory_coverage.check),
    Rule("index_number_form", "索引号格式统一", index_number_form.check),
    Rule("document_number_form", "发文字号规范（GB/T 9704-2012）", document_number_form.check),
    Rule("date_order", "日期先后合理", date_order.check),
    Rule("deadlines", "在法定期限内公开", deadlines.check),
    Rule("page_tag_sources", "网页标签所需信息齐全", page_tag_sources.check),
    Rule("duplicate_items", "没有重复发布", duplicate_items.check),
    Rule("interpretation_bound", "应当解读的文件有解读", interpretation_bound.check),
    Rule("based_on_dead", "不以失效文件为依据", based_on_dead.check),
    Rule("cleanup_agrees", "清理结果与各文件的效力一致", cleanup_agrees.check),
    Rule("consultation_period", "征求意见期限与反馈（国务院令第713号）", consultation_period.check),
    Rule("chain_of_inspection", "抽查清单、计划、结果衔接", chain_of_inspection.check),
    Rule("identities", "数据勾稽关系", identities.check_identities),
    Rule("three_public_counts", "“三公”经费金额与实物量相符", three_public_counts.check),
    Rule("year_chain", "年度之间衔接", year_chain.check),
    Rule("record_rows", "逐条记录正确、及时、不重复", record_rows.check),
    Rule("record_changes", "记录的新增、更正、撤下与记录一致", record_changes.check),
    Rule("attachments_used", "附件名称有意义", attachments_used.check),
    Rule("links_in_texts", "正文链接有效", links_in_texts.check),
    Rule("numbers_in_texts", "正文里的文号括号成对", numbers_in_texts.check),
    Rule("dates_in_texts", "正文里的日期完整", dates_in_texts.check),
    Rule("personal_data", "不泄露个人信息", personal_data.check),
    Rule("spam_in_texts", "没有被植入的广告", spam_in_texts.check),
    Rule("placeholder_text", "没有未完成的文字", placeholder_text.check),
    Rule("text_whole", "正文一字不漏地显示", text_whole.check),
)

"""The agency's particulars and the seven parts of the footer (政府网站发展指引)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.records.identifiers import CREDIT_CODE, credit_code_fault, organisation_code_fault
from gongkai.checking.rule import Rule
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher

_SITE_CODE = matcher(r"[0-9a-zA-Z]{2}\d{8}\Z")
_ICP = matcher(r"[\u4e00-\u9fff]ICP备\d{8}号(?:-\d+)?\Z")
_POLICE = matcher(r"[\u4e00-\u9fff]公网安备\s?\d{14}号\Z")


def check(publication: Publication) -> Iterator[Problem]:
    """Settings in column.yml that are missing or malformed."""
    settings = publication.reading.settings
    agency, footer = settings.agency, settings.footer
    place = settings.place
    wanted = (
        ("网站名称", settings.site_name),
        ("网站域名", settings.site_domain),
        ("机关: 地址", agency.address),
        ("机关: 电话", agency.phone),
        ("页脚: 网站标识码", footer.site_code),
        ("页脚: ICP备案", footer.icp),
        ("页脚: 公安备案", footer.police),
        ("页脚: 主办单位", footer.sponsor),
        ("页脚: 找错入口", footer.report_error_url),
        ("页脚: 党政机关标识", footer.identity_mark_url),
    )
    missing = [label for label, value in wanted if not value]
    if missing:
        what = f"专栏设置缺少：{'、'.join(missing)}。"
        yield problem(
            place,
            "footer-missing",
            what,
            "请在 catalogue/column.yml 补上；页脚七项和网页标签都要用到。",
            Level.UNFINISHED,
        )
    forms = (
        (footer.site_code, _SITE_CODE, "网站标识码", "网站标识码是 10 位，例如 5101320017。"),
        (footer.icp, _ICP, "ICP备案", "请写成“省简称ICP备8位数字号”，例如 示ICP备00000000号-1。"),
        (footer.police, _POLICE, "公安备案", "请写成“省简称公网安备 14位数字号”。"),
    )
    for value, form, label, remedy in forms:
        if value and not form.match(value):
            yield problem(place, "footer-form", f"{label}“{value}”的格式不对。", remedy, Level.WARNING)
    if agency.credit_code:
        fault = credit_code_fault(agency.credit_code)
        if fault:
            yield problem(place, "credit-code", fault, "请对照统一社会信用代码证书核对。", Level.WARNING)
    if agency.org_code:
        fault = organisation_code_fault(agency.org_code)
        if fault:
            yield problem(place, "organisation-code", fault, "请对照机构代码证书核对。", Level.WARNING)


RULE = Rule(
    title="机关信息与页脚七项齐全",
    sources=("政府网站发展指引",),
    findings=(
        Finding("footer-missing", Level.UNFINISHED, "专栏设置不全"),
        Finding("footer-form", Level.WARNING, "页脚编号的格式不对"),
        CREDIT_CODE,
        Finding("organisation-code", Level.WARNING, "机构代码有误"),
    ),
    of_column=check,
)

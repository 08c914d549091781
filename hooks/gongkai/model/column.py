"""The column as a whole: the agency, its contacts and footer, and its directory of what must be public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.model.place import Place

PARTS = ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开")
"""The fixed parts of every column, names exact (国办公开办函〔2019〕61号)."""

LEVELS = ("部门", "县级", "设区的市级", "省级", "乡镇")
"""Levels of agencies, which decide what 条例 art. 20, 21 and 49 ask of them."""

FIVE_DISCLOSURE = ("决策公开", "执行公开", "管理公开", "服务公开", "结果公开", "解读回应", "重点领域")
"""The five disclosures (中办发〔2016〕8号) with 解读回应 and 重点领域."""

ENFORCEMENT_STAGES = ("事前", "事中", "事后")
"""The stages in which the enforcement of law is made public (国办发〔2018〕118号)."""

UNNAMED = "本机关"
"""Stands for the name of an agency whose settings could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """An inner unit (科室) that is responsible for items."""

    name: str
    phone: str = ""
    duties: str = ""


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """Units that plans name together (各县（市、区）), with the units that it stands for."""

    name: str
    aliases: tuple[str, ...]
    """Other names under which plans print it."""
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """The agency whose column this is."""

    name: str
    short_names: tuple[str, ...] = ()
    level: str = "部门"
    """部门, 县级, 设区的市级 or 乡镇: decides which duties of 条例 art. 20 and 21 apply."""
    credit_code: str = ""
    org_code: str = ""
    number_prefixes: tuple[str, ...] = ()
    """机关代字 of its document numbers, for example 示商发."""
    address: str = ""
    postcode: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    hours: str = ""
    units: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FriendLink:
    """A link to another site in the footer (友情链接)."""

    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Footer:
    """The seven official parts of the footer (政府网站发展指引), and what agencies add to them."""

    site_code: str = ""
    icp: str = ""
    police: str = ""
    sponsor: str = ""
    operator: str = ""
    report_error_url: str = ""
    identity_mark_url: str = ""
    supervision_phone: str = ""
    support: str = ""
    """Who gives technical support (技术支持)."""
    copyright: str = ""
    friend_links: tuple[FriendLink, ...] = ()


RETENTIONS = ("永久", "30年", "10年")
"""The periods of retention of an agency's files (机关文件材料归档范围和文书档案保管期限规定第七条)."""
UNDECIDED = "未定"
"""Default retention period, if none was decided."""


@dataclass(frozen=True, slots=True)
class Retention:
    """How long items of a type are kept, and by which decision of the agency (保管期限表)."""

    kind: str
    """Title of the type."""
    period: str
    basis: str
    place: Place


REGISTERS = ("发文字号", "规范性文件登记号")
"""Numbers that an agency may give in the column itself; elsewhere they come from the register of its office."""


NOT_COPYRIGHTED = (
    "法律、法规，国家机关的决议、决定、命令和其他具有立法、行政、司法性质的文件，不适用著作权法（著作权法第五条）。"
)
"""Holds whatever an agency states (著作权法第五条第一项)."""


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms others may use what the column publishes, as far as the agency has stated them."""

    words: str = ""
    """The terms in the agency's own words."""
    name: str = ""
    """Name of the terms, or of a known licence."""
    url: str = ""
    """Where they can be read in full."""

    @property
    def stated(self) -> bool:
        """Whether the agency has stated any terms."""
        return bool(self.words or self.name or self.url)

    @property
    def law(self) -> str:
        """The sentence on what copyright law exempts."""
        return NOT_COPYRIGHTED

    @property
    def sentence(self) -> str:
        """The terms as a sentence for pages and data; where the agency has stated none, the law alone."""
        if not self.stated:
            return f"本机关没有声明使用条款。{NOT_COPYRIGHTED}其他内容的使用，请咨询本机关。"
        named = f"{self.name}：" if self.name and self.words else self.name
        words = f"{named}{self.words}".rstrip("。")
        return "。".join(filter(None, (words, f"全文：{self.url}" if self.url else ""))) + ("" if self.url else "。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What ``catalogue/column.yml`` says."""

    agency: Agency
    footer: Footer
    site_name: str
    site_domain: str
    demonstration: str = ""
    """Notice shown on every page of a demonstration; empty on a real column."""
    legacy_until: date | None = None
    """Until this day missing metadata of legacy items is a warning."""
    legacy_folders: tuple[str, ...] = ()
    """Folders whose items are all legacy items, relative to the project; an item can except itself with 历史遗留: 否."""
    gates: tuple[str, ...] = ()
    """Names of what must be done before a change is merged (合并前必须)."""
    ledgers: tuple[tuple[str, bool], ...] = ()
    """(name of a ledger, whether it is public) for those that the agency decides otherwise than usual (台账)."""
    none_statements: tuple[tuple[str, str], ...] = ()
    """(statutory item, statement) for duties that the agency does not have (本机关无此项)."""
    terms: Terms = Terms()
    retention: tuple[Retention, ...] = ()
    description: str = ""
    keywords: tuple[str, ...] = ()
    fact_names: tuple[tuple[str, str], ...] = ()
    """(usual label of a fact, the label that the agency prints) for pages of items (要素名称)."""
    unit_groups: tuple[UnitGroup, ...] = ()
    report_to: str = ""
    """To whom people report demands that no service guide makes (办事举报)."""
    registers: tuple[str, ...] = ()
    """Labels of the numbers that are given in this column, so that the next one follows the highest here (本专栏登记)."""
    place: Place = Place("catalogue/column.yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryEntry:
    """One matter of the basic directory of proactive disclosure (主动公开基本目录, 国办发〔2019〕54号)."""

    number: str
    matter: str
    """一级事项."""
    sub_matter: str = ""
    """二级事项."""
    content: str = ""
    basis: tuple[str, ...] = ()
    time_limit: str = ""
    subject: str = ""
    channels: tuple[str, ...] = ()
    audience: str = ""
    method: str = ""
    level: str = ""
    cycle: str = ""
    cycle_since: date | None = None
    """The day since which it comes in its cycle; None where the first items tell."""
    kind: str = ""
    """Title of the type that serves the matter, where one does."""
    statutory: str = ""
    none_statement: str = ""
    needs_interpretation: bool = False
    needs_participation: bool = False
    five_disclosure: str = ""
    """五公开 stage of the matter."""
    owner: str = ""
    """责任科室."""
    step: str = ""
    """业务环节 from which the information comes."""
    domain: str = ""
    """试点领域 whose standard directory the matter follows."""
    place: Place = Place("catalogue/directory.yml")

"""The parts of reading under which the handbook lists codes that do not belong to a rule."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.handbook.cases import Case
from gongkai.model.problems.problem import Problem


@dataclass(frozen=True, slots=True)
class Part:
    """A part of reading, recognized by prefixes of codes (``codes``) or of case names (``cases``), or by folder (``rooms``)."""

    name: str
    title: str
    words: str
    codes: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    good: tuple[str, ...] = ()
    """Prefixes (folder/name) of its cases without problems."""

    def holds(self, case: Case, one: Problem) -> bool:
        """Whether a problem of a case belongs to this part; the first such part gets it."""
        begins = case.name.startswith(self.cases or "\0") or one.rule.startswith(self.codes or "\0")
        return case.room in self.rooms or begins

    def shows(self, case: Case) -> bool:
        """Whether a case without problems is an example for this part."""
        return f"{case.room}/{case.name}".startswith(self.good or "\0")


PARTS = (
    Part(
        "reading_handbook",
        "手册里的引用",
        "手写的手册页提到规则、字段、类型、例子时写错的提示；有一处写错，手册就不生成。",
        ("handbook-",),
        rooms=("handbook",),
        good=("handbook/references",),
    ),
    Part(
        "reading_changes",
        "合并之前的比较",
        "用 `check --base` 与已经公开的版本比较时的提示。",
        rooms=("comparing",),
        good=("comparing/changes-",),
    ),
    Part(
        "reading_attachments",
        "附件和文件",
        "读取附件时的提示；附件放在哪里、怎样写，见[发布一件信息](../publish/index.md)。",
        ("attachment-", "file-"),
        rooms=("attachments",),
    ),
    Part(
        "reading_printed",
        "照原件公开",
        "“照原件公开”写得不对时的提示；正确的写法见[照原件公开](../publish/as-printed.md)。",
        ("printed-",),
    ),
    Part(
        "reading_references",
        "引用和关系",
        "信息之间按索引号、文号、名称引用写得不对时的提示。",
        ("reference-", "relation-circle"),
        rooms=("binding",),
        good=("binding/fine",),
    ),
    Part(
        "reading_waivers",
        "检查豁免和历史遗留",
        "“检查豁免”写得不对、历史遗留宽限期满时的提示。",
        ("waiver-", "legacy-"),
        good=("waiving/fine",),
    ),
    Part(
        "reading_types",
        "信息类型的定义",
        "`catalogue/types/` 里的定义写错时的提示；完整的例子见[增加信息类型](../admin/types.md)。",
        cases=("type_",),
    ),
    Part(
        "reading_settings",
        "专栏设置、目录、同义词、用词和日历",
        "`column.yml`、`directory.yml`、`synonyms.yml`、`lexicon.yml`、`calendar/` 和 `ledgers/` 写错时的提示。",
        ("directory-", "synonyms-", "lexicon-", "calendar-", "ledger-", "nil-", "delivery-"),
        ("settings_", "ledger_", "registers_"),
        good=("reading/synonyms_fine", "reading/lexicon_fine"),
    ),
    Part(
        "reading_records",
        "表格和逐条记录（CSV、XLSX）",
        "读取 CSV 文件和 Excel 工作簿时的提示。",
        ("csv-", "change-", "workbook-"),
        ("records_", "table_", "workbook_"),
        good=("reading/records_",),
    ),
    Part(
        "reading_yaml",
        "目录的写法（YAML）",
        "目录和正文开头写法不对时的提示。",
        ("yaml-", "front-matter-"),
        good=("reading/comment_is_fine",),
    ),
    Part(
        "reading_values",
        "标签和取值",
        "标签、日期、数字、引用写得不对时的提示。",
        ("",),
        good=("reading/leading_zero", "reading/no_and_on", "reading/text_file_ok"),
    ),
)

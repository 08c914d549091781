"""The definition of one type of information (信息类型): its fields, tables, identities and deadline, as read from YAML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from gongkai.model.chart_definition import ChartDefinition
from gongkai.model.naming.citing import Citing
from gongkai.model.naming.listing import Listing
from gongkai.model.place import Place
from gongkai.model.terms.deadline import ChangeLimit, Deadline
from gongkai.model.terms.item_term import ItemTerm
from gongkai.model.terms.series import Series
from gongkai.model.text_style import TextStyle

_NOWHERE = Place("")


class FieldType(Enum):
    """The type of a field's value; each comment says what is written and to which Python type it is converted."""

    STRING = "string"  # one line of text → str
    TEXT = "text"  # several lines, rendered as Markdown → str
    INTEGER = "integer"  # → int
    NUMBER = "number"  # exact decimal → Decimal
    MONEY = "money"  # exact decimal in the unit that the item or table states → Decimal
    YEAR = "year"  # four digits → int
    DATE = "date"  # 2018-03-02 → date
    DATETIME = "datetime"  # 2018-03-02 09:30 → datetime without zone (Asia/Shanghai)
    BOOLEAN = "boolean"  # 是 / 否 → bool
    URL = "url"  # http(s) or mailto address → str
    LIST = "list"  # one text or a list of texts → tuple[str, ...]
    REFERENCE = "reference"  # one or more documents by 索引号 or 发文字号 → tuple[Row, ...]
    TABLE = "table"  # list of mappings → tuple[Row, ...]
    RECORD = "record"  # one mapping → Row
    FILE = "file"  # one or more attachments → tuple[Row, ...]
    TEXT_FILE = "text_file"  # name of a text in a file of its own beside the item → str, and the text in Item.texts


class Base(Enum):
    """The template that shows items of a type."""

    DOCUMENT = "document"
    NOTICE = "notice"
    THREAD = "thread"
    REGISTER = "register"
    DATASET = "dataset"
    REPORT = "report"
    PROJECT = "project"
    PROFILE = "profile"


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraints:
    """Limits of a value, named as the constraints of Frictionless Table Schema."""

    required: bool = False
    enum: tuple[str, ...] = ()
    pattern: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    max_length: int = 0
    unique: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field: ``name`` for code and data, ``title`` is the official label that staff write and pages show."""

    name: str
    title: str
    type: FieldType = FieldType.STRING
    constraints: Constraints = Constraints()
    required_when: str = ""
    """Condition in the words of the catalogue, for example ``规范性文件=是`` or ``公开属性≠主动公开``."""
    aliases: tuple[str, ...] = ()
    """Other official labels for the same field, accepted as they are (文号 for 发文字号)."""
    columns: tuple[Field, ...] = ()
    """Columns of a TABLE, RECORD, REFERENCE or FILE field."""
    shorthand: str = ""
    """Name of the column that a bare text stands for, where a row may be written as one text."""
    relation: str = ""
    """Relation that each row of a REFERENCE field states (id in vocabulary/relations.yml)."""
    cites: Citing | None = None
    """What a plain text, list or column may name, so that the names become relations; texts that name nothing stay texts."""
    row_key: tuple[str, ...] = ()
    """Columns that name the rows of a table, each of which then has an address of its own; the last one is its name."""
    vocabulary: str = ""
    """File in vocabulary/ whose terms are the allowed values."""
    open: bool = False
    """Whether values outside ``enum`` or ``vocabulary`` are accepted with a warning."""
    public: bool = True
    """Whether pages and exports show the field."""
    names_units: bool = False
    """Whether it names units (科室, 牵头单位), each of which has a page of its own."""
    person: bool = False
    """Whether it holds names of natural persons, which are published masked and for a limited time."""
    unit: str = ""
    """Unit of the figures, where the item does not state one."""
    expected: bool = False
    """Whether the official form has this column, so that a record file without it is a warning."""
    printed: bool = False
    """Whether no type defines it: a column that is printed besides those of the type, kept under its printed name."""
    description: str = ""
    source: str = ""
    """Where the field is prescribed: law and article, standard, or practice."""
    example: str = ""
    place: Place = field(default=_NOWHERE, repr=False, compare=False)
    """Where the definition is written, for problems that are found only in the complete type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLayout:
    """The layout of a table of figures in the official form, which items have as CSV files."""

    name: str
    title: str
    aliases: tuple[str, ...] = ()
    columns: tuple[Field, ...] = ()
    row_label: str = ""
    """Name of the column whose text names the row in identities."""
    rows: tuple[str, ...] = ()
    """Labels of the prescribed rows, in order; empty where rows are free."""
    caption: str = ""
    """Name of the column that has what stands above each of several tables printed under each other."""
    variants: tuple[TableLayout, ...] = ()
    """Other official layouts of the same table, such as that of earlier years."""
    form: tuple[str, ...] = ()
    """The labels of a form that has them beside or above its values; its first two columns are label and value."""
    closed: bool = False
    """Whether columns that it does not know are mistakes, instead of being kept under their printed names."""
    unstated: bool = False
    """Whether blank cells state nothing, so that no sum may count them as 0."""
    required: bool = False
    unit: str = ""
    description: str = ""
    source: str = ""
    place: Place = field(default=_NOWHERE, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """An equation between figures that must hold within the rounding rule (standards §6).

    ``scope`` is «item» (fields of the item), «row» (columns of every row of ``table``), «column» (rows of every
    figure column of ``table``), «tree» (codes of ``table`` add up level by level), «side» (the lines of one side of a
    收支总表 add up), «parts» (rows by name or code, those that are not there being 0), «joined» (the same subject in two
    tables, ``{table/column of its name or code/column}``) or «cells» (cells of several tables, and fields of the item).
    """

    name: str
    formula: str
    scope: str = "item"
    table: str = ""
    when: str = ""
    level: str = "错误"
    rounding: str = "提示"
    """The level where rounding of the printed figures can explain the difference."""
    message: str = ""
    source: str = ""
    place: Place = field(default=_NOWHERE, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTerm:
    """The term of validity of a record, and the wording of each state; columns are given by their names."""

    start: str = ""
    """Column with the first day; a record without one is valid from the beginning."""
    end: str = ""
    """Column with the last day."""
    endless: tuple[str, ...] = ()
    """Texts of the end column that mean «without end», for example 长期 or 2099-12-31."""
    stopped_by: str = ""
    """Column by which a record is no longer valid, whatever its dates."""
    stopped: tuple[str, ...] = ()
    """Texts of that column that mean so."""
    before: str = "尚未生效"
    within: str = "有效期内"
    after: str = "已过有效期"
    without_end: str = "长期有效"
    no_longer: str = "已失效"
    leaves: str = ""
    """Why records are removed from the public pages after their last day; empty where they stay and are marked."""
    unnamed: bool = False
    """Whether the history omits the keys of removed records, since a key names the person or company concerned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordUse:
    """How pages name, sort, show and filter the records of a type; columns are given by their names."""

    key: str = ""
    """Column that identifies a record."""
    apart: tuple[str, ...] = ()  # columns that tell records with the same key apart, such as the station of a time
    key_scope: str = "item"
    """Whether the key is unique in its item («item») or among all records of the type («column»)."""
    name: str = ""
    """Column with the person, company or thing that a record is about."""
    day: str = ""
    """Column with the date by which records are sorted, the newest first, and grouped by year and month."""
    columns: tuple[str, ...] = ()
    """Columns of the table of all records, in order; the others are shown on the card of a record only."""
    filters: tuple[str, ...] = ()
    """Columns with few different texts by which the table can be filtered."""
    person_by: str = ""
    """Column that tells whether ``name`` is a natural person, whose name is published masked."""
    person_when: tuple[str, ...] = ()
    """Texts of that column that mean so."""
    term: RecordTerm | None = None
    changes: ChangeLimit | None = None
    closed: bool = False
    """Whether columns that the type does not know are mistakes, instead of being kept under their printed names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One type of information (信息类型), complete with what it inherits."""

    name: str
    title: str
    base: Base
    listing: Listing
    fields: tuple[Field, ...]
    facts: tuple[str, ...] = ()
    """Names of the fields in the facts block (文件要素), in order."""
    sections: tuple[str, ...] = ()
    """Names of the text, table and figure fields that follow the body, in order."""
    text: str = "optional"
    """Whether the item has a text of its own: required, optional or none."""
    text_style: TextStyle = TextStyle.OFFICIAL
    """How the texts of its items are written, where an item does not say it."""
    records: tuple[Field, ...] = ()
    """Columns of the record file (CSV) of a dataset."""
    record: RecordUse = RecordUse()
    """How pages name, sort, show and filter the records."""
    tables: tuple[TableLayout, ...] = ()
    identities: tuple[Identity, ...] = ()
    charts: tuple[ChartDefinition, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    term: ItemTerm | None = None
    series: Series | None = None
    statutory: tuple[str, ...] = ()
    """Items of 条例 art. 20 and 21 that the type covers, for example ``art20-05``."""
    five_disclosure: str = ""
    enforcement_stage: str = ""
    """事前, 事中 or 事后, if its items belong to the disclosure of enforcement (``column.ENFORCEMENT_STAGES``)."""
    enforcement_when: str = ""
    """Condition under which an item does, in the words of the catalogue; empty for always."""
    column_type: str = ""
    """Value of the page tag ColumnType (政府网站发展指引)."""
    classes: tuple[tuple[str, str], ...] = ()  # (heading, value) by which lists are narrowed, for example 级次 政府
    validity: bool = False
    """Whether items of the type are documents with a validity of their own."""
    title_ends: tuple[str, ...] = ()  # Titles of its documents end with these words, or with its own name.
    signed: bool = False
    """Whether their texts end with the agency and the day (落款)."""
    description: str = ""
    path: str = ""
    abstract: bool = False
    """Whether other types only inherit from it and no item can have it."""
    places: Mapping[str, Place] = field(default_factory=dict, repr=False, compare=False)
    """Place of each part of the definition, by key."""
    by_label: Mapping[str, Field] = field(default_factory=dict, repr=False, compare=False)
    by_name: Mapping[str, Field] = field(default_factory=dict, repr=False, compare=False)

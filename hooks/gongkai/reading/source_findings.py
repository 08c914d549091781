"""The findings of reading sources: problems of files, settings and items, and those that several readers share."""

from __future__ import annotations

from gongkai.model.problems.finding import Finding, FindingTable
from gongkai.model.problems.problem import Level

ATTACHMENT_BROKEN = Finding("attachment-broken", Level.ERROR, "附件不完整或已损坏")
ATTACHMENT_NAME = Finding(
    "attachment-name", Level.ERROR, "附件的名称不能用", milder=((Level.WARNING, "名称看不出内容"),)
)

FINDINGS = FindingTable(
    title="源文件、附件和专栏设置",
    findings=(
        # What several readers find.
        Finding("file-unreadable", Level.ERROR, "文件读不了"),
        Finding("file-too-large", Level.ERROR, "文件太大"),
        Finding("control-character", Level.ERROR, "有不能出现的控制字符"),
        Finding("missing-setting", Level.ERROR, "缺少必填的设置"),
        Finding("unknown-label", Level.ERROR, "没有这一项"),
        Finding("wrong-shape", Level.ERROR, "内容的形式不对"),
        Finding("wrong-boolean", Level.ERROR, "应当写“是”或“否”"),
        Finding("unknown-choice", Level.ERROR, "不是可以写的值"),
        Finding("fact-name-twice", Level.ERROR, "两个要素改成了同一个名称"),
        Finding("unknown-table", Level.ERROR, "没有这张表"),
        Finding("unit-group-empty", Level.ERROR, "单位群体没有写有哪些单位"),
        Finding("unit-group-twice", Level.ERROR, "单位群体的名称写了两次"),
        Finding("unknown-type", Level.ERROR, "没有这个信息类型"),
        # Files and folders.
        Finding("draft-file", Level.UNFINISHED, "草稿文件不会公开"),
        Finding("file-empty", Level.ERROR, "文件是空的"),
        Finding("file-missing", Level.ERROR, "文件不存在"),
        Finding("file-name", Level.ERROR, "文件名不能用"),
        Finding("file-path", Level.ERROR, "文件的路径不对"),
        Finding("folder-unreadable", Level.ERROR, "文件夹读不了"),
        Finding("source-link", Level.ERROR, "是链接，不是文件"),
        Finding(
            "stray-file",
            Level.ERROR,
            "文件放错了地方，没有读",
            milder=((Level.WARNING, "编辑软件、系统留下的，或者是不公开的格式"),),
        ),
        # Attachments.
        Finding("attachment-bomb", Level.ERROR, "附件解压后太大"),
        ATTACHMENT_BROKEN,
        Finding("attachment-content", Level.ERROR, "附件的内容与扩展名不符"),
        Finding("attachment-empty", Level.ERROR, "附件是空的"),
        Finding("attachment-entry", Level.ERROR, "压缩包里有不该有的内容"),
        Finding("attachment-inner", Level.WARNING, "附件里藏有别的文件"),
        Finding("attachment-kind", Level.ERROR, "附件的格式不能公开"),
        Finding("attachment-large", Level.ERROR, "图片太大", milder=((Level.WARNING, "超过 5 MB，不到 20 MB"),)),
        Finding("attachment-link", Level.ERROR, "附件是链接，不是文件"),
        Finding("attachment-locked", Level.ERROR, "附件设了密码"),
        Finding("attachment-macro", Level.ERROR, "附件带有程序"),
        Finding("attachment-missing", Level.ERROR, "附件不存在"),
        ATTACHMENT_NAME,
        Finding("attachment-outside", Level.ERROR, "附件在别的网站上"),
        Finding("attachment-path", Level.ERROR, "附件的路径不对"),
        Finding("attachment-twice", Level.ERROR, "附件写了两次"),
        # Items.
        Finding("address-twice", Level.ERROR, "两件信息的网址相同"),
        Finding("front-matter-empty", Level.ERROR, "元数据是空的"),
        Finding("no-number", Level.ERROR, "没有索引号，也没有编号"),
        Finding("no-records-here", Level.ERROR, "这个类型没有逐条记录"),
        Finding("no-text", Level.ERROR, "没有正文"),
        Finding("no-type", Level.ERROR, "没有写类型"),
        Finding("number-twice", Level.ERROR, "两件信息的索引号相同"),
        Finding("records-twice", Level.ERROR, "两件信息用同一个记录文件"),
        Finding("table-twice", Level.ERROR, "一张表有两个文件"),
        Finding("text-not-shown", Level.ERROR, "正文不会显示"),
        Finding("type-other", Level.ERROR, "写的是别的类型的字段"),
        Finding("text-file-empty", Level.ERROR, "全文文件是空的"),
        Finding("text-file-item", Level.ERROR, "全文文件是另一件信息"),
        Finding("text-file-kind", Level.ERROR, "全文文件的格式不对"),
        Finding("text-file-missing", Level.ERROR, "全文文件不存在"),
        Finding("text-file-path", Level.ERROR, "全文文件的路径不对"),
        # The settings, the directory, the calendar, the synonyms and the lexicon of the column.
        Finding("calendar-incomplete", Level.ERROR, "放假通知没有写全"),
        Finding("calendar-twice", Level.ERROR, "同一天写成了两种"),
        Finding("directory-number-twice", Level.ERROR, "目录编号重复"),
        Finding("legacy-folder", Level.ERROR, "历史遗留文件夹写得不对"),
        Finding("lexicon-empty", Level.ERROR, "用词文件的一条没有写错的词"),
        Finding("lexicon-exception", Level.ERROR, "例外里没有这个词"),
        Finding("lexicon-itself", Level.ERROR, "正确的写法也会被当作错的"),
        Finding("lexicon-long", Level.ERROR, "错的词太长"),
        Finding("lexicon-short", Level.ERROR, "错的词太短"),
        Finding("lexicon-twice", Level.ERROR, "一个词写了两条"),
        Finding("no-settings", Level.ERROR, "没有专栏设置"),
        Finding("synonyms-alone", Level.ERROR, "同义词只有一个"),
        Finding("synonyms-comma", Level.ERROR, "几个词会被当作一个词"),
        Finding("synonyms-form", Level.ERROR, "同义词的写法不对"),
        Finding("synonyms-long", Level.ERROR, "同义词太长"),
        Finding("synonyms-short", Level.ERROR, "同义词太短"),
        Finding("synonyms-twice", Level.ERROR, "同义词写了两次"),
    ),
)

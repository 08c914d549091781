"""The findings of reading text files: problems of encoding, front matter and YAML."""

from __future__ import annotations

from gongkai.model.problems.finding import Finding, FindingTable
from gongkai.model.problems.problem import Level

FINDINGS = FindingTable(
    title="目录的写法（YAML）",
    sources=("YAML 1.2",),
    findings=(
        # The bytes and characters of the file.
        Finding("invisible-character", Level.ERROR, "有看不见的字符", milder=((Level.WARNING, "在正文和表格里"),)),
        Finding("merge-conflict", Level.ERROR, "留有合并冲突的标记"),
        Finding("misread-text", Level.ERROR, "文字是乱码"),
        Finding("not-utf8", Level.ERROR, "编码不是 UTF-8"),
        # The delimiters of front matter.
        Finding("front-matter-end", Level.ERROR, "元数据没有结束的“---”"),
        Finding("front-matter-missing", Level.ERROR, "没有元数据"),
        Finding("front-matter-start", Level.ERROR, "第一行不是“---”"),
        Finding("front-matter-strayed", Level.ERROR, "元数据写在了正文里"),
        Finding("front-matter-twice", Level.ERROR, "又有一段元数据"),
        # Labels and values.
        Finding("blank-mark", Level.ERROR, "用符号表示没有内容"),
        Finding("list-form", Level.ERROR, "列表的写法不对"),
        Finding("wrong-number", Level.ERROR, "应当写数字"),
        # The signs of YAML.
        Finding("yaml-alias", Level.ERROR, "开头的“*”会被当作引用"),
        Finding("yaml-anchor", Level.ERROR, "开头的“&”会被当作锚点"),
        Finding("yaml-blank", Level.ERROR, "不是普通的空格"),
        Finding("yaml-block", Level.ERROR, "多行文字的写法不对"),
        Finding("yaml-both", Level.ERROR, "同一处既有内容，又有下级"),
        Finding("yaml-bracket", Level.ERROR, "括号没有成对，或者跨了几行"),
        Finding("yaml-colon-space", Level.ERROR, "冒号后面没有空格"),
        Finding("yaml-comment", Level.ERROR, "“#”后面的内容会丢掉"),
        Finding("yaml-continued", Level.ERROR, "内容接到了下一行"),
        Finding("yaml-dash-space", Level.ERROR, "“-”后面没有空格"),
        Finding("yaml-directive", Level.ERROR, "有 % 指令"),
        Finding("yaml-documents", Level.ERROR, "文件分成了几份"),
        Finding("yaml-duplicate-key", Level.ERROR, "同一项写了两次"),
        Finding("yaml-escape", Level.ERROR, "反斜杠会改变内容"),
        Finding("yaml-full-width-colon", Level.ERROR, "冒号是全角的"),
        Finding("yaml-full-width-comma", Level.ERROR, "逗号是全角的"),
        Finding("yaml-indent", Level.ERROR, "缩进不对"),
        Finding("yaml-key", Level.ERROR, "名称的写法不对"),
        Finding("yaml-no-colon", Level.ERROR, "没有冒号"),
        Finding("yaml-quote", Level.ERROR, "引号没有成对"),
        Finding("yaml-second-colon", Level.ERROR, "内容里又有冒号"),
        Finding("yaml-start-character", Level.ERROR, "开头的符号在 YAML 里有特殊含义"),
        Finding("yaml-syntax", Level.ERROR, "YAML 写法不对"),
        Finding("yaml-tab", Level.ERROR, "用了制表符"),
        Finding("yaml-tag", Level.ERROR, "开头的“!”会被当作类型标签"),
        Finding("yaml-too-deep", Level.ERROR, "层次太深"),
    ),
)

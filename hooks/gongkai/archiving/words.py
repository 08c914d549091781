"""The words that go into the package: how to open it, how to verify it."""

from __future__ import annotations

from gongkai.calendar.words import day_words
from gongkai.model.publication import Publication


def about(publication: Publication, files: int, root: str) -> str:
    """The text that a person reads first."""
    settings = publication.reading.settings
    day = day_words(publication.as_of)
    lines = [
        f"{settings.site_name}存档包",
        "",
        f"内容截至{day}，共 {len(publication.reading.items)} 条信息、{files} 个文件。",
        "",
        "打开：解压后双击 data/site/index.html。不需要网络，检索也可以使用。",
        "核对：在本文件所在目录运行 python3 verify.py（不需要安装任何东西），或者 sha256sum -c manifest-sha256.txt。",
        f"登记：本包的根校验值是 {root}。请记入馆藏登记；以后运行 python3 verify.py 根校验值，可以确认整个包没有被换过。",
        "目录：data/site 是网站；data/sources 是生成网站的原始目录、正文和附件；data/metadata 是元数据（metadata.csv 逐件著录，",
        "　　　relations.csv 是文件之间的关系，changes.csv 是变更说明）；data/provenance 是来源版本和软件版本；",
        "　　　data/contents 是逐件的内容（纯文本），用 sha256sum 算出的就是 metadata.csv、items.json 和订阅源里的“内容SHA-256”，",
        "　　　与网页样式、状态截至的日期无关，内容不变它就不变；网页和打印件上的校验短码是它的前 40 位。",
        "结构：本包符合 BagIt 1.0（RFC 8493），可以用通用的 BagIt 工具验证。",
        "",
        f"使用：{settings.terms.sentence}",
        f"效力状态是{day}时的状态。此后文件可能被修改、废止，请以网站为准。",
    ]
    if settings.demonstration:
        lines += ["", settings.demonstration]
    return "\n".join(lines) + "\n"

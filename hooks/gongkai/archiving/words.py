"""The words that go into the package: how to open it, how to verify it."""

from __future__ import annotations

from gongkai.calendar.words import day_words
from gongkai.model.publication import Publication

VERIFY = '''"""核对本存档包：每个文件都在、都没有改动。用法：python3 verify.py（也可用 sha256sum -c manifest-sha256.txt）"""

import hashlib
import pathlib
import sys

here = pathlib.Path(__file__).resolve().parent
faults = []
listed = set()
for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
    for line in (here / name).read_text(encoding="utf-8").splitlines():
        digest, _, path = line.partition("  ")
        listed.add(path)
        file = here / path
        if not file.is_file():
            faults.append("缺少 " + path)
        elif hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            faults.append("改动 " + path)
for file in here.rglob("*"):
    path = file.relative_to(here).as_posix()
    if file.is_file() and path.startswith("data/") and path not in listed:
        faults.append("多出 " + path)
for fault in faults:
    print(fault)
print("核对 %d 个文件，%s" % (len(listed), "全部无误。" if not faults else "有 %d 处不符。" % len(faults)))
sys.exit(1 if faults else 0)
'''


def about(publication: Publication, files: int) -> str:
    """The text that a person reads first."""
    settings = publication.reading.settings
    day = day_words(publication.as_of)
    lines = [
        f"{settings.site_name}存档包",
        "",
        f"内容截至{day}，共 {len(publication.reading.items)} 条信息、{files} 个文件。",
        "",
        "打开：解压后双击 data/site/index.html。不需要网络，检索也可以使用。",
        "核对：在本文件所在目录运行 sha256sum -c manifest-sha256.txt，或者 python3 verify.py。",
        "目录：data/site 是网站；data/sources 是生成网站的原始目录和正文；data/metadata.csv 是逐件元数据。",
        "结构：本包符合 BagIt 1.0（RFC 8493），可以用通用的 BagIt 工具验证。",
        "",
        f"效力状态是{day}时的状态。此后文件可能被修改、废止，请以网站为准。",
    ]
    if settings.demonstration:
        lines += ["", settings.demonstration]
    return "\n".join(lines) + "\n"

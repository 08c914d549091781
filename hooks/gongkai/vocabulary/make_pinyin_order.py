"""Makes ``pinyin_order.txt`` with a Node.js that has the whole data of Unicode: ``python make_pinyin_order.py``.

The order is that of the Unicode CLDR for Chinese (collation «pinyin», Unicode License v3), in which browsers sort too.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

HEAD = """\
# 汉字的拼音顺序（U+4E00 至 U+9FFF 和〇，多音字取最常用的读音），用于排序。
# 由 make_pinyin_order.py 取自 Unicode CLDR 的汉语拼音排序（Unicode License v3），与浏览器的排序相同。
"""
_ON_A_LINE = 60
_SCRIPT = """
const { compare } = new Intl.Collator("zh-u-co-pinyin");
const found = ["\u3007"];
for (let code = 0x4e00; code <= 0x9fff; code += 1) found.push(String.fromCharCode(code));
console.log(found.filter((one) => compare(one, "\\u4dc0") > 0 && compare(one, "\\ufa0e") < 0).sort(compare).join(""));
"""


def main() -> None:
    """Write the file beside this one."""
    run = subprocess.run(["node", "-e", _SCRIPT], check=True, capture_output=True, encoding="utf-8")
    order = run.stdout.strip()
    lines = [order[at : at + _ON_A_LINE] + "\n" for at in range(0, len(order), _ON_A_LINE)]
    Path(__file__).with_name("pinyin_order.txt").write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()

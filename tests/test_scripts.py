"""Scripts reach a page as a few files of one version, made of parts that state what they need and give."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from gongkai.rendering.assets import assets_version
from gongkai.rendering.script_order import Bundle, ordered
from gongkai.rendering.script_part import Part, ScriptError, published, read_part
from gongkai.rendering.scripts import BUNDLES, LICENSE, REGISTRY, read_parts, scripts

from tests.conftest import PROJECT
from tests.scripts import PARTS, faults_of

THEME = PROJECT / "theme_overrides"
SCRIPT = re.compile(r'<script src="(?:\.\./)*([^"?]+)(?:\?([0-9a-f]{8}))?"')
NAMES = sorted(read_parts(PARTS))
# What parts give for tests alone: to hold the cutting of dates and the Traditional view to what is expected of them.
FOR_TESTS = ["tokens.js gives dates, which nobody takes", "traditional.js gives traditional, which nobody takes"]


def _part(name: str, statement: str = "", code: str = "run();") -> Part:
    return read_part(name, f"// A part.\n{statement}\n\n{code}\n")


def _parts(**texts: str) -> dict[str, Part]:
    """Parts from texts whose first line may be a statement, its lines parted by «|»."""
    return {name: read_part(name, "// A part.\n" + text.replace("|", "\n") + "\n") for name, text in texts.items()}


def test_every_part_uses_what_it_states_and_nothing_else_that_others_give() -> None:
    assert faults_of(read_parts(PARTS)) == FOR_TESTS


def test_every_part_stands_behind_what_it_needs() -> None:
    parts = read_parts(PARTS)
    held = ordered(parts, BUNDLES)
    for name, bundle in BUNDLES.items():
        there = {part for one in bundle.after for part in held[one]}
        for part in held[name]:
            needs = {need.part for need in parts[part].needs if not need.whole or need.part in held[name]}
            assert needs <= there, f"{part} in {name}"
            there.add(part)


def test_the_order_depends_on_nothing_but_the_statements() -> None:
    parts = read_parts(PARTS)
    names = list(parts)
    for seed in range(5):
        random.Random(seed).shuffle(names)
        assert ordered({name: parts[name] for name in names}, BUNDLES) == ordered(parts, BUNDLES)


def test_a_script_is_its_parts_in_their_order() -> None:
    parts = read_parts(PARTS)
    held = ordered(parts, BUNDLES)
    assert scripts(PARTS) == {
        name: REGISTRY + "".join(published(parts[part]) + "\n" for part in held[name]) for name in BUNDLES
    }


WRITTEN = """\
// What a part is, in one sentence.
/* data: gkOne, gkOther */
import { element, found as rows } from "./elements.js";
import * as later from "./vendor/other.js";
export { open, LONGEST };

// Why so many.
const LONGEST = 200;

function open(text) {
  /* Not told. */ const words = text.split(/[ "`]+/);
  return rows(element, `a ${words ? `b ${words} c` : " "}`, later.one - -1, window.gkOne || window.gkOther);
}
"""

READ = """\
// part
(()=>{
const{element,found:rows}=gk("elements");
const later=gk("vendor/other");
const LONGEST=200;
function open(text){
const words=text.split(/[ "`]+/);
return rows(element,`a ${words ? `b ${words} c` : " "}`,later.one- -1,window.gkOne||window.gkOther);
}
Object.assign(gk("part"),{open,LONGEST});
})();"""


SPREAD = """\
// What a part is, in one sentence.
import {
  element,
  found as rows,
} from "./elements.js";
export {
  open,
  LONGEST,
};

const LONGEST = new Set([
  1,
  2,
]);
const open = (text) =>
  text
    .split(
      /[ "`]+/,
    )
    .map((one) => ({
      one,
      rows: rows(one, "a,\\n)"),
    }))
    .concat(
      LONGEST.size > 1 ||
        element - 1 < -1
        ? [1]
        : [2],
    );
"""

JOINED = """\
// part
(()=>{
const{element,found:rows}=gk("elements");
const LONGEST=new Set([1,2]);
const open=(text)=>text.split(/[ "`]+/).map((one)=>({
one,rows:rows(one,"a,\\n)")
})).concat(LONGEST.size>1||element-1<-1?[1]:[2]);
Object.assign(gk("part"),{open,LONGEST});
})();"""


def test_a_statement_over_several_lines_is_published_as_one() -> None:
    part = read_part("part", SPREAD)
    assert (part.needs[0].names, part.gives) == ((("element", "element"), ("found", "rows")), ("open", "LONGEST"))
    assert published(part) == JOINED


def test_what_a_browser_gets_are_the_statements_as_they_are_written_in_a_scope_of_their_own() -> None:
    part = read_part("part", WRITTEN)
    assert (part.data, part.gives) == (("gkOne", "gkOther"), ("open", "LONGEST"))
    assert [(need.part, need.names, need.whole) for need in part.needs] == [
        ("elements", (("element", "element"), ("found", "rows")), ""),
        ("vendor/other", (), "later"),
    ]
    assert published(part) == READ
    assert published(read_part("vendor/part", WRITTEN)).startswith("// What a part is, in one sentence.\n(()=>{\n")


@pytest.mark.parametrize("name", NAMES)
def test_no_text_goes_on_in_the_next_line(name: str) -> None:
    text = (PARTS / f"{name}.js").read_text(encoding="utf-8")
    code = [line for line in text.splitlines() if not re.match(r" *//", line)]
    assert [line for line in code if line.count("`") % 2] == []
    assert [line for line in code if line.rstrip().endswith("\\")] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("run();\n", "part.js 的第一行要用注释说明它是什么"),
        ("// A part.\nrun();\nimport { a } from \"./b.js\";\n", "part.js 第 3 行：import、export 和 /* data: */ 只能写在开头，代码之前"),
        ("// A part.\nexport function a() {}\n", "part.js 第 2 行：不是约定的写法（见 script_part.py 的说明）：export function a() {}"),
        ("// A part.\nexport {\n  a,\n  b\n", "part.js 第 2 行：不是约定的写法（见 script_part.py 的说明）：export { a, b"),
        ("// A part.\nimport \"./b.js\";\n", "part.js 第 2 行：不是约定的写法（见 script_part.py 的说明）：import \"./b.js\";"),
        ("// A part.\nimport { a } from \"./b.js\";\nimport * as b from \"./b.js\";\n", "part.js：同一个脚本 import 了两次：b"),
        ("// A part.\nimport { a } from \"./b.js\";\nimport { c as a } from \"./c.js\";\n", "part.js：同一个名称 import 了两次：a"),
        ("// A part.\nexport { a, b, a };\n", "part.js：同一个名称 export 了两次：a"),
    ],
)  # fmt: skip
def test_a_statement_that_cannot_be_read_is_told(text: str, said: str) -> None:
    with pytest.raises(ScriptError, match=re.escape(said)):
        read_part("part", text)


ONE = {"one": Bundle(("a",))}


@pytest.mark.parametrize(
    ("parts", "bundles", "said"),
    [
        (_parts(a='import { x } from "./b.js";|x();'), ONE, "a.js 要用的 b.js 不存在"),
        (
            _parts(a='import { x, y } from "./b.js";|x(y);', b="export { y };|const y = 1;"),
            ONE,
            "a.js 要用的 x，b.js 没有给出",
        ),
        (
            _parts(
                a='import { b } from "./b.js";|export { a };|const a = b;',
                b='import { c } from "./c.js";|export { b };|const b = c;',
                c='import { b } from "./b.js";|export { c };|const c = b;',
            ),
            ONE,
            "脚本互相需要，排不出先后：b.js → c.js → b.js",
        ),
        (_parts(a="a();", b="b();"), ONE, "没有一个网页的脚本用到：b.js"),
        (_parts(b="b();"), ONE, "one.js 要有的 a.js 不存在"),
        (
            _parts(a='import { b } from "./b.js";|b();', b="export { b };|const b = 1;"),
            {"one": Bundle(("a",), later=("two",)), "two": Bundle(("b",))},
            "a.js 在 one.js 里先于 b.js 运行，要写成 import * as 名称，用到时再取其中的名称",
        ),
    ],
)
def test_parts_that_do_not_fit_together_are_told(
    parts: Mapping[str, Part], bundles: Mapping[str, Bundle], said: str
) -> None:
    with pytest.raises(ScriptError, match=f"^{re.escape(said)}$"):
        ordered(parts, bundles)


def test_parts_come_as_their_needs_name_them_and_none_twice() -> None:
    parts = _parts(
        a='import { d } from "./d.js";|import { b } from "./b.js";|d(b);',
        b='import { d } from "./d.js";|export { b };|const b = d;',
        c='import { b } from "./b.js";|import * as e from "./e.js";|e.e(b);',
        d="export { d };|const d = 1;",
        e="export { e };|const e = 1;",
    )
    bundles = {"two": Bundle(("c",), after=("one",), later=("three",)), "one": Bundle(("a",)), "three": Bundle(("e",))}
    assert ordered(parts, bundles) == {"two": ("c",), "one": ("d", "b", "a"), "three": ("e",)}


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ('import { x } from "./b.js";|run(one.x);', ["a.js states x and does not use it"]),
        ('import * as b from "./b.js";|run();', ["a.js states b and does not use it"]),
        ('import * as b from "./b.js";|b.x(b.z);', ["a.js uses b.z, which b.js does not give"]),
        ('import * as b from "./b.js";|run(b, b.x);', ["a.js uses b without naming what of it"]),
        ('import { x } from "./b.js";|export { y };|x();', ["a.js gives y and does not have it", "a.js gives y, which nobody takes"]),
        ('import { x } from "./b.js";|export { y };|let y = x;', ["a.js gives y, which changes afterwards", "a.js gives y, which nobody takes"]),
        ('import { x } from "./b.js";|run(x, window.gkOne);', ["a.js uses gkOne of a data file and does not state it"]),
        ('import { x } from "./b.js";|run(x, window.gk("c"));', ["a.js uses gk of a data file and does not state it"]),
        ('/* data: gkOne */|import { x } from "./b.js";|x();', ["a.js states gkOne of a data file and does not use it"]),
        ("run();", ["b.js gives x, which nobody takes"]),
        ('/* data: gkOne */|import * as b from "./b.js";|run(...b.x(window.gkOne));', []),
    ],
)  # fmt: skip
def test_a_part_that_does_otherwise_than_it_states_is_told(code: str, said: list[str]) -> None:
    found = faults_of(_parts(a=code, b="export { x };|const x = 1;"))
    assert [one for one in found if "b.js gives x" not in one or code == "run();"] == said


def test_the_names_of_data_files_are_those_that_the_build_writes(site: Path) -> None:
    files = [*(site / "search").rglob("*.js"), site / "assets" / "gongkai" / "traditional_data.js"]
    written = {re.match(r"(?:window\.)?(gk\w+)", path.read_text(encoding="utf-8"))[1] for path in files}  # type: ignore[index]
    assert written == {name for part in read_parts(PARTS).values() for name in part.data}


def test_the_licence_of_what_is_not_ours_goes_with_it(site: Path) -> None:
    assert (site / "assets" / "gongkai" / "fflate-license.txt").read_bytes() == (PARTS / LICENSE).read_bytes()
    head = (PARTS / "vendor" / "fflate.js").read_text(encoding="utf-8").splitlines()[0]
    assert "MIT License, Copyright (c) 2026 Arjun Barrett, see fflate-license.txt" in head
    for name in ("engine", "search"):
        assert head in (site / "assets" / "gongkai" / f"{name}.js").read_text(encoding="utf-8").splitlines()


def test_every_page_loads_two_scripts_of_one_version(site: Path) -> None:
    kinds = {
        "index.html": "base",
        "search.html": "search",
        "permits/records.html": "records",
        "favourites.html": "item",
    }
    version = assets_version(THEME)
    for page in sorted(site.rglob("*.html")):
        url = page.relative_to(site).as_posix()
        found = SCRIPT.findall(page.read_text(encoding="utf-8"))
        assert {given for path, given in found if path.startswith("assets/")} <= {version}, url
        assert all((site / path).is_file() or page.name == "404.html" for path, _ in found), url
        names = [Path(path).stem for path, _ in found if path.startswith("assets/")]
        if names or url in kinds:
            assert names == [kinds.get(url, names[0]), "reading"], url


def test_another_part_is_another_version(tmp_path: Path) -> None:
    shutil.copytree(THEME, tmp_path / "theme")
    before = assets_version(tmp_path / "theme")
    assert before == assets_version(THEME)
    path = tmp_path / "theme" / "assets" / "gongkai" / "search_state.js"
    path.write_text(path.read_text(encoding="utf-8") + "run();\n", encoding="utf-8")
    assert assets_version(tmp_path / "theme") != before

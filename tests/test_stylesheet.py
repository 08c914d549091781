"""The style sheets of the components become one that is no heavier than their rules."""

from __future__ import annotations

from pathlib import Path

from gongkai.rendering.stylesheet import compact, stylesheet

SOURCE = """\
/* Said to those
   who read the source. */
.gk-line,
.gk-line:hover > a {
  /* One declaration on a line. */
  color: red;
  font:
    14pt "SimSun",
    serif;
  grid-template-areas:
    "one two"
    "three four";
}
@media (min-width: 80rem) {
  .gk-line
    .gk-line__one::before {
    content: "— ";
  }
  .gk-empty {
  }
}
"""
PUBLISHED = (
    '.gk-line,.gk-line:hover > a {color: red;font:14pt "SimSun",serif;grid-template-areas:"one two" "three four";}\n'
    '@media (min-width: 80rem) {.gk-line .gk-line__one::before {content: "— ";}.gk-empty {}}\n'
)


def test_the_published_rules_keep_only_what_means_something() -> None:
    assert compact(SOURCE) == PUBLISHED
    assert compact(PUBLISHED) == PUBLISHED


def test_tokens_and_ground_come_first_and_print_last(tmp_path: Path) -> None:
    for name in ("print", "ground", "tokens", "a", "z"):
        (tmp_path / f"{name}.css").write_text(f".{name} {{\n  color: red;\n}}\n", encoding="utf-8")
    assert stylesheet(tmp_path) == "".join(
        f".{name} {{color: red;}}\n" for name in ("tokens", "ground", "a", "z", "print")
    )

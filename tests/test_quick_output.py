"""Templates compiled for quick output say what Jinja would say, character for character."""

from __future__ import annotations

from dataclasses import dataclass

import jinja2
import pytest
from gongkai.rendering.quick_output import compile_quickly, escaped
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

_TEMPLATE = """
{% macro shown(value) %}<b title="{{ value }}">{{ value }}{{ caller() if caller }}</b>{% endmacro %}
{{ value }}{{ value|safe }}{{ value|e }}{{ [value, 1] }}{{ shown(value) }}{{ none }}{{ '<' }}{{ value ~ '<' }}
{% call shown(value) %}{{ value }}{% endcall %}{% set kept %}{{ value }}{% endset %}{{ kept }}
{% autoescape false %}{{ value }}{% endautoescape %}{% filter upper %}{{ value }}{% endfilter %}
"""


class _Html:
    def __html__(self) -> str:
        return "<i>&amp;</i>"


_OURS = """
{% macro pair(one, two="<2>", three=one.name) %}[{{ one.name }}|{{ two }}|{{ three }}]{% endmacro %}
{% macro many(one) %}{{ one }}{{ varargs|join("<") }}{{ kwargs["more"] }}{% endmacro %}
{% macro around() %}({{ caller() }}){% endmacro %}
{% autoescape false %}{% macro bare(one) %}<i>{{ one }}{% endmacro %}{{ bare("<")|upper }}{% endautoescape %}
{{ pair(view) }}{{ pair(view, "a") }}{{ pair(view, "a", "b") }}{{ pair(view, three="c") }}{{ pair(*[view, 1]) }}
{{ many("<", "a", "b", more="c") }}{% call around() %}{{ view.name }}{% endcall %}
{{ view.name.upper() }}{{ view.name is defined }}{{ view.other is defined }}{{ view.inner.other is undefined }}
{% for one in view.names %}{{ loop.index }}{{ loop.cycle("<", ">") }}{{ one }}{{ range(2)|list }}{% endfor %}
{% set kept = namespace(one=1) %}{% set kept.one = view.names|length %}{{ kept.one }}{{ view.names[0] }}
"""


@dataclass(frozen=True, slots=True)
class _View:
    name: str
    names: tuple[str, ...]

    @property
    def inner(self) -> _View:
        return self


def _environment(*, quickly: bool, undefined: type[jinja2.Undefined] = jinja2.StrictUndefined) -> jinja2.Environment:
    loader = jinja2.DictLoader({"gongkai/ours.html": _OURS})
    environment = jinja2.Environment(loader=loader, autoescape=True, undefined=undefined)
    if quickly:
        compile_quickly(environment)
    return environment


def _rendered(value: object, *, quickly: bool) -> str:
    return _environment(quickly=quickly, undefined=jinja2.Undefined).from_string(_TEMPLATE).render(value=value)


@given(st.one_of(st.text(), st.text("a<>&'\"甲"), st.integers(), st.none(), st.booleans(), st.text().map(Markup)))
def test_values_are_escaped_alike(value: object) -> None:
    assert escaped(value) == escape(value)


@pytest.mark.parametrize("value", ["甲", "<b>&'\"", Markup("<b>"), 3, None, True, _Html(), ["<"], "", b"<"])
def test_templates_say_the_same(value: object) -> None:
    assert escaped(value) == escape(value)
    assert _rendered(value, quickly=True) == _rendered(value, quickly=False)


def test_our_own_templates_say_the_same() -> None:
    view = _View("<甲>", ("<乙>", "丙"))
    quick, usual = (
        _environment(quickly=quickly).get_template("gongkai/ours.html").render(view=view) for quickly in (True, False)
    )
    assert quick == usual
    assert "[&lt;甲&gt;|&lt;2&gt;|&lt;甲&gt;]" in quick


@pytest.mark.parametrize("wrong", ["{{ view.naem }}", "{{ naem }}", "{{ view.naem() }}", "{{ naem(view) }}"])
def test_a_mistyped_name_is_an_error(wrong: str) -> None:
    environment = _environment(quickly=True)
    environment.loader = jinja2.DictLoader({"gongkai/wrong.html": wrong})
    with pytest.raises((AttributeError, jinja2.UndefinedError), match="naem"):
        environment.get_template("gongkai/wrong.html").render(view=_View("甲", ()))


def test_a_macro_given_too_much_is_an_error() -> None:
    environment = _environment(quickly=True)
    template = "{% macro shown(one) %}{{ one }}{% endmacro %}{{ shown(1, 2) }}"
    environment.loader = jinja2.DictLoader({"gongkai/wrong.html": template})
    with pytest.raises(TypeError, match=r"macro 'shown' takes not more than 1 argument\(s\)"):
        environment.get_template("gongkai/wrong.html").render()

"""Templates compiled for quick output say what Jinja would say, character for character."""

from __future__ import annotations

import jinja2
import pytest
from gongkai.pages.quick_output import escape_quickly, escaped
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


def _rendered(value: object, *, quickly: bool) -> str:
    environment = jinja2.Environment(autoescape=True)
    if quickly:
        escape_quickly(environment)
    return environment.from_string(_TEMPLATE).render(value=value)


@given(st.one_of(st.text(), st.text("a<>&'\"甲"), st.integers(), st.none(), st.booleans(), st.text().map(Markup)))
def test_values_are_escaped_alike(value: object) -> None:
    assert escaped(value) == escape(value)


@pytest.mark.parametrize("value", ["甲", "<b>&'\"", Markup("<b>"), 3, None, True, _Html(), ["<"], "", b"<"])
def test_templates_say_the_same(value: object) -> None:
    assert escaped(value) == escape(value)
    assert _rendered(value, quickly=True) == _rendered(value, quickly=False)

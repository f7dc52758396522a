"""Templates compile to less, and give what Jinja's own give."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup

from taizhang.publish.plain import shown_text
from taizhang.publish.templates import Templates

PIECES = """
{% macro plain(one) %}<b>{{ one }}</b>{% endmacro %}
{% macro rest(one, two="<2>", three=3) %}{{ one }}{{ two }}{{ three }}{% endmacro %}
{% macro any() %}{{ varargs | length }}{{ kwargs | length }}{% endmacro %}
{% macro around() %}<i>{{ caller() }}</i>{% endmacro %}
{% macro given(one) %}{{ caller(one) }}{% endmacro %}
{% macro deep(parts) %}{% for part in parts %}({{ part.name }}{{ deep(part.below) }}){% endfor %}{% endmacro %}
"""
CASES = (
    "{{ text }} {{ html }} {{ number }} {{ 1.5 }} {{ true }} {{ '<' }} {{ text[1:] | upper }}",
    "{{ pieces.plain(text) }}{{ pieces.plain(one=text) }}{{ pieces.plain(html) }}",
    "{{ pieces.rest(text) }}{{ pieces.rest(text, three=html) }}{{ pieces.rest(text, *[1, 2]) }}",
    "{{ pieces.rest(**{'one': 1, 'two': text}) }}{{ pieces.any(1, 2, class=text) }}",
    "{% call pieces.around() %}{{ text }}{% endcall %}{% call(one) pieces.given(text) %}-{{ one }}{% endcall %}",
    "{{ pieces.deep([{'name': text, 'below': [{'name': html, 'below': []}]}]) }}",
    "{% for one in 'ab' %}{{ loop.cycle('<', '>') }}{{ loop.index }}{{ pieces.plain(loop.last) }}{% endfor %}",
    "{% set whole %}{{ text }}{{ pieces.plain(1) }}{% endset %}{{ whole }}{{ whole | length }}{{ shout(text) }}",
)
WRONG = ("{{ nobody }}", "{{ text.nobody }}", "{{ nobody() }}", "{{ pieces.nobody(1) }}", "{{ pieces.plain() }}")


def told(kind: type[Environment], template: str) -> str:
    """What a template gives."""
    loader = DictLoader({"one": '{% import "pieces" as pieces with context %}' + template, "pieces": PIECES})
    made = kind(loader=loader, autoescape=True, finalize=shown_text, undefined=StrictUndefined)
    given = {"text": "a<b\u202e'&\"", "html": Markup("<u>&lt;</u>"), "number": 7, "shout": str.upper, "nothing": None}
    return made.get_template("one").render(given)


@pytest.mark.parametrize("template", CASES)
def test_gives_what_jinja_gives(template: str) -> None:
    assert told(Templates, template) == told(Environment, template)


@pytest.mark.parametrize("template", WRONG)
def test_what_is_not_there_is_an_error(template: str) -> None:
    with pytest.raises(UndefinedError):
        told(Templates, template)


def test_nothing_is_not_shown() -> None:
    with pytest.raises(ValueError, match="not there"):
        told(Templates, "{{ nothing }}")


def test_a_macro_takes_no_more_than_it_has() -> None:
    with pytest.raises(TypeError, match="not more than 1"):
        told(Templates, "{{ pieces.plain(1, 2) }}")

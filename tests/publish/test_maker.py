"""Templates show text as text, and say so when something is not there."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from taizhang.publish.maker import Maker, due, moment, points, when
from taizhang.publish.stamp import Page
from tests.publish import companies
from tests.publish.demo import demo_maker
from tests.publish.payloads import PAYLOADS, Shape

MARK = ("p", "class", "data-level", "data-last")  # how confidential a page is that begins with no mark


def maker(folder: Path, template: str) -> Maker:
    """A maker with one template of its own."""
    (folder / "one.html").write_text(template, encoding="utf-8")
    return Maker(folder, companies.view_of(companies.empty()))


def test_every_value_is_text(tmp_path: Path) -> None:
    one = maker(tmp_path, '<p title="{{ text }}">{{ text }}</p>')
    for text in PAYLOADS:
        shape = Shape(one.page("one.html", "", "", "页", text=text).body)
        assert (shape.tags, shape.text) == ([("p", "title"), MARK], f"{text}\n内部\n")


@pytest.mark.parametrize("template", ["{{ nobody }}", "{{ view.nobody }}", "{{ text.nobody }}"])
def test_a_missing_value_is_an_error(tmp_path: Path, template: str) -> None:
    with pytest.raises(UndefinedError):
        maker(tmp_path, template).page("one.html", "", "", "页", text="好")


def test_nothing_is_not_shown_as_none(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not there"):
        maker(tmp_path, "{{ text }}").page("one.html", "", "", "页", text=None)


OTHER_WAYS = re.compile(r"\|\s*safe|autoescape|Markup|\._[a-z]|https?:|\bon[a-z]+=|<script|style=")

SCRIPTS = {
    "form.html": '<script type="module" src="{{ link.page("assets/forms/form.js") }}"></script>',
    "record.html": '<script type="application/json" data-record>{{ given }}</script>',
}
"""The scripts that templates may have, each once: our own file, and data that no browser runs."""


def test_templates_take_the_one_way() -> None:
    templates = sorted((companies.PAGES / "templates").glob("*.html"))
    assert templates
    for file in templates:
        text = file.read_text(encoding="utf-8")
        if script := SCRIPTS.get(file.name):
            assert text.count(script) == 1
            text = text.replace(script, "")
        assert not OTHER_WAYS.search(text), file.name


@pytest.mark.parametrize(
    ("value", "short", "told"),
    [
        (datetime(2026, 10, 16, 17, 30), False, "2026-10-16(周五)17:30"),
        (datetime(2026, 10, 18, 8, 5), True, "10-18(周日)08:05"),
        (None, False, ""),
    ],
)
def test_moments(value: datetime | None, short: bool, told: str) -> None:
    assert moment(value, short) == told


@pytest.mark.parametrize(("value", "told"), [("0", ""), ("-1", "−1"), ("0.5", "+0.5"), ("-2.50", "−2.50"), ("0.0", "")])
def test_points(value: str, told: str) -> None:
    assert points(Decimal(value)) == told


def test_a_due_instant_at_the_end_of_a_day_is_24_00() -> None:
    assert due(datetime(2026, 11, 30, 23, 59)) == "11-30(周一)24:00"
    assert due(datetime(2026, 11, 27, 18, 0)) == "11-27(周五)18:00"
    assert due(None) == ""


def test_what_is_dated_by_its_day_is_told_without_an_hour() -> None:
    assert when(datetime(2026, 10, 16)) == "2026-10-16(周五)"
    assert when(datetime(2026, 10, 16), short=True) == "10-16(周五)"
    assert when(datetime(2026, 10, 16, 0, 1)) == "2026-10-16(周五)00:01"
    assert when(None) == ""


def test_what_a_page_lacks_stands_at_its_foot() -> None:
    """Nobody's sales commissions are kept in this root: one rule tells nothing, and the figures come first."""
    one = demo_maker()
    page = Page("", "", "首页", Markup("<p>数字</p>"))
    told = one.with_lacking(page).body
    assert told.startswith(page.body)
    assert "此处不含提成分成,有 <a" in told
    assert companies.maker_of(companies.ordinary()).with_lacking(page).body == page.body

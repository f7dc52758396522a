"""The maker of pages: templates, the view, and the records that pages have cited so far."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from taizhang.explain import to_html
from taizhang.explain.sentences import STATES, WEEKDAYS
from taizhang.publish.labels import NO, YES
from taizhang.publish.links import Links, anchor
from taizhang.publish.plain import html_text
from taizhang.publish.stamp import Page
from taizhang.publish.view import View, count
from taizhang.rules.outcome import Obligation
from taizhang.when.moment import format_due_time, format_time


class Maker:
    """Makes pages from templates; every value comes into HTML by ``html_text``, a missing one is an error."""

    def __init__(self, templates: Path, view: View) -> None:
        self.view = view
        self.cited: set[str] = set()
        self._env = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=html_text,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._env.globals.update(STATES=STATES, YES=YES, NO=NO, anchor=anchor, count=count, view=view)
        self._env.filters.update(moment=moment, due=due, points=points)

    def page(
        self, template: str, shell: str, address: str, title: str, words: str | None = None, **values: object
    ) -> Page:
        """The page at ``address``: ``template`` filled with ``values``, the view, and the links from there."""
        link = Links(address, self.cited)

        def causes(obligation: Obligation) -> Markup:
            html = to_html(self.view.told(obligation), link.place, link.clause_source)
            return Markup(html)  # noqa: S704 - the renderer escapes all text

        body = self._env.get_template(template).render(link=link, causes=causes, **values)
        return Page(shell, address, title, Markup(body), words)  # noqa: S704 - the template escapes all text


def moment(value: datetime | None, short: bool = False) -> str:  # noqa: FBT001, FBT002 - a filter's argument
    """``2026-10-16(周五)17:30``, without the year if ``short``; nothing for none."""
    return "" if value is None else _day(value, short=short) + format_time(value.time())


def due(value: datetime | None) -> str:
    """A due instant without its year; a day's last minute is 24:00."""
    return "" if value is None else _day(value, short=True) + format_due_time(value)


def _day(value: datetime, *, short: bool) -> str:
    written = f"{value:%m-%d}" if short else f"{value:%Y-%m-%d}"
    return f"{written}(周{WEEKDAYS[value.weekday()]})"


def points(value: Decimal) -> str:
    """Points with their sign, a true minus, nothing for zero."""
    return "" if value == 0 else f"{value:+f}".replace("-", "−")

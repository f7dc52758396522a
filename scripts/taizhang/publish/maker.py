"""The maker of pages: templates, the view, and the records that pages have cited so far."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

from jinja2 import BytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from taizhang.explain.catalogue import WORDS
from taizhang.explain.sentences import STATES, WEEKDAYS
from taizhang.explain.tell import state_word
from taizhang.publish import charts
from taizhang.publish.forms.forge import Forge
from taizhang.publish.labels import NO, YES, field_line, field_list
from taizhang.publish.level import Levels
from taizhang.publish.links import Links, anchor, table_page
from taizhang.publish.named import Named
from taizhang.publish.plain import numbered, shown_text
from taizhang.publish.stamp import Page
from taizhang.publish.templates import Templates
from taizhang.publish.view import NOTICED, View, count
from taizhang.publish.why import Why
from taizhang.records.messages import LEVEL_WORDS
from taizhang.rules.amounts import plain
from taizhang.rules.outcome import OWED, Cause
from taizhang.when.moment import format_due_time, format_time

NAMED = 6
"""So many kinds that a page lacks are named on it; of more, their number."""
LEVEL = '<p class="tz-level"'
"""With this a page begins that says its own level."""


class Compiled(BytecodeCache):
    """Compiled templates, kept from one making of the site to the next: ``serve`` makes it again and again."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template's code, if it was compiled from the same source."""
        checksum, code = self._known.get(bucket.key, ("", b""))
        if checksum == bucket.checksum:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        self._known[bucket.key] = (bucket.checksum, bucket.bytecode_to_string())


COMPILED = Compiled()


class Maker:
    """Makes pages from templates; every value is shown as ``shown_text`` and escaped, a missing one is an error."""

    def __init__(self, templates: Path, view: View, *, later: bool = False) -> None:
        """``later``: a page's body is made when it is asked for, and what it cites is known only then.

        ``forge`` is set by who knows where the records are kept.
        """
        self.view = view
        self.later = later
        self.forge: Forge | None = None
        self.cited: set[str] = set()
        self._levels, self._why = Levels(view), Why(view)
        self._env = Templates(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=shown_text,
            bytecode_cache=COMPILED,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._env.globals.update(
            state_word=state_word, STATES=STATES, YES=YES, NO=NO, anchor=anchor, count=count, view=view
        )
        self._env.globals.update(LEVELS=LEVEL_WORDS, NOTICED=NOTICED)
        self._env.globals.update(draw=charts, table_page=table_page, numbered=numbered, field_list=field_list)
        self._env.globals.update(field_line=field_line, named=Named(view).html)
        self._env.globals.update(OWED=tuple(STATES[state] for state in OWED))
        self._env.filters.update(
            moment=moment, due=due, points=points, when=when, amount=plain, result=result, role=role, weekday=weekday
        )
        self._env.filters.update(account=account, unit_of_account=unit_of_account)

    def page(
        self, template: str, shell: str, address: str, title: str, words: str | None = None, **values: object
    ) -> Page:
        """The page at ``address``: ``template`` filled with ``values``, the view, and the links from there."""
        link = Links(address, self.cited)

        def causes(cause: Cause) -> Markup:
            return self._why.html(cause, link)

        def body() -> Markup:
            html = self._env.get_template(template).render(link=link, causes=causes, here=address, **values)
            own = html.lstrip().startswith(LEVEL)
            return Markup(html) + ("" if own else self._level(link))  # noqa: S704 - the template escapes all text

        return Page(shell, address, title, body if self.later else body(), words)

    def _level(self, link: Links) -> Markup:
        """The mark at the end of a page that does not begin with one: how confidential it is (A6.4)."""
        name = self._levels.of_page(link)
        return Markup('\n<p class="tz-level" data-level="{}" data-last>{}</p>\n').format(name, LEVEL_WORDS[name])

    def with_lacking(self, page: Page) -> Page:
        """The page, saying at its foot which rules tell nothing here: its figures are of the others alone (A6.1)."""
        if not self.view.lacking:
            return page
        link, kinds = Links(page.address, self.cited), frozenset().union(*self.view.lacking.values())
        lacked = [kind.title for kind in self.view.kinds if kind.name in kinds]
        words = self._env.get_template("lacking.html").render(
            link=link, lacked=lacked, most=NAMED, rules=len(self.view.lacking)
        )
        told = Markup(words)  # noqa: S704 - the template escapes all text

        def body() -> Markup:
            return page.body + told

        return replace(page, html=body if self.later else body())


def result(name: str) -> str:
    """How a decision came out, by the catalogue."""
    return WORDS[f"result.{name}"]


def account(name: str) -> str:
    """What an account is called, by the catalogue."""
    return WORDS[f"account.{name}"]


def unit_of_account(name: str) -> str:
    """What its amounts are counted in; nothing for honours."""
    return WORDS[f"account.{name}.unit"]


def role(name: str) -> str:
    """As what somebody has a share of a decision, by the catalogue."""
    return WORDS[f"role.{name}"]


def moment(value: datetime | None, short: bool = False) -> str:  # noqa: FBT001, FBT002 - a filter's argument
    """``2026-10-16(周五)17:30``, without the year if ``short``; nothing for none."""
    return "" if value is None else _day(value, short=short) + format_time(value.time())


def when(value: datetime | None, short: bool = False) -> str:  # noqa: FBT001, FBT002 - a filter's argument
    """A moment; of what is dated by its day, which begins at midnight, the day alone."""
    return _day(value, short=short) if value is not None and value.time() == time() else moment(value, short)


def due(value: datetime | None) -> str:
    """A due instant without its year; a day's last minute is 24:00."""
    return "" if value is None else _day(value, short=True) + format_due_time(value)


def _day(value: datetime, *, short: bool) -> str:
    written = value.isoformat()[5 if short else 0 : 10]
    return f"{written}(周{WEEKDAYS[value.weekday()]})"


def weekday(value: date) -> str:
    """``10-16(周五)``."""
    return f"{value.isoformat()[5:10]}(周{WEEKDAYS[value.weekday()]})"


def points(value: Decimal) -> str:
    """Points with their sign, a true minus, nothing for zero."""
    return "" if value == 0 else f"{value:+f}".replace("-", "−")

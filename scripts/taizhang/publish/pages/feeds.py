"""The page of what other programmes take from the site: calendars to subscribe to, and the database with its tables."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.publish.feeds.questions import ASKED, QUESTIONS
from taizhang.publish.feeds.tables import TABLES, VERSION
from taizhang.publish.links import DATABASE
from taizhang.publish.maker import Maker
from taizhang.publish.stamp import Page
from taizhang.publish.standing import in_order


def pages(maker: Maker) -> Iterator[Page]:
    """The one page."""
    view = maker.view
    yield maker.page(
        "feeds.html",
        "feeds/",
        "feeds/",
        "订阅和数据",
        "日历 订阅 iCalendar ics SQLite 数据库 下载 导出",
        units=in_order(view),
        people=view.people,
        database=DATABASE,
        tables=TABLES,
        version=VERSION,
        questions=QUESTIONS,
        asked=ASKED,
    )

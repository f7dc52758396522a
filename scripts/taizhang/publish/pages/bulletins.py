"""Bulletins: the list of the months' notices, and a formal page each, on which every figure opens (A8.1)."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.bulletin import plain
from taizhang.bulletin.text import foot_line, issued, remarks_word, seal_line, stage_word
from taizhang.publish import level
from taizhang.publish.maker import Maker
from taizhang.publish.notice import sheet_of, since_of
from taizhang.publish.stamp import Page


def pages(maker: Maker) -> Iterator[Page]:
    """The list, the latest month first, and every month's notice."""
    notices = maker.view.bulletins
    yield maker.page(
        "bulletins.html",
        "bulletins/",
        "bulletins/",
        "通报",
        rows=tuple((one, stage_word(one.stage)) for one in notices),
    )
    for notice in notices:
        yield maker.page(
            "bulletin.html",
            "bulletins/shell/",
            f"bulletins/{notice.month.key}/",
            notice.title,
            plain(notice),
            notice=notice,
            sheet=sheet_of(notice),
            stage=stage_word(notice.stage),
            issued=issued(notice),
            remarks=remarks_word(notice),
            basis=foot_line(notice),
            seal=seal_line(notice),
            since=since_of(notice),
            level=level.of_bulletin(maker.view, notice),
        )

"""Records: a page for each that other pages cite, with its fields in Chinese and its YAML line by line."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.publish.links import record_id
from taizhang.publish.maker import Maker
from taizhang.publish.stamp import Page


def pages(maker: Maker) -> Iterator[Page]:
    """A page for every record cited so far."""
    for path in sorted(maker.cited):
        record = maker.view.record(path)
        if record is not None:
            address = f"records/{record_id(path)}/"
            yield maker.page("record.html", "records/shell/", address, record.title, record=record)

"""Forms: the list of the kinds that people write, by whose records they are, and a page for each, filled by scripts."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.facts.company import company_of
from taizhang.publish.forms.kinds import by_writer
from taizhang.publish.forms.starts import Starts
from taizhang.publish.maker import Maker
from taizhang.publish.stamp import Page

WRITERS = {"own": "个人写的", "unit": "单位写的", "company": "公司写的"}


def pages(maker: Maker) -> Iterator[Page]:
    """The list and every form."""
    maker.cited.update(Starts(maker.view).there())
    found, offset = by_writer(maker.view), company_of(maker.view.book).utc_offset
    groups = tuple((writer, WRITERS[writer], kinds) for writer, kinds in found.items() if kinds)
    yield maker.page("forms.html", "forms/", "forms/", "填写", groups=groups)
    for kind in (kind for kinds in found.values() for kind in kinds):
        address = f"forms/{kind.name}/"
        yield maker.page("form.html", "forms/shell/", address, kind.title, kind=kind, offset=offset, forge=maker.forge)

"""The contents of a page: its headings of the second rank, read from its HTML when it is stamped.

Text of records is escaped there, so that none can pass for a heading.
"""

from __future__ import annotations

import re

from markupsafe import Markup

FEWEST = 3
"""A page with fewer headings is seen whole and needs no contents."""

_HEADING = '<h2 id="'
_TAG = re.compile(r"<[^>]*>")
_ITEM = '<li class="md-nav__item"><a class="md-nav__link" href="#{}"><span class="md-ellipsis">{}</span></a></li>'


def contents(body: str) -> Markup:
    """The items of the list of contents, as the theme lays them out; nothing for a page of few headings."""
    found = str(body).split(_HEADING)[1:]
    if len(found) < FEWEST:
        return Markup()
    return Markup("".join(map(_item, found)))  # noqa: S704 - pieces of a body that is HTML already, less its tags


def _item(heading: str) -> str:
    """The item of a heading, from within its id on."""
    place, _, rest = heading.partition('"')
    title = rest.partition(">")[2].partition("</h2>")[0]
    return _ITEM.format(place, _TAG.sub("", title).strip())

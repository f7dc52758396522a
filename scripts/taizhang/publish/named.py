"""Names that lead to their pages; a name that no record carries is text."""

from __future__ import annotations

from markupsafe import Markup

from taizhang.publish.plain import html_of
from taizhang.publish.view import View


class Named:
    """The names of a view, each made once for all pages from which one link leads to it."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._made: dict[tuple[str, str, str], Markup] = {}

    def html(self, kind: str, identity: str, href: str) -> Markup:
        """What the record of a kind with this id is called, as a link; the id where there is no such record."""
        key = (kind, identity, href)
        if key not in self._made:
            html = html_of(identity)
            if self._view.find(kind, identity):
                html = f'<a href="{html_of(href)}">{html_of(self._view.name(kind, identity))}</a>'
            self._made[key] = Markup(html)  # noqa: S704 - every text is escaped
        return self._made[key]

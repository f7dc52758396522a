"""Why outcomes stand as they do, as HTML of one page: what is folded is made once for all pages of one depth."""

from __future__ import annotations

from markupsafe import Markup

from taizhang.explain import Told, to_html
from taizhang.problem import Place
from taizhang.publish.links import Links
from taizhang.publish.view import View
from taizhang.rules.outcome import Cause

MOST = 2000
"""So many folded parts are known at once."""


class Why:
    """Explanations of a view's outcomes."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._folded: dict[tuple[int, str], tuple[Told, str, frozenset[str]]] = {}

    def html(self, cause: Cause, link: Links) -> Markup:
        """A cause as nested lists, each source a link from the page that ``link`` leads from."""
        told = self._view.told(cause)
        html = to_html(told, link.place, link.clause_source, lambda one: self._once(one, link))
        return Markup(html)  # noqa: S704 - the renderer escapes all text

    def _once(self, told: Told, link: Links) -> str:
        """What is folded, with the records that the page cites by it."""
        key = (id(told), link.page(""))  # what has been made is kept here with its HTML, so that no other has its id
        known = self._folded.get(key)
        if known is None or known[0] is not told:
            if len(self._folded) >= MOST:
                self._folded.clear()
            paths: set[str] = set()

            def place(one: Place) -> str:
                paths.add(one.path)
                return link.place(one)

            known = self._folded[key] = (told, to_html(told, place, link.clause_source), frozenset(paths))
        else:
            for path in known[2]:
                link.record(path)
        return known[1]

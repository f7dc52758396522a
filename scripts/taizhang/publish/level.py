"""How confidential a page is that is made of several records (A6.4): the highest of what it lets people read.

- a customer's page: his record, and every record that his timeline quotes or leads to;
- a month: every record that its duties, findings and entries rest on, as their causes tell what these say; with a card
  also what results and targets have at least, as their figures stand on it;
- a bulletin: what people wrote for it, and what the kinds of record that its figures count have at least. A single
  record that was raised does not raise the notice: a count says nothing of what stands in it, and in an edition without
  that record the section with the count says that it is not there;
- any other page: the records and outcomes that it leads to, as it names them, and what customers and cards have at
  least where it leads to one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from taizhang.bulletin import Bulletin, Figure, Table
from taizhang.publish.links import CARDED, Links
from taizhang.publish.sheets import Sheet
from taizhang.publish.timeline import Event
from taizhang.publish.view import View
from taizhang.records.book import Record
from taizhang.records.levels import highest
from taizhang.rules.outcome import Outcome


def of_customer(view: View, record: Record, events: Iterable[Event]) -> str:
    """The level of a customer's page."""
    quoted = (source.path for event in events for source in event.sources)
    return view.level(record.path, *quoted)


def of_month(view: View, sheet: Sheet) -> str:
    """The level of a person's or unit's month."""
    return view.level(*paths_of(sheet.outcomes), kinds=CARDED if sheet.card else ())


def of_bulletin(view: View, notice: Bulletin) -> str:
    """The level of a month's notice."""
    paths = {path for figure in _figures(notice) for path in paths_of(figure.outcomes)}
    paths |= {fact.source.path for figure in _figures(notice) for fact in figure.facts}
    return view.level(notice.record, kinds=view.kinds_at(paths))


class Levels:
    """The levels of pages that say none themselves, by what each of them leads to."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._records: dict[str, str] = {}
        self._outcomes: dict[str, str] = {}

    def of_page(self, link: Links) -> str:
        """The level of the page from which the links lead."""
        records = {self._record(path) for path in link.read}
        return highest({*records, *map(self._outcome, link.told.values()), self._view.level(kinds=link.kinds)})

    def _record(self, path: str) -> str:
        if path not in self._records:
            self._records[path] = self._view.level(path)
        return self._records[path]

    def _outcome(self, one: Outcome) -> str:
        if one.key not in self._outcomes:
            self._outcomes[one.key] = highest({self._record(path) for path in paths_of((one,))})
        return self._outcomes[one.key]


def paths_of(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """The records that outcomes came of."""
    for one in outcomes:
        for name in one.because:
            path, written, _ = name.partition("#")
            if written:
                yield path


def _figures(notice: Bulletin) -> Iterator[Figure]:
    for section in notice.sections:
        for block in section.blocks:
            cells = (cell for row in block.rows for cell in row) if isinstance(block, Table) else (block.parts,)
            yield from (part for cell in cells for part in cell if isinstance(part, Figure))

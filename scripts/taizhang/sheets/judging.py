"""What would come of a table: each record as it would be written, judged as ``taizhang check`` judges it.

The records are laid over the book as if they were written, and what is wrong then and was not before is told at the
row and heading it comes from. Nobody is put into a record: who wrote it is what the rows say.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from taizhang.desk.yaml_text import document
from taizhang.problem import Problem, Severity
from taizhang.progress import Phase, Tell, nobody, telling
from taizhang.records.book import Book
from taizhang.records.change import caused, rewritten
from taizhang.records.examine import Examiner
from taizhang.records.load import Memory, load
from taizhang.records.paths import Pointer, fill_template
from taizhang.records.source import Entry, Source
from taizhang.records.text.marks import Marks
from taizhang.sheets.layout import Layout
from taizhang.sheets.rows import Made, Trouble, in_order
from taizhang.sheets.sentences import say

NEW, SAME, CHANGED, REFUSED = "new", "same", "changed", "refused"
LINE = re.compile(r"第 ([0-9]+) 行")
Judge = Callable[[Book], Iterable[Problem]]
"""Everything that is wrong with a book."""


@dataclass
class Result:
    """One record of the table: where it goes, its text, what is there now, and what becomes of it."""

    made: Made
    path: str = ""
    content: bytes = b""
    before: bytes | None = None
    state: str = NEW
    troubles: list[Trouble] = field(default_factory=list)

    @property
    def blocked(self) -> bool:
        """Whether it can't be written."""
        return any(one.blocks for one in self.troubles)

    @property
    def written(self) -> bool:
        """Whether it would be written."""
        return self.state in {NEW, CHANGED}


@dataclass(frozen=True, slots=True)
class Laid:
    """A source with some files laid over it."""

    below: Source
    root: str
    files: Mapping[str, bytes]

    @property
    def name(self) -> str:
        """What lies below."""
        return self.below.name

    def entries(self) -> Iterator[Entry]:
        """Every file, those laid over it too."""
        yield from (entry for entry in self.below.entries() if entry.path not in self.files)
        yield from (Entry(path, self.root) for path in self.files)

    def read(self, entries: Iterable[Entry]) -> Iterator[tuple[Entry, bytes | None]]:
        """The files' bytes, in the order asked for."""
        wanted = list(entries)
        below = iter(list(self.below.read([entry for entry in wanted if entry.path not in self.files])))
        for entry in wanted:
            yield (entry, self.files[entry.path]) if entry.path in self.files else next(below)


@dataclass(frozen=True)
class Company:
    """What a table is judged by: the company's source and book, and what finds everything wrong with a book."""

    source: Source
    root: str
    book: Book
    memory: Memory
    judge: Judge

    @functools.cached_property
    def _files(self) -> Mapping[str, Entry]:
        return {entry.path: entry for entry in self.source.entries()}

    def content(self, path: str) -> bytes | None:
        """The bytes of what stands at a path, empty where they can't be read; None where nothing does."""
        if (entry := self._files.get(path)) is None:
            return None
        return next((found or b"" for _, found in self.source.read([entry])), b"")


@dataclass(frozen=True, slots=True)
class Judged:
    """The records of a table, and what would be wrong in other records because of them."""

    results: tuple[Result, ...]
    outside: tuple[Problem, ...]

    @property
    def refused(self) -> tuple[Result, ...]:
        """The records that can't be written."""
        return tuple(one for one in self.results if one.state == REFUSED)

    @property
    def sound(self) -> bool:
        """Whether everything could be written."""
        return not self.refused and not self.outside


def judged(
    layout: Layout,
    records: Sequence[Made],
    columns: frozenset[int],
    company: Company,
    *,
    update: bool,
    tell: Tell = nobody,
) -> Judged:
    """What would come of the records of a table that has these columns; ``tell`` is told how far it is."""
    examiner = Examiner(company.book.schemas)
    each = telling(records, tell, Phase.JUDGING, len(records))
    results = [_placed(layout, made, columns, company, update=update) for made in each]
    _same_paths(results)
    for one in results:
        if one.path and one.blocked:
            found = examiner.check(Entry(one.path, company.root), one.content)
            one.troubles.extend(_told(one, found.problems))
    known = list(company.judge(company.book))
    outside: tuple[Problem, ...] = ()
    while True:
        for one in results:
            one.state = REFUSED if one.blocked else one.state
        laid = {one.path: one for one in results if one.written}
        if not laid:
            return Judged(tuple(results), ())
        files = {path: one.content for path, one in laid.items()}
        now = load(Laid(company.source, company.root, files), company.book.schemas, company.memory, tell)
        new, _ = caused({*company.judge(now), *rewritten(now, company.book)}, known)
        outside = tuple(one for one in new if one.path not in laid and one.severity is Severity.ERROR)
        by_path: dict[str, list[Problem]] = {}
        for problem in new:
            by_path.setdefault(problem.path, []).append(problem)
        for path, one in laid.items():
            one.troubles = [told for told in one.troubles if told.blocks]
            one.troubles.extend(_told(one, by_path.get(path, ())))
        if not any(one.blocked for one in laid.values()):
            return Judged(tuple(results), outside)


def _placed(layout: Layout, made: Made, columns: frozenset[int], company: Company, *, update: bool) -> Result:
    """A record with its place and text, beside what stands there."""
    one = Result(made, troubles=list(made.troubles))
    place = fill_template(layout.kind.template, made.data)
    if place is None or not place.isprintable():
        if not one.blocked:
            headings = "、".join(column.heading for column in layout.keys)
            one.troubles.append(_row_trouble(made, say("row.key", heading=headings)))
        return one
    one.path = f"{company.root}/{place}"
    one.before = company.content(one.path)
    there = company.book.at(one.path)
    data = made.data
    if there is not None:
        data = in_order(layout, {**_kept(layout, there.data, columns), **made.data})
    try:
        one.content = document(data).encode()
    except ValueError:
        one.troubles.append(_row_trouble(made, say("row.characters")))
        return one
    if there is None and one.before is not None:
        one.troubles.append(_row_trouble(made, say("row.taken", path=one.path)))
    elif there is not None:
        same = one.content == document(in_order(layout, there.data)).encode()
        one.state = SAME if same else CHANGED
        if not same and not update:
            told = Trouble(made.first, "", say("title.own"), say("row.exists", path=one.path))
            one.troubles.append(told)
    return one


def _kept(layout: Layout, there: Mapping[str, object], columns: frozenset[int]) -> Mapping[str, object]:
    """What a record already says in fields that the table has no column for."""
    had = {layout.columns[number].pattern[0] for number in columns}
    return {name: value for name, value in there.items() if name not in had}


def _row_trouble(made: Made, message: str) -> Trouble:
    return Trouble(made.first, "", say("title.table"), message)


def _same_paths(results: Iterable[Result]) -> None:
    """Two records for one file, also where a file system takes large and small letters for the same."""
    taken: dict[str, Result] = {}
    for one in results:
        if one.path and taken.setdefault(one.path.casefold(), one) is not one:
            first = taken[one.path.casefold()].made.first
            one.troubles.append(_row_trouble(one.made, say("row.same-path", row=first, path=one.path)))


def _told(one: Result, problems: Iterable[Problem]) -> Iterator[Trouble]:
    """Problems of a record's text at the rows and headings that they come from."""
    listed = list(problems)
    if not listed:
        return
    places = _Places(one)
    known = {(told.row, told.heading) for told in one.made.troubles if told.heading}
    for problem in listed:
        row, heading = places.of(problem)
        if (row, heading) in known:
            continue
        blocks = problem.severity is Severity.ERROR
        title = problem.title if blocks else say("title.warning", title=problem.title)
        yield Trouble(row, heading, title, places.message(problem), problem.repair, blocks)


class _Places:
    """The way back from a record's text to the rows it was made of."""

    def __init__(self, one: Result) -> None:
        self._path = one.path
        self._first = one.made.first
        marks = Marks(one.content, one.path)
        self._exact: dict[tuple[int, int], tuple[int, str]] = {}
        self._line: dict[int, tuple[int, str]] = {}
        origin = {**one.made.origin, (): (self._first, "")}
        for pointer in sorted(origin, key=len, reverse=True):
            place = marks.value(pointer)
            self._exact.setdefault((place.line, place.column), origin[pointer])
        by_lines: dict[int, list[Pointer]] = {}
        for pointer in one.made.origin:
            by_lines.setdefault(marks.key(pointer).line, []).append(pointer)
        for line, pointers in by_lines.items():
            alone = origin[pointers[0]] if len(pointers) == 1 else (origin[pointers[0]][0], "")
            self._line[line] = alone

    def of(self, problem: Problem) -> tuple[int, str]:
        """The row and heading of a problem; the record's first row where none is known."""
        return self._exact.get((problem.line, problem.column)) or self._line.get(problem.line) or (self._first, "")

    def message(self, problem: Problem) -> str:
        """The sentence with rows of the table for lines of the text, where it speaks of this record."""
        if problem.rule != "key.repeated":
            return problem.message
        return LINE.sub(
            lambda found: say("told.line", row=self._line.get(int(found[1]), (self._first, ""))[0]), problem.message
        )


def refused_rows(layout: Layout, results: Iterable[Result]) -> list[dict[int, str]]:
    """The rows of refused records as they were, with what is wrong and where they stood."""
    width = len(layout.columns)
    rows: dict[int, dict[int, str]] = {}
    for one in results:
        for row in one.made.rows:
            why = [_reason(told) for told in one.troubles if told.row == row.number]
            rows[row.number] = {**row.cells, width: str(row.number), width + 1: "\n".join(dict.fromkeys(why))}
    return [rows[number] for number in sorted(rows)]


def _reason(told: Trouble) -> str:
    head = say("told.heading", heading=told.heading) if told.heading else ""
    return head + told.message + (f" → {told.repair}" if told.repair else "")

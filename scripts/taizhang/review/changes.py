"""The records that a change touches, and what of each: its fields from what to what, or that it came, went or broke."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from taizhang.history.differences import Difference, compare
from taizhang.history.versions import keys_of
from taizhang.records.book import Book, Record
from taizhang.records.schema_set import Kind


class Became(StrEnum):
    """What became of a record: new, gone, changed in its fields; no longer fit to be reckoned with, or fit again."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"
    REFUSED = "refused"
    MENDED = "mended"


@dataclass(frozen=True, slots=True)
class Change:
    """One record that is not the same on both sides; None where it is not there."""

    path: str
    was: Record | None
    now: Record | None
    became: Became = Became.CHANGED

    @property
    def one(self) -> Record:
        """The record as it is after, or was."""
        found = self.now or self.was
        assert found is not None
        return found

    def differences(self, kind: Kind) -> tuple[Difference, ...]:
        """What differs in its fields, where both sides can be read."""
        if self.was is None or self.now is None:
            return ()
        return compare(self.was.data, self.now.data, keys_of(kind)).told


def changes(before: Book, after: Book) -> Iterator[Change]:
    """The records whose content is not the same on both sides, by path."""
    sides = (_told_of(before), _told_of(after))
    for path in sorted({one.path for one in before} | {one.path for one in after}):
        was, now = before.at(path), after.at(path)
        if was is None or now is None or was.data != now.data:
            yield Change(path, was, now, _became(path, (before, after), sides))


def _told_of(book: Book) -> frozenset[str]:
    """The paths of files that problems speak of: one that cannot be read is no record, and yet it is there."""
    return frozenset(problem.path for problem in book.problems)


def _became(path: str, books: tuple[Book, Book], told: tuple[frozenset[str], frozenset[str]]) -> Became:
    fit = [book.at(path) is not None and path not in book.refused for book in books]
    there = [book.at(path) is not None or path in known for book, known in zip(books, told, strict=True)]
    if not there[0]:
        return Became.NEW
    if not there[1]:
        return Became.GONE
    if fit[0] == fit[1]:
        return Became.CHANGED
    return Became.MENDED if fit[1] else Became.REFUSED

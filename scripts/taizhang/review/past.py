"""What happened to the records, one change after another: who did it, what the record said before and after.

One pass over the company's line (``history``), one over its authors, and one over the contents of the records that
have more than one version. Names and addresses are their authors' own free text, as Git has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from taizhang.history.authors import Authored, Authors, read_authors
from taizhang.history.history import Change, History, Status
from taizhang.history.landing import Landing
from taizhang.records.book import Book
from taizhang.records.git import Git
from taizhang.records.source import normalised
from taizhang.records.text.reader import read

LARGEST = 256 * 1024
"""Larger versions are not read."""
AT_ONCE = 500
"""So many contents are asked of Git at a time."""
HOLDING = frozenset({Status.LANDED, Status.CHANGED})
Data = Mapping[str, object]
Point = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Happened:
    """A record landed, was changed or was removed at ``path``, with a commit of the line.

    ``authors`` are those of the commits that a merge brought for it, else the commit's own. ``before`` and ``after``
    are None where there was nothing, or nothing that can be read; ``readable`` tells the two apart.
    """

    path: str
    status: Status
    landing: Landing
    authors: tuple[Authored, ...]
    before: Data | None = None
    after: Data | None = None
    readable: bool = True


@dataclass(slots=True)
class Past:
    """The past of the records of ``book`` below ``roots``, of the commits ``wanted`` (None: of all)."""

    git: Git
    history: History
    book: Book
    roots: tuple[str, ...]
    wanted: frozenset[str] | None = None
    _contents: dict[Point, Data | None] = field(default_factory=dict)

    def counts(self, commit: str) -> bool:
        """Whether a commit is one of those looked at."""
        return self.wanted is None or commit in self.wanted

    def happened(self) -> Iterator[Happened]:
        """All that happened, by path and then in its order; a mere move is nothing."""
        prefix = self.git.run("rev-parse", "--show-prefix").text
        authors = read_authors(self.git, self.history.table, Authors(), self.roots, relative=bool(prefix))
        tracks = {path: self._track(path) for path in (*self.history.paths(), *self.history.gone())}
        self._read(tracks, prefix)
        seen: set[tuple[str, str, Status]] = set()
        for _, track in sorted(tracks.items()):
            before: Point | None = None
            for place, change in track:
                here = (change.commit, place)
                known = (change.commit, place, change.status)
                if known not in seen and self.counts(change.commit):  # a moved record stands in two tracks
                    seen.add(known)
                    yield self._happened(place, change, authors, before, here)
                before = here if change.status in HOLDING else None

    def _happened(self, place: str, change: Change, authors: Authors, before: Point | None, here: Point) -> Happened:
        landing = self.history.commit(change.commit)
        assert landing
        after = self._content(here) if change.status in HOLDING else None
        was = self._content(before) if before else None
        readable = not (before and was is None) and not (change.status in HOLDING and after is None)
        return Happened(place, change.status, landing, _authors(authors, change.commit, place), was, after, readable)

    def _track(self, path: str) -> tuple[tuple[str, Change], ...]:
        """What happened to the record at ``path``, oldest first, each with the path at which it stood; no moves."""
        found: list[tuple[str, Change]] = []
        place = path
        for change in reversed(self.history.changes(path)):
            if change.status is Status.MOVED_IN:
                place = change.other
            elif change.status is not Status.MOVED_OUT:
                found.append((place, change))
                place = path if change.status is Status.LANDED else place
        return tuple(reversed(found))

    def _content(self, point: Point) -> Data | None:
        """What a record said with a commit: read from Git, or from the book where it never changed."""
        if point in self._contents:
            return self._contents[point]
        record = self.book.at(point[1])
        return None if record is None else record.data

    def _read(self, tracks: Mapping[str, tuple[tuple[str, Change], ...]], prefix: str) -> None:
        """The contents of all records that have more than one version, or stand no more."""
        points: dict[Point, None] = {}
        for path, track in tracks.items():
            if len(track) > 1 or self.book.at(path) is None:
                points |= {(one.commit, place): None for place, one in track if one.status in HOLDING}
        listed = list(points)
        for start in range(0, len(listed), AT_ONCE):
            part = listed[start : start + AT_ONCE]
            self._contents |= zip(part, map(_data, self._blobs(part, prefix)), strict=True)

    def _blobs(self, points: list[Point], prefix: str) -> Iterator[bytes | None]:
        """The contents; None for one that Git lacks, and for a name that its protocol cannot ask for."""
        names = {one: f"{one[0]}:{prefix}{one[1]}" for one in points if one[1].isprintable() and " " not in one[1]}
        found = dict(zip(names, self.git.blobs(names.values()), strict=True))
        return (found.get(one) for one in points)


def _authors(authors: Authors, commit: str, path: str) -> tuple[Authored, ...]:
    """Whose work a change is: of the commits that a merge brought those which touched the path, else the commit's."""
    brought = (one.id for one in authors.brought.get(commit, ()) if path in one.paths)
    return tuple(_distinct(authors, brought)) or tuple(_distinct(authors, (commit,)))


def _distinct(authors: Authors, ids: Iterable[str]) -> Iterator[Authored]:
    seen: set[tuple[str, str]] = set()
    for name in ids:
        one = authors.commits.get(name)
        if one is not None and (one.name, one.mail) not in seen:
            seen.add((one.name, one.mail))
            yield one


def _data(content: bytes | None) -> Data | None:
    if content is None or len(content) > LARGEST:
        return None
    data = read(normalised(content), "").data
    return data if isinstance(data, dict) else None

"""Every version of a record and what changed from one to the next, read from Git when somebody asks.

Only records with more than one version are read, each version once: what came of it is kept in a file of its own, in
the same way as the line (``cache``): safe to delete, never trusted beyond its key. A version that cannot be read as a
record, that Git does not have or that is too large is told as such.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from taizhang.history import versions_cache
from taizhang.history.authors import Authored, Authors, Brought, read_authors
from taizhang.history.content import Content, Point
from taizhang.history.differences import Keys, Pattern, compare
from taizhang.history.history import History, Status
from taizhang.history.table import events
from taizhang.records.book import Record
from taizhang.records.git import Git
from taizhang.records.levels import FIELD
from taizhang.records.paths import parse_path
from taizhang.records.schema_set import Kind, SchemaSet, fields
from taizhang.records.source import normalised
from taizhang.records.text.reader import read

LARGEST = 256 * 1024
"""Larger versions are not read."""
AT_ONCE = 16 * 1024 * 1024
"""So many bytes of contents are asked of Git at a time."""
MISSING = -1
"""The size of a version that Git does not give now; it may another time, so nothing of it is kept."""
HOLDING = frozenset({Status.LANDED, Status.CHANGED})
"""What brings a content that was not there before."""


@dataclass(frozen=True, slots=True)
class Version:
    """One thing that happened to a record: where it stood after it, for a move the ``other`` path.

    ``commit`` is "" for what is not committed yet; ``again`` says that it came back after it had been removed;
    ``content`` is None where nothing had to be read: for the only version, a removal, a move.
    """

    commit: str
    moment: datetime | None
    status: Status
    path: str
    other: str = ""
    again: bool = False
    content: Content | None = None


Read = tuple[dict[str, Any], str] | None
"""A version's data with the level it says; None for what cannot be read as a record."""


@dataclass(slots=True)
class Versions:
    """The versions of the records below ``under`` in the repository of ``git``, as ``history`` has them.

    ``keys_of`` gives the kind's name and the keys of its lists for a path, None for a path of no kind.
    """

    git: Git
    history: History
    keys_of: Callable[[str], tuple[str, Keys] | None]
    cache: Path | None = None
    under: tuple[str, ...] = ("records",)
    tracked: str = ""
    _prefix: str | None = None
    _known: dict[Point, Content] = field(default_factory=dict)
    _unsure: set[Point] = field(default_factory=set)
    _authors: Authors | None = None
    _heads: dict[str, str] | None = None
    _merges: frozenset[str] | None = None
    _touched: dict[str, tuple[str, ...]] | None = None

    def of(self, path: str) -> tuple[Version, ...]:
        """All that happened to the record at ``path`` up to the line's last commit, oldest first."""
        self.prepare((path,))
        return tuple(self._told(path))

    def prepare(self, paths: Iterable[str]) -> None:
        """Read what ``of`` will tell of ``paths`` in one go."""
        self._load()
        several = (path for path in paths if self.history.has_changes(path))
        wanted = {path: points for path in several if len(points := self._points(path)) > 1}
        missing = {path: points for path, points in wanted.items() if any(one not in self._known for one in points)}
        if missing:
            self._read(missing)
            if not self._learn_people():
                self._save()

    def uncommitted(self, record: Record, text_of: Callable[[str], bytes]) -> Version | None:
        """What the work tree has of a record that the last commit has not; None where they are the same."""
        if not self.history.known or not record.path.startswith(tuple(f"{one}/" for one in self.under)):
            return None
        blob = self._at_head(record.path)
        if blob == record.blob:
            return None
        if blob is None:
            return Version("", None, Status.LANDED, record.path)
        found = next(iter(self.git.blobs((blob,))), None)
        if found is not None and normalised(found) == normalised(text_of(record.path)):
            return None
        before, level = _data(found), str(record.data.get(FIELD, ""))
        compared = compare(before[0], record.data, self._keys(record.path)) if before else None
        content = Content(readable=True, level=level, before=before[1] if before else None, compared=compared)
        return Version("", None, Status.CHANGED, record.path, content=content)

    def authored(self, commit: str) -> Authored | None:
        """Whom Git names as the author of a commit, with date and subject."""
        return self._people().commits.get(commit)

    def brought(self, commit: str) -> tuple[Brought, ...]:
        """The commits that a merge of the line brought, the newest first."""
        return self._people().brought.get(commit, ())

    def touched(self, commit: str) -> tuple[str, ...]:
        """The paths that a commit of the line touched."""
        if self._touched is None:
            found: dict[int, list[str]] = {}
            for path, track in self.history.table.tracks.items():
                for number, *_ in events(track):
                    found.setdefault(number, []).append(path)
            commits = self.history.table.commits
            self._touched = {commits[number].id: tuple(dict.fromkeys(paths)) for number, paths in found.items()}
        return self._touched.get(commit, ())

    def merged(self, commit: str) -> bool:
        """Whether a commit of the line is a merge."""
        if self._merges is None:
            self._merges = frozenset(one.id for one in self.history.table.commits if one.merge)
        return commit in self._merges

    def _told(self, path: str) -> Iterator[Version]:
        removed = False
        for status, commit, moment, place, other in self._events(path):
            again = status is Status.LANDED and removed
            content = self._known.get((commit, place)) if status in HOLDING else None
            yield Version(commit, moment, status, place, other, again, content)
            removed = status is Status.REMOVED

    def _events(self, path: str) -> tuple[tuple[Status, str, datetime | None, str, str], ...]:
        """What happened to the record at ``path``, oldest first, each with the path at which it stood after it."""
        found, place = [], path
        for one in reversed(self.history.changes(path)):
            found.append((one.status, one.commit, one.moment, place, one.other))
            if one.status is Status.MOVED_IN:
                place = one.other
            elif one.status is Status.LANDED:
                place = path
        return tuple(reversed(found))

    def _points(self, path: str) -> tuple[Point, ...]:
        events = self._events(path)
        return tuple((commit, place) for status, commit, _, place, _ in events if status in HOLDING)

    def _read(self, wanted: Mapping[str, tuple[Point, ...]]) -> None:
        """Read and compare the versions of some records, so many at a time that memory does not fill."""
        points = list(dict.fromkeys(one for group in wanted.values() for one in group))
        blobs = dict(zip(points, self._blobs(points), strict=True))
        group: list[str] = []
        size = 0
        for path, own in wanted.items():
            group.append(path)
            size += sum(max(0, blobs[one][1]) for one in own)
            if size > AT_ONCE:
                self._compare(group, blobs)
                group, size = [], 0
        self._compare(group, blobs)

    def _compare(self, paths: list[str], blobs: Mapping[Point, tuple[str, int]]) -> None:
        ids = list(dict.fromkeys(blobs[one][0] for path in paths for one in self._points(path) if blobs[one][0]))
        contents = dict(zip(ids, self.git.blobs(ids), strict=True))
        for path in paths:
            before: Read = None
            place, first, last = "", True, 0
            for status, commit, _, here, _ in self._events(path):
                if status in {Status.MOVED_OUT, Status.REMOVED}:
                    before, first = None, True
                if status not in HOLDING:
                    continue
                blob, size = blobs[commit, here]
                found = _data(contents.get(blob))
                self._known[commit, here] = self._content(before, found, place, here, first=first)
                if MISSING in {size, last}:
                    self._unsure.add((commit, here))
                before, place, first, last = found, here, False, size

    def _content(self, before: Read, found: Read, place: str, here: str, *, first: bool) -> Content:
        """What a version holds that stands at ``here``, the one before it at ``place``."""
        if found is None:
            return Content(readable=False)
        comparable = before is not None and self._kind(place) == self._kind(here)
        compared = compare(before[0], found[0], self._keys(here)) if before is not None and comparable else None
        level = "" if first else before[1] if before is not None else None
        return Content(readable=True, level=found[1], before=level, compared=compared)

    def _blobs(self, points: list[Point]) -> Iterator[tuple[str, int]]:
        """Blob and size of each version; no blob for one that is missing or too large."""
        prefix = self._prefix or ""
        names = ["" if "\n" in place else f"{commit}:{prefix}{place}" for commit, place in points]
        given = "\n".join(names).encode("utf-8", "surrogateescape") + b"\n"
        lines = self.git.run("cat-file", "--batch-check", given=given).out.split(b"\n")
        for line, _ in zip((*lines, *[b""] * len(points)), points, strict=False):
            parts = line.split(b" ")
            good = len(parts) == 3 and parts[1] == b"blob" and parts[2].isdigit() and int(parts[2]) <= LARGEST
            there = len(parts) == 3 and parts[2].isdigit()
            yield (parts[0].decode("ascii", "replace"), int(parts[2])) if good else ("", 0 if there else MISSING)

    def _at_head(self, path: str) -> str | None:
        """The blob at ``path`` in the line's last commit."""
        if self._heads is None:
            listed = self.git.listing(self.history.head, self.under) if self.history.head else ()
            self._heads = {name: blob for _, blob, name in listed}
        return self._heads.get(path)

    def _kind(self, path: str) -> str:
        found = self.keys_of(path)
        return found[0] if found else ""

    def _keys(self, path: str) -> Keys:
        found = self.keys_of(path)
        return found[1] if found else {}

    def _people(self) -> Authors:
        self._load()
        self._learn_people()
        return self._authors or Authors()

    def _learn_people(self) -> bool:
        """Read the authors of what is new and keep all that is known; False where nothing was new."""
        known = self._authors or Authors()
        if known.head == self.history.head:
            return False
        relative = bool(self._prefix)
        self._authors = read_authors(self.git, self.history.table, known, self.under, relative=relative)
        self._save()
        return True

    def _load(self) -> None:
        if self._prefix is not None:
            return
        self._prefix = self.git.run("rev-parse", "--show-prefix").text if self.history.known else ""
        kept = versions_cache.load(self.cache, self._tracks()) if self.cache and self.history.known else None
        self._known, self._authors = kept or ({}, Authors())

    def _save(self) -> None:
        if self.cache:
            ids = {one.id for one in self.history.table.commits}
            sure = {point: one for point, one in self._known.items() if point not in self._unsure}
            versions_cache.save(self.cache, self._tracks(), sure, self._authors or Authors(), ids)

    def _tracks(self) -> str:
        return "\n".join((self._prefix or "", self.tracked, *self.under))


def _data(content: bytes | None) -> Read:
    if content is None or len(content) > LARGEST:
        return None
    data = read(normalised(content), "").data
    if not isinstance(data, dict):
        return None
    return data, str(data.get(FIELD, ""))


def versions_of(root: Path, history: History, schemas: SchemaSet, cache: Path | None) -> Versions:
    """The versions of the company's records at ``root``, the entries of their lists told apart as ``schemas`` say."""
    keys = {kind.name: keys_of(kind) for kind in schemas.kinds.values()}

    def of(path: str) -> tuple[str, Keys] | None:
        kind = schemas.kind_of(path.partition("/")[2])
        return (kind.name, keys[kind.name]) if kind else None

    return Versions(
        Git(root), history, of, cache, tracked=repr(sorted((name, sorted(keys[name].items())) for name in keys))
    )


def keys_of(kind: Kind) -> Keys:
    """The fields by which the entries of a kind's lists are told apart: its ``x-key``, else an id."""
    found: dict[Pattern, tuple[str, ...]] = {}
    for key in kind.keys:
        plain = all(path.up == 0 and len(path.steps) == 1 for path in key.fields)
        if key.each and plain:
            found.setdefault(parse_path(f"/{key.each}").steps, key.names)
    for pattern, node in fields(kind.schema):
        if pattern[-1] == "*" and "id" in node.get("properties", {}):
            found.setdefault(pattern[:-1], ("id",))
    return found

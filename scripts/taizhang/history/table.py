"""The line boiled down to what is asked of it: each file's landing and later changes, step by step.

A table is a value: a later table is an earlier one ``advance``d by the steps between, which is why reading on from a
cache gives the same table, to the byte, as reading all anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from taizhang.history.landing import Commit
from taizhang.history.line import Entry, Step


class Kind(IntEnum):
    """What happened to a record; the numbers stand in the cache."""

    LANDED = 0
    CHANGED = 1
    MOVED_IN = 2
    MOVED_OUT = 3
    REMOVED = 4


GONE = frozenset({Kind.MOVED_OUT, Kind.REMOVED})

Event = tuple[int, int] | tuple[int, int, str]
"""The number of the commit in the table, the kind, and for a move the other path."""
Track = tuple[Event, ...]
"""What happened at one path: earlier records there, then from its landing on the last one, wherever that then stood."""


@dataclass(frozen=True, slots=True)
class Table:
    """All that is kept of a line: its last commit and that one's date, the commits that touched a tracked file
    (oldest first), and the track of each path.
    """

    head: str = ""
    seconds: int | None = None
    commits: tuple[Commit, ...] = ()
    tracks: Mapping[str, Track] = field(default_factory=dict)


def is_there(track: Track) -> bool:
    """A record stands at the path."""
    return bool(track) and track[-1][1] not in GONE


def present(track: Track) -> Track:
    """The part of ``track`` that is the last record's, from its landing on."""
    landings = (at for at in range(len(track) - 1, -1, -1) if track[at][1] == Kind.LANDED)
    return track[next(landings, 0) :]


def advance(table: Table, steps: Iterable[Step], under: tuple[str, ...]) -> Table:
    """``table`` after ``steps``, of the files below the folders ``under`` (none named: of all files)."""
    commits = list(table.commits)
    tracks = dict(table.tracks)
    head, seconds = table.head, table.seconds
    inside = tuple(folder.rstrip("/") + "/" for folder in under) or ("",)
    for step in steps:
        head = step.commit.id
        seconds = step.commit.seconds if step.commit.seconds is not None else seconds
        entries = [found for entry in step.entries if (found := _within(entry, inside))]
        if entries:
            _apply(tracks, len(commits), entries)
            commits.append(step.commit)
    return Table(head, seconds, tuple(commits), tracks)


def _within(entry: Entry, inside: tuple[str, ...]) -> Entry | None:
    """``entry`` as seen from inside the tracked folders: what comes from outside lands, what goes there is removed."""
    here = entry.path.startswith(inside)
    if entry.letter != "R":
        return entry if here else None
    from_here = entry.source.startswith(inside)
    if here and from_here:
        return entry
    if here:
        return Entry("A", entry.path)
    return Entry("D", entry.source) if from_here else None


def _apply(tracks: dict[str, Track], number: int, entries: list[Entry]) -> None:
    """Carry out one commit's ``entries``: what leaves first, then what comes, so that records may swap places."""
    moving = {entry.path: present(tracks[entry.source]) for entry in entries if entry.letter == "R"}
    for entry in entries:
        if entry.letter == "D":
            tracks[entry.path] += ((number, Kind.REMOVED),)
        elif entry.letter == "R":
            tracks[entry.source] += ((number, Kind.MOVED_OUT, entry.path),)
    for entry in entries:
        track = tracks.get(entry.path, ())
        if entry.letter == "R":
            edit: Track = ((number, Kind.CHANGED),) if entry.edited else ()
            tracks[entry.path] = (*track, *moving[entry.path], (number, Kind.MOVED_IN, entry.source), *edit)
        elif entry.letter != "D":
            tracks[entry.path] = (*track, (number, Kind.CHANGED if is_there(track) else Kind.LANDED))

"""The line boiled down to what is asked of it: each file's landing and later changes, step by step.

A table is a value: a later table is an earlier one ``advance``d by the steps between, which is why reading on from a
cache gives the same table, to the byte, as reading all anew.

What happened at one path is one short text, an event a line: there are as many as files, most say one thing, and few
are ever looked at. So nothing is taken apart before somebody asks, and the cache holds them as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from taizhang.history.landing import Commit
from taizhang.history.line import Move, Step


class Kind(StrEnum):
    """What happened to a record; the letters begin the lines of a track and stand in the cache."""

    LANDED = "L"
    CHANGED = "C"
    MOVED_IN = "I"
    MOVED_OUT = "O"
    REMOVED = "D"


KINDS = {kind.value: kind for kind in Kind}
GONE = ("O", "D")

Event = tuple[int, Kind, str]
"""The number of the commit in the table, the kind, and for a move the other path, else ""."""
Track = str
"""What happened at one path: earlier records there, then from its landing on the last one, wherever that then stood.

A line an event: the kind's letter, the number of the commit, for a move a space and the other path.
"""


@dataclass(frozen=True, slots=True)
class Table:
    """All that is kept of a line: its last commit and that one's date, the commits that touched a tracked file
    (oldest first), and the track of each path.
    """

    head: str = ""
    seconds: int | None = None
    commits: tuple[Commit, ...] = ()
    tracks: Mapping[str, Track] = field(default_factory=dict)


def events(track: Track) -> Iterator[Event]:
    """What a track tells, oldest first."""
    for line in track.split("\n") if track else ():
        number, _, other = line[1:].partition(" ")
        yield int(number), KINDS[line[0]], _plain(other) if other else ""


def is_there(track: Track) -> bool:
    """A record stands at the path."""
    return bool(track) and not track.startswith(GONE, track.rfind("\n") + 1)


def is_short(track: Track) -> bool:
    """One thing happened at the path, or none: so it is with most."""
    return "\n" not in track


def present(track: Track) -> Track:
    """The part of ``track`` that is the last record's, from its landing on."""
    return track[track.rfind("\nL") + 1 :]


def landed_with(track: Track) -> int:
    """The number of the commit with which the last record of ``track`` landed."""
    start = track.rfind("\nL") + 2
    end = track.find("\n", start)
    return int(track[start:] if end < 0 else track[start:end])


def advance(table: Table, steps: Iterable[Step], under: tuple[str, ...]) -> Table:
    """``table`` after ``steps``, of the files below the folders ``under`` (none named: of all files)."""
    commits = list(table.commits)
    tracks = dict(table.tracks)
    head, seconds = table.head, table.seconds
    inside = tuple(folder.rstrip("/") + "/" for folder in under) or ("",)
    for commit, letters, paths, moves, _ in steps:
        head = commit.id
        seconds = commit.seconds if commit.seconds is not None else seconds
        moved = bool(moves) and _move(tracks, len(commits), moves, inside)
        if _apply(tracks, len(commits), zip(letters, paths, strict=True), inside) or moved:
            commits.append(commit)
    return Table(head, seconds, tuple(commits), dict(sorted(tracks.items())))


def _move(tracks: dict[str, Track], number: int, moves: Iterable[Move], inside: tuple[str, ...]) -> bool:
    """Carry out the moves of one commit; False where none touched a tracked file.

    What leaves the tracked folders is removed, what comes from outside lands. What leaves comes first, so that records
    may swap places.
    """
    kinds = [(one, one.source.startswith(inside), one.path.startswith(inside)) for one in moves]
    within = [one for one, from_here, here in kinds if from_here and here]
    moving = [present(tracks[move.source]) for move in within]
    for move in within:
        tracks[move.source] += f"\nO{number} {_escaped(move.path)}"
    for move, track in zip(within, moving, strict=True):
        before = f"{tracks[move.path]}\n" if move.path in tracks else ""
        edit = f"\nC{number}" if move.edited else ""
        tracks[move.path] = f"{before}{track}\nI{number} {_escaped(move.source)}{edit}"
    gone = [("D", one.source) for one, from_here, here in kinds if from_here and not here]
    come = [("A", one.path) for one, from_here, here in kinds if here and not from_here]
    return _apply(tracks, number, gone + come, inside) or bool(within)


def _apply(tracks: dict[str, Track], number: int, entries: Iterable[tuple[str, str]], inside: tuple[str, ...]) -> bool:
    """Carry out what one commit did to tracked files in their places, by letter and path; False where it was nothing.

    What it moved away from there has left already.
    """
    landed, found = f"L{number}", False
    for letter, path in entries:
        if path.startswith(inside):
            found = True
            if letter == "D":
                tracks[path] += f"\nD{number}"
            elif path not in tracks:
                tracks[path] = landed
            else:
                known = tracks[path]
                tracks[path] = f"{known}\nC{number}" if is_there(known) else f"{known}\n{landed}"
    return found


def _escaped(path: str) -> str:
    """A path in one line."""
    return path.replace("\\", "\\\\").replace("\n", "\\n")


def _plain(escaped: str) -> str:
    return "\\".join(part.replace("\\n", "\n") for part in escaped.split("\\\\"))

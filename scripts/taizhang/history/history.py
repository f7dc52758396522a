"""What Git knows of the records, asked by path: one pass over the company's line, then only over what is new."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from taizhang.history import cache as kept
from taizhang.history.landing import Landing, landing_of
from taizhang.history.line import read_line, read_request
from taizhang.history.table import Kind, Table, Track, advance, events, is_short, is_there, landed_with, present
from taizhang.records.git import Git

_FOUND = re.compile(r"false\n(?P<prefix>.*)\n(?P<head>[0-9a-f]{40,64})", re.DOTALL)


class Unknown(StrEnum):
    """Why nothing is known of the past; the room's catalogue has a sentence for each."""

    NO_GIT = "no-git"
    NO_REPOSITORY = "no-repository"
    SHALLOW = "shallow"
    EMPTY = "empty"
    REFUSED = "refused"


class Status(StrEnum):
    """What happened to a record."""

    LANDED = "landed"
    CHANGED = "changed"
    MOVED_IN = "moved-in"
    MOVED_OUT = "moved-out"
    REMOVED = "removed"


STATUS = {
    Kind.LANDED: Status.LANDED,
    Kind.CHANGED: Status.CHANGED,
    Kind.MOVED_IN: Status.MOVED_IN,
    Kind.MOVED_OUT: Status.MOVED_OUT,
    Kind.REMOVED: Status.REMOVED,
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened to a record: the commit of the line, its landing's moment, and for a move the other path.

    A move that also changed the content is two changes of one commit, ``moved-in`` and ``changed``.
    """

    commit: str
    moment: datetime | None
    status: Status
    other: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """The past of all records as of one commit. Not ``known``: nobody may be called late for what it does not tell."""

    utc_offset: str
    table: Table = field(default_factory=Table)
    why_unknown: Unknown | None = None
    complaint: str = ""
    squashes: bool = False
    _landings: dict[int, Landing] = field(default_factory=dict, init=False, compare=False, repr=False)
    _landed: dict[Track, Landing] = field(default_factory=dict, init=False, compare=False, repr=False)
    _numbers: dict[str, int] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def known(self) -> bool:
        """The whole line could be read."""
        return self.why_unknown is None

    @property
    def head(self) -> str:
        """The id of the commit up to which it was read, "" where none was."""
        return self.table.head

    def landing(self, path: str) -> Landing | None:
        """How the record now at ``path`` landed; None while it has not landed (or nothing is known)."""
        track = self.table.tracks.get(path, "")
        found = self._landed.get(track)
        if found is None and is_there(track):
            found = self._landed[track] = self._landing(landed_with(track))
        return found

    def changes(self, path: str) -> tuple[Change, ...]:
        """All that happened to the record at ``path`` from its landing on, oldest first, wherever it stood before.

        Before that comes what happened to earlier records at this path; the record of a path that is empty now is the
        last one that stood there.
        """
        return tuple(self._changes(self._track(path)))

    def has_changes(self, path: str) -> bool:
        """More than one thing happened at ``path``, as to few: quicker than to look at all ``changes``."""
        return not is_short(self._track(path))

    def changed_at(self, path: str) -> datetime | None:
        """When the content of the record now at ``path`` last changed after its landing; None if it never did."""
        track = self._track(path)
        later = (
            [number for number, kind, _ in events(present(track)) if kind is Kind.CHANGED] if is_there(track) else []
        )
        return self._landing(later[-1]).moment if later else None

    def paths(self) -> tuple[str, ...]:
        """The paths at which a landed record stands, sorted."""
        return tuple(sorted([path for path, track in self.table.tracks.items() if is_there(track)]))

    def gone(self) -> tuple[str, ...]:
        """The paths at which a record once stood and none stands now (removed or moved away), sorted."""
        return tuple(sorted(path for path, track in self.table.tracks.items() if not is_there(track)))

    def commit(self, name: str) -> Landing | None:
        """What the commit ``name`` of the line is as a landing (who submitted, who approved).

        None if it touched no tracked file.
        """
        if not self._numbers:
            self._numbers.update((commit.id, number) for number, commit in enumerate(self.table.commits))
        return self._landing(self._numbers[name]) if name in self._numbers else None

    def _track(self, path: str) -> Track:
        return self.table.tracks.get(path, "")

    def _landing(self, number: int) -> Landing:
        if number not in self._landings:
            commit = self.table.commits[number]
            self._landings[number] = landing_of(commit, self.utc_offset, squashes=self.squashes)
        return self._landings[number]

    def _changes(self, track: Track) -> Iterator[Change]:
        for number, kind, other in events(track):
            landing = self._landing(number)
            yield Change(landing.commit, landing.moment, STATUS[kind], other)


def read_history(
    root: Path,
    utc_offset: str,
    cache: Path | None = None,
    *,
    under: tuple[str, ...] = ("records",),
    revision: str = "HEAD",
    squashes: bool = False,
) -> History:
    """The history of the files below ``under`` in the repository at ``root``, in the local time of ``utc_offset``.

    ``root`` may be a folder inside a repository; paths are relative to it. ``revision`` names the company's line
    (``origin/main`` on a branch of one's own, where colleagues' records would seem to land with one's own merges).
    ``squashes``: see ``landing_of``. Whatever Git lacks or refuses is a history that is not ``known``.
    """
    git = Git(root)
    found = _found(git, revision)
    if isinstance(found[0], Unknown):
        return History(utc_offset, why_unknown=found[0], complaint=found[1])
    table = _read(git, *found, cache, under)
    if isinstance(table, str):
        return History(utc_offset, why_unknown=Unknown.REFUSED, complaint=table)
    return History(utc_offset, table, squashes=squashes)


def with_request(
    history: History, root: Path, base: str, head: str, *, under: tuple[str, ...] = ("records",)
) -> History:
    """``history`` of the line up to ``base``, and the commits up to ``head`` as if they landed now, squashed into one.

    What colleagues landed in the meantime keeps its landing, also where the request has merged it into itself.
    """
    if not history.known:
        return history
    git = Git(root)
    prefix = git.run("rev-parse", "--show-prefix").text
    step = read_request(git, base, head, relative=bool(prefix))
    if isinstance(step, str):
        return History(history.utc_offset, why_unknown=Unknown.REFUSED, complaint=step)
    return History(history.utc_offset, advance(history.table, (step,), under), squashes=history.squashes)


def _found(git: Git, revision: str) -> tuple[str, str] | tuple[Unknown, str]:
    """The commit to read up to and the folder of the root in its repository; or why there is none, and Git's words."""
    if not revision.startswith("-"):
        answer = git.run("rev-parse", "--is-shallow-repository", "--show-prefix", revision + "^{commit}")
        told = _FOUND.fullmatch(answer.text) if answer.ok else None
        if told:
            return told["head"], told["prefix"]
    return _missing(git)


def _missing(git: Git) -> tuple[Unknown, str]:
    """Why there is no commit to read up to."""
    answer = git.run("rev-parse", "--is-shallow-repository")
    if answer.code is None:
        return Unknown.NO_GIT, answer.complaint
    if not answer.ok:
        foreign = "not a git repository" in answer.complaint or not git.root.is_dir()
        return (Unknown.NO_REPOSITORY if foreign else Unknown.REFUSED), answer.complaint
    return (Unknown.EMPTY if answer.text == "false" else Unknown.SHALLOW), ""


def _read(git: Git, head: str, prefix: str, cache: Path | None, under: tuple[str, ...]) -> Table | str:
    """The table up to ``head``, read on from the cache where that lies on the same line; else Git's complaint."""
    tracked = "\n".join((prefix, *under))
    known = kept.load(cache, tracked) if cache else None
    if known is not None and known.head == head:
        return known
    table = _read_on(git, known, head, prefix, under) if known is not None else None
    if table is None:
        steps = read_line(git, head, relative=bool(prefix))
        if isinstance(steps, str):
            return steps
        table = advance(Table(), steps, under)
    if cache:
        kept.save(cache, tracked, table)
    return table


def _read_on(git: Git, known: Table, head: str, prefix: str, under: tuple[str, ...]) -> Table | None:
    """``known`` read on up to ``head``; None where that is not on its line: to be an ancestor is not enough."""
    steps = read_line(git, head, after=known.head, before=known.seconds, relative=bool(prefix))
    if isinstance(steps, str) or not steps or steps[0].parent != known.head:
        return None
    return advance(known, steps, under)

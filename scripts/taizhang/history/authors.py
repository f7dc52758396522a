"""Who wrote what of the line's commits, and which commits each merge brought: for telling, never for counting.

Names, dates and messages are their authors' own free text. The line says when something landed; what stands here says
how Git calls those who did it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from taizhang.history.excerpt import cut
from taizhang.history.landing import SECONDS_OF_YEAR_2200
from taizhang.history.line import LONGEST_STATUS, follows
from taizhang.history.table import Table
from taizhang.records.git import Git

LONGEST_NAME, LONGEST_SUBJECT = 60, 120
_FORMAT = "%H%x00%P%x00%aN%x00%aE%x00%at%x00%s"
_FIELDS = 6
_LOG = ("log", "--no-show-signature", "--encoding=UTF-8", "-z", f"--format={_FORMAT}")
_WITH_FILES = ("--topo-order", "--no-renames", "--ignore-submodules=none", "--name-status")


@dataclass(frozen=True, slots=True)
class Authored:
    """One commit as its author tells it; ``seconds`` is the author date, None where it cannot be read."""

    id: str
    name: str
    mail: str
    seconds: int | None
    subject: str


@dataclass(frozen=True, slots=True)
class Brought:
    """A commit that came with a merge, and the tracked files it touched."""

    id: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Authors:
    """What is known up to the line's commit ``head``: commits by id, what each merge brought, the newest first."""

    head: str = ""
    commits: Mapping[str, Authored] = field(default_factory=dict)
    brought: Mapping[str, tuple[Brought, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Seen:
    authored: Authored
    parents: tuple[str, ...]
    paths: tuple[str, ...]


def read_authors(git: Git, table: Table, known: Authors, under: tuple[str, ...], *, relative: bool) -> Authors:
    """The authors of all that ``table`` holds, read on from ``known`` where that is of its line, else anew."""
    if known.head == table.head:
        return known
    if not known.head or not follows(git, known.head, table.head):
        known = Authors()
    fresh = [one for one in table.commits if one.id not in known.commits]
    if not any(one.merge for one in fresh):
        names = "\n".join(one.id for one in fresh).encode() + b"\n"
        read = _read(git, ("-s", "--no-walk=unsorted", "--stdin"), (), names) if fresh else {}
        commits = {**known.commits, **{name: one.authored for name, one in read.items()}}
        return Authors(table.head, commits, known.brought)
    span = f"{known.head}..{table.head}" if known.head else table.head
    scope = ("--relative",) if relative else ()
    read = _read(git, (*_WITH_FILES, *scope, span, "--"), under)
    brought = dict(_brought(read, table.head))
    wanted = {one.id for one in fresh} | {one.id for group in brought.values() for one in group}
    commits = {**known.commits, **{name: one.authored for name, one in read.items() if name in wanted}}
    return Authors(table.head, commits, {**known.brought, **brought})


def _read(git: Git, arguments: tuple[str, ...], under: tuple[str, ...], given: bytes = b"") -> dict[str, _Seen]:
    """The commits that Git tells for ``arguments``, in its order; none where it refuses."""
    answer = git.run(*_LOG, *arguments, given=given)
    inside = tuple(folder.rstrip("/") + "/" for folder in under)
    tokens = answer.out.decode("utf-8", "surrogateescape").split("\0") if answer.ok else []
    return {one.authored.id: one for one in _commits(tokens, inside)}


def _commits(tokens: list[str], inside: tuple[str, ...]) -> Iterator[_Seen]:
    at, end = 0, len(tokens) - 1
    while at + _FIELDS <= end + 1 and tokens[at]:
        name, parents, author, mail, date, subject = tokens[at : at + _FIELDS]
        at += _FIELDS
        paths = []
        while at < end and len(tokens[at].lstrip("\n")) <= LONGEST_STATUS:
            paths.append(tokens[at + 1])
            at += 2
        told = Authored(name, _plain(author, LONGEST_NAME), _plain(mail, LONGEST_NAME), _seconds(date), _plain(subject))
        yield _Seen(told, tuple(parents.split()), tuple(path for path in paths if path.startswith(inside)))


def _brought(read: Mapping[str, _Seen], head: str) -> Iterator[tuple[str, tuple[Brought, ...]]]:
    """The commits that came with each merge of the line, by its id: those no earlier commit of the line had."""
    line = list(_line(read, head))
    taken = set(line)
    order = {one: number for number, one in enumerate(read)}
    for name in reversed(line):
        found, rest = [], list(reversed(read[name].parents[1:]))
        while rest:
            one = rest.pop()
            if one in taken or one not in read:
                continue
            taken.add(one)
            rest += reversed(read[one].parents)
            if read[one].paths:
                found.append(Brought(one, read[one].paths))
        if found:
            yield name, tuple(sorted(found, key=lambda one: order[one.id]))


def _line(read: Mapping[str, _Seen], head: str) -> Iterator[str]:
    while head in read:
        yield head
        head = next(iter(read[head].parents), "")


def _seconds(date: str) -> int | None:
    found = int(date) if date.isascii() and date.isdigit() else 0
    return found if 0 < found < SECONDS_OF_YEAR_2200 else None


def _plain(text: str, longest: int = LONGEST_SUBJECT) -> str:
    """A text of people in one line, its bytes that are no UTF-8 replaced."""
    told = text[: 4 * longest].encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return cut(" ".join(told.split()), longest)


def plain(authors: Authors, ids: Iterable[str]) -> list[object]:
    """``authors`` as JSON's own types, of the line's commits ``ids`` and what they brought; sorted."""
    kept = {name: authors.brought[name] for name in sorted(ids) if name in authors.brought}
    wanted = sorted({*ids, *(one.id for group in kept.values() for one in group)})
    found = (authors.commits[name] for name in wanted if name in authors.commits)
    commits = [[one.id, one.name, one.mail, one.seconds, one.subject] for one in found]
    return [
        authors.head,
        commits,
        {name: [[one.id, list(one.paths)] for one in group] for name, group in kept.items()},
    ]


def from_plain(value: list[object]) -> Authors:
    """The authors of which ``plain`` made ``value``."""
    head, commits, brought = value
    assert isinstance(head, str)
    assert isinstance(commits, list)
    assert isinstance(brought, dict)
    return Authors(
        head,
        {one[0]: Authored(*one) for one in commits},
        {name: tuple(Brought(one, tuple(paths)) for one, paths in group) for name, group in brought.items()},
    )

"""The company's line as one ``git log`` tells it: each first-parent commit with what it did to which file.

Trees are compared once a commit and without a pathspec: Git would compare them twice to leave out commits that touch
no record, which takes more than twice as long where nearly every commit touches one. Renames are Git's own, so that a
record moved to its right place stays the same record; Git reads contents only for commits that both remove and add.
It tells the newest commit first, because so its packs are laid out: ``--reverse`` costs a third more.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from taizhang.history.landing import SKEW, Commit
from taizhang.history.trailers import asked_trailers, plain_trailers
from taizhang.records.git import Git

SIMILARITY = 80
"""Per cent of a file's content that must stay for a move with changes to be the same record: a repaired field or two
stays above it, next week's record written over the form of this week's falls below."""
RENAMES_AT_ONCE = 1000
LONGEST_STATUS = len("R100")  # far shorter than the commit id that may stand there instead
_NAMES = (
    *("--ignore-submodules=none", "--no-rename-empty", f"--find-renames={SIMILARITY}%", f"-l{RENAMES_AT_ONCE}"),
    *("-z", "--name-status"),
)
_LOG = (
    *("log", "--first-parent", "--diff-merges=first-parent", "--root"),
    *("--no-show-signature", "--encoding=UTF-8", *_NAMES, "--format=%x00%H %ct %P%n%B"),
)
_BETWEEN = b"\0\0"
"""What parts one commit from the next: nothing that Git tells is empty, and no message or path can hold a NUL."""
_IN_PLACE = frozenset("AMTD")
_SKEW = SKEW.seconds


class Move(NamedTuple):
    """A file that one commit moved from ``source`` to ``path``, and whether its content changed."""

    source: str
    path: str
    edited: bool = False


class Step(NamedTuple):
    """One commit of the line, what it did against its first parent, and that one's id; "" where it has none.

    ``letters`` are Git's for what was done to the file at each of ``paths`` in its place (A M T D).
    """

    commit: Commit
    letters: str = ""
    paths: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()
    parent: str = ""


def read_line(
    git: Git, until: str, *, after: str = "", before: int | None = None, relative: bool = False
) -> tuple[Step, ...] | str:
    """The steps up to the commit ``until``, oldest first, after the commit ``after`` or from the beginning.

    ``before`` is the committer date of ``after``. ``relative``: the root of ``git`` is a folder inside its repository,
    paths are counted from it, and what lies beside it is left out. Where Git gives up, its complaint. Whether they
    follow ``after`` on its line, the first one's parent tells.
    """
    answer = git.run(*_LOG, *(("--relative",) if relative else ()), f"{after}..{until}" if after else until, "--")
    if not answer.ok:
        return answer.complaint or "git log"
    odd: list[str] = []
    steps = tuple(_steps(answer.out, before, odd))
    return _asked(git, steps, odd) if odd else steps


def read_request(git: Git, base: str, head: str, *, relative: bool = False) -> Step | str:
    """What lies between two commits as one step, as if the request landed squashed at the date of ``head``."""
    shown = git.run("show", "--no-patch", "--no-show-signature", "--format=%ct", head, "--")
    told = git.run("diff", *_NAMES, *(("--relative",) if relative else ()), base, head, "--")
    if not (shown.ok and told.ok):
        return shown.complaint or told.complaint or "git diff"
    entries = _entries(told.out.decode("utf-8", "surrogateescape")[:-1])
    return Step(Commit(head, _seconds(shown.text)), *entries, base)


def follows(git: Git, older: str, newer: str) -> bool:
    """``older`` is ``newer`` or stands before it on its first-parent line (being an ancestor is not enough)."""
    if older == newer:
        return True
    answer = git.run("rev-list", "--first-parent", "--parents", f"{older}..{newer}", "--")
    oldest = answer.text.rpartition("\n")[2].split(" ")
    return answer.ok and len(oldest) > 1 and oldest[1] == older


def _steps(log: bytes, before: int | None, odd: list[str]) -> Iterator[Step]:
    """The steps that the log tells; ``odd`` gets the commits for whose trailers Git has to be asked.

    ``before`` is the committer date of the commit before the first of them.
    """
    for told in reversed(log[1:-1].split(_BETWEEN)) if log else ():
        head, _, rest = told.decode("utf-8", "surrogateescape").partition("\n")
        message, _, entries = rest.partition("\0")
        name, date, parents = head.split(" ", 2)
        seconds = _seconds(date)
        backwards = seconds is not None and before is not None and seconds < before - _SKEW
        trailers = plain_trailers(message)
        if trailers is None:
            odd.append(name)
        first, _, others = parents.partition(" ")
        commit = Commit(name, seconds, bool(others), backwards, _text(trailers) if trailers else "")
        yield Step(commit, *_entries(entries.lstrip("\n")), first)
        before = seconds if seconds is not None else before


def _asked(git: Git, steps: tuple[Step, ...], odd: list[str]) -> tuple[Step, ...] | str:
    """The steps with the trailers of the commits ``odd`` as Git tells them; its complaint where it refuses."""
    asked = asked_trailers(git, odd)
    if isinstance(asked, str):
        return asked
    return tuple(
        step._replace(commit=step.commit._replace(trailers=_text(asked[step.commit.id])))
        if step.commit.id in asked
        else step
        for step in steps
    )


def _text(trailers: str) -> str:
    """Some trailers, their bytes that are no UTF-8 replaced."""
    return (
        trailers if trailers.isascii() else trailers.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    ).strip()


def _entries(text: str) -> tuple[str, tuple[str, ...], tuple[Move, ...]]:
    """Letters, paths and moves of one commit from its NUL-separated statuses and paths, without the last NUL."""
    if not text:
        return "", (), ()
    tokens = text.split("\0")
    letters = tokens[0::2]
    if _IN_PLACE.issuperset(letters):
        return "".join(letters), tuple(tokens[1::2]), ()
    letters, paths, moves = [], [], []
    rest = iter(tokens)
    for status in rest:  # a move has a path more
        if status[0] == "R":
            moves.append(Move(next(rest), next(rest), status != "R100"))
        else:
            letters.append(status)
            paths.append(next(rest))
    return "".join(letters), tuple(paths), tuple(moves)


def _seconds(date: str) -> int | None:
    return int(date) if date.isascii() and date.isdigit() else None

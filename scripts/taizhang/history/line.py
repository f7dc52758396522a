"""The company's line as one ``git log`` tells it: each first-parent commit with what it did to which file.

Trees are compared once a commit and without a pathspec: Git would compare them twice to leave out commits that touch
no record, which takes more than twice as long where nearly every commit touches one. Renames are Git's own, so that a
record moved to its right place stays the same record; Git reads contents only for commits that both remove and add.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from taizhang.history.landing import SKEW, TRAILERS, Commit
from taizhang.records.git import Git

SIMILARITY = 80
"""Per cent of a file's content that must stay for a move with changes to be the same record: a repaired field or two
stays above it, next week's record written over the form of this week's falls below."""
RENAMES_AT_ONCE = 1000
FIELDS = 4  # of a commit, as in _FORMAT
LONGEST_STATUS = len("R100")  # far shorter than the commit id that may stand there instead
_FORMAT = "%H%x00%ct%x00%P%x00%(trailers:only=true,unfold=true," + ",".join(f"key={key}" for key in TRAILERS) + ")"
_NAMES = (
    *("--ignore-submodules=none", "--no-rename-empty", f"--find-renames={SIMILARITY}%", f"-l{RENAMES_AT_ONCE}"),
    *("-z", "--name-status"),
)
_LOG = (
    *("-c", "trailer.separators=:", "log", "--first-parent", "--diff-merges=first-parent", "--reverse", "--root"),
    *("--no-show-signature", "--encoding=UTF-8", *_NAMES, f"--format={_FORMAT}"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one commit did to one file: Git's letter (A M T D R), for a move also whence and whether content changed."""

    letter: str
    path: str
    source: str = ""
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One commit of the line and what it did against its first parent."""

    commit: Commit
    entries: tuple[Entry, ...]


def read_line(
    git: Git, until: str, *, after: str = "", before: int | None = None, relative: bool = False
) -> tuple[Step, ...] | str:
    """The steps up to the commit ``until``, oldest first, after the commit ``after`` or from the beginning.

    ``before`` is the committer date of ``after``. ``relative``: the root of ``git`` is a folder inside its repository,
    paths are counted from it, and what lies beside it is left out. Where Git gives up, its complaint.
    """
    answer = git.run(*_LOG, *(("--relative",) if relative else ()), f"{after}..{until}" if after else until, "--")
    if not answer.ok:
        return answer.complaint or "git log"
    return tuple(_steps(answer.out.decode("utf-8", "surrogateescape").split("\0"), before))


def read_request(git: Git, base: str, head: str, *, relative: bool = False) -> Step | str:
    """What lies between two commits as one step, as if the request landed squashed at the date of ``head``."""
    shown = git.run("show", "--no-patch", "--no-show-signature", "--format=%ct", head, "--")
    told = git.run("diff", *_NAMES, *(("--relative",) if relative else ()), base, head, "--")
    if not (shown.ok and told.ok):
        return shown.complaint or told.complaint or "git diff"
    entries, _ = _entries(told.out.decode("utf-8", "surrogateescape").split("\0"), 0)
    return Step(Commit(head, int(shown.text) if shown.text.isdigit() else None), tuple(entries))


def follows(git: Git, older: str, newer: str) -> bool:
    """``older`` is ``newer`` or stands before it on its first-parent line (being an ancestor is not enough)."""
    if older == newer:
        return True
    answer = git.run("rev-list", "--first-parent", "--parents", f"{older}..{newer}", "--")
    oldest = answer.text.rpartition("\n")[2].split(" ")
    return answer.ok and len(oldest) > 1 and oldest[1] == older


def _steps(tokens: list[str], before: int | None) -> Iterator[Step]:
    """The steps that the log's NUL-separated ``tokens`` tell; no message, path or trailer can hold a NUL."""
    at, end = 0, len(tokens) - 1
    while at < end:
        commit = _commit(tokens[at : at + FIELDS], before)
        at += FIELDS
        entries, at = _entries(tokens, at)
        before = commit.seconds if commit.seconds is not None else before
        yield Step(commit, tuple(entries))


def _entries(tokens: list[str], at: int) -> tuple[list[Entry], int]:
    """The entries from the token ``at`` on, and where they end: at the next commit's id or the last, empty token."""
    entries: list[Entry] = []
    while at < len(tokens) - 1 and len(status := tokens[at].lstrip("\n")) <= LONGEST_STATUS:
        moved = status[0] == "R"
        source, path = (tokens[at + 1], tokens[at + 2]) if moved else ("", tokens[at + 1])
        entries.append(Entry(status[0], path, source, moved and status != "R100"))
        at += 3 if moved else 2
    return entries, at


def _commit(fields: list[str], before: int | None) -> Commit:
    """One commit from its ``fields``; ``before`` is the committer date of the commit before it on the line."""
    name, date, parents, trailers = fields
    seconds = int(date) if date.isascii() and date.isdigit() else None
    backwards = seconds is not None and before is not None and seconds < before - SKEW.seconds
    text = trailers.encode("utf-8", "surrogateescape").decode("utf-8", "replace").strip()
    return Commit(name, seconds, merge=" " in parents, backwards=backwards, trailers=text)

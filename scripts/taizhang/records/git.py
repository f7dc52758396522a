"""The thin door to Git: one subprocess a question, and values instead of exceptions for what a machine may lack.

A hook runs with GIT_DIR, GIT_INDEX_FILE and the like set to its own repository. Whoever names a root means that root,
so these are dropped unless kept by name. The user's settings stay (``safe.directory`` stands there), but nothing that
is asked here may depend on them.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

# Which repository, index, objects or paths: everything that could lead away from the root that was named.
# GIT_CONFIG_* and GIT_CEILING_DIRECTORIES stay: they are how CI and administrators speak to Git.
LEADING_ASTRAY = frozenset(
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_DIR",
        "GIT_DIFF_OPTS",
        "GIT_EXTERNAL_DIFF",
        "GIT_GLOB_PATHSPECS",
        "GIT_GRAFT_FILE",
        "GIT_ICASE_PATHSPECS",
        "GIT_IMPLICIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_INTERNAL_SUPER_PREFIX",
        "GIT_LITERAL_PATHSPECS",
        "GIT_NAMESPACE",
        "GIT_NOGLOB_PATHSPECS",
        "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX",
        "GIT_QUARANTINE_PATH",
        "GIT_REPLACE_REF_BASE",
        "GIT_SHALLOW_FILE",
        "GIT_WORK_TREE",
    },
)
# GIT_FLUSH: answers are read whole, so Git need not hand over each commit by itself.
ALWAYS = {"LC_ALL": "C", "GIT_FLUSH": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
OPTIONS = ("--no-replace-objects", "--no-pager", "-c", "core.quotePath=false")
# Windows looks for programmes in the current folder first, which is the records' repository: a git.exe put there must
# not be run. So the programme is looked up once, in the absolute folders of PATH only.
PROGRAMME = "git.exe" if os.name == "nt" else "git"


@dataclass(frozen=True, slots=True)
class Answer:
    """What Git said: its exit code (None: there is no Git to ask), its output and its complaint."""

    code: int | None
    out: bytes = b""
    complaint: str = ""

    @property
    def ok(self) -> bool:
        """Git was there and did as it was asked."""
        return self.code == 0

    @property
    def text(self) -> str:
        """The output as text without the line end; bytes that are not UTF-8 come back as they were on encoding."""
        return self.out.decode("utf-8", "surrogateescape").rstrip("\n")


class Asked:
    """A question that Git is working on; calling it waits for the answer."""

    def __init__(self, command: Sequence[str] | None, environment: Mapping[str, str]) -> None:
        """Ask; without a command there is no Git to ask."""
        self._complaint = ""
        self._process: subprocess.Popen[bytes] | None = None
        if command is not None:
            pipe = subprocess.PIPE
            try:
                self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment)
            except OSError as error:
                self._complaint = str(error)

    def __call__(self, given: bytes = b"") -> Answer:
        """Git's answer, with ``given`` on its standard input; to be asked for once."""
        if self._process is None:
            return Answer(None, complaint=self._complaint)
        with self._process as asked:
            try:
                out, complaint = asked.communicate(given)
            except BaseException:
                asked.kill()
                raise
        return Answer(asked.returncode, out, complaint.decode("utf-8", "replace").strip())

    def drop(self) -> None:
        """Have no answer after all; nothing happens where it was already given."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            self._process.communicate()


@dataclass(frozen=True, slots=True)
class Git:
    """The repository that holds ``root``; ``keep`` names variables of a hook to honour.

    GIT_INDEX_FILE may be kept: Git reads it from the top of the work tree, wherever it is asked.
    """

    root: Path
    keep: frozenset[str] = frozenset()

    def run(self, *arguments: str, given: bytes = b"") -> Answer:
        """Git's answer to ``arguments``, with ``given`` on its standard input."""
        return self.begin(*arguments)(given)

    def begin(self, *arguments: str) -> Asked:
        """Ask Git, and get its answer later."""
        programme = find_git(os.environ.get("PATH", os.defpath))
        command = (programme or PROGRAMME, "-C", str(self.root), *OPTIONS, *arguments)
        return Asked(command if programme else None, self._environment())

    def is_repository(self) -> bool:
        """``root`` lies in a repository that Git is willing to read."""
        return self.run("rev-parse", "--git-dir").ok

    def is_shallow(self) -> bool:
        """The clone lacks the older commits (or Git is too old to say)."""
        return self.run("rev-parse", "--is-shallow-repository").text != "false"

    def head(self, revision: str = "HEAD") -> str | None:
        """The id of the commit that ``revision`` names; None where there is none yet."""
        if revision.startswith("-"):
            return None
        return self.run("rev-parse", "--verify", "--quiet", revision + "^{commit}").text or None

    def is_ancestor(self, older: str, newer: str) -> bool:
        """``older`` is ``newer`` or one of its ancestors, by whatever parent."""
        return self.run("merge-base", "--is-ancestor", older, newer).ok

    def listing(self, revision: str | None, roots: Sequence[str]) -> Iterator[tuple[str, str, str]]:
        """Mode, blob id and path of every file below ``roots`` in the index, or in ``revision``."""
        if revision is None:
            answer = self.run("ls-files", "-s", "-z", "--", *roots)
        else:
            answer = self.run("ls-tree", "-r", "-z", revision, "--", *roots)
        for line in answer.out.split(b"\0") if answer.ok else ():
            if line:
                head, _, path = line.partition(b"\t")
                mode, *middle = head.decode().split()
                yield mode, middle[0] if revision is None else middle[1], path.decode("utf-8", "replace")

    def blobs(self, ids: Iterable[str]) -> Iterator[bytes | None]:
        """The contents of blobs, in the order asked for; None for one that is missing."""
        wanted = list(ids)
        if not wanted:
            return
        out = self.run("cat-file", "--batch", "--buffer", given="\n".join(wanted).encode() + b"\n").out
        at = 0
        for _ in wanted:
            end = out.find(b"\n", at)
            head = out[at:end].split() if end >= 0 else []
            size = int(head[2]) if len(head) == 3 else 0
            yield out[end + 1 : end + 1 + size] if len(head) == 3 else None
            at = end + 1 + (size + 1 if len(head) == 3 else 0)

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in LEADING_ASTRAY or name in self.keep}
        return {**kept, **ALWAYS}


@lru_cache(maxsize=4)
def find_git(search: str) -> str | None:
    """Git in one of the absolute folders of ``search`` (a PATH), None where there is none."""
    for folder in search.split(os.pathsep):
        candidate = Path(folder, PROGRAMME)
        if candidate.is_absolute() and candidate.is_file() and os.access(candidate, os.X_OK):
            return str(candidate)
    return None


def blob_id(data: bytes) -> str:
    """The id Git gives ``data`` as a blob."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()

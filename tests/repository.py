"""Real Git repositories for the tests of history: commits, merges and clones at times that the test names."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

OFFSET = "+08:00"
START = "2026-10-12 08:00"


@dataclass
class Repository:
    """A repository at ``root``; times are local ones of ``OFFSET``, as ``2026-10-16 17:05``."""

    root: Path

    @classmethod
    def create(cls, root: Path, *options: str) -> Repository:
        """An empty repository at ``root``."""
        made = cls(root)
        root.mkdir(parents=True, exist_ok=True)
        made.git("init", "--quiet", "--initial-branch=main", *options)
        return made

    def git(self, *arguments: str, at: str = START, author_at: str = "", given: bytes = b"") -> str:
        """Git's output; a commit made here has the committer date ``at`` and the author date ``author_at``."""
        dates = {"GIT_COMMITTER_DATE": stamp(at), "GIT_AUTHOR_DATE": stamp(author_at or at)}
        people = {"GIT_AUTHOR_NAME": "张伟", "GIT_AUTHOR_EMAIL": "zhang@example.com"}
        bot = {"GIT_COMMITTER_NAME": "bot", "GIT_COMMITTER_EMAIL": "bot@example.com"}
        done = subprocess.run(
            ("git", "-C", str(self.root), *arguments),
            input=given,
            capture_output=True,
            env={**os.environ, **people, **bot, **dates},
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode().strip()

    def write(self, path: str, text: str) -> None:
        """A file in the work tree."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")

    def commit(self, at: str, message: str = "change", author_at: str = "", by: str = "") -> str:
        """All of the work tree as a commit of the author ``by`` (``name <mail>``); its id."""
        author = (f"--author={by}",) if by else ()
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", *author, "-m", message, at=at, author_at=author_at)
        return self.head()

    def put(self, path: str, at: str, text: str = "", message: str = "change") -> str:
        """One file as a commit of its own; its id."""
        self.write(path, text or body(path))
        return self.commit(at, message)

    def merge(self, branch: str, at: str, message: str = "Merge") -> str:
        """``branch`` merged into the one that is checked out, never by fast-forward; the merge's id."""
        self.git("merge", "--quiet", "--no-ff", "-m", message, branch, at=at)
        return self.head()

    def head(self) -> str:
        """The id of the commit that is checked out."""
        return self.git("rev-parse", "HEAD")


def stamp(moment: str) -> str:
    """A local moment as Git takes it."""
    return f"{moment.replace(' ', 'T')}:30{OFFSET}"


def body(name: str, lines: int = 20) -> str:
    """A record's text that resembles no other's."""
    return "".join(f"{name}-{number}: {name[::-1]}{number * 7}\n" for number in range(lines))

"""What people and Git do to a company's records, step by step, and a check after each that must know no difference."""

from __future__ import annotations

import argparse
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from taizhang.cli.check import arguments, examine
from taizhang.cli.report import as_json, text
from taizhang.records.warm.git_state import State
from taizhang.records.warm.key import place
from tests.records.company import ROOT, valid_files
from tests.repository import Repository

CUSTOMER = "records/customers/C-000/C-000123.yaml"
LOOKS = (
    (),
    ("--index",),
    ("--commit", "HEAD"),
    ("--since", "HEAD"),
    ("--index", "--since", "HEAD"),
    ("--since", "HEAD~1"),
)
SWAPS = (
    ("C-000123", "C-000132"),
    ("C-000123", "C-000124"),
    ("zhang-wei", "zhang-wie"),
    ("zhang-wei", "li-na"),
    ("telecom-east", "telecom-west"),
    ("2026", "2025"),
    ("-10-", "-09-"),
    ("宏远物流", "宏远"),
    ("id: ", "id: X"),
    ("until:", "utnil:"),
    (": ", ":"),
    ("\n", "\r\n"),
    ("approved", "submitted"),
    ("a", "A"),
    ("1", "2"),
    ("", "\n"),
)


def good_company(root: Path) -> Repository:
    """The good company, with some customers more, committed twice."""
    made = Repository.create(root)
    shutil.copytree(ROOT / "schemas", made.root / "schemas")
    made.write(".gitignore", "*.tmp\nignored-*\n")
    for path, content in valid_files().items():
        made.write(path, content.decode())
    made.commit("2026-10-12 08:00")
    customer = valid_files()[CUSTOMER].decode()
    for number in ("C-000124", "C-000777"):
        other = customer.replace("C-000123", number).replace("宏远物流", number).replace("HY-2024-031", f"HY-{number}")
        made.write(CUSTOMER.replace("C-000123", number), other)
    made.commit("2026-10-12 09:00")
    return made


@dataclass
class Company:
    """A company under way; ``done`` says what was done to it."""

    repository: Repository
    done: list[object] = field(default_factory=list)

    @property
    def root(self) -> Path:
        """Its folder."""
        return self.repository.root

    def paths(self) -> list[Path]:
        """The files of its records."""
        return sorted(path for path in (self.root / "records").rglob("*") if path.is_file())

    def chosen(self, number: int) -> Path:
        """One of them."""
        paths = self.paths() or [self.root / "records/units/x.yaml"]
        return paths[number % len(paths)]

    def git(self, *arguments: str) -> None:
        """Git, which may well refuse."""
        subprocess.run(["git", "-C", str(self.root), *arguments], capture_output=True, check=False)

    def look(self, number: int) -> None:
        """Check in one of the ways."""
        self.check(*LOOKS[number % len(LOOKS)])

    def check(self, *how: str) -> str:
        """Check; all that is told must be what a check without memory tells."""
        parser = argparse.ArgumentParser()
        arguments(parser)
        chosen = parser.parse_args(["--base-dir", str(self.root), *how])
        told, whole = examine(chosen), examine(chosen, {})
        assert as_json(told) == as_json(whole), (how, self.done)
        assert text(told) == text(whole), (how, self.done)
        return text(told)

    def swap(self, number: int, which: int) -> None:
        """Change something in a file."""
        path, (old, new) = self.chosen(number), SWAPS[which % len(SWAPS)]
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes().decode("utf-8", "replace")
            times = -1 if which % 3 else 1
            path.write_bytes(content.replace(old, new, times).encode() if old else (content + new).encode())

    def delete(self, number: int, _which: int) -> None:
        """Delete a file."""
        self.chosen(number).unlink(missing_ok=True)

    def copy(self, number: int, which: int) -> None:
        """Copy a file, perhaps to where another lies."""
        source = self.chosen(number)
        name = ("copy.yaml", "b/c.yaml", "ignored-x.yaml", ".hidden.yaml", "X.yml", self.chosen(which * 7).name)[
            which % 6
        ]
        target = source.parent / name
        if source.is_file() and source != target:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)

    def move(self, number: int, which: int) -> None:
        """Rename a file or its folder."""
        source = self.chosen(number)
        if which % 3 == 0 and source.parent.name != "records":
            source = source.parent
        target = source.with_name(source.name.replace("C-000", "c-000") if which % 2 else f"moved-{source.name}")
        if source.exists() and not target.exists():
            source.rename(target)

    def restore(self, number: int, which: int) -> None:
        """Write a good file at its place."""
        files = sorted(valid_files())
        path = files[number % len(files)] if which % 2 else CUSTOMER
        if not any((self.root / parent).is_file() for parent in Path(path).parents):
            self.repository.write(path, valid_files()[path].decode())

    def touch(self, number: int, _which: int) -> None:
        """Save a file again as it was."""
        path = self.chosen(number)
        if path.is_file():
            path.write_bytes(path.read_bytes())

    def stage(self, number: int, which: int) -> None:
        """Something in the index alone."""
        path = self.chosen(number).relative_to(self.root).as_posix()
        self.git(*(
            ("add", path),
            ("add", "--all"),
            ("rm", "--cached", "-q", path),
            ("add", "-N", "."),
            ("reset", "-q"),
            ("add", "-f", path),
        )[which % 6])  # fmt: skip

    def commit(self, number: int, which: int) -> None:
        """A commit, of all or of what is staged."""
        if which % 2:
            self.git("add", "--all")
        self.git("commit", "-q", "--allow-empty", "-m", f"{number}", *(("--amend",) if which % 5 == 0 else ()))

    def checkout(self, number: int, which: int) -> None:
        """Going elsewhere in history."""
        self.git(*(
            ("checkout", "-q", "-f", "main"),
            ("checkout", "-q", "--detach", "HEAD~1"),
            ("checkout", "-q", "-B", f"side-{number % 2}"),
            ("checkout", "-q", f"side-{number % 2}"),
            ("stash", "-q", "-u"),
            ("stash", "pop", "-q"),
            ("reset", "-q", "--hard"),
            ("reset", "-q", "--soft", "HEAD~1"),
            ("merge", "-q", "-m", "merge", f"side-{number % 2}"),
            ("gc", "-q", "--prune=now"),
            ("clean", "-q", "-d", "-f"),
        )[which % 11])  # fmt: skip

    def odd(self, number: int, which: int) -> None:
        """What is rare: links, flags, other repositories, attributes."""
        path = self.chosen(number)
        below = path.relative_to(self.root).as_posix()
        kind = which % 9
        if kind == 0:
            (self.root / "records" / "units" / "link.yaml").unlink(missing_ok=True)
            (self.root / "records" / "units" / "link.yaml").symlink_to(path)
        elif kind == 1:
            self.git("update-index", "--assume-unchanged", below)
        elif kind == 2:
            self.git("update-index", "--skip-worktree", below)
        elif kind == 3:
            self.git("update-index", "--no-assume-unchanged", "--no-skip-worktree", below)
        elif kind == 4:
            self.git("init", "-q", "records/inner")
        elif kind == 5:
            shutil.rmtree(self.root / "records" / "inner", ignore_errors=True)
            (self.root / "records" / "units" / "link.yaml").unlink(missing_ok=True)
        elif kind == 6:
            (self.root / "records" / ".gitattributes").write_text("*.yaml text eol=crlf\n", encoding="utf-8")
        elif kind == 7:
            (self.root / "records" / ".gitattributes").unlink(missing_ok=True)
        else:
            self.git("config", "core.autocrlf", ("true", "false")[number % 2])


STEPS: dict[str, Callable[[Company, int, int], None]] = {
    "swap": Company.swap,
    "delete": Company.delete,
    "copy": Company.copy,
    "move": Company.move,
    "restore": Company.restore,
    "touch": Company.touch,
    "stage": Company.stage,
    "commit": Company.commit,
    "checkout": Company.checkout,
}
RARE = {"odd": Company.odd}


def copied(root: Path, to: Path) -> Company:
    """Such a company in another folder, checked once."""
    shutil.copytree(root, to, symlinks=True)
    made = Company(Repository(to))
    made.git("status")
    made.check()
    return made


def file_of(company: Company) -> Path:
    """The file of the warm check."""
    file = place(State(company.root, "records"))
    assert file is not None
    return file

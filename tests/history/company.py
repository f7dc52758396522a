"""A company whose people do things at random, for the tests that read its history on and anew."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from taizhang.when.moment import format_moment
from tests.repository import Repository, body


class Company:
    """A repository at the mercy of chance, and what its history must be: the landing of each record by path."""

    def __init__(self, repository: Repository, seed: int) -> None:
        self.repository = repository
        self.chance = random.Random(seed)
        self.now = datetime(2026, 10, 12, 8, 0)
        self.made = 0
        self.landings: dict[str, datetime] = {}
        self.before: list[tuple[str, dict[str, datetime]]] = []
        self.nothing()

    def step(self) -> None:
        """One thing that people do."""
        acts = [self.add, self.add, self.edit, self.remove, self.move, self.repair, self.swap, self.request]
        self.chance.choice([*acts, self.nothing, self.rewind])()
        self.before.append((self.repository.head(), dict(self.landings)))

    def any(self) -> str:
        """A record that is there."""
        return self.chance.choice(sorted(self.landings)) if self.landings else self.create()

    def commit(self) -> datetime:
        """The work tree as a commit a while later, now and then with a clock that is behind; its time."""
        self.now += timedelta(minutes=self.chance.choice([1, 30, 600, -45]))
        self.repository.commit(format_moment(self.now))
        return self.now

    def new_path(self) -> str:
        """A place of 12, so that places are used again."""
        return f"records/单位-{self.chance.randrange(3)}/{self.chance.randrange(4)}.yaml"

    def create(self) -> str:
        """A new record in a free place, committed."""
        free = self.new_path()
        while free in self.landings:
            free = self.new_path()
        self.made += 1
        self.repository.write(free, body(f"{self.made}"))
        self.landings[free] = self.commit()
        return free

    def add(self) -> None:
        if len(self.landings) < 10:
            self.create()

    def edit(self) -> None:
        path = self.any()
        self.made += 1
        self.repository.write(path, body(f"{self.made}"))
        self.commit()

    def remove(self) -> None:
        path = self.any()
        (self.repository.root / path).unlink()
        del self.landings[path]
        self.commit()

    def move(self) -> None:
        path, target = self.any(), self.new_path()
        if target not in self.landings:
            self.repository.git("mv", path, self.folder_for(target))
            self.landings[target] = self.landings.pop(path)
            self.commit()

    def repair(self) -> None:
        path, target = self.any(), self.new_path()
        if target not in self.landings:
            text = (self.repository.root / path).read_text(encoding="utf-8")
            (self.repository.root / path).unlink()
            self.repository.write(target, text + "repaired\n")
            self.landings[target] = self.landings.pop(path)
            self.commit()

    def swap(self) -> None:
        """Two records change contents: Git sees two changes in place, and so do we."""
        one, other = (self.repository.root / self.any() for _ in range(2))
        first, second = one.read_text(encoding="utf-8"), other.read_text(encoding="utf-8")
        one.write_text(second, encoding="utf-8", newline="\n")
        other.write_text(first, encoding="utf-8", newline="\n")
        self.commit()

    def request(self) -> None:
        """A branch, merged with or without the time of its submission."""
        if len(self.landings) >= 10:
            return
        self.repository.git("checkout", "--quiet", "-b", f"request-{self.made}")
        path = self.create()
        branch = self.repository.git("branch", "--show-current")
        self.repository.git("checkout", "--quiet", "main")
        submitted = self.now
        self.now += timedelta(hours=1)
        told = self.chance.random() < 0.5
        message = f"Merge\n\nSubmitted-At: {format_moment(submitted)}\n" if told else "Merge"
        self.repository.merge(branch, format_moment(self.now), message)
        self.landings[path] = submitted if told else self.now

    def nothing(self) -> None:
        self.repository.write("site/index.md", f"{self.chance.random()}")
        self.commit()

    def rewind(self) -> None:
        """The line is set back to an earlier commit."""
        name, landings = self.chance.choice(self.before or [(self.repository.head(), self.landings)])
        self.repository.git("reset", "--quiet", "--hard", name)
        self.landings = dict(landings)

    def folder_for(self, path: str) -> str:
        """``path``, with its folder made."""
        (self.repository.root / path).parent.mkdir(parents=True, exist_ok=True)
        return path

"""Companies with a past: real repositories whose records several people wrote, and views of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from taizhang.closing import audited
from taizhang.history.history import read_history
from taizhang.history.versions import versions_of
from taizhang.publish.audience import STAFF, Audience
from taizhang.publish.past_words import Step, steps
from taizhang.publish.view import View, view
from taizhang.records.load import load
from taizhang.records.source import WorkTree
from tests import books
from tests.publish import companies
from tests.repository import OFFSET, Repository

FIRST = "2026-09-01 08:00"
ZHANG = "张伟 <zhang-wei@example.com>"
LI = "li na <4711+lina@users.noreply.example.com>"
GUEST = "{{7*7}} & Co <guest@example.com>"
CUSTOMER = "records/customers/C-000/C-000111.yaml"


class Told:
    """A company's repository: what people commit, and what its site tells of it."""

    def __init__(self, root: Path, files: Mapping[str, str | bytes] | None = None) -> None:
        """Begin with the ordinary company in one commit, in which the guest's account is 李娜's."""
        self.repository = Repository.create(root)
        self.write({**companies.ordinary(), **(files or {})})
        self.commit(FIRST, "begin")

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Put records into the work tree."""
        for path, text in files.items():
            target = self.repository.root / "records" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text if isinstance(text, bytes) else text.encode())

    def commit(self, at: str, message: str, author: str = ZHANG, author_at: str = "") -> str:
        """All of the work tree as a commit of the author; its id."""
        self.repository.git("add", "--all")
        self.repository.git(
            "commit", "--quiet", "--allow-empty", "-m", message, "--author", author, at=at, author_at=author_at
        )
        return self.repository.head()

    def put(self, path: str, text: str | bytes, at: str, message: str = "改", author: str = ZHANG) -> str:
        """One record as a commit of its own; its id."""
        self.write({path.removeprefix("records/"): text})
        return self.commit(at, message, author)

    def view(self, audience: Audience = STAFF) -> View:
        """The view of an audience, with all that Git knows."""
        root = self.repository.root
        book = load(WorkTree(root), books.schemas())
        history = read_history(root, OFFSET)
        versions = versions_of(root, history, book.schemas, None)
        return view(audited(book, history, companies.AS_OF), book, audience, history.head, versions)

    def steps(self, path: str, audience: Audience = STAFF) -> tuple[Step, ...]:
        """What an audience is told of a record."""
        return steps(self.view(audience), path)


def customer(**more: object) -> str:
    """A customer's record."""
    owners = [{"from": "2026-01-05", "person": "zhang-wei", "why": "建档分配"}]
    told = {"id": "C-000111", "name": "宏远物流", "kind": "group", "opened_on": "2026-01-05", "owners": owners, **more}
    return json.dumps(told, ensure_ascii=False, indent=1)


def lines(step: Step) -> list[str]:
    """What changed in a step."""
    return [one.line for one in step.changes]

"""A request as the three forges tell it: their APIs' objects read into one shape, hostile or broken ones refused.

| | GitHub | GitLab | Gitea |
| --- | --- | --- | --- |
| the request | ``pull`` | ``merge_request`` | ``pull`` |
| who approved | ``reviews`` | ``approvals`` | ``reviews`` |
| when it was pushed | ``activity`` of the branch | ``versions`` | ``timeline`` |

Each answer of the API stands under its name in one object. Only the forge's own clock counts: the time of a push is
what the forge noted, never what a commit says. A request is handed in with its last push, and not before it is opened.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Never

from taizhang.desk.forge.sentences import say

PARTS = {
    "github": ("pull", "reviews", "activity"),
    "gitlab": ("merge_request", "approvals", "versions"),
    "gitea": ("pull", "reviews", "timeline"),
}
COMMIT = re.compile("[0-9a-f]{40}([0-9a-f]{24})?")
APPROVED = "APPROVED"
JUDGING = frozenset({APPROVED, "CHANGES_REQUESTED", "REQUEST_CHANGES", "DISMISSED"})


@dataclass(frozen=True, slots=True)
class Sign:
    """Somebody's approval: his login, when (None: not told), and whether it is of the last version."""

    login: str
    at: datetime | None
    current: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: its number and title, its last commit, who opened it, when it was handed in (None: not known)."""

    number: int
    title: str
    head: str
    open: bool
    login: str
    handed_in: datetime | None
    signs: tuple[Sign, ...]


class Refusal(Exception):  # noqa: N818 - no fault of the programme
    """What can't be read, as a sentence; it never leaves this module."""


@dataclass(frozen=True, slots=True)
class Node:
    """A place in what the forge told, which says by its path what is missing there."""

    value: object
    path: str
    forge: str

    def at(self, name: str) -> Node:
        """The member ``name`` of an object."""
        inside = self.value.get(name) if isinstance(self.value, dict) else None
        return Node(inside, f"{self.path}.{name}".lstrip("."), self.forge)

    def text(self) -> str:
        """A text that is there."""
        return self.value if isinstance(self.value, str) and self.value else self.refuse("text")

    def commit(self) -> str:
        """The id of a commit."""
        return found if COMMIT.fullmatch(found := self.text()) else self.refuse("commit")

    def number(self) -> int:
        """A whole number."""
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            return self.value
        return self.refuse("number")

    def each(self) -> Iterator[Node]:
        """The elements of a list; a page of pages (``curl`` of several) is one list."""
        for number, one in enumerate(self.value if isinstance(self.value, list) else self.refuse("list")):
            inner = Node(one, f"{self.path}[{number}]", self.forge)
            yield from inner.each() if isinstance(one, list) else (inner,)

    def moment(self) -> datetime | None:
        """A moment with its offset; None where there is none."""
        try:
            found = datetime.fromisoformat(self.value) if isinstance(self.value, str) else None
        except ValueError:
            return None
        return found if found is not None and found.tzinfo is not None else None

    def refuse(self, wanted: str) -> Never:
        """Say what is missing here."""
        kind, parts = say(f"trailers.{wanted}"), ", ".join(PARTS[self.forge])
        raise Refusal(say("trailers.shape", path=self.path, wanted=kind, forge=self.forge, parts=parts))


def asked_of(forge: str, whole: str) -> Asked | str:
    """The request that ``whole``, a JSON object with the forge's three answers, tells of; or why it can't be read."""
    try:
        value = json.loads(whole)
    except (ValueError, RecursionError) as error:
        return say("trailers.unreadable", why=type(error).__name__)
    try:
        return READERS[forge](Node(value, "", forge))
    except Refusal as refusal:
        return str(refusal)
    except RecursionError:
        return say("trailers.unreadable", why="RecursionError")


def _github(whole: Node) -> Asked:
    pull = whole.at("pull")
    head, ref = pull.at("head").at("sha").commit(), f"refs/heads/{pull.at('head').at('ref').text()}"
    pushes = (
        one.at("timestamp").moment()
        for one in whole.at("activity").each()
        if one.at("after").value == head and one.at("ref").value == ref
    )
    return _asked(pull, "number", head, pull.at("user").at("login").text(), pushes, _reviews(whole, head))


def _gitea(whole: Node) -> Asked:
    pull = whole.at("pull")
    head = pull.at("head").at("sha").commit()
    noted = [one for one in whole.at("timeline").each() if one.at("type").value == "pull_push"]
    pushes = [one.at("created_at").moment() for one in noted if head in _commits(one)]
    if not noted:
        pushes = [pull.at("created_at").moment()]  # never pushed to since it was opened
    return _asked(pull, "number", head, pull.at("user").at("login").text(), pushes, _reviews(whole, head))


def _gitlab(whole: Node) -> Asked:
    request = whole.at("merge_request")
    head = request.at("sha").commit()
    listed = whole.at("versions").each()
    pushes = [one.at("created_at").moment() for one in listed if one.at("head_commit_sha").value == head]
    last = max((push for push in pushes if push is not None), default=None)
    signs = []
    for one in whole.at("approvals").at("approved_by").each():
        at = one.at("approved_at").moment()
        current = at is None or last is None or at >= last
        signs.append(Sign(one.at("user").at("username").text(), at, current))
    return _asked(request, "iid", head, request.at("author").at("username").text(), pushes, signs)


READERS: dict[str, Callable[[Node], Asked]] = {"github": _github, "gitlab": _gitlab, "gitea": _gitea}


def _asked(
    request: Node, number: str, head: str, login: str, pushes: Iterable[datetime | None], signs: Iterable[Sign]
) -> Asked:
    opened, state = request.at("created_at").moment(), request.at("state").text()
    last = max((push for push in pushes if push is not None), default=None)
    return Asked(
        number=request.at(number).number(),
        title=request.at("title").text(),
        head=head,
        open=state in {"open", "opened"},
        login=login,
        handed_in=last if last is None or opened is None else max(last, opened),
        signs=tuple(signs),
    )


def _reviews(whole: Node, head: str) -> list[Sign]:
    """Everybody's last judgement, where it is an approval; one that was dismissed is none."""
    last: dict[str, Sign | None] = {}
    for one in whole.at("reviews").each():
        state = str(one.at("state").value)
        if state not in JUDGING:
            continue
        login = one.at("user").at("login").text()
        sign = Sign(login, one.at("submitted_at").moment(), one.at("commit_id").value == head)
        if one.at("stale").value is True:
            sign = replace(sign, current=False)
        last.pop(login, None)
        last[login] = sign if state == APPROVED and one.at("dismissed").value is not True else None
    return [sign for sign in last.values() if sign is not None]


def _commits(push: Node) -> list[object]:
    """The commits a push brought: JSON in the text of the timeline's entry."""
    try:
        body = json.loads(push.at("body").text())
    except (ValueError, RecursionError):
        return []
    listed = body.get("commit_ids") if isinstance(body, dict) else None
    return listed if isinstance(listed, list) else []

"""Trailers read here are what Git reads; whatever is not as plain as that is asked of Git."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from taizhang.history.trailers import asked_trailers, plain_trailers
from taizhang.records.git import Git
from tests.repository import Repository

TOLD = "Submitted-At: 2026-10-12 09:25\nApproved-By: 王芳 <w@example.com>"
CUT = "# ------------------------ >8 ------------------------\n"
PARTS = (
    *("\n", "\n\n", "\n \n", " ", "\t", "\r\n", "#", "# comment\n", "---\n", "Merge request 7", "改 数", CUT),
    *("Submitted-At: 2026-10-12 09:25\n", "submitted-by: 李娜 <l@example.com> \n", "Approved-By : x\n"),
    *("Approved-By: 王芳 <w@example.com>\n", "Submitted-At: 10-12\n  09:25\n", "Reviewed-By: x\n", "APPROVED-AT:\n"),
    *("(cherry picked from commit 1)\n", "Signed-off-by: x <x@x>\n", "Approved-By:　x　\n", "Conflicts:\n", "\ta\n"),
    *(
        "Approved-By: a\x0bb\n",
        "Submitted: x\n",
        "Key_: submitted-at\n",
        "Approved-By: \u2028x\n",
        "Approved-At: x\x85\n",
    ),
)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository.create(tmp_path)


def committed(repository: Repository, messages: list[str]) -> list[str]:
    """A commit for each message as it is, and the commits' ids."""
    stream = "".join(
        f"commit refs/heads/main\ncommitter x <x@x> {1_760_000_000 + number} +0800\n"
        f"data {len(message.encode())}\n{message}\n"
        for number, message in enumerate(messages)
    )
    repository.git("fast-import", "--quiet", given=stream.encode())
    return repository.git("rev-list", "--reverse", "main").split("\n")


@pytest.mark.parametrize(
    ("message", "told"),
    [
        (f"Merge\n\n{TOLD}\n", TOLD),
        (f"Merge\n\nSome text.\n\nReviewed-By: x\n{TOLD}", TOLD),
        ("Merge\n\nsubmitted-by: x\n\n\n", "submitted-by: x"),
        ("no word of it\n", ""),
        ("", ""),
    ],
)
def test_what_is_plain_is_read_here(message: str, told: str) -> None:
    assert plain_trailers(message) == told


@pytest.mark.parametrize(
    "message",
    [
        "Submitted-At: x\n",
        "Merge\n\nSubmitted-At: x\n  y\n",
        "Merge\n\nSubmitted-At: x\nand a sentence\n",
        "Merge\n\nSubmitted-At: x\n\nThe end.\n",
        f"\n\n{TOLD}\n",
        f"Merge\n\n# ------------------------ >8 ------------------------\n\n{TOLD}\n",
    ],
)
def test_what_is_not_plain_is_not(message: str) -> None:
    assert plain_trailers(message) is None


def test_plain_or_asked_it_is_what_git_tells(repository: Repository) -> None:
    """Of 2,000 messages put together by chance, many plain, each is as Git reads it where it is read here."""
    chance = random.Random(7)
    messages = ["Merge\n\n" * (number % 2) + "".join(chance.choices(PARTS, k=number % 5)) for number in range(2000)]
    ids = committed(repository, messages)
    asked = asked_trailers(Git(repository.root), ids)
    assert not isinstance(asked, str)
    assert list(asked) == ids
    raw = repository.git("log", "--reverse", "-z", "--format=%B", "main").split("\0")
    told = {name: plain_trailers(message) for name, message in zip(ids, raw, strict=False)}
    plain = {name: found.strip() for name, found in told.items() if found is not None}
    assert {name: asked[name].strip() for name in plain} == plain
    assert sum(map(bool, plain.values())) > 25
    assert len(plain) < len(ids) - 50


def test_gits_refusal_is_handed_on(repository: Repository) -> None:
    assert "bad object" in str(asked_trailers(Git(repository.root), ["0" * 40]))

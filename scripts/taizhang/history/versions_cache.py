"""What was read of versions and authors so far, in one small file beside that of the line; as little trusted as it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from taizhang import __version__
from taizhang.history.authors import Authors, from_plain, plain
from taizhang.history.content import Content, Point
from taizhang.history.differences import Compared, Difference, Entry, Form, Step
from taizhang.history.excerpt import Piece
from taizhang.records.written import written

FORMAT = 1
NAME = "taizhang-versions"
USUAL = Path(".cache", "taizhang", "versions.json")
"""Where commands and site keep it, below the company's folder."""


def load(path: Path, tracked: str) -> tuple[dict[Point, Content], Authors] | None:
    """What is kept at ``path`` for what ``tracked`` names; None where there is nothing that can be relied on."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if head != _key(tracked, body):
        return None
    contents, authors = json.loads(body)
    return {(commit, place): _content(one) for commit, place, *one in contents}, from_plain(authors)


def save(path: Path, tracked: str, known: Mapping[Point, Content], authors: Authors, commits: Collection[str]) -> bool:
    """Keep what is known of the line's ``commits``; False where that folder cannot be written to."""
    contents = [[*point, *_plain(one)] for point, one in sorted(known.items()) if point[0] in commits]
    told = json.dumps([contents, plain(authors, commits)], separators=(",", ":"), default=str)
    body = told.encode("ascii")
    return written(path, _key(tracked, body) + b"\n" + body)


def _key(tracked: str, body: bytes) -> bytes:
    digest = hashlib.blake2b(body, digest_size=20).hexdigest()
    return json.dumps([NAME, FORMAT, __version__, tracked, digest]).encode("ascii")


def _plain(one: Content) -> list[Any]:
    compared = None
    if one.compared is not None:
        compared = [one.compared.more, *(_difference(found) for found in one.compared.told)]
    return [int(one.readable), one.level, one.before, compared]


def _difference(one: Difference) -> list[Any]:
    place = [step if isinstance(step, str) else [step.number, *step.key] for step in one.place]
    return [place, one.form.value, one.was, one.now, one.pieces]


def _content(one: list[Any]) -> Content:
    readable, level, before, compared = one
    found = None if compared is None else Compared(tuple(_read(part) for part in compared[1:]), compared[0])
    return Content(bool(readable), level, before, found)


def _read(one: list[Any]) -> Difference:
    place, form, was, now, pieces = one
    return Difference(
        tuple(_step(part) for part in place), Form(form), was, now, tuple(Piece(*part) for part in pieces)
    )


def _step(part: Any) -> Step:  # noqa: ANN401 - JSON's own types
    return part if isinstance(part, str) else Entry(part[0], tuple((name, value) for name, value in part[1:]))

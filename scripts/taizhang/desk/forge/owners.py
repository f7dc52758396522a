"""Owners files of GitHub, GitLab and Gitea: the same places and people in each forge's own syntax.

| | GitHub | GitLab | Gitea |
| --- | --- | --- | --- |
| file | .github/CODEOWNERS | .gitlab/CODEOWNERS | .gitea/CODEOWNERS |
| pattern | as in .gitignore, without ``!`` and ``[]`` | fnmatch, in sections | Go's expressions, doubled backslashes |
| which counts | the last that matches | the last of each section | every one that matches |
| forces | with branch protection | Premium, with protected branches | never: it asks |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from taizhang.desk.forge.approvers import ENOUGH, Approvers, Area, Organisation
from taizhang.desk.forge.owned import areas
from taizhang.desk.forge.sentences import say
from taizhang.records.book import Book
from taizhang.records.source import DEFAULT_ROOT

PLACES = {"github": ".github/CODEOWNERS", "gitlab": ".gitlab/CODEOWNERS", "gitea": ".gitea/CODEOWNERS"}
ADMINISTRATOR = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}(/[A-Za-z0-9][A-Za-z0-9._-]{0,63}){0,3}")
PROGRAMME = ("schemas", "scripts", "site", "tests", "benchmarks", ".github", ".gitlab", ".gitea", ".vscode")
NOT_IN_PATTERN = re.compile(r"[^A-Za-z0-9._-]")


@dataclass(frozen=True, slots=True)
class Owned:
    """All that an owners file is written from."""

    forge: str
    day: date
    areas: tuple[Area, ...]
    administrators: Approvers
    named: bool


def owned(book: Book, forge: str, day: date, administrators: tuple[str, ...] = ()) -> Owned:
    """Who approves what in the company of ``book`` as of ``day``; ``administrators`` are logins or teams, without @."""
    organisation = Organisation(book, forge, day, administrators)
    return Owned(forge, day, areas(book, organisation), organisation.only_administrators(), organisation.named)


def text(found: Owned) -> str:
    """The file's text, in the forge's syntax."""
    return "\n".join((*_head(found), "", *WRITERS[found.forge](found))) + "\n"


def _head(found: Owned) -> Iterator[str]:
    order = {"github": "owners.last", "gitlab": "owners.last-in-section", "gitea": "owners.every"}
    yield _comment(say("owners.head", forge=found.forge, day=found.day.isoformat()))
    yield _comment(say(order[found.forge]))
    if not found.named:
        yield _comment(say("owners.no-administrators"))


def _github(found: Owned) -> Iterator[str]:
    """The administrators' ``*`` first, narrower places after it: the last that matches counts."""
    yield from _line(found, say("owners.administrators"), ("*",), found.administrators)
    for area in found.areas:
        yield from _line(found, area.title, _globs(area), area.approvers)
    yield from _line(found, say("owners.programme"), (f"/{one}/" for one in PROGRAMME), found.administrators)


def _gitlab(found: Owned) -> Iterator[str]:
    """Two sections that have no file in common, each with one approval: in two that do, both would be asked."""
    yield f"[{say('owners.records')}][1]"
    for area in found.areas:
        yield from _line(found, area.title, _globs(area), area.approvers)
    yield ""
    yield f"[{say('owners.programme')}][1]"
    everything = ("/*", *(f"/{one}/" for one in PROGRAMME))
    yield from _line(found, say("owners.administrators"), everything, found.administrators)


def _gitea(found: Owned) -> Iterator[str]:
    """Expressions without a file in common: every one that matches asks its people."""
    yield from _line(found, say("owners.administrators"), (rf"!{DEFAULT_ROOT}/.*",), found.administrators)
    for area in found.areas:
        yield from _line(found, area.title, (_expression(area),), area.approvers)


WRITERS: dict[str, Callable[[Owned], Iterator[str]]] = {"github": _github, "gitlab": _gitlab, "gitea": _gitea}


def _globs(area: Area) -> Sequence[str]:
    """The patterns of a place: one for all folders of a unit where narrower ones follow."""
    below = f"{_safe(area.below)}/" if area.below else ""
    if area.usual:
        return (f"/{DEFAULT_ROOT}/*/{below}",)
    return tuple(f"/{DEFAULT_ROOT}/{_safe(one)}{'' if area.files else '/'}{below}" for one in area.folders)


def _expression(area: Area) -> str:
    """The place as one expression; the forge halves backslashes, and anchors both ends without grouping."""
    folders = "|".join(_literal(one) for one in area.folders)
    below = f"/{_literal(area.below)}" if area.below else ""
    return f"{DEFAULT_ROOT}/({folders}){below}" + ("" if area.files else "/.*")


def _literal(name: str) -> str:
    return _safe(name).replace(".", "\\\\.")


def _safe(name: str) -> str:
    """``name`` as it may stand in a pattern: a record's text is no wildcard, no space and no comment."""
    return NOT_IN_PATTERN.sub("?", name)


def _line(found: Owned, title: str, patterns: Sequence[str] | Iterator[str], who: Approvers) -> Iterator[str]:
    yield _comment(title)
    if who.unknown:
        yield _comment(say("owners.unknown", forge=found.forge, names="、".join(who.unknown)))
    if len(who.logins) < ENOUGH and "/" not in "".join(who.logins):
        yield _comment(say("owners.alone" if who.logins else "owners.nobody"))
    asked = " ".join(f"@{login}" for login in who.logins)
    for pattern in patterns:
        yield f"{pattern} {asked}" if asked else _comment(pattern)


def _comment(words: str) -> str:
    """One line of comment, whatever stands in a name."""
    return "# " + " ".join(words.split())

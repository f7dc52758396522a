"""The trailers of a merge: who handed a request in and when, who approved it and when (history/landing.py reads them).

Nothing a request's author can write reaches them: times are the forge's, people are its accounts, named as the
company's own records name them, and his title is one line of the subject. He never approves what is his own, and
nobody approves anything whom the records do not know.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from taizhang.desk.forge.asked_of import Asked, Sign
from taizhang.desk.forge.sentences import say
from taizhang.facts.registers import Registers

MARKS = {"github": "#", "gitlab": "!", "gitea": "#"}
NOT_IN_NAME = re.compile(r"[<>\x00-\x1f\x7f]+")
NOT_IN_LOGIN = re.compile(r"[^A-Za-z0-9._\[\]-]")
TITLE = 120


@dataclass(frozen=True, slots=True)
class Merge:
    """What a merge says: its subject, its trailers line by line; ``notes`` tell what was left out, and why."""

    subject: str
    trailers: tuple[str, ...]
    head: str
    notes: tuple[str, ...]

    @property
    def message(self) -> str:
        """The whole message of the commit."""
        return "\n".join((self.subject, "", *self.trailers)) + "\n"


def merge_of(asked: Asked, forge: str, registers: Registers, *, unapproved: bool = False) -> Merge | str:
    """What the merge of a request says, or why it can't be merged; ``unapproved`` lets one nobody approved pass."""
    if not asked.open:
        return say("trailers.closed", number=asked.number)
    names, notes = names_of(registers, forge), []
    lines = [f"Submitted-By: {_person(asked.login, forge, names)}"]
    if asked.handed_in is None:
        notes.append(say("trailers.no-push"))
    else:
        lines.append(f"Submitted-At: {_instant(asked.handed_in)}")
    counted = 0
    for sign in asked.signs:
        if why := _why_not(sign, asked, names):
            notes.append(why)
            continue
        counted += 1
        lines.append(f"Approved-By: {_person(sign.login, forge, names)}")
        if sign.at is None:
            notes.append(say("trailers.no-time", login=_login(sign.login)))
        else:
            lines.append(f"Approved-At: {_instant(sign.at)}")
    if not counted and not unapproved:
        return "\n".join((*notes, say("trailers.nobody")))
    title = " ".join(NOT_IN_NAME.sub(" ", asked.title).split())[:TITLE]
    subject = say("trailers.subject", mark=MARKS[forge], number=asked.number, title=title)
    return Merge(subject, tuple(lines), asked.head, tuple(notes))


def names_of(registers: Registers, forge: str) -> dict[str, str]:
    """The company's name of each account at ``forge``, by login in lower case."""
    return dict(_accounts(registers, forge))


def body(merge: Merge, forge: str) -> Mapping[str, object]:
    """What the forge's own merge call is sent: it merges this very head, or refuses."""
    return BODIES[forge](merge)


def _github(merge: Merge) -> Mapping[str, object]:
    told = {"commit_title": merge.subject, "commit_message": "\n".join(merge.trailers)}
    return {"merge_method": "merge", "sha": merge.head, **told}


def _gitlab(merge: Merge) -> Mapping[str, object]:
    return {"sha": merge.head, "squash": False, "merge_commit_message": merge.message.rstrip("\n")}


def _gitea(merge: Merge) -> Mapping[str, object]:
    told = {"MergeTitleField": merge.subject, "MergeMessageField": "\n".join(merge.trailers)}
    return {"Do": "merge", "head_commit_id": merge.head, **told}


BODIES: dict[str, Callable[[Merge], Mapping[str, object]]] = {"github": _github, "gitlab": _gitlab, "gitea": _gitea}


def _why_not(sign: Sign, asked: Asked, names: Mapping[str, str]) -> str:
    if sign.login.lower() == asked.login.lower():
        return say("trailers.own", login=_login(sign.login))
    if sign.login.lower() not in names:
        return say("trailers.stranger", login=_login(sign.login))
    return "" if sign.current else say("trailers.stale", login=_login(sign.login))


def _accounts(registers: Registers, forge: str) -> Iterator[tuple[str, str]]:
    for person in registers.entities("person"):
        listed = person.record.data.get("accounts")
        for one in listed if isinstance(listed, list) else ():
            if isinstance(one, dict) and str(one.get("forge", "")).lower() == forge:
                yield str(one.get("login", "")).lower(), person.name


def _person(login: str, forge: str, names: Mapping[str, str]) -> str:
    """``name <login@forge>``: the account is what can be checked, the name is for people."""
    name = " ".join(NOT_IN_NAME.sub(" ", names.get(login.lower(), "")).split()) or _login(login)
    return f"{name} <{_login(login)}@{forge}>"


def _login(login: str) -> str:
    return NOT_IN_LOGIN.sub("?", login)[:100]


def _instant(moment: datetime) -> str:
    """To the second, with the offset the forge gave."""
    return moment.isoformat(timespec="seconds")

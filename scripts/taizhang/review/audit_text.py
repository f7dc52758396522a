"""An audit for a terminal and for programmes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import groupby

from taizhang.review.audit import Audit, Finding
from taizhang.review.sentences import say
from taizhang.review.text import printable

MOST = 60
"""So many findings of one sort are told; the rest are counted."""
SHORT = 10
"""So many characters of a commit's id are told to people."""


def text(found: Audit, since: str, most: int = MOST) -> str:
    """What was looked at, what was found by sort, what could not be looked at."""
    counts = {"commits": found.commits, "records": found.records}
    lines = [say("audit.since", since=since, **counts) if since else say("audit.head", **counts)]
    for rule, group in groupby(found.findings, lambda one: one.rule):
        lines += _section(rule, list(group), most)
    if not found.findings:
        lines.append(say("audit.nothing"))
    unlooked = list(_unlooked(found, most))
    if unlooked:
        lines += ["", say("audit.unlooked"), *(f"  {line}" for line in unlooked)]
    return "\n".join(printable(line) for line in lines) + "\n"


def as_json(found: Audit, since: str, most: int = 0) -> str:
    """All of it for programmes."""
    del most
    findings = [
        {"rule": one.rule, "path": one.path, "at": one.at, "commit": one.commit, "text": one.text}
        for one in found.findings
    ]
    unknown = [{"name": name, "mail": mail, "changes": count} for (name, mail), count in sorted(found.unknown.items())]
    value = {
        "since": since,
        "commits": found.commits,
        "records": found.records,
        "findings": findings,
        "unknown_authors": unknown,
        "before_history": found.early,
        "unreadable": found.unread,
        "claims_before_history": found.unbacked,
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


FORMATS: dict[str, Callable[[Audit, str, int], str]] = {"text": text, "json": as_json}


def _section(rule: str, found: list[Finding], most: int) -> Iterator[str]:
    yield ""
    yield say("audit.section", title=say(f"audit.title.{rule}"), count=len(found))
    for one in found[: most or None]:
        place = one.path or say("audit.commit")
        yield f"  {place}  {one.text}  [{one.at} {one.commit[:SHORT]}]"
    if most and len(found) > most:
        yield "  " + say("impact.more", count=len(found) - most)


def _unlooked(found: Audit, most: int) -> Iterator[str]:
    """What was not looked at, and why."""
    listed = sorted(found.unknown.items(), key=lambda one: (-one[1], one[0]))
    for (name, mail), count in listed[: most or None]:
        yield say("audit.unknown", who=f"{name} <{mail}>", count=count)
    if most and len(listed) > most:
        yield say("impact.more", count=len(listed) - most)
    if found.early:
        yield say("audit.early", count=found.early)
    if found.unbacked:
        yield say("audit.unbacked", count=found.unbacked)
    if found.unread:
        yield say("audit.unread", count=found.unread)

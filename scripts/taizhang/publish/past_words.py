"""The past of a record in words: who did what when, each field by its title, each value as pages say it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from taizhang.explain.past import say
from taizhang.history.differences import Difference, Entry, Form
from taizhang.history.excerpt import Piece, cut
from taizhang.history.history import Status
from taizhang.history.trust import TRUST
from taizhang.publish.identities import Who
from taizhang.publish.labels import Schema, labelled, node_at, word
from taizhang.publish.past import Event
from taizhang.publish.view import View
from taizhang.when.moment import format_moment

SHORT_ID = 8
LONGEST = 400
"""Of a value with parts so many characters are told."""
WHOLE = (Form.ADDED, Form.REMOVED)
RULES = ("rules", "*")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference in words: ``how`` is its form; ``pieces`` of a long text instead of what was and is."""

    label: str
    how: Form
    was: str = ""
    now: str = ""
    pieces: tuple[Piece, ...] = ()

    @property
    def line(self) -> str:
        """The difference in one line of text."""
        if self.how is Form.TEXT:
            told = say("apart").join(_piece(one) for one in self.pieces)
            return say("pieces", label=self.label, pieces=told)
        if self.how is Form.ADDED:
            return say("added", label=self.label, now=self.now)
        if self.how is Form.REMOVED:
            return say("removed-entry", label=self.label, was=self.was)
        return say("order" if self.how is Form.ORDER else "from-to", label=self.label, was=self.was, now=self.now)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened: when it landed, who did it, what it was, what changed; ``commit`` is its short id."""

    moment: datetime | None
    committed: bool
    who: str
    what: tuple[str, ...]
    changes: tuple[Change, ...]
    notes: tuple[str, ...]
    commit: str
    subject: str

    @property
    def when(self) -> str:
        """When it landed, as text."""
        if not self.committed:
            return say("uncommitted")
        return format_moment(self.moment) if self.moment else say("no-time")


def why_none(view: View, path: str) -> str:
    """Why nothing is told of a record's past; "" where something may be."""
    if view.past.unknown is not None:
        return say(f"unknown.{view.past.unknown.value}")
    return say("elsewhere") if path.startswith("/") else ""


def steps(view: View, path: str) -> tuple[Step, ...]:
    """What became of a record, the newest first; what one commit did is one step."""
    found: list[Step] = []
    for event in view.past.of(path):
        step = _step(view, event)
        if found and event.commit and found[-1].commit == step.commit:
            last = found.pop()
            what = tuple(dict.fromkeys((*step.what, *last.what)))
            changes, notes = (*last.changes, *step.changes), tuple(dict.fromkeys((*last.notes, *step.notes)))
            step = Step(step.moment, True, step.who, what, changes, notes, step.commit, step.subject)  # noqa: FBT003
        found.append(step)
    return tuple(found)


def text(view: View, path: str) -> Iterator[str]:
    """The past of a record as lines of text."""
    yield say("head", title=view.title(path), path=path)
    found = steps(view, path)
    if not found:
        yield why_none(view, path) or say("none")
    for one in found:
        parts = (one.when, one.who, say("apart").join(one.what), one.commit, one.subject)
        yield "  ".join(part for part in parts if part)
        for line in (*(change.line for change in one.changes), *one.notes):
            yield f"    {line}"


def _step(view: View, event: Event) -> Step:
    nodes = _Nodes(view, event.kind) if event.differences else None
    changes = tuple(_change(one, nodes) for one in event.differences if nodes is not None)
    return Step(
        moment=event.moment,
        committed=bool(event.commit),
        who=_who(view, event),
        what=tuple(_what(event)),
        changes=changes,
        notes=tuple(_notes(view, event)),
        commit=event.commit[:SHORT_ID],
        subject=event.subject,
    )


def _what(event: Event) -> Iterator[str]:
    """What happened; of a change that is told in its parts nothing more."""
    if event.veiled:
        yield say("veiled")
    elif event.status is Status.LANDED:
        yield say("landed-again" if event.again else "landed")
    elif event.status is Status.MOVED_IN:
        yield say("moved-from", other=event.other) if event.other else say("moved-in")
    elif event.status is not Status.CHANGED:
        yield say(event.status.value)
    if event.veiled:
        return
    if not event.readable:
        yield say("unread")
    elif event.status is Status.CHANGED and not event.compared:
        yield say("unread-before")
    elif event.status is Status.CHANGED and not event.differences and not event.withheld:
        yield say("same")


def _notes(view: View, event: Event) -> Iterator[str]:
    if event.more:
        yield say("more", count=event.more)
    if event.withheld:
        yield say("withheld" if event.differences else "withheld-all")
    if event.approved:
        yield say("approved", who=_names(view, event.approved))
    if event.written_at and event.moment and abs(event.moment - event.written_at) > TRUST:
        yield say("written", at=format_moment(event.written_at))


def _who(view: View, event: Event) -> str:
    if event.by is None:
        return ""
    by = _name(view, event.by)
    if not event.merged:
        return say("by", who=_names(view, event.writers) if event.writers else by)
    return say("merged-of", who=by, writers=_names(view, event.writers)) if event.writers else say("merged", who=by)


def _names(view: View, people: tuple[Who, ...]) -> str:
    return say("and").join(_name(view, one) for one in people)


def _name(view: View, who: Who) -> str:
    return view.person(who.person) if who.person else who.name or say("nobody")


def _change(one: Difference, nodes: _Nodes) -> Change:
    label = nodes.label(one)
    node = nodes.at(one.pattern)
    if one.form is Form.TEXT:
        return Change(label, one.form, pieces=one.pieces)
    return Change(label, one.form, nodes.say(one.was, node), nodes.say(one.now, node))


class _Nodes:
    """What a kind's schema says of the places in its records."""

    def __init__(self, view: View, kind: str) -> None:
        self._view = view
        self._kind = next(known for known in view.kinds if known.name == kind)

    def at(self, pattern: tuple[str, ...]) -> Schema:
        """The description of a place; of what rules say, that of the first kind of rule which knows it."""
        node = node_at(self._kind.schema, *pattern)
        if "title" in node or pattern[: len(RULES)] != RULES or len(pattern) == len(RULES):
            return node
        rest = pattern[len(RULES) :]
        found = (node_at(schema, *rest) for schema in self._view.rule_kinds.values())
        return next((one for one in found if "title" in one), node)

    def label(self, one: Difference) -> str:
        """A place by titles, entries of lists by their keys or numbers."""
        parts: list[str] = []
        pattern: tuple[str, ...] = ()
        for step in one.place:
            pattern = (*pattern, "*" if isinstance(step, Entry) else step)
            if not isinstance(step, Entry):
                parts.append(str(self.at(pattern).get("title", step)))
            elif step.key:
                called = (self._view.word(value, self.at((*pattern, name))) for name, value in step.key)
                parts[-1:] = [say("entry", title="".join(parts[-1:]), key=say("and").join(called))]
            elif one.form not in WHOLE or step is not one.place[-1]:
                parts[-1:] = [say("numbered", title="".join(parts[-1:]), number=step.number)]
        told = parts[0] if parts else ""
        for part in parts[1:]:
            told = say("label", above=told, title=part)
        return told

    def say(self, value: object, node: Schema) -> str:
        """A value as pages say it, in one line."""
        if value is None:
            return say("nothing")
        if isinstance(value, Mapping | list):
            schema: Mapping[str, Any] = self._kind.schema
            holder = {"properties": {"value": {**node, "title": ""}}}
            (told,) = labelled({"value": value}, holder, schema, self._view.word)
            found = told.line
        else:
            found = word(value, node, self._view.word)
        return cut(" ".join(found.split()), LONGEST) or say("nothing")


def _piece(one: Piece) -> str:
    flat = {name: " ".join(value.split("\n")) for name, value in one._asdict().items()}
    name = "piece" if one.was and one.now else "piece-added" if one.now else "piece-gone"
    return say(name, **flat)

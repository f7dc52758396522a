"""An approval of a record as a record of its own: who, which step, when, and the digest of what was signed (A8.6).

A signature holds as long as the record says what it said then; so nobody types the digest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from taizhang.desk.asked import Unknown, near
from taizhang.desk.upkeep.edits import Edit
from taizhang.desk.upkeep.sentences import say
from taizhang.desk.yaml_text import Value, document
from taizhang.facts.registers import Entity, Registers
from taizhang.facts.voided import APPROVAL, digest_of
from taizhang.records.book import Book, Record
from taizhang.records.paths import fill_template
from taizhang.when.moment import format_date, format_moment

AGREED, REFUSED = "agreed", "refused"
LONGEST = 64
"""So long an id may be."""
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z").match


@dataclass(frozen=True, slots=True)
class Signed:
    """Who says what of a record, and when; no step: the one that such records have had so far, else the post."""

    person: Entity
    at: datetime
    decision: str = AGREED
    step: str = ""
    remark: str = ""


def approval_of(book: Book, asked: str, signed: Signed, root: str) -> Edit | Unknown:
    """The approval of the record asked for (a path, or its key below the root), or why there can be none."""
    subject = _subject(book, asked)
    if isinstance(subject, Unknown):
        return subject
    step = signed.step or _step(book, subject, signed)
    if isinstance(step, Unknown):
        return step
    if not _SLUG(step):
        return Unknown(say("approve.step", value=step))
    digest = digest_of(book, subject.path)
    said = (signed.person.id, subject.key, step, digest)
    for one in book.of(APPROVAL):
        if (one.text("person"), one.text("subject"), one.text("step"), one.text("digest")) == said:
            return Unknown(say("approve.there", path=one.path, subject=subject.path))
    template = book.kind(APPROVAL).template
    for identity in _ids(subject, step, signed.at):
        path = f"{root}/{fill_template(template, {'person': signed.person.id, 'id': identity})}"
        if book.at(path) is None:
            fields: dict[str, Value] = {
                "id": identity,
                "person": signed.person.id,
                "subject": subject.key,
                "step": step,
                "decision": signed.decision,
                "at": format_moment(signed.at),
                "digest": digest,
            }
            if signed.remark:
                fields["remark"] = signed.remark
            return Edit(path, None, document(fields).encode())
    raise AssertionError("numbers never end")


def _subject(book: Book, asked: str) -> Record | Unknown:
    """The record that is to be signed: sound, and no signature itself."""
    key = asked.removesuffix(".yaml")
    found = book.at(asked) or next((one for one in book if key in {one.key, one.path.removesuffix(".yaml")}), None)
    if found is None:
        return Unknown(say("approve.no-record", path=asked) + near(key, {one.key: one.path for one in book}))
    if found.path in book.refused:
        return Unknown(say("approve.refused", path=found.path))
    if found.kind == APPROVAL:
        return Unknown(say("approve.approval", path=found.path))
    return found


def _step(book: Book, subject: Record, signed: Signed) -> str | Unknown:
    """The step that records of this kind were signed at so far; where there was none, the signer's post."""
    kinds = {one.key: one.kind for one in book.sound()}
    known = {one.text("step") for one in book.of(APPROVAL) if kinds.get(one.text("subject")) == subject.kind}
    if len(known) > 1:
        title = book.kind(subject.kind).title
        return Unknown(say("approve.which", title=title, found="、".join(sorted(known))))
    if known:
        return known.pop()
    role = Registers(book).value("person", signed.person.id, "role", signed.at.date())
    name, day = signed.person.name, format_date(signed.at.date())
    return str(role) if role else Unknown(say("approve.no-post", name=name, day=day))


def _ids(subject: Record, step: str, at: datetime) -> Iterator[str]:
    """What the approval may be called: its day, the step, what it is about; then numbered."""
    tail = "-".join(re.findall(r"[a-z0-9]+", subject.key.partition("/")[2].lower()))
    stem = f"{format_date(at.date())}-{step}-{tail}"
    for number in count(1):
        end = "" if number == 1 else f"-{number}"
        yield stem[: LONGEST - len(end)].rstrip("-") + end

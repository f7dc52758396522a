"""What became of each record, as one audience may see it (A6.1, A6.4): what it may not see is gone, old values too.

- A field that is hidden from the audience, or that the schema does not know in a kind with hidden fields, is not told;
  that something else changed is.
- Of a version that was raised above the audience, or that nobody can read, only that it was there.
- A commit's message may speak of all that the commit touched. It is told to whoever may read all of that.
- Authors' addresses of mail are told to nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from taizhang.history.authors import Authored
from taizhang.history.content import Content
from taizhang.history.differences import Difference, Entry, Pattern, Step
from taizhang.history.history import Status, Unknown
from taizhang.history.landing import Landing
from taizhang.history.versions import Version, Versions
from taizhang.publish.audience import Audience
from taizhang.publish.hidden import Limits
from taizhang.publish.identities import Identities, Who
from taizhang.records.book import Book, Record
from taizhang.records.levels import FIELD, GROUND, LEVELS
from taizhang.records.schema_set import Kind
from taizhang.when.moment import local_from_epoch

MANY = 50
"""The message of a commit that touched more records is told only to who may read everything."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a record; ``moment`` None and ``commit`` "": it is not committed yet.

    ``by`` merged or committed it, ``writers`` wrote what a merge brought, ``written_at`` is when they say they did.
    ``veiled``: nothing is told but that it happened. ``withheld``: some of what changed is not told.
    """

    status: Status
    moment: datetime | None
    commit: str
    kind: str
    other: str = ""
    again: bool = False
    readable: bool = True
    compared: bool = False
    differences: tuple[Difference, ...] = ()
    more: int = 0
    veiled: bool = False
    withheld: bool = False
    by: Who | None = None
    merged: bool = False
    writers: tuple[Who, ...] = ()
    approved: tuple[Who, ...] = ()
    written_at: datetime | None = None
    subject: str = ""


class Past:
    """The past of an edition's records; ``gone`` are those that the edition lacks, ``bare`` those without data."""

    def __init__(
        self,
        versions: Versions | None,
        book: Book,
        limits: Mapping[str, Limits],
        audience: Audience,
        gone: frozenset[str] = frozenset(),
        bare: frozenset[str] = frozenset(),
    ) -> None:
        self._versions = versions
        self._book = book
        self._limits = limits
        self._audience = audience
        self._gone = gone
        self._bare = bare
        self._identities = Identities(book)
        self._speakable: dict[str, bool] = {}

    @property
    def unknown(self) -> Unknown | None:
        """Why nothing is known of the past; None where it is."""
        return self._versions.history.why_unknown if self._versions is not None else Unknown.NO_GIT

    def prepare(self, paths: Iterable[str]) -> None:
        """Read in one go what is going to be asked for."""
        if self._versions is not None:
            self._versions.prepare(paths)

    def of(self, path: str) -> tuple[Event, ...]:
        """What happened to the record at ``path``, the newest first."""
        record = self._book.at(path)
        if self._versions is None or record is None or path in self._gone:
            return ()
        pending = self._versions.uncommitted(record, self._book.content)
        landed = self._versions.of(path)
        versions = (*landed, pending) if pending is not None else landed
        return tuple(self._events(record, self._with_levels(record, versions, pending)))

    def _with_levels(
        self, record: Record, versions: tuple[Version, ...], pending: Version | None
    ) -> list[tuple[Version, str | None, str | None]]:
        """Each version with the level said before it and in it, None where nobody can tell; newest first."""
        own: str | None = str(record.data.get(FIELD, ""))
        if pending is not None and pending.content is not None:
            own = pending.content.before
        found = []
        level = own if len(versions) - (pending is not None) == 1 else ""
        for one in versions:
            before = "" if one.status is Status.LANDED else level
            if one.content is not None:
                level = one.content.level if one.content.readable else None
            elif one.status is Status.LANDED:
                level = own
            found.append((one, before, level))
        return found[::-1]

    def _events(self, record: Record, versions: list[tuple[Version, str | None, str | None]]) -> Iterator[Event]:
        for one, *levels in versions:
            kind = self._kind(one.path)
            if kind is None or (kind.name != record.kind and not self._limits[kind.name].none):
                return
            if any(level is not None and self._above(kind, level) for level in levels):
                yield Event(one.status, one.moment, one.commit, kind.name, veiled=True)
                continue
            unread = None in levels and not self._reads_all
            event = self._event(one, kind, bare=record.path in self._bare or unread)
            yield replace(event, other="", subject="") if unread else event

    def _event(self, one: Version, kind: Kind, *, bare: bool) -> Event:
        content = one.content or Content(readable=True)
        found = () if content.compared is None else content.compared.told
        seen = () if bare else tuple(self._seen(found, self._limits[kind.name]))
        hidden = len(found) != len(seen) or any(a is not b for a, b in zip(found, seen, strict=False))
        event = Event(
            one.status,
            one.moment,
            one.commit,
            kind.name,
            other=self._other(one, kind),
            again=one.again,
            readable=content.readable,
            compared=content.compared is not None,
            differences=seen,
            more=0 if hidden or content.compared is None else content.compared.more,
            withheld=hidden,
        )
        return self._signed(event, {one.path, one.other}) if one.commit else event

    def _signed(self, event: Event, paths: set[str]) -> Event:
        """The event with who did it, and what he says of it."""
        assert self._versions is not None
        landing = self._versions.history.commit(event.commit)
        own = self._versions.authored(event.commit)
        brought = [one for one in self._versions.brought(event.commit) if not paths.isdisjoint(one.paths)]
        written = [found for one in brought if (found := self._versions.authored(one.id)) is not None]
        signed = self._identities.signed(landing.submitted_by) if landing else None
        writers = [signed] if signed else [self._who(one) for one in written]
        last = written[0] if written else own
        single = brought[0].id if len({one.id for one in brought}) == 1 else event.commit
        told = self._versions.authored(single) if self._may_be_told(event.commit) else None
        return replace(
            event,
            by=self._who(own) if own else None,
            merged=self._versions.merged(event.commit),
            writers=tuple(dict.fromkeys(writers)),
            approved=self._approved(landing),
            written_at=self._local(last.seconds if last else None),
            subject=told.subject if told else "",
        )

    def _who(self, author: Authored) -> Who:
        return self._identities.who(author.name, author.mail)

    def _approved(self, landing: Landing | None) -> tuple[Who, ...]:
        found = landing.approved if landing else ()
        return tuple(dict.fromkeys(self._identities.who(one.name, one.mail) for one in found))

    def _local(self, seconds: int | None) -> datetime | None:
        assert self._versions is not None
        return None if seconds is None else local_from_epoch(seconds, self._versions.history.utc_offset)

    def _other(self, one: Version, kind: Kind) -> str:
        """Whence a record came, where the audience may know the name of what stood there."""
        found = self._kind(one.other) if one.other else None
        return one.other if found is not None and (found is kind or self._limits[found.name].none) else ""

    def _seen(self, differences: Iterable[Difference], limit: Limits) -> Iterator[Difference]:
        for one in differences:
            if limit.none:
                yield one
            elif _visible(one.pattern, limit):
                place = tuple(_named(one.place, number, limit) for number in range(len(one.place)))
                was, now = (_pruned(value, one.pattern, limit) for value in (one.was, one.now))
                same = (place, was, now) == (one.place, one.was, one.now)
                yield one if same else replace(one, place=place, was=was, now=now)

    def _may_be_told(self, commit: str) -> bool:
        """Whether the audience may read all that a commit of the line touched, in the versions there were of it."""
        if self._reads_all:
            return True
        if commit not in self._speakable:
            assert self._versions is not None
            brought = {path for one in self._versions.brought(commit) for path in one.paths}
            paths = {*self._versions.touched(commit), *brought}
            self._speakable[commit] = len(paths) <= MANY and all(map(self._open, sorted(paths)))
        return self._speakable[commit]

    def _open(self, path: str) -> bool:
        """Whether the audience may read the record at ``path`` in every version there was."""
        assert self._versions is not None
        record = self._book.at(path)
        if record is None:
            moved = [one.other for one in self._versions.history.changes(path)[-1:] if one.status is Status.MOVED_OUT]
            kind = self._kind(path)
            return bool(moved) and kind is not None and self._limits[kind.name].none and self._open_at(moved[0], path)
        kind = self._kind(path)
        if kind is None or path in self._gone or not self._limits[kind.name].none:
            return False
        if self._versions.uncommitted(record, self._book.content) is not None:
            return False
        contents = [one.content for one in self._versions.of(path) if one.content is not None]
        return all(one.readable and not self._above(kind, one.level) for one in contents)

    def _open_at(self, path: str, before: str) -> bool:
        """As ``_open`` for the place to which a record was moved; a path that leads back is none."""
        return path != before and self._book.at(path) is not None and self._open(path)

    def _above(self, kind: Kind, level: str) -> bool:
        return kind.name not in GROUND and self._audience.above(kind.sensitivity, {FIELD: level})

    def _kind(self, path: str) -> Kind | None:
        """The kind of what stands at a path below a record root."""
        return self._book.schemas.kind_of(path.partition("/")[2])

    @cached_property
    def _reads_all(self) -> bool:
        """Whether nothing at all is kept from the audience."""
        open_kinds = all(limit.none for limit in self._limits.values())
        return open_kinds and not self._audience.unit and self._audience.level == LEVELS[-1]


def _visible(pattern: Pattern, limit: Limits) -> bool:
    return limit.known.get(pattern) is False


def _named(place: tuple[Step, ...], number: int, limit: Limits) -> Step:
    """One step of a place; an entry without those of its key's values that may not be seen."""
    step = place[number]
    if not isinstance(step, Entry):
        return step
    above = tuple("*" if isinstance(one, Entry) else one for one in place[: number + 1])
    return Entry(step.number, tuple((name, value) for name, value in step.key if _visible((*above, name), limit)))


def _pruned(value: object, pattern: Pattern, limit: Limits) -> object:
    """A value without the parts that may not be seen."""
    if isinstance(value, Mapping):
        kept = {name: part for name, part in value.items() if _visible((*pattern, name), limit)}
        return {name: _pruned(part, (*pattern, name), limit) for name, part in kept.items()}
    if isinstance(value, list):
        return [_pruned(part, (*pattern, "*"), limit) for part in value] if _visible((*pattern, "*"), limit) else []
    return value

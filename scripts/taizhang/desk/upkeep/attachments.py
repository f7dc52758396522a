"""Attachments: a signed scan or photo told by name, digest and where it is kept; the file itself never comes here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from taizhang.desk.asked import Unknown
from taizhang.desk.upkeep.edits import Edit, appended, with_list
from taizhang.desk.upkeep.sentences import say
from taizhang.records.book import Book, Record
from taizhang.records.paths import Pointer

DEFINITION = "/attachment"
FIELDS = frozenset({"name", "kept_at"})
DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Attached:
    """An attachment of a record: where it is told, what it is called, where it is kept, its digest (or nothing)."""

    record: Record
    pointer: Pointer
    name: str
    kept_at: str
    digest: str


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of the attachments in a folder: as told, other than told (with the file), not there, never digested.

    ``unknown`` are files of the folder that no record tells of.
    """

    same: tuple[Attached, ...]
    changed: tuple[tuple[Attached, str], ...]
    missing: tuple[Attached, ...]
    untold: tuple[Attached, ...]
    unknown: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Every digest has its file."""
        return not (self.changed or self.missing)


def attached_in(book: Book) -> Iterator[Attached]:
    """Every attachment of every record, in the order of the records."""
    for record in book.sound():
        for pointer, value in _mappings(record.data, ()):
            if FIELDS <= value.keys() <= FIELDS | {DIGEST}:
                yield Attached(record, pointer, str(value["name"]), str(value["kept_at"]), str(value.get(DIGEST) or ""))


def _mappings(value: object, pointer: Pointer) -> Iterator[tuple[Pointer, Mapping[str, object]]]:
    if isinstance(value, Mapping):
        yield pointer, value
        for key, part in value.items():
            yield from _mappings(part, (*pointer, key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _mappings(part, (*pointer, number))


def entry_of(name: str, kept_at: str, digest: str) -> dict[str, str]:
    """What a record says of an attachment."""
    return {"name": name, DIGEST: digest, "kept_at": kept_at}


def attached_to(book: Book, path: str, entry: Mapping[str, str]) -> Edit | Unknown:
    """The record at ``path`` with one attachment more; or why it can't have it."""
    record = book.at(path)
    if record is None:
        return Unknown(say("attach.no-record", path=path))
    kind = book.kind(record.kind)
    field = _list_of(kind.schema)
    if not field:
        return Unknown(say("attach.no-field", kind=kind.title))
    for one in attached_in(book):
        if one.record.path == path and one.digest == entry[DIGEST]:
            return Unknown(say("attach.there", path=path, name=one.name))
    content = book.content(path)
    listed = record.data.get(field)
    if isinstance(listed, list) and listed:
        line = book.place(path, (field, len(listed) - 1)).line
        after = appended(content, record, field, entry, line)
    else:
        after = with_list(content, record, field, entry, list(kind.schema["properties"]))
    return Unknown(say("attach.written-oddly", path=path)) if after is None else Edit(path, content, after)


def _list_of(schema: Mapping[str, object]) -> str:
    """The field of a record that lists attachments; nothing where its kind has none."""
    properties = schema.get("properties")
    for name, node in properties.items() if isinstance(properties, Mapping) else ():
        items = node.get("items") if isinstance(node, Mapping) else None
        if isinstance(items, Mapping) and str(items.get("$ref", "")).endswith(DEFINITION):
            return str(name)
    return ""


def compared(attached: Sequence[Attached], files: Mapping[str, str]) -> Compared:
    """The attachments beside the files of a folder; ``files`` are digests by path below it.

    A file that is called as an attachment is, or lies where it is said to lie, but has another digest, was changed.
    """
    digests = set(files.values())
    same = tuple(one for one in attached if one.digest and one.digest in digests)
    changed, missing = [], []
    for one in attached:
        if one.digest and one.digest not in digests:
            file = _called(one, files)
            if file:
                changed.append((one, file))
            else:
                missing.append(one)
    told = {one.digest for one in attached} - {""}
    taken = {file for _, file in changed}
    unknown = tuple(sorted(path for path, digest in files.items() if digest not in told and path not in taken))
    untold = tuple(one for one in attached if not one.digest)
    return Compared(same, tuple(changed), tuple(missing), untold, unknown)


def _called(one: Attached, files: Mapping[str, str]) -> str:
    """The file that should be this attachment, by its name or its place."""
    for path in sorted(files):
        pure = PurePosixPath(path)
        if one.name in {pure.name, pure.stem} or one.kept_at == path or one.kept_at.endswith("/" + path):
            return path
    return ""


def told(found: Compared) -> Iterator[str]:
    """The comparison as lines for people; what is wrong first."""
    for one, file in found.changed:
        yield say("attach.changed", path=one.record.path, name=one.name, file=file)
    for one in found.missing:
        yield say("attach.missing", path=one.record.path, name=one.name, kept_at=one.kept_at)
    for one in found.untold:
        yield say("attach.untold", path=one.record.path, name=one.name)
    for path in found.unknown:
        yield say("attach.unknown", file=path)
    counts = {"same": len(found.same), "changed": len(found.changed), "missing": len(found.missing)}
    yield say("attach.sum", untold=len(found.untold), unknown=len(found.unknown), **counts)

"""One file, from bytes to a checked record: the door ``Examiner.check`` that editor, hook, CI and tests go through."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from taizhang.problem import Place, Problem
from taizhang.records.links import Exchange, gives_and_asks
from taizhang.records.messages import SENTENCES
from taizhang.records.own_checks import Desk, own_problems
from taizhang.records.paths import Pointer, select
from taizhang.records.schema_errors import Teller
from taizhang.records.schema_set import Kind, SchemaSet
from taizhang.records.source import Entry, blob_of, normalised
from taizhang.records.text.reader import read
from taizhang.records.validate import Judge, fast_check, judge

Data = dict[str, Any]
SUFFIX = ".yaml"
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))})
BAD_CHARACTERS = frozenset('<>:"\\|?*\ufffd')
CLOSE = 0.7
"""How alike a mistyped folder must be to be offered."""


class Examined(NamedTuple):
    """What came of one file: its kind and data (None when it can't be read), its problems, what it gives and asks."""

    path: str
    blob: str
    kind: str
    data: Data | None
    problems: tuple[Problem, ...]
    exchange: Exchange | None


class Examiner:
    """Checks single files by a schema set; validators are made once a kind, the reference ones only when needed."""

    def __init__(self, schemas: SchemaSet) -> None:
        self.schemas = schemas
        self.by_head = schemas.by_folder
        self.fast = functools.cache(lambda name: fast_check(schemas.kinds[name].schema))
        self.judge: Callable[[str], Judge] = functools.cache(lambda name: judge(schemas.kinds[name].schema))
        self.fast_variant = functools.cache(lambda folder, name: fast_check(schemas.variants[folder][name]))
        self.variant = functools.cache(lambda folder, name: judge(schemas.variants[folder][name]))

    def check(self, entry: Entry, content: bytes | None) -> Examined:
        """Everything that can be said of one file alone."""
        place = Place(entry.path)
        if entry.link:
            return self._refused(entry, SENTENCES.problem("file.link", place))
        if content is None:
            return self._refused(entry, SENTENCES.problem("file.unreadable", place, value=entry.path))
        head, *rest = entry.below_root.split("/")
        kind = self.by_head.get(head if rest else _suffixed(head))
        if kind is None:
            near = difflib.get_close_matches(head, self.by_head, n=1, cutoff=CLOSE)
            rule = "file.unknown-kind-near" if near else "file.unknown-kind"
            values = {"guess": near[0] if near else "", "options": "、".join(sorted(self.by_head))}
            return self._refused(entry, SENTENCES.problem(rule, place, value=head, **values))
        if not entry.below_root.endswith(SUFFIX):
            right = _suffixed(entry.path)
            return self._refused(entry, SENTENCES.problem("file.suffix", place, value=entry.path, right=right))
        return self._read(entry, kind, normalised(content))

    def _refused(self, entry: Entry, problem: Problem) -> Examined:
        return Examined(entry.path, entry.blob, "", None, (problem,), None)

    def _read(self, entry: Entry, kind: Kind, content: bytes) -> Examined:
        document = read(content, entry.path)
        problems = list(document.problems)
        problems.extend(_bad_names(entry))
        data, exchange = document.data, None
        if isinstance(data, dict):
            desk = Desk(kind, entry.path, entry.below_root, data, content)
            shape = list(self._shape(desk))
            desk.refuse(shape)
            problems.extend(shape)
            problems.extend(own_problems(desk))
            problems = [desk.veiled(problem) for problem in problems]
            exchange = gives_and_asks(kind, entry.path, entry.below_root, data)
        blob = blob_of(entry, content)
        return Examined(entry.path, blob, kind.name, data, tuple(sorted(set(problems))), exchange)

    def _shape(self, desk: Desk) -> Iterator[Problem]:
        """What the kind's schema says, and of items with a schema of their own what that says, once."""
        name = desk.kind.name
        varied = dict(self._varied(desk))
        if not self.fast(name)(desk.data):
            errors = (
                error
                for error in self.judge(name).iter_errors(desk.data)
                if not any(told and tuple(error.absolute_path)[: len(item)] == item for item, told in varied.items())
            )
            told = list(Teller(desk.marks, desk.kind.schema).tell(errors))
            desk.refuse(told)
            yield from told
        for found in varied.values():
            yield from found
        for variants in desk.kind.variants:
            known = self.schemas.variants.get(variants.folder, {})
            for spot in select(desk.data, (*variants.pattern, "*", variants.field)):
                if isinstance(spot.value, str) and spot.value not in known and not desk.refused(spot.pointer):
                    values = {"title": desk.title(spot.pointer), "options": "、".join(sorted(known))}
                    yield desk.problem("schema.enum", spot.pointer, spot.value, **values)

    def _varied(self, desk: Desk) -> Iterator[tuple[Pointer, list[Problem]]]:
        """Each item that has a schema of its own, with what that says."""
        for variants in desk.kind.variants:
            known = self.schemas.variants.get(variants.folder, {})
            for spot in select(desk.data, (*variants.pattern, "*")):
                chosen = spot.value.get(variants.field) if isinstance(spot.value, dict) else None
                if not isinstance(chosen, str) or chosen not in known:
                    continue
                if self.fast_variant(variants.folder, chosen)(spot.value):
                    yield spot.pointer, []
                else:
                    errors = self.variant(variants.folder, chosen).iter_errors(spot.value)
                    yield spot.pointer, list(Teller(desk.marks, known[chosen], spot.pointer).tell(errors))


def _suffixed(path: str) -> str:
    """``path`` with the suffix that records have."""
    folder, slash, name = path.rpartition("/")
    return folder + slash + name.split(".", 1)[0] + SUFFIX


def _bad_names(entry: Entry) -> Iterator[Problem]:
    """Names that Windows or a web address can't carry."""
    for part in entry.below_root.split("/"):
        stem = part.split(".", 1)[0]
        bad = part != part.strip() or part.endswith(".") or not part.isprintable() or BAD_CHARACTERS.intersection(part)
        if bad or stem.lower() in DEVICES:
            yield SENTENCES.problem("file.name", Place(entry.path), value=part)

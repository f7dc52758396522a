"""jsonschema's errors as problems: the place in the file, a Chinese sentence, the repair."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from taizhang.problem import Place, Problem
from taizhang.records.messages import NO, SENTENCES, TYPES, YES
from taizhang.records.paths import Pointer
from taizhang.records.schema_set import fields, resolved
from taizhang.records.text.scalars import resolve

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

    from taizhang.records.text.marks import Marks

Told = tuple[str, Place, object, dict[str, object]]
Field = Mapping[str, Any]
CLOSE = 0.7
CLOSE_TO_MISSING = 0.55
"""How alike a misspelt field must be to be offered; less where one is missing that has to be there."""


class Fault(NamedTuple):
    """What of a ``ValidationError`` is told: the keyword and its value, where, what stands there, the schema around."""

    keyword: str
    wanted: Any
    pointer: Pointer
    instance: Any
    schema: Field
    message: str
    in_names: bool


class Teller:
    """Tells the errors of one file: knows its places and what the kind's schema says of each field."""

    def __init__(self, marks: Marks, schema: Mapping[str, Any], prefix: Pointer = ()) -> None:
        self.marks = marks
        self.prefix = prefix
        self.schema = schema
        self.fields: dict[tuple[str, ...], list[Field]] = {(): [schema]}
        for pattern, field in fields(schema):
            self.fields.setdefault(pattern, []).append(field)

    def tell(self, errors: Iterable[ValidationError]) -> Iterator[Problem]:
        """Each error as a problem; of several about one plain value only the most telling."""
        faults = [_fault(error) for error in _flatten(errors)]
        best: dict[Pointer, int] = {}
        for fault in faults:
            if fault.keyword in TELLING:
                rank = TELLING.index(fault.keyword)
                best[fault.pointer] = min(rank, best.get(fault.pointer, rank))
        meant = {
            (fault.pointer, guess)
            for fault in faults
            if fault.keyword == "additionalProperties"
            for guess in _guesses(self, fault).values()
        }
        told = False
        for fault in faults:
            if fault.keyword == "required" and (fault.pointer, fault.message) in meant:
                continue  # it is there, misspelt
            if fault.keyword in TELLING and TELLING.index(fault.keyword) != best[fault.pointer]:
                continue
            for rule, place, value, values in TELLERS.get(fault.keyword, _other)(self, fault):
                told = True
                yield SENTENCES.problem(rule, place, value=value, **values)
        for rule, place, value, values in (
            () if told else (found for fault in faults[:1] for found in _other(self, fault))
        ):
            yield SENTENCES.problem(rule, place, value=value, **values)

    def field(self, pointer: Pointer, fault: Fault | None = None) -> Field:
        """What the schema declares of the field at ``pointer`` (elements count alike), in the branch of ``fault``."""
        declared = self.fields.get(tuple("*" if isinstance(step, int) else step for step in pointer), [{}])
        same = (field for field in declared if fault and field.get(fault.keyword) == fault.wanted)
        return next(same, declared[0])

    def title(self, fault: Fault) -> str:
        """How a message calls a field: its Chinese title or that of what it lies in, else its key."""
        pointer = fault.pointer
        for length in range(len(pointer), 0, -1):
            if title := self.field(pointer[:length], fault).get("title"):
                return str(title)
            if isinstance(pointer[length - 1], str):
                return str(pointer[length - 1])
        return "记录"

    def value(self, pointer: Pointer) -> Place:
        """Where the value stands."""
        return self.marks.value((*self.prefix, *pointer))

    def key(self, pointer: Pointer) -> Place:
        """Where the key stands."""
        return self.marks.key((*self.prefix, *pointer))

    def written(self, pointer: Pointer) -> str:
        """The value as the file writes it."""
        return self.marks.as_written((*self.prefix, *pointer))

    def example(self, fault: Fault) -> str:
        """What could stand there instead."""
        return sample({**fault.schema, **self.field(fault.pointer, fault)})


def _fault(error: ValidationError) -> Fault:
    return Fault(
        keyword=str(error.validator),
        wanted=error.validator_value,
        pointer=tuple(error.absolute_path),
        instance=error.instance,
        schema=error.schema if isinstance(error.schema, Mapping) else {},
        message=error.message,
        in_names="propertyNames" in error.absolute_schema_path,
    )


def _flatten(errors: Iterable[ValidationError]) -> Iterator[ValidationError]:
    """Errors with the alternatives of ``oneOf`` and ``anyOf`` replaced by those of the branch that came nearest."""
    for error in errors:
        if error.validator in {"oneOf", "anyOf"} and error.context:
            branches: dict[object, list[ValidationError]] = {}
            for sub in error.context:
                branches.setdefault(sub.schema_path[0], []).append(sub)
            nearest: list[ValidationError] = min(branches.values(), key=_distance)
            yield from _flatten(nearest)
        else:
            yield error


def _distance(branch: list[ValidationError]) -> tuple[int, int]:
    """How far a branch is from the value: missing and foreign fields and wrong constants say that another was meant."""
    foreign = 0
    for error in branch:
        if error.validator == "additionalProperties":
            foreign += len(_foreign(_fault(error)))
        elif error.validator in {"required", "const"} and len(error.relative_path) <= 1:
            foreign += 1
        elif error.validator == "type" and not error.relative_path:
            foreign += 100
    return foreign, len(branch)


def _foreign(fault: Fault) -> list[str]:
    known = fault.schema.get("properties", {})
    return [name for name in fault.instance if name not in known]


def shown(value: object) -> str:
    """A value as YAML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and resolve(value) != value:
        return f'"{value}"'
    return str(value)


def sample(field: Field) -> str:
    """What a person could write for ``field``: its first plain example, else how such a value is begun."""
    for example in field.get("examples", ()):
        if isinstance(example, (str, int)):
            return shown(example) if field.get("type") == "string" or isinstance(example, bool) else str(example)
    if field.get("type") == "array":
        return "(下面每项另起一行,以“- ”开头)" if field.get("minItems") else "[]"
    if names := field.get("required") or list(field.get("properties", ())):
        return f"(下面另起一行,缩进后写 {'、'.join(names)})"
    return "…"


def _required(teller: Teller, fault: Fault) -> Iterator[Told]:
    name = str(fault.message)
    declared = fault.schema.get("properties", {}).get(name)
    field = resolved(declared, teller.schema) if declared else teller.field((*fault.pointer, name))
    values = {"name": name, "title": field.get("title", name), "example": sample(field)}
    yield "schema.required", teller.value(fault.pointer), "", values


def _guesses(teller: Teller, fault: Fault) -> dict[str, str]:
    """For each field that is not known here, the one that is meant, or nothing."""
    known = fault.schema.get("properties", {})
    free = [name for name in known if name not in fault.instance]
    missing = [name for name in fault.schema.get("required", ()) if name in free]
    guesses = {}
    for name in _foreign(fault):
        by_title = [key for key in free if resolved(known[key], teller.schema).get("title") == name]
        near = difflib.get_close_matches(name, missing, n=1, cutoff=CLOSE_TO_MISSING)
        near = near or difflib.get_close_matches(name, free, n=1, cutoff=CLOSE)
        guesses[name] = (by_title or near or [""])[0]
    return guesses


def _additional(teller: Teller, fault: Fault) -> Iterator[Told]:
    free = [name for name in fault.schema.get("properties", {}) if name not in fault.instance]
    for name, guess in _guesses(teller, fault).items():
        rule = "schema.unknown-field-near" if guess else "schema.unknown-field"
        if fault.instance[name] is None and not guess and not name.isascii():
            rule = "schema.comma-cut"
        options = "、".join(free) or "(已经写全了)"
        yield rule, teller.key((*fault.pointer, name)), name, {"guess": guess, "options": options}


def _type(teller: Teller, fault: Fault) -> Iterator[Told]:
    place, value = teller.value(fault.pointer), fault.instance
    wanted = fault.wanted if isinstance(fault.wanted, list) else [fault.wanted]
    example = teller.example(fault)
    values: dict[str, object] = {"title": teller.title(fault), "example": example}
    values["wanted"] = "或".join(TYPES[name] for name in wanted)
    if value is None:
        needed = fault.pointer[-1:] and fault.pointer[-1] in teller.field(fault.pointer[:-1]).get("required", ())
        yield "schema.empty-required" if needed else "schema.empty", place, "", values
    elif "string" in wanted and isinstance(value, (int, bool)):
        yield "schema.quote", place, teller.written(fault.pointer), values
    elif wanted == ["boolean"]:
        said = str(value).strip().lower()
        guess = "true" if said in YES else "false" if said in NO else "true 或 false"
        yield "schema.boolean", place, teller.written(fault.pointer), {**values, "guess": guess}
    elif wanted in (["array"], ["object"]):
        names = "、".join(teller.field(fault.pointer).get("properties", ()))
        rule = "schema.list" if wanted == ["array"] else "schema.object"
        yield rule, place, teller.written(fault.pointer), {**values, "options": names or "按字段说明填写"}
    else:
        yield "schema.type", place, teller.written(fault.pointer), values


def _enum(teller: Teller, fault: Fault) -> Iterator[Told]:
    options = [shown(option) for option in fault.wanted]
    descriptions = fault.schema.get("enumDescriptions") or teller.field(fault.pointer, fault).get(
        "enumDescriptions", ()
    )
    labels = dict(zip(options, descriptions, strict=False))
    written = shown(fault.instance)
    by_label = [o for o, label in labels.items() if written and label.startswith(written)]
    by_case = [o for o in options if o.lower() == written.lower()]
    guess = (by_case or by_label or difflib.get_close_matches(written, options, n=1) or [""])[0]
    listed = "、".join(f"{o}({labels[o]})" if labels.get(o) else o for o in options)
    rule = "schema.enum-near" if guess else "schema.enum"
    yield (
        rule,
        teller.value(fault.pointer),
        written,
        {"title": teller.title(fault), "options": listed, "guess": guess},
    )


def _const(teller: Teller, fault: Fault) -> Iterator[Told]:
    values: dict[str, object] = {"title": teller.title(fault), "limit": shown(fault.wanted)}
    yield "schema.const", teller.value(fault.pointer), teller.written(fault.pointer), values


def _pattern(teller: Teller, fault: Fault) -> Iterator[Told]:
    title, example = teller.title(fault), teller.example(fault)
    if fault.in_names:
        yield "schema.field-name", teller.key((*fault.pointer, fault.instance)), fault.instance, {"title": title}
    elif not fault.instance:
        yield "schema.blank", teller.value(fault.pointer), "", {"title": title, "example": example}
    else:
        hint = teller.field(fault.pointer, fault).get("patternErrorMessage") or fault.schema.get(
            "patternErrorMessage", ""
        )
        values = {"title": title, "hint": hint, "example": example}
        yield "schema.pattern", teller.value(fault.pointer), fault.instance, values


def _format(teller: Teller, fault: Fault) -> Iterator[Told]:
    values: dict[str, object] = {"title": teller.title(fault), "example": teller.example(fault)}
    yield "schema.format", teller.value(fault.pointer), shown(fault.instance), values


def _repeated(teller: Teller, fault: Fault) -> Iterator[Told]:
    """The first element that stood there before."""
    seen: list[object] = []
    for index, element in enumerate(fault.instance):
        if any(type(element) is type(other) and element == other for other in seen):
            place = teller.value((*fault.pointer, index))
            yield (
                "schema.repeated",
                place,
                teller.written((*fault.pointer, index)),
                {"title": teller.title(fault)},
            )
        seen.append(element)


def _limit(rule: str) -> Callable[[Teller, Fault], Iterator[Told]]:
    def tell(teller: Teller, fault: Fault) -> Iterator[Told]:
        values: dict[str, object] = {"title": teller.title(fault), "limit": fault.wanted}
        yield rule, teller.value(fault.pointer), teller.written(fault.pointer), values

    return tell


def _other(teller: Teller, fault: Fault) -> Iterator[Told]:
    values: dict[str, object] = {"title": teller.title(fault), "keyword": fault.keyword}
    yield "schema.other", teller.value(fault.pointer), teller.written(fault.pointer), values


TELLING = ("type", "const", "enum", "maxLength", "pattern", "minLength", "format", "minimum", "maximum")
TELLERS: dict[str, Callable[[Teller, Fault], Iterator[Told]]] = {
    "required": _required,
    "additionalProperties": _additional,
    "unevaluatedProperties": _additional,
    "type": _type,
    "enum": _enum,
    "const": _const,
    "pattern": _pattern,
    "format": _format,
    "minLength": _limit("schema.too-short"),
    "maxLength": _limit("schema.too-long"),
    "minItems": _limit("schema.too-few"),
    "maxItems": _limit("schema.too-many"),
    "minProperties": _limit("schema.too-few"),
    "maxProperties": _limit("schema.too-many"),
    "minimum": _limit("schema.too-small"),
    "maximum": _limit("schema.too-large"),
    "exclusiveMinimum": _limit("schema.too-small"),
    "exclusiveMaximum": _limit("schema.too-large"),
    "uniqueItems": _repeated,
}

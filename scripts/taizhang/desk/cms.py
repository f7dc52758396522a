"""A configuration of Sveltia CMS from the schemas: forms in the browser that open requests on GitHub and GitLab.

It is an extra: nothing here needs it. What such a form writes is put into our writing by ``taizhang check --fix``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from taizhang.desk.cms_fields import Asked, asked_of
from taizhang.desk.sentences import say
from taizhang.desk.yaml_text import Value, document
from taizhang.records.paths import TEMPLATE_FIELD, template_fields
from taizhang.records.schema_set import Kind, SchemaSet, fields, resolved
from taizhang.records.source import DEFAULT_ROOT

FORGES = ("github", "gitlab")
PLACE = "admin/config.yml"
MEDIA = "admin/uploads"
REPOSITORY = re.compile(r"[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)+").fullmatch
BRANCH = re.compile(r"(?!.*(?:\.\.|//|@\{))[A-Za-z0-9_][A-Za-z0-9_./-]*(?<![./])").fullmatch
DIGEST = "^sha256:"
MONTH = "7"
AND = "、"


@dataclass(frozen=True, slots=True)
class Backend:
    """Where the records are kept."""

    forge: str
    repository: str
    branch: str


@dataclass(frozen=True, slots=True)
class Configuration:
    """The configuration's text, the kinds it has forms for, and what the forms can't do, in sentences."""

    text: str
    kinds: tuple[str, ...]
    notes: tuple[str, ...]


def is_repository(forge: str, name: str) -> bool:
    """Whether ``name`` can be a repository on a forge: GitLab has groups within groups."""
    return REPOSITORY(name) is not None and (forge == "gitlab" or name.count("/") == 1)


def configuration(schemas: SchemaSet, backend: Backend, root: str = DEFAULT_ROOT) -> Configuration:
    """The configuration for all kinds that a form can write."""
    made: list[tuple[Kind, Asked]] = []
    none: list[str] = []
    for kind in sorted(schemas.kinds.values(), key=lambda one: one.name):
        asked = asked_of(kind, schemas)
        why = _why_none(kind, asked)
        if why:
            none.append(say("cms.none", kind=kind.title, why=why))
        else:
            made.append((kind, asked))
    collections: list[Value] = [_collection(kind, asked, root) for kind, asked in made]
    notes = (*_notes(made), *none)
    head = map(say, ("cms.head", "cms.language", "cms.comments", "cms.checked", "cms.fixed"))
    text = _commented((*head, *notes)) + document({**_settings(backend), "collections": collections})
    return Configuration(text, tuple(kind.name for kind, _ in made), notes)


def _settings(backend: Backend) -> dict[str, Value]:
    """All that is no collection. Ids keep their case; strings are quoted, so that no time becomes a number."""
    return {
        "backend": {"name": backend.forge, "repo": backend.repository, "branch": backend.branch},
        "publish_mode": "editorial_workflow",
        "media_folder": MEDIA,
        "public_folder": f"/{MEDIA}",
        "slug": {"encoding": "unicode", "clean_accents": False, "lowercase": False},
        "output": {"omit_empty_optional_fields": True, "yaml": {"quote": "double", "indent_sequences": True}},
        "editor": {"preview": False},
    }


def _collection(kind: Kind, asked: Asked, root: str) -> Value:
    names = template_fields(kind.template)
    path, slug = _place(kind)
    return {
        "name": kind.name,
        "label": kind.title,
        "description": str(kind.schema.get("description", "")),
        "folder": f"{root.rstrip('/')}/{kind.folder}",
        "path": path,
        "slug": slug,
        "format": "yaml",
        "extension": "yaml",
        "identifier_field": template_fields(kind.template.rpartition("/")[2])[-1],
        "summary": " ".join(f"{{{{fields.{name}}}}}" for name in dict.fromkeys(names)),
        "create": _can_create(kind),
        "delete": False,
        "fields": list(asked.fields),
    }


def _place(kind: Kind) -> tuple[str, str]:
    """The templates of a record's path below its folder and of its name; ``fields.month`` is a field, not today's."""
    below = kind.template.removeprefix(f"{kind.folder}/").removesuffix(".yaml")
    folders, _, name = below.rpartition("/")

    def tag(match: re.Match[str]) -> str:
        field, length = match[1], match[2]
        if not length:
            return f"{{{{fields.{field}}}}}"
        way = "date('YYYY-MM')" if _is_month(kind, field, length) else f"truncate({length})"
        return f"{{{{fields.{field} | {way}}}}}"

    parts = (TEMPLATE_FIELD.sub(tag, folders), "{{slug}}") if folders else ("{{slug}}",)
    return "/".join(parts), TEMPLATE_FIELD.sub(tag, name)


def _can_create(kind: Kind) -> bool:
    """Whether a form can put together the path of a new record: a folder named by the head of an id it can't."""
    return all(not length or _is_month(kind, field, length) for field, length in TEMPLATE_FIELD.findall(kind.template))


def _is_month(kind: Kind, field: str, length: str) -> bool:
    node = resolved(kind.schema.get("properties", {}).get(field, {}), kind.schema)
    return length == MONTH and node.get("format") == "date"


def _why_none(kind: Kind, asked: Asked) -> str:
    """Why a kind has no form at all; "" where it has one."""
    if not template_fields(kind.template):
        return say("cms.none-single")
    if kind.variants:
        return say("cms.none-variants")
    if _is_reckoned(kind):
        return say("cms.none-reckoned")
    if asked.lacking:
        return say("cms.none-field", fields=AND.join(dict.fromkeys(asked.lacking)))
    return ""


def _is_reckoned(kind: Kind) -> bool:
    """Whether a programme writes its records: they must hold a digest that nobody reckons by hand."""
    needed = {pattern[:-1]: frozenset(node.get("required", ())) for pattern, node in _objects(kind)}
    return any(
        str(node.get("pattern", "")).startswith(DIGEST) and pattern[-1] in needed.get(pattern[:-1], ())
        for pattern, node in fields(kind.schema)
    )


def _objects(kind: Kind) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    """Every object of a kind, with a last step that stands for any of its fields."""
    yield ("",), kind.schema
    for pattern, node in fields(kind.schema):
        if "properties" in node:
            yield (*pattern, ""), node


def _notes(made: Sequence[tuple[Kind, Asked]]) -> Iterator[str]:
    """What the forms can't do, each with the kinds it is about."""
    existing = [kind.title for kind, _ in made if not _can_create(kind)]
    conditions = [say("cms.times", kind=kind.title, count=one.conditions) for kind, one in made if one.conditions]
    for sentence, kinds in (("cms.existing", existing), ("cms.conditions", conditions)):
        if kinds:
            yield say(sentence, kinds=AND.join(dict.fromkeys(kinds)))
    for kind, one in made:
        if one.without:
            yield say("cms.without", kind=kind.title, fields=AND.join(dict.fromkeys(one.without)))
        if one.filled:
            yield say("cms.filled", kind=kind.title, fields=AND.join(dict.fromkeys(one.filled)))


def _commented(lines: tuple[str, ...]) -> str:
    return "".join(f"# {' '.join(line.split())}\n" for line in lines)

"""What an editor is told of the company's folder: which records follow which schema, and how YAML is read here.

VS Code finds it in ``.vscode``; the same ``yaml.schemas`` serves every editor that runs yaml-language-server. It stands
in one place, not as a line in each record: nobody has to write it, and no form deletes it. What people have set there
besides stays.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from taizhang.records.schema_set import SUFFIX, Kind, SchemaSet
from taizhang.records.source import DEFAULT_ROOT

SETTINGS = ".vscode/settings.json"
EXTENSIONS = ".vscode/extensions.json"
YAML_EXTENSION = "redhat.vscode-yaml"
MAPPING = "yaml.schemas"


def files_of(schemas: SchemaSet, roots: Sequence[str] = (DEFAULT_ROOT,)) -> dict[str, dict[str, object]]:
    """What the editor's files must say, by their path from the company's top folder."""
    return {SETTINGS: _settings(schemas, roots), EXTENSIONS: {"recommendations": [YAML_EXTENSION]}}


def mapping(schemas: SchemaSet, roots: Sequence[str]) -> dict[str, list[str]]:
    """The files that each schema is for, by the schema's path: its kind's folder in every record root."""
    return {
        f"{schemas.folder.name}/{kind.name}{SUFFIX}": [f"{root.rstrip('/')}/{_files(kind)}" for root in roots]
        for kind in sorted(schemas.kinds.values(), key=lambda one: one.name)
    }


def merged(present: str, ours: dict[str, object]) -> str | None:
    """The text of a file that says ``ours`` and keeps the rest of what it says; None where it cannot be read as JSON.

    An editor's file may hold comments, which JSON does not know: it is left to its writer.
    """
    try:
        theirs = json.loads(present) if present.strip() else {}
    except (ValueError, RecursionError):
        return None
    if not isinstance(theirs, dict):
        return None
    listed = theirs.get("recommendations")
    for name, value in ours.items():
        if name == "recommendations" and isinstance(value, list) and isinstance(listed, list):
            theirs[name] = [*listed, *(one for one in value if one not in listed)]
        else:
            theirs[name] = value
    return json.dumps(theirs, ensure_ascii=False, indent=2) + "\n"


def _files(kind: Kind) -> str:
    """The kind's files below a record root: its one file, or all in its folder."""
    return kind.template if kind.folder == kind.template else f"{kind.folder}/**/*.yaml"


def _settings(schemas: SchemaSet, roots: Sequence[str]) -> dict[str, object]:
    """YAML is 1.2 as ours, no other host is asked for schemas, and look-alike characters are shown.

    The extension's formatter stays off: it does not write YAML as ``taizhang check --fix`` does.
    """
    return {
        MAPPING: mapping(schemas, roots),
        "yaml.schemaStore.enable": False,
        "yaml.kubernetesCRDStore.enable": False,
        "yaml.validate": True,
        "yaml.hover": True,
        "yaml.completion": True,
        "yaml.format.enable": False,
        "yaml.yamlVersion": "1.2",
        "redhat.telemetry.enabled": False,
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "editor.unicodeHighlight.ambiguousCharacters": True,
        "editor.unicodeHighlight.invisibleCharacters": True,
        "editor.unicodeHighlight.allowedLocales": {"zh-hans": True},
        "[yaml]": {
            "editor.insertSpaces": True,
            "editor.tabSize": 2,
            "editor.quickSuggestions": {"other": True, "comments": False, "strings": True},
        },
    }

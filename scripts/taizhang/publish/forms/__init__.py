"""Forms: what the pages need on which records are written in a browser, as files beside them (design §9).

Everything comes from the View, so a file tells nothing that the edition's pages could not.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from taizhang.publish.forms.free import free
from taizhang.publish.forms.kinds import formed, kind_data
from taizhang.publish.forms.names import names, referred
from taizhang.publish.forms.sentences import sentences_json
from taizhang.publish.forms.starts import PERSON, UNIT, Starts, started
from taizhang.publish.links import FORM_DATA
from taizhang.publish.site import Files
from taizhang.publish.view import View

__all__ = ["as_json", "forms_of"]

INDEX = "index.json"
"""Who has a start of a kind: nobody asks for a file that is not there."""


def forms_of(view: View) -> Files:
    """The data of a view's forms by path: kinds, sentences, names, what is taken, and what each form begins with.

    Nothing is made before a file is asked for, and what starts have in common is made once.
    """
    starts = Starts(view)
    files: dict[str, Callable[[], Any]] = {
        f"{FORM_DATA}free.json": partial(free, view),
        f"{FORM_DATA}sentences.json": sentences_json,
    }
    for kind in formed(view):
        files[f"{FORM_DATA}kinds/{kind.name}.json"] = partial(kind_data, view, kind)
        folder, by = f"{FORM_DATA}starts/{kind.name}/", started(kind)
        made: dict[str, Callable[[], Any]] = {}
        if by == PERSON:
            made = {one.id: partial(starts.for_person, kind.name, one) for one in starts.of_person(kind.name)}
        elif by == UNIT:
            made = {f"unit.{one.id}": partial(starts.for_unit, kind.name, one) for one in starts.of_unit(kind.name)}
        files |= {f"{folder}{name}.json": start for name, start in made.items()}
        if by:
            files[f"{folder}{INDEX}"] = partial(sorted, made)
    for name in referred(view):
        files[f"{FORM_DATA}names/{name}.json"] = partial(names, view, name)
    return {path: partial(_written, made) for path, made in files.items()}


def _written(made: Callable[[], Any]) -> bytes:
    return as_json(made()).encode()


def as_json(value: object) -> str:
    """``value`` as JSON in the fewest bytes, the same on every machine; keys stay in their order."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

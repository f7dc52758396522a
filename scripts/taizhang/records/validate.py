"""Two validators that must agree: jsonschema-rs passes the good records, jsonschema judges the others.

The Rust validator is some hundred times as fast; the reference library is the one whose word counts and whose errors
are told. A differential test keeps the two agreed, so both get the same formats and the same reading of patterns.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from taizhang.records.formats import FORMATS

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

Schema = Mapping[str, Any]
TOKEN = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\$")
"""Where a pattern holds a dollar: escaped, in a class, or as the end."""


class Judge(Protocol):
    """The reference validator of one schema."""

    def iter_errors(self, instance: object) -> Iterable[ValidationError]:
        """Everything by which ``instance`` is not valid."""

    def evolve(self, *, schema: Schema) -> Judge:
        """The validator of another schema that refers to the same definitions."""


def fast_check(schema: Schema) -> Callable[[object], bool]:
    """A predicate on one kind's data: True where the record is valid by ``schema``."""
    import jsonschema_rs

    validator = jsonschema_rs.Draft202012Validator(dict(schema), formats=dict(FORMATS), validate_formats=True)
    return validator.is_valid


def judge(schema: Schema) -> Judge:
    """The reference validator for ``schema``, with our formats and with patterns read as ECMA 262 reads them."""
    from jsonschema import FormatChecker

    checker = FormatChecker(formats=())
    for name, predicate in FORMATS.items():
        checker.checks(name)(predicate)
    made: Judge = _judge_class()(schema, format_checker=checker)
    return made


@functools.cache
def _judge_class() -> Any:  # noqa: ANN401 - jsonschema builds the class at run time
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    return extend(Draft202012Validator, {"pattern": _pattern, "required": _required})  # type: ignore[no-untyped-call]


def _pattern(_validator: object, pattern: str, instance: object, _schema: object) -> Iterator[ValidationError]:
    from jsonschema.exceptions import ValidationError

    if isinstance(instance, str) and not ecma(pattern).search(instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def _required(_validator: object, required: list[str], instance: object, _schema: object) -> Iterator[ValidationError]:
    """Like the library's, but an error's message is just the name that is missing, to be told by it."""
    from jsonschema.exceptions import ValidationError

    if isinstance(instance, dict):
        for name in required:
            if name not in instance:
                yield ValidationError(name)


@functools.cache
def ecma(pattern: str) -> re.Pattern[str]:
    r"""``pattern`` as JavaScript and Rust read it: ``$`` is the very end, classes hold ASCII only."""
    return re.compile(TOKEN.sub(lambda token: r"\Z" if token[0] == "$" else token[0], pattern), re.ASCII)

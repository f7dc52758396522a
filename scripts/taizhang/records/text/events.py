"""Where YAML events come from (libyaml, else PyYAML's own parser), and how much of them we are willing to read."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import yaml
from yaml.events import Event

MAX_BYTES = 512 * 1024
MAX_DEPTH = 40
MAX_NODES = 20_000
MAX_EVENTS = 2 * MAX_NODES + 8
"""A node gives at most two events; stream and document add a few."""

FAILURES = (yaml.YAMLError, ValueError, OverflowError, RecursionError, IndexError, TypeError)
"""What PyYAML is known to raise for some text or other; it never gets past this room."""

Stream = Callable[[str | bytes], Iterator[Event]]


def python_events(text: str | bytes) -> Iterator[Event]:
    """The events of ``text`` from PyYAML's own parser: the same as libyaml's, some ten times slower."""
    return itertools.islice(yaml.parse(text, Loader=yaml.SafeLoader), MAX_EVENTS)


def _best() -> Stream:
    if not yaml.__with_libyaml__:
        return python_events
    from yaml._yaml import CParser

    def c_events(text: str | bytes) -> Iterator[Event]:
        return itertools.islice(iter(CParser(text).get_event, None), MAX_EVENTS)

    return c_events


best_events = _best()
"""The fastest source of events at hand; ends early, without a stream end, where a text is too long."""

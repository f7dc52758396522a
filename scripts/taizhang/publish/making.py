"""The pages and files of an edition, made by several processes: every family first, then the records that they cite.

Nothing depends on who made what: the parts are put together in the order of the families.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from taizhang.crew import shared
from taizhang.progress import Phase, Tell, nobody
from taizhang.publish.folder import Folder
from taizhang.publish.links import DATABASE
from taizhang.publish.maker import Maker
from taizhang.publish.pages import FAMILIES, RECORDS, folder_of, pages_of, records
from taizhang.publish.search import Words, words_in
from taizhang.publish.site import Files, Stamped, finished, put, stamped
from taizhang.publish.stamp import Page, Shells

LONG = ("customers", "weeks", "months")
"""The families that take longest, in this order: whoever begins with them is not waited for at the end."""
AT_ONCE = 50
"""So many records' pages are one job."""


class Place(NamedTuple):
    """Where pages are put: into which shells, found by which words, in which folder."""

    shells: Shells
    words: Words
    out: Path


class Made(NamedTuple):
    """What came of one job: the part of the site, and the records that it cites."""

    part: Stamped
    cited: frozenset[str]


def make(
    maker: Maker,
    shells: Path,
    out: Path,
    about: Mapping[str, object],
    files: Files,
    processes: int = 1,
    tell: Tell = nobody,
) -> Folder:
    """Bring the folder ``out`` up to date: every page of ``maker``, further ``files``, what MkDocs made of ``shells``.

    ``about`` is told in ``build.json``; ``tell`` is told how many families are begun and which is, then how many of
    the records' pages and of the files.
    """
    place = Place(Shells(shells), words_in(shells), out)
    names = [*LONG, *(name for name in FAMILIES if name not in {RECORDS, *LONG})]
    jobs = [partial(_pages, maker, place, partial(pages_of, maker, name)) for name in names]
    done = shared(jobs, processes, lambda begun: tell(Phase.MAKING, begun, len(jobs), folder_of(names[begun])))
    families = dict(zip(names, done, strict=True))
    maker.cited.update(*(one.cited for one in families.values()))
    found = records.paths(maker)
    parts = [found[start : start + AT_ONCE] for start in range(0, len(found), AT_ONCE)]
    database = {path: made for path, made in files.items() if path == DATABASE}
    rest = {path: made for path, made in files.items() if path != DATABASE}
    jobs = [
        *(partial(_files, out, some) for some in (database, rest)),
        partial(_pages, maker, place, partial(records.listed, maker)),
        *(partial(_pages, maker, place, partial(records.each, maker, part)) for part in parts),
    ]
    made = shared(jobs, processes, lambda begun: tell(Phase.WRITING, begun, len(jobs)))
    in_order = [*(families[name] for name in FAMILIES if name != RECORDS), *made]
    return finished(shells, out, [one.part for one in in_order], about)


def _pages(maker: Maker, place: Place, pages: Callable[[], Iterable[Page]]) -> Made:
    """Pages put where they belong, and what they cite, whatever other jobs of this process cite."""
    before, maker.cited = maker.cited, set()
    try:
        part = stamped(*place, pages())
        return Made(part, frozenset(maker.cited))
    finally:
        maker.cited = before


def _files(out: Path, files: Files) -> Made:
    return Made(put(out, files), frozenset())

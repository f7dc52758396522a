"""The hook of MkDocs, an edge: it reads the clock and the records, and publishes what MkDocs has rendered.

MkDocs renders into a folder of shells; the public folder is brought up to date from there and from the records, so
that only what changed is written. ``mkdocs build`` and ``mkdocs serve`` come by the same way, but that ``serve`` makes
a page when somebody asks for it.
"""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.utils.templates import TemplateContext

from taizhang.closing import audited
from taizhang.crew import hands
from taizhang.facts.company import Company, company_of
from taizhang.history.cache import USUAL
from taizhang.history.history import read_history
from taizhang.history.versions import Versions, versions_of
from taizhang.history.versions_cache import USUAL as VERSIONS
from taizhang.ledger import Ledger
from taizhang.problem import Severity
from taizhang.progress import Phase
from taizhang.publish.audience import STAFF, Audience, audiences
from taizhang.publish.build_progress import Building
from taizhang.publish.files import files_of
from taizhang.publish.folder import Folder
from taizhang.publish.forms.forge import Forge, forge_of
from taizhang.publish.maker import Maker
from taizhang.publish.making import make
from taizhang.publish.pages import families_of
from taizhang.publish.preview import Preview
from taizhang.publish.stamp import is_family_shell
from taizhang.publish.stopping import BY_SIGNAL, heed
from taizhang.publish.view import view
from taizhang.records.book import Book
from taizhang.records.kept import load_kept
from taizhang.records.load import Memory, collector_off, load
from taizhang.records.messages import LEVEL_WORDS
from taizhang.records.schema_set import load_schemas
from taizhang.records.source import DEFAULT_ROOT, FURTHER_ROOTS, WorkTree, record_roots
from taizhang.when.clock import moment_for
from taizhang.when.moment import format_moment, parse_moment

AS_OF = "TAIZHANG_AS_OF"
EDITIONS = "TAIZHANG_EDITIONS"
"""The variable that asks for further editions by their ids, separated by commas, or for ``all``."""
EVERY = "all"
EDITION = "TAIZHANG_EDITION"
"""The variable that asks for another edition in place of the staff's: ``serve`` shows it, ``build`` makes it alone."""

STOPPED = "已停止,站点没有动。"
STOPPED_PUBLISHING = "已停止。站点里的文件都是完整的,但有的已是新的,有的还是上一次的:再生成一次就齐了。"

log = logging.getLogger("mkdocs.taizhang")


@dataclass(slots=True)
class Run:
    """What one run of MkDocs remembers from one event to the next, and ``serve`` from one build to the next."""

    serving: bool = False
    public: Path = Path()
    built: Path = Path()
    memory: Memory = field(default_factory=dict)
    preview: Preview = field(default_factory=Preview)
    building: Building = field(default_factory=Building)
    unheed: Callable[[], None] = lambda: None
    publishing: bool = False
    stopped: bool = False


RUN = Run()


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether this is ``serve``, whose public folder is one that MkDocs deletes at its end.

    MkDocs ends ``serve`` well at Ctrl-C: here it does when the system ends it, too. A build is ended by us.
    """
    del dirty
    RUN.serving = command == "serve"
    RUN.building.look(logging.getLogger("mkdocs"))
    if RUN.serving:
        RUN.unheed = heed(lambda _: KeyboardInterrupt(), (signal.SIGTERM,))
    else:
        RUN.unheed = heed(_stopped)


def on_shutdown() -> None:
    """Tell of a build that was ended what there is of it."""
    RUN.building.end()
    RUN.unheed()
    if RUN.stopped:
        log.error(STOPPED_PUBLISHING if RUN.publishing else STOPPED)


def _stopped(number: int) -> BaseException:
    RUN.stopped = True
    return SystemExit(BY_SIGNAL + number)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Let MkDocs render into a folder of shells: it empties the folder it renders into."""
    RUN.public, RUN.built = Path(config.site_dir), Path(config.site_dir).parent
    shells = base(config) / "build" / "serve" if RUN.serving else RUN.built / "shells"
    config.site_dir = str(shells)
    RUN.building.begin(config.nav)
    RUN.publishing = False
    return config


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:  # noqa: ANN401 - MkDocs hands it on
    """Give every family's shell the family's list for a parent: it is shown where the reader stands."""
    del env, config
    for file in files.documentation_pages():
        if is_family_shell(file.url) and file.page is not None:
            above = files.get_file_from_path(file.src_uri.replace("shell.md", "index.md"))
            file.page.parent = above.page if above else None  # type: ignore[assignment]


def on_template_context(context: TemplateContext, *, template_name: str, config: MkDocsConfig) -> TemplateContext:
    """Leave the shells out of sitemap.xml."""
    del config
    if template_name == "sitemap.xml":
        context["pages"] = [file for file in context["pages"] if not is_family_shell(file.url)]
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Stamp the records' pages into the shells and bring the public folder up to date."""
    with collector_off():
        folder = published(config)
    RUN.building.end()
    config.site_dir = str(RUN.public)
    log.info("站点:写入 %d 个有变化的文件", len(folder.written))


def published(config: MkDocsConfig) -> Folder:
    """The public folder, brought up to date from the rendered shells and the records."""
    root, tell = base(config), RUN.building.tell
    roots = record_roots((DEFAULT_ROOT,), os.environ.get(FURTHER_ROOTS, ""))
    source = WorkTree(root, roots)
    serving = RUN.serving
    book = load(source, load_schemas(root / "schemas"), RUN.memory, tell) if serving else load_kept(source, tell)
    blocking = [problem for problem in book.problems if problem.severity is Severity.ERROR]
    if blocking:
        log.warning("%d 处错误,页面里可能缺少它们的内容;taizhang check 说明在哪里、怎样改", len(blocking))
    company = company_of(book)
    tell(Phase.PAST)
    history = read_history(root, company.utc_offset, root / USUAL)
    now = as_of(os.environ.get(AS_OF, ""), company)
    ledger = audited(book, history, now, tell)
    known = audiences(book)
    main = chosen(os.environ.get(EDITION, ""), known)
    if main.id != STAFF.id and not RUN.serving:
        RUN.public = RUN.built / "editions" / main.id
    versions = versions_of(root, history, book.schemas, root / VERSIONS)
    templates, shells, site = root / "site" / "templates", Path(config.site_dir), config.site_url or ""
    make = Making(templates, shells, ledger, book, history.head, versions, main, site, forge(config))
    for audience in asked_for(os.environ.get(EDITIONS, ""), known):
        if audience.id != main.id:
            written = make.edition(audience, RUN.built / "editions" / audience.id).written
            log.info("%s:写入 %d 个有变化的文件", audience.title, len(written))
    log.info("%s:%s", main.title, RUN.public)
    return make.edition(main, RUN.public)


@dataclass(frozen=True, slots=True)
class Making:
    """What every edition of one run is made from: templates, rendered shells, ledger and book as of one commit.

    ``versions`` are what Git has of the records. ``main`` is whom the edition is for that ``serve`` shows, and that is
    read at the address ``site``, "" where mkdocs.yml does not say any: calendars tell it. Forms lead to the ``forge``.
    """

    templates: Path
    shells: Path
    ledger: Ledger
    book: Book
    commit: str
    versions: Versions
    main: Audience
    site: str = ""
    forge: Forge | None = None

    def edition(self, audience: Audience, out: Path) -> Folder:
        """The folder of one audience's edition; any but the staff's says its name and level on every page (A6.4)."""
        RUN.building.tell(Phase.TELLING)
        seen = view(self.ledger, self.book, audience, self.commit, self.versions)
        serving = RUN.serving and audience.id == self.main.id
        maker = Maker(self.templates, seen, later=serving)
        maker.forge = self.forge
        about = {"as_of": format_moment(self.ledger.as_of), "commit": self.commit}
        if audience.id != STAFF.id:
            about |= {"edition": audience.title, "level": LEVEL_WORDS[audience.most]}
        site = self.site if audience.id == self.main.id and not serving else ""
        files = files_of(seen, site)
        RUN.publishing = True
        if serving:
            return RUN.preview.publish(self.shells, out, families_of(maker), about, files)
        return make(maker, self.shells, out, about, files, hands(), RUN.building.making)


def forge(config: MkDocsConfig) -> Forge | None:
    """Where mkdocs.yml says that the records are kept."""
    try:
        return forge_of(config.extra.get("forge"))
    except ValueError as error:
        raise PluginError(f"mkdocs.yml:{error}") from error


def chosen(name: str, known: Mapping[str, Audience]) -> Audience:
    """The audience that ``name`` asks for in place of the staff; nothing asks for the staff."""
    found = known.get(name.strip() or STAFF.id)
    if found is None:
        raise PluginError(f"{EDITION}:没有“{name}”这个版本,有 {'、'.join(known)}")
    return found


def asked_for(names: str, known: Mapping[str, Audience]) -> tuple[Audience, ...]:
    """The audiences beside the staff that ``names`` asks for."""
    ids = [name for part in names.split(",") if (name := part.strip())]
    if EVERY in ids:
        ids = list(known)
    for name in ids:
        if name not in known:
            raise PluginError(f"{EDITIONS}:没有“{name}”这个版本,有 {'、'.join(known)};要全部的写 {EVERY}")
    return tuple(known[name] for name in dict.fromkeys(ids) if name != STAFF.id)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]) -> LiveReloadServer:
    """Have every page made before the server looks for its file."""
    del config, builder
    server.set_app(RUN.preview.before(server.serve_request, server.mount_path))
    return server


def base(config: MkDocsConfig) -> Path:
    """The folder of the company: where mkdocs.yml lies."""
    return Path(config.config_file_path).parent


def as_of(asked: str, company: Company) -> datetime:
    """The moment the site tells of: as the environment asks, else as pinned for a demonstration, else now."""
    moment = parse_moment(asked) if asked else None
    if asked and moment is None:
        raise PluginError(f"{AS_OF}:“{asked}”不是时刻,写成 2026-10-16 18:00 这样")
    return moment_for(moment, company.pinned, company.utc_offset)

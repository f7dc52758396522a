"""What the site costs: built cold, built again after one changed record, its ledger, and what a search fetches.

Beside it, in the same run, MkDocs Material and Hugo with a minimal theme build as many pages whose bodies are as large:
MkDocs with the pages outside the navigation and without search, Hugo from Debian if it is there. They only render.
"""

from __future__ import annotations

import argparse
import gzip
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from markdown import markdown as python_markdown  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parent.parent
for folder in (ROOT, ROOT / "scripts"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from benchmarks.made import computed, loaded, synthesized, with_rules  # noqa: E402 - run as a script, the path first
from benchmarks.run import quietly  # noqa: E402
from benchmarks.serve import copied, environment  # noqa: E402
from benchmarks.timing import Found, Row, Timed, against, in_turn, processor_table, table  # noqa: E402
from taizhang.records.load import collector_off  # noqa: E402

MKDOCS, CHANGED = 20.0, 5.0
"""What is to be reached: so many times as fast as MkDocs Material, as our own cold build."""
SEARCHED = ("search/search_index.json", "search/entries.json")
SUBMITTED = re.compile(r"(?m)^submitted_at: ([0-9-]{10}) ([0-9]{2}):([0-9]{2})$")
BLOCK = """## 走访 {number}

客户意向明确,已约下周面谈,资费方案由支撑经理复核后再报。**待办**:补交合同附件,[查看](../index.md)。

| 日期 | 客户 | 事项 | 结果 |
| --- | --- | --- | --- |
| 2026-10-{day:02} | 宏图商贸 | 续约洽谈 | 有意向 |
| 2026-10-{day:02} | 城东物流 | 专线测速 | 合格 |

- 面谈纪要已归档
- 下次走访前核对联系人
"""
PEER = """site_name: 页面
theme: {name: material, language: zh, font: false}
plugins: []
nav: [index.md]
not_in_nav: pages/
markdown_extensions: [admonition, tables, toc]
"""
EXTENSIONS = ["admonition", "tables", "toc"]
HUGO = 'baseURL = "https://example.com/"\ndisableKinds = ["taxonomy", "term", "RSS", "section"]\n'
LAYOUT = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main><h1>{{ .Title }}</h1>{{ .Content }}</main></body></html>
"""


def main() -> None:
    """Make a company, build its site and its peers', print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000, help="how many records, about")
    parser.add_argument("--runs", type=int, default=1, help="how many runs of everything")
    chosen = parser.parse_args()
    print(sites(chosen.records, chosen.runs).text)


def sites(records: int = 10_000, runs: int = 1) -> Found:
    """The site of a made company and its peers', cold and after a change, its ledger, and what a search fetches."""
    with tempfile.TemporaryDirectory() as temporary:
        company = with_rules(copied(synthesized(records) / "records", Path(temporary) / "company"))
        subprocess.run(["git", "init", "--quiet", company], check=True)
        build(company)
        number, size = pages_of(company)
        tasks = [("our site, cold, ledger included", partial(cold, company))]
        tasks += peers(Path(temporary), number, size)
        beside = in_turn(runs, tasks)
        (changed_one, again), written = after_one_change(company, max(3, runs))
        fetched = searched(company / "build/site")
        tables = [
            f"{records:,} records give {number:,} pages with bodies of {size:,} bytes on average.\n",
            processor_table("Site, cold, against as many pages that are only rendered", beside),
            processor_table("Site after one changed record", [changed_one, again]),
            f"{written}\n",
            table("Ledger", ledger(company, max(3, runs))),
        ]
    what = f"site of {number:,} pages, cold, ledger included"
    rows = [against(beside[0], beside[-1], MKDOCS, what, faster=True)]
    rows += [against(beside[0], one, 1, what, faster=True) for one in beside[1:-1]]
    rows.append(against(changed_one, again, CHANGED, "site after one changed record", faster=True))
    rows.append(Row("search, before its first result", f"{fetched:,} bytes", "1 MB", fetched / 1e6, "<=", 1))
    return Found(tuple(rows), "\n".join(tables))


def build(company: Path) -> None:
    """``mkdocs build``, as ``make site`` runs it."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=company, env=environment(), check=True, capture_output=True)


def cold(company: Path) -> None:
    """A build of which nothing is there yet, nor anything that an earlier one has kept for it."""
    for left in ("build", ".cache", ".git/taizhang"):
        shutil.rmtree(company / left, ignore_errors=True)
    build(company)


def after_one_change(company: Path, runs: int) -> tuple[list[Timed], str]:
    """Each run changes the minute of one weekly report, so that there is something to write; and a cold build.

    With how many files are written.
    """
    tasks = [("our site, one record changed", partial(changed, company)), ("our site, cold", partial(cold, company))]
    found = in_turn(runs, tasks)
    before = files_in(company / "build/site")
    changed(company)
    after = files_in(company / "build/site")
    written = sum(after[path] != before.get(path) for path in after)
    return found, f"One changed record: {written:,} of {len(after):,} files written."


def changed(company: Path) -> None:
    """The site after another minute in one weekly report."""
    report = next(file for file in sorted((company / "records/weekly-reports").rglob("*.yaml")))
    report.write_text(another_minute(report.read_text(encoding="utf-8")), encoding="utf-8")
    build(company)


def another_minute(record: str) -> str:
    """A record that was submitted a minute later; the last minute of an hour gives its first."""
    return SUBMITTED.sub(lambda one: f"submitted_at: {one[1]} {one[2]}:{(int(one[3]) + 1) % 60:02}", record, count=1)


def files_in(site: Path) -> dict[str, tuple[int, int]]:
    """When each file was written last, and which file of the disk it is."""
    stats = {file.relative_to(site).as_posix(): file.stat() for file in site.rglob("*") if file.is_file()}
    return {path: (one.st_mtime_ns, one.st_ino) for path, one in stats.items()}


def pages_of(company: Path) -> tuple[int, int]:
    """How many pages the site has, and how large their bodies are: what each has beyond the shell of records."""
    shell = (company / "build/shells/records/shell/index.html").stat().st_size
    sizes = [file.stat().st_size for file in (company / "build/site").rglob("index.html")]
    return len(sizes), int(statistics.mean(size - shell for size in sizes))


def peers(folder: Path, number: int, size: int) -> list[tuple[str, partial[None]]]:
    """Hugo, if it is there, and MkDocs, each ready to build so many pages of that size."""
    found = []
    if hugo := shutil.which("hugo"):
        site = hugo_site(folder / "hugo", number, size)
        found.append(
            ("Hugo, minimal theme", partial(quietly, [hugo, "--quiet", "--source", site, "--cleanDestinationDir"], {0}))
        )
    site = mkdocs_site(folder / "mkdocs", number, size)
    command: list[object] = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", site / "mkdocs.yml"]
    return [*found, ("MkDocs Material, outside the navigation, no search", partial(quietly, command, {0}))]


def mkdocs_site(folder: Path, number: int, size: int) -> Path:
    """The sources of a site of so many pages, for MkDocs."""
    pages = folder / "docs" / "pages"
    pages.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(PEER, encoding="utf-8")
    (folder / "docs/index.md").write_text("# 页面\n", encoding="utf-8")
    for name, text in markdown(number, size):
        (pages / f"{name}.md").write_text(f"# {name}\n\n{text}", encoding="utf-8")
    return folder


def hugo_site(folder: Path, number: int, size: int) -> Path:
    """The sources of the same pages, for Hugo."""
    pages, layouts = folder / "content" / "pages", folder / "layouts" / "_default"
    for one in (pages, layouts):
        one.mkdir(parents=True)
    (folder / "config.toml").write_text(HUGO, encoding="utf-8")
    (layouts / "single.html").write_text(LAYOUT, encoding="utf-8")
    (folder / "layouts/index.html").write_text(LAYOUT, encoding="utf-8")
    for name, text in markdown(number, size):
        (pages / f"{name}.md").write_text(f"---\ntitle: {name}\n---\n\n{text}", encoding="utf-8")
    return folder


def markdown(number: int, size: int) -> Iterator[tuple[str, str]]:
    """So many pages by name, each of about ``size`` bytes once it is HTML, at least one block."""
    blocks = max(1, round(size / len(rendered(BLOCK).encode())))
    for page in range(number):
        yield f"page-{page}", "\n".join(BLOCK.format(number=page + one, day=1 + one % 28) for one in range(blocks))


def rendered(text: str) -> str:
    """Markdown as MkDocs renders it: a page is as large as its HTML, ours has no other form."""
    return str(python_markdown(text, extensions=EXTENSIONS))


def ledger(company: Path, runs: int) -> list[Timed]:
    """Every rule over all facts, against the cold load of the same records."""
    with collector_off():
        book = loaded(company)
        return in_turn(runs, [("ledger", partial(computed, company, book)), ("cold load", partial(loaded, company))])


def searched(site: Path) -> int:
    """How many compressed bytes a browser fetches before its first result."""
    return sum(len(gzip.compress((site / name).read_bytes())) for name in SEARCHED)


if __name__ == "__main__":
    main()

"""The hook: what it reads, what it writes again, and what it says."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import datetime
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from taizhang.facts.company import Company
from taizhang.publish import hook
from taizhang.publish.audience import USUAL
from taizhang.publish.folder import files_below
from tests.publish import built, companies
from tests.struck import Blow, struck

REPORT = "records/weekly-reports/east/2026-W42/zhang-wei.yaml"
TRIES = 600
WRITTEN = {
    *("", "people/", "obligations/", "obligations/2026-W42/", "weeks/", "rules/"),
    *("people/zhang-wei/", "months/", "months/zhang-wei.2026-10/", "obligations/east.2026-10/", "weeks/east.2026-W42/"),
    *("branches/", "branches/east/", "branches/telecom/", "bulletins/", "bulletins/2026-10/"),
    *("rules/weekly-report/", "clauses/A5.5/", "records/weekly-reports.east.2026-W42.zhang-wei/"),
    *("fields/", "fields/person/", "records/", "feeds/"),  # which count the records of each kind, or list the people
}
"""What tells of a report of Zhang Wei's and of how many people there are."""


@pytest.mark.parametrize(
    ("asked", "pinned", "told"),
    [
        ("2026-10-16 17:30", datetime(2026, 11, 5, 9, 0), datetime(2026, 10, 16, 17, 30)),
        ("", datetime(2026, 11, 5, 9, 0), datetime(2026, 11, 5, 9, 0)),
        ("", None, datetime(2026, 12, 1, 8, 0)),
    ],
)
def test_the_moment_told_of(
    monkeypatch: pytest.MonkeyPatch, asked: str, pinned: datetime | None, told: datetime
) -> None:
    monkeypatch.setattr("taizhang.when.clock.local_now", lambda _: datetime(2026, 12, 1, 8, 0))
    assert hook.as_of(asked, Company(pinned=pinned)) == told


def test_a_moment_that_is_none_is_an_error() -> None:
    with pytest.raises(PluginError, match="昨天"):
        hook.as_of("昨天", Company())


def times(site: Path) -> dict[str, int]:
    """When each page was last written, by its path."""
    return {path.relative_to(site).as_posix(): path.stat().st_mtime_ns for path in site.rglob("*.html")}


def test_a_second_build_writes_only_what_changed(tmp_path: Path) -> None:
    site = built.build(companies.ordinary(), tmp_path)
    for path in site.rglob("*.html"):
        os.utime(path, ns=(1, 1))
    assert built.mkdocs(tmp_path, "build", "--strict").returncode == 0
    assert set(times(site).values()) == {1}
    report = tmp_path / REPORT
    report.write_text(report.read_text(encoding="utf-8").replace("18:05", "17:29"), encoding="utf-8")
    (tmp_path / "records/people/wang-fang.yaml").unlink()
    assert built.mkdocs(tmp_path, "build", "--strict").returncode == 0
    assert {path.removesuffix("index.html") for path, written in times(site).items() if written != 1} <= WRITTEN
    assert not (site / "people/wang-fang").exists()


def test_a_build_that_is_ended_before_it_publishes(tmp_path: Path) -> None:
    companies.write(companies.ordinary(), tmp_path)
    blow = Blow("mkdocs.commands.build:_build_page", 9)
    run = struck(blow, tmp_path, "build", module="mkdocs", environment=built.environment())
    assert run.returncode == 130
    assert run.stderr.endswith(f"{hook.STOPPED}\n"), run.stderr
    assert not (tmp_path / "build/site").exists()


def test_a_build_that_is_ended_leaves_whole_files_and_the_next_all(tmp_path: Path, ordinary_site: Path) -> None:
    wanted = {path: (ordinary_site / path).read_bytes() for path in files_below(ordinary_site)}
    companies.write(companies.ordinary(), tmp_path)
    site = tmp_path / "build/site"
    for blow in (Blow("pathlib:Path.write_bytes", 3, signal.SIGTERM), Blow("pathlib:Path.replace", 40)):
        run = struck(blow, tmp_path, "build", module="mkdocs", environment=built.environment())
        assert run.returncode == 128 + blow.number
        assert run.stderr.endswith(f"{hook.STOPPED_PUBLISHING}\n"), run.stderr
        assert "Traceback" not in run.stderr
        left = files_below(site)
        assert 0 < len(left) < len(wanted)
        assert {path: (site / path).read_bytes() for path in left} == {path: wanted[path] for path in left}
    assert built.mkdocs(tmp_path, "build", "--strict").returncode == 0
    assert {path: (site / path).read_bytes() for path in files_below(site)} == wanted


def test_wrong_data_are_told_and_the_site_is_made_all_the_same(tmp_path: Path) -> None:
    files = companies.ordinary() | {"weekly-reports/east/2026-W42/zhang-wei.yaml": "person: [\n"}
    companies.write(files, tmp_path)
    run = built.mkdocs(tmp_path, "build", "--strict")
    assert run.returncode == 1
    assert "1 处错误" in run.stderr
    assert "taizhang check" in run.stderr
    assert (tmp_path / "build/site/people/zhang-wei/index.html").is_file()


def test_the_environment_sets_the_moment(tmp_path: Path) -> None:
    companies.write(companies.ordinary(), tmp_path)
    run = built.mkdocs(tmp_path, "build", "--strict", TAIZHANG_AS_OF="2026-10-16 17:00")
    assert run.returncode == 0, run.stderr
    assert json.loads((tmp_path / "build/site/build.json").read_bytes())["as_of"] == "2026-10-16 17:00"
    assert "数据截至 17:00" in (tmp_path / "build/site/index.html").read_text(encoding="utf-8")


def test_another_edition_is_made_alone_and_says_its_name_and_level(tmp_path: Path) -> None:
    companies.write(companies.ordinary(), tmp_path)
    run = built.mkdocs(tmp_path, "build", "--strict", TAIZHANG_EDITION="hr")
    assert run.returncode == 0, run.stderr
    assert not (tmp_path / "build/site").exists()
    about = json.loads((tmp_path / "build/editions/hr/build.json").read_bytes())
    assert (about["edition"], about["level"]) == ("人力资源版", "机密")
    assert built.broken_links(tmp_path / "build/editions/hr") == []


def test_an_edition_in_place_of_the_staff_s() -> None:
    known = {one.id: one for one in USUAL}
    assert [hook.chosen(name, known).id for name in ("", " hr", "staff")] == ["staff", "hr", "staff"]
    with pytest.raises(PluginError, match=r"\.\./x"):
        hook.chosen("../x", known)


def get(address: str) -> str:
    """A page, "" as long as nobody answers."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - this machine
            return str(answer.read().decode())
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return ""


def wait_for(text: str, address: str) -> None:
    """Until a page shows a text."""
    for _ in range(TRIES):
        if text in get(address):
            return
        time.sleep(0.1)
    raise AssertionError(f"{address} never showed {text}")


@pytest.mark.parametrize("edition", ["", "management"])
def test_serve_shows_a_changed_record(tmp_path: Path, edition: str) -> None:
    companies.write(companies.ordinary(), tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        env=built.environment(TAIZHANG_EDITION=edition),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            address = f"http://127.0.0.1:{port}/months/zhang-wei.2026-10/"
            wait_for("2026-10-16(周五) 18:05 提交", address)
            report = tmp_path / REPORT
            report.write_text(report.read_text(encoding="utf-8").replace("18:05", "18:21"), encoding="utf-8")
            wait_for("2026-10-16(周五) 18:21 提交", address)
            about = json.loads(get(f"http://127.0.0.1:{port}/build.json"))
            assert about.get("edition", "") == ("管理层版" if edition else "")
        finally:
            server.terminate()
        assert server.wait(timeout=60) == 0, "the system may end it as Ctrl-C does"

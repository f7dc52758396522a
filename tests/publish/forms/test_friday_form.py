"""Friday's report by somebody who knows no Git: written in the browser, it passes the real hook of real Git."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.friday import FRIDAY, REPORT, WRITTEN, Desk, begin
from tests.publish.built import serving
from tests.publish.looking import Complaints

pytestmark = pytest.mark.browser


def test_the_report_in_the_browser(tmp_path: Path, browser: Browser) -> None:
    desk = Desk(tmp_path / "公司")
    begin(desk)
    site = _site(desk.folder)
    context = browser.new_context(viewport={"width": 360, "height": 780}, locale="zh-CN")
    with serving(site) as base:
        complaints, page = Complaints(base), context.new_page()
        complaints.watch(page)
        page.clock.set_fixed_time(datetime.fromisoformat(FRIDAY + "+08:00"))
        page.goto(base + "people/zhang-wei/")
        page.locator('a[href*="/forms/weekly-report/"]').first.click()
        page.locator("[data-form][data-ready]").wait_for()
        for name in ("campaign_response", "consumption_behaviour", "conclusion", "suggestion"):
            page.locator(f"textarea[name={name}]").fill(WRITTEN[name])
        for title in ("服务需求", "服务问题"):
            page.get_by_role("button", name=f"{title}:本周无").click()
        expect(page.locator(".tz-form-bar > span")).to_have_text("写好了,可以交")
        with page.expect_download() as loaded:
            page.locator("[data-does=download]").click()
        path = page.locator(".tz-form-path").inner_text()
        (desk.folder / path).parent.mkdir(parents=True)
        loaded.value.save_as(desk.folder / path)
    context.close()
    assert path == REPORT
    assert complaints.told == []
    desk.committed("周报")
    assert "周报 2026-W48" not in desk.run("due", "--person", "张伟", at="2026-11-27 18:00")


def _site(company: Path) -> Path:
    """The company's site as of Friday afternoon, built as its workflow does."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "TAIZHANG_AS_OF": FRIDAY}
    done = subprocess.run(command, cwd=company, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return company / "build/site"

"""The general rules of the test run, proved on small runs of pytest of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import LANGUAGE_SERVER

ROOT = Path(__file__).parent.parent

PASSES = "def test_passes():\n    assert 1 + 1 == 2\n"
SKIPS = "import pytest\n\ndef test_skips():\n    pytest.skip('no wish to')\n"
SKIPS_WHOLE = "import pytest\n\npytest.skip('the whole file', allow_module_level=True)\n"
BROWSER = "import pytest\n\n@pytest.mark.browser\ndef test_page():\n    assert 1 + 1 == 2\n"
EDITOR = "import pytest\n\n@pytest.mark.editor\ndef test_typing():\n    assert 1 + 1 == 2\n"
EMPTY = "import pytest\n\n@pytest.mark.parametrize('x', [])\ndef test_nothing(x):\n    assert x\n"
WARNS = "import warnings\n\ndef test_warns():\n    warnings.warn('mind')\n"
UNKNOWN_MARK = "import pytest\n\n@pytest.mark.brwoser\ndef test_page():\n    assert 1 + 1 == 2\n"


def run_pytest(folder: Path, source: str, *options: str, **environment: str) -> tuple[int, str]:
    """Exit code and output of pytest under the project's settings, over one passing file and one with ``source``."""
    tests = folder / "tests"
    tests.mkdir()
    shutil.copy(ROOT / "tests" / "conftest.py", tests)
    shutil.copy(ROOT / "pyproject.toml", folder)
    (tests / "test_first.py").write_text(PASSES, encoding="utf-8")
    (tests / "test_second.py").write_text(source, encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "TAIZHANG"))}
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *options],
        cwd=folder,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return run.returncode, run.stdout + run.stderr


@pytest.mark.parametrize("workers", ["0", "2"])
@pytest.mark.parametrize("source", [SKIPS, SKIPS_WHOLE], ids=["test", "file"])
def test_a_skip_fails_the_run_where_none_may_skip(tmp_path: Path, source: str, workers: str) -> None:
    code, output = run_pytest(tmp_path, source, "-n", workers, TAIZHANG_NO_SKIP="1")
    assert (code, "1 passed, 1 skipped" in output, "1 skipped, so this run fails" in output) == (1, True, True), output


def test_a_skip_is_only_told_elsewhere(tmp_path: Path) -> None:
    code, output = run_pytest(tmp_path, SKIPS)
    assert (code, "no wish to" in output, "this run fails" in output) == (0, True, False), output


def test_a_run_without_skips_passes(tmp_path: Path) -> None:
    code, output = run_pytest(tmp_path, PASSES, TAIZHANG_NO_SKIP="1")
    assert (code, "2 passed" in output) == (0, True), output


def test_browser_tests_skip_with_a_reason_where_there_is_no_chromium(tmp_path: Path) -> None:
    code, output = run_pytest(tmp_path, BROWSER, PATH=str(tmp_path))
    assert (code, "needs Chromium: none of chromium," in output) == (0, True), output


def test_browser_tests_run_where_chromium_is(tmp_path: Path) -> None:
    browser = tmp_path / "chromium"
    browser.touch(mode=0o755)
    code, output = run_pytest(tmp_path, BROWSER, PATH=str(tmp_path))
    assert (code, "2 passed" in output) == (0, True), output


def test_editor_tests_skip_with_a_reason_where_there_is_no_language_server(tmp_path: Path) -> None:
    code, output = run_pytest(tmp_path, EDITOR)
    assert (code, "needs node and yaml-language-server: make editor" in output) == (0, True), output


def test_editor_tests_run_where_it_is(tmp_path: Path) -> None:
    node = tmp_path / "node"
    node.touch(mode=0o755)
    script = tmp_path / LANGUAGE_SERVER
    script.parent.mkdir(parents=True)
    script.touch()
    code, output = run_pytest(tmp_path, EDITOR, PATH=str(tmp_path))
    assert (code, "2 passed" in output) == (0, True), output


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (EMPTY, "empty parameter set"),
        (WARNS, "UserWarning: mind"),
        (UNKNOWN_MARK, "'brwoser' not found in `markers`"),
    ],
    ids=["empty parametrisation", "warning", "unknown marker"],
)
def test_what_other_projects_let_pass_fails(tmp_path: Path, source: str, told: str) -> None:
    code, output = run_pytest(tmp_path, source)
    assert (code != 0, told.casefold() in output.casefold()) == (True, True), output


def test_git_knows_nothing_of_the_users_settings(tmp_path: Path) -> None:
    listed = subprocess.run(
        ["git", "config", "--list", "--name-only"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert sorted(listed.stdout.split()) == ["init.defaultbranch", "user.email", "user.name"]

"""What holds for every test: a Git without the user's settings, Chromium and a language server where they are, and no
silent skips.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LANGUAGE_SERVER = Path(
    ".cache", "language-server", "node_modules", "yaml-language-server", "bin", "yaml-language-server"
)
NO_SKIP = "TAIZHANG_NO_SKIP"
GIT_SETTINGS = """\
[init]
    defaultBranch = main
[user]
    name = tester
    email = tester@example.com
"""

# No example is timed, and CI tries the same examples every time.
settings.register_profile("taizhang", deadline=None, derandomize="CI" in os.environ, print_blob=True)
settings.load_profile("taizhang")


def find_chromium() -> str | None:
    """The path of the machine's own Chromium, None where there is none."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def find_language_server() -> tuple[str, ...] | None:
    """How to start what editors check YAML with, which ``make editor`` installs; None where it is not."""
    node, script = shutil.which("node"), Path(__file__).parent.parent / LANGUAGE_SERVER
    return (node, str(script)) if node and script.is_file() else None


@pytest.fixture(scope="session")
def language_server() -> tuple[str, ...]:
    """How to start yaml-language-server, for tests marked ``editor``."""
    command = find_language_server()
    assert command, "a test that uses this fixture must carry the marker 'editor'"
    return command


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium, for tests marked ``browser``."""
    path = find_chromium()
    assert path, "a test that uses this fixture must carry the marker 'browser'"
    return path


@pytest.fixture(scope="session", autouse=True)
def _git_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Git alike on every machine: no settings of the user or system, and no repository handed down by a hook."""
    settings_file = tmp_path_factory.mktemp("git") / "config"
    settings_file.write_text(GIT_SETTINGS, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("GIT_")]:
            patch.delenv(name)
        patch.setenv("GIT_CONFIG_GLOBAL", str(settings_file))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests that need what is not installed, Chromium or the language server; nothing else is ever skipped."""
    lacking = {}
    if find_chromium() is None:
        lacking["browser"] = f"needs Chromium: none of {', '.join(BROWSERS)} is installed"
    if find_language_server() is None:
        lacking["editor"] = "needs node and yaml-language-server: make editor installs it"
    for item in items:
        for marker, reason in lacking.items():
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


def skipped(config: pytest.Config) -> int:
    """How many tests or test files the whole run has skipped; 0 in a worker, which knows only its part."""
    if hasattr(config, "workerinput"):
        return 0
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    return len(terminal.getreports("skipped")) if terminal else 0


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run that skipped something where ``TAIZHANG_NO_SKIP=1`` says that nothing may be skipped, as in CI."""
    if os.environ.get(NO_SKIP) == "1" and session.exitstatus == pytest.ExitCode.OK and skipped(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say why a run without a failed test fails all the same."""
    if os.environ.get(NO_SKIP) == "1" and (count := skipped(config)):
        terminalreporter.write_line(f"{NO_SKIP}=1: {count} skipped, so this run fails", red=True)

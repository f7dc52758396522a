"""A company that was checked once, for the tests of the warm check."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhang.cli import check as checking
from taizhang.records.warm.recall import recall
from tests.records.warm.steps import Company, copied, good_company


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good company's folder, checked once."""
    made = Company(good_company(tmp_path_factory.mktemp("warm") / "good"))
    made.check()
    return made.root


@pytest.fixture
def company(begun: Path, tmp_path: Path) -> Company:
    """The good company, checked once."""
    return copied(begun, tmp_path / "company")


@pytest.fixture
def recalled(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each check needed to read nothing but what changed."""
    found: list[bool] = []

    def noted(*asked: object) -> object:
        told = recall(*asked)  # type: ignore[arg-type]
        found.append(told is not None)
        return told

    monkeypatch.setattr(checking, "recall", noted)
    return found

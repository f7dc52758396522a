"""Ready workflows for a company's own repository: what its forge runs on a request, on its main branch, at a merge."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).with_name("starter")
FILES: Mapping[str, Mapping[str, str]] = {
    "github": {
        ".github/workflows/taizhang-request.yml": "github/request.yml",
        ".github/workflows/taizhang-site.yml": "github/site.yml",
        ".github/workflows/taizhang-merge.yml": "github/merge.yml",
    },
    "gitlab": {".gitlab-ci.yml": "gitlab/gitlab-ci.yml"},
    "gitea": {
        ".gitea/workflows/taizhang-request.yml": "gitea/request.yml",
        ".gitea/workflows/taizhang-site.yml": "gitea/site.yml",
        ".gitea/workflows/taizhang-merge.yml": "gitea/merge.yml",
    },
    "none": {},
}


def starter_files(forge: str) -> Mapping[str, str]:
    """The text of each workflow by its path in the repository; ``forge`` is github, gitlab, gitea or none."""
    return {path: (FOLDER / name).read_text(encoding="utf-8") for path, name in FILES[forge].items()}

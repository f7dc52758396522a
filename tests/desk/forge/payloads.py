"""What each forge tells of one request, cut to what matters and as its API answers it."""

from __future__ import annotations

import json
from typing import Any

HEAD, OLD = "a" * 40, "b" * 40
OPENED, PUSHED, SIGNED = "2026-10-16T08:00:00+08:00", "2026-10-16T17:20:31+08:00", "2026-10-19T09:05:10+08:00"
TITLE = "2026-W42 周报"

GITHUB: dict[str, Any] = {
    "pull": {
        "number": 12,
        "state": "open",
        "title": TITLE,
        "created_at": "2026-10-16T00:00:00Z",
        "user": {"login": "zhangwei", "id": 7},
        "head": {"sha": HEAD, "ref": "zhang/w42"},
    },
    "reviews": [
        {
            "user": {"login": "sunqiang"},
            "state": "COMMENTED",
            "submitted_at": "2026-10-18T01:00:00Z",
            "commit_id": HEAD,
        },
        {"user": {"login": "lina"}, "state": "APPROVED", "submitted_at": "2026-10-19T01:05:10Z", "commit_id": HEAD},
    ],
    "activity": [
        {"after": HEAD, "ref": "refs/heads/zhang/w42", "timestamp": "2026-10-16T09:20:31Z", "activity_type": "push"},
        {"after": HEAD, "ref": "refs/heads/other", "timestamp": "2026-10-18T09:20:31Z", "activity_type": "push"},
        {"after": OLD, "ref": "refs/heads/zhang/w42", "timestamp": "2026-10-16T00:00:00Z"},
    ],
}
GITLAB: dict[str, Any] = {
    "merge_request": {
        "iid": 12,
        "state": "opened",
        "title": TITLE,
        "created_at": "2026-10-16T08:00:00.123+08:00",
        "author": {"username": "zhangwei"},
        "sha": HEAD,
    },
    "approvals": {"approved_by": [{"user": {"username": "lina"}, "approved_at": "2026-10-19T09:05:10.456+08:00"}]},
    "versions": [
        {"head_commit_sha": HEAD, "created_at": "2026-10-16T17:20:31.789+08:00"},
        {"head_commit_sha": OLD, "created_at": "2026-10-16T08:00:00.123+08:00"},
    ],
}
GITEA: dict[str, Any] = {
    "pull": {
        "number": 12,
        "state": "open",
        "title": TITLE,
        "created_at": OPENED,
        "user": {"login": "zhangwei"},
        "head": {"sha": HEAD, "ref": "zhang/w42"},
    },
    "reviews": [
        {
            "user": {"login": "lina"},
            "state": "APPROVED",
            "submitted_at": SIGNED,
            "commit_id": HEAD,
            "stale": False,
            "dismissed": False,
            "official": True,
        }
    ],
    "timeline": [
        {"type": "comment", "body": "看一下", "created_at": OPENED},
        {
            "type": "pull_push",
            "body": json.dumps({"is_force_push": False, "commit_ids": [OLD, HEAD]}),
            "created_at": PUSHED,
        },
    ],
}
PAYLOADS = {"github": GITHUB, "gitlab": GITLAB, "gitea": GITEA}

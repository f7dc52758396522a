"""Where the records are kept, as mkdocs.yml says it: a form opens the forge's own page for a new or a changed file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

KINDS = ("github", "gitea", "gitlab")
NAMES = ("kind", "url", "branch")
BRANCH = "main"


@dataclass(frozen=True, slots=True)
class Forge:
    """A forge: of which kind, the address of the repository, the branch that records come into."""

    kind: str
    url: str
    branch: str


def forge_of(settings: object) -> Forge | None:
    """The forge that ``extra.forge`` names, None where it names none; ValueError with a sentence for a wrong one."""
    if settings is None:
        return None
    if not isinstance(settings, Mapping) or not set(settings) <= set(NAMES):
        raise ValueError(f"forge 写 {'、'.join(NAMES)} 三项,别的不写")
    kind, url, branch = (settings.get(name, default) for name, default in zip(NAMES, ("", "", BRANCH), strict=True))
    if kind not in KINDS:
        raise ValueError(f"forge 的 kind 写 {'、'.join(KINDS)} 之一,不是“{kind}”")
    if not isinstance(url, str) or not _is_address(url):
        raise ValueError(
            f"forge 的 url 写仓库的网址,例如 https://example.com/gongsi/taizhang,里面没有账号和令牌,不是“{url}”"
        )
    if not isinstance(branch, str) or not branch or branch != branch.strip("/ "):
        raise ValueError(f"forge 的 branch 写分支的名字,例如 {BRANCH},不是“{branch}”")
    return Forge(str(kind), url.rstrip("/"), branch)


def _is_address(url: str) -> bool:
    """Whether ``url`` is a page of a repository: no name of a user or token in it, nothing behind it."""
    try:
        found = urlsplit(url)
        port = found.port
    except ValueError:
        return False
    plain = url.isascii() and url.isprintable() and " " not in url and port != 0
    return (
        plain
        and found.scheme in {"http", "https"}
        and bool(found.hostname)
        and found.path.strip("/") != ""
        and ("@" not in found.netloc and not found.query and not found.fragment)
    )

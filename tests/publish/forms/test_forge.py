"""Where records are kept: as mkdocs.yml says it, refused with a sentence where that leads nowhere or tells a secret."""

from __future__ import annotations

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from taizhang.publish import hook
from taizhang.publish.forms.forge import Forge, forge_of
from taizhang.publish.pages import forms
from tests.publish import companies

URL = "https://example.com/gongsi/taizhang"


@pytest.mark.parametrize("kind", ["github", "gitea", "gitlab"])
def test_a_forge_has_a_kind_an_address_and_a_branch(kind: str) -> None:
    assert forge_of({"kind": kind, "url": URL + "/"}) == Forge(kind, URL, "main")
    told = {"kind": kind, "url": "http://127.0.0.1:3000/a/b", "branch": "records/2026"}
    assert forge_of(told) == Forge(kind, "http://127.0.0.1:3000/a/b", "records/2026")


def test_without_one_forms_lead_to_none() -> None:
    assert forge_of(None) is None
    page = next(one for one in forms.pages(companies.maker_of(companies.empty())) if one.address == "forms/person/")
    assert "data-forge" not in str(page.body)


def test_a_form_knows_its_forge() -> None:
    maker = companies.maker_of(companies.empty())
    maker.forge = Forge("gitea", URL + '?a="b"', "main")
    page = next(one for one in forms.pages(maker) if one.address == "forms/person/")
    assert 'data-forge="gitea" data-forge-url="https://example.com/gongsi/taizhang?a=&#34;b&#34;"' in str(page.body)
    assert 'data-forge-branch="main"' in str(page.body)


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        ("github", "三项"),
        ({"kind": "github", "url": URL, "token": "x"}, "三项"),
        ({"url": URL}, "kind"),
        ({"kind": "svn", "url": URL}, "kind"),
        ({"kind": ["github"], "url": URL}, "kind"),
        ({"kind": "github"}, "url"),
        ({"kind": "github", "url": 1}, "url"),
        ({"kind": "github", "url": "javascript:alert(1)"}, "url"),
        ({"kind": "github", "url": "//example.com/a/b"}, "url"),
        ({"kind": "github", "url": "https://example.com"}, "url"),
        ({"kind": "github", "url": URL.replace("//", "//li:word@")}, "url"),
        ({"kind": "github", "url": URL + "?token=x"}, "url"),
        ({"kind": "github", "url": "https://example.com:port/a/b"}, "url"),
        ({"kind": "github", "url": URL.replace("//", "//[")}, "url"),
        ({"kind": "github", "url": URL, "branch": ""}, "branch"),
        ({"kind": "github", "url": URL, "branch": "/main"}, "branch"),
        ({"kind": "github", "url": URL, "branch": 5}, "branch"),
    ],
)
def test_what_leads_nowhere_is_refused(settings: object, word: str) -> None:
    with pytest.raises(ValueError, match=f"forge .*{word}"):
        forge_of(settings)


def test_the_site_is_not_built_with_a_wrong_one() -> None:
    config = MkDocsConfig()
    config.extra = {"forge": {"kind": "svn", "url": URL}}  # type: ignore[assignment]
    with pytest.raises(PluginError, match=r"mkdocs\.yml"):
        hook.forge(config)
    config.extra = {}  # type: ignore[assignment]
    assert hook.forge(config) is None

"""The site's own styles and scripts come as one file each, in their order, wherever a page lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhang.publish.assets import SCRIPT, STYLE, assets_of, joined
from tests.publish import built

HEAD = """\
<link rel="stylesheet" href="{way}assets/stylesheets/main.57a0d79d.min.css">
<link rel="stylesheet" href="{way}assets/first.css">
<link rel="stylesheet" href="{way}assets/second.css">
<script src="{way}assets/early.js"></script>
</head>
"""
BODY = """\
<body><p>正文</p>
<script src="{way}assets/javascripts/bundle.a5f9d56c.min.js"></script>
<script src="{way}assets/one.js"></script>
<script src="{way}assets/two.js"></script>
</body>
"""


@pytest.mark.parametrize("way", ["", "../", "../../", "/"])
def test_one_link_and_one_script_in_place_of_the_first(way: str) -> None:
    page = joined((HEAD + BODY).format(way=way))
    assert (page.styles, page.scripts) == (("first.css", "second.css"), ("one.js", "two.js"))
    assert page.html.count("site.css") == page.html.count("site.js") == 1
    assert f'href="{way}{STYLE}"' in page.html
    assert f'src="{way}{SCRIPT}"' in page.html
    for kept in ("main.57a0d79d.min.css", "early.js", "bundle.a5f9d56c.min.js", "<p>正文</p>"):
        assert kept in page.html
    assert page.html.index("main.57") < page.html.index("site.css") < page.html.index("early.js")
    assert page.html.index("bundle.") < page.html.index("site.js")


def test_a_page_that_asks_for_none_stays_as_it_is() -> None:
    assert joined("<p>assets/first.css</p>").html == "<p>assets/first.css</p>"
    assert joined(joined((HEAD + BODY).format(way="")).html).html.count("site.css") == 1


def test_the_files_are_joined_in_order(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    for name, text in (("first.css", "a{}"), ("second.css", "b{}"), ("one.js", "f()"), ("two.js", "g()")):
        (tmp_path / "assets" / name).write_text(text, encoding="utf-8")
    (tmp_path / "index.html").write_text((HEAD + BODY).format(way=""), encoding="utf-8")
    found = assets_of(tmp_path)
    assert found.files == {STYLE: b"a{}\nb{}", SCRIPT: b"f();\ng()"}
    assert found.parts == {"assets/first.css", "assets/second.css", "assets/one.js", "assets/two.js"}


def test_without_a_first_page_there_is_nothing_to_join(tmp_path: Path) -> None:
    assert (dict(assets_of(tmp_path).files), assets_of(tmp_path).parts) == ({}, frozenset())


def test_every_page_of_the_site_asks_for_the_joined_files_alone(ordinary_site: Path) -> None:
    own = {path.name for path in (ordinary_site / "assets").glob("*.css")}
    assert own == {"site.css"}
    assert {path.name for path in (ordinary_site / "assets").glob("*.js")} == {"site.js", "me.js", "search.js"}
    for path in built.pages_of(ordinary_site):
        html = (ordinary_site / path).read_text(encoding="utf-8")
        assert html.count("assets/site.css") == html.count("assets/site.js") == 1, path

"""Text that would be more than text if a page let it: one line each, as somebody could write it into a record."""

from __future__ import annotations

from html.parser import HTMLParser

HOST = "https://example.com"

PAYLOADS = (
    "<script>window.PWN=1</script>",
    '<img src=x onerror="window.PWN=2">',
    "<svg/onload=window.PWN=3>",
    '<iframe srcdoc="<script>parent.PWN=4</script>"></iframe>',
    "[点我](javascript:window.PWN=5)",
    "[点我](&#106;avascript:alert(1))",
    f"<{HOST}/x>",
    f"{HOST}/auto",
    f"![图]({HOST}/track.png)",
    '![x](x){ onerror="window.PWN=6" }',
    '文字{: onclick="window.PWN=7" }',
    "# 标题注入",
    '--8<-- "secret.txt"',
    "{{ config.site_name }}",
    '{{ lipsum.__globals__["os"].popen("id").read() }}',
    "{% raw %}x{% endraw %}",
    "{# 注释 #}",
    "a | b | c",
    '!!! danger "假警告"',
    "`行内码`",
    "</td></tr></table><h1>逃逸</h1>",
    "</title><script>window.PWN=8</script>",
    "<!--",
    "<!-- 注释 --><b>x</b>",
    "&lt;script&gt;window.PWN=9&lt;/script&gt;",
    "&amp;nbsp;",
    "[TOC]",
    ":smile:",
    "'\"><script>window.PWN=10</script>",
    "' onmouseover='alert(1)",
    '<a href="//example.com" target=_top>x</a>',
    f'<base href="{HOST}/">',
    f'<meta http-equiv=refresh content="0;url={HOST}">',
    "<style>body{display:none}</style>",
    f'<form action="{HOST}"><input name=p></form>',
    "<SCRIPT >window.PWN=11</SCRIPT>",
    "<<script>script>window.PWN=12<</script>/script>",
    "@@body@@",
    "@@title@@",
    "<p>@@body@@</p>",
    "\\1 \\g<0> $1 %s {0}",
)


class Shape(HTMLParser):
    """The elements of a page with the names of their attributes, its ids, links and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, ...]] = []
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        """All text, in order."""
        return "".join(self.texts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element."""
        self.tags.append((tag, *(name for name, _ in attrs)))
        for name, value in attrs:
            if name in {"id", "name"} and value:
                self.ids.add(value)
            if name in {"href", "src", "action", "srcset"} and value is not None:
                self.links.append(value)

    def handle_data(self, data: str) -> None:
        """Note the text."""
        self.texts.append(data)

"""Text that would be more than text if a page let it, as somebody could write it into a record."""

from __future__ import annotations

from html.parser import HTMLParser

HOST = "https://example.com"

# Of one line each: they fit into any field that is long enough.
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
    "[点我](JaVaScRiPt:alert(1))",
    "[点我](javascript&colon;alert(1))",
    "[点我](data:text/html,<script>alert(1)</script>)",
    "[点我](vbscript:msgbox(1))",
    "<javascript:alert(1)>",
    '文字{ onclick="window.PWN=13" }',
    "正文 {#id-hijack .md-header onmouseover=alert(1)}",
    "## 二级 {: #__search onclick=alert(1) }",
    '--8<-- "/etc/hostname"',
    ';--8<-- "secret.txt"',
    '{%include "secret.txt"%}',
    "1. 有序",
    "> 引用",
    "    代码块",
    "***粗斜***",
    "__粗__ ~~删~~ ==高亮== ^^下划^^ H~2~O",
    "&#60;script&#62;window.PWN=14&#60;/script&#62;",
    "*[ACME]: 缩写劫持",
    "[[TOC]]",
    "$$x^2$$",
    "\\[x\\]",
    ":material-account: :smile:",
    "(c) (tm) -->",
    "[x]",
    "- [x] 任务",
    "++ctrl+alt+del++",
    "{--删--}{++增++}{>>注<<}",
    "---",
    "***",
    "\\<script>window.PWN=15</script>",
    '"><script>window.PWN=16</script>',
    f'<script src="{HOST}/x.js"></script>',
)
# Of several lines.
PARAGRAPHS = (
    "[a][r]\n\n[r]: javascript:alert(1)",
    "--8<--\nsecret.txt\n--8<--",
    "单元\n换行",
    "| x | y |\n|---|---|\n| 1 | 2 |",
    '!!! danger "假警告"\n    内容',
    "??? note\n    x",
    "- 列表\n- 二",
    "```\n代码\n```",
    "~~~ {onclick=alert(1)}\nx\n~~~",
    '<div markdown="1">\n\n**md**\n\n</div>',
    "[^1]\n\n[^1]: 脚注",
    "term\n: 定义",
    "---\ntitle: 劫持\nhide: [navigation]\n---\n",
    "题\n===\n",
)
# No record may hold these: the reader of records refuses them.
UNWRITABLE = (
    "\x02wzxhzdk:0\x03",
    "STX:\x02klzzwxh:0001\x03",
    "\u202e反转文本",
    "零\u200b宽",
    "\u2028行分隔",
    "<SCRIPT\x0b>window.PWN=12</SCRIPT>",
)


class Shape(HTMLParser):
    """The elements of a page with the names of their attributes, its ids, links and text.

    ``structure`` has the elements with their ends, and comments: all but text and the values of attributes.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, ...]] = []
        self.structure: list[tuple[str, ...]] = []
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
        self.structure.append(self.tags[-1])
        for name, value in attrs:
            if name in {"id", "name"} and value:
                self.ids.add(value)
            if name in {"href", "src", "action", "srcset"} and value is not None:
                self.links.append(value)

    def handle_endtag(self, tag: str) -> None:
        """Note the end of an element."""
        self.structure.append(("/" + tag,))

    def handle_comment(self, data: str) -> None:
        """Note that there is a comment."""
        del data
        self.structure.append(("<!--",))

    def handle_data(self, data: str) -> None:
        """Note the text."""
        self.texts.append(data)

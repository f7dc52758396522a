"""What is said about a file's writing, before anybody looks at what it means: the ``yaml.*`` sentences."""

from __future__ import annotations

from taizhang.problem import Catalogue, Sentence

_QUOTE = "这一行的值请整体加英文双引号。"
_FIXED = "改成:{fixed}"

FILE_SENTENCES: dict[str, Sentence] = {
    "yaml.too-large": Sentence("文件太大", "文件有 {size} KB,超过了 {limit} KB。", "拆成几份记录;附件不要写进记录"),
    "yaml.utf16": Sentence("编码不对", "文件存成了 UTF-16。", "用编辑器另存为 UTF-8"),
    "yaml.gbk": Sentence("编码不对", "文件不是 UTF-8,像是 GBK。", "用编辑器另存为 UTF-8"),
    "yaml.encoding": Sentence("编码不对", "文件不是 UTF-8,从这里起读不出来。", "用编辑器另存为 UTF-8"),
    "yaml.newline": Sentence("换行不对", "文件用了老式的换行(CR)。", "用编辑器把换行改为 LF"),
    "yaml.empty": Sentence("文件是空的", "文件里没有内容。", "填写内容,或删去这个文件"),
    "yaml.root": Sentence(
        "不成记录", "文件应由“字段: 值”一行行组成。", "照同类记录的样子写;每行先写字段名,再写英文冒号和空格"
    ),
    "yaml.documents": Sentence(
        "多份记录", "一个文件只能有一份记录,这一行“---”或“...”之后又开始了一份。", "删去这一行,或拆成两个文件"
    ),
    "yaml.directive": Sentence(
        "不用的写法", "以“%”开头的行会被当成 YAML 指令。", "删去这一行;若是文字,接到上一行并整体加英文双引号"
    ),
    "yaml.too-deep": Sentence("嵌套太深", "内容嵌套超过 {limit} 层。", "检查括号和缩进"),
    "yaml.too-many": Sentence("内容太多", "内容超过 {limit} 项。", "拆成几份记录"),
    "yaml.more": Sentence("还有问题", "这个文件另有 {count} 处问题没有列出。", "先改好上面的,再检查一次"),
}

CHARACTER_SENTENCES: dict[str, Sentence] = {
    "yaml.tab": Sentence("用了 Tab", "这里有 Tab 键留下的空白。", "换成空格"),
    "yaml.control": Sentence("看不见的字符", "这里有看不见的控制字符 {value}。", "删去它"),
    "yaml.line-separator": Sentence("看不见的字符", "这里有看不见的换行字符 {value}。", "删去它,或重新按回车"),
    "yaml.invisible": Sentence("看不见的字符", "这里有看不见的零宽字符 {value}。", "删去它"),
    "yaml.bidi": Sentence("看不见的字符", "这里有改变文字方向的字符 {value},看到的次序会与实际不同。", "删去它"),
    "yaml.escape-character": Sentence("看不见的字符", "“{value}”写出来是不能用的字符。", "删去它,或直接写那个字"),
    "yaml.escape": Sentence("反斜杠", "双引号里的“\\”要写成“\\\\”。", _FIXED),
    "yaml.indent-space": Sentence("缩进不对", "行首有全角空格或特殊空格。", _FIXED),
}

WIDTH_SENTENCES: dict[str, Sentence] = {
    "yaml.full-width-colon": Sentence("全角冒号", "字段名后面用了全角冒号“：”,要用英文冒号加一个空格。", _FIXED),
    "yaml.full-width-dash": Sentence("全角横线", "清单的每一项要以英文“-”加一个空格开头。", _FIXED),
    "yaml.full-width": Sentence("全角字符", "“{value}”用了全角字符,数字、日期和时间一律用半角。", _FIXED),
    "yaml.colon-space": Sentence("缺少空格", "字段名的冒号后面要有一个空格(若是普通文字,请整体加英文双引号)。", _FIXED),
    "yaml.dash-space": Sentence("缺少空格", "清单的“-”后面要有一个空格(若是普通文字,请整体加英文双引号)。", _FIXED),
}

QUOTE_SENTENCES: dict[str, Sentence] = {
    "yaml.quote-colon": Sentence("要加引号", f"值里又有“: ”,{_QUOTE}", _FIXED),
    "yaml.quote-start": Sentence("要加引号", f"值以“{{sign}}”开头会被当成 YAML 记号,{_QUOTE}", _FIXED),
    "yaml.quote-dash": Sentence("要加引号", f"值以“- ”开头:若是清单请另起一行;若是文字,{_QUOTE}", _FIXED),
    "yaml.quote-open": Sentence("引号不成对", f"引号没有成对,{_QUOTE}", _FIXED),
    "yaml.quote-end": Sentence("引号不成对", "从这里开始的引号一直没有结束。", "补上结束的引号"),
    "yaml.bracket": Sentence("括号不成对", f"括号没有成对;若是普通文字,{_QUOTE}", _FIXED),
    "yaml.bracket-end": Sentence("括号不成对", "从这里开始的括号没有正常结束。", "补上结束的括号和各项之间的逗号"),
    "yaml.flow-mark": Sentence("要加引号", "括号里的“{value}”含有“?”或以“:”结尾,请给它加英文双引号。", _FIXED),
    "yaml.comment": Sentence(
        "内容会丢失", f"“{{value}}”会被当成注释丢掉(真是注释时,“#”前空两格、后空一格);若是文字,{_QUOTE}", _FIXED
    ),
    "yaml.tag": Sentence("不用的写法", f"“{{value}}”会被当成 YAML 标签;若是文字,{_QUOTE}", _FIXED),
    "yaml.anchor": Sentence("不用的写法", f"“{{value}}”会被当成 YAML 锚点;若是文字,{_QUOTE}", _FIXED),
    "yaml.alias": Sentence("不用的写法", f"“{{value}}”会被当成对别处的引用;若是文字,{_QUOTE}", _FIXED),
}

SHAPE_SENTENCES: dict[str, Sentence] = {
    "yaml.duplicate-key": Sentence(
        "重复的字段", "“{value}”重复出现,第 {first} 行已经有了。", "只留一处;要写几条时用清单"
    ),
    "yaml.merge-key": Sentence("不用的写法", "不能用“<<”合并别处的内容。", "把要合并的内容照写在这里"),
    "yaml.complex-key": Sentence("字段名不对", "字段名只能是一行文字,前面也不能有“?”。", "写成“字段: 值”"),
    "yaml.empty-key": Sentence("字段名不对", "冒号前面没有字段名。", "补上字段名;若是文字,整体加英文双引号"),
    "yaml.no-colon": Sentence("缺少冒号", "这一行没有“: ”,看不出是哪个字段。", "写成“字段: 值”,或接到上一行"),
    "yaml.indent": Sentence("缩进不对", "这一行前面有 {now} 个空格,与上面的行对不齐。", "改成 {right} 个空格"),
    "yaml.syntax": Sentence(
        "读不懂", "这一行不合 YAML 的写法。", "对照同类记录检查冒号、空格和缩进;文字里有符号时整体加英文双引号"
    ),
}

YAML_SENTENCES: dict[str, Sentence] = {
    **FILE_SENTENCES,
    **CHARACTER_SENTENCES,
    **WIDTH_SENTENCES,
    **QUOTE_SENTENCES,
    **SHAPE_SENTENCES,
}
YAML_CATALOGUE = Catalogue(YAML_SENTENCES)

"""What is said about our own schemas when they are wrong: the ``lint.*`` sentences."""

from __future__ import annotations

from taizhang.problem import Catalogue, Sentence

FILE_SENTENCES: dict[str, Sentence] = {
    "lint.json": Sentence("读不出来", "这份模式不是完整的 JSON:{why}。", "用编辑器检查括号、逗号和引号"),
    "lint.meta": Sentence("写法不对", "不合 2020-12 或 keywords.schema.json 的写法:{why}。", "对照同类模式修改"),
    "lint.ref": Sentence(
        "引用不通", "$ref“{value}”找不到,或指到了别处。", "只引用本文件或 common.schema.json 的 $defs"
    ),
    "lint.circle": Sentence("引用不通", "$defs/{value} 引用了自己。", "把循环的一层展开写"),
    "lint.folder": Sentence("文件夹重复", "文件夹“{value}”已由 {other} 使用。", "每类记录用自己的文件夹"),
    "lint.kind-name": Sentence("文件名不对", "模式的文件名要写成 <类别>.schema.json。", "改名"),
}

FIELD_SENTENCES: dict[str, Sentence] = {
    "lint.pattern": Sentence(
        "模式写法", "pattern 里不能有“{value}”:各种工具的读法不同。", "改用 [0-9]、[a-z] 这样的写法,不用环视和回引"
    ),
    "lint.anchor": Sentence("模式写法", "pattern 要以 ^ 开头、以 $ 结尾,管得住每一个分支。", "写成 ^(甲|乙)$ 这样"),
    "lint.format": Sentence(
        "缺少 pattern", "format“{value}”旁边没有 pattern,编辑器不检查 format。", "加上 pattern 和 patternErrorMessage"
    ),
    "lint.enum-type": Sentence("缺少 type", "有 enum 而没有 type。", "加上 type"),
    "lint.enum-labels": Sentence(
        "说明不齐", "enum 有 {count} 项,enumDescriptions 有 {labels} 项。", "一项一个说明,次序相同"
    ),
    "lint.chinese": Sentence("缺少中文", "{value}没有中文的 {word}。", "写给填表的人看的中文"),
    "lint.no-example": Sentence("缺少例子", "{value}没有 examples。", "给一个照着写就对的例子"),
    "lint.example": Sentence("例子不对", "例子 {value} 不合这个字段自己的规定。", "改例子,或改规定"),
    "lint.open": Sentence(
        "没有封口", "{value}可以写任何字段。", "加上 additionalProperties: false;确需放开的,用 $comment 写明由谁检查"
    ),
}

KEYWORD_SENTENCES: dict[str, Sentence] = {
    "lint.route": Sentence("路径不通", "{word} 里的路径“{value}”没有对应的字段。", "对照 properties 修改"),
    "lint.no-list": Sentence("路径不通", "{word} 里的 each“{value}”不是清单。", "写清单字段的路径"),
    "lint.no-time": Sentence("不是时间", "{word} 里的“{value}”不是日期、时刻或期间。", "指到带 format 的字段"),
    "lint.path-field": Sentence(
        "路径不通", "x-path 里的“{value}”要是必填的文字或整数字段。", "列入 required,或换一个字段"
    ),
    "lint.id": Sentence("路径不通", "x-id 的“{value}”要是必填的文字字段。", "列入 required,或换一个字段"),
    "lint.life": Sentence("时段不明", "x-life 的“{value}”不是带 x-periods 的清单。", "写带 x-periods 的清单名"),
    "lint.target": Sentence("引用不通", "x-ref 指向的“{value}”不是一类有 x-id 的记录。", "写类别名,或写 record"),
    "lint.target-time": Sentence(
        "引用不通", "{value} 没有可查的时段,x-ref 不能带 at、during 或 with。", "去掉,或给 {value} 加 x-life"
    ),
    "lint.during": Sentence("引用不通", "{kind} 没有带 x-periods 的清单“{value}”。", "对照那一类的模式修改"),
    "lint.with": Sentence("引用不通", "{kind} 的 {life} 里没有字段“{value}”。", "对照那一类的模式修改"),
    "lint.fact-twice": Sentence(
        "事实重名", "事实“{value}”已在 {other} 里写过。", "换一个名字;同一类记录里重名的,各自写 when"
    ),
    "lint.stage": Sentence("事实不明", "x-stages 的“{value}”不是这一类记录写出的事实。", "对照 x-facts 修改"),
    "lint.variants": Sentence("引用不通", "x-variants 的“{value}”不存在。", "文件夹要在 schemas/ 下,字段要在各项里"),
}

LINT = Catalogue({**FILE_SENTENCES, **FIELD_SENTENCES, **KEYWORD_SENTENCES})

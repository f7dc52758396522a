"""The records room's sentences: what is wrong with a record beyond its YAML, and how to mend it."""

from __future__ import annotations

from taizhang.problem import Catalogue, Sentence

YES = frozenset({"是", "有", "对", "真", "已", "y", "yes", "on", "true", "1"})
NO = frozenset({"否", "无", "没有", "不", "不是", "假", "未", "n", "no", "off", "false", "0"})
"""What people write for true and false."""
TYPES = {
    "string": "文字",
    "integer": "整数",
    "number": "数字",
    "boolean": " true 或 false",
    "object": "下属几行“字段: 值”",
    "array": "以“- ”开头的清单",
    "null": "空",
}
LEVEL_WORDS = {"internal": "内部", "secret": "秘密", "top-secret": "机密"}
"""What the levels of confidentiality are called."""

SCHEMA_SENTENCES: dict[str, Sentence] = {
    "schema.required": Sentence("缺少内容", "缺少“{title}”({name})。", "补一行:{name}: {example}"),
    "schema.unknown-field": Sentence(
        "不认识的字段", "没有“{value}”这个字段。", "删去它,或换成这里还可以写的:{options}"
    ),
    "schema.comma-cut": Sentence(
        "句子断开了",
        "花括号里的英文逗号把一句话断成了两半,“{value}”成了另一个字段。",
        "改用中文逗号“，”,或把整句话加上英文双引号",
    ),
    "schema.unknown-field-near": Sentence("不认识的字段", "没有“{value}”这个字段,是“{guess}”吗?", "改成:{guess}"),
    "schema.empty": Sentence("没有填写", "“{title}”是空的。", "填写内容,例如:{example};没有就删去这一行"),
    "schema.empty-required": Sentence("没有填写", "“{title}”是空的,必须填写。", "填写内容,例如:{example}"),
    "schema.blank": Sentence(
        "没有填写", "“{title}”引号里是空的。", "填写内容,例如:{example};没有就删去这一行(必填的除外)"
    ),
    "schema.quote": Sentence("应为文字", "“{title}”要写成文字,这里被当成了数字或真假值。", '加上引号:"{value}"'),
    "schema.type": Sentence("写法不对", "“{title}”应该是{wanted}。", "照这样写:{example}"),
    "schema.boolean": Sentence("写法不对", "“{title}”只能写 true(是)或 false(否)。", "改成:{guess}"),
    "schema.list": Sentence("应为清单", "“{title}”要写成清单。", "每一项另起一行,缩进后以“- ”开头"),
    "schema.object": Sentence(
        "应分几行写", "“{title}”要分成几个字段来写。", "下面另起一行,缩进后一行写一个“字段: 值”,可写的字段:{options}"
    ),
    "schema.field-name": Sentence("字段名不对", "“{value}”不能用作“{title}”里的字段名。", "对照字段说明修改"),
    "schema.enum": Sentence("不在可选值内", "“{title}”没有“{value}”这一项。", "可选:{options}"),
    "schema.enum-near": Sentence("不在可选值内", "“{title}”没有“{value}”这一项。可选:{options}。", "改成:{guess}"),
    "schema.const": Sentence("不在可选值内", "“{title}”在这里只能是“{limit}”。", "改成:{limit}"),
    "schema.pattern": Sentence("写法不对", "“{title}”的写法不对:{hint}。", "照这样写:{example}"),
    "schema.format": Sentence("不存在的日期或时间", "“{title}”写的“{value}”并不存在。", "核对后照这样写:{example}"),
    "schema.too-short": Sentence("内容太短", "“{title}”至少要 {limit} 个字。", "补充内容"),
    "schema.too-long": Sentence("内容太长", "“{title}”最多 {limit} 个字。", "缩短到 {limit} 个字以内"),
    "schema.too-few": Sentence("项数太少", "“{title}”至少要有 {limit} 项。", "补足 {limit} 项;可以不填的,删去整个字段"),
    "schema.too-many": Sentence("项数太多", "“{title}”最多 {limit} 项。", "拆成几份记录"),
    "schema.too-small": Sentence("数值超出范围", "“{title}”不能小于 {limit}。", "核对数值"),
    "schema.too-large": Sentence("数值超出范围", "“{title}”不能大于 {limit}。", "核对数值"),
    "schema.repeated": Sentence("重复", "“{title}”里“{value}”写了不止一次。", "只留一个"),
    "schema.other": Sentence("不合规定", "“{title}”不合规定({keyword})。", "对照字段说明修改"),
}

FILE_SENTENCES: dict[str, Sentence] = {
    "file.unknown-kind": Sentence("放错了文件夹", "没有“{value}”这一类记录。", "移到这些文件夹之一:{options}"),
    "file.unknown-kind-near": Sentence(
        "放错了文件夹", "没有“{value}”这一类记录,是“{guess}”吗?", "文件夹改名为:{guess}"
    ),
    "file.suffix": Sentence("文件名不对", "记录的文件名要以 .yaml 结尾。", "改名为:{right}"),
    "file.link": Sentence("不是普通文件", "记录不能是指向别处的链接。", "把内容直接存成文件"),
    "file.misplaced": Sentence(
        "放错了位置", "按内容({said}),这份记录不该在这里。", "移到:{right};位置没错的话,就改内容"
    ),
    "file.unreadable": Sentence("读不出来", "这个文件读不出来:{value}。", "检查文件是否损坏或无权限"),
    "file.name": Sentence(
        "文件名不能用", "“{value}”在 Windows 上或网址里不能用作文件名。", "只用小写字母、数字和连字符"
    ),
    "roots.none": Sentence("没有记录", "在“{value}”下找不到记录文件夹。", "在项目根目录运行,或用 --root 指明"),
}

CHECK_SENTENCES: dict[str, Sentence] = {
    "sum.differs": Sentence("合计不符", "各项加起来是 {sum},与总数 {value} 差 {difference}。", "改总数或各项,使之相等"),
    "order.reversed": Sentence("先后颠倒", "“{later}”({value})早于“{earlier}”({other})。", "核对两个时间"),
    "order.equal": Sentence("先后颠倒", "“{later}”({value})应晚于“{earlier}”,现在两者相同。", "核对两个时间"),
    "periods.reversed": Sentence("起止颠倒", "到期日 {value} 早于起始日 {start}。", "核对起止日期"),
    "periods.overlap": Sentence(
        "时段重叠",
        "从 {value} 起的一段与从 {other} 起的一段重叠。",
        "把前一段的 until 改为 {day},或更正这一段的起始日期",
    ),
    "periods.same-day": Sentence("时段重叠", "有两段都从 {value} 起。", "只留一段,或更正起始日期"),
    "periods.gap": Sentence(
        "时段有空档", "{empty} 至 {day} 空着,前后两段接不上。", "把前一段的 until 改为 {day}(或不写),或补上中间一段"
    ),
    "periods.unsorted": Sentence("顺序不对", "从 {value} 起的一段排在了更晚的一段后面。", "按起始日期从早到晚排列"),
    "key.repeated": Sentence("重复", "“{value}”在第 {line} 行已经有了。", "删去重复的,或改成不同的值"),
    "personal.mobile": Sentence(
        "个人信息", "这里像是写了手机号。", "手机号只写在联系人记录的 phone 里,这里写联系人编号"
    ),
    "personal.identity": Sentence("个人信息", "这里像是写了身份证号。", "身份证号不进仓库,请删去"),
    "personal.bank-card": Sentence("个人信息", "这里像是写了银行卡号。", "银行卡号不进仓库,请删去"),
    "secret.password": Sentence(
        "口令外泄",
        "这里像是写了密码、口令或密钥。",
        "从记录里删去,并马上换掉它(提交过的,历史里还查得到);只写事情,如“已请客户修改密码”",
    ),
    "level.below": Sentence(
        "密级太低",
        "“{kind}”这一类记录至少是“{word}”,不能写成“{said}”。",
        "改成:{least};或删去这一行,就按“{word}”",
    ),
    "level.ground": Sentence(
        "密级不能提高",
        "“{kind}”这一类记录站点的每个版本都要用到,不能提高密级。",
        "删去这一行,就按“{word}”;要保密的内容另写在可以提高密级的记录里",
    ),
    "append-only.changed": Sentence(
        "只增不改", "“{title}”只能在末尾增加,原有第 {number} 项被改动或删去了。", "恢复原来的内容:{was}"
    ),
}

LINK_SENTENCES: dict[str, Sentence] = {
    "link.missing": Sentence("找不到{kind}", "没有{what}。", "核对写法;还没有这份记录就先建"),
    "link.missing-near": Sentence(
        "找不到{kind}", "没有{what},是 {guesses} 吗?", "核对后改成:{guess};还没有这份记录就先建"
    ),
    "link.not-then": Sentence(
        "当时不在",
        "{kind}“{name}”({value})在 {day} 不在期内。期内是:{periods}。",
        "核对日期和编号;期限写漏了,就先补{kind}记录",
    ),
    "link.other": Sentence(
        "与当时不符",
        "{kind}“{name}”({value})在 {day} 的“{field}”是 {actual},不是 {wanted}。",
        "改成:{actual};或更正{kind}记录",
    ),
    "id.repeated": Sentence(
        "编号重复", "编号“{value}”已用于 {other}(不分大小写)。", "是同一份就删去一份,不是就换一个编号"
    ),
    "key.repeated-elsewhere": Sentence(
        "重复", "“{value}”与 {other} 第 {line} 行重复。", "是同一份就删去一份,不是就改成不同的值"
    ),
}

SENTENCES = Catalogue({**SCHEMA_SENTENCES, **FILE_SENTENCES, **CHECK_SENTENCES, **LINK_SENTENCES})

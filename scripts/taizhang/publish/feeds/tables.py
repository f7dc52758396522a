"""The tables of an edition's database: each table and column with what it holds, in Chinese.

The same words stand in the database itself: as comments in its schema and in its table ``columns``.
"""

from __future__ import annotations

from dataclasses import dataclass

from taizhang.explain.sentences import STATES

VERSION = 1
"""Grows when a table or column is renamed or taken away; more of them may come without it."""

TEXT, INTEGER, REAL = "TEXT", "INTEGER", "REAL"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``refers`` names the table whose key it holds; ``required`` where no row lacks it."""

    name: str
    words: str
    type: str = TEXT
    refers: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row is, its columns, those that make its key, and those it is looked through by.

    ``clustered``: its many small rows lie in the order of their key, without numbers of their own.
    """

    name: str
    words: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    indices: tuple[tuple[str, ...], ...] = ()
    clustered: bool = False


KEY = Column("key", "键,与网页和 taizhang explain 里的一样", required=True)
PAGE = Column("page", "网页地址,从站点根算起")
WHOSE = (
    Column("rulebook", "规则集"),
    Column("rule", "规则的编号", refers="rules"),
    Column("clause", "依据的条文"),
    Column("title", "叫什么"),
    Column("period", "期间,如 2026-W42、2026-10"),
    Column("month", "属于哪个月"),
    Column("person", "谁的", refers="people"),
    Column("unit", "哪个单位的", refers="units"),
    Column("customer", "关于哪个客户", refers="customers"),
    Column("contact", "关于哪位联系人(编号)"),
)
WHO = (("person",), ("unit", "month"), ("rule",), ("customer",))


def _amount(name: str, words: str) -> tuple[Column, Column]:
    """An exact amount as it is written, and the number to add and sort by."""
    return Column(name, f"{words},照写的"), Column(f"{name}_number", f"{words},用来加总和排序", REAL)


TABLES = (
    Table(
        "meta",
        "这份数据本身:截至时刻、版本、公司",
        (Column("key", "名称", required=True), Column("value", "内容"), Column("words", "说明")),
        ("key",),
    ),
    Table(
        "columns",
        "每张表每一列是什么",
        (
            Column("table_name", "表", required=True),
            Column("place", "第几列", INTEGER, required=True),
            Column("column_name", "列"),
            Column("words", "说明"),
        ),
        ("table_name", "place"),
    ),
    Table(
        "units",
        "单位",
        (
            Column("id", "代号", required=True),
            Column("name", "名称"),
            Column("kind", "类别"),
            Column("parent", "上级单位", refers="units"),
            Column("closed_on", "撤销日期"),
            Column("registered", "1 有登记;0 只在别处提到", INTEGER, required=True),
            PAGE,
        ),
        ("id",),
    ),
    Table(
        "people",
        "人员,单位和岗位是现在的",
        (
            Column("id", "代号", required=True),
            Column("name", "姓名,同名的已区分"),
            Column("number", "工号"),
            Column("unit", "现在的单位", refers="units"),
            Column("role", "现在的岗位"),
            Column("registered", "1 有登记;0 只在别处提到", INTEGER, required=True),
            PAGE,
        ),
        ("id",),
    ),
    Table(
        "customers",
        "客户,客户经理和级别是现在的",
        (
            Column("id", "编号", required=True),
            Column("name", "名称"),
            Column("kind", "类型"),
            Column("grade", "级别"),
            Column("person", "客户经理", refers="people"),
            Column("opened_on", "建档日期"),
            Column("closed_on", "销户日期"),
            Column("registered", "1 有登记;0 只在别处提到", INTEGER, required=True),
            PAGE,
        ),
        ("id",),
        (("person",),),
    ),
    Table(
        "rules",
        "规则",
        (
            Column("id", "编号", required=True),
            Column("rulebook", "规则集"),
            Column("rulebook_title", "规则集的名称"),
            Column("clause", "依据的条文"),
            Column("title", "名称"),
            Column("kind", "哪一类规则"),
            PAGE,
        ),
        ("id",),
    ),
    Table(
        "records",
        "记录,一个文件一行",
        (
            Column("path", "文件", required=True),
            Column("kind", "种类"),
            Column("kind_title", "种类的名称"),
            Column("id", "编号"),
            Column("title", "叫什么"),
            Column("sound", "1 写法没有错误,参加计算;0 有错误", INTEGER, required=True),
            Column("data", "内容,JSON"),
        ),
        ("path",),
        (("kind",),),
    ),
    Table(
        "facts",
        "事实:记录和 Git 里带时刻的一句话,规则由它们推出结果",
        (
            Column("id", "序号", INTEGER, required=True),
            Column("name", "名称,如 service.given"),
            Column("title", "中文名称"),
            Column("at", "时刻"),
            Column("last", "到哪天为止;空的是一个时刻,或还没有完"),
            Column("person", "谁的", refers="people"),
            Column("unit", "哪个单位的", refers="units"),
            Column("customer", "关于哪个客户", refers="customers"),
            Column("contact", "关于哪位联系人(编号)"),
            Column("case_name", "关于哪一件事(编号)"),
            Column("record", "出自哪条记录", refers="records"),
            Column("pointer", "在记录里的位置,如 services/0/at"),
        ),
        ("id",),
        (("name", "at"), ("person", "name"), ("customer", "name")),
    ),
    Table(
        "fact_attributes",
        "事实的其他内容,一项一行",
        (
            Column("fact", "哪个事实", INTEGER, refers="facts", required=True),
            Column("name", "名称", required=True),
            Column("value", "内容,照写的;成组的是 JSON"),
            Column("number", "是数的,用来加总和排序", REAL),
        ),
        ("fact", "name"),
        clustered=True,
    ),
    Table(
        "obligations",
        "应办:谁该在什么时候前办什么,办得怎样",
        (
            KEY,
            *WHOSE,
            Column("what", "哪一件(任务、被辅导的人等)"),
            Column("due", "截止;空的还不能定,或者免了"),
            Column("state", "状态:" + ",".join(f"{name} {title}" for name, title in STATES.items())),
            Column("state_title", "状态的叫法"),
            Column("done_at", "办完的时刻"),
            *_amount("points", "记分"),
            Column("line", "记在考核表的哪一行"),
            Column("wanted", "要几次", INTEGER),
            Column("done", "有几次", INTEGER),
            PAGE,
        ),
        ("key",),
        (*WHO, ("due",), ("state",)),
    ),
    Table(
        "findings",
        "查出的问题",
        (
            KEY,
            *WHOSE,
            Column("at", "时刻"),
            Column("severity", "轻重:ordinary 一般,serious 严重"),
            Column("rectify_by", "限期改正"),
            *_amount("points", "记分"),
            Column("line", "记在考核表的哪一行"),
            PAGE,
        ),
        ("key",),
        (*WHO, ("at",)),
    ),
    Table(
        "entries",
        "记账:分、元、天等",
        (
            KEY,
            *WHOSE,
            Column("at", "时刻"),
            Column("account", "记在哪一类:points 分,CNY 元等"),
            Column("account_title", "哪一类,中文名称"),
            *_amount("amount", "数额"),
            Column("line", "记在考核表的哪一行"),
            PAGE,
        ),
        ("key",),
        WHO,
    ),
    Table(
        "measures",
        "指标:算出来的数",
        (
            KEY,
            *WHOSE,
            Column("case_name", "哪一项(同一人有几项的)"),
            Column("at", "算到哪一刻"),
            Column("known", "number 有数,missing 还没有,not-applicable 不适用"),
            *_amount("value", "数值"),
            PAGE,
        ),
        ("key",),
        WHO,
    ),
    Table(
        "scorecards",
        "考核表:一人或一单位一个期间一张",
        (
            KEY,
            *WHOSE,
            *_amount("total", "总分"),
            Column("sealed", "1 已封存,分是封存的;0 照现在的记录算", INTEGER),
            PAGE,
        ),
        ("key",),
        WHO,
    ),
    Table(
        "scorecard_lines",
        "考核表的各行,按顺序;相加为总分",
        (
            Column("card", "哪张考核表", refers="scorecards", required=True),
            Column("place", "第几行", INTEGER, required=True),
            Column("line", "行的编号"),
            Column("title", "行的名称"),
            Column("section", "属于哪一项"),
            *_amount("maximum", "满分"),
            *_amount("score", "得分,已封存的是封存的"),
            Column("score_now", "照现在的记录算的得分"),
            Column("known", "number 有数,missing 还没有,not-applicable 不适用"),
            Column("counts", "1 计入总分;0 只列出", INTEGER),
        ),
        ("card", "place"),
    ),
    Table(
        "decisions",
        "裁定:业绩归谁、轮到谁、什么级别",
        (
            KEY,
            *WHOSE,
            Column("at", "时刻"),
            Column("case_name", "哪一件事(编号)"),
            Column("what", "哪一件"),
            Column("result", "结果"),
            Column("result_title", "结果的中文名称"),
            Column("decided", "1 已定;0 等裁定", INTEGER),
            PAGE,
        ),
        ("key",),
        (*WHO, ("at",)),
    ),
    Table(
        "decision_shares",
        "裁定分给各人的份额",
        (
            Column("decision", "哪个裁定", refers="decisions", required=True),
            Column("place", "第几份", INTEGER, required=True),
            Column("person", "谁", refers="people"),
            Column("role", "以什么身份"),
            *_amount("amount", "数额,元或次"),
        ),
        ("decision", "place"),
        (("person",),),
    ),
)

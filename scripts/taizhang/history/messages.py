"""The history room's sentences: why nothing is known, what is odd about a landing, what a time rests on."""

from __future__ import annotations

from taizhang.problem import Catalogue, Sentence

UNKNOWN_SENTENCES: dict[str, Sentence] = {
    "history.no-git": Sentence("未能核实", "这台机器上没有 Git,提交时间按填写的算。", "安装 Git 后再运行"),
    "history.no-repository": Sentence("未能核实", "这个文件夹不是 Git 仓库,提交时间按填写的算。", "在仓库里运行"),
    "history.shallow": Sentence(
        "未能核实",
        "这份仓库只取了最近的提交,更早的时间无从得知,提交时间按填写的算。",
        "取回全部提交:git fetch --unshallow;自动检查里设 fetch-depth: 0",
    ),
    "history.empty": Sentence("未能核实", "仓库里还没有提交,提交时间按填写的算。", "先提交一次"),
    "history.refused": Sentence("未能核实", "Git 没有给出历史,提交时间按填写的算:{value}", "照 Git 的提示处理后再运行"),
}

NOTE_SENTENCES: dict[str, Sentence] = {
    "landing.submitted-at-malformed": Sentence(
        "提交时间读不懂",
        "合并说明里的 Submitted-At 写法不对,改用合并时间。",
        "写成 2026-03-20T17:05:00+08:00 或 2026-03-20 17:05",
    ),
    "landing.submitted-at-repeated": Sentence(
        "提交时间不止一个", "合并说明里有几个 Submitted-At,取最晚的。", "只留一个"
    ),
    "landing.submitted-at-later": Sentence(
        "提交时间不可能", "合并说明里的 Submitted-At 晚于合并本身,改用合并时间。", "核对写入它的程序的时钟"
    ),
    "landing.approved-by-malformed": Sentence(
        "批准人读不懂", "合并说明里有一行 Approved-By 写法不对,不算批准。", "写成:姓名 <邮箱>"
    ),
    "landing.approved-at-malformed": Sentence(
        "批准时间读不懂",
        "合并说明里有一行 Approved-At 写法不对,或不在批准人之后,不予采用。",
        "写在 Approved-By 的下一行,例如 2026-03-20T17:05:00+08:00",
    ),
    "landing.trailers-outside-merge": Sentence(
        "不是合并",
        "这次提交自己写了提交时间或批准人,但它不是合并,不予采用。",
        "通过合并请求提交;公司若用压缩合并,请在设置里说明",
    ),
    "landing.date-backwards": Sentence(
        "时间倒流", "这次提交的时间早于它前面的提交。", "核对提交者或服务器的时钟;不要用快进合并"
    ),
    "landing.date-unreadable": Sentence("提交没有时间", "这次提交的时间读不出来。", "核对写入它的程序"),
}

BASIS_SENTENCES: dict[str, Sentence] = {
    "counted.claim": Sentence("按填写", "Git 里出现的时间与填写的相符。"),
    "counted.landing": Sentence("按 Git", "按 Git 里最早出现的时间算。"),
    "counted.unverified": Sentence("未能核实", "没有可对照的历史,按填写的时间算。"),
    "counted.backdated": Sentence(
        "倒签",
        "填写的是 {claimed},Git 里最早出现于 {landed},早于它的说法无法证实。",
        "如实填写;确有原因的,由主管裁决",
    ),
    "counted.ahead": Sentence("预填", "填写的是 {claimed},但 {landed} 就已在 Git 里,之后再没有改过。", "如实填写"),
}

SENTENCES = Catalogue({**UNKNOWN_SENTENCES, **NOTE_SENTENCES, **BASIS_SENTENCES})

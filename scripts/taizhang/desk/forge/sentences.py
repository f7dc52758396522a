"""The catalogue of owners files, merge trailers and starter workflows: every Chinese sentence, by id."""

from __future__ import annotations

SENTENCES = {
    "owners.not-ours": "{path} 不是由 taizhang owners 写的,没有动它。要改用生成的,先把它移走;手写的规矩另存。",
    "owners.head": "由 taizhang owners --forge {forge} 按 {day} 的人员和单位生成,不手改;有人上任、离任后重新生成。",
    "owners.last": "一个文件按最后一条相符的算。",
    "owners.last-in-section": "一节里按最后一条相符的算;文件在几节里都相符,各节都要批。",
    "owners.every": "相符的每一条都会请人审阅;Gitea 只请人,不拦合并,要配合分支保护。",
    "owners.records": "记录和规则集",
    "owners.programme": "架构和程序",
    "owners.judged": "{unit}:月结、裁决、目标、完成、检查、抽签、冲正",
    "owners.signed": "{name}的{kind}",
    "owners.book": "规则集 {book}",
    "owners.unknown": "没有 {forge} 账号,请不到:{names}",
    "owners.administrators": "管理员",
    "owners.no-administrators": "没有用 --admin 指明管理员,由没有上级的单位的负责人代批。",
    "owners.alone": "只有一人可请:他自己提的请求没有别人能批,请补账号或用 --admin 多指明一位管理员。",
    "owners.nobody": "没有人可请,请补账号或用 --admin 多指明一位管理员。",
    "owners.no-one": "名册里没有一个人有 {forge} 账号,也没有用 --admin 指明管理员,写不出来。",
    "owners.admin-shape": "“{value}”不是登录名,写成 zhangwei 或 组织/小组,不加 @。",
    "owners.written": "写好了 {path}。",
    "owners.current": "{path} 已经是最新的。",
    "owners.stale": "{path} 不是最新的:人员或单位变了,请重新运行 taizhang owners --forge {forge}。",
    "trailers.subject": "合并 {mark}{number}:{title}",
    "trailers.unreadable": "读不懂:不是 JSON({why})。",
    "trailers.no-file": "没有 {path} 这个文件。",
    "trailers.too-large": "数据超过 {most} MB,不读。",
    "trailers.shape": "读不懂:缺 {path},或者不是{wanted}。要的是 {forge} 的 {parts} 放在一个对象里。",
    "trailers.text": "文字",
    "trailers.commit": "提交号",
    "trailers.number": "编号",
    "trailers.object": "对象",
    "trailers.list": "列表",
    "trailers.closed": "请求 {number} 已经合并或关闭,不再写。",
    "trailers.other-head": "请求的最后一版是 {found},不是要合并的 {wanted}:有人又推送过,请重新来。",
    "trailers.no-push": "平台没有说最后一版是什么时候推送的,不写 Submitted-At:以合并的时间为准。",
    "trailers.own": "{login} 批准的是自己的请求,不算。",
    "trailers.stranger": "{login} 不是名册里哪个人的账号,不算。请补上他的 accounts。",
    "trailers.stale": "{login} 批准的不是最后一版,不算。",
    "trailers.no-time": "平台没有说 {login} 什么时候批准的,不写 Approved-At。",
    "trailers.nobody": "最后一版还没有人批准,不写。公司不要求批准的,用 --unapproved。",
}


def say(sentence: str, **values: object) -> str:
    """The sentence with its values."""
    return SENTENCES[sentence].format(**values)

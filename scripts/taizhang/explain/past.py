"""What became of a record, in words: the catalogue of histories, for pages and terminal (A8.6)."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "unknown.no-git": "这里没有 Git 的历史,谁在什么时候改过什么无从得知。",
    "unknown.no-repository": "这个文件夹不是 Git 仓库,谁在什么时候改过什么无从得知。",
    "unknown.shallow": "这份仓库只取了最近的提交,历史不全,所以不列。取回全部提交后再看:git fetch --unshallow。",
    "unknown.empty": "仓库里还没有提交,没有历史可看。",
    "unknown.refused": "Git 没有给出历史,谁在什么时候改过什么无从得知。",
    "elsewhere": "这条记录放在另一个仓库里,它的历史要到那里看。",
    "none": "Git 里还没有这条记录的历史。",
    "landed": "新建",
    "landed-again": "删除后重新建立",
    "changed": "改动",
    "moved-in": "移来",
    "moved-from": "移来,原在 {other}",
    "moved-out": "移走",
    "removed": "删除",
    "same": "内容没有变,只动了写法或注释",
    "unread": "这一版读不出,改了什么无从比较",
    "unread-before": "前一版读不出,改了什么无从比较",
    "veiled": "有改动,内容此处不公开",
    "withheld": "另有改动,此处不公开",
    "withheld-all": "改动的内容此处不公开",
    "more": "另有 {count} 处改动",
    "uncommitted": "还没有提交",
    "no-time": "时间读不出",
    "by": "{who} 提交",
    "merged": "{who} 并入",
    "merged-of": "{who} 并入({writers} 提交)",
    "approved": "{who} 批准",
    "written": "本人电脑上的时间是 {at}",
    "nobody": "未登记的人",
    "and": "、",
    "label": "{above} · {title}",
    "entry": "{title}({key})",
    "numbered": "{title}第 {number} 条",
    "nothing": "空",
    "from-to": "{label} {was} → {now}",
    "added": "{label} 增加:{now}",
    "removed-entry": "{label} 去掉:{was}",
    "order": "{label} 次序变了",
    "pieces": "{label} {pieces}",
    "piece": "{before}【{was} → {now}】{after}",
    "piece-added": "{before}【加:{now}】{after}",
    "piece-gone": "{before}【删:{was}】{after}",
    "apart": ";",
    "head": "{title}({path})的历史",
    "no-record": "没有这条记录:{path}",
}


def say(sentence: str, **values: object) -> str:
    """The sentence with its values."""
    return SENTENCES[sentence].format(**values)

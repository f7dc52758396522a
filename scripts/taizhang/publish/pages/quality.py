"""Data quality: what is wrong or thin in the records by topic, each a list that leads to the records (A4.6, A6.1)."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.publish.customer_files import LACKS, by_unit
from taizhang.publish.maker import Maker
from taizhang.publish.quality import quality
from taizhang.publish.stamp import Page

TITLES = {
    "refused": "没有采用的记录",
    "problems": "检查发现的错误和提醒",
    "verified": "到期没有核对的客户资料",
    "missing": "缺数据的指标",
    "differs": "对不上的记录",
    "owners": "没有客户经理的客户",
    "files": "资料不全的客户",
    "posts": "岗位空缺",
    "landed": "补交的记录",
}


def pages(maker: Maker) -> Iterator[Page]:
    """The overview, and a page for every topic that has something to tell."""
    found = quality(maker.view)
    yield maker.page(
        "quality.html",
        "quality/",
        "quality/",
        "数据质量",
        found=found,
        titles=TITLES,
        units=by_unit(found.files),
        lacks=LACKS,
    )
    for topic in found.topics:
        if topic.rows or topic.coming:
            title = TITLES[topic.id]
            yield maker.page("quality_topic.html", "quality/shell/", f"quality/{topic.id}/", title, "", topic=topic)

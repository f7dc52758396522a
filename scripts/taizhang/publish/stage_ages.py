"""How long open cases have stood in the stage they are in (E2): where work piles up stands out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from taizhang.publish.charts import Aged, bucketed
from taizhang.publish.links import table_page
from taizhang.publish.pipeline import Case

LIMITS = (7, 14, 30, 60)
"""Days in a stage, the last day of a step included."""


def stage_ages(cases: Iterable[Case], now: datetime) -> tuple[Aged, ...]:
    """The open cases that have reached a stage, by stage in the order of their kinds, each leading to its cases."""
    days: dict[str, list[int]] = defaultdict(list)
    order: dict[str, None] = {}
    for case in cases:
        order |= dict.fromkeys(str(entry["title"]) for entry in case.kind.stages)
        stage = case.stage
        if stage is not None and stage.reached and not case.over:
            days[stage.title].append(max((now.date() - stage.reached[-1].time.date()).days, 0))
    return tuple(
        Aged(title, bucketed(days[title], LIMITS), table_page("pipelines/", "pipelines", stage=title))
        for title in order
        if title in days
    )

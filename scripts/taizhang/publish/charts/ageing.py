"""Ageing: how many of each kind have waited how long, as bars whose parts grow darker with age."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from taizhang.publish.charts.bars import AGES, Bar, Part, bars
from taizhang.publish.charts.canvas import Chart


@dataclass(frozen=True, slots=True)
class Aged:
    """How many are in each bucket, the youngest first; ``addresses`` lead to the buckets' records, if anywhere."""

    label: str
    counts: tuple[int, ...]
    address: str = ""
    addresses: tuple[str, ...] = ()


def bucketed(days: Iterable[int], limits: Sequence[int]) -> tuple[int, ...]:
    """How many lie in each bucket: up to the first limit, the limit itself included, and so on; beyond the last one."""
    found = [0] * (len(limits) + 1)
    for one in days:
        found[bucket_of(one, limits)] += 1
    return tuple(found)


def bucket_of(days: int, limits: Sequence[int]) -> int:
    """The number of the bucket that so many days lie in, from 0."""
    return sum(days > limit for limit in limits)


def ageing(rows: Sequence[Aged], names: Sequence[str], unit: str = "") -> Chart:
    """Bars by age; ``names`` are the buckets', no more than ``AGES``, and each row has a count for each of them."""
    if len(names) > len(AGES):
        raise ValueError(f"at most {len(AGES)} ages can be told apart")
    found = []
    for row in rows:
        leads = row.addresses or ("",) * len(names)
        each = zip(AGES[: len(names)], names, row.counts, leads, strict=True)
        parts = tuple(Part(tone, name, count, lead) for tone, name, count, lead in each)
        found.append(Bar(row.label, parts, row.address))
    return bars(found, unit)

"""Land somebody was allowed to use: conversions, temporary land, registered farm facilities; some have run out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from landwatch.demo.ground import settled
from landwatch.demo.parcels import land
from landwatch.demo.records import Approval

YEAR_DAYS = 365


@dataclass(frozen=True)
class Sort:
    """One kind of approval: on which land classes, how many, how many of them expired, how long they hold (days)."""

    kind: str
    classes: tuple[str, ...]
    count: int
    expired: int
    days: int | None
    number: str
    name_zh: str


SORTS = (
    Sort("conversion", ("0601", "05H1", "08H1"), 24, 0, None, "陕政土批〔{year}〕{serial}号", "农用地转用"),
    Sort("facility_agriculture", ("1202",), 22, 3, 5 * YEAR_DAYS, "临设农备〔{year}〕{serial:03d}号", "设施农用地备案"),
    Sort("temporary", ("0102", "0103"), 16, 6, 2 * YEAR_DAYS, "渭临自然资临〔{year}〕{serial}号", "临时用地"),
)
"""Temporary land holds two years (土地管理法 art. 57); five years for farm facilities is a usual local term."""


@dataclass(frozen=True)
class FlatApproval:
    """An approval on the flat ground (metres); its dates count in days from today."""

    sort: Sort
    serial: int
    from_days: int
    to_days: int | None
    shape: BaseGeometry


def _of_sort(sort: Sort, shapes: np.ndarray, rng: np.random.Generator) -> Iterator[FlatApproval]:
    chosen = rng.choice(len(shapes), size=min(sort.count, len(shapes)), replace=False)
    for place, index in enumerate(chosen.tolist()):
        serial = 11 + place * 7
        if sort.days is None:
            yield FlatApproval(sort, serial, -int(rng.integers(200, 2500)), None, shapes[index])
            continue
        ended = place < sort.expired
        to_days = -int(rng.integers(20, 400)) if ended else int(rng.integers(40, sort.days - 60))
        yield FlatApproval(sort, serial, to_days - sort.days, to_days, shapes[index])


@cache
def flat_approvals(seed: int) -> tuple[FlatApproval, ...]:
    """All approvals on the flat ground: whole parcels of a fitting class and a fair size."""
    shapes, _, classes = land(seed)
    areas = shapely.area(shapes)
    found: list[FlatApproval] = []
    for index, sort in enumerate(SORTS):
        fits = np.isin(classes, sort.classes) & (areas > 600) & (areas < 25_000)
        found += _of_sort(sort, shapes[fits], np.random.default_rng([seed, 7, index]))
    return tuple(found)


def approval_records(seed: int, today: date) -> Iterator[Approval]:
    """All approvals with dates around `today`, in degrees."""
    for row in flat_approvals(seed):
        start = today + timedelta(days=row.from_days)
        end = None if row.to_days is None else today + timedelta(days=row.to_days)
        number = row.sort.number.format(year=start.year, serial=row.serial)
        yield Approval(row.sort.kind, number, row.sort.name_zh, start, end, settled(row.shape))

"""The demo county in one place: districts, parcels, zones, approvals and spots with a story, all from one seed."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from landwatch.demo.approvals import approval_records
from landwatch.demo.parcels import parcel_records
from landwatch.demo.places import place_records
from landwatch.demo.records import SEED, Approval, District, Parcel, Place, Zone
from landwatch.demo.townships import districts_above, districts_below
from landwatch.demo.zones import zone_records


def districts(seed: int = SEED) -> Iterator[District]:
    """Real province, city and counties, then invented townships and villages; parents come before children."""
    yield from districts_above()
    yield from districts_below(seed)


def parcels(seed: int = SEED) -> Iterator[Parcel]:
    """More than 20,000 parcels around the middle of Linwei."""
    return parcel_records(seed)


def zones(seed: int = SEED) -> Iterator[Zone]:
    """Basic farmland, red lines and urban boundaries."""
    return zone_records(seed)


def approvals(today: date, seed: int = SEED) -> Iterator[Approval]:
    """Some sixty approvals, valid or expired as of `today`."""
    return approval_records(seed, today)


@cache
def _every_place(seed: int) -> tuple[Place, ...]:
    return tuple(place_records(seed))


def places(kind: str | None = None, seed: int = SEED) -> tuple[Place, ...]:
    """Spots with a story, of one violation kind or all of them."""
    return tuple(place for place in _every_place(seed) if kind in (None, place.kind))


def place(code: str, seed: int = SEED) -> Place:
    """The spot of that code, e.g. `yard-x213`; KeyError when there is none."""
    return {spot.code: spot for spot in _every_place(seed)}[code]

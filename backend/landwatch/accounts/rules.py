"""What roles allow and which desks a person may see: decisions without a database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

SEES_DISTRICT = "cases.see_district"
SEES_ALL = "cases.see_all"


@dataclass(frozen=True)
class DeskPlace:
    """A desk as far as sight is concerned."""

    id: int
    district: str
    above: int | None


def permissions_of(roles: Iterable[str], table: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """All that a person's roles allow together.

    >>> sorted(permissions_of(["station"], {"station": ["cases.see", "cases.move"]}))
    ['cases.move', 'cases.see']
    """
    return frozenset(permission for role in roles for permission in table.get(role, ()))


def desks_seen(own: int | None, permissions: frozenset[str], desks: Sequence[DeskPlace]) -> tuple[int, ...]:
    """The desks whose cases a person may see: all, those of the own desk's district and below, or the own desk."""
    if SEES_ALL in permissions:
        return tuple(desk.id for desk in desks)
    mine = next((desk for desk in desks if desk.id == own), None)
    if mine is None or "cases.see" not in permissions:
        return ()
    if SEES_DISTRICT in permissions:
        return tuple(desk.id for desk in desks if desk.district.startswith(mine.district))
    return (mine.id,)

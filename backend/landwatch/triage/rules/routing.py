"""Whose desk: by the kind of violation as well as the place; what fits nowhere goes to triage with an alarm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from landwatch.core.packs import Pack, Words

TRIAGE = "triage"


@dataclass(frozen=True)
class DeskRef:
    """A desk: the authority it belongs to, its level, and the district code (prefix) it answers for."""

    id: int
    code: str
    authority: str
    level: str
    district: str


@dataclass(frozen=True)
class Routing:
    """What the pack says on routing: the authority of each kind with its reason, and the ranks of levels."""

    authority_of: Mapping[str, tuple[str, Words]]
    labels: Mapping[str, Words]
    rank_of: Mapping[str, int]
    texts: Mapping[str, Words]


@dataclass(frozen=True)
class Routed:
    """The desk, why, and whether somebody must be alarmed. `desk_id` is None only where not even triage has a desk."""

    desk_id: int | None
    because: Words
    alarm: bool


def read_routing(pack: Pack) -> Routing:
    """Routing of a pack; PackError when a kind has no authority or an authority does not exist."""
    authorities = pack.coded("authorities")
    routes: dict[str, tuple[str, Words]] = {}
    kinds = pack.coded("kinds")
    for row in pack.rows("routing"):
        authority = row.one_of("authority", tuple(authorities))
        for kind in row.names("kinds"):
            if kind not in kinds or kind in routes:
                raise row.error("kinds", f"{kind} is " + ("routed twice" if kind in routes else "no kind"))
            routes[kind] = (authority, row.words("because"))
    for code, row in kinds.items():
        if code not in routes:
            raise row.error("code", "this kind is not routed by routing.toml")
    return Routing(
        authority_of=routes,
        labels={code: row.words("label") for code, row in authorities.items()},
        rank_of={code: row.whole("rank") for code, row in pack.coded("levels").items()},
        texts={key: pack.text(f"route.{key}") for key in ("desk", "no_desk", "no_district", "no_kind")},
    )


def route(kind_code: str, district_code: str | None, desks: Sequence[DeskRef], pack_routing: Routing) -> Routed:
    """The desk of the authority for this kind, at the lowest level responsible for the district."""
    texts = pack_routing.texts
    if not district_code:
        return _to_triage(desks, district_code, pack_routing, texts["no_district"])
    if kind_code not in pack_routing.authority_of:
        return _to_triage(desks, district_code, pack_routing, texts["no_kind"].format(kind=kind_code))
    authority, because = pack_routing.authority_of[kind_code]
    desk = _lowest(desks, authority, district_code, pack_routing)
    label = pack_routing.labels[authority]
    if desk is None:
        missing = texts["no_desk"].format(authority=label, district=district_code)
        return _to_triage(desks, district_code, pack_routing, missing)
    return Routed(desk.id, texts["desk"].format(because=because, authority=label), alarm=authority == TRIAGE)


def _lowest(desks: Sequence[DeskRef], authority: str, district: str, routing: Routing) -> DeskRef | None:
    """The longest matching district wins, then the lower level, then the code, so that the answer never wavers."""
    fitting = [desk for desk in desks if desk.authority == authority and district.startswith(desk.district)]
    order = sorted(fitting, key=lambda desk: (-len(desk.district), -routing.rank_of.get(desk.level, 0), desk.code))
    return order[0] if order else None


def _to_triage(desks: Sequence[DeskRef], district: str | None, routing: Routing, because: Words) -> Routed:
    """A rule never fails silently: people look, wherever the district is."""
    desk = _lowest(desks, TRIAGE, district or "", routing)
    if desk is None:
        desk = min((desk for desk in desks if desk.authority == TRIAGE), key=lambda one: one.code, default=None)
    return Routed(desk.id if desk else None, because, alarm=True)

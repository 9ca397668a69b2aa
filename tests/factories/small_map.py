"""A hand-made map round 109.5° E 34.5° N: small enough to know by heart, written through the atlas' own steps.

109.48        109.500  109.504  109.506      109.52          109.55
  │  township 610502101 (东塬)                 │ 610502102 (西塬) │ county 610503
  │   reserve ERL │ FARMLAND │ HOMESTEAD       │                 │
  │               │ 0103+PBF │ 0702            │  ORCHARD 0201   │
  │   CROPLAND 0103 (no zone; GREENHOUSE approved in its corner)
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import shapely
from sqlalchemy import select

from landwatch.accounts import steps as accounts
from landwatch.accounts.models import Desk
from landwatch.atlas import steps as atlas
from landwatch.core.db import db

FARMLAND, HOMESTEAD, CROPLAND = (109.502, 34.5015), (109.505, 34.5015), (109.498, 34.4985)
GREENHOUSE, ORCHARD, NEIGHBOURS, OUTSIDE = (109.4965, 34.4975), (109.53, 34.51), (109.58, 34.5), (108.9, 34.3)
VALID_FROM = dt.date(2020, 1, 1)

DISTRICTS = (
    ("6105", "city", "渭南市", "Weinan", (109.40, 34.40, 109.62, 34.62)),
    ("610502", "county", "临渭区", "Linwei", (109.40, 34.40, 109.55, 34.62)),
    ("610503", "county", "华州区", "Huazhou", (109.55, 34.40, 109.62, 34.62)),
    ("610502101", "township", "东塬镇", "Dongyuan", (109.48, 34.48, 109.52, 34.52)),
    ("610502102", "township", "西塬镇", "Xiyuan", (109.52, 34.48, 109.55, 34.52)),
)
PARCELS = (
    ("6105021010010010001", "0103", "柳树村", (109.500, 34.500, 109.504, 34.503)),
    ("6105021010010010002", "0702", "柳树村", (109.504, 34.500, 109.506, 34.503)),
    ("6105021010010010003", "0103", "柳树村", (109.496, 34.497, 109.500, 34.500)),
    ("6105021020010010001", "0201", "杏林村", (109.528, 34.508, 109.532, 34.512)),
)
ZONES = (
    ("PBF", "永久基本农田", "Permanent basic farmland", (109.500, 34.500, 109.504, 34.503)),
    ("ERL", "石堤河湿地", "Shidi wetland", (109.485, 34.503, 109.495, 34.510)),
)
APPROVALS = (("渭设农备〔2024〕7号", "facility_agriculture", (109.4962, 34.4972, 109.4968, 34.4978)),)
DESKS = (
    ("supervision", "市督办科", "supervision", "city", "6105"),
    ("triage", "线索分诊台", "triage", "county", "610502"),
    ("brigade", "临渭执法大队", "natural_resources", "county", "610502"),
    ("agriculture", "农业农村局执法股", "agriculture_rural", "county", "610502"),
    ("station", "东塬自然资源所", "natural_resources", "township", "610502101"),
    ("huazhou", "华州执法大队", "natural_resources", "county", "610503"),
)
PEOPLE = (
    ("citizen", "citizen", None),
    ("inspector", "inspector", "station"),
    ("station", "station", "station"),
    ("dispatcher", "dispatcher", "triage"),
    ("officer", "officer", "brigade"),
    ("colleague", "officer", "brigade"),
    ("stranger", "officer", "huazhou"),
    ("leader", "leader", "brigade"),
    ("supervisor", "supervisor", "supervision"),
    ("data_steward", "data_steward", None),
    ("admin", "admin", None),
)
PASSWORD = "correct horse battery staple"


def lay_out() -> None:
    """Publish the four layers, settle desks and people; the caller commits."""
    for layer, rows in (
        ("districts", _districts()),
        ("parcels", _parcels()),
        ("zones", _zones()),
        ("approvals", _approvals()),
    ):
        release = atlas.draft(layer, "tests", "hand-made", VALID_FROM)
        atlas.fill(release, rows)
        atlas.publish(release)
    for code, name, authority, level, district in DESKS:
        db.session.add(
            Desk(code=code, name={"zh": name, "en": code}, authority=authority, level=level, district=district)
        )
    db.session.flush()
    ids = {desk.code: desk.id for desk in db.session.scalars(select(Desk))}
    for username, role, desk in PEOPLE:
        accounts.add_person(
            username, f"{username}某", PASSWORD, [role], ids.get(desk or ""), email=f"{username}@office.test"
        )


def box(edges: tuple[float, float, float, float]) -> str:
    """A rectangle as hex EWKB of a MultiPolygon in EPSG:4326."""
    shape = shapely.set_srid(shapely.MultiPolygon([shapely.box(*edges)]), 4326)
    return str(shapely.to_wkb(shape, hex=True, include_srid=True))


def _name(zh: str, en: str) -> str:
    return json.dumps({"zh": zh, "en": en}, ensure_ascii=False)


def _districts() -> Iterator[tuple[Any, ...]]:
    for code, level, zh, en, edges in DISTRICTS:
        yield code, level, _name(zh, en), box(edges)


def _parcels() -> Iterator[tuple[Any, ...]]:
    for number, (code, land_class, village, edges) in enumerate(PARCELS, start=1):
        yield number, code, "SD3", land_class, village, 100_000.0, box(edges)


def _zones() -> Iterator[tuple[Any, ...]]:
    for number, (kind, zh, en, edges) in enumerate(ZONES, start=1):
        yield number, kind, _name(zh, en), box(edges)


def _approvals() -> Iterator[tuple[Any, ...]]:
    for number, (approval, kind, edges) in enumerate(APPROVALS, start=1):
        yield number, approval, kind, VALID_FROM, None, box(edges)

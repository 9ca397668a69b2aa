"""The demo county holds together: sizes, codes, validity, no overlaps, and the same county every time."""

import re
from collections import Counter
from datetime import date, timedelta
from functools import cache

import numpy as np
import shapely

from landwatch.demo import county
from landwatch.demo.records import Approval, District, Parcel, Zone

TODAY = date(2026, 11, 22)
CODE = re.compile(r"^\d{6}\d{3}\d{3}[GJZ][A-Z]\d{5}$")
CROPLAND = ("0101", "0102", "0103")


@cache
def all_parcels() -> tuple[Parcel, ...]:
    return tuple(county.parcels())


@cache
def all_zones() -> tuple[Zone, ...]:
    return tuple(county.zones())


@cache
def all_districts() -> tuple[District, ...]:
    return tuple(county.districts())


def all_approvals() -> tuple[Approval, ...]:
    return tuple(county.approvals(TODAY))


def linwei() -> shapely.MultiPolygon:
    return next(district.geometry for district in all_districts() if district.code == "610502")


def test_there_are_twenty_thousand_parcels_with_codes_of_their_own():
    codes = [parcel.code for parcel in all_parcels()]
    assert len(codes) >= 20_000
    assert len(set(codes)) == len(codes)
    assert all(CODE.match(code) and len(code) == 19 for code in codes)


def test_every_geometry_is_a_valid_multipolygon():
    for records in (all_parcels(), all_zones(), all_districts(), all_approvals()):
        shapes = np.array([record.geometry for record in records])
        assert set(shapely.get_type_id(shapes).tolist()) == {shapely.GeometryType.MULTIPOLYGON}
        assert shapely.is_valid(shapes).all()
        assert not shapely.is_empty(shapes).any()


def test_parcels_lie_inside_the_county_and_in_the_district_their_code_names():
    villages = {district.code: district for district in all_districts() if district.level == "village"}
    for parcel in all_parcels()[::97]:
        village = villages[parcel.code[:12]]
        inside = parcel.geometry.representative_point()
        assert linwei().contains(inside)
        assert village.name_zh == parcel.village
        assert village.geometry.buffer(1e-5).contains(inside)


def test_neighbours_do_not_overlap():
    shapes = np.array([parcel.geometry for parcel in all_parcels()])
    sample = np.arange(0, len(shapes), 9)
    left, right = shapely.STRtree(shapes).query(shapes[sample], "intersects")
    left = sample[left]
    others = left != right
    shared = shapely.area(shapely.intersection(shapes[left[others]], shapes[right[others]]))
    # 1e-10 square degrees are about one square metre; slivers along bent edges stay below.
    assert shared.max() < 1e-10


def test_parcels_have_the_sizes_of_the_guanzhong_plain():
    by_class: dict[str, list[float]] = {}
    for parcel in all_parcels():
        by_class.setdefault(parcel.land_class, []).append(parcel.area_stated_m2)
    assert 2000 < np.median(by_class["0102"]) < 6000
    assert 180 < np.median(by_class["0702"]) < 500
    assert len(by_class) >= 12


def test_basic_farmland_covers_about_half_of_the_cropland_and_no_houses():
    protected = shapely.union_all([zone.geometry for zone in all_zones() if zone.kind == "PBF"])
    shapely.prepare(protected)

    def covered(*classes: str) -> float:
        shapes = np.array([parcel.geometry for parcel in all_parcels() if parcel.land_class in classes])
        inside = shapely.area(shapely.intersection(protected, shapes)).sum()
        return float(inside / shapely.area(shapes).sum())

    assert 0.40 < covered(*CROPLAND) < 0.65
    assert covered("0702", "0701") < 0.001


def test_zones_of_all_three_kinds_exist_and_the_red_line_is_a_long_one():
    kinds = Counter(zone.kind for zone in all_zones())
    assert kinds["PBF"] > 100 and kinds["ERL"] >= 2 and kinds["UDB"] >= 3
    assert max(shapely.get_num_coordinates(zone.geometry) for zone in all_zones() if zone.kind == "ERL") > 1500


def test_districts_form_a_tree_that_covers_the_county():
    every = {district.code: district for district in all_districts()}
    levels = Counter(district.level for district in every.values())
    assert levels["county"] == 11 and levels["township"] == 12 and 180 <= levels["village"] <= 230
    assert len({d.name_zh for d in every.values() if d.level == "village"}) == levels["village"]
    assert all(code[:9] in every for code in every if len(code) == 12)
    towns = sum(district.geometry.area for district in every.values() if district.level == "township")
    assert abs(towns / linwei().area - 1) < 1e-4


def test_some_approvals_have_run_out():
    found = all_approvals()
    assert 50 <= len(found) <= 70
    assert {approval.kind for approval in found} == {"conversion", "temporary", "facility_agriculture"}
    assert 5 <= sum(approval.valid_to is not None and approval.valid_to < TODAY for approval in found) <= 15
    assert len({approval.number for approval in found}) == len(found)


def test_approvals_move_with_the_day():
    later = tuple(county.approvals(TODAY + timedelta(days=30)))
    assert later[-1].valid_from == all_approvals()[-1].valid_from + timedelta(days=30)


def test_the_same_seed_gives_the_same_county():
    again = tuple(county.parcels())
    assert again == all_parcels()
    assert again[1234].geometry.equals_exact(all_parcels()[1234].geometry)
    other = next(iter(county.parcels(seed=7)))
    assert other != again[0]


def test_places_lie_where_their_story_says():
    zones = {kind: shapely.union_all([z.geometry for z in all_zones() if z.kind == kind]) for kind in ("PBF", "ERL")}
    places = {place.code: place for place in county.places()}
    for code, kind in (("yard-x213", "PBF"), ("clay-pit", "PBF"), ("sand-river", "ERL"), ("quarry-slope", "ERL")):
        assert zones[kind].contains(shapely.Point(places[code].lon, places[code].lat))
    for place in places.values():
        assert linwei().contains(shapely.Point(place.lon, place.lat)) == place.inside
        assert place.outline is None or place.outline.is_valid


def test_the_lawful_place_is_covered_by_a_valid_approval_and_the_overdue_one_by_an_expired_one():
    def over(code: str) -> list[Approval]:
        return [row for row in all_approvals() if row.geometry.buffer(1e-9).contains(county.place(code).outline)]

    assert all(row.valid_to and row.valid_to > TODAY for row in over("facility-approved")) and over("facility-approved")
    assert all(row.valid_to and row.valid_to < TODAY for row in over("temporary-over")) and over("temporary-over")


def test_places_can_be_asked_by_kind():
    assert {place.kind for place in county.places("MN01")} == {"MN01"}
    assert {"LU01", "LU05", "LU09", "LU16", "LU17", "MN01", "AG01", "PL03", "UNK"} == {p.kind for p in county.places()}

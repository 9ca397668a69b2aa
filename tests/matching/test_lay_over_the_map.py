"""A place laid over the map: shares on the ellipsoid, certainty, and what borders and outlines make of it."""

from __future__ import annotations

import datetime as dt

import pytest
from pyproj import Geod
from shapely import box
from sqlalchemy import select

from landwatch.core.db import db
from landwatch.matching.models import Match
from landwatch.matching.queries import lay
from tests.factories import a_case
from tests.factories.small_map import FARMLAND, GREENHOUSE, HOMESTEAD

DAY = dt.date(2026, 11, 22)
GEOD = Geod(ellps="WGS84")
BORDER = 109.504  # between basic farmland and the homestead


def match_of(app, **report):
    case = a_case(app, **report)
    with app.app_context():
        return db.session.scalars(select(Match).where(Match.report_id == case.report)).one()


def shares(match, layer):
    return {part["code"]: part["share"] for part in match.parts if part["layer"] == layer}


def square(lon, lat, half):
    edges = box(lon - half, lat - half, lon + half, lat + half)
    return {"type": "Polygon", "coordinates": [[list(point) for point in edges.exterior.coords]]}, edges


def test_a_point_well_inside_is_certain(app):
    match = match_of(app)
    assert (match.certainty, match.area_m2, match.accuracy_m) == ("certain", None, 8)
    assert shares(match, "parcel") == {"6105021010010010001": 1.0} and match.parcels == ["6105021010010010001"]
    assert match.district == "610502101"


@pytest.mark.parametrize(("metres_west", "certainty"), [(60, "certain"), (0, "border"), (-60, "certain")])
def test_a_point_near_a_border_depends_on_its_accuracy(app, metres_west, certainty):
    lon, lat, _ = GEOD.fwd(BORDER, 34.5015, 270, metres_west)
    assert match_of(app, location={"lon": lon, "lat": lat, "accuracy_m": 30, "source": "gnss"}).certainty == certainty


def test_an_outline_is_measured_on_the_ellipsoid(app):
    shape, edges = square(*FARMLAND, 0.0005)
    exact = abs(GEOD.geometry_area_perimeter(edges)[0])
    assert match_of(app, shape=shape).area_m2 == pytest.approx(exact, rel=1e-6)


def test_an_outline_across_a_border_has_its_shares(app):
    shape, _ = square(BORDER, 34.5015, 0.0004)
    match = match_of(app, shape=shape)
    assert match.certainty == "border"
    assert shares(match, "parcel") == pytest.approx({"6105021010010010001": 0.5, "6105021010010010002": 0.5}, abs=1e-4)
    assert shares(match, "zone") == pytest.approx({"PBF": 0.5}, abs=1e-4)


def test_unknown_accuracy_is_never_certain(app):
    place = {"lon": HOMESTEAD[0], "lat": HOMESTEAD[1], "source": "map"}
    match = match_of(app, location=place)
    assert (match.certainty, match.accuracy_m) == ("likely", 30)


def test_accuracy_stays_within_the_bounds_of_the_pack(app):
    def radius(accuracy):
        return match_of(
            app, location={"lon": FARMLAND[0], "lat": FARMLAND[1], "accuracy_m": accuracy, "source": "gnss"}
        ).accuracy_m

    assert [radius(accuracy) for accuracy in (0.5, 17, 5000)] == [5, 17, 200]


def test_where_nothing_is_known_nothing_is_matched(app):
    match = match_of(app, lon=109.45, lat=34.45)
    assert (match.certainty, match.district, match.parcels) == ("nothing", "610502", [])


def test_an_approval_is_found(app):
    match = match_of(app, lon=GREENHOUSE[0], lat=GREENHOUSE[1])
    assert shares(match, "approval") == {"渭设农备〔2024〕7号": 1.0}


def test_the_reason_is_said_in_both_languages(app):
    reason = match_of(app).reason
    assert "永久基本农田" in reason["zh"] and "permanent basic farmland" in reason["en"]
    assert "{" not in reason["zh"] + reason["en"]


def test_a_match_names_the_releases_that_made_it(app):
    assert set(match_of(app).releases) == {"districts", "parcels", "zones", "approvals"}


def test_distances_are_metres(context):
    lon, lat, _ = GEOD.fwd(BORDER, 34.5015, 90, 20)
    laid = lay(lon, lat, 30, None, DAY)
    farmland = next(part for part in laid.parts if part.code == "6105021010010010001")
    assert farmland.distance_m == pytest.approx(20, abs=0.1)

"""What is here? Staff learn parcels, zones, approvals and severity; the public the district only."""

from __future__ import annotations

import pytest

from tests.factories import a_case, signed_in
from tests.factories.problems import refused
from tests.factories.small_map import CROPLAND, FARMLAND, GREENHOUSE, OUTSIDE


def here(place, **more):
    query = {"lon": place[0], "lat": place[1], "accuracy_m": 8, **more}
    return "/atlas/here?" + "&".join(f"{key}={value}" for key, value in query.items())


def test_staff_see_what_lies_under_a_place(client):
    said = signed_in(client, "officer").get(here(FARMLAND)).json
    assert (said["inside"], said["district"]["code"], said["certainty"]) == (True, "610502101", "certain")
    assert [(part["code"], part["label"], part["share"]) for part in said["parcels"]] == [
        ("6105021010010010001", "耕地", 1.0)
    ]
    assert [(zone["kind"], zone["share"]) for zone in said["zones"]] == [("PBF", 1.0)]
    assert [part["code"] for part in said["districts"]] and said["severity"] == "S1"
    assert {release["layer"] for release in said["releases"]} == {"districts", "parcels", "zones", "approvals"}
    assert said["zones"][0]["area_m2"] == pytest.approx(3.14159 * 64, rel=0.02), "a circle of 8 m, on the ellipsoid"


def test_an_approval_is_shown_to_staff(client):
    said = signed_in(client, "officer").get(here(GREENHOUSE)).json
    assert [(part["code"], part["label"]) for part in said["approvals"]] == [("渭设农备〔2024〕7号", "设施农用地备案")]


def test_the_public_learns_the_district_and_nothing_else(app, client):
    alone = client.get(f"/api/v1{here(FARMLAND)}").json
    assert set(alone) == {"inside", "district", "advice"}
    a_case(app)
    assert client.get(f"/api/v1{here(FARMLAND)}").json == alone, "nobody learns whether a place was reported"
    citizen = signed_in(client, "citizen").get(here(CROPLAND)).json
    assert set(citizen) == set(alone)


def test_a_place_outside_is_said_to_be(client):
    said = client.get(f"/api/v1{here(OUTSIDE)}", headers={"Accept-Language": "en"}).json
    assert (said["inside"], said["district"]) == (False, None) and said["advice"]


@pytest.mark.parametrize(
    "query", ["", "lon=109", "lon=x&lat=y", "lon=200&lat=34", "lon=109&lat=34&accuracy_m=-1", "lon=nan&lat=1"]
)
def test_a_place_that_is_none_is_refused(client, query):
    answer = client.get(f"/api/v1/atlas/here?{query}")
    assert (answer.status_code, answer.json["code"]) == (422, "invalid-fields")


LAYERS = {
    "anonymous": {"districts"},
    "citizen": {"districts"},
    "officer": {"districts", "parcels", "zones", "approvals"},
}


@pytest.mark.parametrize(("username", "layers"), LAYERS.items())
def test_layers_are_listed_for_who_may_see_them(client, username, layers):
    get = client.get if username == "anonymous" else signed_in(client, username).client.get
    items = get("/api/v1/atlas/layers").json["items"]
    assert {item["code"] for item in items} >= layers
    assert layers == {"districts"} or len(items) > 1
    assert ("parcels" in {item["code"] for item in items}) == ("parcels" in layers)
    assert all(item["release"]["date"] == "2020-01-01" for item in items if item["code"] in layers)


TILE = "15/26351/13034"  # holds FARMLAND


def test_a_tile_carries_parcels_with_their_class_and_no_owner(client):
    officer = signed_in(client, "officer")
    answer = officer.get(f"/tiles/parcels/{TILE}.mvt")
    assert answer.status_code == 200
    assert answer.content_type == "application/vnd.mapbox-vector-tile"
    assert b"6105021010010010001" in answer.data and b"kind" in answer.data
    assert "private" in answer.headers["Cache-Control"] and "Cookie" in answer.headers["Vary"]
    again = officer.get(f"/tiles/parcels/{TILE}.mvt", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_districts_are_public_and_other_tiles_are_not(client):
    assert client.get("/api/v1/tiles/districts/8/205/101.mvt").status_code == 200
    refused(lambda said: client.get(f"/api/v1/tiles/zones/{TILE}.mvt", headers=said), 401, "login-needed")


@pytest.mark.parametrize(
    "tile", ["parcels/23/0/0", "parcels/3/8/0", "parcels/3/0/99999999999999999999", "owners/3/0/0"]
)
def test_a_tile_that_is_none_is_not_found(client, tile):
    staff = signed_in(client, "officer")
    refused(lambda said: staff.get(f"/tiles/{tile}.mvt", headers=said), 404, "not-found")


def test_an_empty_place_has_an_empty_tile(client):
    assert signed_in(client, "officer").get("/tiles/zones/15/0/0.mvt").status_code == 204

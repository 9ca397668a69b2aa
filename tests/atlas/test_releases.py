"""A release is drafted, filled and published; readers see the one before until then, and old days keep theirs."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from landwatch.atlas import queries, steps
from landwatch.core.db import db
from landwatch.matching.queries import lay
from tests.factories.small_map import FARMLAND, OUTSIDE, box

DAY = dt.date(2026, 11, 1)
PLOT = (109.501, 34.501, 109.503, 34.502)


def parcels_on(day):
    return [(part.code, part.kind) for part in lay(*FARMLAND, 5, None, day).parts if part.layer == "parcel"]


def a_draft(valid_from=DAY):
    release = steps.draft("parcels", "autumn", "tests", valid_from)
    rows = [(1, "6105021010010019999", "SD3", "0702", "柳树村", 100.0, box(PLOT))]
    assert steps.fill(release, rows) == 1
    return release


def test_a_draft_is_seen_by_nobody(context):
    before = parcels_on(DAY)
    a_draft()
    assert parcels_on(DAY) == before == [("6105021010010010001", "0103")]


def test_publishing_replaces_at_once_and_earlier_days_keep_their_map(context):
    release = a_draft()
    steps.publish(release)
    db.session.commit()
    assert parcels_on(DAY) == [("6105021010010019999", "0702")]
    assert parcels_on(DAY - dt.timedelta(days=1)) == [("6105021010010010001", "0103")]
    states = db.session.execute(text("select state from atlas.releases where layer = 'parcels' order by id")).scalars()
    assert list(states) == ["superseded", "published"]
    assert release.features == 1 and len(release.digest) == 64


def test_a_published_release_cannot_be_filled_any_more(context):
    release = a_draft()
    steps.publish(release)
    db.session.commit()
    with pytest.raises(Exception, match="permission denied"):
        steps.fill(release, [(2, "x", "SD3", "0702", "", 1.0, box(PLOT))])
    db.session.rollback()


def test_an_unknown_layer_is_refused(context):
    with pytest.raises(LookupError, match="no layer"):
        steps.draft("clouds", "x", "tests", DAY)


def test_the_area_is_that_of_the_largest_districts(context):
    assert queries.is_ours(*FARMLAND) and not queries.is_ours(*OUTSIDE)
    assert queries.area().bounds == pytest.approx((109.40, 34.40, 109.62, 34.62))
    assert [one["code"] for one in queries.districts_at(*FARMLAND)] == ["6105", "610502", "610502101"]


def test_a_district_on_a_border_is_the_one_with_the_larger_share(context):
    laid = lay(109.5200, 34.5, 30, None, DAY)
    assert laid.district in ("610502101", "610502102")
    assert lay(109.5201, 34.5, 30, None, DAY).district == "610502102"


def test_nobody_but_the_functions_of_the_map_makes_tables(context):
    with pytest.raises(ProgrammingError, match="permission denied"):
        db.session.execute(text("create table atlas_data.mine (id int)"))
    db.session.rollback()

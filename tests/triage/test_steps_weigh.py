"""A report is weighed by the first row that fits and sent to the desk nearest to its place."""

from __future__ import annotations

import pytest

from tests.factories import a_case
from tests.factories.small_map import CROPLAND, FARMLAND, GREENHOUSE, HOMESTEAD, NEIGHBOURS, ORCHARD

SHAPE = {
    "type": "Polygon",
    "coordinates": [
        [[109.5015, 34.501], [109.5025, 34.501], [109.5025, 34.502], [109.5015, 34.502], [109.5015, 34.501]]
    ],
}
ONGOING, FINISHED = {"activity": "ongoing"}, {"activity": "finished"}

WEIGHED = {
    "building on basic farmland": (FARMLAND, {"answers": ONGOING}, "S1", "pbf.ongoing.point", True, "station"),
    "finished there": (FARMLAND, {"answers": FINISHED}, "S2", "pbf.finished.point", True, "station"),
    "danger to life": (HOMESTEAD, {"answers": {"danger": True}}, "S1", "danger", False, "station"),
    "measured and large": (FARMLAND, {"shape": SHAPE, "answers": FINISHED}, "S1", "pbf.threshold", False, "station"),
    "wholly approved": (GREENHOUSE, {"answers": ONGOING, "kind": "LU05"}, None, None, None, "station"),
    "other cropland": (CROPLAND, {"answers": ONGOING}, "S2", "cropland.ongoing.point", True, "station"),
    "township without a station": (ORCHARD, {}, None, None, None, "brigade"),
    "villagers' housing": (FARMLAND, {"kind": "LU09"}, None, None, None, "agriculture"),
    "another county": (NEIGHBOURS, {}, None, None, None, "huazhou"),
}


@pytest.mark.parametrize(("place", "report", "severity", "row", "provisional", "desk"), WEIGHED.values(), ids=WEIGHED)
def test_weighed_and_routed(app, ask, place, report, severity, row, provisional, desk):
    a_case(app, *place, **report)
    (found,) = ask(
        "select w.severity, w.row, w.provisional, d.code as desk, w.alarm, w.because, w.desk_because, w.pack"
        " from triage.weighings w join accounts.desks d on d.id = w.desk_id"
    )
    assert found.desk == desk and not found.alarm
    if severity is not None:
        assert (found.severity, found.row, found.provisional) == (severity, row, provisional)
    for words in (found.because, found.desk_because):
        assert words["zh"] and words["en"] and "{" not in words["zh"] + words["en"]
    assert len(found.pack) == 64


NOBODYS = {"no desk for the kind": (FARMLAND, "PL01"), "outside every district": ((108.9, 34.3), "LU01")}


@pytest.mark.parametrize(("place", "kind"), NOBODYS.values(), ids=NOBODYS)
def test_what_fits_nowhere_goes_to_triage_with_an_alarm(app, ask, place, kind):
    a_case(app, *place, kind=kind)
    assert ask("select d.code, c.alarm, c.state from cases.cases c join accounts.desks d on d.id = c.desk_id") == [
        ("triage", True, "registered")
    ]
    assert ask("select distinct key from notices.notices") == [("opened-alarm",)]

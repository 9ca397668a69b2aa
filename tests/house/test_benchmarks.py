"""The pure parts of the benchmarks: ratios, the table, made-up reports. A tiny run of the rest is part of CI."""

import json
from uuid import UUID

import pytest

from benchmarks.rows import Row, compared, table
from benchmarks.saying import sayer
from benchmarks.sizes import SIZES, Size


def test_a_row_compares_the_medians_of_its_slices() -> None:
    row = compared("intake-1", "what", measured=[50, 60, 1], limit=[100, 90, 900], reach=0.5)
    assert (row.measured, row.limit, row.ratio, row.holds) == (50, 100, 0.5, True)


@pytest.mark.parametrize(("measured", "holds"), [(49.9, False), (50.0, True), (70.0, True)])
def test_a_row_holds_from_its_reach_on(measured: float, holds: bool) -> None:
    assert Row("flow", "what", measured, 100.0, 0.5).holds is holds


def test_without_a_limit_nothing_is_reached() -> None:
    row = Row("flow", "what", 10.0, 0.0, 0.5)
    assert (row.ratio, row.holds) == (0.0, False)


def test_a_row_for_programs_has_the_agreed_fields() -> None:
    said = Row("flow", "what", 61.234, 89.876, 0.5).plain()
    assert said == {
        "name": "flow", "what": "what", "measured": 61.2, "limit": 89.9, "ratio": 0.681, "reach": 0.5, "holds": True
    }


def test_the_table_says_what_falls_short() -> None:
    lines = table([Row("intake-1", "one client", 30, 100, 0.5), Row("flow", "steps", 60, 90, 0.5)]).splitlines()
    assert lines[1].split() == ["intake-1", "30.0", "100.0", "0.30", "0.50", "FALLS", "SHORT"]
    assert lines[2].strip() == "one client"
    assert lines[3].split()[-1] == "holds"


def test_every_made_up_report_is_another_one(tmp_path) -> None:
    places = tmp_path / "places.json"
    places.write_text("[[109.5, 34.5]]", "utf-8")
    say = sayer(str(places))
    (first, request), (second, _) = say(), say()
    head, _, body = request.partition(b"\r\n\r\n")
    assert isinstance(first, UUID) and first != second and first.version == 4
    assert head.startswith(f"PUT /api/v1/reports/{first} HTTP/1.1\r\n".encode())
    assert f"Content-Length: {len(body)}".encode() in head
    assert json.loads(body)["location"] == {"lon": 109.5, "lat": 34.5, "accuracy_m": 8.0, "source": "gnss"}


def test_tiny_is_smaller_than_default_and_default_than_full() -> None:
    tiny, default, full = (SIZES[name] for name in ("tiny", "default", "full"))
    assert tiny.rounds < default.rounds < full.rounds
    assert tiny.jobs < default.jobs < full.jobs


def test_a_slow_machine_gets_three_rounds() -> None:
    impatient = Size(rounds=10, seconds=1, jobs=1, singles=1, patience_s=-1)
    assert list(impatient.turns()) == [0, 1, 2]

"""From parts of the map to the facts that severity is weighed on."""

from datetime import date

import pytest

from landwatch.core.packs import builtin
from landwatch.matching.rules import Part
from landwatch.triage.rules import facts, read, weigh

TABLE = read(builtin("cn"))
SEEN = date(2026, 11, 22)
MU = 10000 / 15


def parcel(kind, share=1.0, area_m2=1000.0, scheme=None):
    return Part("parcel", 1, "p", kind, "", area_m2, share, scheme=scheme)


def zone(kind, share=1.0, area_m2=1000.0):
    return Part("zone", 2, "z", kind, "", area_m2, share)


def approval(kind="conversion", share=1.0, valid_from=date(2026, 1, 1), valid_to=date(2027, 1, 1)):
    return Part("approval", 3, "陕政土批〔2026〕1号", kind, "", 1000, share, 0, valid_from, valid_to)


def facts_of(*parts, kind="LU01", area_m2=1000.0, **answers):
    return facts(parts, answers, kind, area_m2, SEEN, TABLE)


def weighed(*parts, **more):
    return weigh(facts_of(*parts, **more), TABLE)


@pytest.mark.parametrize("activity", ["ongoing", "unknown", None, "?"])
def test_activity_that_nobody_could_tell_counts_as_ongoing(activity):
    assert facts_of(activity=activity).activity == "ongoing"


def test_basic_farmland_is_not_counted_again_as_other_cropland():
    land = facts_of(parcel("0102", 1.0, 1000), zone("PBF", 0.8, 800)).land
    assert land["cropland"].area_m2 == pytest.approx(200) and land["pbf"].area_m2 == 800


def test_farmland_wholly_in_basic_farmland_leaves_no_other_cropland():
    assert set(facts_of(parcel("0102"), zone("PBF")).land) == {"pbf"}


def test_codes_mean_nothing_without_their_scheme():
    assert set(facts_of(parcel("05", scheme="SD3")).land) == {"construction"}
    assert set(facts_of(parcel("05", scheme="YDYH2023")).land) == {"water"}


@pytest.mark.parametrize(
    ("code", "land"),
    [("0101", "cropland"), ("0201", "farm"), ("0301", "forest"), ("0404", "unused"), ("0702", "construction"),
     ("08H2", "construction"), ("1003", "construction"), ("1006", "farm"), ("1101", "water"), ("1104", "farm"),
     ("1202", "farm")],
)  # fmt: skip
def test_land_codes_of_the_survey(code, land):
    assert set(facts_of(parcel(code)).land) == {land}


def test_a_point_has_no_area():
    verdict = weighed(parcel("0102"), area_m2=None)
    assert verdict.provisional and verdict.flags == ("needs_survey",)
    assert "mu" not in verdict.because.en and "亩" not in verdict.because.zh


def test_because_names_zone_share_and_area_in_the_local_unit():
    said = weighed(zone("PBF", 0.82, 5.11 * MU), area_m2=6.22 * MU).because
    assert "82 %" in said.en and "permanent basic farmland" in said.en and "5.11 mu" in said.en
    assert "82 % 落在永久基本农田（5.11 亩）" in said.zh


def test_the_area_unit_is_exact():
    assert weighed(zone("PBF", 1.0, 3333.34), area_m2=3333.34, activity="finished").row == "pbf.threshold"
    assert weighed(zone("PBF", 1.0, 3333.33), area_m2=3333.33, activity="finished").row == "pbf.finished"


def test_a_survey_settles_what_lies_near_a_figure():
    near = {"area_m2": 5.1 * MU, "activity": "finished"}
    assert "needs_survey" in weighed(zone("PBF", 1, 5.1 * MU), **near).flags
    assert "needs_survey" not in weighed(zone("PBF", 1, 5.1 * MU), **near, surveyed=True).flags


def test_an_approval_covering_all_of_it_makes_it_a_desk_check():
    verdict = weighed(zone("PBF"), approval())
    assert (verdict.severity, verdict.flags) == ("S4", ("approved",))
    assert "陕政土批〔2026〕1号" in verdict.because.zh


@pytest.mark.parametrize(
    "part",
    [
        approval(share=0.9),
        approval(valid_to=date(2026, 11, 21)),
        approval(valid_from=date(2026, 11, 23)),
        approval(kind="site"),
        approval(kind="no_such_kind"),
    ],
)
def test_an_approval_that_does_not_hold_changes_nothing(part):
    assert weighed(zone("PBF"), part).severity == "S1"


def test_an_approval_holds_on_its_last_day_and_without_an_end():
    assert weighed(zone("PBF"), approval(valid_to=SEEN)).severity == "S4"
    assert weighed(zone("PBF"), approval(valid_to=None)).severity == "S4"


def test_an_approval_does_not_excuse_another_use():
    assert weighed(parcel("1202"), approval("facility_agriculture"), kind="LU01").severity == "S4"
    assert weighed(parcel("1202"), approval("facility_agriculture"), kind="LU16").severity == "S3"

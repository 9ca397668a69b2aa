"""Which reports are about the same matter."""

from datetime import UTC, datetime, timedelta

import pytest

from landwatch.cases.rules.joining import Candidate, judge, read
from landwatch.core.packs import builtin

RULES = read(builtin("cn"))
SEEN = datetime(2026, 11, 22, 8, tzinfo=UTC)


def case(number="C1", kind="LU01", distance_m=10.0, same_parcel=False, days=3, final=False):
    return Candidate(number, number, kind, distance_m, same_parcel, SEEN - timedelta(days=days), final)


@pytest.mark.parametrize(
    ("candidate", "joins"),
    [
        (case(), True),
        (case(kind="UNK"), True),
        (case(kind="PL03", distance_m=25), True),
        (case(kind="MN01"), False),
        (case(distance_m=45), True),
        (case(distance_m=45, kind="PL03"), False),
        (case(distance_m=140), False),
        (case(distance_m=140, same_parcel=True), True),
        (case(distance_m=160, same_parcel=True), False),
        (case(days=200), False),
        (case(final=True), False),
    ],
)
def test_what_joins(candidate, joins):
    verdict = judge("LU01", SEEN, [candidate], RULES)
    assert (verdict.joins == "C1") is joins
    assert "{" not in verdict.because.zh + verdict.because.en


def test_the_same_parcel_comes_first_then_the_nearest():
    here, near, far = case("C1", distance_m=40, same_parcel=True), case("C2", distance_m=2), case("C3", distance_m=20)
    verdict = judge("LU01", SEEN, [far, near, here], RULES)
    assert verdict.joins == "C1" and [one.number for one in verdict.suggestions] == ["C2", "C3"]
    assert verdict.because.en == "On the same parcel as C1, 40 m away, of a compatible kind"


def test_a_closed_case_nearby_is_shown_but_never_joined():
    verdict = judge("LU01", SEEN, [case(final=True)], RULES)
    assert verdict.joins is None and len(verdict.suggestions) == 1


def test_nothing_nearby_is_a_new_case():
    assert judge("LU01", SEEN, [], RULES).joins is None


def test_how_far_candidates_are_looked_for():
    assert RULES.reach_m == 150

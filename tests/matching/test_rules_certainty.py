"""How certain a match is, and the sentence about it."""

import pytest

from landwatch.core.packs import builtin
from landwatch.matching.rules import Part, certainty, label, percent, reason, words

WORDS = words(builtin("cn"))


def parcel(share, kind="0102", distance_m=0.0):
    return Part("parcel", 1, "610502001001JD00001", kind, "", share * 1000, share, distance_m)


def zone(share, kind="PBF"):
    return Part("zone", 2, "", kind, "", share * 1000, share)


@pytest.mark.parametrize(
    ("parts", "accuracy_m", "has_shape", "expected"),
    [
        ([], 8, False, "nothing"),
        ([parcel(1.0)], 8, False, "certain"),
        ([parcel(0.5), parcel(0.5), zone(1.0)], 8, False, "certain"),  # narrow strips, all of them basic farmland
        ([parcel(0.5, "0101"), parcel(0.5, "0702")], 8, False, "border"),
        ([parcel(1.0), zone(0.5)], 8, False, "border"),
        ([parcel(1.0), zone(0.82)], 3, True, "likely"),
        ([parcel(1.0), zone(0.03)], 8, False, "certain"),
        ([parcel(1.0), zone(0.3)], 8, False, "likely"),
        ([zone(1.0, "UDB"), zone(0.55, "PBF")], 8, False, "border"),
        ([parcel(1.0)], None, False, "likely"),
        ([parcel(1.0)], None, True, "certain"),
        ([parcel(0.0, distance_m=6)], 8, False, "border"),
        ([parcel(0.0, distance_m=60)], 8, False, "nothing"),
        ([Part("district", 1, "610502", "county", "", 1, 1.0)], 8, False, "nothing"),
        ([zone(0.5), zone(0.5)], 8, False, "certain"),  # two pieces of one kind are one answer
    ],
)
def test_certainty(parts, accuracy_m, has_shape, expected):
    assert certainty(parts, accuracy_m, has_shape) == expected


def test_the_reason_names_land_share_and_accuracy():
    parts = [parcel(0.97), zone(0.82)]
    said = reason(parts, certainty(parts, 8, False), 8, WORDS)
    assert said.en == "The place (± 8 m) is likely: 97 % cropland, 82 % permanent basic farmland."
    assert "永久基本农田 82 %" in said.zh and "± 8 米" in said.zh


@pytest.mark.parametrize("parts", [[], [parcel(0.0, distance_m=2)], [parcel(1.0)], [zone(0.5)]])
@pytest.mark.parametrize("accuracy_m", [None, 8])
def test_every_reason_is_a_whole_sentence(parts, accuracy_m):
    said = reason(parts, certainty(parts, accuracy_m, False), accuracy_m, WORDS)
    assert said.en.endswith(".") and said.zh.endswith("。") and "{" not in said.zh + said.en


def test_a_land_code_is_called_by_its_class_in_its_own_scheme():
    survey = Part("parcel", 1, "", "05", "", 1, 1, scheme="SD3")
    plan = Part("parcel", 1, "", "05", "", 1, 1, scheme="YDYH2023")
    assert [label(part, WORDS).en for part in (survey, plan)] == ["construction land", "river or lake land"]


@pytest.mark.parametrize(("share", "said"), [(0, "0 %"), (0.001, "< 1 %"), (0.824, "82 %"), (1.0001, "100 %")])
def test_shares_are_whole_per_cents(share, said):
    assert percent(share) == said

"""What the land is: parcels and zones of the map turned into the classes that severity speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from landwatch.core.packs import Pack, Words
from landwatch.matching.rules import Part

COVERED = 0.995  # an outline drawn by hand along an approval's edge never comes out at exactly 100 %


@dataclass(frozen=True)
class ApprovalKind:
    """A kind of approval: whether it allows use at all, and the kinds of violation that it does not excuse."""

    code: str
    label: Words
    allows: bool
    not_for: frozenset[str]


@dataclass(frozen=True)
class LandBook:
    """How the pack reads the map. `within` names the class that a class is part of, so that it is not counted twice."""

    labels: Mapping[str, Words]
    within: Mapping[str, str]
    of_zone: Mapping[str, str]
    of_code: Mapping[tuple[str, str], str]
    default_scheme: str
    approvals: Mapping[str, ApprovalKind]

    def of_parcel(self, scheme: str | None, code: str) -> str | None:
        """The class of a land code by its longest known prefix; codes mean nothing without their scheme."""
        for length in range(len(code), 0, -1):
            if found := self.of_code.get((scheme or self.default_scheme, code[:length])):
                return found
        return None


def read_land(pack: Pack) -> LandBook:
    """Classes, zone kinds, land codes and kinds of approval; PackError when one names an unknown class."""
    classes = pack.coded("land_classes")
    known = tuple(classes)
    zones = {code: row.one_of("class", ("", *known), "") for code, row in pack.coded("zone_kinds").items()}
    codes = {(row.text("scheme"), row.text("prefix")): row.one_of("class", known) for row in pack.rows("land_codes")}
    return LandBook(
        labels={code: row.words("label") for code, row in classes.items()},
        within={code: row.one_of("within", known) for code, row in classes.items() if "within" in row},
        of_zone={code: name for code, name in zones.items() if name},
        of_code=codes,
        default_scheme=pack.row("land_scheme").text("default"),
        approvals=_approval_kinds(pack),
    )


def _approval_kinds(pack: Pack) -> dict[str, ApprovalKind]:
    return {
        code: ApprovalKind(code, row.words("label"), row.flag("allows"), frozenset(row.names("not_for")))
        for code, row in pack.coded("approval_kinds").items()
    }


def classes_of(parts: Sequence[Part], book: LandBook) -> dict[str, tuple[float, float]]:
    """Share and area (m²) of the place by land class.

    Parcels say what the land is, zones what is protected. Basic farmland is cropland too: where a zone's class lies
    `within` a parcel's, the zone's part is taken off, so that "other cropland" is what remains.
    """
    parcels = _summed((part, book.of_parcel(part.scheme, part.kind)) for part in parts if part.layer == "parcel")
    zones = _summed((part, book.of_zone.get(part.kind)) for part in parts if part.layer == "zone")
    for inner, outer in book.within.items():
        if inner in zones and outer in parcels:
            (whole, whole_m2), (part, part_m2) = parcels[outer], zones[inner]
            parcels[outer] = (max(0.0, whole - part), max(0.0, whole_m2 - part_m2))
    together = {**parcels}
    for name, (share, area) in zones.items():
        # The same class from both layers is the same land: the larger figure, not the sum.
        known = together.get(name, (0.0, 0.0))
        together[name] = (max(known[0], share), max(known[1], area))
    return {name: (min(1.0, share), area) for name, (share, area) in together.items() if share > 1e-9}


def _summed(classed: Iterable[tuple[Part, str | None]]) -> dict[str, tuple[float, float]]:
    sums: dict[str, tuple[float, float]] = {}
    for part, name in classed:
        if name and part.share > 0:
            share, area = sums.get(name, (0.0, 0.0))
            sums[name] = (share + part.share, area + part.area_m2)
    return sums


def approval_of(parts: Sequence[Part], kind: str, seen_on: date, book: LandBook) -> Part | None:
    """The approval that covers the whole place, was valid when it was seen, and allows that use; else None."""
    for part in parts:
        if part.layer == "approval" and part.share >= COVERED and _valid(part, seen_on):
            approval = book.approvals.get(part.kind)
            if approval and approval.allows and kind not in approval.not_for:
                return part
    return None


def _valid(part: Part, day: date) -> bool:
    return (part.valid_from is None or part.valid_from <= day) and (part.valid_to is None or day <= part.valid_to)

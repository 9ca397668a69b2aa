"""A match as people read it: parts with their names in the caller's language, releases with their dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from landwatch.core import rulebook
from landwatch.core.packs import Words
from landwatch.matching.rules import Part, label, words

COUNTY, VILLAGE = 6, 12
"""Digits of the codes of counties and villages (GB/T 2260, GB/T 10114)."""
GROUPS = {"parcel": "parcels", "zone": "zones", "approval": "approvals", "district": "districts"}


def name_of(part: Part) -> Words:
    """A part's own name; names from the map come as `zh|en`."""
    zh, _, en = part.name.partition("|")
    return Words(zh, en or zh)


def grouped(parts: Iterable[Part], locale: str) -> dict[str, list[dict[str, Any]]]:
    """Parts by layer, in the caller's language."""
    book = rulebook.read(words)
    found: dict[str, list[dict[str, Any]]] = {group: [] for group in GROUPS.values()}
    for part in parts:
        found[GROUPS[part.layer]].append(
            {
                "code": part.code,
                "kind": part.kind,
                "label": _label(part, book, locale),
                "name": name_of(part).in_(locale),
                "share": part.share,
                "area_m2": part.area_m2,
                "distance_m": part.distance_m,
                "valid_to": part.valid_to.isoformat() if part.valid_to else None,
            }
        )
    return found


def _label(part: Part, book: Mapping[str, Words], locale: str) -> str:
    if part.layer == "approval":
        kind = rulebook.rows_of("approval_kinds").get(part.kind)
        return kind.words("label").in_(locale) if kind else part.kind
    return name_of(part).in_(locale) if part.layer == "district" else label(part, book).in_(locale)


def releases(said: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The releases that judged, one a layer."""
    return [{"layer": layer, **release} for layer, release in sorted(said.items())]


def place_words(parts: Iterable[Part], locale: str) -> str:
    """A place in words: districts from the county down; without a village district, the village of the parcel."""
    found = list(parts)
    districts = sorted(
        (p for p in found if p.layer == "district" and len(p.code) >= COUNTY), key=lambda p: (len(p.code), -p.share)
    )
    by_level = {len(part.code): name_of(part).in_(locale) for part in reversed(districts)}
    names = [by_level[level] for level in sorted(by_level)]
    parcels = sorted((p for p in found if p.layer == "parcel" and p.name), key=lambda p: -p.share)
    if parcels and VILLAGE not in by_level:
        names.append(name_of(parcels[0]).in_(locale))
    return " ".join(names) if locale.startswith("zh") else ", ".join(reversed(names))

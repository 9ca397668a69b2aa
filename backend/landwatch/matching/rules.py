"""How certain it is what a place lies on, and the sentence that says so: decisions without a database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from landwatch.core.packs import Pack, Words, joined

Layer = Literal["parcel", "zone", "approval", "district"]
Certainty = Literal["certain", "likely", "border", "nothing"]

# Shares of the place. Below 5 % an overlap is a sliver that the drawing of either side explains.
WHOLE, MOST, SLIVER = 0.95, 0.6, 0.05


@dataclass(frozen=True)
class Part:
    """One feature of the map that the place touches or nearly touches.

    `share` (0..1) and `area_m2` are of the reported place: the outline, or for a point its accuracy circle.
    `kind` is a land class code for parcels (read with `scheme`), else a zone, approval or district kind.
    """

    layer: Layer
    id: int | str
    code: str
    kind: str
    name: str
    area_m2: float
    share: float
    distance_m: float = 0.0
    valid_from: date | None = None
    valid_to: date | None = None
    scheme: str | None = None


def certainty(parts: Sequence[Part], accuracy_m: float | None, has_shape: bool) -> Certainty:
    """How sure we are what the place lies on.

    Parcels of one land class count together, zones of one kind too; the *lead* is the largest share among them.

    - `nothing`: no parcel and no zone is touched, nor nearer than the accuracy.
    - `certain`: the lead holds at least 95 % and no zone edge crosses the place (each kind ≥ 95 % or a sliver ≤ 5 %).
    - `likely`: the lead holds at least 60 % and each crossing kind of zone is clearly in (≥ 60 %) or out (≤ 40 %).
    - `border`: anything else. An officer has to look, or walk the outline.

    A point of unknown accuracy is never better than `likely`: its circle was guessed.
    """
    shares = _shares(parts)
    if not shares:
        return "border" if _something_near(parts, accuracy_m) else "nothing"
    lead, zones = max(shares.values()), [share for (layer, _), share in shares.items() if layer == "zone"]
    located = has_shape or accuracy_m is not None
    if located and lead >= WHOLE and all(share >= WHOLE or share <= SLIVER for share in zones):
        return "certain"
    if lead >= MOST and all(share >= MOST or share <= 1 - MOST for share in zones):
        return "likely"
    return "border"


def reason(parts: Sequence[Part], certainty: Certainty, accuracy_m: float | None, words: Mapping[str, Words]) -> Words:
    """One sentence on the match, in both languages. `words` come from `words(pack)`.

    For instance "Certain: 97 % of the place (± 8 m) is in permanent basic farmland."
    """
    leading = sorted(_labelled(parts, words).items(), key=lambda item: -item[1])[:3]
    named = [words["match.place"].format(what=what, share=percent(share)) for what, share in leading]
    places = joined(named, words["match.joiner"])
    accuracy = Words("", "") if accuracy_m is None else words["match.accuracy"].format(metres=f"{accuracy_m:.0f}")
    key = "match.near" if certainty == "border" and not named else f"match.{certainty}"
    return words[key].format(places=places, accuracy=accuracy)


def words(pack: Pack) -> Mapping[str, Words]:
    """Texts of the pack together with the names of zone kinds and land classes, as `reason` needs them."""
    zones = {f"zone.{code}": row.words("label") for code, row in pack.coded("zone_kinds").items()}
    classes = {
        code: row.words("parcel_label" if "parcel_label" in row else "label")
        for code, row in pack.coded("land_classes").items()
    }
    default, parcels = pack.row("land_scheme").text("default"), {}
    for row in pack.rows("land_codes"):
        named = classes[row.one_of("class", tuple(classes))]
        parcels[f"parcel.{row.text('scheme')}.{row.text('prefix')}"] = named
        if row.text("scheme") == default:
            parcels[f"parcel.{row.text('prefix')}"] = named
    return {**pack.texts, **zones, **parcels}


def label(part: Part, words: Mapping[str, Words]) -> Words:
    """What kind of thing a part is, in words; its own name when the pack has none for the kind."""
    if part.layer == "parcel":
        scheme = f"parcel.{part.scheme}" if part.scheme else "parcel"
        for length in range(len(part.kind), 0, -1):
            if found := words.get(f"{scheme}.{part.kind[:length]}"):
                return found
    known = words.get(f"{part.layer}.{part.kind}")
    return known or Words(part.name or part.kind, part.name or part.kind)


def percent(share: float) -> str:
    """A share as whole per cent; what is there but tiny does not become 0 %."""
    return "< 1 %" if 0 < share < 0.01 else f"{min(share, 1.0):.0%}".replace("%", " %")


def _labelled(parts: Sequence[Part], words: Mapping[str, Words]) -> dict[Words, float]:
    """Shares by what a person calls it: two land codes of one class are one thing to a reader."""
    shares: dict[Words, float] = {}
    for part in parts:
        if part.layer in ("parcel", "zone") and part.share > 0:
            name = label(part, words)
            shares[name] = min(1.0, shares.get(name, 0.0) + part.share)
    return shares


def _shares(parts: Sequence[Part]) -> dict[tuple[str, str], float]:
    """Shares of the place by layer and kind, parcels and zones only; zones of one kind may overlap, so at most 1."""
    shares: dict[tuple[str, str], float] = {}
    for part in parts:
        if part.layer in ("parcel", "zone") and part.share > 0:
            key = (part.layer, part.kind)
            shares[key] = min(1.0, shares.get(key, 0.0) + part.share)
    return shares


def _something_near(parts: Sequence[Part], accuracy_m: float | None) -> bool:
    reach = accuracy_m or 0.0
    return any(part.layer in ("parcel", "zone") and part.distance_m <= reach for part in parts)

"""What the witnesses of a photo say together: position, time, heading, device, content. Pure."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Agreement = Literal["agrees", "near", "differs", "absent"]
EARTH_M = 6_371_008.8
"""Mean radius of the Earth (IUGG), metres."""
NEAR_FACTOR = 3
"""Up to so many times the stated accuracy two positions are called near."""
LEAST_ACCURACY_M = 30.0
"""Positions nearer than this agree whatever the phone claims: fixes under trees stray as far."""
TIME_AGREES, TIME_NEAR = dt.timedelta(minutes=10), dt.timedelta(hours=24)


@dataclass(frozen=True)
class Witness:
    """One thing a photo bears witness of, and how it stands to the rest; `params` fill the sentence."""

    what: Literal["position", "time", "heading", "device", "content"]
    verdict: Agreement
    reason: str
    params: Mapping[str, Any] = field(default_factory=dict)


def distance_m(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Great-circle distance in metres (haversine); good to 0.5 %.

    >>> round(distance_m(109.5, 34.5, 109.5, 34.501))
    111
    """
    a, b = math.radians(lat1), math.radians(lat2)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_M * math.asin(math.sqrt(h))


def witnesses(
    exif: Mapping[str, Any],
    fix: Mapping[str, Any] | None,
    place: Mapping[str, Any],
    seen_at: dt.datetime,
    taken_at: dt.datetime | None,
    readable: bool,
) -> tuple[Witness, ...]:
    """Five witnesses of a photo. Missing is not a mistake: phones strip positions from photos given to a web page."""
    return (
        _position(exif, fix, place),
        _time(exif, taken_at, seen_at),
        _heading(exif, fix),
        _device(exif),
        Witness("content", "agrees", "readable") if readable else Witness("content", "differs", "unreadable"),
    )


def _position(exif: Mapping[str, Any], fix: Mapping[str, Any] | None, place: Mapping[str, Any]) -> Witness:
    source, said = ("exif", exif) if "lat" in exif else ("fix", fix or {})
    if "lat" not in said:
        return Witness("position", "absent", "no-position")
    metres = distance_m(said["lon"], said["lat"], place["lon"], place["lat"])
    allowed = max(LEAST_ACCURACY_M, said.get("accuracy_m") or 0, place.get("accuracy_m") or 0)
    verdict: Agreement = "agrees" if metres <= allowed else "near" if metres <= NEAR_FACTOR * allowed else "differs"
    return Witness("position", verdict, f"{source}-distance", {"metres": round(metres)})


def _time(exif: Mapping[str, Any], taken_at: dt.datetime | None, seen_at: dt.datetime) -> Witness:
    moment = _moment(exif.get("taken_at"), seen_at) or taken_at
    if moment is None:
        return Witness("time", "absent", "no-time")
    apart = abs(moment - seen_at)
    verdict: Agreement = "agrees" if apart <= TIME_AGREES else "near" if apart <= TIME_NEAR else "differs"
    return Witness("time", verdict, "time-apart", {"minutes": round(apart.total_seconds() / 60)})


def _moment(said: str | None, like: dt.datetime) -> dt.datetime | None:
    """EXIF's time; without an offset it is read in the zone of the sighting."""
    if not said:
        return None
    moment = dt.datetime.fromisoformat(said)
    return moment if moment.tzinfo else moment.replace(tzinfo=like.tzinfo)


def _heading(exif: Mapping[str, Any], fix: Mapping[str, Any] | None) -> Witness:
    heading = exif.get("heading_deg", (fix or {}).get("heading_deg"))
    return (
        Witness("heading", "absent", "no-heading")
        if heading is None
        else Witness("heading", "agrees", "heading", {"degrees": round(heading)})
    )


def _device(exif: Mapping[str, Any]) -> Witness:
    if not exif.get("model"):
        return Witness("device", "absent", "no-device")
    return Witness("device", "agrees", "device", {"model": exif["model"]})

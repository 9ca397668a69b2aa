"""A report is laid over the map."""

from __future__ import annotations

import json
from dataclasses import asdict

from geoalchemy2.shape import to_shape
from shapely.geometry import mapping

from landwatch.core import clock, outbox, rulebook
from landwatch.core.db import db
from landwatch.core.geo import lon_lat
from landwatch.matching.models import Match
from landwatch.matching.queries import Laid, lay, plain
from landwatch.matching.rules import certainty, reason, words
from landwatch.reports.models import Report
from landwatch.reports.steps import stream_of


def lay_over_atlas(event: outbox.Event) -> None:
    """Match a report that arrived or was revised; the match is written down, an earlier one stays."""
    report = db.session.get_one(Report, event.subject)
    radius = circle_m(report.accuracy_m)
    day = report.seen_at.astimezone(rulebook.zone()).date()
    lon, lat = lon_lat(report.location)
    outline = json.dumps(mapping(to_shape(report.shape))) if report.shape is not None else None
    laid = lay(lon, lat, radius, outline, day)
    match = _match(report, laid, radius, outline is not None)
    db.session.add(match)
    db.session.flush()
    outbox.record(
        "report.matched", stream_of(report.id), match=match.id, certainty=match.certainty, revision=report.revision
    )


def circle_m(accuracy_m: float | None) -> float:
    """The radius laid over the map for a point: what the phone said, within the bounds of the pack, in metres."""
    row = rulebook.in_force().row("matching")
    return min(
        max(accuracy_m or row.number("accuracy_default_m"), row.number("accuracy_least_m")),
        row.number("accuracy_most_m"),
    )


def _match(report: Report, laid: Laid, radius: float, has_shape: bool) -> Match:
    sure = certainty(laid.parts, report.accuracy_m, has_shape)
    said = reason(laid.parts, sure, None if has_shape else radius, rulebook.read(words))
    return Match(
        report_id=report.id,
        revision=report.revision,
        made_at=clock.now(),
        certainty=sure,
        reason=asdict(said),
        parts=[plain(part) for part in laid.parts],
        releases=laid.releases,
        area_m2=round(laid.place_m2, 2) if has_shape else None,
        accuracy_m=radius,
        district=laid.district,
        parcels=[part.code for part in laid.parts if part.layer == "parcel"],
    )

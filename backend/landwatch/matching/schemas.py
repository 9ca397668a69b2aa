"""Matches on the wire."""

from __future__ import annotations

from marshmallow import fields

from landwatch.core.wire import Answer, one_of


class PartOut(Answer):
    """One feature that the place touches; share of the place, area in m² on the ellipsoid, distance in metres."""

    code = fields.String()
    kind = fields.String()
    label = fields.String()
    name = fields.String()
    share = fields.Float()
    area_m2 = fields.Float()
    distance_m = fields.Float()
    valid_to = fields.String(allow_none=True)


class MapReleaseOut(Answer):
    """A release with its layer and the date from which it is valid."""

    id = fields.Integer()
    layer = fields.String()
    name = fields.String()
    date = fields.String()


class LaidOut(Answer):
    """Parts by layer and the releases that say so."""

    certainty = one_of("certain", "likely", "border", "nothing")
    reason = fields.String()
    parcels = fields.List(fields.Nested(PartOut))
    zones = fields.List(fields.Nested(PartOut))
    approvals = fields.List(fields.Nested(PartOut))
    districts = fields.List(fields.Nested(PartOut))
    releases = fields.List(fields.Nested(MapReleaseOut))


class MatchOut(LaidOut):
    """A match as it was judged."""

    made_at = fields.String()
    area_m2 = fields.Float(allow_none=True)
    accuracy_m = fields.Float()

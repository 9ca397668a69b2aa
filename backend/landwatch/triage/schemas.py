"""The instant check on the wire."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from landwatch.atlas.schemas import DistrictOut
from landwatch.matching.schemas import LaidOut


class HereIn(Schema):
    """A place, WGS 84 degrees, with its accuracy as a radius in metres."""

    lon = fields.Float(required=True, validate=validate.Range(-180, 180, error="out-of-range"))
    lat = fields.Float(required=True, validate=validate.Range(-90, 90, error="out-of-range"))
    accuracy_m = fields.Float(load_default=None, validate=validate.Range(0, 5000, error="out-of-range"))


class HereOut(LaidOut):
    """What is here. Anonymous callers get only inside, district and advice."""

    sometimes = frozenset({*LaidOut._declared_fields, "severity", "because", "flags"})

    inside = fields.Boolean()
    district = fields.Nested(DistrictOut, allow_none=True)
    advice = fields.String()
    severity = fields.String()
    because = fields.String()
    flags = fields.List(fields.String())

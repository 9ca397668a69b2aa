"""The map on the wire."""

from __future__ import annotations

from marshmallow import fields

from landwatch.core.wire import Answer


class ReleaseOut(Answer):
    """A release by id, name and the date from which it is valid."""

    id = fields.Integer()
    name = fields.String()
    date = fields.Date()


class LayerOut(Answer):
    """A layer of the map with its release in force."""

    code = fields.String()
    release = fields.Nested(ReleaseOut)
    tiles = fields.String()
    minzoom = fields.Integer()
    maxzoom = fields.Integer()


class LayersOut(Answer):
    """All layers the caller may see."""

    items = fields.List(fields.Nested(LayerOut))


class DistrictOut(Answer):
    """A district by code and name."""

    code = fields.String()
    name = fields.String()

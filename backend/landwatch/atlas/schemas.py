"""The map on the wire."""

from __future__ import annotations

from marshmallow import Schema, fields


class ReleaseOut(Schema):
    """A release by id, name and the date from which it is valid."""

    id = fields.Integer()
    name = fields.String()
    date = fields.Date()


class LayerOut(Schema):
    """A layer of the map with its release in force."""

    code = fields.String()
    release = fields.Nested(ReleaseOut)
    tiles = fields.String()
    minzoom = fields.Integer()
    maxzoom = fields.Integer()


class LayersOut(Schema):
    """All layers the caller may see."""

    items = fields.List(fields.Nested(LayerOut))

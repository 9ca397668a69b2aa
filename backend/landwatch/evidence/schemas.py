"""Photos on the wire."""

from __future__ import annotations

from marshmallow import Schema, fields


class UploadOut(Schema):
    """A photo that is here, and what is still missing of its report."""

    id = fields.UUID()
    sha256 = fields.String()
    size = fields.Integer()
    missing = fields.List(fields.UUID())

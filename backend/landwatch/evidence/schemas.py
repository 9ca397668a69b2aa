"""Photos on the wire."""

from __future__ import annotations

from marshmallow import fields

from landwatch.core.wire import Answer


class UploadOut(Answer):
    """A photo that is here, and what is still missing of its report."""

    id = fields.UUID()
    sha256 = fields.String()
    size = fields.Integer()
    missing = fields.List(fields.UUID())

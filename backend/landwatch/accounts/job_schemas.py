"""Long work on the wire."""

from __future__ import annotations

from marshmallow import fields

from landwatch.core.wire import Answer, one_of


class JobOut(Answer):
    """Long work: its kind, how many of how many pieces are done, and how it ended."""

    id = fields.UUID()
    kind = fields.String()
    label = fields.String(metadata={"description": "the kind in the caller's language"})
    state = one_of("waiting", "running", "done", "failed")
    done = fields.Integer()
    total = fields.Integer(allow_none=True)
    result = fields.Dict(allow_none=True)
    error = fields.String(allow_none=True)
    created_at = fields.AwareDateTime()
    started_at = fields.AwareDateTime(allow_none=True)
    finished_at = fields.AwareDateTime(allow_none=True)

"""The queue on the wire."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from landwatch.accounts.schemas import DeskOut
from landwatch.cases.queries import SORTS, VIEWS
from landwatch.matching.schemas import MatchOut


class QueueIn(Schema):
    """How the queue is asked: all filters together; `cursor` goes on where a page ended."""

    state = fields.String()
    severity = fields.String()
    kind = fields.String()
    desk = fields.Integer()
    assignee = fields.String()
    overdue = fields.Boolean()
    due_before = fields.AwareDateTime()
    district = fields.String(validate=validate.Regexp(r"^\d{2,12}\Z", error="invalid"))
    bbox = fields.String()
    q = fields.String(validate=validate.Length(1, 100))
    view = fields.String(validate=validate.OneOf(sorted(VIEWS), error="bad-option"))
    sort = fields.String(load_default="due", validate=validate.OneOf(sorted(SORTS), error="bad-option"))
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200, error="out-of-range"))
    cursor = fields.String()

    @post_load
    def _read_the_box(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        if "bbox" in data:
            try:
                box = [float(edge) for edge in data["bbox"].split(",")]
            except ValueError as error:
                raise ValidationError("invalid", "bbox") from error
            if len(box) != 4:
                raise ValidationError("invalid", "bbox")
            data["bbox"] = box
        return data


class CodeOut(Schema):
    """A code with its word."""

    code = fields.String()
    label = fields.String()


class StateOut(CodeOut):
    """A state of the machine."""

    final = fields.Boolean()
    waiting = fields.Boolean()


class NameOut(Schema):
    """A person as colleagues see one."""

    id = fields.UUID()
    name = fields.String()


class PlaceOut(Schema):
    """WGS 84 degrees."""

    lon = fields.Float()
    lat = fields.Float()


class CountOut(Schema):
    """Photos declared and photos here."""

    declared = fields.Integer()
    arrived = fields.Integer()


class ClockOut(Schema):
    """A deadline; `used` is the part of its time that has gone (more than 1 when overdue)."""

    id = fields.Integer()
    rule = fields.String()
    label = fields.String()
    state = fields.String()
    started_at = fields.String()
    due_at = fields.String()
    stopped_at = fields.String(allow_none=True)
    provisional = fields.Boolean()
    used = fields.Float()
    statutory = fields.Boolean()
    length = fields.Integer()
    unit = fields.String()


class NextMoveOut(Schema):
    """The move that comes first."""

    move = fields.String()
    label = fields.String()


class CaseRowOut(Schema):
    """A case as a row of the queue."""

    id = fields.UUID()
    number = fields.String()
    kind = fields.Nested(CodeOut)
    title = fields.String()
    severity = fields.String()
    because = fields.String()
    flags = fields.List(fields.String())
    provisional = fields.Boolean()
    state = fields.Nested(StateOut)
    desk = fields.Nested(DeskOut, allow_none=True)
    desk_because = fields.String()
    alarm = fields.Boolean()
    assignee = fields.Nested(NameOut, allow_none=True)
    place = fields.String()
    address = fields.String(allow_none=True)
    location = fields.Nested(PlaceOut)
    reports = fields.Integer()
    photos = fields.Nested(CountOut)
    clocks = fields.List(fields.Nested(ClockOut))
    next_due_at = fields.String(allow_none=True)
    next_clock = fields.Nested(ClockOut, allow_none=True)
    next_move = fields.Nested(NextMoveOut, allow_none=True)
    opened_at = fields.String()
    closed_at = fields.String(allow_none=True)
    etag = fields.String()


class QueueOut(Schema):
    """A page of the queue."""

    items = fields.List(fields.Nested(CaseRowOut))
    next = fields.String(allow_none=True)


class WitnessOut(Schema):
    """What a photo bears witness of."""

    what = fields.String()
    verdict = fields.String()
    words = fields.String()


class PhotoOut(Schema):
    """A photo of a case, here or still awaited."""

    id = fields.UUID()
    state = fields.String()
    capture = fields.String()
    taken_at = fields.String(allow_none=True)
    heading_deg = fields.Float(allow_none=True)
    fix = fields.Dict(allow_none=True)
    width = fields.Integer(allow_none=True)
    height = fields.Integer(allow_none=True)
    sha256 = fields.String()
    thumb = fields.String(allow_none=True)
    view = fields.String(allow_none=True)
    witnesses = fields.List(fields.Nested(WitnessOut))


class CaseReportOut(Schema):
    """A report of a case, without who made it."""

    id = fields.UUID()
    number = fields.String()
    seen_at = fields.String()
    received_at = fields.String()
    channel = fields.Nested(CodeOut)
    reporter = fields.String()
    description = fields.String()
    location = fields.Dict()
    shape = fields.Dict(allow_none=True)
    activity = fields.String()
    danger = fields.Boolean()
    answers = fields.Dict()
    state = fields.String()
    because = fields.String(allow_none=True)
    suggestions = fields.List(fields.String())
    photos = fields.List(fields.Nested(PhotoOut))
    match = fields.Nested(MatchOut, allow_none=True)


class EventOut(Schema):
    """A line of a case's history."""

    at = fields.String()
    name = fields.String()
    move = fields.String(allow_none=True)
    label = fields.String()
    detail = fields.String(allow_none=True)
    by = fields.Dict(allow_none=True)
    filled = fields.Boolean()


class NeedOut(Schema):
    """Something a move needs."""

    id = fields.String()
    label = fields.String()
    type = fields.String()
    required = fields.Boolean()
    options = fields.List(fields.Nested(CodeOut))
    missing = fields.Boolean()


class MoveOut(Schema):
    """A move this person could make."""

    move = fields.String()
    label = fields.String()
    open = fields.Boolean()
    needs = fields.List(fields.Nested(NeedOut))
    missing = fields.List(fields.String())
    irreversible = fields.Boolean()
    primary = fields.Boolean()
    key = fields.String(allow_none=True)
    to = fields.Nested(CodeOut)


class ParcelCaseOut(Schema):
    """Another case on the same parcel."""

    number = fields.String()
    opened_at = fields.String()
    closed_at = fields.String(allow_none=True)
    label = fields.String()


class CaseOut(CaseRowOut):
    """A case in full. `reports` stays the count; the reports themselves are in `reports_list`."""

    facts = fields.Dict()
    outcome = fields.String(allow_none=True)
    reports_list = fields.List(fields.Nested(CaseReportOut))
    revisits = fields.List(fields.Nested(CaseReportOut))
    events = fields.List(fields.Nested(EventOut))
    moves = fields.List(fields.Nested(MoveOut))
    onsite_checks = fields.List(fields.Dict())
    parcel_history = fields.List(fields.Nested(ParcelCaseOut))
    pack = fields.Dict()


class MoveIn(Schema):
    """A move with what it needs."""

    move = fields.String(required=True, validate=validate.Length(1, 60))
    note = fields.String(load_default="", validate=validate.Length(max=4000, error="out-of-range"))
    fields_ = fields.Dict(data_key="fields", load_default=dict, keys=fields.String(validate=validate.Length(max=60)))
    photos = fields.List(fields.UUID(), load_default=list, validate=validate.Length(max=50, error="too-many"))


class DeskCountOut(Schema):
    """Open and overdue cases of a desk."""

    desk = fields.Nested(DeskOut)
    open = fields.Integer()
    overdue = fields.Integer()


class SummaryOut(Schema):
    """Counts over the open cases in sight."""

    by_state = fields.Dict(values=fields.Integer())
    by_severity = fields.Dict(values=fields.Integer())
    overdue = fields.Integer()
    due_today = fields.Integer()
    unassigned = fields.Integer()
    waiting = fields.Integer()
    mine = fields.Integer()
    total_open = fields.Integer()
    per_desk = fields.List(fields.Nested(DeskCountOut))


class TraceLineOut(Schema):
    """One segment of a clock's trace."""

    at = fields.String()
    kind = fields.String()
    words = fields.String()


class TraceOut(Schema):
    """How a due time came about."""

    clock = fields.Nested(ClockOut)
    trace = fields.List(fields.Nested(TraceLineOut))

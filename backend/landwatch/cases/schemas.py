"""The queue on the wire."""

from __future__ import annotations

import math
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from landwatch.accounts.schemas import DeskOut
from landwatch.cases.queries import SORTS, VIEWS
from landwatch.cases.rules.machine import NEED_TYPES
from landwatch.core.wire import Answer, one_of
from landwatch.matching.schemas import MatchOut

_UUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"


class QueueIn(Schema):
    """How the queue is asked: all filters together; `cursor` goes on where a page ended."""

    state = fields.String()
    severity = fields.String()
    kind = fields.String()
    desk = fields.Integer(validate=validate.Range(0, 2**31 - 1, error="out-of-range"))
    assignee = fields.String(validate=validate.Regexp(rf"^(me|{_UUID})\Z", error="invalid"))
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
            if len(box) != 4 or not all(map(math.isfinite, box)):
                raise ValidationError("invalid", "bbox")
            data["bbox"] = box
        return data


class CodeOut(Answer):
    """A code with its word."""

    code = fields.String()
    label = fields.String()


class StateOut(CodeOut):
    """A state of the machine."""

    final = fields.Boolean()
    waiting = fields.Boolean()


class NameOut(Answer):
    """A person as colleagues see one."""

    id = fields.UUID()
    name = fields.String()


class PlaceOut(Answer):
    """WGS 84 degrees."""

    lon = fields.Float()
    lat = fields.Float()


class CountOut(Answer):
    """Photos declared and photos here."""

    declared = fields.Integer()
    arrived = fields.Integer()


class ClockOut(Answer):
    """A deadline; `used` is the part of its time that has gone (more than 1 when overdue)."""

    id = fields.Integer()
    rule = fields.String()
    label = fields.String()
    state = one_of("running", "paused", "met", "missed")
    started_at = fields.String()
    due_at = fields.String()
    stopped_at = fields.String(allow_none=True)
    provisional = fields.Boolean()
    used = fields.Float()
    statutory = fields.Boolean()
    length = fields.Integer()
    unit = fields.String()


class NextMoveOut(Answer):
    """The move that comes first."""

    move = fields.String()
    label = fields.String()


class CaseRowOut(Answer):
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


class QueueOut(Answer):
    """A page of the queue."""

    items = fields.List(fields.Nested(CaseRowOut))
    next = fields.String(allow_none=True)


class WitnessOut(Answer):
    """What a photo bears witness of."""

    what = one_of("position", "time", "heading", "device", "content")
    verdict = one_of("agrees", "near", "differs", "absent")
    words = fields.String()


class FixOut(PlaceOut):
    """The device's own fix nearest to the shutter."""

    sometimes = frozenset({"accuracy_m", "heading_deg", "at"})

    accuracy_m = fields.Float(allow_none=True)
    heading_deg = fields.Float(allow_none=True)
    at = fields.String(allow_none=True)


class PhotoOut(Answer):
    """A photo of a case, here or still awaited; the digest is told of what is here."""

    sometimes = frozenset({"sha256"})

    id = fields.UUID()
    state = one_of("awaited", "arrived", "examined", "unreadable")
    capture = fields.String()
    taken_at = fields.String(allow_none=True)
    heading_deg = fields.Float(allow_none=True)
    fix = fields.Nested(FixOut, allow_none=True)
    width = fields.Integer(allow_none=True)
    height = fields.Integer(allow_none=True)
    sha256 = fields.String()
    thumb = fields.String(allow_none=True)
    view = fields.String(allow_none=True)
    witnesses = fields.List(fields.Nested(WitnessOut))


class PositionOut(PlaceOut):
    """A position as the phone had it; accuracy as a radius in metres."""

    sometimes = frozenset({"accuracy_m", "altitude_m", "heading_deg", "fixed_at", "datum"})

    source = one_of("gnss", "map", "exif", "manual")
    accuracy_m = fields.Float(allow_none=True)
    altitude_m = fields.Float(allow_none=True)
    heading_deg = fields.Float(allow_none=True)
    fixed_at = fields.String(allow_none=True)
    datum = fields.String(allow_none=True)


class OutlineOut(Answer):
    """A GeoJSON Polygon."""

    type = one_of("Polygon")
    coordinates = fields.List(fields.List(fields.List(fields.Float())))


class CaseReportOut(Answer):
    """A report of a case, without who made it."""

    id = fields.UUID()
    number = fields.String()
    seen_at = fields.String()
    received_at = fields.String()
    channel = fields.Nested(CodeOut)
    reporter = fields.String()
    description = fields.String()
    location = fields.Nested(PositionOut)
    shape = fields.Nested(OutlineOut, allow_none=True)
    activity = one_of("ongoing", "finished", "unknown")
    danger = fields.Boolean()
    answers = fields.Dict()
    state = one_of("receiving", "received", "withdrawn")
    because = fields.String(allow_none=True)
    suggestions = fields.List(fields.String())
    photos = fields.List(fields.Nested(PhotoOut))
    match = fields.Nested(MatchOut, allow_none=True)


class ByOut(Answer):
    """Who did it, by name."""

    name = fields.String()


class EventOut(Answer):
    """A line of a case's history."""

    at = fields.String()
    name = fields.String()
    move = fields.String(allow_none=True)
    label = fields.String()
    detail = fields.String(allow_none=True)
    by = fields.Nested(ByOut, allow_none=True)
    filled = fields.Boolean()


class NeedOut(Answer):
    """Something a move needs."""

    id = fields.String()
    label = fields.String()
    type = one_of(*(kind for kind in NEED_TYPES if kind != "fact"))
    required = fields.Boolean()
    options = fields.List(fields.Nested(CodeOut))
    missing = fields.Boolean()


class MoveOut(Answer):
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


class ParcelCaseOut(Answer):
    """Another case on the same parcel."""

    number = fields.String()
    opened_at = fields.String()
    closed_at = fields.String(allow_none=True)
    label = fields.String()


class JudgedByOut(Answer):
    """The rule pack that judged a case."""

    digest = fields.String()
    version = fields.String()


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
    pack = fields.Nested(JudgedByOut)


class MoveIn(Schema):
    """A move with what it needs."""

    move = fields.String(required=True, validate=validate.Length(1, 60))
    note = fields.String(load_default="", validate=validate.Length(max=4000, error="out-of-range"))
    fields_ = fields.Dict(data_key="fields", load_default=dict, keys=fields.String(validate=validate.Length(max=60)))
    photos = fields.List(fields.UUID(), load_default=list, validate=validate.Length(max=50, error="too-many"))


class DeskCountOut(Answer):
    """Open and overdue cases of a desk."""

    desk = fields.Nested(DeskOut)
    open = fields.Integer()
    overdue = fields.Integer()


class SummaryOut(Answer):
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


class TraceLineOut(Answer):
    """One segment of a clock's trace."""

    at = fields.String()
    kind = fields.String()
    words = fields.String()


class TraceOut(Answer):
    """How a due time came about."""

    clock = fields.Nested(ClockOut)
    trace = fields.List(fields.Nested(TraceLineOut))

"""Reports on the wire: every field with its bounds; messages are codes that `problems.toml` translates."""

from __future__ import annotations

import math
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates, validates_schema

from landwatch.core.geo import polygon_fault, position_fault
from landwatch.core.wire import Answer, one_of

MOST_PHOTOS = 9
SOURCES = ("gnss", "map", "exif", "manual")
CAPTURES = ("camera", "system_camera", "gallery", "import")
PHOTO_TYPES = ("image/jpeg", "image/png", "image/webp", "image/heic", "image/heif", "image/avif", "image/tiff")
_RANGE = "out-of-range"


def _one_of(*options: str) -> validate.OneOf:
    return validate.OneOf(options, error="bad-option")


def _between(low: float, high: float) -> validate.Range:
    return validate.Range(low, high, error=_RANGE)


class Location(Schema):
    """A WGS 84 position in degrees, as the phone had it; accuracy as a radius in metres."""

    lon = fields.Float(required=True)
    lat = fields.Float(required=True)
    accuracy_m = fields.Float(validate=_between(0, 100_000), allow_none=True)
    source = fields.String(required=True, validate=_one_of(*SOURCES))
    altitude_m = fields.Float(validate=_between(-500, 9000), allow_none=True)
    heading_deg = fields.Float(validate=_between(0, 360), allow_none=True)
    fixed_at = fields.AwareDateTime(allow_none=True)
    datum = fields.String(validate=_one_of("WGS84", "CGCS2000", "GCJ02", "unknown"), allow_none=True)

    @validates_schema
    def _lies_on_earth(self, data: dict[str, Any], **_: Any) -> None:
        if fault := position_fault(data["lon"], data["lat"]):
            raise ValidationError(fault)


class Fix(Schema):
    """The device's own fix nearest to the shutter."""

    lon = fields.Float(required=True, validate=_between(-180, 180))
    lat = fields.Float(required=True, validate=_between(-90, 90))
    accuracy_m = fields.Float(validate=_between(0, 100_000), allow_none=True)
    heading_deg = fields.Float(validate=_between(0, 360), allow_none=True)
    at = fields.AwareDateTime(allow_none=True)


class Photo(Schema):
    """A photo that will follow: its id (a random UUID), SHA-256 in hex, size in bytes, type."""

    id = fields.UUID(required=True)
    sha256 = fields.String(required=True, validate=validate.Regexp(r"^[0-9a-f]{64}\Z", error="invalid"))
    size = fields.Integer(required=True, strict=True, validate=_between(1, 2**31))
    type = fields.String(required=True, validate=_one_of(*PHOTO_TYPES))
    taken_at = fields.AwareDateTime(allow_none=True)
    fix = fields.Nested(Fix, allow_none=True)
    capture = fields.String(required=True, validate=_one_of(*CAPTURES))

    @validates("id")
    def _is_random(self, value: Any, **_: Any) -> None:
        if value.version != 4:
            raise ValidationError("not-uuid4")


class Contact(Schema):
    """How to reach the reporter; sealed at once, never in an event, a log or a list."""

    name = fields.String(validate=validate.Length(max=100, error=_RANGE))
    phone = fields.String(validate=validate.Regexp(r"^[+0-9 ()-]{5,30}\Z", error="invalid"))
    email = fields.Email(error_messages={"invalid": "invalid"})


class ReportIn(Schema):
    """What a phone says of a sighting."""

    revision = fields.Integer(load_default=1, strict=True, validate=_between(1, 1000))
    channel = fields.String(required=True, validate=validate.Length(1, 40))
    seen_at = fields.AwareDateTime(required=True)
    kind = fields.String(required=True, validate=validate.Length(1, 20))
    description = fields.String(load_default="", validate=validate.Length(max=2000, error=_RANGE))
    location = fields.Nested(Location, required=True)
    shape = fields.Dict(allow_none=True, load_default=None)
    photos = fields.List(
        fields.Nested(Photo), load_default=list, validate=validate.Length(max=MOST_PHOTOS, error="too-many")
    )
    answers = fields.Dict(keys=fields.String(validate=validate.Length(max=40)), load_default=dict)
    contact = fields.Nested(Contact, allow_none=True, load_default=None)
    about = fields.String(allow_none=True, load_default=None, validate=validate.Length(max=20))
    follows = fields.UUID(allow_none=True, load_default=None)
    locale = fields.String(load_default="zh-CN", validate=_one_of("zh-CN", "en"))
    outside_confirmed = fields.Boolean(load_default=False)

    @validates("shape")
    def _is_a_polygon(self, value: dict[str, Any] | None, **_: Any) -> None:
        if value is not None and (fault := polygon_fault(value)):
            raise ValidationError(fault)

    @validates("photos")
    def _are_distinct(self, value: list[dict[str, Any]], **_: Any) -> None:
        ids = [photo["id"] for photo in value if "id" in photo]  # a wrong id is told where it stands
        if len(set(ids)) < len(ids):
            raise ValidationError("duplicate")

    @validates("answers")
    def _are_plain(self, value: dict[str, Any], **_: Any) -> None:
        if len(value) > 40 or any(not _plain(answer) for answer in value.values()):
            raise ValidationError("invalid")

    @post_load
    def _take_the_two_answers_everybody_gives(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        activity = data["answers"].get("activity", "unknown")
        if activity not in ("ongoing", "finished", "unknown"):
            raise ValidationError({"answers": {"activity": ["bad-option"]}})
        danger = data["answers"].get("danger", False)
        if not isinstance(danger, bool):
            raise ValidationError({"answers": {"danger": ["invalid"]}})
        return {**data, "activity": activity, "danger": danger}


def _plain(answer: object) -> bool:
    """Answers are short: a word, a number, yes or no, or a list of words."""
    if isinstance(answer, list):
        return len(answer) <= 20 and all(isinstance(word, str) and len(word) <= 200 for word in answer)
    if isinstance(answer, float):
        return math.isfinite(answer)
    return answer is None or isinstance(answer, bool | int) or (isinstance(answer, str) and len(answer) <= 500)


class ReceiptOut(Answer):
    """A signed statement: Ed25519 over the canonical JSON of `statement`."""

    statement = fields.Dict()
    key_id = fields.String()
    signature = fields.String()
    kind = one_of("received", "committed")


class ReportOut(Answer):
    """Where a report stands on its way in."""

    id = fields.UUID()
    number = fields.String()
    state = one_of("receiving", "received", "withdrawn")
    revision = fields.Integer()
    received_at = fields.String()
    committed_at = fields.String(allow_none=True)
    receipt = fields.Nested(ReceiptOut)
    missing = fields.List(fields.UUID())


class MineOut(Answer):
    """The signed-in person's own reports."""

    items = fields.List(fields.Nested(ReportOut))
    next = fields.String(allow_none=True)


class KeyOut(Answer):
    """A public key that receipts can be checked with."""

    id = fields.String()
    algorithm = fields.String()
    public = fields.String()
    active = fields.Boolean()


class KeysOut(Answer):
    """All public keys of this installation, newest last."""

    keys = fields.List(fields.Nested(KeyOut))


class ReasonIn(Schema):
    """Why somebody opens what is sealed."""

    reason = fields.String(required=True, validate=validate.Length(4, 300))


class ContactOut(Answer):
    """A reporter's contact, opened."""

    name = fields.String()
    phone = fields.String()
    email = fields.String()

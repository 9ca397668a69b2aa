"""Progress and inbox on the wire."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from landwatch.atlas.schemas import DistrictOut
from landwatch.core.wire import Answer, one_of


class MessageIn(Schema):
    """What a reporter adds."""

    text = fields.String(required=True, validate=validate.Length(1, 2000, error="out-of-range"))


class FeedbackIn(Schema):
    """Whether the outcome is right."""

    satisfied = fields.Boolean(required=True)
    text = fields.String(load_default="", validate=validate.Length(max=2000, error="out-of-range"))


class StepOut(Answer):
    """A public step."""

    at = fields.String()
    code = fields.String()
    label = fields.String()
    detail = fields.String(allow_none=True)


class MessageOut(Answer):
    """What was written; `from` is reporter or office."""

    id = fields.Integer()
    at = fields.String()
    sender = fields.String(data_key="from", metadata={"enum": ["reporter", "office"]})
    text = fields.String()


class KindOut(Answer):
    """What was reported, in everyday words."""

    code = fields.String()
    label = fields.String()


class PhotosOut(Answer):
    """Photos declared and photos here."""

    declared = fields.Integer()
    arrived = fields.Integer()


class NextOut(Answer):
    """When the next word is to be expected."""

    by = fields.String(allow_none=True)
    label = fields.String()


class CanOut(Answer):
    """What the reporter can do now."""

    withdraw = fields.Boolean()
    feedback = fields.Boolean()
    message = fields.Boolean()


class ProgressOut(Answer):
    """Where a report stands, for the holder of its secret."""

    id = fields.UUID()
    number = fields.String()
    revision = fields.Integer()
    state = fields.String()
    state_label = fields.String()
    received_at = fields.String()
    seen_at = fields.String()
    kind = fields.Nested(KindOut)
    district = fields.String(allow_none=True)
    photos = fields.Nested(PhotosOut)
    steps = fields.List(fields.Nested(StepOut))
    messages = fields.List(fields.Nested(MessageOut))
    next = fields.Nested(NextOut, allow_none=True)
    can = fields.Nested(CanOut)


class NoticeOut(Answer):
    """A line of the inbox."""

    id = fields.Integer()
    at = fields.String()
    words = fields.String()
    link = fields.String()
    read = fields.Boolean()


class NoticesOut(Answer):
    """A page of the inbox."""

    items = fields.List(fields.Nested(NoticeOut))
    next = fields.String(allow_none=True)
    unread = fields.Integer()


class AreaOut(Answer):
    """Where this deployment works: bounding box [west, south, east, north] and centre, WGS 84 degrees."""

    bbox = fields.List(fields.Float(), metadata={"minItems": 4, "maxItems": 4})
    center = fields.List(fields.Float(), metadata={"minItems": 2, "maxItems": 2})
    districts = fields.List(fields.Nested(DistrictOut))


class OptionOut(Answer):
    """A choice with its word."""

    code = fields.String()
    label = fields.String()


class QuestionOut(Answer):
    """A question of a kind."""

    id = fields.String()
    label = fields.String()
    type = one_of("choice", "bool", "number", "text")
    required = fields.Boolean()
    options = fields.List(fields.Nested(OptionOut))


class KindConfigOut(OptionOut):
    """A kind of violation as forms show it."""

    citizen_label = fields.String()
    group = fields.String()
    picture = fields.String()
    citizen = fields.Boolean()
    questions = fields.List(fields.Nested(QuestionOut))


class StateConfigOut(OptionOut):
    """A state of a case."""

    final = fields.Boolean()
    waiting = fields.Boolean()
    public = fields.String()


class ChannelOut(OptionOut):
    """A way in which reports come."""

    group = fields.String()


class LimitsOut(Answer):
    """What the doors let in."""

    photos = fields.Integer()
    photo_bytes = fields.Integer()
    types = fields.List(fields.String())
    description = fields.Integer()


class DemoPlaceOut(Answer):
    """A place to try the demo with."""

    label = fields.String()
    lon = fields.Float()
    lat = fields.Float()


class DemoOut(Answer):
    """The demo's places."""

    places = fields.List(fields.Nested(DemoPlaceOut))


class PackOut(Answer):
    """The rule pack in force."""

    id = fields.String()
    version = fields.String()
    digest = fields.String()


class ReleaseDateOut(Answer):
    """A release in force."""

    layer = fields.String()
    name = fields.String()
    date = fields.String()


class MapOut(Answer):
    """The releases in force."""

    releases = fields.List(fields.Nested(ReleaseDateOut))


class ConfigOut(Answer):
    """Everything public that forms and pages are built from."""

    name = fields.String()
    version = fields.String()
    area = fields.Nested(AreaOut)
    timezone = fields.String()
    locales = fields.List(fields.String())
    kinds = fields.List(fields.Nested(KindConfigOut))
    severities = fields.List(fields.Nested(OptionOut))
    states = fields.List(fields.Nested(StateConfigOut))
    channels = fields.List(fields.Nested(ChannelOut))
    zone_kinds = fields.List(fields.Nested(OptionOut))
    limits = fields.Nested(LimitsOut)
    demo = fields.Nested(DemoOut, allow_none=True)
    pack = fields.Nested(PackOut)
    map = fields.Nested(MapOut)

"""Sign-in on the wire."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from landwatch.core.wire import Answer


class Login(Schema):
    """A user name and a password."""

    username = fields.String(required=True, validate=validate.Length(1, 100))
    password = fields.String(required=True, validate=validate.Length(1, 200))


class DeskOut(Answer):
    """A desk by id, code and name."""

    id = fields.Integer()
    code = fields.String()
    name = fields.String()


class PersonOut(Answer):
    """The signed-in person."""

    id = fields.UUID()
    name = fields.String()
    username = fields.String()
    roles = fields.List(fields.String())
    permissions = fields.List(fields.String())
    desk = fields.Nested(DeskOut, allow_none=True)
    districts = fields.List(fields.String())


class SessionOut(Answer):
    """The person, and the token that writing calls must carry."""

    person = fields.Nested(PersonOut)
    csrf = fields.String()

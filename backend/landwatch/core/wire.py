"""Bodies that we send, described so exactly that clients in other languages can generate their types."""

from __future__ import annotations

from typing import ClassVar

from marshmallow import INCLUDE, Schema, fields


class Answer(Schema):
    """A body that we send. Each field is always there (null where it allows none) but those named in `sometimes`."""

    sometimes: ClassVar[frozenset[str]] = frozenset()

    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:
        """Tell the OpenAPI document which fields a reader can count on; what is sent does not change."""
        field_obj.required = field_name not in self.sometimes


def one_of(*words: str, allow_none: bool = False) -> fields.String:
    """A word of a fixed list."""
    return fields.String(allow_none=allow_none, metadata={"enum": list(words)})


class MistakeOut(Answer):
    """A field that is wrong: a JSON pointer, a stable code, and what to do."""

    pointer = fields.String()
    code = fields.String()
    detail = fields.String()


class ProblemOut(Answer):
    """What a caller can do something about (RFC 9457). Some codes bring more fields, named in docs/api.md."""

    sometimes = frozenset({"errors"})

    class Meta:
        """More fields may follow."""

        unknown = INCLUDE

    type = fields.String()
    title = fields.String()
    status = fields.Integer()
    code = fields.String()
    detail = fields.String()
    instance = fields.String()
    errors = fields.List(fields.Nested(MistakeOut))

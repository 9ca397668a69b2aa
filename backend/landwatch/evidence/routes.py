"""Photos over HTTP: the whole body by PUT, as it streams in. Reading them is the case's business."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from uuid import UUID, uuid4

from flask import Response, jsonify, request
from flask_smorest import Blueprint

from landwatch.core.db import db
from landwatch.core.installation import settings
from landwatch.core.problems import Mistake, NotFound, PhotoMismatch, StorageFull, TooLarge, UnsupportedType
from landwatch.core.storage import CHUNK, Staged, TooManyBytes, stage
from landwatch.core.web import commits
from landwatch.evidence import queries, schemas, steps
from landwatch.reports.models import DeclaredPhoto
from landwatch.reports.queries import by_id, declared
from landwatch.reports.routes import readable

blueprint = Blueprint("evidence", __name__, url_prefix="/api/v1", description="Photos arrive whole")


@blueprint.put("/uploads/<uuid:photo>")
@blueprint.response(201, schemas.UploadOut)
@blueprint.alt_response(200, schema=schemas.UploadOut)
def put_photo(photo: UUID) -> Response:
    """Take the whole body of a declared photo: 201 the first time, 200 when it is here already."""
    expected = declared(photo)
    if expected is None:
        raise NotFound()
    readable(expected.report_id)
    if request.mimetype != expected.type:
        raise UnsupportedType(Mistake("#/type", "type-differs"), types=expected.type)
    if request.content_length not in (None, expected.size):
        raise PhotoMismatch(Mistake("#/size", "size-differs"))
    db.session.rollback()  # no transaction stays open while bytes travel
    new = queries.by_id(photo) is None and _take(photo)
    report = by_id(expected.report_id)
    missing = [str(one.id) for one in report.photos if one.arrived_at is None] if report else []
    answer = jsonify({"id": str(photo), "sha256": expected.sha256, "size": expected.size, "missing": missing})
    answer.status_code = 201 if new else 200
    return answer


def _take(photo: UUID) -> bool:
    db.session.rollback()
    expected = declared(photo)
    if expected is None:
        raise NotFound()
    size = expected.size
    db.session.rollback()
    staged = _staged(photo, size)
    try:
        return _kept(staged, photo)
    finally:
        staged.drop()


def _staged(photo: UUID, size: int) -> Staged:
    """The body on disk. Two tries at once do not meet: each has a file of its own."""
    limit = int(settings().photo_bytes)
    if size > limit:
        raise TooLarge(limit=f"{limit // 2**20} MB")
    try:
        return stage(_body(), settings().var_dir / "uploads", f"{photo}.{uuid4().hex[:8]}", size)
    except TooManyBytes as error:
        raise PhotoMismatch(Mistake("#/size", "size-differs")) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StorageFull() from error
        raise


def _body() -> Iterator[bytes]:
    while chunk := request.stream.read(CHUNK):
        yield chunk


@commits
def _kept(staged: Staged, photo: UUID) -> bool:
    expected = db.session.get_one(DeclaredPhoto, photo)
    steps.check(staged, expected)
    return steps.keep(staged, expected)

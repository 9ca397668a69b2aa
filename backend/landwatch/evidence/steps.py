"""A photo arrives whole, and is examined."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from landwatch.core import clock, outbox
from landwatch.core.db import db
from landwatch.core.installation import storage
from landwatch.core.problems import Mistake, PhotoMismatch
from landwatch.core.storage import Staged
from landwatch.evidence import pictures
from landwatch.evidence.models import OriginalReading, Photo
from landwatch.evidence.sniff import FAMILIES, family
from landwatch.reports.models import DeclaredPhoto, Report
from landwatch.reports.steps import note_arrival, stream_of


def check(staged: Staged, declared: DeclaredPhoto) -> None:
    """Compare what came with what was declared. Raises PhotoMismatch naming each difference."""
    wrong = []
    if staged.size != declared.size:
        wrong.append(Mistake("#/size", "size-differs"))
    if staged.sha256 != declared.sha256:
        wrong.append(Mistake("#/sha256", "hash-differs"))
    if family(staged.head) != FAMILIES[declared.type]:
        wrong.append(Mistake("#/type", "type-differs"))
    if wrong:
        raise PhotoMismatch(*wrong)


def keep(staged: Staged, declared: DeclaredPhoto) -> bool:
    """Put a checked photo among the originals and write it down; False when it was here already."""
    key = storage().keep(staged)
    db.session.execute(select(Report.id).where(Report.id == declared.report_id).with_for_update())
    values = {
        "id": declared.id,
        "report_id": declared.report_id,
        "sha256": staged.sha256,
        "size": staged.size,
        "type": declared.type,
        "original": key,
        "arrived_at": clock.now(),
    }
    new = db.session.execute(insert(Photo).values(values).on_conflict_do_nothing().returning(Photo.id)).first()
    if new is None:
        return False
    note_arrival(declared.id)
    outbox.record(
        "photo.arrived", stream_of(declared.report_id), photo=str(declared.id), sha256=staged.sha256, size=staged.size
    )
    return True


def examine(event: outbox.Event) -> None:
    """Read a photo, make its copies, write down what it says. Hostile bytes: the worker runs this in a forked job."""
    photo = db.session.get_one(Photo, UUID(event.data["photo"]))
    if photo.state != "arrived":
        return
    try:
        found = pictures.examine(storage().read(photo.original))
    except pictures.Unreadable as error:
        photo.state, photo.fault = "unreadable", str(error)
    else:
        storage().put(copy_key(photo.id, "view"), found.view)
        storage().put(copy_key(photo.id, "thumb"), found.thumb)
        photo.state, photo.width, photo.height = "examined", found.width, found.height
        photo.exif, photo.dhash = found.exif, found.dhash
    photo.examined_at = clock.now()
    outbox.record("photo.examined", stream_of(photo.report_id), photo=str(photo.id), state=photo.state)


def copy_key(photo: UUID, size: str) -> str:
    """Where a copy of a photo lies: `view` or `thumb`."""
    return f"copies/{str(photo)[:2]}/{photo}-{size}.jpg"


def note_reading(photo: UUID, person: UUID, reason: str) -> None:
    """Write down who looks at an original, and why."""
    db.session.add(OriginalReading(photo_id=photo, person=person, reason=reason, at=clock.now()))

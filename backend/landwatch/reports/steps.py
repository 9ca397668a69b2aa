"""A report is received, revised, completed by its photos, committed, withdrawn."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping, Sequence
from random import SystemRandom
from typing import Any
from uuid import UUID

from geoalchemy2.shape import from_shape
from shapely.geometry import Point, shape
from sqlalchemy import delete, select, update

from landwatch.core import clock, keys, outbox, rulebook
from landwatch.core.db import db
from landwatch.core.numbers import new_number
from landwatch.core.problems import AlreadyCommitted, Conflict, NotFound, PhotoIdTaken, PhotosMissing
from landwatch.reports import intake
from landwatch.reports.models import Contact, ContactReading, DeclaredPhoto, EarlierRevision, Report
from landwatch.reports.rules import payload_digest, secret_digest, standing

_dice = SystemRandom()


def receive(
    id: UUID, secret: str, payload: dict[str, Any], person: UUID | None
) -> tuple[Report | intake.Arrival, bool]:
    """Take a report in exactly once; True when it is new. Raises Conflict, AlreadyCommitted, NotFound."""
    digest = payload_digest(payload, secret.encode())
    contact = payload.pop("contact")
    now = clock.now()
    number = new_number("R", now.astimezone(rulebook.zone()).year, _dice)
    arrival = intake.Arrival(id, number, secret_digest(secret), digest, payload, _sealed(contact), person, now)
    if intake.insert(arrival):
        return arrival, True
    report = _known(id, secret)
    match standing(
        report.revision, report.payload_digest, report.committed_at is not None, payload["revision"], digest
    ):
        case "differs":
            raise Conflict()
        case "committed":
            raise AlreadyCommitted()
        case "revision":
            _revise(report, arrival)
    return report, False


def _sealed(contact: Mapping[str, Any] | None) -> bytes | None:
    said = {key: value for key, value in (contact or {}).items() if value}
    return keys.current().sealer.encrypt(json.dumps(said).encode()) if said else None


def _known(id: UUID, secret: str) -> Report:
    """The report of the holder of this secret, locked. Raises NotFound without saying which of them was wrong."""
    report = db.session.scalars(select(Report).where(Report.id == id).with_for_update()).one_or_none()
    if report is None or not hmac.compare_digest(report.secret_digest, secret_digest(secret)):
        raise NotFound()
    return report


def _revise(report: Report, arrival: intake.Arrival) -> None:
    """Replace what a report says by a higher revision; the earlier one is kept, photos still declared stay."""
    said = arrival.payload
    place = said["location"]
    db.session.add(
        EarlierRevision(
            report_id=report.id, revision=report.revision, payload=_as_it_was(report), replaced_at=arrival.at
        )
    )
    for name in (
        "revision",
        "channel",
        "kind",
        "description",
        "seen_at",
        "activity",
        "danger",
        "answers",
        "about",
        "follows",
        "locale",
    ):
        setattr(report, name, said[name])
    report.payload_digest = arrival.payload_digest
    report.location = from_shape(Point(place["lon"], place["lat"]), srid=4326)
    report.position, report.accuracy_m = intake.plain(place), place.get("accuracy_m")
    report.shape = from_shape(shape(said["shape"]), srid=4326) if said["shape"] else None
    _redeclare(report, said["photos"])
    if arrival.sealed:
        db.session.merge(Contact(report_id=report.id, sealed=arrival.sealed, kept_at=arrival.at))
    outbox.record("report.revised", stream_of(report.id), revision=report.revision, digest=arrival.payload_digest.hex())


def _as_it_was(report: Report) -> dict[str, Any]:
    names = ("channel", "kind", "description", "activity", "danger", "answers", "position", "about", "locale")
    photos = [
        {"id": str(photo.id), "sha256": photo.sha256, "size": photo.size, "type": photo.type} for photo in report.photos
    ]
    return {**{name: getattr(report, name) for name in names}, "seen_at": report.seen_at.isoformat(), "photos": photos}


def _redeclare(report: Report, photos: Sequence[Mapping[str, Any]]) -> None:
    """Bring the declared photos in line with a new revision; what has arrived unchanged needs not be sent again."""
    kept = {photo.id: photo for photo in report.photos}
    wanted = {photo["id"] for photo in photos}
    db.session.execute(
        delete(DeclaredPhoto).where(
            DeclaredPhoto.report_id == report.id, DeclaredPhoto.id.not_in(wanted), DeclaredPhoto.arrived_at.is_(None)
        )
    )
    for number, said in enumerate(photos, start=1):
        photo = kept.get(said["id"])
        if photo is None:
            photo = DeclaredPhoto(id=said["id"], report_id=report.id)
            db.session.add(photo)
        elif photo.arrived_at and photo.sha256 != said["sha256"]:
            raise PhotoIdTaken()
        for name in ("sha256", "size", "type", "capture"):
            setattr(photo, name, said[name])
        photo.position, photo.taken_at = number, said.get("taken_at")
        photo.fix = intake.plain(said["fix"]) if said.get("fix") else None
    db.session.flush()
    db.session.expire(report, ["photos"])


def note_arrival(photo_id: UUID) -> None:
    """Write down that the bytes of a declared photo are here."""
    db.session.execute(update(DeclaredPhoto).where(DeclaredPhoto.id == photo_id).values(arrived_at=clock.now()))


def commit(report: Report) -> None:
    """The phone says that this is all; agreed when every declared photo is here. Raises PhotosMissing."""
    db.session.refresh(report, with_for_update=True)
    missing = [str(photo.id) for photo in report.photos if photo.arrived_at is None]
    if missing:
        raise PhotosMissing(extra={"missing": missing, "mismatched": []})
    if report.committed_at is None:
        report.committed_at, report.state = clock.now(), "received"
        outbox.record("report.committed", stream_of(report.id), photos=[photo.sha256 for photo in report.photos])


def withdraw(report: Report) -> None:
    """The reporter takes the report back; what was found by it goes on (the machine's own decision)."""
    db.session.refresh(report, with_for_update=True)
    if report.state != "withdrawn":
        report.state = "withdrawn"
        outbox.record("report.withdrawn", stream_of(report.id))


def open_contact(report_id: UUID, person: UUID, reason: str) -> dict[str, str]:
    """A reporter's contact, opened for a reason that is kept. Raises NotFound when there is none."""
    kept = db.session.get(Contact, report_id)
    if kept is None:
        raise NotFound()
    db.session.add(ContactReading(report_id=report_id, person=person, reason=reason, at=clock.now()))
    opened: dict[str, str] = json.loads(keys.current().sealer.decrypt(kept.sealed))
    return opened


def stream_of(report_id: UUID) -> str:
    """The name of a report's chain of events."""
    return f"report:{report_id}"

"""The intake: report, declared photos, event and owed work in one statement, one round trip."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB

from landwatch.core import outbox
from landwatch.core.db import db
from landwatch.core.geo import point

_INSERT = text(f"""
    with report as (
        insert into reports.reports (id, number, secret_digest, revision, payload_digest, state, channel, kind,
            description, seen_at, received_at, committed_at, location, position, accuracy_m, shape, activity,
            danger, answers, about, follows, locale, person)
        values (:id, :number, :secret_digest, :revision, :payload_digest, :state, :channel, :kind, :description,
            :seen_at, :at, :committed_at, cast(:point as geometry), :position, :accuracy_m,
            ST_SetSRID(ST_GeomFromGeoJSON(cast(:shape as text)), 4326), :activity, :danger, :answers, :about, :follows,
            :locale, :person)
        on conflict (id) do nothing returning id
    ), photo as (
        insert into reports.photos (id, report_id, position, sha256, size, type, taken_at, fix, capture)
        select one.id, report.id, one.position, one.sha256, one.size, one.type, one.taken_at, one.fix, one.capture
        from report, jsonb_to_recordset(:photos) as one(id uuid, position int, sha256 text, size bigint, type text,
            taken_at timestamptz, fix jsonb, capture text)
        returning 1
    ), sealed as (
        insert into identity.contacts (report_id, sealed, kept_at)
        select id, :sealed, :at from report where cast(:sealed as bytea) is not null returning 1
    ), event as (
        insert into core.events (stream, seq, name, at, person, data, prev_digest, digest)
        select :stream, :seq, :event, :at, cast(:person as uuid), :data, null, :digest from report returning id
    ), owed as ({outbox.WRITE_DELIVERIES})
    select owed.id, owed.alone from report left join owed on true
""").bindparams(*(bindparam(name, type_=JSONB) for name in ("position", "answers", "photos", "data")))  # noqa: S608


@dataclass(frozen=True)
class Arrival:
    """Everything one statement needs to take a report in."""

    id: UUID
    number: str
    secret_digest: bytes
    payload_digest: bytes
    payload: dict[str, Any]
    sealed: bytes | None
    person: UUID | None
    at: dt.datetime

    @property
    def commits_itself(self) -> bool:
        """A report without photos is complete with its first PUT."""
        return not self.payload["photos"]


def insert(arrival: Arrival) -> bool:
    """Take a report in with its event `report.received`; False when the id is there already (nothing was written)."""
    said = arrival.payload
    data = {
        "revision": said["revision"],
        "channel": said["channel"],
        "kind": said["kind"],
        "digest": arrival.payload_digest.hex(),
    }
    values = outbox.parameters(f"report:{arrival.id}", 1, "report.received", data, None, arrival.at)
    rows = db.session.execute(_INSERT, {**values, **_columns(arrival)}).all()
    outbox.note_owed([outbox.Owed(row.id, row.alone) for row in rows if row.id is not None])
    return bool(rows)


def _columns(arrival: Arrival) -> dict[str, Any]:
    said, place = arrival.payload, arrival.payload["location"]
    return {
        **{
            name: said[name]
            for name in (
                "revision",
                "channel",
                "kind",
                "description",
                "activity",
                "danger",
                "answers",
                "about",
                "locale",
            )
        },
        "id": arrival.id,
        "number": arrival.number,
        "secret_digest": arrival.secret_digest,
        "payload_digest": arrival.payload_digest,
        "state": "received" if arrival.commits_itself else "receiving",
        "committed_at": arrival.at if arrival.commits_itself else None,
        "seen_at": said["seen_at"],
        "at": arrival.at,
        "point": point(place["lon"], place["lat"]),
        "position": plain(place),
        "accuracy_m": place.get("accuracy_m"),
        "shape": _geojson(said["shape"]),
        "follows": said["follows"],
        "person": arrival.person,
        "photos": [{**plain(photo), "position": number} for number, photo in enumerate(said["photos"], start=1)],
        "sealed": arrival.sealed,
    }


def plain(value: Any) -> Any:
    """A loaded payload as JSON again: times as RFC 3339, ids as text."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dt.datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _geojson(shape: dict[str, Any] | None) -> str | None:
    return json.dumps(shape) if shape else None

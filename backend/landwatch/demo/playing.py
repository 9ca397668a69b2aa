"""The demo's stories are played: reports, photos and moves through the real steps, with the clock moved."""

from __future__ import annotations

import hashlib
import json
import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Any
from uuid import UUID, uuid4

from shapely.geometry import mapping

from landwatch.accounts.models import Person
from landwatch.accounts.queries import Caller, by_username, caller_of
from landwatch.cases import moves
from landwatch.cases.models import Case
from landwatch.cases.queries import of_report
from landwatch.core import clock, outbox, rulebook
from landwatch.core.db import Actor, acting, db
from landwatch.core.installation import settings
from landwatch.core.storage import stage
from landwatch.demo import county
from landwatch.demo.photos import draw
from landwatch.demo.plots import Photo, Step, Story
from landwatch.demo.records import Place
from landwatch.demo.stories import STORIES
from landwatch.evidence import steps as evidence
from landwatch.reports import steps as reports
from landwatch.reports.models import DeclaredPhoto, Report
from landwatch.reports.schemas import ReportIn

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
METRES_A_DEGREE = 111_320
_form = ReportIn()


@dataclass
class Played:
    """A story as it was filed."""

    story: Story
    place: Place
    filed_at: datetime
    report: UUID


Act = tuple[datetime, Callable[[], None]]


def play(now: datetime, zone: tzinfo) -> int:
    """Play every story in the order of time; answers how many reports there are."""
    filed: dict[str, Played] = {}
    acts: list[Act] = []
    for number, story in enumerate(STORIES):
        acts += _acts(number, story, now, zone, filed)
    for moment, act in sorted(acts, key=lambda one: one[0]):
        with clock.standing_at(min(moment, now)):
            act()
            db.session.commit()
            _settle()
    return len(STORIES)


def _settle() -> None:
    """Carry what the act owes, photos and all, as the worker would."""
    owed = outbox.take_owed()
    while owed:
        owed = outbox.carry_all([one.id for one in owed])


def _acts(number: int, story: Story, now: datetime, zone: tzinfo, filed: dict[str, Played]) -> Iterator[Act]:
    place, at = county.place(story.place), story.filed.at(now, zone)
    yield at, lambda: _file(number, story, place, at, filed)
    for step in story.path:
        yield at + timedelta(minutes=step.minutes), lambda step=step: _do(filed[story.code], step, number)  # type: ignore[misc]


def _file(number: int, story: Story, place: Place, at: datetime, filed: dict[str, Played]) -> None:
    """A report with its photos, as its phone would have sent it."""
    lon, lat = _shifted(place, story.offset_m)
    seen = at - timedelta(minutes=story.seen_minutes_before)
    dice = random.Random(number)  # noqa: S311 - a demo secret, only so that the same story has the same one
    secret = "".join(dice.choice(CROCKFORD) for _ in range(16))
    drawn = [
        (photo, uuid4(), _drawn(photo, place, number * 10 + turn, seen)) for turn, photo in enumerate(story.photos)
    ]
    said: dict[str, Any] = {
        "channel": story.channel,
        "seen_at": seen.isoformat(),
        "kind": place.kind,
        "description": story.text_zh,
        "location": {"lon": lon, "lat": lat, "accuracy_m": story.accuracy_m, "source": "gnss"},
        "shape": mapping(place.outline) if story.shape and place.outline is not None else None,
        "photos": [_declared(one, id, content, seen, (lon, lat)) for one, id, content in drawn],
        "answers": {"activity": story.activity, "danger": story.danger, **story.answers},
        "outside_confirmed": not place.inside,
    }
    who = _person(story.who)
    with _as(who):
        arrival, _ = reports.receive(uuid4(), secret, _form.load(_plain(said)), who.id if who else None)
        filed[story.code] = Played(story, place, at, arrival.id)
        db.session.commit()
        _settle()
        _send(arrival.id, [(id, content) for photo, id, content in drawn if photo.arrives])


def _plain(said: dict[str, Any]) -> dict[str, Any]:
    """As JSON would bring it: lists for tuples."""
    plain: dict[str, Any] = json.loads(json.dumps(said))
    return plain


def _declared(photo: Photo, id: UUID, content: bytes, taken: datetime, spot: tuple[float, float]) -> dict[str, Any]:
    fix = {
        "lon": spot[0],
        "lat": spot[1],
        "accuracy_m": photo.accuracy_m,
        "heading_deg": photo.heading_deg,
        "at": taken.isoformat(),
    }
    return {
        "id": str(id),
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "type": "image/jpeg",
        "taken_at": taken.isoformat(),
        "fix": fix,
        "capture": "camera" if photo.exif == "full" else "gallery",
    }


def _drawn(photo: Photo, place: Place, number: int, taken: datetime, *, after: bool = False) -> bytes:
    where = (place.lon, place.lat, photo.heading_deg, photo.accuracy_m)
    return draw(place.scene, number, taken, *where, exif=photo.exif, after=after, upright=photo.upright)


def _send(report_id: UUID, photos: list[tuple[UUID, bytes]]) -> None:
    """The photos that travelled; complete reports are committed."""
    for id, content in photos:
        staged = stage([content], settings().var_dir / "uploads", f"{id}.demo", len(content))
        declared = db.session.get_one(DeclaredPhoto, id)
        evidence.check(staged, declared)
        evidence.keep(staged, declared)
        db.session.commit()
        _settle()
    report = db.session.get_one(Report, report_id)
    if report.committed_at is None and all(photo.arrived_at for photo in report.photos):
        reports.commit(report)


def _shifted(place: Place, offset_m: tuple[float, float]) -> tuple[float, float]:
    east, north = offset_m
    return (
        round(place.lon + east / (METRES_A_DEGREE * math.cos(math.radians(place.lat))), 7),
        round(place.lat + north / METRES_A_DEGREE, 7),
    )


def _person(username: str | None) -> Caller | None:
    found: Person | None = by_username(username) if username else None
    return caller_of(found) if found else None


def _as(who: Caller | None) -> Any:
    return acting(Actor(who.id, who.desks) if who else Actor(None))


def _do(played: Played, step: Step, number: int) -> None:
    """One step of a story: a claim, a withdrawal, or a move of the machine."""
    who = _person(step.role)
    with _as(who):
        if step.move == "withdraw":
            reports.withdraw(db.session.get_one(Report, played.report))
            return
        case = of_report(played.report)
        if case is None or who is None:
            raise RuntimeError(f"the story {played.story.code} has no case for {step.role} to work on")
        if step.move == "claim":
            moves.claim(case, who)
            return
        photos = _after_photos(played, case, step, who, number)
        fields = {
            key: value for key, value in step.filled(played.place, played.filed_at, []).items() if key != "photos"
        }
        moves.make(case, who, step.move, fields, step.note or "", photos, "zh-CN")


def _after_photos(played: Played, case: Case, step: Step, who: Caller, number: int) -> list[UUID]:
    """Photos of the place put right, filed as a report about the case."""
    if not step.after_photos:
        return []
    taken = (clock.now() - timedelta(minutes=20)).astimezone(rulebook.zone())
    ids = [uuid4() for _ in range(step.after_photos)]
    shots = [Photo(heading_deg=played.story.photos[0].heading_deg if played.story.photos else 0.0) for _ in ids]
    contents = [_drawn(shot, played.place, number * 10 + turn, taken, after=True) for turn, shot in enumerate(shots)]
    spot = (played.place.lon, played.place.lat)
    said = {
        "channel": "patrol",
        "seen_at": taken.isoformat(),
        "kind": case.kind,
        "location": {"lon": spot[0], "lat": spot[1], "accuracy_m": 5, "source": "gnss"},
        "photos": [_declared(s, id, content, taken, spot) for s, id, content in zip(shots, ids, contents, strict=True)],
        "answers": {"activity": "finished", "danger": False},
        "about": case.number,
    }
    secret = "".join(random.Random(case.number).choice(CROCKFORD) for _ in range(16))  # noqa: S311
    arrival, _ = reports.receive(uuid4(), secret, _form.load(said), who.id)
    db.session.commit()
    _settle()
    _send(arrival.id, list(zip(ids, contents, strict=True)))
    db.session.commit()
    _settle()
    return ids

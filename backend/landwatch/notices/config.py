"""What the app needs to know before anybody signs in: the area, the kinds and their questions, the limits."""

from __future__ import annotations

import json
from typing import Any

from landwatch import __version__
from landwatch.atlas.queries import area, published
from landwatch.cases.rules import reader
from landwatch.core import rulebook
from landwatch.core.installation import settings
from landwatch.core.pack_rows import Row
from landwatch.core.packs import Words
from landwatch.reports.schemas import MOST_PHOTOS, PHOTO_TYPES

DESCRIPTION = 2000


def config(locale: str) -> dict[str, Any]:
    """Everything public that forms and pages are built from, in the caller's language."""
    pack = rulebook.in_force()
    machine = rulebook.read(reader.read).machine
    return {
        "name": settings().name,
        "version": __version__,
        "area": _area(locale),
        "timezone": pack.timezone,
        "locales": ["zh-CN", "en"],
        "kinds": [_kind(row, locale) for row in pack.rows("kinds")],
        "severities": [_severity(row, locale) for row in pack.rows("severities")],
        "states": [
            {
                "code": s.code,
                "label": s.label.in_(locale),
                "final": s.final,
                "waiting": s.waiting,
                "public": s.public.in_(locale),
            }
            for s in machine.states.values()
        ],
        "channels": [
            {"code": r.text("code"), "label": r.words("label").in_(locale), "group": r.text("group")}
            for r in pack.rows("channels")
        ],
        "zone_kinds": [
            {"code": r.text("code"), "label": r.words("label").in_(locale)} for r in pack.rows("zone_kinds")
        ],
        "limits": {
            "photos": MOST_PHOTOS,
            "photo_bytes": int(settings().photo_bytes),
            "types": list(PHOTO_TYPES),
            "description": DESCRIPTION,
        },
        "demo": _demo(locale),
        "pack": {"id": pack.id, "version": pack.version, "digest": pack.digest},
        "map": {
            "releases": [{"layer": r.layer, "name": r.name, "date": r.valid_from.isoformat()} for r in published()]
        },
    }


def _area(locale: str) -> dict[str, Any]:
    shape = area()
    if shape is None:
        return {"bbox": [-180.0, -85.0, 180.0, 85.0], "center": [0.0, 0.0], "districts": []}
    middle, places = shape.representative_point(), _demo_places()
    centre = [places[0]["lon"], places[0]["lat"]] if places else [middle.x, middle.y]
    return {"bbox": list(shape.bounds), "center": centre, "districts": []}


def _kind(row: Row, locale: str) -> dict[str, Any]:
    citizen = row.flag("citizen")
    label = row.words("label").in_(locale)
    return {
        "code": row.text("code"),
        "label": label,
        "citizen_label": row.words("citizen_label").in_(locale) if "citizen_label" in row else label,
        "group": row.text("group", ""),
        "picture": row.text("picture", "other"),
        "citizen": citizen,
        "questions": [_question(question, locale) for question in row.rows("questions")],
    }


def _question(row: Row, locale: str) -> dict[str, Any]:
    return {
        "id": row.text("id"),
        "label": row.words("label").in_(locale),
        "type": row.text("type"),
        "required": row.flag("required"),
        "options": [{"code": o.text("code"), "label": o.words("label").in_(locale)} for o in row.rows("options")],
    }


def _severity(row: Row, locale: str) -> dict[str, Any]:
    return {"code": row.text("code"), "label": row.words("label").in_(locale)}


def _demo_places() -> list[dict[str, Any]]:
    """The demo writes its places beside its logins; elsewhere the file does not exist."""
    path = settings().var_dir / "demo-places.json"
    if settings().in_production or not path.exists():
        return []
    places: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return places


def _demo(locale: str) -> dict[str, Any] | None:
    places = _demo_places()
    shown = [
        {"label": Words(**place["label"]).in_(locale), "lon": place["lon"], "lat": place["lat"]} for place in places
    ]
    return {"places": shown} if shown else None

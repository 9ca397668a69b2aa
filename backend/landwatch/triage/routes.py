"""The instant check: what is here, and how serious would it be?"""

from __future__ import annotations

from typing import Any

from flask_smorest import Blueprint

from landwatch.accounts.guard import caller
from landwatch.atlas.queries import districts_at
from landwatch.core import clock, rulebook
from landwatch.core.packs import Words
from landwatch.core.web import locale
from landwatch.core.wording import say
from landwatch.matching import readings
from landwatch.matching.queries import lay
from landwatch.matching.rules import certainty, reason, words
from landwatch.matching.steps import circle_m
from landwatch.triage import rules, schemas

blueprint = Blueprint("triage", __name__, url_prefix="/api/v1", description="What is here?")


@blueprint.get("/atlas/here")
@blueprint.arguments(schemas.HereIn, location="query")
@blueprint.response(200, schemas.HereOut)
def here(asked: dict[str, Any]) -> dict[str, Any]:
    """What lies at a place. Nobody may learn from it whether it was reported; the public gets the district only."""
    chain = districts_at(asked["lon"], asked["lat"])
    plain = _plain(chain)
    found = caller()
    if found is None or not found.may("atlas.see"):
        return plain
    return {**plain, **_for_staff(asked)}


def _plain(chain: list[dict[str, Any]]) -> dict[str, Any]:
    if not chain:
        return {"inside": False, "district": None, "advice": say("triage", "advice.outside").in_(locale())}
    name = Words(**chain[-1]["name"])
    advice = say("triage", "advice.inside", district=name).in_(locale())
    return {"inside": True, "district": {"code": chain[-1]["code"], "name": name.in_(locale())}, "advice": advice}


def _for_staff(asked: dict[str, Any]) -> dict[str, Any]:
    today = clock.now().astimezone(rulebook.zone()).date()
    radius = circle_m(asked["accuracy_m"])
    laid = lay(asked["lon"], asked["lat"], radius, None, today)
    table = rulebook.read(rules.read)
    verdict = rules.weigh(rules.facts(laid.parts, {}, "UNK", None, today, table), table)
    sure = certainty(laid.parts, asked["accuracy_m"], has_shape=False)
    said = reason(laid.parts, sure, radius, rulebook.read(words))
    return {
        "certainty": sure,
        "reason": said.in_(locale()),
        "severity": verdict.severity,
        "because": verdict.because.in_(locale()),
        "flags": list(verdict.flags),
        **readings.grouped(laid.parts, locale()),
        "releases": readings.releases(laid.releases),
    }

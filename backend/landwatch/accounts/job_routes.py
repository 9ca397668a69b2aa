"""Long work over HTTP: how far it got, for who began it and for who looks after the installation."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from landwatch.accounts.guard import signed_in
from landwatch.accounts.job_schemas import JobOut
from landwatch.accounts.queries import Caller
from landwatch.core import jobs
from landwatch.core.models import Job
from landwatch.core.problems import NotFound
from landwatch.core.web import locale
from landwatch.core.wording import knows, say

blueprint = Blueprint("jobs", __name__, url_prefix="/api/v1", description="Long work and its progress")
SEES_JOBS = "jobs.see"
SHOWN = ("id", "kind", "state", "done", "total", "result", "created_at", "started_at", "finished_at")


@blueprint.get("/jobs/<uuid:id>")
@blueprint.response(200, JobOut)
def job(id: UUID) -> dict[str, Any]:
    """How far long work has got. Other people's jobs do not exist for those who may not see them."""
    caller, found = signed_in(), jobs.by_id(id)
    if found is None or not _may_see(found, caller):
        raise NotFound()
    shown = {name: getattr(found, name) for name in SHOWN}
    return {**shown, "label": _words("kind", found.kind), "error": found.error and _words("error", found.error)}


def _may_see(job: Job, caller: Caller) -> bool:
    return caller.may(SEES_JOBS) or (job.person is not None and job.person == caller.id)


def _words(what: str, code: str) -> str:
    """A kind or error in the caller's language; an error that has no words is shown as it was raised."""
    key = f"job.{what}.{code}"
    return say("accounts", key).in_(locale()) if knows("accounts", key) else code

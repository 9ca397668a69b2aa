"""Every failure a caller can meet, one class each. The words in both languages stand in `words/problems.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, ClassVar


@dataclass(frozen=True)
class Mistake:
    """One field that is wrong: a JSON pointer, a stable code and what to do."""

    pointer: str
    code: str
    detail: str | None = None


class Problem(Exception):
    """Something went wrong that the caller can do something about (RFC 9457)."""

    slug: ClassVar[str]
    status: ClassVar[int]

    def __init__(self, *mistakes: Mistake, extra: Mapping[str, Any] | None = None, **params: object) -> None:
        super().__init__(self.slug)
        self.mistakes = mistakes
        self.extra = dict(extra or {})
        self.params = params

    def body(self, locale: str, instance: str) -> dict[str, Any]:
        """The problem+json document in the caller's language."""
        said = words(self.slug, locale)
        body: dict[str, Any] = {
            "type": f"/api/problems/{self.slug}",
            "title": said["title"].format(**self.params),
            "status": self.status,
            "code": self.slug,
            "detail": said["next"].format(**self.params),
            "instance": instance,
        }
        if self.mistakes:
            body["errors"] = [
                {"pointer": m.pointer, "code": m.code, "detail": m.detail or field_words(m.code, locale)}
                for m in self.mistakes
            ]
        return {**body, **self.extra}


@cache
def _book() -> dict[str, Any]:
    return tomllib.loads(files("landwatch.core").joinpath("words/problems.toml").read_text("utf-8"))


def words(slug: str, locale: str) -> Mapping[str, str]:
    """Title and next step of a problem in a language."""
    return _book()["problems"][slug]["zh" if locale.startswith("zh") else "en"]


def field_words(code: str, locale: str) -> str:
    """What to do about a mistake in one field."""
    entry = _book()["fields"].get(code) or _book()["fields"]["invalid"]
    return entry["zh" if locale.startswith("zh") else "en"]


def every() -> list[type[Problem]]:
    """All problems there are, for the docs and the house tests."""
    found, waiting = [], [Problem]
    while waiting:
        for child in waiting.pop().__subclasses__():
            found.append(child)
            waiting.append(child)
    return sorted(found, key=lambda problem: problem.slug)


class MalformedJson(Problem):
    """The body is not JSON, or not a JSON object."""

    slug, status = "malformed-json", 400


class InvalidFields(Problem):
    """One or more fields are wrong; `errors` points at each."""

    slug, status = "invalid-fields", 422


class LoginNeeded(Problem):
    """Nobody is signed in, or the session has ended."""

    slug, status = "login-needed", 401


class WrongLogin(Problem):
    """User name or password is wrong; which of them is not told."""

    slug, status = "wrong-login", 401


class CsrfFailed(Problem):
    """A writing call of a browser session came without its X-CSRF-Token."""

    slug, status = "csrf-failed", 403


class NotAllowed(Problem):
    """The person's roles do not allow this."""

    slug, status = "not-allowed", 403


class NotFound(Problem):
    """There is no such thing, or the caller may not know of it."""

    slug, status = "not-found", 404


class MethodNotAllowed(Problem):
    """The address exists, the method does not."""

    slug, status = "method-not-allowed", 405


class Conflict(Problem):
    """The same id and revision arrived with another payload."""

    slug, status = "report-differs", 409


class AlreadyCommitted(Problem):
    """The report was handed in; it cannot be replaced any more, only added to."""

    slug, status = "report-committed", 409


class PhotosMissing(Problem):
    """The report cannot be committed: declared photos are not here or differ."""

    slug, status = "photos-missing", 409


class PhotoMismatch(Problem):
    """The bytes of a photo are not those that were declared."""

    slug, status = "photo-mismatch", 422


class PhotoIdTaken(Problem):
    """Another report has declared a photo with this id."""

    slug, status = "photo-id-taken", 409


class TooLarge(Problem):
    """The body is larger than this door lets in."""

    slug, status = "too-large", 413


class UnsupportedType(Problem):
    """The content type is not one that this door takes."""

    slug, status = "unsupported-type", 415


class PlaceOutsideArea(Problem):
    """The place lies outside the districts that this deployment answers for."""

    slug, status = "place-outside-area", 422


class TooManyRequests(Problem):
    """Too many calls from this address or for this account."""

    slug, status = "too-many-requests", 429


class MoveNotOpen(Problem):
    """The case's state, or the person's role, does not allow this move now."""

    slug, status = "move-not-open", 409


class NeedsMissing(Problem):
    """The move is open but something it needs is missing."""

    slug, status = "needs-missing", 422


class MovedMeanwhile(Problem):
    """Somebody else changed the case since it was read."""

    slug, status = "moved-meanwhile", 412


class VersionNeeded(Problem):
    """A move came without If-Match."""

    slug, status = "version-needed", 428


class KeyReused(Problem):
    """The same Idempotency-Key came with another request."""

    slug, status = "key-reused", 422


class AlreadyClaimed(Problem):
    """Another officer has claimed this case."""

    slug, status = "already-claimed", 409


class StorageFull(Problem):
    """There is no room for more photos at the moment; nothing was acknowledged."""

    slug, status = "storage-full", 507


class Unavailable(Problem):
    """A part that is needed for this does not answer."""

    slug, status = "unavailable", 503


class Unexpected(Problem):
    """A fault of ours. It is logged under the request's id."""

    slug, status = "unexpected", 500

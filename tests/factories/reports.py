"""What a phone says of a sighting."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from tests.factories.photos import Photo
from tests.factories.small_map import FARMLAND

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def a_secret() -> str:
    """A report's secret as a phone draws it: 16 characters of Crockford base32."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(16))


def a_report(
    lon: float = FARMLAND[0],
    lat: float = FARMLAND[1],
    photos: list[Photo | dict[str, Any]] | None = None,
    **changes: Any,
) -> dict[str, Any]:
    """A report of building on basic farmland, seen just now; the body of `PUT /reports/{uuid}`."""
    said: dict[str, Any] = {
        "channel": "public_pwa",
        "seen_at": dt.datetime.now(dt.UTC).isoformat(),
        "kind": "LU01",
        "location": {"lon": lon, "lat": lat, "accuracy_m": 8, "source": "gnss"},
        "photos": [photo.declared() if isinstance(photo, Photo) else photo for photo in photos or []],
        "answers": {"activity": "ongoing", "danger": False},
    }
    return {**said, **changes}

"""Made-up reports as a phone would send them: the same bytes for the app and for the bare view beside it."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

SECRET = "7K3MX0PZ9QWT2BVA"
KINDS = ("LU01", "LU05", "LU09", "LU17", "MN01", "UNK")


def sayer(places_file: str) -> Callable[[], tuple[UUID, bytes]]:
    """A function that makes up one request after the other: the report's id and the whole HTTP request."""
    places = json.loads(Path(places_file).read_text("utf-8"))
    dice = random.Random()
    seen_at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")

    def one() -> tuple[UUID, bytes]:
        id = UUID(int=dice.getrandbits(128), version=4)
        lon, lat = dice.choice(places)
        body = json.dumps(
            {
                "revision": 1,
                "channel": "public_pwa",
                "seen_at": seen_at,
                "kind": dice.choice(KINDS),
                "description": "田里新堆了砖和钢筋，昨晚还有挖掘机在干活。",
                "location": {"lon": lon, "lat": lat, "accuracy_m": 8.0, "source": "gnss"},
                "photos": [],
                "answers": {"activity": "ongoing", "danger": False},
                "locale": "zh-CN",
            },
            ensure_ascii=False,
        ).encode()
        head = (
            f"PUT /api/v1/reports/{id} HTTP/1.1\r\nHost: 127.0.0.1\r\nLandwatch-Secret: {SECRET}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return id, head.encode() + body

    return one

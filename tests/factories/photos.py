"""Photos as phones make them: real JPEGs by Pillow, with the EXIF of a real phone."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from PIL import Image

from landwatch.demo.exif import Shot, exif_of
from tests.factories.small_map import FARMLAND

ZONE = ZoneInfo("Asia/Shanghai")
PHONE = ("HUAWEI", "NOH-AN00")


@dataclass(frozen=True)
class Photo:
    """A photo on a phone: its bytes, and what is declared of them."""

    content: bytes
    id: UUID = field(default_factory=uuid4)
    type: str = "image/jpeg"
    taken_at: dt.datetime = field(default_factory=lambda: dt.datetime.now(ZONE))

    @property
    def sha256(self) -> str:
        """The digest of the bytes, in hex."""
        return hashlib.sha256(self.content).hexdigest()

    def declared(self, **changes: Any) -> dict[str, Any]:
        """The photo as a report declares it."""
        said = {
            "id": str(self.id),
            "sha256": self.sha256,
            "size": len(self.content),
            "type": self.type,
            "taken_at": self.taken_at.isoformat(),
            "capture": "camera",
        }
        return {**said, **changes}


def a_photo(
    lon: float = FARMLAND[0],
    lat: float = FARMLAND[1],
    size: tuple[int, int] = (64, 48),
    orientation: int = 1,
    taken_at: dt.datetime | None = None,
    heading_deg: float = 42.0,
) -> Photo:
    """A small JPEG, different every time, taken at a place and looking north-east."""
    moment = taken_at or dt.datetime.now(ZONE)
    picture = Image.effect_noise(size, 60).convert("RGB")
    shot = Shot(moment, lon, lat, 350, heading_deg, 6, PHONE)
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=80, exif=exif_of(shot, position=True, orientation=orientation))
    return Photo(buffer.getvalue(), taken_at=moment)

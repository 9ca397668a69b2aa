"""What a photo says about itself: EXIF by exifread and by Pillow, cross-checked, traps of real phones included."""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Mapping
from typing import Any

import exifread
from exifread.core.exceptions import ExifError
from PIL import ExifTags, Image

GPS_IFD, EXIF_IFD = ExifTags.IFD.GPSInfo, ExifTags.IFD.Exif


def read(content: bytes, image: Image.Image) -> dict[str, Any]:
    """Time, place, heading, device: only what is there and makes sense, plus `doubts` where the two readers differ.

    `taken_at` is RFC 3339 when an offset is known, else a wall-clock time without one. Degrees WGS 84, metres.
    """
    exif = image.getexif()
    inner, gps = exif.get_ifd(EXIF_IFD), exif.get_ifd(GPS_IFD)
    found: dict[str, Any] = {
        "make": _text(exif.get(ExifTags.Base.Make)),
        "model": _text(exif.get(ExifTags.Base.Model)),
        "software": _text(exif.get(ExifTags.Base.Software)),
        "orientation": exif.get(ExifTags.Base.Orientation),
        "taken_at": _time(inner, exif),
        **_position(gps),
    }
    second = _second_reader(content)
    doubts = _doubts(found, second)
    kept = {key: value for key, value in found.items() if value not in (None, "")}
    return {**kept, "doubts": doubts} if doubts else kept


def _text(value: object) -> str | None:
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return str(value).replace("\x00", "").strip()[:100] or None if value is not None else None


def _time(inner: Mapping[int, Any], exif: Mapping[int, Any]) -> str | None:
    """The moment of exposure; an offset of its own makes it absolute, without one it stays a wall-clock time."""
    said = _text(inner.get(ExifTags.Base.DateTimeOriginal)) or _text(exif.get(ExifTags.Base.DateTime))
    offset = _text(inner.get(ExifTags.Base.OffsetTimeOriginal)) or _text(inner.get(ExifTags.Base.OffsetTime)) or ""
    try:
        wall = dt.datetime.strptime((said or "")[:19], "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - kept naive on purpose
    except ValueError:
        return None
    try:
        return dt.datetime.fromisoformat(wall.isoformat() + offset).isoformat()
    except ValueError:
        return wall.isoformat()


def _position(gps: Mapping[int, Any]) -> dict[str, Any]:
    lat = _degrees(gps.get(2), gps.get(1), "NS")
    lon = _degrees(gps.get(4), gps.get(3), "EW")
    if lat is None or lon is None or (abs(lat) < 1e-6 and abs(lon) < 1e-6):  # 0,0: the phone had no fix
        return {}
    altitude = _number(gps.get(6))
    below = gps.get(5) in (1, b"\x01")
    return {
        "lat": round(lat, 7),
        "lon": round(lon, 7),
        "altitude_m": -altitude if altitude is not None and below else altitude,
        "accuracy_m": _number(gps.get(31)),
        "heading_deg": _number(gps.get(17)),
        "heading_is_magnetic": _text(gps.get(16)) == "M" or None,
    }


def _degrees(parts: Any, ref: Any, letters: str) -> float | None:
    """Degrees from three rationals and a reference letter, which real phones also write in lower case."""
    letter = (_text(ref) or "").upper()[:1]
    if letter not in letters or not letter or not isinstance(parts, tuple | list) or len(parts) != 3:
        return None
    numbers = [_number(part) for part in parts]
    if any(number is None for number in numbers):
        return None
    degrees = numbers[0] + numbers[1] / 60 + numbers[2] / 3600  # type: ignore[operator]
    if degrees > (90 if letters == "NS" else 180):
        return None
    return -degrees if letter in "SW" else degrees


def _number(value: Any) -> float | None:
    """A rational as a number; 0/0, which real cameras write, is nothing."""
    try:
        number = float(value)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    return round(number, 6) if math.isfinite(number) else None


def _second_reader(content: bytes) -> dict[str, Any] | None:
    """The same by exifread; it fails on valid HEIC and knows no GPS in WebP, so it may have nothing to say."""
    try:
        tags = exifread.process_file(io.BytesIO(content), details=False)
    except (
        AssertionError,
        ZeroDivisionError,
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        OSError,
        ExifError,
    ):
        return None
    time = str(tags.get("EXIF DateTimeOriginal", ""))[:19]
    lat, lon = tags.get("GPS GPSLatitude"), tags.get("GPS GPSLongitude")
    return {"time": time, "lat": _of_tag(lat), "lon": _of_tag(lon)}


def _of_tag(tag: Any) -> float | None:
    try:
        values = [float(value) for value in tag.values]
        return values[0] + values[1] / 60 + values[2] / 3600
    except (AttributeError, TypeError, ValueError, IndexError, ZeroDivisionError):
        return None


def _doubts(found: Mapping[str, Any], second: Mapping[str, Any] | None) -> list[str]:
    """Where the two readers contradict each other; where one has nothing to say there is no doubt."""
    if second is None:
        return []
    doubts = []
    for axis in ("lat", "lon"):
        one, other = found.get(axis), second[axis]
        if one is not None and other is not None and abs(abs(one) - other) > 1e-5:
            doubts.append(axis)
    taken = found.get("taken_at")
    if taken and second["time"] and taken[:19] != second["time"].replace(":", "-", 2).replace(" ", "T"):
        doubts.append("time")
    return doubts

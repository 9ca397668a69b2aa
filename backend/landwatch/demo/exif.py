"""Writes the EXIF block that a phone would have written: make, times with their offset, and where it stood."""

from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction

from PIL import ExifTags, Image
from PIL.TiffImagePlugin import IFDRational

PHONES = (
    ("HUAWEI", "NOH-AN00"),
    ("Xiaomi", "2312DRA50C"),
    ("HONOR", "ANY-AN00"),
    ("vivo", "V2244A"),
    ("OPPO", "PHM110"),
)
EXIF_TIME = "%Y:%m:%d %H:%M:%S"


@dataclass(frozen=True)
class Shot:
    """Where and when: degrees WGS 84, metres, local time with its zone, the phone's make and model."""

    taken_at: datetime
    lon: float
    lat: float
    altitude_m: float
    heading_deg: float
    accuracy_m: float
    phone: tuple[str, str]


def _ratio(value: float, most: int = 10_000) -> IFDRational:
    exact = Fraction(value).limit_denominator(most)
    return IFDRational(exact.numerator, exact.denominator)


def sexagesimal(degrees: float) -> tuple[IFDRational, IFDRational, IFDRational]:
    """Degrees, minutes and seconds (to 1/10000 second, three millimetres) of an unsigned angle."""
    ticks = round(abs(degrees) * 3600 * 10_000)
    whole, rest = divmod(ticks, 3600 * 10_000)
    minutes, seconds = divmod(rest, 60 * 10_000)
    return IFDRational(whole, 1), IFDRational(minutes, 1), IFDRational(seconds, 10_000)


def _position(shot: Shot) -> dict[int, object]:
    tag, at = ExifTags.GPS, shot.taken_at.astimezone(UTC)
    return {
        tag.GPSVersionID: bytes((2, 3, 0, 0)),
        tag.GPSLatitudeRef: "N" if shot.lat >= 0 else "S",
        tag.GPSLatitude: sexagesimal(shot.lat),
        tag.GPSLongitudeRef: "E" if shot.lon >= 0 else "W",
        tag.GPSLongitude: sexagesimal(shot.lon),
        tag.GPSAltitudeRef: b"\0",
        tag.GPSAltitude: _ratio(shot.altitude_m, 100),
        tag.GPSTimeStamp: tuple(IFDRational(part, 1) for part in (at.hour, at.minute, at.second)),
        tag.GPSDateStamp: at.strftime("%Y:%m:%d"),
        tag.GPSImgDirectionRef: "T",
        tag.GPSImgDirection: _ratio(shot.heading_deg % 360, 100),
        tag.GPSHPositioningError: _ratio(shot.accuracy_m, 100),
    }


def exif_of(shot: Shot, *, position: bool, orientation: int) -> Image.Exif:
    """The block for one photo; `taken_at` must carry its time zone."""
    base, block = ExifTags.Base, Image.Exif()
    local, offset = shot.taken_at.strftime(EXIF_TIME), shot.taken_at.isoformat()[-6:]
    block[base.Make], block[base.Model] = shot.phone
    block[base.Orientation] = orientation
    block[base.DateTime] = local
    block.get_ifd(ExifTags.IFD.Exif).update(
        {
            base.DateTimeOriginal: local,
            base.DateTimeDigitized: local,
            base.OffsetTime: offset,
            base.OffsetTimeOriginal: offset,
            base.SubsecTimeOriginal: f"{shot.taken_at.microsecond // 1000:03d}",
            base.FocalLength: IFDRational(540, 100),
            base.FocalLengthIn35mmFilm: 27,
            base.FNumber: IFDRational(18, 10),
            base.ISOSpeedRatings: 64,
        }
    )
    if position:
        block.get_ifd(ExifTags.IFD.GPSInfo).update(_position(shot))
    return block

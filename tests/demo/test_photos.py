"""Drawn photos carry the EXIF of a phone, read back by two readers, and are the same for the same arguments."""

from datetime import datetime, timedelta, timezone
from io import BytesIO

import exifread
import pytest
from PIL import ExifTags, Image

from landwatch.demo import photos

CHINA = timezone(timedelta(hours=8))
TAKEN_AT = datetime(2026, 11, 20, 15, 4, 5, tzinfo=CHINA)
LON, LAT = 109.5557312, 34.6079431


def a_photo(kind: str = "yard", **changes: object) -> bytes:
    settings = {"taken_at": TAKEN_AT, "lon": LON, "lat": LAT, "heading_deg": 356.5, "accuracy_m": 6.4} | changes
    return photos.draw(kind, 7, **settings)


def degrees(parts: object) -> float:
    d, m, s = (float(part) for part in parts)
    return d + m / 60 + s / 3600


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


@pytest.mark.parametrize("kind", photos.SCENES)
def test_every_scene_is_a_photo_of_ordinary_size(kind):
    data = a_photo(kind)
    assert opened(data).size == (1600, 1200)
    assert 120_000 < len(data) < 450_000


def test_pillow_reads_what_the_phone_wrote():
    exif = opened(a_photo()).getexif()
    camera, gps = exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
    assert (exif[ExifTags.Base.Make], exif[ExifTags.Base.Model]) in photos.PHONES
    assert camera[ExifTags.Base.DateTimeOriginal] == "2026:11:20 15:04:05"
    assert camera[ExifTags.Base.OffsetTimeOriginal] == "+08:00"
    assert degrees(gps[ExifTags.GPS.GPSLatitude]) == pytest.approx(LAT, abs=1e-7)
    assert degrees(gps[ExifTags.GPS.GPSLongitude]) == pytest.approx(LON, abs=1e-7)
    assert float(gps[ExifTags.GPS.GPSImgDirection]) == pytest.approx(356.5, abs=0.01)
    assert float(gps[ExifTags.GPS.GPSHPositioningError]) == pytest.approx(6.4, abs=0.01)
    assert [float(part) for part in gps[ExifTags.GPS.GPSTimeStamp]] == [7, 4, 5]


def test_exifread_reads_the_same():
    tags = exifread.process_file(BytesIO(a_photo()))
    assert str(tags["EXIF DateTimeOriginal"]) == "2026:11:20 15:04:05"
    assert str(tags["EXIF OffsetTimeOriginal"]) == "+08:00"
    assert str(tags["GPS GPSLatitudeRef"]) == "N"
    assert degrees(tags["GPS GPSLatitude"].values) == pytest.approx(LAT, abs=1e-7)
    assert degrees(tags["GPS GPSLongitude"].values) == pytest.approx(LON, abs=1e-7)
    assert 340 < float(tags["GPS GPSAltitude"].values[0]) < 360
    assert str(tags["GPS GPSDate"]) == "2026:11:20"


def test_a_photo_without_position_keeps_its_time():
    exif = opened(a_photo(exif="no_gps")).getexif()
    assert not exif.get_ifd(ExifTags.IFD.GPSInfo)
    assert exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] == "2026:11:20 15:04:05"


def test_a_photo_may_carry_no_exif_at_all():
    assert not opened(a_photo(exif="none")).getexif()
    assert exifread.process_file(BytesIO(a_photo(exif="none"))) == {}


def test_a_phone_held_upright_stores_the_picture_on_its_side():
    image = opened(a_photo(upright=True))
    assert image.getexif()[ExifTags.Base.Orientation] == 6
    assert image.size == (1600, 1200)


def test_the_same_arguments_give_the_same_bytes():
    assert a_photo("pond") == a_photo("pond")
    assert a_photo("pond") != photos.draw("pond", 8, TAKEN_AT, LON, LAT, 356.5, 6.4)


def test_afterwards_the_place_is_the_same_without_the_thing():
    before, after = (opened(a_photo(after=after)).convert("L").resize((16, 12)) for after in (False, True))
    assert before.tobytes() != after.tobytes()

"""What photos say about themselves, with the traps that real phones lay."""

from __future__ import annotations

import io

import pytest
from PIL import ExifTags, Image
from PIL.TiffImagePlugin import IFDRational

from landwatch.evidence.exif import read
from landwatch.evidence.pictures import dhash
from tests.factories import a_photo

GPS = ExifTags.GPS
NORTH, EAST = (34, 30, 5.4), (109, 30, 7.2)


def a_jpeg(gps=None, **times):
    """A JPEG with this GPS block and these times."""
    block = Image.Exif()
    block.get_ifd(ExifTags.IFD.Exif).update({ExifTags.Base[name]: value for name, value in times.items()})
    block.get_ifd(ExifTags.IFD.GPSInfo).update(gps or {})
    buffer = io.BytesIO()
    Image.new("RGB", (16, 12)).save(buffer, "JPEG", exif=block)
    return buffer.getvalue()


def said_by(content):
    return read(content, Image.open(io.BytesIO(content)))


def placed(lat=NORTH, lon=EAST, lat_ref="N", lon_ref="E"):
    return {GPS.GPSLatitudeRef: lat_ref, GPS.GPSLatitude: lat, GPS.GPSLongitudeRef: lon_ref, GPS.GPSLongitude: lon}


@pytest.mark.parametrize(
    ("lat_ref", "lon_ref", "lat", "lon"),
    [
        ("N", "E", 34.5015, 109.502),
        ("n", "e", 34.5015, 109.502),
        ("S", "W", -34.5015, -109.502),
        ("s", "w", -34.5015, -109.502),
    ],
)
def test_hemispheres_whatever_the_case_of_their_letters(lat_ref, lon_ref, lat, lon):
    said = said_by(a_jpeg(placed(lat_ref=lat_ref, lon_ref=lon_ref)))
    assert (said["lat"], said["lon"]) == (lat, lon)


NOWHERE = IFDRational(0, 0)


@pytest.mark.parametrize(
    "gps",
    [
        placed(lat=(0, 0, 0), lon=(0, 0, 0)),
        placed(lat=(NOWHERE, NOWHERE, NOWHERE)),
        placed(lat_ref="X"),
        placed(lat=(95, 0, 0)),
        {GPS.GPSLatitude: NORTH},
        {},
    ],
    ids=["0,0", "0/0", "no hemisphere", "beyond the pole", "half a position", "nothing"],
)
def test_a_position_that_is_none_is_left_out(gps):
    assert not {"lat", "lon"} & set(said_by(a_jpeg(gps)))


def test_a_time_with_its_offset_is_a_moment_and_without_one_stays_a_wall_clock():
    taken = "2026:11:20 16:05:09"
    assert (
        said_by(a_jpeg(DateTimeOriginal=taken, OffsetTimeOriginal="+08:00"))["taken_at"] == "2026-11-20T16:05:09+08:00"
    )
    assert said_by(a_jpeg(DateTimeOriginal=taken))["taken_at"] == "2026-11-20T16:05:09"
    assert said_by(a_jpeg(DateTimeOriginal=taken, OffsetTimeOriginal="Beijing"))["taken_at"] == "2026-11-20T16:05:09"
    assert "taken_at" not in said_by(a_jpeg(DateTimeOriginal="0000:00:00 00:00:00"))


def test_a_photo_of_a_phone_says_it_all():
    said = said_by(a_photo(heading_deg=42).content)
    assert (said["make"], said["model"], said["heading_deg"], said["accuracy_m"]) == ("HUAWEI", "NOH-AN00", 42, 6)
    assert "doubts" not in said


def test_two_readers_that_differ_raise_a_doubt(monkeypatch):
    content = a_jpeg(placed())
    monkeypatch.setattr("landwatch.evidence.exif._second_reader", lambda _: {"time": "", "lat": 35.0, "lon": 109.502})
    assert said_by(content)["doubts"] == ["lat"]


def test_a_reader_that_fails_has_nothing_to_say(monkeypatch):
    for error in (AssertionError, ZeroDivisionError, KeyError):
        monkeypatch.setattr("exifread.process_file", lambda *_, error=error, **__: (_ for _ in ()).throw(error()))
        assert said_by(a_jpeg(placed()))["lat"] == 34.5015


def test_the_fingerprint_of_a_picture_survives_a_smaller_copy():
    picture = Image.linear_gradient("L").rotate(30)
    other = Image.radial_gradient("L")
    apart = [bin((dhash(picture) ^ dhash(one)) & (2**64 - 1)).count("1") for one in (picture.resize((90, 90)), other)]
    assert apart[0] <= 4 < apart[1]

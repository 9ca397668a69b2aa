"""The plain records that the demo county hands out, free of any table."""

from dataclasses import dataclass
from datetime import date

from shapely import MultiPolygon, Polygon

SEED = 610502


@dataclass(frozen=True)
class District:
    """A piece of the administrative tree: 2, 4, 6, 9 or 12 digits, by `level` province … village."""

    code: str
    level: str
    name_zh: str
    name_en: str
    geometry: MultiPolygon


@dataclass(frozen=True)
class Parcel:
    """A cadastral parcel with its 19-digit code; `area_stated_m2` is what the register says, not what we compute."""

    code: str
    land_class: str
    scheme: str
    village: str
    area_stated_m2: float
    geometry: MultiPolygon


@dataclass(frozen=True)
class Zone:
    """A planning zone: PBF permanent basic farmland, ERL ecological red line, UDB urban development boundary."""

    kind: str
    name_zh: str
    name_en: str
    geometry: MultiPolygon


@dataclass(frozen=True)
class Approval:
    """Land that somebody may lawfully use: conversion, temporary or facility_agriculture."""

    kind: str
    number: str
    name_zh: str
    valid_from: date
    valid_to: date | None
    geometry: MultiPolygon


@dataclass(frozen=True)
class Place:
    """A spot with a story. `kind` is a violation kind of the Chinese pack, `scene` the photo that belongs to it."""

    code: str
    kind: str
    scene: str
    label_zh: str
    label_en: str
    text_zh: str
    text_en: str
    lon: float
    lat: float
    outline: Polygon | None
    inside: bool = True

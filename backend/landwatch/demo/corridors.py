"""What runs through all blocks: the river with its wooded banks, a county road and a provincial road (metres)."""

from functools import cache

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from landwatch.demo.ground import Array

RIVER_HALF_M = 70.0
BANK_M = 190.0


def _river_line() -> Array:
    x = np.arange(-17_000, 21_000, 14.0)
    y = -2750 + 0.1 * x + 520 * np.sin(x / 2400) + 190 * np.sin(x / 870 + 1) + 14 * np.sin(x / 95)
    return np.stack([x, y], -1)


def _ribbon(line: Array, half_m: Array) -> shapely.Polygon:
    """A band of changing half width along a line."""
    along = np.gradient(line, axis=0)
    across = np.stack([-along[:, 1], along[:, 0]], -1) / np.linalg.norm(along, axis=1)[:, None]
    left, right = line + across * half_m[:, None], line - across * half_m[:, None]
    return shapely.Polygon(np.concatenate([right, left[::-1]])).buffer(0)


@cache
def river() -> shapely.Polygon:
    """The water itself."""
    line = _river_line()
    return _ribbon(line, RIVER_HALF_M + 22 * np.sin(line[:, 0] / 610))


@cache
def banks() -> shapely.Polygon:
    """Water and flood plain: what the ecological red line protects."""
    line = _river_line()
    x = line[:, 0]
    return _ribbon(line, BANK_M + 45 * np.sin(x / 450) + 24 * np.sin(x / 73) + 7 * np.sin(x / 21))


@cache
def county_road() -> shapely.LineString:
    """X213, from west to east."""
    x = np.arange(-9_000, 9_000, 60.0)
    return shapely.LineString(np.stack([x, 760 + 0.12 * x + 70 * np.sin(x / 1500)], -1))


@cache
def provincial_road() -> shapely.LineString:
    """S107, from south to north."""
    y = np.arange(-9_000, 9_000, 60.0)
    return shapely.LineString(np.stack([-1150 - 0.1 * y + 50 * np.sin(y / 1900), y], -1))


@cache
def roads() -> BaseGeometry:
    """The paved ground of both roads: twelve and eighteen metres wide."""
    return shapely.union(county_road().buffer(6), provincial_road().buffer(9))

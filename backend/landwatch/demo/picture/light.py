"""The light of an hour and the colours of a month in the Guanzhong plain."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from landwatch.demo.picture.camera import Array

_Table = tuple[tuple[int, int, int], ...]

_HOURS = (0, 5.5, 7, 9, 12, 15.5, 17.5, 19, 20.5, 24)
_TOP: _Table = ((28, 34, 52), (60, 78, 116), (112, 146, 190), (118, 160, 205), (108, 155, 208))
_TOP += ((122, 158, 198), (118, 132, 168), (74, 78, 112), (30, 36, 56), (28, 34, 52))
_LOW: _Table = ((48, 52, 66), (190, 150, 138), (232, 208, 184), (214, 222, 226), (206, 218, 226))
_LOW += ((224, 218, 204), (240, 196, 148), (170, 118, 104), (58, 56, 70), (48, 52, 66))
_SUN: _Table = ((60, 66, 86), (150, 124, 118), (255, 226, 190), (255, 246, 228), (255, 252, 244))
_SUN += ((255, 240, 212), (255, 208, 152), (150, 122, 116), (72, 76, 94), (60, 66, 86))

_MONTHS = (1, 3, 4.5, 5.6, 6.3, 7, 9, 10, 11, 13)
_CROP: _Table = ((104, 116, 66), (98, 128, 58), (92, 134, 52), (158, 150, 70), (196, 168, 98))
_CROP += ((86, 122, 52), (92, 118, 54), (142, 126, 82), (112, 128, 66), (104, 116, 66))
_SOIL = (146, 122, 92)


@dataclass(frozen=True)
class Light:
    """Colours (0…255) of the upper and lower sky, the sun and the crop; the sun's direction; haze from 0 to 1."""

    top: Array
    low: Array
    sun: Array
    crop: Array
    soil: Array
    towards: Array
    haze: float

    def on(self, colour: tuple[int, int, int] | Array, normal: Array) -> tuple[int, int, int]:
        """The colour of a face that looks towards `normal`."""
        strength = 0.6 + 0.52 * max(0.0, float(normal @ self.towards))
        lit = np.asarray(colour) * (self.sun / 255) * strength + self.top * 0.05
        return tuple(np.clip(lit, 0, 255).astype(int).tolist())

    def far(self, colour: tuple[int, int, int], ahead_m: float) -> tuple[int, int, int]:
        """A colour seen through that much air."""
        veil = 1 - float(np.exp(-ahead_m * (0.0012 + 0.003 * self.haze)))
        return tuple((np.asarray(colour) * (1 - veil) + self.low * veil).astype(int).tolist())


def _between(at: float, stops: tuple[float, ...], colours: _Table) -> Array:
    table = np.asarray(colours, float)
    return np.array([np.interp(at, stops, table[:, channel]) for channel in range(3)])


def light_of(taken_at: datetime, heading_deg: float, rng: np.random.Generator) -> Light:
    """The light at that local time, looking along `heading_deg`; haze and white balance vary from phone to phone."""
    hour = taken_at.hour + taken_at.minute / 60
    month = taken_at.month + taken_at.day / 31
    tint = 1 + rng.normal(0, 0.025, 3)
    haze = float(rng.uniform(0.15, 0.9))
    low = _between(hour, _HOURS, _LOW)
    # The basin is seldom clear: haze takes most of the blue out of the sky.
    top = _between(hour, _HOURS, _TOP) * (0.85 - 0.4 * haze) + low * (0.15 + 0.4 * haze)
    turn = np.radians(90 + 15 * (hour - 6) - heading_deg)
    height = np.clip(np.sin((hour - 6) / 12 * np.pi), 0.12, 0.85)
    flat = np.sqrt(1 - height**2)
    return Light(
        top * tint,
        low * tint,
        _between(hour, _HOURS, _SUN) * tint,
        _between(month, _MONTHS, _CROP) * (1 + rng.normal(0, 0.05, 3)),
        np.asarray(_SOIL) * (1 + rng.normal(0, 0.06)),
        np.array([np.sin(turn) * flat, height, np.cos(turn) * flat]),
        haze,
    )

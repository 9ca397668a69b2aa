"""Photos for demo reports: drawn, never taken, yet with the light, the noise and the EXIF of a phone."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Literal

import numpy as np
from PIL import Image, ImageFilter

from landwatch.demo.exif import PHONES, Shot, exif_of
from landwatch.demo.picture import buildings, earthworks
from landwatch.demo.picture.brush import Brush
from landwatch.demo.picture.camera import HEIGHT, WIDTH, Camera
from landwatch.demo.picture.field import field, grass, wheel_tracks
from landwatch.demo.picture.grain import rough, sensor
from landwatch.demo.picture.light import Light, light_of
from landwatch.demo.picture.sky import sky, skyline

Flavour = Literal["full", "no_gps", "none"]

SCENES: dict[str, Callable[[Brush], None]] = {
    "yard": buildings.yard,
    "house": buildings.house,
    "greenhouse": buildings.greenhouse,
    "excavator": earthworks.excavator,
    "pond": earthworks.pond,
    "rubble": earthworks.rubble,
    "quarry": earthworks.quarry,
    "paving": earthworks.paving,
}
DRIVEN = ("yard", "excavator", "rubble")
"""Scenes that lorries have driven to."""

PHOTO = (1600, 1200)
QUALITY = 82
ON_ITS_SIDE = 6
"""EXIF orientation of a phone held upright: turn the stored picture by 90 degrees clockwise to see it."""


def _land(camera: Camera, light: Light, rng: np.random.Generator) -> Image.Image:
    """The place without the thing: sky, horizon, field."""
    ground = field(camera, light, rng)
    above = sky(camera, light, rng)[: HEIGHT - len(ground)]
    pixels = np.concatenate([above, ground])
    canvas = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8), "RGB")
    skyline(canvas, camera, light, rng)
    return canvas


def _developed(canvas: Image.Image, rng: np.random.Generator) -> Image.Image:
    """Lens and sensor: softened, darker corners, uneven tones, noise."""
    pixels = np.asarray(canvas.filter(ImageFilter.SMOOTH), np.float32)
    y, x = np.ogrid[-1 : 1 : HEIGHT * 1j, -1 : 1 : WIDTH * 1j]
    shade = 1.05 - 0.1 * (x * x + y * y)
    shift = int(rng.integers(0, 512))
    tile = np.tile(np.roll(rough(3), shift, 1), (2, 3))[:HEIGHT, :WIDTH]
    shade = shade + 0.012 * tile
    even = np.clip(pixels * shade.astype(np.float32)[..., None], 0, 255).astype(np.uint8)
    large = np.asarray(Image.fromarray(even, "RGB").resize(PHOTO, Image.Resampling.BICUBIC), np.int16)
    dx, dy = (int(step) for step in rng.integers(0, 200, 2))
    noise = sensor(PHOTO[0] + 200, PHOTO[1] + 200)[dy : dy + PHOTO[1], dx : dx + PHOTO[0]]
    return Image.fromarray(np.clip(large + noise, 0, 255).astype(np.uint8), "RGB")


def picture(kind: str, seed: int, taken_at: datetime, heading_deg: float, *, after: bool = False) -> Image.Image:
    """The photo itself, 1600 × 1200. `seed` makes the place, the time its light; `after` shows it restored."""
    place, thing, today = (np.random.default_rng([seed, part]) for part in (1, 2, 3 + after))
    camera = Camera(HEIGHT * place.uniform(0.4, 0.5))
    light = light_of(taken_at, heading_deg, today)
    canvas = _land(camera, light, place)
    brush = Brush(canvas, camera, light, thing)
    if kind in DRIVEN and not after:
        wheel_tracks(canvas, camera, light, thing)
    (earthworks.restored if after else SCENES[kind])(brush)
    grass(canvas, light, thing)
    return _developed(canvas, today)


def _shot(seed: int, taken_at: datetime, place: tuple[float, float], heading_deg: float, accuracy_m: float) -> Shot:
    phone = PHONES[seed % len(PHONES)]
    # The plain of Linwei lies some 345 to 355 metres above the sea.
    return Shot(taken_at, place[0], place[1], 345 + seed % 11, heading_deg, accuracy_m, phone)


def draw(
    kind: str,
    seed: int,
    taken_at: datetime,
    lon: float,
    lat: float,
    heading_deg: float,
    accuracy_m: float,
    exif: Flavour = "full",
    after: bool = False,
    upright: bool = False,
) -> bytes:
    """A JPEG of the scene `kind` at a place and time: 1600 × 1200, or stored on its side when held `upright`.

    `taken_at` carries its zone; `exif` is "full", "no_gps" (as browsers hand photos over) or "none".
    The same arguments give the same bytes.
    """
    image = picture(kind, seed, taken_at, heading_deg, after=after)
    if upright:
        image = _held_upright(image)
    out = BytesIO()
    if exif == "none":
        image.save(out, "JPEG", quality=QUALITY)
        return out.getvalue()
    shot = _shot(seed, taken_at, (lon, lat), heading_deg, accuracy_m)
    block = exif_of(shot, position=exif == "full", orientation=ON_ITS_SIDE if upright else 1)
    image.save(out, "JPEG", quality=QUALITY, exif=block)
    return out.getvalue()


def _held_upright(image: Image.Image) -> Image.Image:
    """An upright crop of the scene, stored lying on its left side as sensors do."""
    wide = round(image.height * image.height / image.width)
    left = (image.width - wide) // 2
    crop = image.crop((left, 0, left + wide, image.height)).resize((PHOTO[1], PHOTO[0]), Image.Resampling.BICUBIC)
    return crop.transpose(Image.Transpose.ROTATE_90)

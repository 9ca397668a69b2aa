"""The ground of a field in perspective: sown rows, neighbouring strips, clods, wheel tracks, grass at one's feet."""

import numpy as np
from PIL import Image, ImageDraw

from landwatch.demo.picture.camera import HEIGHT, WIDTH, Array, Camera
from landwatch.demo.picture.grain import look_up, rough
from landwatch.demo.picture.light import Light

STRIP_M = 24.0


def _rows(along: Array, ahead: Array, spacing_m: float, camera: Camera) -> Array:
    """Brightness of sown rows from -1 to 1, fading where they become finer than the lens can tell."""
    seen = camera.focal * spacing_m / ahead
    return np.sin(2 * np.pi * along / spacing_m) * np.clip((seen - 2) / 6, 0, 1)


def field(camera: Camera, light: Light, rng: np.random.Generator) -> Array:
    """The ground below the horizon as colours (rows, WIDTH, 3)."""
    across, ahead = camera.ground()
    turn = rng.normal(0, 0.28)
    along = across * np.cos(turn) - ahead * np.sin(turn)
    bumps = look_up(rough(12), across * 22 + 4000, ahead * 22) * np.clip(10 / ahead, 0.1, 1)
    clods = look_up(rough(2), across * 95 + 3000, ahead * 60) * np.clip(7 / ahead, 0, 1)
    patches = look_up(rough(30, 2), along * 9 + 9000, ahead * 2.2)
    rows = _rows(along + 0.03 * bumps, ahead, rng.uniform(0.42, 0.75), camera)
    strip = np.floor((along + STRIP_M / 2) / STRIP_M + np.floor(ahead / rng.uniform(70, 130)) * 7).astype(np.int32)
    tone = rng.normal(0, 1, 97).astype(np.float32)[strip % 97] * np.where(
        np.abs(strip) < 1, np.float32(0.3), np.float32(1)
    )
    cover = np.clip(0.6 + 0.34 * rows + 0.1 * bumps + 0.2 * clods + 0.1 * patches + 0.11 * tone, 0.02, 1)[..., None]
    soil, crop, sun, air = (
        np.asarray(c, np.float32) for c in (light.soil, light.crop, light.sun / 240, light.low * 0.93)
    )
    colour = soil + (crop - soil) * cover
    colour *= (1 + 0.05 * tone + 0.04 * bumps + 0.1 * clods + 0.05 * patches)[..., None]
    colour *= sun
    veil = (1 - np.exp(-ahead * (0.0016 + 0.0035 * light.haze)))[..., None]
    return colour + (air - colour) * veil


def grass(canvas: Image.Image, light: Light, rng: np.random.Generator) -> None:
    """Blades at the lower edge, out of focus, where the reporter stands on the balk."""
    draw = ImageDraw.Draw(canvas)
    roots = rng.uniform(-20, WIDTH + 20, 420)
    depth = rng.power(2.2, 420)
    dry = np.array([168, 150, 96])
    for x, near, lean, share in zip(roots, depth, rng.normal(0, 9, 420), rng.uniform(0, 1, 420), strict=True):
        foot, tall = HEIGHT - 70 + 110 * near, 10 + 34 * near * (0.4 + share)
        tone = (light.crop * (1 - 0.6 * share) + dry * 0.6 * share) * (0.72 + 0.36 * share) * (light.sun / 255)
        draw.line(
            [(x, foot), (x + lean * near, foot - tall)], fill=tuple(tone.astype(int).tolist()), width=1 + int(2 * near)
        )


def wheel_tracks(canvas: Image.Image, camera: Camera, light: Light, rng: np.random.Generator) -> None:
    """Two tracks that a lorry left from the reporter's feet to the thing."""
    veil = Image.new("L", canvas.size, 0)
    draw = ImageDraw.Draw(veil)
    ahead = np.linspace(2.2, 24, 26)
    bow, start = rng.normal(0, 2.2), rng.normal(1.5, 1.5)
    middle = start + bow * np.sin(ahead / 14)
    for side in (-0.95, 0.95):
        left = camera.project(np.stack([middle + side - 0.2, 0 * ahead, ahead], -1))
        right = camera.project(np.stack([middle + side + 0.2, 0 * ahead, ahead], -1))
        draw.polygon(left + right[::-1], fill=int(rng.integers(95, 150)))
    tone = tuple((light.soil * 0.8 * light.sun / 255).astype(int).tolist())
    canvas.paste(Image.new("RGB", canvas.size, tone), (0, 0), veil)

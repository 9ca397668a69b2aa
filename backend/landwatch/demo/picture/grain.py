"""Tables of noise made once: the roughness of ground, clouds and sensors is looked up, not drawn anew."""

from functools import cache

import numpy as np

from landwatch.demo.picture.camera import Array

SIZE = 512


@cache
def rough(blur: int, seed: int = 1) -> Array:
    """A tile (512, 512) of noise about 0 with deviation 1, smooth over `blur` pixels, that repeats without a seam."""
    white = np.random.default_rng([seed, blur]).normal(size=(SIZE, SIZE))
    waves = np.fft.fftfreq(SIZE) * SIZE
    keep = np.exp(-((waves[:, None] ** 2 + waves**2) * (blur / SIZE) ** 2) * 3)
    tile = np.fft.ifft2(np.fft.fft2(white) * keep).real
    return (tile / tile.std()).astype(np.float32)


def look_up(tile: Array, x: Array, y: Array) -> Array:
    """The noise at any coordinates, nearest point of the tile."""
    return tile[y.astype(np.int32) & (SIZE - 1), x.astype(np.int32) & (SIZE - 1)]


@cache
def sensor(width: int, height: int) -> Array:
    """Sensor noise a little larger than the photo, so that each can start elsewhere: int16, 3 colours."""
    rng = np.random.default_rng(3)
    grey = rng.normal(0, 3.6, (height, width, 1))
    return np.rint(grey + rng.normal(0, 1.7, (height, width, 3))).astype(np.int16)

"""A phone held at eye height over flat ground: from metres (right, up, ahead) to pixels."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Pixels = list[tuple[float, float]]

WIDTH, HEIGHT = 1200, 900
"""The canvas; it is enlarged to the size of the photo at the end, which softens it as a small lens does."""

EYE_M = 1.6
NEAR_M = 0.6


@dataclass(frozen=True)
class Camera:
    """Where the horizon lies (pixels from the top) and how long the lens is (pixels; 940 is a 28 mm phone lens)."""

    horizon: float
    focal: float = 940.0

    def project(self, points: Array) -> Pixels:
        """Pixels of points (count, 3); what lies behind the lens is held at its edge."""
        ahead = np.maximum(points[:, 2], NEAR_M)
        across = WIDTH / 2 + self.focal * points[:, 0] / ahead
        down = self.horizon + self.focal * (EYE_M - points[:, 1]) / ahead
        return list(zip(across.tolist(), down.tolist(), strict=True))

    def pixels_per_metre(self, ahead_m: float) -> float:
        """Size of a metre seen at that distance."""
        return self.focal / max(ahead_m, NEAR_M)

    def ground(self) -> tuple[Array, Array]:
        """Metres right and ahead of every pixel below the horizon, as two arrays (rows, WIDTH)."""
        rows = np.arange(int(self.horizon) + 2, HEIGHT, dtype=np.float32)[:, None]
        ahead = (self.focal * EYE_M / (rows - self.horizon)).astype(np.float32)
        across = (np.arange(WIDTH, dtype=np.float32) - WIDTH / 2) * ahead / np.float32(self.focal)
        return across, np.broadcast_to(ahead, across.shape)

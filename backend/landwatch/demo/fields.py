"""How land is cut: a block between farm roads falls into bands, every band into strips, as contracts divided it."""

from dataclasses import dataclass

import numpy as np

from landwatch.demo.ground import Array

RATIO_OF_LANES = 2
"""Houses stand back to back: only every second line between bands is a lane."""


@dataclass(frozen=True)
class Cut:
    """Typical depth of a band and width of a strip (metres), how uneven both are (0…1), and the width of lanes."""

    band_m: float
    strip_m: float
    uneven: float
    lane_m: float = 0.0


CUTS = {
    "field": Cut(150, 26, 0.75),
    "orchard": Cut(170, 44, 0.7),
    "settlement": Cut(21, 17, 0.3, lane_m=2.5),
    "town": Cut(46, 38, 0.5, lane_m=5.0),
    "wood": Cut(220, 130, 0.8),
    "yard": Cut(140, 85, 0.6),
    "water": Cut(130, 75, 0.6),
}
"""Sizes seen in the Guanzhong plain: contracted strips of 3 to 8 mu, house plots of 0.4 to 0.6 mu."""


def at(quad: Array, u: Array, v: Array) -> Array:
    """Points inside a four-cornered piece of land, u and v running from 0 to 1 along its sides."""
    u, v = u[..., None], v[..., None]
    return (1 - u) * (1 - v) * quad[0] + u * (1 - v) * quad[1] + u * v * quad[2] + (1 - u) * v * quad[3]


def lines(length_m: float, step_m: float, uneven: float, rng: np.random.Generator) -> Array:
    """Where the dividing lines lie along a side: from 0 to 1, both ends included."""
    count = max(1, round(length_m / step_m))
    inner = np.arange(1, count) + uneven * rng.uniform(-0.5, 0.5, count - 1)
    return np.concatenate([[0.0], inner / count, [1.0]])


def sides(quad: Array) -> tuple[float, float]:
    """Mean length (metres) of the two pairs of sides of a quad: along u, along v."""
    lengths = np.linalg.norm(np.roll(quad, -1, 0) - quad, axis=1)
    return float(lengths[0] + lengths[2]) / 2, float(lengths[1] + lengths[3]) / 2


def strips(quad: Array, cut: Cut, rng: np.random.Generator) -> Array:
    """All pieces of one block as quads (count, 4, 2)."""
    width, depth = sides(quad)
    borders = lines(depth, cut.band_m, cut.uneven, rng)
    lane = cut.lane_m / depth
    pieces = []
    for index in range(len(borders) - 1):
        v0 = borders[index] + (lane if index % RATIO_OF_LANES == 0 else 0)
        v1 = borders[index + 1] - (lane if index % RATIO_OF_LANES == 1 else 0)
        low = lines(width, cut.strip_m, cut.uneven, rng)
        # The far ends lean a little: hardly any strip is a true rectangle.
        high = low + np.concatenate([[0.0], rng.uniform(-0.1, 0.1, len(low) - 2) / len(low), [0.0]])
        corners = ((low[:-1], v0), (low[1:], v0), (high[1:], v1), (high[:-1], v1))
        pieces.append(np.stack([at(quad, u, np.full(len(u), v)) for u, v in corners], 1))
    return np.concatenate(pieces)

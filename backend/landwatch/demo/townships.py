"""Townships and villages: a jittered lattice of villages over Linwei, gathered by the nearest township seat."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from landwatch.demo.boundaries import real_districts
from landwatch.demo.ground import GRID_M, Array, bend, flat, multi, settled
from landwatch.demo.names import TOWNSHIPS, village_names
from landwatch.demo.records import District

HOME = "610502"
PITCH_M = 2550.0
"""Distance of village centres: Linwei's 1,260 km² then hold about 200 villages."""

TURN = 0.12
"""The lattice is turned by seven degrees: fields seldom lie exactly north."""

SMALL = 0.35
"""A cell that keeps less of itself inside the county joins a neighbour."""


FIRST_SEATS = np.array([[-2900.0, 3300.0], [3700.0, 2900.0], [3200.0, -3900.0], [-3800.0, -3300.0]])
"""The four townships that meet where the parcels are, so that several stations share the work (metres)."""


@dataclass(frozen=True)
class Village:
    """A village: `quad` are its four corners before bending (metres), `outline` its land (metres, bent)."""

    code: str
    name_zh: str
    name_en: str
    township: int
    quad: Array
    outline: shapely.MultiPolygon


def corners(row: Array, column: Array, seed: int) -> Array:
    """The jittered corner points of the lattice (metres), the same for every cell that shares them."""

    def noise(kind: int) -> Array:
        # Hash noise of Perlin's kind: repeatable at every lattice point, without keeping a table.
        return np.modf(np.abs(np.sin(row * 127.1 + column * 311.7 + kind * 74.7 + seed % 997) * 43758.5453))[0] - 0.5

    x, y = column + 0.32 * noise(1), row + 0.32 * noise(2)
    return PITCH_M * np.stack([x * np.cos(TURN) - y * np.sin(TURN), x * np.sin(TURN) + y * np.cos(TURN)], -1)


def _quads(seed: int) -> Array:
    rows, columns = (grid.ravel().astype(float) for grid in np.mgrid[-20:14, -12:13])
    steps = ((0, 0), (0, 1), (1, 1), (1, 0))
    return np.stack([corners(rows + dy, columns + dx, seed) for dy, dx in steps], 1)


def bent_ring(quad: Array, steps: int = 24) -> Array:
    """The outline of a four-cornered piece of land, dense enough to follow the bend of the ground."""
    along = np.linspace(0, 1, steps, endpoint=False)[:, None]
    sides = [quad[i] + along * (quad[(i + 1) % 4] - quad[i]) for i in range(4)]
    return bend(np.concatenate(sides))


def _cells(county: BaseGeometry, seed: int) -> list[tuple[Array, BaseGeometry]]:
    """Lattice cells cut by the county; slivers at the border are added to the cell they share most border with."""
    quads = _quads(seed)
    whole: Array = np.array([shapely.Polygon(bent_ring(quad)) for quad in quads])
    cut: Array = shapely.intersection(whole, county, grid_size=GRID_M)
    share = shapely.area(cut) / shapely.area(whole)
    kept = np.flatnonzero(share >= SMALL)
    land = {int(index): [cut[index]] for index in kept}
    for index in np.flatnonzero((share > 0) & (share < SMALL)):
        shared = shapely.length(shapely.intersection(cut[kept], cut[index].buffer(1)))
        land[int(kept[shared.argmax()])].append(cut[index])
    return [(quads[index], shapely.union_all(pieces, grid_size=GRID_M)) for index, pieces in land.items()]


def _seats(cells: list[tuple[Array, BaseGeometry]]) -> Array:
    """Township seats: four around the middle; the others far from all, then amid the villages they serve."""
    middles = np.array([quad.mean(0) for quad, _ in cells])
    seats = FIRST_SEATS
    while len(seats) < len(TOWNSHIPS):
        gaps = np.linalg.norm(middles[:, None] - seats, axis=2).min(1)
        seats = np.vstack([seats, middles[gaps.argmax()]])
    for _ in range(6):
        nearest = np.linalg.norm(middles[:, None] - seats, axis=2).argmin(1)
        served = [middles[nearest == index].mean(0) for index in range(len(FIRST_SEATS), len(seats))]
        seats = np.vstack([FIRST_SEATS, served])
    return seats


@cache
def villages(seed: int) -> tuple[Village, ...]:
    """All villages of the demo county, nearest to the middle of the ground first."""
    cells = _cells(flat(home().geometry), seed)
    seats = _seats(cells)
    cells.sort(key=lambda cell: float(np.hypot(*cell[0].mean(0))))
    counts = [0] * len(seats)
    found = []
    for (quad, land), (zh, en) in zip(cells, village_names(seed), strict=False):
        township = int(np.linalg.norm(seats - quad.mean(0), axis=1).argmin())
        counts[township] += 1
        code = f"{township_code(township)}{200 + counts[township]:03d}"
        found.append(Village(code, zh, en, township, quad, multi(land)))
    return tuple(found)


def township_code(index: int) -> str:
    """Nine digits; numbers from 901 on are not used by the real Linwei."""
    return f"{HOME}{901 + index}"


def home() -> District:
    """Linwei itself."""
    return next(district for district in districts_above() if district.code == HOME)


@cache
def districts_above() -> tuple[District, ...]:
    """The real districts, read once."""
    return real_districts()


def districts_below(seed: int) -> tuple[District, ...]:
    """Townships, then villages, in degrees."""
    every = villages(seed)
    towns = []
    for index, (zh, en) in enumerate(TOWNSHIPS):
        own = [village.outline for village in every if village.township == index]
        land = shapely.union_all(own, grid_size=GRID_M)
        towns.append(District(township_code(index), "township", zh, en, settled(land)))
    small = [District(v.code, "village", v.name_zh, v.name_en, settled(v.outline)) for v in every]
    return (*towns, *small)

"""The blocks of a village: land between farm roads, each with one use, settlements near the middle."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from landwatch.demo.fields import at, lines, sides
from landwatch.demo.ground import Array
from landwatch.demo.townships import Village, villages

CORE_VILLAGES = 10
"""Villages with parcels: as many as hold a little more than 20,000 of them."""

BLOCK_U_M, BLOCK_V_M = 270.0, 370.0
FARM_ROAD_M = 5.0

USES = ("field", "orchard", "wood", "yard", "water")
SHARES = (0.79, 0.12, 0.045, 0.025, 0.02)


@dataclass(frozen=True)
class Block:
    """A piece of land between farm roads: which village (index), what use, its four corners before bending."""

    village: int
    use: str
    quad: Array

    @property
    def middle(self) -> Array:
        """Its middle in metres."""
        return self.quad.mean(0)


def _grid(village: Village, rng: np.random.Generator) -> Array:
    """Corners (columns, rows, 4, 2) of all blocks of a village, farm roads left out between them."""
    width, depth = sides(village.quad)
    u, v = lines(width, BLOCK_U_M, 0.5, rng), lines(depth, BLOCK_V_M, 0.5, rng)
    road_u, road_v = FARM_ROAD_M / 2 / width, FARM_ROAD_M / 2 / depth
    u0, v0 = np.meshgrid(u[:-1] + road_u, v[:-1] + road_v, indexing="ij")
    u1, v1 = np.meshgrid(u[1:] - road_u, v[1:] - road_v, indexing="ij")
    return np.stack([at(village.quad, *uv) for uv in ((u0, v0), (u1, v0), (u1, v1), (u0, v1))], 2)


def _settlements(columns: int, rows: int, town: bool, rng: np.random.Generator) -> dict[tuple[int, int], str]:
    """Which blocks people live in: a main village of two blocks, a hamlet, and a small town at the township seat."""
    column, row = columns // 2, rows // 2
    lived = {(column, row): "settlement", (column - 1, row): "settlement"}
    lived[int(rng.integers(1, columns - 1)), int(rng.choice([1, rows - 1]))] = "settlement"
    if town:
        lived |= {(column + dx, row + dy): "town" for dx in (-1, 0, 1, 2) for dy in (-1, 0)}
        lived |= {(column + dx, row + 1): "settlement" for dx in (-1, 0, 1)}
    return lived


def _of_village(index: int, village: Village, town: bool, seed: int) -> list[Block]:
    rng = np.random.default_rng([seed, 2, index])
    grid = _grid(village, rng)
    lived = _settlements(grid.shape[0], grid.shape[1], town, rng)
    uses = rng.choice(USES, p=SHARES, size=grid.shape[:2])
    turned = rng.random(grid.shape[:2]) < 0.3
    found = []
    for place in np.ndindex(grid.shape[0], grid.shape[1]):
        # Strips run along one side of the block; in three of ten blocks along the other.
        quad = np.roll(grid[place], -1, 0) if turned[place] else grid[place]
        found.append(Block(index, lived.get(place, str(uses[place])), quad))
    return found


@cache
def blocks(seed: int) -> tuple[Block, ...]:
    """All blocks of the core villages; the first village of every township there carries its small town."""
    found: list[Block] = []
    seen: set[int] = set()
    for index, village in enumerate(villages(seed)[:CORE_VILLAGES]):
        found += _of_village(index, village, village.township not in seen, seed)
        seen.add(village.township)
    return tuple(found)

"""What people build on fields: a steel frame on a slab, a brick house, a greenhouse with a villa beside it."""

from itertools import pairwise

import numpy as np

from landwatch.demo.picture.brush import Brush, turned
from landwatch.demo.picture.camera import Array

RUST, BRICK, CONCRETE, MORTAR = (134, 80, 62), (160, 100, 78), (188, 184, 176), (134, 92, 76)
TIN_BLUE, WINDOW, TIMBER, TILE = (96, 132, 166), (62, 66, 68), (172, 142, 100), (146, 86, 68)


def slab(
    brush: Brush, wide: float, deep: float, ahead: float, degrees: float, colour: tuple[int, int, int] = CONCRETE
) -> Array:
    """A plate of concrete with a rim of bare soil and its joints; answers its corners (right, ahead)."""
    w, d = wide / 2, deep / 2
    corners = np.array([[-w, 0, -d], [w, 0, -d], [w, 0, d], [-w, 0, d]]) + np.array([0, 0, ahead])
    flat = turned(corners, degrees, (0, ahead))[:, [0, 2]]
    middle = flat.mean(0)
    brush.ground(middle + (flat - middle) * 1.13 + brush.rng.normal(0, 0.3, (4, 2)), (166, 136, 100))
    brush.ground(flat, colour, 0.12)
    for share in np.arange(0.125, 1, 0.125):
        for a, b, c, e in ((0, 1, 3, 2), (0, 3, 1, 2)):
            start, end = flat[a] + (flat[b] - flat[a]) * share, flat[c] + (flat[e] - flat[c]) * share
            brush.bar((start[0], 0.12, start[1]), (end[0], 0.12, end[1]), 0.05, (150, 146, 138))
    return flat


def yard(brush: Brush) -> None:
    """A steel frame rising on a concrete slab, with stacked beams and a blue site fence."""
    ahead, degrees = brush.rng.uniform(21, 26), brush.rng.uniform(-26, 26)
    wide, deep, eaves = 17.0, 11.0, brush.rng.uniform(4.8, 6.2)
    flat = slab(brush, wide + 5, deep + 5, ahead, degrees)
    brush.shadow(flat * 0.6 + flat.mean(0) * 0.4, eaves * 0.4)
    _fence(brush, flat, degrees)
    _frame(brush, (wide, deep, eaves), ahead, degrees)
    for row in range(3):
        at = turned(np.array([[-5.0 + row * 0.5, 0.12 + 0.28 * row, ahead - deep / 2 - 1.4]]), degrees, (0, ahead))[0]
        brush.box((at[0], at[1], at[2]), (5.5, 0.26, 0.9 - 0.2 * row), RUST, degrees)


def _fence(brush: Brush, flat: Array, degrees: float) -> None:
    """Blue tin along the far side."""
    far = flat[np.argsort(-flat[:, 1])[:2]]
    for share in np.linspace(0.02, 0.98, 14):
        at = far[0] + (far[1] - far[0]) * share
        run = float(np.linalg.norm(far[1] - far[0]))
        brush.box((at[0], 0, at[1] + 0.8), (run / 14, 1.9, 0.06), TIN_BLUE, degrees)


def _frame(brush: Brush, size: tuple[float, float, float], ahead: float, degrees: float) -> None:
    wide, deep, eaves = size
    bays = int(brush.rng.integers(4, 7))
    roofed = int(brush.rng.integers(1, bays))
    xs = np.linspace(-wide / 2, wide / 2, bays)

    def spot(x: float, y: float, z: float) -> tuple[float, float, float]:
        found = turned(np.array([[x, y, ahead + z]]), degrees, (0, ahead))[0]
        return float(found[0]), float(found[1]), float(found[2])

    for z in (deep / 2, 0.0, -deep / 2):
        ridge = eaves + (1.4 if z == 0 else 0)
        for x in xs:
            if z != 0:
                brush.bar(spot(x, 0.1, z), spot(x, eaves, z), 0.28, RUST)
        brush.bar(spot(xs[0], ridge, z), spot(xs[-1], ridge, z), 0.2, RUST)
    for index, x in enumerate(xs):
        for side in (deep / 2, -deep / 2):
            brush.bar(spot(x, eaves, side), spot(x, eaves + 1.4, 0), 0.26, RUST)
        if index < roofed - 1:
            for side in (deep / 2, -deep / 2):
                sheet = [spot(x, eaves + 0.15, side), spot(xs[index + 1], eaves + 0.15, side)]
                sheet += [spot(xs[index + 1], eaves + 1.5, 0), spot(x, eaves + 1.5, 0)]
                brush.face(np.array(sheet), TIN_BLUE)
    brush.bar(spot(xs[0], 0.3, -deep / 2), spot(xs[1], eaves, -deep / 2), 0.07, RUST)


def _courses(brush: Brush, wall: Array, rows: int) -> None:
    """Mortar lines along a wall given by its four corners."""
    low, high = wall[np.argsort(wall[:, 1])[:2]], wall[np.argsort(wall[:, 1])[2:]]
    high = high[np.argsort([float(np.linalg.norm(top[[0, 2]] - low[0][[0, 2]])) for top in high])]
    for share in np.linspace(0, 1, rows)[1:-1]:
        start, end = low[0] + (high[0] - low[0]) * share, low[1] + (high[1] - low[1]) * share
        brush.bar(tuple(start), tuple(end), 0.02, MORTAR)


def _openings(brush: Brush, wall: Array, count: int) -> None:
    """Empty window holes with lintels in the wall that faces us."""
    low = wall[np.argsort(wall[:, 1])[:2]]
    run, tall = low[1] - low[0], float(np.ptp(wall[:, 1]))
    for index in range(count):
        left, right = low[0] + run * (index + 0.28) / count, low[0] + run * (index + 0.72) / count
        # A hair towards us, so that the hole does not drown in the wall.
        back = np.array([0, 0, -0.02])
        down, up = np.array([0, tall * 0.3, 0]), np.array([0, tall * 0.74, 0])
        brush.face(np.array([left + down, right + down, right + up, left + up]) + back, WINDOW)
        brush.bar(tuple(left + up + back), tuple(right + up + back), 0.16, CONCRETE)
        brush.bar(tuple(left + down + back), tuple(right + down + back), 0.1, CONCRETE)


def house(brush: Brush) -> None:
    """A brick house: the ground floor stands, the next one grows behind a scaffold."""
    ahead, degrees = brush.rng.uniform(17, 22), brush.rng.uniform(14, 36) * brush.rng.choice([-1, 1])
    wide, deep = brush.rng.uniform(9, 11.5), brush.rng.uniform(6.5, 8)
    flat = slab(brush, wide + 3, deep + 3, ahead, degrees, (168, 152, 126))
    brush.shadow(flat * 0.8 + flat.mean(0) * 0.2, 4.5)
    ceiling = brush.box((0, 3.25, ahead), (wide + 0.6, 0.25, deep + 0.6), CONCRETE, degrees)
    for floor, tall in ((0, 3.1), (1, brush.rng.uniform(0.9, 2.6))):
        foot = 0.15 + floor * 3.35
        walls = brush.box((0, foot, ahead), (wide, tall, deep), BRICK, degrees)
        for wall in walls:
            _courses(brush, wall, int(tall / 0.11))
            if tall > 1.6:
                _openings(brush, wall, 3 if np.linalg.norm(np.ptp(wall[:, [0, 2]], axis=0)) > 8 else 2)
    # Seen from below, the edge of the ceiling hides the foot of the walls that stand on it.
    for edge in ceiling:
        brush.face(edge, CONCRETE)
    _rebars(brush, (wide, deep, foot + tall), ahead, degrees)
    _scaffold(brush, (wide, deep), ahead, degrees)
    for index in range(3):
        x = -wide / 2 - 2 + index * 1.5
        brush.box(
            (x, 0, ahead - deep / 2 - brush.rng.uniform(2.2, 3.6)),
            (1.1, brush.rng.uniform(0.5, 1.0), 0.9),
            BRICK,
            8 * index,
        )


def _rebars(brush: Brush, size: tuple[float, float, float], ahead: float, degrees: float) -> None:
    wide, deep, top = size
    for x in np.linspace(-wide / 2 + 0.2, wide / 2 - 0.2, 4):
        for z in (deep / 2 - 0.2, -deep / 2 + 0.2):
            at = turned(np.array([[x, top, ahead + z]]), degrees, (0, ahead))[0]
            for shift in (-0.09, 0.09):
                brush.bar(
                    (at[0] + shift, top, at[2]),
                    (at[0] + shift, top + brush.rng.uniform(0.5, 1), at[2]),
                    0.035,
                    (92, 66, 54),
                )


def _scaffold(brush: Brush, size: tuple[float, float], ahead: float, degrees: float) -> None:
    wide, deep = size
    ends = turned(
        np.array([[-wide / 2, 0, ahead - deep / 2 - 1.1], [wide / 2, 0, ahead - deep / 2 - 1.1]]), degrees, (0, ahead)
    )
    for share in np.linspace(0, 1, 7):
        foot = ends[0] + (ends[1] - ends[0]) * share
        brush.bar((foot[0], 0, foot[2]), (foot[0], 5.8, foot[2]), 0.06, (120, 118, 112))
    for up in (1.7, 3.5, 5.2):
        brush.bar((ends[0][0], up, ends[0][2]), (ends[1][0], up, ends[1][2]), 0.09 if up == 3.5 else 0.05, TIMBER)


def greenhouse(brush: Brush) -> None:
    """A plastic tunnel with its ribs, and a small villa with a tiled roof where crops should be."""
    ahead, side = brush.rng.uniform(13, 16), float(brush.rng.choice([-1, 1]))
    path = np.array([[side * -0.2, 1.1], [side * -2.2, 1.1], [side * -4.4, ahead + 8], [side * -3.2, ahead + 8]])
    brush.ground(path, (188, 176, 158))
    _villa(brush, side * -7.6, ahead + 6)
    _tunnel(brush, side * 2.2, ahead, brush.rng.uniform(26, 38), side * -brush.rng.uniform(32, 50))


def _tunnel(brush: Brush, x: float, ahead: float, long: float, degrees: float) -> None:
    bend = np.linspace(0, np.pi, 15)
    radius_x, radius_y = 4.2, 3.3
    arch = np.stack([x - radius_x * np.cos(bend), radius_y * np.sin(bend) ** 0.8, ahead + 0 * bend], -1)

    def rib(station: float) -> Array:
        return turned(arch + np.array([0, 0, station]), degrees, (x, ahead))

    ribs = [rib(station) for station in np.linspace(long, 0, 17)]
    brush.shadow(np.stack([ribs[0][0], ribs[0][-1], ribs[-1][-1], ribs[-1][0]])[:, [0, 2]], 2.5)
    for far, near in pairwise(ribs):
        for index in range(len(arch) - 1):
            tone = int(brush.rng.normal(216, 5))
            brush.face(np.array([far[index], far[index + 1], near[index + 1], near[index]]), (tone, tone + 4, tone + 2))
            brush.bar(tuple(near[index]), tuple(near[index + 1]), 0.05, (168, 172, 170))
    brush.face(ribs[-1], (190, 198, 194))
    door = np.array([[x - 0.9, 0, ahead], [x + 0.9, 0, ahead], [x + 0.9, 2.1, ahead], [x - 0.9, 2.1, ahead]]) - [
        0,
        0,
        0.05,
    ]
    brush.face(turned(door, degrees, (x, ahead)), (96, 112, 104))
    for shift in (-2.4, 2.4):
        post = turned(np.array([[x + shift, 0, ahead], [x + shift, 2.6, ahead]]), degrees, (x, ahead))
        brush.bar(tuple(post[0]), tuple(post[1]), 0.07, (150, 152, 150))


def _villa(brush: Brush, x: float, ahead: float) -> None:
    walls = brush.box((x, 0, ahead), (7, 3, 6), (222, 214, 198), 12)
    for wall in walls:
        _openings(brush, wall, 2)
    eaves = turned(
        np.array([[dx, 3.0, dz] for dx, dz in ((-4, -3.5), (4, -3.5), (4, 3.5), (-4, 3.5))]) + np.array([x, 0, ahead]),
        12,
        (x, ahead),
    )
    ridge = turned(np.array([[-2.2, 4.9, 0], [2.2, 4.9, 0]]) + np.array([x, 0, ahead]), 12, (x, ahead))
    for face in ((2, 3, 0, 1), (1, 2, 1, 1), (3, 0, 0, 0), (0, 1, 1, 0)):
        a, b, c, d = face
        brush.face(np.array([eaves[a], eaves[b], ridge[c], ridge[d]]), TILE)

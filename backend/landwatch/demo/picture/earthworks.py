"""What people do to the soil of fields: digging, dumping, flooding, quarrying and paving."""

import numpy as np
import shapely

from landwatch.demo.picture.brush import Brush, Colour, darker, turned
from landwatch.demo.picture.camera import Array
from landwatch.demo.picture.grain import look_up, rough

EARTH, SAND, ROCK, WATER = (150, 112, 76), (196, 168, 122), (190, 182, 168), (108, 122, 118)
YELLOW, IRON, GLASS = (222, 164, 44), (58, 56, 54), (92, 112, 120)


def ring(
    middle: tuple[float, float], size: tuple[float, float], rng: np.random.Generator, rough: float = 0.06
) -> Array:
    """A rounded, uneven outline on the ground (48, 2)."""
    turn = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    swing = 1 + sum(rng.normal(0, rough) * np.cos(k * turn + rng.uniform(0, 6)) for k in (2, 3, 5, 8))
    return np.stack([middle[0] + size[0] * swing * np.cos(turn), middle[1] + size[1] * swing * np.sin(turn)], -1)


def heap(
    brush: Brush, at: tuple[float, float], size: tuple[float, float, float], colour: Colour, speckle: float = 0.06
) -> None:
    """A tipped heap: half width, height, half depth (metres), rough as a lorry leaves it."""
    half, tall, deep = size
    brush.ground(ring(at, (half * 1.12, deep * 1.12), brush.rng), darker(colour, 0.86))
    brush.shadow(ring(at, (half * 0.8, deep * 0.8), brush.rng, 0.01), tall * 0.6)
    x, z = np.linspace(-1.15, 1.15, 84), np.linspace(1.15, -1.15, 40)
    reach = np.hypot(x[None, :], z[:, None])
    start = brush.rng.uniform(0, 400)
    lumps = look_up(rough(9), x[None, :] * 60 + start + 0 * z[:, None], z[:, None] * 60 + start + 0 * x[None, :])
    bumps = (0.05 * lumps + brush.rng.normal(0, 0.014, reach.shape)) * (reach < 1)
    crown = 0.75 + 0.25 * np.cos(3 * x + brush.rng.uniform(0, 6))[None, :]
    heights = tall * np.clip((1 - reach) * crown * 1.15 + bumps, 0, None) ** 0.9
    brush.mound(heights, at[0] + x * half, at[1] + z * deep, colour, speckle)


def pit(brush: Brush, at: tuple[float, float], size: tuple[float, float], colour: Colour) -> None:
    """A hole: we see its far wall and a part of its floor."""
    rim = ring(at, size, brush.rng)
    brush.ground(np.asarray(at) + (rim - at) * 1.25, darker(colour, 1.05))
    edge = shapely.Polygon(brush.ground(rim, darker(colour, 0.74))).buffer(0)
    floor = brush.camera.project(np.column_stack([rim[:, 0], np.full(len(rim), -1.1), rim[:, 1]]))
    seen = edge.intersection(shapely.Polygon(floor).buffer(0))
    for part in shapely.get_parts(seen):
        tone = brush.light.on(darker(colour, 0.55), np.array([0.0, 0.6, 0.0]))
        if isinstance(part, shapely.Polygon) and not part.is_empty:
            brush.draw.polygon(list(part.exterior.coords), fill=tone)


def excavator(brush: Brush) -> None:
    """An excavator between the hole it digs and the heap it leaves."""
    side = float(brush.rng.choice([-1, 1]))
    ahead = brush.rng.uniform(15, 19)
    colour = SAND if brush.rng.random() < 0.5 else EARTH
    brush.ground(ring((0, ahead), (13, 6.5), brush.rng), darker(colour, 0.93))
    heap(brush, (side * 7.2, ahead + 5), (5.2, brush.rng.uniform(2.6, 4), 3.4), colour)
    heap(brush, (side * 11.5, ahead + 9), (5, 2.4, 3.4), colour)
    pit(brush, (side * 4.2, ahead - 4.5), (3.6, 1.5), colour)
    _machine(brush, -side * 2.6, ahead, side)


def _machine(brush: Brush, x: float, z: float, side: float) -> None:
    """A crawler excavator of some twenty tonnes, its arm towards `side`."""
    degrees = brush.rng.uniform(-14, 14)
    brush.shadow(np.array([[x - 2.2, z - 1.6], [x + 2.2, z - 1.6], [x + 2.2, z + 1.6], [x - 2.2, z + 1.6]]), 2.6)
    for track in (1.15, -1.15):
        brush.box((x, 0.05, z + track), (4.1, 0.85, 0.6), IRON, degrees)
    joint = (x + side * 1.3, 1.9, z)
    knee, wrist, tooth = (x + side * 3.9, 5.2, z - 0.4), (x + side * 6.0, 3.2, z - 1.6), (x + side * 5.6, 1.6, z - 2)
    brush.box((x - side * 0.4, 1.05, z), (3.5, 1.15, 2.5), YELLOW, degrees)
    brush.box((x - side * 1.75, 1.1, z), (0.9, 1.35, 2.5), (70, 66, 60), degrees)
    cab = brush.box((x + side * 0.55, 1.05, z - 0.75), (1.4, 2.0, 1.0), YELLOW, degrees)
    for wall in cab:
        middle = wall.mean(0)
        brush.face(middle + (wall - middle) * 0.78 + [0, 0.18, -0.01], GLASS)
    brush.bar(joint, knee, 0.62, YELLOW)
    brush.bar(knee, wrist, 0.46, YELLOW)
    brush.bar((x + side * 1.6, 2.2, z - 0.1), (x + side * 3.1, 4.0, z - 0.3), 0.16, (180, 180, 178))
    brush.bar(wrist, tooth, 0.3, IRON)
    brush.box((tooth[0], tooth[1] - 0.75, tooth[2]), (1.1, 0.9, 1.0), IRON, 18)


def pond(brush: Brush) -> None:
    """A pond in the middle of the field, its spoil around it."""
    ahead = brush.rng.uniform(15, 19)
    shore = ring((0, ahead), (13.5, 8), brush.rng, 0.04)
    for at in ((-8, ahead + 10), (1, ahead + 11.5), (9, ahead + 10)):
        heap(brush, at, (6, brush.rng.uniform(1.0, 2.0), 2.0), EARTH)
    middle = shore.mean(0)
    brush.ground(middle + (shore - middle) * 1.18, EARTH)
    brush.ground(middle + (shore - middle) * 1.04, darker(EARTH, 0.7))
    brush.ground(shore, tuple((0.45 * np.asarray(WATER) + 0.5 * brush.light.low).astype(int).tolist()), -0.15)
    _ripples(brush, shore, middle)
    brush.bar((-11, 0.5, ahead - 1), (-5.5, 0.1, ahead - 1.5), 0.2, (70, 74, 78))
    brush.box((-11.4, 0, ahead - 1), (1.2, 0.9, 0.9), (92, 116, 96), 10)


def _ripples(brush: Brush, shore: Array, middle: Array) -> None:
    """Bands of sky and depth on the water; the far part mirrors the trees."""
    for share in np.linspace(0.94, 0.1, 9):
        lift = (shore[:, 1].max() - middle[1]) * (1 - share) * 0.5
        band = middle + (shore - middle) * [share, share * 0.55] - [0, lift * 0.6]
        tone = 0.42 * np.asarray(WATER) + (0.6 - 0.1 * share) * brush.light.low + brush.rng.normal(0, 2)
        brush.ground(band, tuple(tone.astype(int).tolist()), -0.15)
    for _ in range(70):
        x, z, reach = brush.rng.uniform(-9, 9), middle[1] + brush.rng.uniform(-5, 5), brush.rng.uniform(0.3, 1.6)
        if ((x - middle[0]) / 12) ** 2 + ((z - middle[1]) / 7) ** 2 < 0.7:
            tone = tuple((brush.light.low * brush.rng.uniform(0.78, 1.0)).astype(int).tolist())
            brush.bar((x, -0.15, z), (x + reach, -0.15, z), 0.03, tone)


def rubble(brush: Brush) -> None:
    """Building rubble tipped on the field: several heaps full of brick, plaster and concrete."""
    ahead = brush.rng.uniform(10, 13)
    spots = [(brush.rng.uniform(-6.5, 6.5), ahead + brush.rng.uniform(-1.5, 6)) for _ in range(4)]
    for at in sorted(spots, key=lambda spot: -spot[1]):
        half, tall = brush.rng.uniform(2.6, 4), brush.rng.uniform(1.0, 1.9)
        heap(brush, at, (half, tall, half * 0.7), (150, 134, 118), 0.16)
        _pieces(brush, at, half, tall)


def _pieces(brush: Brush, at: tuple[float, float], half: float, tall: float) -> None:
    """Bricks, slabs, sacks and planks strewn over a heap."""
    colours = (
        (164, 86, 62),
        (190, 184, 174),
        (120, 116, 110),
        (208, 202, 190),
        (150, 70, 54),
        (112, 90, 66),
        (86, 110, 140),
    )
    around = brush.rng.normal(0, 0.45, (46, 2)) * [half, half * 0.6]
    for dx, dz in sorted(around.tolist(), key=lambda piece: -piece[1]):
        up = max(0.0, tall * (1 - np.hypot(dx / half, dz / (half * 0.7))) * 0.9)
        size = brush.rng.uniform(0.06, 0.3, 3) * [1.4, 0.6, 1]
        colour = colours[int(brush.rng.integers(len(colours)))]
        brush.box((at[0] + dx, up, at[1] + dz - 0.25), tuple(size), colour, brush.rng.uniform(0, 90))


def quarry(brush: Brush) -> None:
    """A hillside cut away in benches, white rock and rubble at its foot."""
    x, z = np.linspace(-46, 46, 190), np.concatenate([np.linspace(92, 62, 5), np.linspace(58, 30, 60)])
    far = np.clip((z - 30) / 32, 0, 1)[:, None]
    cracks = look_up(
        rough(7), np.broadcast_to(x * 5, (len(z), len(x))), np.broadcast_to(z[:, None] * 5, (len(z), len(x)))
    )
    benches = np.floor(far * 4 + 0.35 * np.sin(x / 9)[None, :] + 0.13 * cracks) / 4
    crest = 17 + 3.5 * np.sin(x / 13 + 1) + 2 * np.sin(x / 5.3)
    side = np.clip(1.25 - (np.abs(x) / 42) ** 3, 0, 1)
    heights = np.clip((0.35 * far + 0.75 * np.clip(benches, 0, 1)) * crest[None, :] * side[None, :], 0, None)
    heights += (0.3 * cracks + brush.rng.normal(0, 0.12, heights.shape)) * (heights > 0.5)
    brush.ground(ring((0, 25), (34, 16), brush.rng), (188, 176, 156))
    brush.mound(heights[4:], x, z[4:], ROCK, 0.07)
    green = tuple((brush.light.crop * 0.62).astype(int).tolist())
    crown = np.stack([x, heights[4] + 0.3, np.full(len(x), float(z[4]))], -1)
    tops = crown[heights[4] > 6]
    for px, py in brush.camera.project(np.repeat(tops, 6, 0) + brush.rng.normal(0, 0.55, (6 * len(tops), 3))):
        size, tone = brush.rng.uniform(2, 7), brush.rng.uniform(0.8, 1.25)
        brush.draw.ellipse([px - size, py - size, px + size, py + size * 0.8], fill=darker(green, tone))
    for at in ((-7.0, 24.0), (4.0, 26.0)):
        heap(brush, at, (5, 2.2, 3), ROCK, 0.14)
    _machine(brush, 11, 25, -1)


def paving(brush: Brush) -> None:
    """A strip of fresh concrete across the field, boards along its edges, a mixer lorry at its end."""
    lean = brush.rng.uniform(-0.28, 0.28)
    z = np.array([1.6, 48.0])

    def strip(left: float, right: float, near: float = z[0], far: float = z[1]) -> Array:
        return np.array(
            [
                [left + lean * near, near],
                [right + lean * near, near],
                [right + lean * far, far],
                [left + lean * far, far],
            ]
        )

    brush.ground(strip(-4.6, 4.6), (168, 140, 106))
    brush.ground(strip(-3, 3), (190, 186, 176), 0.1)
    brush.ground(strip(-3, 3, 19.0), (138, 136, 130), 0.1)
    for joint in np.arange(4, 19, 4.0):
        brush.ground(strip(-3, 3, joint, joint + 0.05), (150, 146, 138), 0.1)
    for side in (-3.05, 3.05):
        brush.ground(strip(side - 0.09, side + 0.09, 1.6, 36.0), (150, 116, 78), 0.16)
    heap(brush, (6.5 + lean * 16, 17), (2.6, 1.1, 1.8), (176, 168, 154), 0.1)
    _mixer(brush, lean * 27, 27)


def _mixer(brush: Brush, x: float, z: float) -> None:
    """A concrete lorry seen from behind: wheels, frame, drum, chute."""
    brush.shadow(np.array([[x - 1.3, z], [x + 1.3, z], [x + 1.3, z + 7], [x - 1.3, z + 7]]), 3)
    brush.box((x, 0.9, z + 6), (2.4, 2.2, 1.8), (206, 208, 206))
    brush.box((x, 0.8, z + 2.5), (2.3, 0.3, 5.5), IRON)
    for wheel in (-1.0, 1.0):
        brush.box((x + wheel, 0, z + 1), (0.5, 1.0, 1.0), (40, 40, 40))
    turn = np.linspace(0, 2 * np.pi, 28, endpoint=False)
    for share in np.linspace(1, 0, 9):
        reach = 1.15 - 0.55 * (1 - share) ** 2
        disc = np.stack(
            [
                x + reach * np.cos(turn),
                2.3 + 0.5 * (1 - share) + reach * np.sin(turn),
                np.full(28, z + 0.6 + 4 * share),
            ],
            -1,
        )
        tone = int(196 + 26 * np.sin(share * 9))
        brush.face(disc, (tone, int(tone * 0.97), int(tone * 0.9)))
    brush.bar((x, 2.0, z + 0.4), (x + 0.5, 0.9, z - 1), 0.35, (150, 148, 140))


def restored(brush: Brush) -> None:
    """What is left after rectification: levelled, freshly turned soil where the thing stood."""
    ahead = brush.rng.uniform(15, 18)
    brush.ground(ring((0, ahead), (12, 6.5), brush.rng, 0.03), (152, 120, 84))
    for row in np.arange(5.6, -6, -0.45):
        reach = 11 * np.sqrt(max(0.0, 1 - (row / 6.4) ** 2)) * brush.rng.uniform(0.9, 1)
        ends = turned(np.array([[-reach, 0, ahead + row], [reach, 0, ahead + row]]), 3, (0, ahead))
        for share, shade in ((0.0, 0.74), (0.2, 1.12)):
            lift = np.array([0, 0.09 * share, share])
            brush.bar(
                tuple(ends[0] + lift), tuple(ends[1] + lift), 0.06, darker(EARTH, shade * brush.rng.uniform(0.92, 1.06))
            )

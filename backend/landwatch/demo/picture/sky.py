"""Sky, clouds and the far edge of the plain: haze, poplars, roofs and a line of poles."""

import numpy as np
from PIL import Image, ImageDraw

from landwatch.demo.picture.camera import WIDTH, Array, Camera
from landwatch.demo.picture.grain import look_up, rough
from landwatch.demo.picture.light import Light


def sky(camera: Camera, light: Light, rng: np.random.Generator) -> Array:
    """The sky above the horizon, (rows, WIDTH, 3): a gradient with thin clouds that flatten towards the horizon."""
    rows = int(camera.horizon) + 2
    down = np.linspace(0, 1, rows, dtype=np.float32)[:, None]
    blend = (down**1.4)[..., None]
    base = light.top * (1 - blend) + light.low * blend
    spread = 1 / (1.08 - down)
    x = np.arange(WIDTH) * 0.11 * spread + rng.uniform(0, 500)
    y = np.broadcast_to(spread * 34, x.shape) + rng.uniform(0, 500)
    cloud = look_up(rough(9), x, y) * 0.6 + look_up(rough(40), x * 0.7, y) * 0.9
    veil = np.clip((cloud - rng.uniform(-0.2, 1.0)) * 0.16, 0, 0.4) * (1 - 0.75 * down)
    white = light.sun * 0.55 + 255 * 0.42
    base = base.astype(np.float32)
    return base + (white.astype(np.float32) - base) * veil.astype(np.float32)[..., None]


def _tree(
    draw: ImageDraw.ImageDraw, x: float, base: float, tall: float, colour: Array, rng: np.random.Generator
) -> None:
    """A poplar or a round crown: a heap of small leafy blots, lighter towards the top."""
    slim = rng.random() < 0.5
    width = tall * (0.13 if slim else 0.34)
    draw.line([(x, base), (x, base - tall * 0.5)], fill=tuple((colour * 0.6).astype(int)), width=max(1, int(tall / 26)))
    count = int(12 + tall * 0.6)
    up = rng.uniform(0.22, 1.0, count)
    reach = width * np.sin(np.clip((up - 0.12) / 0.9, 0, 1) * np.pi) ** 0.6
    size = tall * rng.uniform(0.02, 0.055, count)
    cx, cy = x + rng.normal(0, 0.45, count) * reach, base - tall * up
    boxes = np.stack([cx - size * 1.2, cy - size, cx + size * 1.2, cy + size], -1)
    shades = np.clip(colour * (0.72 + 0.36 * up + rng.normal(0, 0.07, count))[:, None], 0, 255).astype(int)
    for box, shade in zip(boxes.tolist(), shades.tolist(), strict=True):
        draw.ellipse(box, fill=tuple(shade))


def _edge_of_the_plain(draw: ImageDraw.ImageDraw, camera: Camera, light: Light, rng: np.random.Generator) -> None:
    """Orchards and villages kilometres away: an uneven band, nearly the colour of the air."""
    x = np.arange(-4, WIDTH + 8, 4)
    for tall, ahead in ((13, 900), (8, 560)):
        waves = sum(np.sin(x / step + rng.uniform(0, 6)) for step in (6, 17, 41, 90))
        top = camera.horizon + 2 - tall * (1 + 0.22 * waves + rng.normal(0, 0.1, len(x)))
        colour = np.array(light.far((84, 102, 78), ahead), float) * (0.3 + 0.7 * light.sun / 255)
        outline = [
            *zip(x.tolist(), top.tolist(), strict=True),
            (WIDTH + 8, camera.horizon + 5),
            (-4, camera.horizon + 5),
        ]
        draw.polygon(outline, fill=tuple(colour.astype(int).tolist()))


def _row_of_trees(
    draw: ImageDraw.ImageDraw, camera: Camera, light: Light, ahead_m: float, rng: np.random.Generator
) -> None:
    colour = np.array(light.far((74, 92, 58), ahead_m), float) * (0.35 + 0.65 * light.sun / 255)
    step = camera.pixels_per_metre(ahead_m)
    base = camera.horizon + 1.6 * step
    x = rng.uniform(-60, 40)
    while x < WIDTH + 40:
        if rng.random() < 0.8:
            _tree(draw, x, base, step * rng.uniform(6, 13), colour, rng)
        x += step * rng.uniform(2, 9) if rng.random() < 0.85 else step * rng.uniform(20, 60)


def _roofs(draw: ImageDraw.ImageDraw, camera: Camera, light: Light, rng: np.random.Generator) -> None:
    """A few houses of the next village."""
    ahead = rng.uniform(170, 260)
    step, start = camera.pixels_per_metre(ahead), rng.uniform(50, WIDTH - 350)
    base = camera.horizon + 1.6 * step
    for index in range(int(rng.integers(3, 8))):
        x, wide, tall = start + index * step * 13, step * rng.uniform(7, 12), step * rng.uniform(4, 7)
        wall = light.on(light.far((206, 198, 186), ahead), np.array([0, 0.4, -0.9]))
        roof = light.on(light.far((150, 84, 66), ahead), np.array([0, 0.9, -0.3]))
        draw.rectangle([x, base - tall, x + wide, base], fill=wall)
        draw.polygon(
            [
                (x - 2, base - tall),
                (x + wide + 2, base - tall),
                (x + wide * 0.86, base - tall * 1.4),
                (x + wide * 0.14, base - tall * 1.4),
            ],
            fill=roof,
        )


def _poles(draw: ImageDraw.ImageDraw, camera: Camera, light: Light, rng: np.random.Generator) -> None:
    """A power line running away from the camera."""
    side, lean = rng.choice([-1, 1]) * rng.uniform(9, 16), rng.uniform(-0.25, 0.25)
    feet = np.array([[side + lean * z, 0, z] for z in np.arange(18, 260, 45.0)])
    low, high = camera.project(feet), camera.project(feet + np.array([0, 9, 0]))
    arms = [camera.project(feet + np.array([dx, 8.6, 0])) for dx in (-0.8, 0.8)]
    for index, (foot, top) in enumerate(zip(low, high, strict=True)):
        grey = light.on(light.far((112, 108, 102), float(feet[index, 2])), np.array([0, 0.5, -0.8]))
        draw.line([foot, top], fill=grey, width=max(1, round(0.26 * camera.pixels_per_metre(float(feet[index, 2])))))
        draw.line(
            [arms[0][index], arms[1][index]],
            fill=grey,
            width=max(1, round(0.12 * camera.pixels_per_metre(float(feet[index, 2])))),
        )
    for wire in arms:
        draw.line(wire, fill=light.far((90, 90, 92), 90), width=1)


def skyline(canvas: Image.Image, camera: Camera, light: Light, rng: np.random.Generator) -> None:
    """Everything that stands along the horizon, the farthest first."""
    draw = ImageDraw.Draw(canvas)
    _edge_of_the_plain(draw, camera, light, rng)
    _row_of_trees(draw, camera, light, rng.uniform(420, 620), rng)
    if rng.random() < 0.65:
        _roofs(draw, camera, light, rng)
    _row_of_trees(draw, camera, light, rng.uniform(130, 240), rng)
    if rng.random() < 0.55:
        _poles(draw, camera, light, rng)

"""Draws solid things in perspective: faces lit by the sun, boxes, bars, mounds and their shadows on the ground."""

from dataclasses import dataclass, field

import numpy as np
import shapely
from PIL import Image, ImageDraw, ImageFilter

from landwatch.demo.picture.camera import EYE_M, Array, Camera, Pixels
from landwatch.demo.picture.light import Light

Colour = tuple[int, int, int]
SIDES = np.array([(0, 1, 2, 3), (4, 5, 6, 7), (0, 1, 5, 4), (1, 2, 6, 5), (2, 3, 7, 6), (3, 0, 4, 7)])
EYE = np.array([0.0, EYE_M, 0.0])

SHADOW_STEP = 4
"""Shadows are drawn on a coarser canvas: they are soft, and it is quicker."""


def darker(colour: Colour, share: float) -> Colour:
    """A colour times a share."""
    return int(colour[0] * share), int(colour[1] * share), int(colour[2] * share)


def turned(points: Array, degrees: float, about: tuple[float, float]) -> Array:
    """Points turned about an upright axis."""
    turn = np.radians(degrees)
    x, z = points[:, 0] - about[0], points[:, 2] - about[1]
    return np.stack(
        [about[0] + x * np.cos(turn) - z * np.sin(turn), points[:, 1], about[1] + x * np.sin(turn) + z * np.cos(turn)],
        -1,
    )


@dataclass
class Brush:
    """A canvas with its camera and light; `rng` gives every thing its own irregularities."""

    canvas: Image.Image
    camera: Camera
    light: Light
    rng: np.random.Generator
    draw: ImageDraw.ImageDraw = field(init=False)

    def __post_init__(self) -> None:
        self.draw = ImageDraw.Draw(self.canvas)

    def face(self, points: Array, colour: Colour) -> Pixels:
        """One flat face, lit by the way it looks; answers where it lies on the canvas."""
        (ax, ay, az), (bx, by, bz) = (points[1] - points[0]).tolist(), (points[2] - points[0]).tolist()
        normal = np.array([ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx])
        normal /= float(np.sqrt(normal @ normal)) + 1e-9
        # A face is seen from the side of the camera, whichever way round its corners were given.
        if normal @ (points[0] - EYE) > 0:
            normal = -normal
        shape = self.camera.project(points)
        self.draw.polygon(shape, fill=self.light.far(self.light.on(colour, normal), float(points[:, 2].mean())))
        return shape

    def box(
        self, at: tuple[float, float, float], size: tuple[float, float, float], colour: Colour, degrees: float = 0
    ) -> list[Array]:
        """A box standing on `at` (middle of its foot): width, height, depth; answers the upright faces we see."""
        x, y, z = at
        w, h, d = size[0] / 2, size[1], size[2] / 2
        flat = [(-w, -d), (w, -d), (w, d), (-w, d)]
        corners = np.array([(x + a, y + up, z + b) for up in (0, h) for a, b in flat])
        corners = turned(corners, degrees, (x, z))
        middle = corners.mean(0)
        seen = [face for face in corners[SIDES] if (face.mean(0) - middle) @ (face.mean(0) - EYE) < 0]
        for face in seen:
            self.face(face, colour)
        return [face for face in seen if np.ptp(face[:, 1]) > 0.5 * h]

    def bar(
        self, start: tuple[float, float, float], end: tuple[float, float, float], thick_m: float, colour: Colour
    ) -> None:
        """A beam, pipe or wire between two points."""
        ends = np.array([start, end])
        ahead = float(ends[:, 2].mean())
        tone = self.light.far(self.light.on(colour, np.array([0.3, 0.5, -0.8])), ahead)
        self.draw.line(
            self.camera.project(ends), fill=tone, width=max(1, round(thick_m * self.camera.pixels_per_metre(ahead)))
        )

    def ground(self, outline: Array, colour: Colour, height: float = 0.0) -> Pixels:
        """A flat piece of ground from points (count, 2): right, ahead."""
        points = np.column_stack([outline[:, 0], np.full(len(outline), height), outline[:, 1]])
        shape = self.camera.project(points)
        self.draw.polygon(shape, fill=self.light.on(colour, np.array([0.0, 1.0, 0.0])))
        return shape

    def shadow(self, outline: Array, tall_m: float) -> None:
        """The soft shadow of something that tall on that footprint (count, 2)."""
        cast = -self.light.towards[[0, 2]] / self.light.towards[1] * min(tall_m, 6)
        both = np.concatenate([outline, outline + np.clip(cast, -9, 9)])
        hull = shapely.get_coordinates(shapely.MultiPoint(both).convex_hull)
        shape = np.array(self.camera.project(np.insert(np.maximum(hull, [-99, 1.5]), 1, 0, 1))) / SHADOW_STEP
        low, high = np.floor(shape.min(0)).astype(int) - 8, np.ceil(shape.max(0)).astype(int) + 8
        low, high = (
            np.maximum(low, 0),
            np.minimum(high, [self.canvas.width // SHADOW_STEP, self.canvas.height // SHADOW_STEP]),
        )
        if (high <= low).any():
            return
        veil = Image.new("L", tuple((high - low).tolist()), 0)
        ImageDraw.Draw(veil).polygon([tuple(point) for point in (shape - low).tolist()], fill=105)
        soft = veil.filter(ImageFilter.GaussianBlur(1.6)).resize((veil.width * SHADOW_STEP, veil.height * SHADOW_STEP))
        self.canvas.paste((8, 10, 14), tuple((low * SHADOW_STEP).tolist()), soft)

    def mound(self, heights: Array, x: Array, z: Array, colour: Colour, speckle: float = 0.06) -> None:
        """A surface over a grid (rows far to near, columns), each little face lit by its slope."""
        grid = np.stack(np.broadcast_arrays(x[None, :], heights, z[:, None]), -1)
        corners = np.stack([grid[:-1, :-1], grid[:-1, 1:], grid[1:, 1:], grid[1:, :-1]], 2).reshape(-1, 4, 3)
        corners = corners[corners[..., 1].max(1) > 0.02]
        normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 3] - corners[:, 0])
        normal *= np.sign(normal[:, 1:2]) / (np.linalg.norm(normal, axis=1)[:, None] + 1e-9)
        strength = 0.5 + 0.58 * np.clip(normal @ self.light.towards, 0, None)
        tones = strength * (1 + self.rng.normal(0, speckle, len(corners)))
        colours = np.clip(tones[:, None] * colour * (self.light.sun / 255) + self.light.top * 0.05, 0, 255).astype(int)
        shapes = np.asarray(self.camera.project(corners.reshape(-1, 3))).reshape(-1, 8)
        for shape, tone in zip(shapes.tolist(), colours.tolist(), strict=True):
            self.draw.polygon(shape, fill=tuple(tone))

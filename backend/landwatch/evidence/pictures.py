"""Small upright copies without metadata, and a fingerprint of the picture, from one decoding."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import pi_heif
from PIL import Image, ImageOps

from landwatch.evidence import exif

pi_heif.register_heif_opener()

MOST_PIXELS = 120_000_000
VIEW_PX, THUMB_PX = 1600, 320
LYING = (5, 6, 7, 8)
"""EXIF orientations that swap width and height."""
Image.MAX_IMAGE_PIXELS = None  # our own check below is stricter: Pillow refuses only above twice its value


class Unreadable(Exception):
    """The bytes begin like a picture but cannot be read as one; the original is kept all the same."""


@dataclass(frozen=True)
class Examined:
    """What an examination yields: size in pixels of the upright picture, EXIF, copies as JPEG, 64-bit dHash."""

    width: int
    height: int
    exif: dict[str, Any]
    view: bytes
    thumb: bytes
    dhash: int


def examine(content: bytes) -> Examined:
    """Open, check, read and copy a picture. Raises Unreadable with a word that a person understands."""
    try:
        image = Image.open(io.BytesIO(content), formats=["JPEG", "PNG", "WEBP", "HEIF", "AVIF", "TIFF"])
        if image.width * image.height > MOST_PIXELS:
            raise Unreadable(f"more than {MOST_PIXELS // 1_000_000} megapixels")
        width, height = image.size
        said = exif.read(content, image)
        image.draft("RGB", _fitting(image.size, VIEW_PX))
        view = _upright(image)
    except Unreadable:
        raise
    except Exception as error:  # Pillow's plugins raise nearly anything on bent bytes
        raise Unreadable(type(error).__name__) from error
    thumb = view.copy()
    thumb.thumbnail((THUMB_PX, THUMB_PX), Image.Resampling.BICUBIC, reducing_gap=None)
    if said.get("orientation") in LYING:
        width, height = height, width
    return Examined(width, height, said, _jpeg(view, 82), _jpeg(thumb, 80), dhash(thumb))


def _fitting(size: tuple[int, int], longest: int) -> tuple[int, int]:
    """The size with this longest side and the same aspect; JPEG's quick decoding does nothing where it differs."""
    scale = longest / max(size)
    return (max(1, round(size[0] * scale)), max(1, round(size[1] * scale))) if scale < 1 else size


def _upright(image: Image.Image) -> Image.Image:
    """Decoded, small, turned as it was held, plain RGB, and nothing of its metadata left."""
    image.thumbnail((VIEW_PX, VIEW_PX), Image.Resampling.BICUBIC)
    turned = ImageOps.exif_transpose(image).convert("RGB")
    plain = Image.new("RGB", turned.size)
    plain.paste(turned)
    return plain


def _jpeg(image: Image.Image, quality: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality, optimize=False, progressive=False)
    return buffer.getvalue()


def dhash(image: Image.Image) -> int:
    """The 64-bit difference hash of a picture (N. Krawetz, 2013), signed as PostgreSQL keeps it."""
    grey = list(image.convert("L").resize((9, 8), Image.Resampling.BILINEAR).tobytes())
    bits = 0
    for row in range(8):
        for column in range(8):
            bits = bits << 1 | (grey[row * 9 + column] > grey[row * 9 + column + 1])
    return bits - 2**64 if bits >= 2**63 else bits

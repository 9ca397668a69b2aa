"""What kind of picture some bytes are: by their first bytes, never by their name."""

from __future__ import annotations

_HEIF_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}
FAMILIES = {"image/heic": "heif", "image/heif": "heif", "image/jpeg": "jpeg", "image/png": "png"}
FAMILIES |= {"image/webp": "webp", "image/avif": "avif", "image/tiff": "tiff"}


def family(head: bytes) -> str | None:
    """The family of formats that begins like this, or None for no picture we take.

    >>> family(bytes.fromhex("ffd8ffe000104a464946"))
    'jpeg'
    >>> family(b"<html>") is None
    True
    """
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[:4] in (b"II*\0", b"MM\0*"):
        return "tiff"
    if head[4:8] == b"ftyp":
        brands = {head[8:12], *(head[start : start + 4] for start in range(16, len(head) - 3, 4))}
        return "avif" if brands & {b"avif", b"avis"} else "heif" if brands & _HEIF_BRANDS else None
    return None

"""Pictures of an edition, made harmless: read by Pillow within bounds, written anew, put in by value."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Mapping

from PIL import Image, ImageOps

from .metrics import POINTS_PER_MM

#: A scan of an A3 sheet at 400 dots an inch has 31 million; a larger one is left out, its words stay.
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 1600
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")
_WIDEST, _TALLEST = 160 * POINTS_PER_MM, 200 * POINTS_PER_MM
_PIXEL = 0.75
_MARK = re.compile(r'<qms-picture digest="([^"<>]*)" alt="([^"<>]*)"/>')


def with_pictures(html: str, files: Mapping[str, bytes]) -> str:
    """The HTML with each picture's mark replaced by the picture, or by its words when it cannot be shown."""
    return _MARK.sub(lambda mark: _shown(files.get(mark[1], b""), mark[2]), html)


def digests(html: str) -> list[str]:
    """Which files the HTML's pictures name, each once, in reading order."""
    return list(dict.fromkeys(mark[1] for mark in _MARK.finditer(html)))


def _shown(data: bytes, alt: str) -> str:
    try:
        image = _opened(data)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return f"[{alt}]"
    width, height = _points(image)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return f'<img src="{_data_uri(image)}" width="{width:.1f}pt" height="{height:.1f}pt"/>'


def _opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data), formats=_FORMATS)
    if image.width * image.height > MOST_PIXELS:
        raise ValueError(f"{image.width} x {image.height} pixels")
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    image.load()
    return _flat(ImageOps.exif_transpose(image))


def _flat(image: Image.Image) -> Image.Image:
    if image.mode in ("1", "L", "RGB"):
        return image.convert("L" if image.mode == "1" else image.mode)
    ground = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(ground, image.convert("RGBA")).convert("RGB")


def _points(image: Image.Image) -> tuple[float, float]:
    scale = min(_PIXEL, _WIDEST / image.width, _TALLEST / image.height)
    return image.width * scale, image.height * scale


def _data_uri(image: Image.Image) -> str:
    png, jpeg = io.BytesIO(), io.BytesIO()
    image.save(png, "PNG", optimize=True)
    image.save(jpeg, "JPEG", quality=88)
    kind, chosen = ("png", png) if png.tell() <= 1.5 * jpeg.tell() else ("jpeg", jpeg)
    return f"data:image/{kind};base64,{base64.b64encode(chosen.getvalue()).decode()}"

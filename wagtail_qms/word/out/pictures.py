"""Pictures as Word can show them: their bytes as they are where it can, else written anew as PNG."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image

from .ooxml import attribute

#: A scan of an A3 sheet at 400 dots an inch has 31 million; of a larger one the words stay.
MOST_PIXELS = 40_000_000
_READ = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
_ENDINGS = {"PNG": "png", "JPEG": "jpeg", "GIF": "gif", "BMP": "bmp", "TIFF": "tiff"}
_EMU_PER_PIXEL, _EMU_PER_MM = 9525, 36000
#: Pixels of a metafile of which nobody says how large it is.
_METAFILE = 96
_WIDEST, _TALLEST = 160 * _EMU_PER_MM, 200 * _EMU_PER_MM


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture's bytes with the ending of their format; sizes in pixels."""

    data: bytes
    extension: str
    width: int
    height: int


def drawn(data: bytes) -> Drawn | None:
    """The picture in these bytes; None when there is none, it is damaged, or it is too large."""
    metafile = metafile_ending(data)
    if metafile:
        # Word draws its own metafiles; how large they are says where they stand.
        return Drawn(data, metafile, _METAFILE, _METAFILE)
    try:
        with Image.open(io.BytesIO(data), formats=_READ) as image:
            if not 0 < image.width * image.height <= MOST_PIXELS:
                return None
            image.load()
            ending = _ENDINGS.get(image.format or "")
            return Drawn(data if ending else _as_png(image), ending or "png", image.width, image.height)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def metafile_ending(data: bytes) -> str:
    """ "emf" or "wmf" for one of Windows' metafiles (MS-EMF 2.3.4.2, MS-WMF 2.3.2), "" for anything else."""
    if data[:4] == b"\x01\x00\x00\x00" and data[40:44] == b" EMF":
        return "emf"
    placeable = data[:4] == b"\xd7\xcd\xc6\x9a"
    return "wmf" if placeable or data[:6] in (b"\x01\x00\x09\x00\x00\x03", b"\x02\x00\x09\x00\x00\x03") else ""


def drawing(relation: str, picture: Drawn, number: int, name: str, alt: str, size: tuple[int, int]) -> str:
    """A run with the picture, ``size`` in pixels; made smaller when the page has no room for it."""
    wide, high = _fitted(*(size if all(size) else (picture.width, picture.height)))
    described = f'id="{number}" name={attribute(name)} descr={attribute(alt)}'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f"<wp:docPr {described}/>"
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {described}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relation}"/>'
        '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _as_png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.convert("RGBA").save(out, "PNG")
    return out.getvalue()


def _fitted(width: int, height: int) -> tuple[int, int]:
    wide, high = max(width, 1) * _EMU_PER_PIXEL, max(height, 1) * _EMU_PER_PIXEL
    scale = min(1.0, _WIDEST / wide, _TALLEST / high)
    return max(1, int(wide * scale)), max(1, int(high * scale))

"""One PDF laid over or under another, page by page, without reading what the pages draw."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdf
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject


def laid(pdf: bytes, stamps: Callable[[int], bytes], *, over: bool) -> bytes:
    """A copy of ``pdf`` with page n of ``stamps`` on its page n; the last stamp serves the pages that are left.

    ``stamps`` is asked for a PDF of as many pages. ``over`` draws the stamp last; otherwise it comes first, in
    reading order as well.
    """
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    pages = list(writer.pages)
    forms = [_form(page, writer) for page in pypdf.PdfReader(io.BytesIO(stamps(len(pages)))).pages]
    for at, page in enumerate(pages):
        number = min(at, len(forms) - 1)
        _draw(page, f"/Qms{'Over' if over else 'Under'}{number}", forms[number], writer, over)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _form(page: pypdf.PageObject, writer: pypdf.PdfWriter):
    form = DecodedStreamObject()
    form.set_data(page.get_contents().get_data())
    form = form.flate_encode()
    form[NameObject("/Type")] = NameObject("/XObject")
    form[NameObject("/Subtype")] = NameObject("/Form")
    form[NameObject("/BBox")] = ArrayObject(page.mediabox)
    form[NameObject("/Resources")] = page["/Resources"].get_object().clone(writer, force_duplicate=False)
    return writer._add_object(form)


def _draw(page: pypdf.PageObject, name: str, form, writer: pypdf.PdfWriter, over: bool) -> None:
    resources = page["/Resources"].get_object()
    known = resources.setdefault(NameObject("/XObject"), DictionaryObject()).get_object()
    known[NameObject(name)] = form
    stream = DecodedStreamObject()
    stream.set_data(f"q {name} Do Q\n".encode())
    drawn = [writer._add_object(stream)]
    there = page.raw_get("/Contents")
    parts = list(there.get_object()) if isinstance(there.get_object(), ArrayObject) else [there]
    page[NameObject("/Contents")] = ArrayObject(parts + drawn if over else drawn + parts)

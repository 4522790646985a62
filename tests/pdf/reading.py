"""Reads what a PDF says, as somebody who copies text out of it."""

import io
import re
import unicodedata

import pypdf


def reader(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf))


def page_texts(pdf):
    return [flat(page.extract_text()) for page in reader(pdf).pages]


def all_text(pdf):
    return " ".join(page_texts(pdf))


def flat(text):
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def fonts(pdf):
    """The fonts that each page's own drawing chooses, by name, and whether each is embedded."""
    found = {}
    for page in reader(pdf).pages:
        used = set(re.findall(rb"(/\S+) [\d.]+ Tf", page.get_contents().get_data()))
        for name, font in page["/Resources"]["/Font"].get_object().items():
            if name.encode() in used:
                font = font.get_object()
                found[font["/BaseFont"]] = "/FontFile2" in font.get("/FontDescriptor", {})
    return found

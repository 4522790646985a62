"""Reads what a PDF says, as somebody who copies text out of it."""

import io
import re
import unicodedata

import pypdf
from pypdf import mult


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


def lowest_words(page):
    """How far above the page's foot the lowest words stand, in points; the way to verify is left out."""
    heights = []

    def seen(text, cm, tm, _font, size):
        if text.strip() and size >= 11:
            heights.append(mult(tm, cm)[5])

    page.extract_text(visitor_text=seen)
    return min(heights)


def rules(page):
    """The level lines of the page's own drawing: (y, left, right) in points."""
    found, pen = [], [0.0, 0.0]

    def seen(operator, operands, cm, _tm):
        if operator in (b"m", b"l"):
            end = [float(operands[0]) + cm[4], float(operands[1]) + cm[5]]
            if operator == b"l" and abs(end[1] - pen[1]) < 0.1:
                found.append((end[1], *sorted((pen[0], end[0]))))
            pen[:] = end

    page.extract_text(visitor_operand_before=seen)
    return found


def sizes_of(page, words):
    """The sizes in points, as printed, of what contains the words."""
    found = set()

    def seen(text, cm, tm, _font, size):
        if words in text:
            found.add(round(size * mult(tm, cm)[3], 1))

    page.extract_text(visitor_text=seen)
    return found

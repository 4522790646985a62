"""Long documents: whole, and in a time that grows with their length."""

import time

from wagtail_qms.content.nodes import Document, Section, Steps
from wagtail_qms.pdf.here import render_here

from .reading import all_text, reader
from .samples import SENTENCE, face, no_file, step, text


def book(chapters):
    steps = Steps(tuple(step(str(at)) for at in range(12)))
    return Document(
        "manual", tuple(Section(f"CHƯƠNG {at}", str(at), blocks=(text(SENTENCE * 5), steps)) for at in range(chapters))
    )


def measured(chapters):
    start = time.process_time()
    pdf = render_here(face(), book(chapters), no_file)
    return len(reader(pdf).pages), time.process_time() - start


def test_three_hundred_pages_take_ten_times_as_long_as_thirty():
    measured(2)
    few_pages, few_seconds = measured(17)
    pages, seconds = measured(170)
    assert pages >= 300
    assert seconds / pages < 2 * few_seconds / few_pages


def test_two_thousand_steps_are_all_there():
    rows = tuple(step(f"S{at}", rows=1) for at in range(2000))
    found = all_text(render_here(face(), Document("procedure", (Steps(rows),)), no_file)).split()
    assert [word for word in found if word.startswith("S") and word[1:].isdigit()] == [row.number for row in rows]

"""Documents of every shape for hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from wagtail_qms.content import nodes, vocabulary

# Vietnamese with marks that compose, blanks, HTML's own characters, and what does not belong in a text.
CHARACTERS = "aAeEđĐéộữ \u0301\u0323\t\n\u00a0<>&\"'/.:-1\u200b\x00\x0b"

texts = st.text(CHARACTERS, max_size=12)
words = st.sampled_from(["", "5.1", "I", "Mục đích", "BM.CTCL.01", "Thư ký ISO", "a <b> & c"])
hrefs = st.sampled_from(["", "", "https://example.vn/a?b=1&c=2", "#muc-5-1", "page:3", "mailto:a@example.vn", "/tep"])
marks = st.lists(st.sampled_from(vocabulary.MARKS), max_size=3, unique=True).map(tuple)
runs = st.lists(st.builds(nodes.Run, texts, marks, hrefs), max_size=4).map(tuple)
paragraphs = st.builds(nodes.Paragraph, runs)
_flat_items = st.builds(nodes.Item, runs)
_flat_lists = st.builds(nodes.List, st.lists(_flat_items, max_size=2).map(tuple), st.booleans())
_items = st.builds(nodes.Item, runs, st.lists(_flat_lists, max_size=2).map(tuple))
lists = st.builds(nodes.List, st.lists(_items, max_size=3).map(tuple), st.booleans())
proses = st.lists(st.one_of(paragraphs, lists), max_size=3).map(tuple)
cases = st.lists(st.builds(nodes.CaseValue, words, words), max_size=3).map(tuple)
files = st.builds(
    nodes.FileRef,
    st.integers(1, 5).map(lambda number: f"{number:064x}"),
    words,
    st.just("application/pdf"),
    st.integers(1, 99),
)


def rows(entry):
    return st.lists(entry, max_size=3).map(tuple)


@st.composite
def tables(draw):
    """A table whose rows are all as wide, some of its cells merged with the next of the row or the column."""
    height, width = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    taken, table = set(), []
    for row in range(height):
        cells = []
        for column in range(width):
            if (row, column) in taken:
                continue
            free = all((row, other) not in taken for other in range(column, width))
            columns = draw(st.integers(1, width - column)) if free else 1
            spans = draw(st.integers(1, height - row))
            taken |= {(r, c) for r in range(row, row + spans) for c in range(column, column + columns)}
            cells.append(nodes.Cell(draw(proses), columns, spans))
        table.append(tuple(cells))
    return nodes.Table(tuple(table), draw(words), draw(st.integers(0, 2)), draw(st.integers(0, 2)))


steps = st.builds(nodes.Step, words, words, words, proses, words, cases, st.integers(0, 3), st.booleans())
sources = st.builds(
    nodes.Source,
    words,
    st.sampled_from(vocabulary.SOURCE_KINDS),
    words,
    st.sampled_from(["", "2014"]),
    st.sampled_from(["", "2015-11-15"]),
    words,
)
leaves = st.one_of(
    paragraphs,
    lists,
    tables(),
    st.builds(nodes.Image, files, words, words, st.just(640), st.just(480)),
    st.builds(nodes.Steps, rows(steps), words),
    st.builds(nodes.Forms, rows(st.builds(nodes.FormEntry, words, words, st.one_of(st.none(), files)))),
    st.builds(nodes.Records, rows(st.builds(nodes.RecordEntry, words, words, words, words, words))),
    st.builds(nodes.Sources, rows(sources), st.booleans(), words),
    st.builds(nodes.Definitions, rows(st.builds(nodes.Definition, words, words, st.booleans()))),
    st.builds(nodes.Dossier, proses, words, words),
    st.builds(nodes.TimeLimits, cases, words),
    st.builds(nodes.Fact, st.sampled_from(vocabulary.FACT_KINDS), proses, words),
    st.builds(nodes.Clauses, rows(st.builds(nodes.ClauseMet, words, proses, words))),
    st.builds(nodes.Exclusions, rows(st.builds(nodes.Exclusion, words, words))),
    st.builds(nodes.Motto, texts),
)


def _section(blocks):
    return st.builds(
        nodes.Section,
        words,
        words,
        st.sampled_from(vocabulary.SECTION_ROLES),
        st.lists(st.sampled_from(["4.1", "7.5.3"]), max_size=2).map(tuple),
        words,
        st.lists(blocks, max_size=3).map(tuple),
    )


blocks = st.one_of(leaves, _section(st.one_of(leaves, _section(leaves))))
kinds = st.sampled_from(vocabulary.DOCUMENT_KINDS)
documents = st.builds(nodes.Document, kinds, st.lists(blocks, max_size=4).map(tuple))

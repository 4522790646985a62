"""Cuts long text into pieces that can be read at a glance."""

from __future__ import annotations

from collections.abc import Iterator

#: Letters of a piece: some ten lines on a phone.
PIECE = 1200


def cut(text: str, size: int = PIECE) -> Iterator[str]:
    """``text`` in pieces of at most ``size`` letters, cut between lines, else sentences, else words.

    Gives one piece for an empty text.
    """
    piece = ""
    for line in _lines(text, size):
        if piece and len(piece) + 1 + len(line) > size:
            yield piece
            piece = line
        else:
            piece = f"{piece}\n{line}" if piece else line
    yield piece


def shortened(text: str, size: int) -> str:
    """The first line of ``text``, cut between words after at most ``size`` letters."""
    line = text.split("\n", 1)[0]
    if len(line) <= size:
        return line
    return f"{line[: _border(line, size, ' ') or size].rstrip()}…"


def _lines(text: str, size: int) -> Iterator[str]:
    for line in text.split("\n"):
        while len(line) > size:
            end = _border(line, size, ". ", "; ") or _border(line, size, " ") or size
            yield line[:end].rstrip()
            line = line[end:].lstrip()
        yield line


def _border(line: str, size: int, *marks: str) -> int:
    """The end of the last of ``marks`` in the second half of the first ``size`` letters, 0 for none."""
    best = max(line.rfind(mark, size // 2, size) + len(mark.rstrip()) for mark in marks)
    return best if best > size // 2 else 0

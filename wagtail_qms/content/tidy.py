"""One spelling for the same words: NFC, single spaces, no empty or needlessly split runs."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace

from .links import safe_href
from .nodes import FileRef, Item, List, Paragraph, Run
from .vocabulary import MARKS

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"[ \t]+")
_BREAK = re.compile(r" ?\n ?")


def tidy_text(text: str) -> str:
    """A plain field's text: NFC, ``\\n`` line ends, no control characters, nothing blank at its ends."""
    return _plain(text).strip(" \t\n")


def tidy_runs(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Runs as a reader would see them: blanks collapse as in HTML, equal neighbours are one run."""
    tidy: list[Run] = []
    for run in _merged([_with_order(run) for run in runs]):
        text = _BREAK.sub("\n", _SPACES.sub(" ", run.text))
        if not tidy:
            text = text.lstrip(" \n")
        elif tidy[-1].text[-1] in " \n":
            text = text.lstrip(" ")
        if text.startswith("\n"):
            _trim_end(tidy, " ")
        if text:
            tidy.append(replace(run, text=text))
    _trim_end(tidy, " \n")
    return tuple(_merged(tidy))


def tidy_node(node):
    """The same node in the one spelling; blank paragraphs, items and lists inside it are gone."""
    return replace(node, **{f.name: _tidy_value(getattr(node, f.name)) for f in fields(node)})


def _tidy_value(value):
    if isinstance(value, str):
        return tidy_text(value)
    if isinstance(value, tuple):
        return _tidy_tuple(value)
    if is_dataclass(value) and not isinstance(value, FileRef):
        return tidy_node(value)
    return value


def _tidy_tuple(values: tuple) -> tuple:
    if values and isinstance(values[0], Run):
        return tidy_runs(values)
    return tuple(value for value in map(_tidy_value, values) if not _is_blank(value))


def _is_blank(value) -> bool:
    if isinstance(value, Paragraph):
        return not value.runs
    if isinstance(value, Item):
        return not value.runs and not value.lists
    return isinstance(value, List) and not value.items


def _plain(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROLS.sub("", text))


def _with_order(run: Run) -> Run:
    marks = tuple(mark for mark in MARKS if mark in run.marks)
    return Run(_plain(run.text), marks, safe_href(run.href))


def _merged(runs: list[Run]) -> list[Run]:
    merged: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if merged and (merged[-1].marks, merged[-1].href) == (run.marks, run.href):
            merged[-1] = replace(run, text=_plain(merged[-1].text + run.text))
        else:
            merged.append(run)
    return merged


def _trim_end(runs: list[Run], characters: str) -> None:
    while runs:
        text = runs[-1].text.rstrip(characters)
        if text == runs[-1].text:
            return
        if text:
            runs[-1] = replace(runs[-1], text=text)
            return
        runs.pop()

"""The tokens that every engine stores of a passage: those of its headings, and those of its text."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from wagtail_qms.search.analysis.indexing import Analysed, analyse, pair
from wagtail_qms.search.interface import Entry, Tokens


@dataclass(frozen=True, slots=True)
class Lexemes:
    """All that a passage can be found by, of headings and of text, in an order that puts neighbours together."""

    head: tuple[str, ...]
    text: tuple[str, ...]


def tokenised(entry: Entry) -> tuple[Tokens, ...]:
    """The tokens of each passage of ``entry``. Code and title of the document stand in the head of all of them."""
    whole = analyse(f"{entry.code}\n{entry.title}")
    headings: dict[tuple[str, str], Analysed] = {}
    found = []
    for passage in entry.passages:
        place = (passage.number, passage.heading)
        if place not in headings:
            headings[place] = analyse("\n".join(place))
        found.append(_tokens(whole, headings[place], analyse(passage.text)))
    return tuple(found)


def _tokens(title: Analysed, heading: Analysed, text: Analysed) -> Tokens:
    return Tokens(
        head=_joined(title.folded, heading.folded),
        head_exact=_joined(title.exact, heading.exact),
        text=text.folded,
        text_exact=text.exact,
        head_codes=_joined(title.codes, heading.codes),
        text_codes=text.codes,
    )


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))


def lexemes(tokens: Tokens) -> Lexemes:
    """What of a passage's tokens goes into an index."""
    return Lexemes(
        _lexemes(tokens.head, tokens.head_exact, tokens.head_codes),
        _lexemes(tokens.text, tokens.text_exact, tokens.text_codes),
    )


def _lexemes(folded: str, exact: str, codes: str) -> tuple[str, ...]:
    words = folded.split()
    return (*words, *(pair(*both) for both in pairwise(words)), *exact.split(), *codes.split())

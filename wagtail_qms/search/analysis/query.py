"""What was typed into the search box, as an engine looks for it. Input is data: it has no syntax, and a fixed cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import islice, pairwise
from unicodedata import category

from wagtail_qms.search.analysis.everyday import EVERYDAY
from wagtail_qms.search.analysis.framing import defined, weights
from wagtail_qms.search.analysis.indexing import pair
from wagtail_qms.search.analysis.letters import composed
from wagtail_qms.search.analysis.spelling import repair
from wagtail_qms.search.analysis.syllables import is_unaccented_syllable
from wagtail_qms.search.analysis.tokens import CODE, LONGEST, PIECE, WORD, Token, glued, tokens

MAX_CHARACTERS = 10_000
MAX_WORDS = 128
MAX_TERMS = 64
MAX_CODES = 24
MAX_PHRASES = 24
_CODE_PARTS = 6
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the query. ``exact`` is None where it was typed without accents.

    ``alternatives`` are folded spellings that may have been meant, best first.
    """

    folded: str
    exact: str | None = None
    alternatives: tuple[str, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Expansion:
    """A phrase that means the same as the words ``start`` to ``end`` of the query."""

    words: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Query:
    """A query: ``words`` are its folded words in order, ``terms`` each of them once.

    ``weights`` are what each of ``words`` counts in its place, ``defined`` the words whose meaning is asked.
    """

    raw: str
    text: str
    words: tuple[str, ...] = ()
    weights: tuple[float, ...] = ()
    terms: tuple[Term, ...] = ()
    pairs: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    defined: tuple[str, ...] = ()
    accented: bool = False

    @property
    def phrases(self) -> tuple[tuple[str, ...], ...]:
        """The other wordings to look for."""
        return tuple(dict.fromkeys(expansion.words for expansion in self.expansions))

    def __bool__(self) -> bool:
        return bool(self.terms)


@dataclass(frozen=True, slots=True)
class Meaning:
    """Folded words that mean others. ``spelt`` are those of an abbreviation with its accents, () for other words."""

    said: tuple[str, ...]
    meant: tuple[str, ...]
    spelt: tuple[str, ...] = ()

    def is_said(self, words: Sequence[Token]) -> bool:
        """Whether ``words`` say it: an abbreviation with its own accents or none ("cá" is no "CA")."""
        if tuple(word.text for word in words) != self.said:
            return False
        return not self.spelt or all(word.exact in (word.text, own) for word, own in zip(words, self.spelt))


@dataclass(frozen=True)
class Vocabulary:
    """What an agency teaches the search: (short, long) for abbreviations, groups of phrases that mean the same.

    ``everyday`` has what documents say, and what citizens say for it.
    """

    abbreviations: tuple[tuple[str, str], ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    everyday: tuple[tuple[str, tuple[str, ...]], ...] = EVERYDAY

    @cached_property
    def by_first_word(self) -> dict[str, tuple[Meaning, ...]]:
        """What is known of phrases that begin with a word."""
        found: dict[str, dict[Meaning, None]] = {}
        for meaning in self._meanings():
            if meaning.said and meaning.meant and meaning.said != meaning.meant:
                found.setdefault(meaning.said[0], {})[meaning] = None
        return {first: tuple(meanings) for first, meanings in found.items()}

    def _meanings(self) -> Iterator[Meaning]:
        for short, long in self.abbreviations:
            yield _meaning(short, long, is_short=True)
            yield _meaning(long, short)
        for group in self.synonyms:
            yield from (_meaning(one, other) for one in group for other in group)
        for meant, words in self.everyday:
            yield from (_meaning(said, meant, is_short=said.isupper()) for said in words)


def analyse_query(raw: str, *, vocabulary: Vocabulary | None = None) -> Query:
    """What to look for when ``raw`` was typed. Never raises; what is too long is cut off."""
    text = cleaned(raw)
    found = tokens(repair(text))
    words = [token for token in found if token.kind == WORD][:MAX_WORDS]
    accented = any(not token.exact.isascii() for token in words)
    folded = tuple(token.text for token in words)
    counts = weights(folded, [token.exact for token in words], accented=accented)
    return Query(
        raw=raw,
        text=text,
        words=folded,
        weights=counts,
        terms=_terms(words, counts, accented=accented, repaired=_typed_otherwise(text, words)),
        pairs=tuple(dict.fromkeys(pair(*both) for both in pairwise(folded)))[:MAX_TERMS],
        codes=_codes(found, words),
        expansions=tuple(_expansions(words, vocabulary)) if vocabulary else (),
        defined=defined(folded),
        accented=accented,
    )


def cleaned(raw: str) -> str:
    """``raw`` composed, without control characters, with single spaces and bounded."""
    text = composed(raw[:MAX_CHARACTERS])
    readable = " ".join("".join(" " if is_control(character) else character for character in text).split())
    following = next(islice(PIECE.finditer(readable), MAX_WORDS, None), None)
    return readable[: following.start()].rstrip() if following else readable


def is_control(character: str) -> bool:
    """Whether a character is a control or half of a pair: nothing that a word is made of."""
    return not character.isprintable() and not character.isspace() and category(character) != "Cf"


def _terms(
    words: list[Token], counts: Sequence[float], *, accented: bool, repaired: dict[str, str]
) -> tuple[Term, ...]:
    terms: dict[str, Term] = {}
    for token, weight in zip(words, counts):
        known = terms.get(token.text)
        if known is not None:
            terms[token.text] = replace(known, weight=max(known.weight, weight))
        elif len(terms) < MAX_TERMS:
            as_typed = repaired.get(token.text)
            terms[token.text] = Term(
                folded=token.text,
                exact=token.exact if accented and not token.text.isdigit() else None,
                alternatives=(as_typed,) if as_typed else (),
                weight=weight,
            )
    return tuple(terms.values())


def _typed_otherwise(text: str, words: list[Token]) -> dict[str, str]:
    """For words that were repaired, what was typed: it may have been meant after all."""
    typed = [token.text for token in tokens(text) if token.kind == WORD]
    if len(typed) != len(words):
        return {}
    return {token.text: as_typed for token, as_typed in zip(words, typed) if token.text != as_typed}


def _codes(found: list[Token], words: list[Token]) -> tuple[str, ...]:
    """Codes as typed, and words side by side that can be one: "qt ctcl", "BM CTCL 01", "247 BC UBND"."""
    typed = [token.text for token in found if token.kind == CODE]
    return tuple(dict.fromkeys([*typed, *_spaced_codes(words)]))[:MAX_CODES]


def _spaced_codes(words: list[Token]) -> Iterator[str]:
    for start in range(len(words)):
        parts = []
        for token in words[start : start + _CODE_PARTS]:
            if not _may_be_part(token):
                break
            parts.append(token)
            if _may_be_code(parts):
                yield glued(" ".join(part.exact for part in parts))


def _may_be_part(token: Token) -> bool:
    if token.text.isdigit():
        return len(token.text) <= 6
    return len(token.text) <= _SHORT or (len(token.text) <= LONGEST // 4 and not is_unaccented_syllable(token.text))


def _may_be_code(parts: list[Token]) -> bool:
    letters = [part.text for part in parts if not part.text.isdigit()]
    is_long = len(parts) > 1 or len(parts[0].text) > _SHORT
    return is_long and any(not is_unaccented_syllable(part) for part in letters)


def _expansions(words: list[Token], vocabulary: Vocabulary) -> Iterator[Expansion]:
    left = MAX_PHRASES
    for start, token in enumerate(words):
        for meaning in vocabulary.by_first_word.get(token.text, ()):
            end = start + len(meaning.said)
            if left and meaning.is_said(words[start:end]):
                left -= 1
                yield Expansion(meaning.meant, start, end)


def _meaning(said: str, meant: str, *, is_short: bool = False) -> Meaning:
    words = _phrase(said)
    spelt = tuple(token.exact for token in words) if is_short else ()
    return Meaning(tuple(token.text for token in words), tuple(token.text for token in _phrase(meant)), spelt)


@lru_cache(maxsize=8192)
def _phrase(words: str) -> tuple[Token, ...]:
    return tuple(token for token in tokens(words[:500]) if token.kind == WORD)

"""Questions in the cluster's language. Whatever was typed goes in as tokens, never as syntax."""

from __future__ import annotations

from collections.abc import Iterable

from wagtail_qms.register.policy import ANYBODY, Reader
from wagtail_qms.search.analysis.indexing import exact_token
from wagtail_qms.search.analysis.query import Query, Term
from wagtail_qms.search.conditions import Way, conditions
from wagtail_qms.search.engines.elasticsearch.package import dsl
from wagtail_qms.search.engines.elasticsearch.rows import EDITION, FACET_FIELDS, PASSAGE
from wagtail_qms.search.interface import Scope

Q = dsl.Q

# Values of a facet that are counted.
_VALUES = 500
# Titles and headings among which the best are looked for.
_LABELS = 200
# More in one clause are refused by the cluster.
_AT_ONCE = 50_000

# What is worth how much beside a word as it was typed.
_EXACT, _ALTERNATIVE, _PAIR, _CODE = 0.4, 0.5, 1.0, 4.0


def passages(query: Query, scope: Scope, *, limit: int) -> dict:
    """The best ``limit`` passages; what is chosen of facets holds."""
    kept = [*within(scope, PASSAGE), *(Q("terms", **{field: values}) for field, values in chosen(scope).items())]
    found = Q("bool", should=_wanted(query), filter=kept, minimum_should_match=1)
    return _search(found).extra(size=limit, track_total_hits=False).to_dict()


def counts(query: Query, scope: Scope) -> Counted:
    """How many documents meet the query's conditions, in all and by facet."""
    values = {str(facet): list(scope.chosen[facet]) for facet in FACET_FIELDS if scope.chosen.get(facet)}
    return Counted((query, scope), values)


class Counted(dsl.FacetedSearch):
    """Counts editions: in force on the day, so one for each document. A facet leaves out what is chosen in itself."""

    facets = {str(facet): dsl.TermsFacet(field=name, size=_VALUES) for facet, name in FACET_FIELDS.items()}

    def query(self, search, query):
        asked, scope = query
        held = [_had(ways) for ways in conditions(asked)]
        return search.query("bool", filter=[*within(scope, EDITION), *held]).extra(size=0, track_total_hits=True)


def statistics(query: Query) -> dict:
    """How many passages there are that everybody may read, how long, and how many have each of the query's tokens."""
    search = _search(Q("bool", filter=_public())).extra(size=0, track_total_hits=True)
    search.aggs.metric("length", "avg", field="length")
    if tokens := _tokens(query):
        search.aggs.bucket("tokens", "filters", filters={token: Q("term", tokens=token) for token in tokens})
    return search.to_dict()


def passages_with(tokens: Iterable[str]) -> dict:
    """How many passages that everybody may read have each of ``tokens``."""
    search = _search(Q("bool", filter=_public())).extra(size=0)
    search.aggs.bucket("tokens", "filters", filters={token: Q("term", tokens=token) for token in tokens})
    return search.to_dict()


def neighbours(terms: Iterable[str], size: int) -> dict:
    """The index's terms within one edit of each of ``terms``, named by its place."""
    near = {
        "field": "tokens", "size": size, "shard_size": size, "suggest_mode": "always", "max_edits": 1, "accuracy": 0,
        "prefix_length": 0, "min_word_length": 1, "max_term_freq": 10**9, "string_distance": "damerau_levenshtein",
    }  # fmt: skip
    search = dsl.Search().extra(size=0)
    for place, term in enumerate(terms):
        search = search.suggest(str(place), term, term=near)
    return search.to_dict()


def labels(words: Iterable[str], scope: Scope) -> dict:
    """Titles and headings that have a word beginning with each of ``words``, and of how many editions."""
    search = _search(Q("bool", filter=[*within(scope), *(Q("prefix", label_words=word) for word in words)]))
    search.aggs.bucket("labels", "terms", field="label", size=_LABELS)
    return search.extra(size=0).to_dict()


def _search(query) -> dsl.Search:
    return dsl.Search().query(query)


def within(scope: Scope, level: str = "") -> list:
    """The rows of ``level`` within ``scope``, whatever is chosen of facets."""
    kept = [Q("range", starts_on={"lte": scope.day.isoformat()}), *_readable(scope.reader)]
    if level:
        kept.append(Q("term", level=level))
    if scope.agencies is not None:
        kept.append(Q("terms", agency=_keys(scope.agencies)))
    hidden = _keys(scope.hidden_pages)
    gone = [Q("terms", page=hidden[start : start + _AT_ONCE]) for start in range(0, len(hidden), _AT_ONCE)]
    return [*kept, Q("bool", must_not=[Q("range", ends_on={"lte": scope.day.isoformat()}), *gone])]


def chosen(scope: Scope) -> dict[str, list[str]]:
    """By field the values of which one must hold."""
    return {name: list(scope.chosen[facet]) for facet, name in FACET_FIELDS.items() if scope.chosen.get(facet)}


def _public() -> list:
    return [Q("term", level=PASSAGE), *_readable(ANYBODY)]


def _readable(reader: Reader) -> list:
    """``register.policy.may_read`` as filters."""
    if reader.sees_all:
        return []
    known = Q("term", is_internal=False) | Q("terms", agency=_keys(reader.agencies))
    kept = Q("term", is_held=False) | Q("terms", agency=_keys(reader.keeps))
    return [known, kept]


def _keys(keys: Iterable[int]) -> list[str]:
    return [str(key) for key in sorted(keys)]


def _wanted(query: Query) -> list:
    """What a passage is found by: any of it is enough, more of it is better."""
    exact = [_worth(exact_token(term.exact), term.weight * _EXACT) for term in query.terms if term.exact]
    pairs = [_worth(pair, _PAIR) for pair in query.pairs]
    codes = [_worth(code, _CODE) for code in query.codes]
    phrases = [Q("match_phrase", tokens=" ".join(words)) for words in query.phrases]
    return [*(_meant(term) for term in query.terms), *exact, *pairs, *codes, *phrases]


def _meant(term: Term):
    """The word, or what may have been meant by it."""
    own = _worth(term.folded, term.weight)
    others = [_worth(other, term.weight * _ALTERNATIVE) for other in term.alternatives]
    return Q("dis_max", queries=[own, *others]) if others else own


def _worth(token: str, weight: float):
    return Q("term", tokens={"value": token, "boost": weight})


def _had(ways: tuple[Way, ...]):
    """Whether the document has a word in one of ``ways``."""
    return Q("bool", should=[Q("bool", filter=[Q("term", terms=word) for word in way]) for way in ways])


def _tokens(query: Query) -> list[str]:
    """The tokens whose frequency is asked for."""
    folded = [word for term in query.terms for word in (term.folded, *term.alternatives)]
    exact = [exact_token(term.exact) for term in query.terms if term.exact]
    others = [word for phrase in query.phrases for word in phrase]
    return list(dict.fromkeys([*folded, *exact, *query.pairs, *query.codes, *others]))

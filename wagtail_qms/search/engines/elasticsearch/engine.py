"""The engine: asks the cluster, and gives back what every engine gives back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wagtail_qms.search.analysis.indexing import folded_words
from wagtail_qms.search.analysis.letters import composed
from wagtail_qms.search.analysis.nearness import is_near
from wagtail_qms.search.analysis.query import MAX_WORDS, Query, cleaned
from wagtail_qms.search.beginnings import best
from wagtail_qms.search.engines.elasticsearch import indexes, queries, writing
from wagtail_qms.search.engines.elasticsearch.connection import check, question, setting
from wagtail_qms.search.engines.elasticsearch.rows import FACET_FIELDS, candidate_of
from wagtail_qms.search.interface import (
    Candidates,
    Change,
    EngineUnavailableError,
    IndexMissingError,
    Scope,
    Statistics,
)

# Terms near to one that are looked at, and words of what is being typed.
_NEIGHBOURS = 50
_BEGUN = 12


class ElasticsearchEngine:
    """A search engine (``interface.Engine``) on an Elasticsearch cluster. ImproperlyConfigured without an address."""

    name = "elasticsearch"

    def __init__(self):
        check()

    def find(self, query: Query, scope: Scope, *, limit: int) -> Candidates:
        """One request with three questions: the passages, the documents by facet, the terms' frequencies."""
        if not query:
            return Candidates()
        counted = queries.counts(query, scope)
        asked = [
            queries.passages(query, scope, limit=limit),
            counted.build_search().to_dict(),
            queries.statistics(query),
        ]
        found, counts, said = _several(asked)
        return Candidates(
            passages=tuple(map(candidate_of, found["hits"]["hits"])),
            total=counts["hits"]["total"]["value"],
            facets={str(facet): _values(counts, str(facet)) for facet in FACET_FIELDS},
            statistics=_statistics(said),
        )

    def near(self, terms: Iterable[str]) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """Two requests: the terms within an edit, and in how many passages they stand that everybody may read."""
        terms = [term for term in dict.fromkeys(terms) if term.isascii() and is_near(term, term)][:MAX_WORDS]
        if not terms:
            return {}
        said = _one(queries.neighbours(terms, _NEIGHBOURS))["suggest"]
        near = {term: [term, *_suggested(said[str(place)], term)] for place, term in enumerate(terms)}
        wanted = dict.fromkeys(token for tokens in near.values() for token in tokens)
        counts = _frequencies(_one(queries.passages_with(wanted)))
        return {term: _by_frequency(tokens, counts) for term, tokens in near.items()}

    def begin(self, text: str, scope: Scope, *, limit: int) -> tuple[str, ...]:
        """One request."""
        words = [folded for folded, _exact in folded_words(composed(cleaned(text)))][:_BEGUN]
        if not words:
            return ()
        buckets = _one(queries.labels(words, scope))["aggregations"]["labels"]["buckets"]
        return best({bucket["key"]: bucket["doc_count"] for bucket in buckets}, words, limit)

    def apply(self, changes: Iterable[Change]) -> None:
        """A few requests for all of ``changes``. An index that is not there needs none: it will be built."""
        changes = list(changes)
        if changes:
            for index in indexes.written():
                writing.write(index, changes, setting("WRITE_SECONDS"))

    def rebuild(self, changes: Iterable[Change]) -> None:
        """A new index beside the old one, which answers until the new one does."""
        index = indexes.create()
        try:
            writing.fill(index, changes)
            indexes.switch(index)
        except BaseException:
            indexes.drop(index)
            raise

    def is_whole(self) -> bool:
        """One request. An index answers only since it was whole, and under a name with layout and analysis."""
        return indexes.is_there()

    def megabytes(self) -> float:
        """What the index takes on the cluster's disks, copies included."""
        stored = question(lambda client: client.indices.stats(index=indexes.alias(), metric="store"))
        return stored["_all"]["total"]["store"]["size_in_bytes"] / 1e6


def _one(body: dict) -> dict:
    """What the index that answers says to one question."""
    return _several([body])[0]


def _several(bodies: list[dict]) -> list[dict]:
    """The same for several at once. A part of an answer is none."""
    header = {"index": indexes.alias(), "allow_partial_search_results": False}
    if setting("SHARDS") > 1:
        # Each shard has its own frequencies; what is on another one must not weigh more for that.
        header["search_type"] = "dfs_query_then_fetch"
    searches = [each for body in bodies for each in (header, body)]
    answers = _asked(searches)
    if not all(map(_is_whole, answers)):
        # The index may have been replaced in this very moment; then its successor answers.
        answers = _asked(searches)
    for answer in answers:
        _check(answer)
    return answers


def _check(answer: dict) -> None:
    if _is_whole(answer):
        return
    error = answer.get("error", {})
    if error.get("type") == "index_not_found_exception":
        raise IndexMissingError("Elasticsearch: the index is not there and has to be built")
    raise EngineUnavailableError(f"Elasticsearch: {error.get('reason', 'only a part of the index answers')}")


def _asked(searches: list[dict]) -> list[dict]:
    return question(lambda client: client.msearch(searches=searches))["responses"]


def _is_whole(answer: dict) -> bool:
    return "error" not in answer and not answer["timed_out"] and not answer["_shards"]["failed"]


def _values(counts: dict, facet: str) -> tuple[tuple[str, int], ...]:
    buckets = counts["aggregations"][f"_filter_{facet}"][facet]["buckets"]
    return tuple((bucket["key"], bucket["doc_count"]) for bucket in buckets)


def _statistics(said: dict) -> Statistics:
    length = said["aggregations"]["length"]["value"] or 0.0
    return Statistics(said["hits"]["total"]["value"], length, _frequencies(said))


def _frequencies(said: dict) -> dict[str, int]:
    buckets = said["aggregations"].get("tokens", {"buckets": {}})["buckets"]
    return {token: bucket["doc_count"] for token, bucket in buckets.items() if bucket["doc_count"]}


def _suggested(said: list[dict], term: str) -> list[str]:
    options = [option["text"] for part in said for option in part["options"]]
    return [option for option in options if option != term and is_near(term, option)]


def _by_frequency(tokens: list[str], counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    found = [(token, counts[token]) for token in tokens if token in counts]
    return tuple(sorted(found, key=lambda each: (-each[1], each[0])))

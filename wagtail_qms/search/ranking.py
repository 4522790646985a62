"""Puts the passages that an engine found into order, and leaves out what does not answer."""

from __future__ import annotations

from wagtail_qms.search.analysis.query import Query
from wagtail_qms.search.interface import Candidate, Candidates


def ranked(query: Query, found: Candidates) -> tuple[Candidate, ...]:
    """The passages of ``found`` that answer ``query``, best first."""
    return tuple(sorted(found.passages, key=lambda candidate: -candidate.score))

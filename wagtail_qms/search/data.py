"""An answer as plain data, for ``qms_search --json`` and for the JSON answers of the site."""

from __future__ import annotations

from wagtail_qms.search.interface import Answer, FoundDocument, FoundPassage


def answer_data(answer: Answer) -> dict:
    """``answer`` with the names that programs rely on; scores compare within one answer alone."""
    return {
        "query": answer.query.raw,
        "engine": answer.engine,
        "took_ms": round(answer.took_ms, 1),
        "total": answer.total,
        "did_you_mean": answer.did_you_mean,
        "documents": [document_data(found) for found in answer.documents],
    }


def document_data(found: FoundDocument) -> dict:
    """A document: ``document`` is the key of its page, None when the page is gone."""
    return {
        "document": found.head.page_id,
        "code": found.head.code,
        "title": found.head.title,
        "score": round(found.score, 4),
        "passages": [passage_data(one) for one in found.passages],
    }


def passage_data(found: FoundPassage) -> dict:
    """A passage of a document."""
    passage = found.passage
    return {
        "heading": passage.heading,
        "anchor": passage.anchor,
        "text": passage.text,
        "score": round(found.score, 4),
    }

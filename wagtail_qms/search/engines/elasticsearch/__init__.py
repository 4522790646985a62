"""Elasticsearch in the database's place, for sites that outgrow it. Needs the extra ``elasticsearch``.

The server needs nothing of its own: it takes tokens made in Python, cut at spaces.
"""

from wagtail_qms.search.engines.elasticsearch.engine import ElasticsearchEngine

__all__ = ["ElasticsearchEngine"]

"""The search engine that needs nothing but the site's own database: FTS5 on SQLite, tsvector on PostgreSQL."""

from wagtail_qms.search.engines.database.engine import DatabaseEngine

__all__ = ["DatabaseEngine"]

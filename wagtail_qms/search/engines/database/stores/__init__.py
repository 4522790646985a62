"""What differs between databases: the tables that find, which Django does not know of."""

from __future__ import annotations

from django.db import connection

from wagtail_qms.search.engines.database.state import Generation
from wagtail_qms.search.engines.database.stores.anywhere import AnywhereStore
from wagtail_qms.search.engines.database.stores.postgresql import PostgreSQLStore
from wagtail_qms.search.engines.database.stores.sqlite import SQLiteStore, has_fts5
from wagtail_qms.search.engines.database.stores.store import Store

__all__ = ["Store", "store_of"]


def store_of(generation: Generation | None) -> Store:
    """The store of ``generation`` in this database; of none for what concerns them all."""
    build = generation.build if generation else ""
    if connection.vendor == "postgresql":
        return PostgreSQLStore(build)
    if connection.vendor == "sqlite" and has_fts5():
        return SQLiteStore(build)
    return AnywhereStore(generation.number if generation else 0)

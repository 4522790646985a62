"""Database triggers that keep the register append-only, whatever talks to the database (SQLite, PostgreSQL)."""

from __future__ import annotations

from django.db import connections

from wagtail_qms.register.models import CHAIN, Document, DraftChange, StoredFile

TABLES = tuple(model._meta.db_table for model in (*CHAIN, StoredFile, DraftChange))
_DOCUMENTS = Document._meta.db_table
_FIXED = ("agency_id", "kind", "field_of_work", "code_key", "key")
_MESSAGE = "the register is append-only"


def names() -> set[str]:
    """The names of all triggers that ought to be there."""
    return {f"{table}_no_{verb}" for table in (*TABLES, _DOCUMENTS) for verb in ("update", "delete")}


def _statements_sqlite():
    fixed = " OR ".join(f'OLD."{c}" IS NOT NEW."{c}"' for c in _FIXED)
    stop = f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
    for table in TABLES:
        for verb in ("update", "delete"):
            yield f'CREATE TRIGGER IF NOT EXISTS "{table}_no_{verb}" BEFORE {verb.upper()} ON "{table}" {stop}'
    yield (
        f'CREATE TRIGGER IF NOT EXISTS "{_DOCUMENTS}_no_update" BEFORE UPDATE ON "{_DOCUMENTS}" '
        f'WHEN (OLD."code_key" IS NOT NULL AND ({fixed})) OR NEW."length" < OLD."length" {stop}'
    )
    yield (
        f'CREATE TRIGGER IF NOT EXISTS "{_DOCUMENTS}_no_delete" BEFORE DELETE ON "{_DOCUMENTS}" '
        f'WHEN OLD."length" > 0 {stop}'
    )


def _statements_postgresql():
    yield (
        "CREATE OR REPLACE FUNCTION wagtail_qms_refuse() RETURNS trigger AS $$ "
        f"BEGIN RAISE EXCEPTION '{_MESSAGE}'; END $$ LANGUAGE plpgsql"
    )
    for table in (*TABLES, _DOCUMENTS):
        for verb in ("update", "delete"):
            yield f'DROP TRIGGER IF EXISTS "{table}_no_{verb}" ON "{table}"'
    for table in TABLES:
        yield _pg_trigger(table, "update")
        yield _pg_trigger(table, "delete")
    fixed = " OR ".join(f'OLD."{c}" IS DISTINCT FROM NEW."{c}"' for c in _FIXED)
    changed = f'(OLD."code_key" IS NOT NULL AND ({fixed})) OR NEW."length" < OLD."length"'
    yield _pg_trigger(_DOCUMENTS, "update", f"WHEN ({changed}) ")
    yield _pg_trigger(_DOCUMENTS, "delete", 'WHEN (OLD."length" > 0) ')


def _pg_trigger(table: str, verb: str, condition: str = "") -> str:
    return (
        f'CREATE TRIGGER "{table}_no_{verb}" BEFORE {verb.upper()} ON "{table}" '
        f"FOR EACH ROW {condition}EXECUTE FUNCTION wagtail_qms_refuse()"
    )


_STATEMENTS = {"sqlite": _statements_sqlite, "postgresql": _statements_postgresql}


def create(using: str = "default"):
    """Make every trigger on the database ``using``. Does nothing on an engine that has none of ours."""
    connection = connections[using]
    statements = _STATEMENTS.get(connection.vendor)
    if statements is None:
        return
    with connection.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)


def drop(using: str = "default"):
    """Lift every trigger: for tests that empty the tables."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for table in (*TABLES, _DOCUMENTS):
            on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            for verb in ("update", "delete"):
                cursor.execute(f'DROP TRIGGER IF EXISTS "{table}_no_{verb}"{on}')


def missing(using: str = "default") -> set[str]:
    """The names of triggers that are not there; empty on an engine that has none of ours."""
    connection = connections[using]
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }.get(connection.vendor)
    if query is None:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(query)
        return names() - {row[0] for row in cursor.fetchall()}


def after_migrate(sender, using, **kwargs):
    """Make the triggers again: a rebuilt table on SQLite has lost its own."""
    existing = set(connections[using].introspection.table_names())
    if {*TABLES, _DOCUMENTS} <= existing:
        create(using)
